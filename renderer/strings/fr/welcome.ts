import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Bienvenue', 'Cette machine', 'Sa conduite', 'Portefeuille', 'Premier reçu'],
  progress: (step, steps, name) => `Étape ${step} sur ${steps} : ${name}`, waiting: 'Un instant.',
  next: 'Continuer', back: 'Retour', leave: 'Remettre à plus tard', leaveWhy: 'Les réglages permettent de reprendre où vous en êtes.', done: 'Vers l’accueil', skip: 'Passer le portefeuille pour l’instant',
  again: 'Introduction', againWhy: 'Ce qu’est Hearth, cette machine, ses règles, un portefeuille et un premier reçu.', takeUp: (step) => `Reprendre à l’étape ${step}`, show: 'La revoir',
  hello: {
    title: 'Laissez un ordinateur au repos gagner son entretien.', lead: 'Hearth exécute des tâches d’IA pour d’autres sur cette machine quand vous n’en avez pas besoin. Chaque tâche laisse un reçu que chacun peut vérifier.',
    promises: [
      { title: 'Il s’efface', text: 'Il s’arrête pour vos jeux, vos programmes et vos horaires, et dit ce qui l’a arrêté.' },
      { title: 'Vos clés restent ici', text: 'Un programme à part les garde. Ni compte, ni mise, ni adresse ne sont nécessaires pour regarder.' },
      { title: 'Rien ne tourne sans contrôle', text: 'Seulement des modèles dont chaque fichier correspond à son empreinte, dans un processus sans réseau ni clés.' },
    ],
    restore: 'Vous aviez déjà un Hearth ? Restaurez son portefeuille',
    questions: 'Avant de commencer',
    answers: [
      { ask: 'Est-ce du vrai argent ?', answer: 'Pas maintenant. Vous êtes sur le réseau d’essai : de vraies tâches, de vrais reçus, une vraie chaîne sur cette machine, et des pièces qui ne valent rien ailleurs. Chaque montant le dit.' },
      { ask: 'Que font tourner ici des inconnus ?', answer: 'Des modèles que vous avez installés, sur des entrées qu’ils envoient. Ils ne peuvent pas envoyer de programmes. Ce qu’ils demandent et ce qu’ils obtiennent n’est pas gardé ici ; seules le sont les empreintes et les tailles.' },
      { ask: 'Que puis-je refuser ?', answer: 'Tout modèle, tout appareil, toute heure. Les commandes que vous refusez vont à quelqu’un d’autre, et refuser ne coûte rien.' },
      { ask: 'Et si je l’éteins, tout simplement ?', answer: 'Rien ne se casse. Une tâche inachevée retourne à son client et n’est pas payée. Les tâches finies sont gardées sur le disque et payées à votre retour. Seul un reçu prouvé faux coûte de la mise.' },
    ],
  },
  machine: { title: 'Ce qui peut travailler ici', lead: 'Désactivez ce que Hearth doit laisser tranquille. Un processeur seul suffit.', checks: 'Vérifié à l’instant', disk: 'Disque libre', diskFine: (free) => `${free} sont libres.`, diskLow: (free) => `Seuls ${free} sont libres. Faites de la place, ou ajoutez la règle du disque.`, diskUnknown: 'Le système ne dit pas combien est libre.', chain: 'Réseau', chainFine: 'La chaîne d’essai répond.', chainNone: 'Pas de chaîne. Les reçus restent sur cette machine, et tout fonctionne ici de la même façon.', chainGone: 'La chaîne ne répond pas encore. Rien ici ne l’attend.', device: 'De quoi calculer', deviceFine: 'Prêt.', deviceNone: 'Rien de ce qui a été trouvé ne peut calculer avec ce moteur. La raison de chacun est sous Appareils.', deviceOff: 'Tous les appareils sont désactivés. Activez-en un pour travailler.' },
  behaviour: { title: 'Quand il peut travailler', lead: 'Trois modes avec tous leurs nombres. Chaque nombre peut être changé plus tard, sous Règles.' },
  wallet: { title: 'Où vont les gains', lead: 'Sans portefeuille, ils vont à une clé que ce Hearth s’est faite, ce qui convient sur un réseau d’essai. Les secrets vont droit de cette page au signataire ; aucune autre partie de Hearth ne les voit.', has: 'Il y a un portefeuille ici.', toWallet: 'Le regarder' },
  receipt: {
    title: 'Votre premier reçu', waiting: 'En attente de la première tâche. Elle prend quelques secondes une fois le réseau là.', paused: 'Rien ne tourne maintenant, à cause de vos règles ou parce que tous les appareils sont désactivés. Reprenez, ou revenez-y plus tard.', order: 'En demander une maintenant',
    made: (model, units, took) => `${model} a fait ${units} en ${took} sur cette machine.`, units: { one: 'résultat', many: 'résultats', other: 'résultats' }, checking: 'Vérification, ici et maintenant.', holds: 'Votre premier reçu tient.', fails: 'Le reçu ne tient pas.', checks: 'Recalculés ici : ses empreintes, ses signatures, et le modèle lui-même.', look: 'Voir son chemin', again: 'Le vérifier de nouveau',
  },
};
