import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Question au signataire et à la chaîne sur ce que cela ferait.',
  account: (name) => `Signé par ${name}.`,
  sent: 'Envoyé. Cela compte une fois dans un bloc ; d’ici là rien ne change ici.',
  transactions: 'Transactions', transactionsEmpty: 'Rien n’a encore été envoyé.', transactionsEmptyNext: 'Ce que vous signez ici figure en attente jusqu’à être dans un bloc.', transactionsWaiting: 'Lecture des transactions.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Autotest et vitesse', run: 'Tester maintenant', again: 'Tester de nouveau', cancel: 'Annuler', waits: 'Attend son tour et l’accord des règles.', none: 'Pas encore testé.', noneNext: 'Un nouvel appareil est testé de lui-même quand il est libre de travailler.',
  steps: { load: 'chargement de', check: 'comparaison de', prefill: 'lecture avec', decode: 'écriture avec', classify: 'classement avec' }, step: (what, model, done, of) => `${what} ${model}, ${done} sur ${of}`,
  progress: 'Avancement du test',
  verdict: { sound: 'Calcule juste.', wrong: 'A calculé autre chose que ce qui est juste.', unproven: 'Rien n’a pu être comparé ici.' },
  failed: (reason) => `Le test n’a pas abouti : ${reason}.`,
  check: { integers: 'Produits sur 8 bits', sevenBits: 'Produits sur 8 bits avec poids de 7 bits', output: 'Sortie, bit à bit', sketches: 'Esquisses contre le processeur', tokens: 'Jetons contre le processeur', vectors: 'Vecteurs contre le processeur' },
  state: { passed: 'Réussi', failed: 'Échoué', notChecked: 'Non vérifié' },
  integersOnly: 'Il ne prend pas de modèles à entiers.', sevenBitsOnly: 'Parmi les modèles à entiers, il prend ceux aux poids de 7 bits.', noMeter: 'inconnue : pas de mesure', head: { model: 'Modèle', prefill: 'Entrée', decode: 'Sortie', energy: 'Énergie' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'jetons/s' : 'éléments/s'}`, joules: (joules, kind) => `${joules} J par ${kind === 'generate' ? 'jeton' : 'élément'}`,
  with: (when, driver, runtime) => `Testé ${when}, ${driver === null ? 'pilote non communiqué' : `pilote ${driver}`}, moteur ${runtime}.`, checks: 'Toutes les vérifications',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Mise', staked: 'Misé', waiting: 'Lecture de la mise sur la chaîne.', unbound: 'Ce nœud n’est encore lié à aucun opérateur.', unboundNext: 'Un opérateur le lie une fois, pour toujours ; on peut alors miser pour lui. Sur le réseau d’essai, Hearth le fait de lui-même en quelques secondes.',
  allows: (limit, used) => `Elle permet que des tâches valant ${limit} attendent ensemble leur paiement. ${used} attend maintenant.`, allowsNothing: 'Rien n’est misé, aucune tâche ne peut donc attendre de paiement et aucune n’est prise.',
  age: (age) => `Les données de la chaîne datent de ${age}. Ne décidez pas sur elles ; ce que vous pouvez signer est désactivé jusqu’à ce qu’elles soient fraîches.`,
  figures: {
    required: 'Exigé maintenant', requiredWhy: 'doit rester pour les tâches ouvertes et les sièges', surplus: 'Libre à reprendre', surplusWhy: 'misé et non exigé', inFlight: 'Dans des tâches ouvertes', inFlightWhy: (share) => `${share} de ce que la mise permet`,
    unbonding: 'En retour', unbondingNone: 'rien en retour', atRisk: 'En danger maintenant', atRiskWhy: (percent) => `une faute prouvée en prend ${percent}`, slashed: 'Retiré à ce jour', slashedNever: 'jamais', slashedTimes: { one: 'fois', many: 'fois', other: 'fois' },
  },
  unbonding: { running: (left) => `prêt dans ${left}`, ready: 'prêt à être libéré', until: (when) => `le ${when}`, free: 'Libérer', freeSentence: (amount) => `Libère ${amount} : cela peut de nouveau être envoyé.` },
  operator: { title: 'Qui peut agir', is: 'Opérateur', none: 'Aucun compte', noKey: 'Sa clé n’est pas dans ce portefeuille, rien ne peut donc être signé ici.', noKeyPractice: 'Sur le réseau d’essai, c’est un compte que Hearth a fait. Importez sa clé d’essai dans le portefeuille (elle est dans practice/keys.json du dossier de données, sous operator) et agissez ici, ou utilisez hearth stake dans un terminal.', toWallet: 'Au portefeuille', waiting: 'En attente du signataire, qui garde les clés.' },
  acts: { stake: 'Miser plus', unstake: 'Reprendre', amount: 'Montant', review: 'Relire', cancel: 'Annuler', bad: 'Un montant est fait de chiffres, avec un point et jusqu’à 18 autres.', zero: 'Le montant est nul.', tooMuch: (has) => `Seulement ${has} est misé.`, stakeGo: 'Signer et miser', unstakeGo: 'Signer et reprendre', withdrawGo: 'Signer et libérer' },
  preview: {
    title: 'Ce que cela change', now: 'Maintenant', after: 'Après', staked: 'Misé', limit: 'Peut attendre ensemble', free: 'Libre à reprendre', worst: 'Une faute prouvée prend', worstWhy: (percent) => `${percent} de tout ce qui est misé ou en retour, et encore autant à la faute suivante : au pire, tout part`,
    lock: (span) => `Le récupérer prend ${span} à partir du jour où vous le demandez, et il peut être retiré jusque-là.`,
    buysNothing: 'Cela ne rapporte rien de plus aujourd’hui : ce n’est pas votre mise qui vous retient.', buysUnknown: 'Ce que cela rapporterait n’est pas connu : cette machine n’a pas encore un jour entier de paiements.', buys: (most) => `Cela peut rapporter entre rien et ${most} de plus par jour, s’il y a des commandes pour tout.`,
  },
  warnings: {
    inactive: (models) => `Plus rien ne serait misé. Le nœud ne prend plus de commandes, pour tous ses ${models}.`, models: { one: 'modèle', many: 'modèles', other: 'modèles' }, belowRequired: 'Il resterait moins que ce qu’exigent les tâches ouvertes. Aucun nouveau travail n’est pris avant qu’elles soient payées.', seats: 'Les sièges d’un vérificateur ont besoin de cette mise. La chaîne refuse tant que vous ne les quittez pas.',
    restarts: (wait) => `Une part est déjà en retour. Celle-ci s’y joint et son décompte repart : tout attend de nouveau ${wait}.`, slashable: 'Elle cesse de compter aussitôt, et peut être retirée jusqu’à sa libération.',
  },
  stakeSentence: (amount) => `Bloque ${amount} des pièces de l’opérateur derrière ce nœud.`, unstakeSentence: (amount, span) => `Retire ${amount} de la mise. Vous pourrez le libérer après ${span}.`,
  slashes: {
    title: 'Ce qui a été retiré', empty: 'Rien n’a jamais été retiré.', emptyNext: 'Un retrait figurerait ici avec sa raison, le reçu en cause et les preuves pour le vérifier vous-même.',
    why: { fault: 'Faute prouvée', dispute: 'Litige perdu', vote: 'Deux votes différents', refund: 'Remboursement décidé par un tribunal', unknown: 'Retiré par un tribunal' },
    job: 'Sa tâche', noJob: 'aucune tâche de cette machine n’est connue pour cela', subject: 'Empreinte des preuves', by: 'Montré par', at: 'Quand', tx: 'Transaction', rule: 'Règle',
    rules: { fault: 'Chacun peut montrer à la chaîne un reçu faux par ses propres octets.', dispute: 'Un autre nœud a recalculé la tâche et nommé l’opérateur faux.', vote: 'Un vérificateur signe un seul vote par reçu.', refund: 'Un client dont la tâche est jugée fausse est remboursé sur la mise.', unknown: 'La transaction ne nomme aucune règle que cette version connaisse.' },
    final: 'Il n’y a pas d’appel sur la chaîne : le contrat juge une preuve aussitôt, et pour de bon. Le dossier vous permet, à vous et à d’autres, de la vérifier.', export: 'Constituer le dossier de preuves',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Part des reçus contrôlés', what: 'au moins cette part des reçus de chaque nœud est contrôlée' },
  FirstJobsAudited: { title: 'Premières tâches contrôlées', what: 'autant de premières tâches d’un nouveau nœud sont contrôlées, toutes' },
  FirstCommittee: { title: 'Premier comité', what: 'vérificateurs qui regardent d’abord' },
  SecondCommittee: { title: 'Deuxième comité', what: 'vérificateurs qui regardent quand les premiers divergent' },
  FinalCommittee: { title: 'Dernier comité', what: 'vérificateurs dont la parole est la dernière' },
  CommitSeconds: { title: 'Temps pour engager un vote', what: 'un vérificateur plus tardif perd sa voix' },
  RevealSeconds: { title: 'Temps pour révéler un vote', what: 'un vérificateur plus tardif perd sa voix' },
  ResponseSeconds: { title: 'Temps pour répondre à un litige', what: 'un nœud accusé qui se tait plus longtemps perd' },
  DisputeBondWei: { title: 'Caution minimale d’un litige', what: 'qui ouvre un litige la dépose, et le gagnant la reçoit' },
  RejectBondWei: { title: 'Caution d’un rejet', what: 'qui demande un comité la dépose' },
  VerifierPayWei: { title: 'Paie d’un vérificateur', what: 'pour un reçu examiné' },
  VerifierPayMaxBps: { title: 'Paie la plus haute d’un vérificateur', what: 'du prix de la tâche' },
  FaultSlashBps: { title: 'Retrait pour une faute prouvée', what: 'de tout ce qui est misé ou en retour' },
  SilenceSlashBps: { title: 'Retrait pour silence', what: 'de tout ce qui est misé ou en retour, quand un litige reste sans réponse à temps' },
  VerifierSlashBps: { title: 'Retrait pour deux votes différents', what: 'de la mise d’un vérificateur' },
  UnbondingSeconds: { title: 'Temps pour reprendre la mise', what: 'la mise redemandée attend aussi longtemps' },
  ClaimSeconds: { title: 'Temps avant qu’une créance soit payée', what: 'un client peut s’y opposer pendant ce temps' },
  SeatStakeWei: { title: 'Mise pour un siège de vérificateur', what: 'chaque nouveau siège en demande autant' },
  RegistrationSeconds: { title: 'Attente après l’inscription d’un modèle', what: 'avant qu’il touche des redevances' },
  SnapshotAgeSeconds: { title: 'Âge de la liste des vérificateurs', what: 'un comité est tiré de la liste telle qu’elle était il y a ce temps' },
  DisputeBondBps: { title: 'Caution d’un litige selon la mise', what: 'de tout ce que l’accusé a misé ou en retour ; un litige demande autant, et au moins la caution minimale' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Gouvernance', waiting: 'Lecture des propositions sur la chaîne.', back: 'Toutes les propositions',
  votes: 'Vos voix', noWallet: 'Sans compte dans le portefeuille, il n’y a rien pour voter. Les propositions peuvent quand même être lues.',
  accountLine: { self: 'vote lui-même', nobody: 'personne ne vote avec ces pièces avant que vous déléguiez', given: 'les voix sont données à', holds: (amount) => `détient ${amount}`, watch: 'suivi, sa clé n’est pas ici' },
  delegate: { go: 'Déléguer', toSelf: 'Voter moi-même avec', back: 'Les reprendre', title: 'Qui vote avec ces pièces', to: 'Compte qui vote', toHint: '0x et 40 chiffres hexadécimaux. Les pièces restent où elles sont ; seules leurs voix partent. Reprenez-les quand vous voulez.', review: 'Relire', sign: 'Signer et déléguer', cancel: 'Annuler', noExpiry: 'La chaîne n’y connaît pas de date de fin : cela vaut jusqu’à ce que vous les repreniez.', bad: 'Ce n’est pas une adresse.', sentence: (to) => `Donne les voix de toutes les pièces de ce compte, misées comprises, à ${to}.`, sentenceSelf: 'Le compte vote avec ses propres pièces, misées comprises.' },
  proposals: 'Propositions', filter: { label: 'Afficher', open: 'Ouvertes', upcoming: 'À venir', closed: 'Closes' },
  empty: { open: 'Aucune proposition n’est ouverte.', upcoming: 'Aucune proposition n’est sur le point d’ouvrir.', closed: 'Aucune proposition n’a jamais été tranchée.' }, emptyNext: 'Qui a assez de voix peut en faire une.', notAll: (shown, total) => `Les ${shown} plus récentes sur ${total} sont affichées.`,
  state: { pending: 'Ouvre bientôt', active: 'Ouverte', canceled: 'Retirée', defeated: 'Rejetée', succeeded: 'Acceptée, à mettre en file', queued: 'Acceptée, attend son délai', expired: 'Acceptée, et jamais exécutée', executed: 'Exécutée' },
  support: { for: 'Pour', against: 'Contre', abstain: 'Abstention' },
  ends: (left, when) => `finit dans ${left}, ${when}`, opens: (left, when) => `ouvre dans ${left}, ${when}`, ended: (when) => `finie ${when}`, executable: (left) => `exécutable dans ${left}`, executableNow: 'exécutable maintenant',
  votedFor: (how, weight) => `Vous avez voté : ${how}, avec ${weight}.`, youHave: (weight) => `Vous avez ${weight} ici.`, noPower: 'Vous n’aviez pas de voix à son ouverture, vous ne pouvez donc pas voter sur celle-ci.', noPowerYet: 'En l’état, vous n’aurez pas de voix ici. Déléguez avant son ouverture.',
  quorum: (now, needed) => `${now} des ${needed} nécessaires ont participé`, bar: (f, a, n) => `${f} pour, ${a} contre, ${n} abstentions`,
  effect: 'Ce que cela change pour votre nœud', description: 'Ce que dit son auteur', descriptionWhy: 'Écrit par un inconnu, montré comme simple texte. Hearth n’en ouvre aucune adresse et personne de Hearth n’y parle.', cut: 'C’est plus long ; le tout est sur la chaîne.', noDescription: 'Rien.', raw: 'Les appels tels qu’ils sont sur la chaîne', target: 'Appelle', value: 'Envoie', proposer: 'Auteur', id: 'Proposition', moreActions: (n) => `Elle fait ${n} appels ; seuls les dix premiers sont montrés.`,
  timeline: 'Où elle en est', result: 'Voix jusqu’ici',
  vote: { title: 'Votre vote', account: 'Voter avec', how: 'Comment', reason: 'Raison, si vous voulez', reasonHint: 'Elle reste sur la chaîne pour toujours, sous ce compte, lisible par tous.', left: (n) => `${n} caractères restants`, review: 'Relire', sign: 'Signer et voter', final: 'Un vote ne peut pas être changé.', sentence: (how, weight) => `Vote ${how} avec ${weight}.`, reasonShown: 'Avec la raison', stored: 'Votre raison, telle que la chaîne la garde', closed: 'Le vote est clos.', noKey: 'La clé du compte qui a des voix n’est pas dans ce portefeuille.' },
  queue: { go: 'Mettre en file', sentence: 'Remet la proposition acceptée au délai de sûreté ; chacun le peut, et cela ne coûte que les frais.', sign: 'Signer et mettre en file' },
  execute: { go: 'Exécuter', sentence: 'Exécute la proposition ; chacun le peut, et cela ne coûte que les frais.', sign: 'Signer et exécuter' },
  propose: {
    go: 'Proposer un changement', title: 'Proposer un changement', what: 'Quoi', kinds: { setParameter: 'Un nombre gouverné', grant: 'Une subvention' }, parameter: 'Nombre', value: 'Nouvelle valeur', bounds: (low, high) => `De ${low} à ${high}.`, to: 'À', amount: 'Montant', held: (amount) => `La caisse détient ${amount}.`,
    why: 'Pourquoi', whyHint: 'Sa première ligne est son titre. Cela reste sur la chaîne pour toujours.', review: 'Relire', sign: 'Signer et proposer', cancel: 'Annuler', threshold: (needed, has) => `Une proposition demande ${needed} voix ; ce compte en a ${has}.`, badValue: 'Ce n’est pas une valeur pour lui.', outOfBounds: 'Le contrat refuse une valeur hors de ses bornes.', badAddress: 'Ce n’est pas une adresse.', same: 'C’est déjà sa valeur.',
    unit: { Wei: 'en pièces', Bps: 'en pour cent', Seconds: 'en secondes', count: 'un nombre entier' }, sentence: (change) => `Propose : ${change}`,
  },
  treasury: { title: 'Caisse', held: 'Détenu', due: 'À recueillir pour elle', pool: 'Cagnotte des vérificateurs', issued: 'Pièces nouvelles créées', issuedOf: (cap) => `sur ${cap} au plus`, split: 'De chaque paiement', splitWords: (node, verifiers, app, treasury) => `${node} au nœud, ${verifiers} aux vérificateurs, ${app} à l’application, ${treasury} à la caisse ; les redevances sortent de la part du nœud.` },
  notFound: 'La chaîne n’a pas de telle proposition.',
  effects: {
    set: (title, now, then) => `${title} : ${now} → ${then}.`,
    seatShort: (short) => `Un nouveau siège demanderait plus que ce que vous avez de libre : il vous manquerait ${short}.`, seatEnough: 'Ce que vous avez de libre suffirait pour un nouveau siège.', seatsHeld: (n) => `Vos ${n} sièges gardent la mise avec laquelle ils ont été pris.`,
    fault: (then, now) => `Une faute prouvée de ce nœud prendrait ${then} ; elle prend maintenant ${now}.`, silence: (then, now) => `Un litige auquel ce nœud ne répond pas prendrait ${then} ; il prend maintenant ${now}.`,
    unbonding: (then) => `La mise que vous redemandez ensuite attend ${then}. Ce qui est déjà en retour garde sa date.`, audits: (then, now) => `Environ ${then} de vos reçus seraient contrôlés ; maintenant ${now}.`,
    none: (what) => `Rien de vous ne bouge : ${what}.`, treasury: (amount, share) => `${amount} quittent la caisse, ${share} de ce qu’elle détient. Rien de vous ne bouge.`, treasuryShort: (amount) => `Elle accorde ${amount}, plus que la caisse ne détient : elle échouerait.`, unknown: 'Cette version de Hearth ne peut pas dire ce que cela fait. Lisez les appels ci-dessous, ou ne votez que si vous le pouvez.', noStake: 'Hearth ne connaît pas la mise de ce nœud en ce moment, il ne peut donc pas dire ce que cela signifie en pièces.',
  },
};
