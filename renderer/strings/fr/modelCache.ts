import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Place pour les modèles', waiting: 'Examen du disque.', empty: 'Hearth ne garde encore aucun modèle lui-même.', emptyNext: 'Ce que vous installez depuis une adresse se trouve ici. Les modèles fournis et vos propres dossiers ne partent jamais.',
  used: (used) => `${used} occupés`, usedOf: (used, quota) => `${used} occupés sur ${quota}`, free: (free) => `${free} libres sur ce disque`, freeUnknown: 'le système ne dit pas ce qui est libre',
  lastUsed: (when) => `dernière utilisation ${when}`, neverUsed: 'pas encore utilisé', value: (money) => `${money} par Gio et par heure ici`, tooNew: 'ici depuis moins d’un jour, donc pas encore jugé',
  uses: { job: 'une commande en a besoin', loaded: 'en mémoire', seat: 'ce nœud le vérifie' },
  isPinned: 'épinglé : il reste', isLetGo: 'abandonné : ses fichiers restent jusqu’à ce qu’il faille de la place', goesAt: (place) => `numéro ${place} à partir quand il faudra de la place`,
  pin: 'Épingler', unpin: 'Désépingler', letGo: 'Abandonner', takeBack: 'Reprendre', delete: 'Supprimer maintenant', deleteAsk: (title) => `Supprimer ${title} ?`, deleteWhy: (size) => `${size} sont libérés aussitôt. On ne peut pas revenir en arrière, seulement réinstaller.`, deleteYes: 'Supprimer', deleteNo: 'Garder',
  quota: 'Place maximale, en Gio', quotaHint: 'Vide : autant que le disque en a.', set: 'Fixer', quotaGoes: (titles) => `Pour cela, ceux-ci sont supprimés maintenant : ${titles}.`, quotaYes: 'Fixer et supprimer',
  place: 'Dossier des modèles', placeHint: 'Le chemin complet d’un dossier nouveau ou vide, sur n’importe quel disque. Tous les modèles déménagent, ou aucun ; les tâches continuent. Vide : dans le dossier de données.', move: 'Déménager', moving: (done, total) => `Déménagement : ${done} sur ${total}`, cancel: 'Annuler', now: 'Ils se trouvent dans',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Installer depuis une adresse', address: 'Adresse', addressHint: 'https d’un dossier avec une liste de fichiers ou manifest.json. Plusieurs, séparées par des espaces, servent en même temps.', root: 'Empreinte', rootHint: 'L’identifiant du modèle, ou la racine de sa liste, donné par quelqu’un de confiance. Ce qui n’est pas exactement cela n’est pas installé, d’où que cela vienne.', start: 'Installer', starting: 'Interrogation de l’adresse', evict: 'L’installer et les supprimer',
  phase: { waiting: 'attend le précédent', list: 'lecture de la liste des fichiers', fetch: 'téléchargement', check: 'vérification de chaque empreinte', paused: 'en pause', failed: 'arrêté', refused: 'refusé', done: 'installé et proposé' },
  of: (done, total) => `${done} sur ${total}`, speed: (bytes) => `${bytes} par seconde`, left: (span) => `encore ${span}`, stalled: 'rien n’arrive en ce moment',
  pause: 'Pause', resume: 'Reprendre', cancel: 'Annuler', clear: 'Effacer', rate: 'Maximum par seconde, en Mio', rateHint: 'Pour tous les téléchargements ensemble. Vide : sans limite.', take: 'Installer',
  shareTitle: 'Donner des modèles aux pairs', shareWhy: 'D’autres nœuds peuvent récupérer les modèles que ce nœud propose. Désactivé tant que vous ne l’activez pas ; personne n’est payé pour cela.', shareRate: 'Au plus par seconde pour tous, en Mio', shareRateHint: 'Vide : aucune limite.',
};
