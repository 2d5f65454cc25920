import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'Ce qui est pris', why: 'Les commandes pour ce qui est désactivé sont refusées, et ce n’est pas annoncé. Les tâches déjà prises sont faites.', waiting: 'Lecture de vos choix.', kinds: 'Genres de tâches', models: 'Modèles', take: (name) => `Prendre ${name}`,
  clients: 'Clients refusés', clientsNone: 'Aucun client n’est refusé.', client: 'Adresse d’un client', add: 'Refuser', addWrong: 'Une adresse est 0x et 40 caractères.', remove: (address) => `Reprendre ${address}`, removeShort: 'Reprendre',
};
