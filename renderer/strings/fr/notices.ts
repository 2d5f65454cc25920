import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'un modèle', aTransaction: 'une transaction', aProposal: 'une proposition', someAmount: 'un montant inconnu',
  clientSilent: { what: (job) => `Le client de la tâche ${job} a pris le résultat et n’envoie pas de bon de paiement.`, next: 'Son prix est réclamé à la chaîne. Rien à faire ici.' },
  firstPayment: { what: (amount) => `La première tâche est payée : ${amount}.`, next: 'Ouvrez les gains pour voir ce qu’il en reste.' },
  dayEarned: { what: (day, jobs, amount) => `${day} : ${jobs} payées, ${amount} en tout.`, next: 'Ouvrez les gains pour les frais, l’énergie et le net.' },
  claimPaid: { what: (job, amount) => `La réclamation pour la tâche ${job} a été payée : ${amount}.`, next: 'Rien à faire ici.' },
  transactionFailed: { what: (name, reason) => `La chaîne a refusé une transaction du nœud (${name}). ${reason}`, next: 'Ce qu’elle devait faire est tenté de nouveau. Si cela dure, le journal en dit plus.' },
  caseOpened: { what: (job) => `Un vérificateur a rejeté le reçu de la tâche ${job} ; d’autres sont tirés au sort.`, next: 'Ils la recalculent. S’ils vous donnent raison, le reçu tient ; sinon, cela coûte de la mise.' },
  caseEnded: { accepted: (job) => `D’autres vérificateurs ont recalculé la tâche ${job} et trouvé son reçu juste.`, unproven: (job) => `L’affaire de la tâche ${job} a fini sans majorité.`, next: 'Le reçu est payé comme avant.' },
  auditMissed: { what: (reason) => `Ce nœud n’a pas voté à temps sur un reçu pour lequel il était tiré au sort. ${reason}`, next: 'Ce vote n’est pas payé. Laissez Hearth tourner, ou rendez ses sièges.' },
  auditPaid: { what: (amount) => `Payé pour des votes de vérificateur : ${amount}.`, next: 'Rien à faire ici.' },
  rowsEvicted: { what: (job) => `Les lignes de la tâche ${job} ont été supprimées pour faire de la place.`, next: 'Un audit ne peut plus recevoir de réponse. Laissez plus de place sur le disque.' },
  stakeFull: { what: (used, limit) => `Presque tout ce que la mise permet est dans des tâches ouvertes : ${used} sur ${limit}.`, next: 'D’autres reçus attendent que les premiers soient payés. Plus de mise en laisse passer plus.' },
  stakeReady: { what: (amount) => `La mise redemandée peut être retirée : ${amount}.`, next: 'D’ici là elle ne rapporte rien et reste exposée.' },
  deviceTested: { sound: (device) => `${device} a été testé et calcule juste.`, wrong: (device) => `${device} a été testé et calcule faux.`, unproven: (device) => `${device} a été testé ; il n’y avait rien à quoi comparer ses résultats.`, next: 'Ouvrez les appareils pour voir sa vitesse.' },
  modelDamaged: { what: (model, reason) => `Le modèle ${model} ne peut pas être ouvert. ${reason}`, next: 'Aucune commande pour lui n’est prise. Installez-le de nouveau.' },
  downloadDone: { what: (model) => `${model} est téléchargé et vérifié.`, next: 'Il est proposé dès maintenant.' },
  downloadEnded: { what: (model, reason) => `Le téléchargement de ${model} s’est arrêté. ${reason}`, next: 'Ouvrez les modèles pour le reprendre ou l’abandonner.' },
  pauseEnded: { what: (device) => `La pause de ${device} est finie.`, next: 'Il prend de nouveau du travail.' },
  gaveBackSlowly: { what: (device, span) => `Rendre la mémoire de ${device} a pris ${span}.`, next: 'Deux secondes sont promises. Si cela dure, choisissez un réglage qui travaille moins.' },
  chainRewound: { what: (block) => `La chaîne a repris ses blocs après ${block}.`, next: 'Ce qui y était payé est regardé de nouveau.' },
  practiceRestarted: { what: 'Le réseau d’essai s’était arrêté et a été redémarré.', next: 'Sa chaîne garde son état. Les tâches continuent.' },
  voteOpened: { what: (title, until) => `Un vote est ouvert jusqu’à ${until} : ${title}.`, next: 'Vous y avez des voix.' },
  voteEnds: { what: (title, span) => `Un vote finit dans ${span} et le vôtre manque : ${title}.`, ended: (title) => `Un vote sans le vôtre est sur le point de finir : ${title}.`, next: 'Votez, ou laissez passer.' },
  voteMissed: { what: (title) => `Un vote a fini sans le vôtre : ${title}.`, next: 'Ouvrez-le pour voir le résultat.' },
  proposalExecuted: { what: (title) => `Une proposition a pris effet : ${title}.`, next: 'Ouvrez-la pour voir ce qu’elle change ici.' },
  updated: { what: (version, before) => `Hearth est maintenant en version ${version} ; c’était ${before}.`, next: 'Rien à faire ici.' },
  diskFull: { what: (path) => `Le disque qui contient ${path} est plein.`, next: 'Aucune nouvelle commande n’est prise. Faites de la place : le travail reprend de lui-même.' },
  diskHasRoom: { what: 'Le disque accepte de nouveau des écritures.', next: 'Les commandes sont de nouveau prises.' },
  walletLocked: { what: 'Le portefeuille s’est verrouillé, car rien ne lui a été demandé depuis un moment.', next: 'Les tâches, les reçus et les paiements continuent. Déverrouillez-le pour envoyer, miser ou voter.' },
  backupDue: { what: 'Il est temps de comparer la phrase de récupération du portefeuille avec votre copie.', next: 'Ouvrez le portefeuille et tapez les mots demandés. Une copie jamais relue n’en est peut-être pas une.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Premier reçu', jobFailed: 'Une tâche a échoué', jobRetried: 'Une tâche recommence', orderRefused: 'Une commande a été refusée', clientSilent: 'Un client reste muet', firstPayment: 'Premier paiement', dayEarned: 'Ce qu’un jour a rapporté', claimPaid: 'Une réclamation a été payée', transactionFailed: 'Une transaction a échoué',
  slashed: 'De la mise a été prise', voided: 'Un reçu a été rejeté', disputed: 'Un reçu est contesté', disputeEnded: 'Un litige a fini', caseOpened: 'Un vérificateur a rejeté un reçu', caseEnded: 'Une affaire a fini', auditMissed: 'Un audit a été manqué', auditPaid: 'Des votes ont été payés', rowsEvicted: 'Des lignes ont été supprimées', stakeFull: 'La mise est épuisée', stakeReady: 'De la mise peut être retirée',
  deviceSetAside: 'Un appareil mis de côté', deviceTested: 'Un appareil a été testé', workerRestarted: 'Un exécutant a redémarré', modelDamaged: 'Un modèle est abîmé', downloadDone: 'Un modèle est installé', downloadEnded: 'Un téléchargement s’est arrêté', ruleStopped: 'Une règle a pris un appareil', ruleEnded: 'Une règle a rendu un appareil', pauseEnded: 'Une pause est finie', gaveBackSlowly: 'Mémoire rendue lentement', woke: 'La machine a dormi',
  chainGone: 'La chaîne se tait', chainBack: 'La chaîne est de retour', chainDoubt: 'Données de la chaîne douteuses', chainSound: 'Données de la chaîne fiables', rpcSetAside: 'Une adresse de chaîne écartée', chainRewound: 'La chaîne a repris des blocs', practiceRestarted: 'Le réseau d’essai a redémarré',
  voteOpened: 'Un vote est ouvert', voteEnds: 'Un vote finit bientôt', voteMissed: 'Un vote a fini sans le vôtre', proposalExecuted: 'Une proposition a pris effet', providerRestarted: 'Hearth s’est arrêté inopinément', signerRestarted: 'Le signataire a redémarré', updated: 'Une autre version', diskFull: 'Le disque est plein', diskHasRoom: 'Le disque a de la place', cheating: 'Triche exprès',
  walletLocked: 'Le portefeuille s’est verrouillé', backupDue: 'La phrase est à comparer',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Avis', bell: 'Avis', bellUnread: (n) => `Avis, ${n} non lus`, waiting: 'En attente des avis.', empty: 'Rien ne s’est encore passé.', emptyNext: 'Ce que vous devriez savoir est gardé ici, avec sa raison et la suite.',
  filter: 'Gravité', filters: { all: 'Tous', unread: 'Non lus', attention: 'Attention', failure: 'Échecs', info: 'Informations' }, none: 'Aucun de ceux-là.', showAll: 'Tout montrer',
  readAll: 'Tout marquer comme lu', clearAll: 'Tout effacer', cleared: { one: 'avis effacé.', other: 'avis effacés.' }, undo: 'Annuler', choose: 'Ce qui est annoncé',
  unread: 'Non lu', markRead: 'Marquer comme lu', markUnread: 'Marquer comme non lu', clear: 'Effacer', times: (n, since) => `${n} fois depuis ${since}`, mute: 'Ne plus me le dire', muted: (title) => `N’est plus annoncé : ${title}.`,
  today: 'Aujourd’hui', yesterday: 'Hier', all: 'Tous les avis',
  actions: { job: 'Ouvrir la tâche', jobs: 'Voir les tâches', earnings: 'Ouvrir les gains', devices: 'Ouvrir les appareils', rules: 'Ouvrir les règles', network: 'Ouvrir le réseau', staking: 'Ouvrir la mise', wallet: 'Ouvrir le portefeuille', proposal: 'Ouvrir le vote', audits: 'Ouvrir les audits', models: 'Ouvrir les modèles', settings: 'Ouvrir les réglages', log: 'Ouvrir le journal', about: 'À propos de ce Hearth' },
  settings: {
    title: 'Avis', why: 'Ce qui est désactivé n’est ni gardé ni montré. Ce qui coûte de l’argent ou nuit à la machine est toujours annoncé.', waiting: 'Lecture de ce qui est annoncé.', native: 'Montrer sur le bureau', nativeWhy: 'Quand la fenêtre est hors de vue, le système montre ce qui demande de l’attention.',
    quiet: 'Heures calmes', quietWhy: 'Le bureau n’y montre que ce qui coûte de l’argent ou nuit à la machine. Tout est gardé ici.', from: 'De', to: 'À', same: 'Les heures calmes ont besoin d’un début et d’une autre fin.', always: 'Toujours annoncé', tell: (title) => `Annoncer : ${title}`,
    groups: { jobs: 'Tâches', money: 'Argent', devices: 'Appareils', guest: 'Être un invité', chain: 'Chaîne', votes: 'Votes', hearth: 'Hearth lui-même' }, on: 'Activé', off: 'Désactivé', count: (on, all) => `${on} sur ${all} annoncés`,
  },
};
