import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Flotte', waiting: 'Interrogation des nœuds.', alone: 'Un seul nœud pour l’instant : celui-ci.', nodes: { one: 'nœud', other: 'nœuds' }, allAnswer: (nodes) => `Réponses : ${nodes}.`, someAnswer: (answering, all) => `${answering} nœuds sur ${all} répondent.`, together: (nodes) => `Ensemble : ${nodes}`,
  today: 'Payé aujourd’hui', waits: 'En attente', total: 'Payé en tout', network: 'Réseau',
  head: { node: 'Nœud', state: 'État', devices: 'Appareils', today: 'Payé aujourd’hui', stake: 'Mise', version: 'Version', page: 'Page' },
  own: 'Ce Hearth', devicesOf: (ready, all) => `${ready} sur ${all} prêts`, asking: 'Interrogé ; pas encore de réponse.', silentSince: (when) => `Ne répond plus depuis ${when}`, heard: (when) => `Dernière réponse : ${when}.`, neverHeard: 'Jamais entendu d’ici.',
  open: 'Ouvrir sa page', copyAddress: 'Copier l’adresse de sa page', inWindow: 'Sa page est la fenêtre de cette machine-là.', samePort: 'Sa page a le port de celle-ci : démarrez-le avec un autre --port.', remove: 'Retirer', removeNode: (name) => `Retirer ${name}`,
  add: 'Ajouter un nœud', folder: 'Son dossier de données', folderHint: 'Le chemin entier, ici ou à ce bout d’un tunnel.', addIt: 'Ajouter',
  tunnel: 'Un nœud sur une autre machine n’ouvre aucun port pour cela : amenez ici son socket de contrôle, et le port de sa page pour pouvoir l’ouvrir. Qui les détient peut tout ce que peut sa page.',
};
