import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Aufträge, die neuesten zuerst. Pfeiltasten gehen von Zeile zu Zeile.', proposals: 'Vorschläge, die neuesten zuerst. Pfeiltasten gehen von einem zum nächsten.', reading: 'wird gelesen',
  runningOn: (device) => `Aufträge auf ${device}`, moreJobs: (n) => `und ${n} weitere`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'Dieses Modell nie annehmen', client: 'Diesen Kunden sperren', modelAgain: 'Dieses Modell wieder annehmen', clientAgain: 'Diesen Kunden wieder annehmen',
  modelRefused: (model) => `Bestellungen für ${model} werden ab jetzt abgelehnt. Angenommene Aufträge werden erledigt.`, clientRefused: (client) => `Bestellungen von ${client} werden ab jetzt abgelehnt. Angenommene Aufträge werden erledigt.`,
  modelTaken: (model) => `Bestellungen für ${model} werden wieder angenommen.`, clientTaken: (client) => `Bestellungen von ${client} werden wieder angenommen.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'unsichtbare Zeichen wurden entfernt', mixed: 'ein Wort mischt Alphabete', lookalike: 'Buchstaben, die nur lateinisch aussehen', links: (hosts) => `Links werden hier nicht geöffnet. Sie führen zu ${hosts}.`,
};
