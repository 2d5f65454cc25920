import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'Quoi encaisser, et quand', waiting: 'La chaîne est interrogée sur ce qui attend et ce que cela coûterait.', unsigned: 'Le signataire du portefeuille est interrogé.',
  places: { onWay: 'En route', onWayNote: 'bons, ancrages et délais', settle: 'Prêt à être réglé', settleNote: 'le nœud le fait de lui-même', held: 'Retenu', heldNote: 'par votre limite de frais', collect: 'Dans les contrats', collectNote: 'à encaisser', payout: 'À l’adresse de paiement', float: 'La réserve du nœud', floatNote: 'paie les ancrages et les règlements' },
  kinds: { account: 'Rémunérations et remboursements d’un compte', royalty: 'Redevance d’un modèle', issuance: 'Nouvelles pièces de ce nœud' },
  fee: (fee) => `frais actuels ${fee}`, share: (percent) => `${percent} du montant`, above: (percent) => `plus de ${percent}`, feeUnknown: 'la chaîne ne dit pas ce que cela coûterait',
  recommend: {
    nothing: 'Il n’y a rien à encaisser. Ce que paient les tâches arrive de soi-même à l’adresse de paiement.',
    collect: (amount, percent) => `Encaissez maintenant : ${amount} sont disponibles, et les frais en prennent ${percent}.`,
    wait: (amount, limit) => `Attendez : sur ${amount}, les frais prendraient plus que votre limite de ${limit}. Les frais n’augmentent pas avec le montant.`,
    settle: (percent, limit) => `Attendez : régler maintenant coûterait ${percent} de ce qui est prêt, et votre limite est ${limit}.`,
    settleDays: (amount, days) => `Cela vaut la peine à partir de ${amount} ; au rythme de vos tâches, il faut ${days}.`, settleFrom: (amount) => `Cela vaut la peine à partir de ${amount}.`,
    unknown: (amount) => `${amount} peuvent être encaissés. Dites sous « Fixer les prix », dans une seule devise, ce que valent un EMBER et une pièce de la monnaie des frais, et les frais seront pesés.`,
  },
  advice: { collect: 'vaut la peine maintenant', from: (amount) => `vaut la peine à partir de ${amount}`, unknown: 'non pesé' }, days: { one: 'jour', many: 'de jours', other: 'jours' },
  collect: 'Encaisser', collectGo: 'Signer et encaisser', collectSentence: (amount, holder) => `Envoie ${amount} à ${holder}. Qui signe paie les frais ; personne ne peut l’envoyer ailleurs.`,
  anyway: 'Récupérer quel qu’en soit le coût', overruled: (when) => `Votre limite de frais est suspendue jusqu’à ${when}.`, noAccount: 'Pour encaisser, il faut un compte du portefeuille : sa clé signe, et il paie les frais.', toWallet: 'Vers le portefeuille',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Le publier', title: 'Publier un modèle', why: 'Inscrit le modèle par ses racines, définitivement. Chaque tâche payée par les contrats du réseau verse alors votre redevance.', noAccount: 'Pour publier, il faut un compte du portefeuille : sa clé signe, et il paie les frais.',
  account: 'Éditeur', royalty: 'Redevance, en pour cent du prix d’une tâche', royaltyMost: (percent) => `Ce réseau paie ${percent} au plus. Elle ne peut plus être changée ensuite.`,
  contributors: 'Parts des contributeurs', contributorsHint: 'Une par ligne : une adresse et son pourcentage de la redevance. L’éditeur garde le reste.', uri: 'Où il est décrit', uriHint: 'Se lit publiquement sur la chaîne. Peut rester vide.',
  bad: { royalty: 'Un pourcentage de 0 à 100, avec deux décimales au plus.', line: (n) => `La ligne ${n} n’est pas une adresse suivie d’un pourcentage.`, twice: 'Une adresse a deux parts.', over: 'Les parts dépassent ensemble 100 pour cent.' },
  plan: 'Continuer', planning: 'Hachage de chaque fichier', cancel: 'Annuler',
  list: 'Vos publications', forget: 'Oublier', keeps: (percent) => `${percent} de la redevance pour l’éditeur`, asks: (percent) => `redevance ${percent}`,
  state: {
    planned: 'Étape 1 sur 2 : l’annoncer. L’annonce ne dit pas de quel modèle il s’agit, personne ne peut donc l’inscrire avant vous.', announced: (left) => `Annoncé. Il pourra être inscrit dans ${left}.`, ready: (until) => `Étape 2 sur 2 : l’inscrire, avant ${until}.`,
    expired: 'L’annonce a expiré. Annoncez-le de nouveau.', registered: 'Inscrit. Ce qu’il rapporte figure ci-dessous.', taken: 'Quelqu’un d’autre a inscrit ce modèle. Il n’y a plus rien à faire ici.',
  },
  announce: 'Annoncer', announceGo: 'Signer et annoncer', announceSentence: 'Annonce une inscription sans nommer le modèle.', register: 'Inscrire', registerGo: 'Signer et inscrire', registerSentence: (title, percent) => `Inscrit ${title} avec une redevance de ${percent}. Cela ne peut être ni changé ni repris.`,
  yours: (percent) => `${percent} vous reviennent`,
};
