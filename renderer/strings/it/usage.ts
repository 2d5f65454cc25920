import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Leggo gli acquisti.', spentIn: { 7: 'Speso in 7 giorni', 30: 'Speso in 30 giorni', 365: 'Speso in un anno' }, days: { 7: '7 giorni', 30: '30 giorni', 365: '1 anno' }, time: 'Periodo',
  empty: 'Nessuna applicazione ha ancora comprato qui.',
  emptyNext: 'Un gateway su questo computer compra risposte di altri nodi per le tue applicazioni, con l’interfaccia che già usano. Crea una chiave per una di esse e avvia il gateway; ciò che compra apparirà qui.',
  quiet: 'In questo periodo non è stato comprato nulla.', requests: 'Richieste', answers: 'Risposte', answersCount: { one: 'risposta', other: 'risposte' }, unitsIn: 'Token in entrata', unitsOut: 'Token in uscita', replayed: 'Ricalcolate', none: 'nessuna',
  refunded: 'Rimborsato', refundedWhy: 'Per i lavori che un tribunale ha annullato, il prezzo è tornato dallo stake del fornitore.',
  checked: 'Prima di pagare ogni risposta ne sono stati verificati hash e firme. Quelle ricalcolate sono state anche calcolate di nuovo su questo computer. Per un classificatore gli elementi contano come token.',
  byTime: 'Speso nel tempo', day: 'Giorno (UTC)', month: 'Mese (UTC)', spent: 'Speso', share: 'Quota', byWhat: 'Dividi per',
  by: { key: 'Per chiave', model: 'Per modello', provider: 'Per fornitore' }, ways: { key: 'Chiave', model: 'Modello', provider: 'Fornitore' },
  providersNone: 'In questo periodo non è stato annotato chi ha risposto.', providersWhy: 'Il costo di un secondo fornitore interrogato insieme compare solo sotto chiavi e modelli.',
  budgets: 'Budget', budget: 'Budget', left: 'Resta', noLimit: 'senza limite', spentEver: 'Speso in tutto', usedUp: 'Consumato', replays: 'Ricalcolo',
  policy: { all: 'tutte le risposte', adaptive: 'secondo lo storico del fornitore' }, keysNone: 'Nessuna chiave è valida ora. Creane una:',
  clouds: 'Gli stessi token in un cloud', cloudsNone: 'Non sono stati comprati token di un tipo che questi cloud vendono.',
  cloudsWhy: 'Prezzi di listino di altri modelli, con altri tokenizer: quanto costano lì i token, non quanto costerebbe una risposta altrettanto buona. Qui è stato speso denaro di prova, che non ha un cambio in dollari.',
  cloudHead: { model: 'Modello', tokens: 'Token', price: 'Un milione di token', cost: 'Costo' }, tokensIn: (count) => `${count} in entrata`, tokensInOut: (came, went) => `${came} in entrata, ${went} in uscita`,
  priceUnknown: 'nessun prezzo con fonte', costUnknown: 'sconosciuto', readOn: (day) => `letto il ${day}`,
};
