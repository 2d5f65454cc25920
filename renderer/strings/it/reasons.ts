import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `; i limiti di ${className} sono larghi, perché non è calibrata`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'non si è potuto chiedere al motore di esecuzione che cosa può usare', 'runtime.otherGpu': (a) => `${a} può usare una GPU di questo computer, ed è un’altra`,
  'runtime.refuses': (a) => `il motore di esecuzione non può usarlo (${a})`, 'gpu.noMakersDriver': 'il driver del produttore non è installato, Windows mostra l’immagine senza',
  'gpu.virtual': 'un adattatore video virtuale o di gestione, che non calcola', 'gpu.noDriver': 'per esso non è caricato alcun driver',
  'gpu.given': 'è affidato a una macchina virtuale (vfio-pci)', 'gpu.nameless': 'il sistema non dice né il produttore né il nome, quindi non si conosce nulla che ci giri',
  'system.late': (a) => `il sistema non ha risposto entro ${a} s`, 'system.unasked': (a) => `non si è potuto chiedere al sistema: ${a}`,
  'system.unclear': 'la risposta del sistema non si è potuta leggere', 'fault.driver': (a, b) => `il suo driver è stato reimpostato ${a} volte in un giorno (${b})`,
  'fault.workers': (a, b) => `i processi di ${a} lavori di fila sono finiti qui (${b})`, 'fault.selfTest': (a, b) => `il suo autotest è fallito: ${a}, ${b}`,
  'fault.fellOff': 'la scheda è sparita dal suo bus', 'fault.mustReset': 'la scheda va reimpostata',
  'check.sketches': (a, b, c, className) => `il peggiore di ${b} schizzi dista ${a}, permesso ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `il margine maggiore di ${b} token è ${a} nats, permesso ${c}${wide(className)}`,
  'check.notExact': 'le uscite di questo modello non sono esatte su ogni dispositivo', 'check.nothing': 'non è stato calcolato nulla',
  'check.same': (a) => `tutte le uscite (${a}) sono quelle giuste, bit per bit`, 'check.differs': (a, b) => `l’uscita ${a} di ${b} non è quella giusta`,
  'check.notHere': (a) => `qui non gira: ${a}`, 'check.integers': 'i prodotti a 8 bit sono esatti', 'check.integersWrong': (a) => `i prodotti a 8 bit non sono esatti (${a})`,
  'check.noPeer': 'il processore non fa girare questo modello, quindi non c’è nulla con cui confrontare', 'test.rules': 'le sue regole hanno ripreso il dispositivo',
  'test.cancelled': 'è stata annullata',
};
