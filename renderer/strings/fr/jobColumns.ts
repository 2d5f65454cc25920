import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Genre', device: 'Appareil', attempts: 'Essais', unitsIn: 'Unités en entrée', unitsOut: 'Unités en sortie', speed: 'Unités par seconde', energy: 'Énergie', meanPower: 'Puissance moyenne', mostPower: 'Puissance maximale', mostHeat: 'Température maximale', load: 'Charge de l’appareil', memory: 'Pic de mémoire', received: 'Octets reçus', sent: 'Octets envoyés', stop: 'Terminée par', numericClass: 'Classe numérique', runtime: 'Moteur', failure: 'Échec',
    startedAt: 'Commencée', finishedAt: 'Terminée', wait: 'Attente', firstUnit: 'Première unité après', compute: 'Calcul', duration: 'De la prise à la fin',
    modelId: 'Id du modèle', app: 'Application', tier: 'Niveau', auditPolicy: 'Règle d’audit', deadline: 'Échéance', unitsInMax: 'Entrée maximale', unitsMax: 'Sortie maximale', temperature: 'Température', topK: 'Top-k', topP: 'Top-p', sampler: 'Échantillonneur', seed: 'Graine',
    receipt: 'Reçu', receiptNumber: 'Numéro du reçu', epoch: 'Époque', evidenceBytes: 'Preuves', verdict: 'Vérificateurs', votes: 'Votes favorables', audit: 'Audit',
    price: 'Prix', priceIn: 'Prix par unité en entrée', priceOut: 'Prix par unité en sortie', shares: 'Parts des autres', paidAt: 'Payée le', reservation: 'Réservation', voucher: 'Numéro du bon', voucherTotal: 'Total du bon',
    batch: 'Lot', batchPlace: 'Place dans le lot', anchorTx: 'Ancrage', anchorBlock: 'Bloc d’ancrage', windowEnds: 'Fin de la fenêtre', claimTx: 'Réclamation', claimableAt: 'Réclamation payable', paymentTx: 'Paiement', paymentBlock: 'Bloc de paiement',
  },
  order: 'Ordre', earlier: 'Monter', later: 'Descendre', earlierOf: (column) => `Monter ${column}`, laterOf: (column) => `Descendre ${column}`, place: (column, place, count) => `${column} est maintenant la colonne ${place} sur ${count}`,
  orderHint: 'À la souris, faites glisser l’en-tête d’une colonne à sa place.',
  open: 'Colonnes', title: 'Colonnes de cette liste', reset: 'Comme au début', groups: { row: 'Dans la ligne', run: 'L’exécution', times: 'Les temps', order: 'La commande', evidence: 'Les preuves', money: 'L’argent', chain: 'Sur la chaîne' },
  stops: { stopToken: 'un jeton d’arrêt', maxNewTokens: 'sa longueur', maxContext: 'le contexte du modèle' }, policies: { open: 'ouverte', named: 'vérificateurs nommés', client: 'le client seul' }, none: 'aucune', noLimit: 'sans',
  falling: (column) => `Tâches par ${column}, décroissant. Les flèches vont d’une ligne à l’autre.`, rising: (column) => `Tâches par ${column}, croissant. Les flèches vont d’une ligne à l’autre.`, sortBy: (column) => `Trier par ${column}`, scrolls: 'Liste des tâches, défile sur le côté',
};
