import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Lavori, dai più recenti. Le frecce passano di riga in riga.', proposals: 'Proposte, dalle più recenti. Le frecce passano dall’una all’altra.', reading: 'lettura',
  runningOn: (device) => `Lavori su ${device}`, moreJobs: (n) => `e altri ${n}`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'Non accettare mai questo modello', client: 'Blocca questo cliente', modelAgain: 'Accetta di nuovo questo modello', clientAgain: 'Accetta di nuovo questo cliente',
  modelRefused: (model) => `D’ora in poi gli ordini per ${model} sono rifiutati. I lavori già accettati vengono conclusi.`, clientRefused: (client) => `D’ora in poi gli ordini di ${client} sono rifiutati. I lavori già accettati vengono conclusi.`,
  modelTaken: (model) => `Gli ordini per ${model} sono di nuovo accettati.`, clientTaken: (client) => `Gli ordini di ${client} sono di nuovo accettati.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'caratteri nascosti rimossi', mixed: 'una parola mescola alfabeti', lookalike: 'lettere che sembrano latine e non lo sono', links: (hosts) => `I link non si aprono qui. Portano a ${hosts}.`,
};
