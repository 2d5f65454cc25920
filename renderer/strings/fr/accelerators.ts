import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Accélérateur',
  name: 'CUDA pour cartes NVIDIA',
  what: 'Les bibliothèques de NVIDIA, avec lesquelles le moteur calcule sur les cartes NVIDIA. Elles sont trop grandes pour venir avec Hearth.',
  noCard: 'Aucune carte NVIDIA n’a été trouvée ici, il ne changerait donc rien.',
  sizes: (a, b) => `${a} sont pris là où leurs auteurs les publient, chaque bibliothèque comparée à l’empreinte avec laquelle ce Hearth a été construit. ${b} du disque sont occupés.`,
  of: (a, b) => `${a} sur ${b}`,
  looking: 'Regarde ce qui est déjà là',
  restart: 'Redémarrez Hearth : il demande au démarrage ce que peuvent les appareils.',
  fetch: 'Télécharger',
  goOn: 'Continuer',
  stop: 'Arrêter',
  remove: 'Retirer',
  takeAway: 'Enlever ce qui est venu',
  removeAsk: 'Retirer l’accélérateur ?',
  removeWhy: 'Sans lui, les cartes NVIDIA ne calculent rien. Il faudra le télécharger de nouveau.',
  keep: 'Le garder',
  progress: 'Progression de l’accélérateur',
  waiting: 'Demande quels accélérateurs existent.',
  why: { noList: 'Ce Hearth a été construit sans liste de ce qui peut être pris, il n’en prend donc aucun. Les versions publiées en ont une.', notNeeded: 'Sur ce système, le moteur apporte ce qu’il faut aux cartes : il n’y a rien à prendre.', otherSystem: 'Aucun n’est listé pour ce système.', otherVersion: 'Celui qui est listé est pour une autre version du moteur. Utilisez le Hearth pour lequel il est fait.' },
  state: { absent: 'Pas installé', fetching: 'En cours de téléchargement', stopped: 'Arrêté. Ce qui est venu est gardé.', failed: 'Pas arrivé en entier. Ce qui est venu est gardé.', otherRuntime: 'Il y en a un pour une autre version du moteur ; ce Hearth ne l’utilise pas.', installed: 'Installé', none: 'Pas disponible ici' },
};
