import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Spazio per i modelli', waiting: 'Esame del disco.', empty: 'Hearth non tiene ancora alcun modello.', emptyNext: 'Ciò che installi da un indirizzo sta qui. I modelli inclusi e le tue cartelle non se ne vanno mai.',
  used: (used) => `${used} occupati`, usedOf: (used, quota) => `${used} di ${quota} occupati`, free: (free) => `${free} liberi su questo disco`, freeUnknown: 'il sistema non dice quanto è libero',
  lastUsed: (when) => `ultimo uso ${when}`, neverUsed: 'non ancora usato', value: (money) => `${money} per GiB e ora qui`, tooNew: 'qui da meno di un giorno, non ancora giudicato',
  uses: { job: 'serve a un ordine', loaded: 'in memoria', seat: 'questo nodo lo verifica' },
  isPinned: 'fissato: resta', isLetGo: 'lasciato: i suoi file restano finché non serve spazio', goesAt: (place) => `numero ${place} ad andare quando serve spazio`,
  pin: 'Fissa', unpin: 'Sblocca', letGo: 'Lascia andare', takeBack: 'Riprendi', delete: 'Elimina ora', deleteAsk: (title) => `Eliminare ${title}?`, deleteWhy: (size) => `${size} si liberano subito. Non si può annullare, solo reinstallare.`, deleteYes: 'Elimina', deleteNo: 'Tienilo',
  quota: 'Spazio massimo, in GiB', quotaHint: 'Vuoto: quanto ne ha il disco.', set: 'Imposta', quotaGoes: (titles) => `Per questo ora si eliminano: ${titles}.`, quotaYes: 'Imposta ed elimina',
  place: 'Cartella dei modelli', placeHint: 'Il percorso completo di una cartella nuova o vuota, su qualsiasi disco. Si spostano tutti i modelli o nessuno; i lavori continuano. Vuoto: nella cartella dei dati.', move: 'Sposta', moving: (done, total) => `Spostamento: ${done} di ${total}`, cancel: 'Annulla', now: 'Si trovano in',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Installa da un indirizzo', address: 'Indirizzo', addressHint: 'https di una cartella con un elenco di file o manifest.json. Più indirizzi, separati da spazi, si usano insieme.', root: 'Hash', rootHint: 'L’id del modello, o la radice del suo elenco, da qualcuno di fidato. Ciò che non è esattamente questo non viene installato, da chiunque arrivi.', start: 'Installa', starting: 'Richiesta all’indirizzo', evict: 'Installalo ed eliminali',
  phase: { waiting: 'attende il precedente', list: 'lettura dell’elenco dei file', fetch: 'scaricamento', check: 'controllo di ogni hash', paused: 'in pausa', failed: 'fermo', refused: 'rifiutato', done: 'installato e offerto' },
  of: (done, total) => `${done} di ${total}`, speed: (bytes) => `${bytes} al secondo`, left: (span) => `mancano ${span}`, stalled: 'al momento non arriva nulla',
  pause: 'Pausa', resume: 'Continua', cancel: 'Annulla', clear: 'Rimuovi', rate: 'Massimo al secondo, in MiB', rateHint: 'Per tutti gli scaricamenti insieme. Vuoto: nessun limite.', take: 'Installa',
  shareTitle: 'Dare modelli ai peer', shareWhy: 'Altri nodi possono scaricare i modelli che questo nodo offre. Spento finché non lo accendi; nessuno viene pagato per questo.', shareRate: 'Al massimo al secondo per tutti, in MiB', shareRateHint: 'Vuoto: nessun limite.',
};
