import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Acceleratore',
  name: 'CUDA per schede NVIDIA',
  what: 'Le librerie di NVIDIA, con cui il motore calcola sulle schede NVIDIA. Sono troppo grandi per venire con Hearth.',
  noCard: 'Qui non è stata trovata alcuna scheda NVIDIA, quindi non cambierebbe nulla.',
  sizes: (a, b) => `Si scaricano ${a} da dove i loro autori le pubblicano, ogni libreria confrontata con l’hash con cui è stato costruito questo Hearth. Occupano ${b} del disco.`,
  of: (a, b) => `${a} di ${b}`,
  looking: 'Guarda che cosa c’è già',
  restart: 'Riavvia Hearth: all’avvio chiede che cosa sanno fare i dispositivi.',
  fetch: 'Scarica',
  goOn: 'Continua',
  stop: 'Ferma',
  remove: 'Rimuovi',
  takeAway: 'Togli ciò che è arrivato',
  removeAsk: 'Rimuovere l’acceleratore?',
  removeWhy: 'Senza, le schede NVIDIA non calcolano nulla. Andrà scaricato di nuovo.',
  keep: 'Tienilo',
  progress: 'Avanzamento dell’acceleratore',
  waiting: 'Chiede quali acceleratori ci sono.',
  why: { noList: 'Questo Hearth è stato costruito senza un elenco di ciò che si può scaricare, quindi non ne scarica. Le versioni pubblicate ne hanno uno.', notNeeded: 'Su questo sistema il motore porta ciò che serve alle schede: non c’è nulla da scaricare.', otherSystem: 'Nessuno è elencato per questo sistema.', otherVersion: 'Quello elencato è per un’altra versione del motore. Usa lo Hearth per cui è fatto.' },
  state: { absent: 'Non installato', fetching: 'In scaricamento', stopped: 'Fermato. Ciò che è arrivato resta.', failed: 'Non è arrivato intero. Ciò che è arrivato resta.', otherRuntime: 'Qui ce n’è uno per un’altra versione del motore; questo Hearth non lo usa.', installed: 'Installato', none: 'Non disponibile qui' },
};
