import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `sur ${a}`, 'note.again': (a, b) => `essai ${a} sur ${b}`, 'note.workerLost': (a) => `l’exécutant s’est arrêté (${a}) ; la tâche recommence sur un autre`,
  'note.gaveBack': (a, b) => `${a} a été rendu (${b}) ; la tâche tourne sur un autre appareil`, 'note.receipt': (a) => `reçu numéro ${a}`,
  'note.voucher': (a, b) => `bon ${a} du client, votes : ${b}`, 'note.batched': (a, b) => `numéro ${a} sur ${b} sous une même racine`, 'note.block': (a) => `bloc ${a}`,
  'note.unanchored': 'la chaîne a repris le bloc ; le lot est renvoyé', 'note.takenBack': 'la chaîne a repris le bloc',
  'note.claimed': (a, b, c) => `bloc ${a} : le client n’a pas envoyé de bon ; ${b} à partir de ${c}`, 'note.unclaimed': 'la créance s’est éteinte sans paiement',
  'note.refunded': (a, b) => `bloc ${a} : ${b} de la mise rendus au client`, 'note.refundedClaim': (a, b) => `bloc ${a} : ${b} rendus à la réservation du client`,
  'note.slashed': (a, b, c) => `bloc ${a} : ${b}, ${c} de mise`, 'note.voided': (a, b) => `bloc ${a} : refusée par un comité, pénalité de ${b}`,
  'note.handedBack': (a) => `rendue au client : ${a} a pris les appareils`, 'note.byOwner': 'par le propriétaire', 'note.byClient': 'par le client',
  'note.disputeNone': 'terminé', 'note.disputeLost': 'perdu : le reçu a été prouvé faux, ou personne n’a répondu', 'note.disputeWon': 'gagné : la réponse a tenu, le contestataire a perdu sa caution', 'note.disputeUnproven': 'terminé sans preuve : les cautions ont été rendues', 'note.disputeWaits': 'ouvert, sans réponse encore', 'note.disputeOpen': (a, b) => `ouvert, réponses : ${a}, éléments nommés : ${b} sur 3`,
};
