import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Flotte', waiting: 'Frage die Knoten.', alone: 'Bisher ein Knoten: dieser.', nodes: { one: 'Knoten', other: 'Knoten' }, allAnswer: (nodes) => `${nodes} antworten.`, someAnswer: (answering, all) => `${answering} von ${all} Knoten antworten.`, together: (nodes) => `Zusammen: ${nodes}`,
  today: 'Heute bezahlt', waits: 'Wartet', total: 'Insgesamt bezahlt', network: 'Netz',
  head: { node: 'Knoten', state: 'Zustand', devices: 'Geräte', today: 'Heute bezahlt', stake: 'Stake', version: 'Version', page: 'Seite' },
  own: 'Dieses Hearth', devicesOf: (ready, all) => `${ready} von ${all} bereit`, asking: 'Gefragt; noch keine Antwort.', silentSince: (when) => `Antwortet nicht seit ${when}`, heard: (when) => `Zuletzt gehört ${when}.`, neverHeard: 'Von hier aus nie gehört.',
  open: 'Seine Seite öffnen', copyAddress: 'Adresse seiner Seite kopieren', inWindow: 'Seine Seite ist das Fenster auf jenem Rechner.', samePort: 'Seine Seite hat den Port dieser Seite: starte ihn mit einem anderen --port.', remove: 'Herausnehmen', removeNode: (name) => `${name} herausnehmen`,
  add: 'Einen Knoten hinzufügen', folder: 'Sein Datenordner', folderHint: 'Der ganze Pfad, hier oder an diesem Ende eines Tunnels.', addIt: 'Hinzufügen',
  tunnel: 'Ein Knoten auf einem anderen Rechner öffnet dafür keinen Port: hole seinen Steuersocket hierher, und den Port seiner Seite, wenn du sie öffnen willst. Wer beide hat, kann alles, was seine Seite kann.',
};
