import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'Guadagnato dai modelli in 7 giorni', waiting: 'Lettura dei modelli.', empty: 'Nessun modello è installato.', emptyNext: 'Senza un modello non si può accettare nessun ordine. Aggiungi una cartella qui sotto.',
  installed: 'Su questo computer', perHour: 'per ora di calcolo', unknown: 'non ancora noto: negli ultimi 7 giorni non è stato pagato nulla', measured: (paid, jobs) => `${paid} per ${jobs}`, jobs: { one: 'lavoro', other: 'lavori' }, price: (into, out) => `${into} in ingresso, ${out} in uscita, per unità`,
  classes: 'Come è giudicato qui', classState: { exact: 'bit per bit', measured: 'entro una soglia misurata', unmeasured: 'non calibrato: gli audit riferiscono e non accusano nessuno' },
  registry: 'Registrati sulla rete', registryWaiting: 'Domanda alla catena.', registryEmpty: 'Nessun modello è registrato.', registryNext: 'Chi pubblica un modello ne registra le radici e la royalty; i lavori di modelli non registrati non ne pagano.', publisher: 'Editore', royalty: 'Royalty', royaltyEarned: 'guadagnata', here: 'su questo computer', notHere: 'non su questo computer', retired: 'ritirato', due: 'da riscuotere', mine: 'In un terminale, hearth claim riscuote ciò che è tuo.',
  add: 'Aggiungi da una cartella', folder: 'Cartella', folderHint: 'Il percorso completo di una cartella con manifest.json. Viene aperta in un processo senza rete e senza chiavi, e nulla di essa viene eseguito.', look: 'Esaminala', looking: 'Calcolo dell’hash di ogni file', offer: 'Offrilo', offered: 'È offerto da ora.', already: 'Questo modello è già offerto.', another: 'Un’altra cartella',
  report: { size: 'Dimensione', id: 'Modello', graph: 'Radice del grafo', weights: 'Radice dei pesi', operators: 'Operazioni', operatorsOf: (kinds, nodes) => `${kinds} tipi in ${nodes} nodi del grafo`, opaque: 'Impossibile da seguire', opaqueNone: 'nulla: può passare un audit per intero', rules: 'Senza regola in una disputa', rulesNone: 'nessuna: ogni operazione può essere giudicata' },
  added: 'Le tue cartelle', remove: 'Non offrire', removed: 'Ha effetto subito; i file restano dove sono.',
};
