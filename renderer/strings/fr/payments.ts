import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Attend le bon du client.',
    voucherUntil: (when) => `Attend le bon du client. Si aucun n’arrive avant ${when}, le prix est réclamé.`,
    dispute: 'Attend la fin du litige à son sujet.',
    window: (when) => `Attend la fin du délai de son ancrage, à ${when}.`,
    claim: (when) => `Le prix est réclamé. Il est payé à partir de ${when}, sauf si un tribunal annule la tâche.`,
    chain: 'Attend la chaîne, qui ne répond pas ou dont on doute.',
    network: 'Appartient à un autre réseau et n’est payé que lorsque Hearth est sur celui-ci.',
    fee: (percent, limit) => `Attend des frais plus bas : les frais prendraient ${percent} du prix, et votre limite est de ${limit}.`,
    feeAbove: (percent) => `plus de ${percent}`,
    refused: (error) => `Le contrat a refusé la réclamation : ${error}.`,
    again: (when) => `Nouvel essai à ${when}.`,
  },
  lapse: { from: (when) => `Si personne ne peut la payer, la réclamation échoit le ${when} ; chacun peut alors la clore.`, lapsed: 'Personne n’a pu payer cette réclamation, et elle est échue.', end: 'Clore la réclamation', endGo: 'Signer et clore', endSentence: (amount) => `Rend ${amount} à la réservation du client. Cette tâche n’est alors jamais payée.` },
  fees: {
    title: 'Frais', waiting: 'Lecture de la limite.', limit: 'Part maximale des frais dans un paiement, en pour cent', save: 'Enregistrer', wrong: 'Un pourcentage de 0,1 à 100.',
    why: 'Les règlements, les réclamations et la rémunération des vérificateurs attendent tant que leurs frais prendraient davantage. Ce qu’un client pourrait bientôt reprendre est récupéré tant que cela vaut plus que les frais.',
    notWeighed: 'Rien n’est encore pesé : il faut la valeur d’un EMBER et celle d’une pièce de la monnaie des frais, dans une même devise. Fixez les deux sous Gains.',
  },
};
