import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Audits', waiting: 'En attente des audits.',
  intro: 'La chaîne tire au sort des reçus et ceux qui les recalculent. Les recalculs se font entre les tâches, et s’effacent devant elles et devant vos règles.',
  seats: 'Sièges', seatsWaiting: 'La chaîne n’a pas encore été interrogée sur les sièges.', seatsNone: 'Pas encore de siège. Un siège bloque une part de la mise ; sur le réseau d’essai il est pris automatiquement.',
  seatOf: (held, of) => `${held} sur ${of}`,
  earned: 'Payé pour des votes',
  seatedTitle: 'Comme vérificateur', seatedEmpty: 'Pas encore tiré au sort.', seatedNext: 'Un nœud qui a un siège est tiré pour des reçus d’autres nœuds, selon le hasard et la mise.',
  ownTitle: 'De mes reçus', ownEmpty: 'Aucun reçu n’est encore sur la chaîne.', ownNext: 'Tous les reçus d’un nouveau nœud sont contrôlés, les suivants au hasard.',
  head: { receipt: 'Reçu', node: 'Nœud', state: 'État', vote: 'Vote', pay: 'Paie', job: 'Tâche', committee: 'Comité', due: 'Temps restant' },
  verdict: { accepted: 'accepté', rejected: 'refusé' }, none: 'aucun', standing: (stage, rejects, accepts) => `${stage}, refus : ${rejects}, accords : ${accepts}`, verifiers: (count) => `vérificateurs : ${count}`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'À recalculer', voted: 'Vote signé', committed: 'Vote sur la chaîne', missed: 'Manqué' };
export const payWords: Pack['payWords'] = { none: 'pas encore', waiting: 'attend son tour', paid: 'payée', unpaid: 'non payée' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Attend le tirage', notDrawn: 'Non tiré', drawn: 'Tiré', stands: 'Tient', contested: 'Contesté', accepted: 'Accepté', rejected: 'Refusé, tâche nulle', unproven: 'Non prouvé, tient' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'en cours', accepted: 'finie : accepté', rejected: 'finie : refusé, la tâche est nulle', unproven: 'finie : non prouvé' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'ouverte', waiting: 'attend son tour', second: 'deuxième comité', final: 'dernier comité', closed: 'close' };
