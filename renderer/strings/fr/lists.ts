import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Tâches, les plus récentes d’abord. Les flèches vont d’une ligne à l’autre.', proposals: 'Propositions, les plus récentes d’abord. Les flèches vont de l’une à l’autre.', reading: 'en lecture',
  runningOn: (device) => `Tâches sur ${device}`, moreJobs: (n) => `et ${n} de plus`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'Ne jamais prendre ce modèle', client: 'Bloquer ce client', modelAgain: 'Reprendre ce modèle', clientAgain: 'Reprendre ce client',
  modelRefused: (model) => `Les commandes pour ${model} sont désormais refusées. Les tâches déjà prises sont faites.`, clientRefused: (client) => `Les commandes de ${client} sont désormais refusées. Les tâches déjà prises sont faites.`,
  modelTaken: (model) => `Les commandes pour ${model} sont de nouveau prises.`, clientTaken: (client) => `Les commandes de ${client} sont de nouveau prises.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'des caractères cachés ont été retirés', mixed: 'un mot mêle plusieurs alphabets', lookalike: 'des lettres qui n’ont de latin que l’apparence', links: (hosts) => `Les liens ne s’ouvrent pas ici. Ils mènent à ${hosts}.`,
};
