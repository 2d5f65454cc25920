import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Aller à la page', menu: 'Écrans' },
  screens: { dashboard: 'Accueil', jobs: 'Tâches', job: 'Tâche', earnings: 'Gains', devices: 'Appareils', rules: 'Règles', wallet: 'Portefeuille', settings: 'Réglages', staking: 'Mise', governance: 'Gouvernance', proposal: 'Proposition', audits: 'Audits', welcome: 'Bienvenue', network: 'Réseau', models: 'Modèles', usage: 'Consommation', fleet: 'Flotte', log: 'Journal', about: 'À propos' },
  notReported: 'non communiqué',
  test: { tag: 'monnaie d’essai', network: 'Réseau d’essai', explain: 'C’est le réseau d’essai. Sa monnaie n’a aucune valeur ailleurs.' },
  chain: { block: (n) => `bloc ${n}`, connecting: 'connexion à la chaîne', reachable: 'la chaîne répond', doubtful: 'données de la chaîne non fiables', gone: 'la chaîne ne répond pas', none: 'pas de chaîne : les reçus restent sur cette machine' },
  link: {
    waiting: 'En attente de Hearth.',
    lost: (age) => `Hearth ne répond pas. Ce que vous voyez date de ${age}.`,
    never: 'Hearth ne répond pas.',
    nextTry: (wait) => `Prochain essai dans ${wait}.`,
    tryNow: 'Essayer maintenant',
    refused: 'Cette page n’a pas la clé de ce Hearth.',
    refusedNext: 'Ouvrez l’adresse que Hearth a affichée à son démarrage ; chaque démarrage a la sienne.',
  },
  dashboard: {
    ready: 'Prêt', readyOf: (ready, allowed) => `${ready} sur ${allowed} que les règles permettaient`, readyNone: 'Les règles ont permis moins d’une minute jusqu’ici', stake: 'Mise', stakeUsed: (share) => `${share} utilisés`, stakeFull: (share) => `${share} utilisés, presque pleine`, stakeNone: 'rien de misé', waits: 'Attend d’être payé',
    today: 'Gagné aujourd’hui', accepted: 'acceptées', rejected: 'refusées', settledToday: 'payées aujourd’hui',
    waitsNone: 'Rien n’attend de paiement.',
    waitsFor: { voucher: 'le bon de paiement du client', anchor: 'le prochain ancrage', window: 'la fin du délai' },
    tokens: (rate) => `${rate} jetons par seconde`,
    jobs: 'Tâches', jobsAll: 'Toutes les tâches', jobsEmpty: 'Pas encore de tâche.', jobsEmptyNext: 'Elles apparaissent ici dès qu’un client en commande une.', jobsEmptyPractice: 'Le client d’essai en envoie ; son rythme est dans les réglages.', jobsWaiting: 'En attente de la liste des tâches.',
    devices: 'Appareils', devicesEmpty: 'Aucun appareil trouvé.', devicesEmptyNext: 'Hearth cherche de nouveau à son démarrage. Un processeur suffit.', devicesWaiting: 'Recherche des appareils.',
    earnings: 'Gains', notices: 'Avis', noticesEmpty: 'Rien ne demande votre attention.', noticesWaiting: 'En attente des avis.', more: (n) => `${n} de plus`,
  },
  device: {
    unknown: 'Appareil inconnu', unknownWhy: 'Le système ne donne ni fabricant ni nom.', cannotRun: 'rien que ce moteur puisse utiliser',
    kind: { cpu: 'Processeur', gpu: 'Graphique' }, on: 'Activé', off: 'Désactivé', use: (name) => `Utiliser ${name} pour les tâches`,
    state: { working: 'Au travail', ready: 'Prêt', off: 'Désactivé', unusable: 'Inutilisable', setAside: 'Mis de côté' }, statePaused: 'En pause',
  },
  jobs: {
    title: 'Tâches', search: 'Rechercher', searchHint: 'Identifiant, client ou modèle', filter: { all: 'Toutes', live: 'En cours', settled: 'Payées', failed: 'Échouées' }, filterLabel: 'Afficher',
    head: { job: 'Tâche', model: 'Modèle', stage: 'Étape', units: 'Fait', client: 'Client', at: 'Prise', paid: 'Payé' },
    waiting: 'Lecture des tâches.', empty: 'Pas encore de tâche.', emptyNext: 'Chaque commande que ce nœud accepte figure ici, avec son reçu.', none: 'Aucune tâche ne correspond.', noneNext: 'Essayez une recherche plus courte ou un autre filtre.', clear: 'Afficher toutes les tâches',
    shown: (shown, total) => `${shown} sur ${total}`, failed: 'Les tâches n’ont pas pu être lues.', notYet: 'pas encore', nothing: 'rien',
  },
  job: {
    back: 'Toutes les tâches', waiting: 'Lecture de la tâche.', verify: 'Vérifier de nouveau', verifying: 'Vérification', exportReceipt: 'Exporter le reçu', showLog: 'Voir son journal', report: 'Signaler un problème', copyId: 'Copier l’empreinte', cancel: 'Annuler la tâche',
    cancelAsk: 'Annuler cette tâche ?', cancelWhy: 'Elle s’arrête maintenant. Le client n’obtient rien et rien n’est payé.', cancelYes: 'Annuler la tâche', cancelNo: 'La laisser tourner',
    path: 'Le chemin de cette tâche', pathHint: 'De la commande au paiement, chaque empreinte et ce qui la scelle. Les flèches du clavier le parcourent.', nothingYet: 'Rien encore.', pathEmpty: 'Le chemin apparaît à mesure que la tâche avance.',
    checks: 'Vérifications', timeline: 'Chronologie', facts: 'Données', noReceipt: 'Le reçu est signé quand la tâche est finie.', committedIn: 'Scellé dans', holds: 'Contient', transaction: 'Transaction', digest: 'Empreinte', noDigest: 'pas encore d’empreinte', receiptFile: 'Fichier du reçu',
    checkedBy: 'Ce qui a été vérifié', notCovered: 'Aucune vérification ne couvre encore ceci.', paid: 'Payé', offered: 'Prix',
    mark: { passed: 'Réussi', failed: 'Échoué', notChecked: 'Non vérifié', partly: 'Vérifié en partie' },
    verdictAll: 'Toutes les vérifications ont réussi, ici et maintenant.', verdictFailed: (failed) => `Échec : ${failed}. Ne vous fiez pas à ce reçu.`,
    failedChecks: { one: 'vérification', many: 'vérifications', other: 'vérifications' }, passedChecks: { one: 'vérification réussie', many: 'vérifications réussies', other: 'vérifications réussies' }, openChecks: { one: 'non vérifiée ici', many: 'non vérifiées ici', other: 'non vérifiées ici' },
    workOf: (kind, model, units) => `${kind} avec ${model}, ${units}`, verdictNotOk: 'Trop peu a pu être vérifié pour se fier à ce reçu.', verdictSome: (passed, open) => `Aucun échec. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Gains', range: 'Période', ranges: { '24h': '24 h', '7d': '7 jours', '30d': '30 jours', '1y': '1 an', 'all': 'Tout' },
    paidIn: { '24h': 'Payé ces dernières 24 heures', '7d': 'Payé ces 7 derniers jours', '30d': 'Payé ces 30 derniers jours', '1y': 'Payé cette dernière année', 'all': 'Payé depuis la première tâche' },
    waiting: 'Lecture des gains.', empty: 'Rien n’a été payé pendant cette période.', emptyNext: 'Une tâche est payée quand son délai sur la chaîne est écoulé.', chart: 'Paiements au fil du temps', table: 'En tableau', head: { from: 'De', jobs: 'Tâches', paid: 'Payé' },
    forJobs: (jobs) => `pour ${jobs}`, total: 'Payé en tout', today: 'Payé aujourd’hui', statement: 'Relevé', waits: 'En attente',
  },
  settings: {
    title: 'Réglages', language: 'Langue', languageSystem: (name) => `Comme le système : ${name}`, theme: 'Apparence', themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' }, textSize: 'Taille du texte', practice: 'Client d’essai', practiceRate: 'Commandes par minute', practiceOff: 'arrêté', practiceWhy: 'Il envoie de vraies tâches contre de la monnaie d’essai, pour que vous voyiez tout le chemin fonctionner.',
    practiceNone: 'Il n’y a pas de client d’essai sur ce réseau.', models: 'Modèles', modelsWaiting: 'Lecture des modèles.', modelsEmpty: 'Aucun modèle n’est installé.', modelsEmptyNext: 'Sans modèle, aucune commande ne peut être prise.',
    addresses: { title: 'Adresses de la chaîne', why: 'Hearth demande à ces nœuds ce qui est sur la chaîne. Avec plusieurs, il voit quand l’un prend du retard, ment ou se tait, et ne décide rien tant que deux se contredisent.', waiting: 'Lecture des adresses.', given: 'fournie avec la chaîne', added: 'ajoutée par vous', inUse: 'utilisée', states: { unknown: 'pas encore interrogée', answers: 'répond', resting: 'veut moins de requêtes', silent: 'silencieuse', refused: 'écartée' }, another: 'Autre adresse', add: 'Ajouter', checking: 'Vérification', remove: 'Retirer' },
    modelState: { ready: 'Prêt', corrupt: 'Inutilisable', off: 'Désactivé' }, unitPrices: (paidIn, paidOut) => `${paidIn} en entrée, ${paidOut} en sortie, par unité`, numericClass: 'Classe numérique',
    programs: 'Programmes', programsWaiting: 'En attente des programmes.', programsEmpty: 'Aucun programme n’est signalé.', programHead: { name: 'Programme', state: 'État', memory: 'Mémoire', restarts: 'Redémarrages', pid: 'Processus' }, programState: { starting: 'Démarre', running: 'Tourne', restarting: 'Redémarre', stopped: 'Arrêté' },
    about: 'Ce Hearth', version: 'Version', folder: 'Dossier de données', started: 'Démarré', runtime: 'Moteur', platform: 'Système', node: 'Nœud', address: 'Adresse du nœud', peer: 'Identifiant de pair', chain: 'Chaîne', stake: 'Mise', inFlight: 'Dans des tâches ouvertes',
    stop: 'Arrêter Hearth', stopAsk: 'Arrêter Hearth ?', stopWhy: 'Les tâches inachevées reprennent au prochain démarrage. Rien n’est perdu.', stopYes: 'Arrêter', stopNo: 'Le laisser allumé',
    reset: {
      title: 'Réinitialiser', why: 'Ce que contient le dossier de données, par nature. Vous choisissez ce qui part ; le portefeuille et la clé du nœud restent, sauf si vous dites autrement.', open: 'Choisir ce qui part', waiting: 'Mesure du dossier de données.', nothing: 'Rien ici',
      parts: {
        app: { name: 'Données de l’application', gone: 'Tâches, reçus, réglages, prix, journaux et le réseau d’essai. Les reçus qu’aucune ancre ne tient encore ne sont payés à personne.' }, models: { name: 'Modèles', gone: 'La liste des dossiers que vous avez ajoutés, et ce qui s’en trouve dans le dossier de données.' },
        node: { name: 'Clé du nœud', gone: 'Part avec les données de l’application. Le prochain démarrage est un nouveau nœud : la mise reste liée à l’ancien, et plus personne ne peut réclamer pour lui.' }, wallet: { name: 'Portefeuille', gone: 'Sans sa phrase de récupération, un fichier de clés ou la sauvegarde, personne ne peut dépenser ce que tiennent ses comptes.' },
      },
      type: (typed) => `Tapez ${typed} pour laisser partir le portefeuille`, elsewhere: 'Les dossiers de modèles situés ailleurs sont oubliés, jamais effacés :', others: 'N’est pas touché, quoi qui parte :', go: 'Arrêter Hearth et effacer', going: 'Hearth s’arrête. Ce que vous avez choisi part ensuite.',
    },
  },
  jobsCount: { one: 'tâche', many: 'tâches', other: 'tâches' }, progress: (stage, done, most) => `${stage}, ${done} sur ${most}`,
  copy: (digest) => `Copier ${digest}`, copied: 'Copié', close: 'Fermer', retry: 'Réessayer', unknownScreen: 'Cette page n’existe pas.', toDashboard: 'Retour à l’accueil',
};

export const statusText: Pack['statusText'] = {
  noName: 'un appareil sans nom', jobs: { one: 'tâche', many: 'tâches', other: 'tâches' },
  waiting: { one: 'tâche finie attend son paiement.', many: 'tâches finies attendent leur paiement.', other: 'tâches finies attendent leur paiement.' },
  starting: 'On allume le feu.', startingWhy: 'Hearth démarre. Cela prend quelques secondes.', startingStep: (step) => `Hearth démarre : ${step}. Cela prend quelques secondes.`,
  working: (jobs) => `Travaille sur ${jobs}.`, workingOn: (jobs, device) => `Travaille sur ${jobs} avec ${device}.`,
  forOne: 'Pour un client.', forMany: 'Pour plusieurs clients.', forOneAt: (rate) => `Pour un client, à ${rate} jetons par seconde.`, forManyAt: (rate) => `Pour plusieurs clients, à ${rate} jetons par seconde.`,
  ready: 'Prêt. Aucune commande en ce moment.', readyDone: (jobs) => `Prêt. ${jobs} en une minute.`, readyWhy: 'La prochaine commande commence aussitôt ; il n’y a rien à faire.',
  paused: 'En pause jusqu’à ce que vous repreniez.', pausedWhy: 'Vous avez mis en pause. Aucune nouvelle commande n’est prise.', pauseOver: 'La pause est finie.', pauseOverWhy: 'Hearth reprend des commandes dans un instant.',
  pausedUntil: (clock) => `En pause jusqu’à ${clock}.`, pausedUntilWhy: (span) => `Vous avez mis en pause. Reprise automatique dans ${span}.`,
  ruled: 'En pause à cause d’une de vos règles.', ruledWhy: 'La reprise est automatique quand la règle le permet.',
  chainOld: (age) => `Travaille, mais les données de la chaîne datent de ${age}.`, chainOldWhy: (address) => `${address} ne montre pas de bloc plus récent. Rien n’est décidé sur d’anciennes données : ni nouvelles commandes, ni paiements, jusqu’à un nouveau bloc.`,
  chainsDiffer: 'Travaille, mais deux adresses de la chaîne se contredisent.', chainsDifferWhy: (address, other, block) => `${address} et ${other} ont des blocs ${block} différents. Rien n’est décidé sur l’une ni l’autre avant qu’elles s’accordent.`,
  chainGone: 'Travaille, mais la chaîne ne répond pas.', theChain: 'La chaîne', silent: (chain, span) => `${chain} se tait depuis ${span}.`, nothingLost: 'Rien n’est perdu.',
  receiptsWait: { one: 'reçu attend ici et sera payé à son retour.', many: 'reçus attendent ici et seront payés à son retour.', other: 'reçus attendent ici et seront payés à son retour.' },
  noDevice: 'Rien pour travailler : aucun appareil n’est activé.', noDeviceWhy: 'Hearth prend des commandes dès qu’il y en a un.',
  workerLost: 'Une tâche a perdu son exécutant ; un nouveau prend le relais.', workerLostWhy: 'Le programme s’est arrêté sans un mot. La tâche recommence depuis le début ; elle est payée une fois.', workerLostAgain: (times) => `Le programme s’est arrêté sans un mot, ${times} fois déjà. La tâche recommence depuis le début ; elle est payée une fois.`,
  cheating: (kind) => `Triche exprès : ${kind}.`, someWay: 'd’une façon ou d’une autre', cheatingWhy: 'Ce nœud a été démarré avec --cheat, que seul le réseau d’essai permet. Ses faux reçus ne sont pas payés, et ce qui peut être prouvé lui coûte sa mise.',
  diskFull: 'Arrêté : le disque est plein.', theFolder: 'le dossier de données', diskFullWhy: (path) => `Il n’y a plus de place : ${path}. Libérez-en et Hearth continue de lui-même ; rien n’est perdu.`,
  leaving: (name) => `Passage à ${name} : plus de commandes ici.`, leavingHome: 'Retour au réseau d’entraînement : plus de commandes ici.', leavingThen: 'Le changement suit ensuite de lui-même.', leavingNow: 'Les tâches en cours sont d’abord terminées, puis le fournisseur redémarre là-bas.',
  disconnected: 'Hearth ne répond pas.', disconnectedWhy: (span) => `Depuis ${span} ; ce que vous voyez date d’autant. La page continue d’essayer. Si vous avez arrêté Hearth, redémarrez-le.`,
  unknownIncident: 'non communiqué',
};
export const statusActions: Pack['statusActions'] = { pause: 'Mettre en pause', resume: 'Reprendre maintenant', showJobs: 'Voir les tâches', enableDevice: 'Choisir un appareil', showNetworks: 'Voir les réseaux', retry: 'Réessayer' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Pendant 15 minutes', 60: 'Pendant 1 heure', 240: 'Pendant 4 heures', untilResumed: 'Jusqu’à ce que je reprenne' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'En file', loading: 'Charge', running: 'Tourne', proving: 'Prouve', waiting: 'Attend le paiement', settled: 'Payée' };
export const stageWords: Pack['stageWords'] = {
  queued: 'En file', loading: 'Charge le modèle', running: 'Tourne', proving: 'Prouve', delivered: 'Attend le bon', acknowledged: 'Attend l’ancrage', anchored: 'Attend le délai', settled: 'Payée', failed: 'Échouée', cancelled: 'Annulée', slashed: 'Mise retirée', voided: 'Nulle',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'En file. Elle commence quand l’appareil est libre.', loading: 'Le modèle se charge sur l’appareil.', running: 'Tourne sur cette machine.', proving: 'Calculée. Ses preuves sont hachées et signées.',
  delivered: 'Livrée. Elle attend le bon de paiement du client.', acknowledged: 'Le client l’a reconnue. Son reçu part sur la chaîne avec le prochain lot.', anchored: 'Sur la chaîne. Elle est payée quand le délai de litige est écoulé.', settled: 'Payée.',
  failed: 'Échouée. Rien n’est payé pour elle.', cancelled: 'Annulée. Rien n’est payé pour elle.', slashed: 'Son reçu a été prouvé faux sur la chaîne. Rien n’est payé pour elle, et cela a coûté de la mise.',
  voided: 'Un comité de vérificateurs l’a recalculée et a refusé son reçu. Rien n’est payé pour elle.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Classer', one: 'image', many: 'images', other: 'images' }, embed: { title: 'Vecteurs de texte', one: 'vecteur', many: 'vecteurs', other: 'vecteurs' }, generate: { title: 'Générer', one: 'jeton', many: 'jetons', other: 'jetons' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Accepté par les vérificateurs', rejected: 'Refusé par les vérificateurs' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Commande', what: 'Ce que le client a demandé, signé par le client.' },
  model: { title: 'Modèle', what: 'Chaque fichier du modèle, en une seule empreinte.' },
  inputRoot: { title: 'Racine d’entrée', what: 'L’entrée, découpée et hachée en une racine. L’entrée elle-même n’est pas gardée.' },
  outputRoot: { title: 'Racine de sortie', what: 'La sortie, hachée de la même façon.' },
  rowRoot: { title: 'Racine des lignes', what: 'Une entrée par pas de la génération : le jeton, sa position et son tirage aléatoire.' },
  sketchRoot: { title: 'Racine des esquisses', what: 'De courtes empreintes de l’état interne du modèle, qu’une autre machine peut comparer.' },
  tapRoot: { title: 'Racine des relevés', what: 'Des valeurs internes à des endroits choisis, pour regarder de plus près lors d’un litige.' },
  bundle: { title: 'Preuves', what: 'Toutes les preuves de l’exécution en une empreinte.' },
  receipt: { title: 'Reçu', what: 'La promesse signée de ce nœud : cette commande, ce modèle, ces résultats.' },
  anchor: { title: 'Ancrage', what: 'La racine d’un lot de reçus, inscrite sur la chaîne.' },
  voucher: { title: 'Bon de paiement', what: 'La promesse de paiement signée du client, cumulée sur toutes ses tâches.' },
  payment: { title: 'Paiement', what: 'Le virement sur la chaîne, après le délai.' },
  claim: { title: 'Créance', what: 'Le client n’a pas envoyé de bon ; ce nœud a donc réclamé le prix sur ce que le client avait réservé.' },
  dispute: { title: 'Litige', what: 'Quelqu’un a déposé une caution en disant ce reçu faux. La chaîne en décide sur un seul opérateur.' },
  vote: { title: 'Vote', what: 'Ce qu’une autre machine a trouvé en vérifiant le reçu.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Proposée', admitted: 'Commande prise', accepted: 'Commande prise', queued: 'Mise en file', loading: 'Charge le modèle', modelReady: 'Modèle prêt', started: 'Commencée', running: 'Tourne', retried: 'Recommencée',
  computed: 'Calculée', proving: 'Prouve', signing: 'Calculée, envoyée au signataire', signed: 'Reçu signé', delivered: 'Livrée au client', acknowledged: 'Bon reçu', batched: 'Mise dans un lot', anchored: 'Ancrée sur la chaîne', unanchored: 'Ancrage annulé', unsettled: 'Paiement annulé', slashed: 'Prouvée fausse, mise retirée', unslashed: 'Retrait annulé', claimed: 'Réclamée sur la réservation', unclaimed: 'Créance éteinte', voided: 'Refusée par un comité, nulle', unvoided: 'Nullité annulée', refunded: 'Remboursée au client', unrefunded: 'Remboursement annulé',
  verified: 'Vérifiée par les vérificateurs', voted: 'Vérifiée par les vérificateurs', settled: 'Payée', paid: 'Payée', failed: 'Échouée', cancelled: 'Annulée', workerLost: 'Exécutant perdu',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Énergie', 'mean power': 'Puissance moyenne', 'most power': 'Puissance maximale', 'highest temperature': 'Température maximale', 'device load': 'Charge de l’appareil', 'memory peak': 'Pic de mémoire', 'bytes received': 'Octets reçus', 'bytes sent': 'Octets envoyés',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Graine', 'first draw': 'Premier tirage', 'void': 'Nulle', 'penalty': 'Pénalité', 'void in': 'Nulle dans', 'client had paid': 'Le client avait payé', 'refunded': 'Remboursé', 'refunded in': 'Remboursé dans', 'opened by': 'Ouvert par', 'bond': 'Caution', 'dispute': 'Litige', 'dispute stands': 'État du litige', 'taken of the stake': 'Pris sur la mise',
  'job': 'Tâche', 'kind': 'Genre', 'model': 'Modèle', 'model id': 'Identifiant du modèle', 'client': 'Client', 'app': 'Application', 'reservation': 'Réservation', 'tier': 'Palier', 'audit policy': 'Règle d’audit', 'deadline': 'Échéance', 'most units in': 'Unités en entrée, au plus', 'most units out': 'Unités en sortie, au plus',
  'price per unit in': 'Prix par unité en entrée', 'price per unit out': 'Prix par unité en sortie', 'attempts': 'Essais', 'temperature': 'Température', 'device': 'Appareil', 'units in': 'Unités en entrée', 'units out': 'Unités en sortie', 'numeric class': 'Classe numérique', 'queue wait': 'Attente en file', 'first unit after': 'Première unité après',
  'compute': 'Calcul', 'receipt number': 'Numéro du reçu', 'epoch': 'Époque', 'previous receipt': 'Reçu précédent', 'slashed': 'Retiré', 'slashed for': 'Retiré pour', 'slashed in': 'Retiré dans', 'name': 'Nom', 'units': 'Unités', 'verifier': 'Vérificateur', 'verdict': 'Verdict', 'rows': 'Lignes', 'sketches': 'Esquisses', 'node': 'Nœud',
  'number': 'Numéro', 'receipts': 'Reçus', 'state': 'État', 'all together': 'Total', 'paid': 'Payé', 'received': 'Reçu, après les parts d’autrui', 'block': 'Bloc',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Fournisseur d’exécution', 'runtime device': 'Matériel', 'runtime driver': 'Pilote', 'runtime os': 'Système d’exploitation', 'runtime arch': 'Architecture', 'runtime optLevel': 'Optimisation du graphe', 'runtime threads': 'Fils d’exécution', 'runtime appVersion': 'Version de Hearth', 'amount': 'Montant', 'payable from': 'Payable à partir de',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'ouverte', 'not measured': 'non mesuré', 'named verifiers': 'vérificateurs nommés', 'client only': 'le client seul', 'not reported': 'non communiqué', 'off': 'sans', 'accepted': 'acceptée', 'rejected': 'refusée', 'on its way': 'en route', 'rejected by a committee of verifiers': 'refusée par un comité de vérificateurs' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Signature de la commande', receiptSignature: 'Signature du reçu', orderHash: 'Empreinte de la commande', node: 'Nœud', model: 'Modèle', inputRoot: 'Racine d’entrée', outputRoot: 'Racine de sortie', decodeHash: 'Empreinte des règles de génération', numericClass: 'Classe numérique', nonce: 'Nonce', seed: 'Graine', units: 'Unités', stopReason: 'Raison de l’arrêt', deadline: 'Échéance',
  sketchRoot: 'Racine des esquisses', bundleHash: 'Empreinte des preuves', runtime: 'Moteur', votes: 'Votes', voucher: 'Bon de paiement', anchor: 'Ancrage', payment: 'Paiement', modelFiles: 'Fichiers du modèle', replayRows: 'Lignes recalculées', replaySketches: 'Esquisses recalculées', replayTokens: 'Jetons recalculés', replayClass: 'Classe recalculée', chain: 'Chaîne', chainAnchor: 'Ancrage sur la chaîne', chainPayment: 'Paiement sur la chaîne', rows: 'Lignes', canonicalTrace: 'Trace canonique', thresholds: 'Seuils', registry: 'Registre',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'un appareil', theDevice: 'l’appareil', noReason: 'Aucune raison n’a été donnée.', ruleHolds: 'Une de vos règles s’applique', yourRules: 'Vos règles', someKind: 'd’un genre que personne n’a nommé',
  workerRestarted: { what: (device) => `L’exécutant sur ${device} s’est arrêté sans un mot.`, next: 'Un nouveau tourne ; le travail continue.' },
  jobRetried: { what: (job) => `La tâche ${job} a perdu son exécutant et recommence.`, next: 'Elle est payée une fois, quand elle est finie.' },
  jobFailed: { what: (job, reason) => `La tâche ${job} a échoué. ${reason}`, next: 'Rien n’est payé pour elle.' },
  chainGone: { what: 'La chaîne ne répond plus.', whatAt: (address) => `La chaîne à ${address} ne répond plus.`, next: 'Les tâches continuent. Les reçus attendent et sont réglés à son retour.' },
  chainBack: { what: 'La chaîne répond de nouveau.', next: 'Les reçus en attente sont réglés.' },
  chainDoubt: {
    old: (address, age) => `Les données de la chaîne datent de ${age} : ${address} ne montre pas de bloc plus récent.`,
    differ: (address, other, block) => `Deux adresses de la chaîne se contredisent sur le bloc ${block} : ${address} et ${other}.`,
    next: 'Rien n’est décidé sur elles. Commandes et paiements attendent qu’on puisse de nouveau s’y fier.',
  },
  chainSound: { what: 'Les données de la chaîne sont de nouveau récentes, et toutes les adresses s’accordent.', next: 'Les commandes sont prises et les reçus en attente réglés.' },
  rpcSetAside: { what: (address, reason) => `L’adresse ${address} de la chaîne n’est pas utilisée. ${reason}`, next: 'Les autres le sont, s’il y en a. Retirez-la du fichier des contrats, ou réparez-la.' },
  providerRestarted: { what: 'Hearth s’était arrêté de façon inattendue et a été redémarré.', next: 'Les tâches inachevées ont repris là où le journal les avait laissées.' },
  signerRestarted: { what: 'Le signataire s’était arrêté et a été redémarré.', next: 'Son registre est complet ; rien n’a été signé deux fois.' },
  firstReceipt: { what: 'Premier reçu signé.', whatFor: (job) => `Premier reçu signé, pour la tâche ${job}.`, next: 'Ouvrez la tâche pour le vérifier sur cette machine.' },
  deviceSetAside: { what: (device) => `Mis de côté après des échecs répétés : ${device}.`, next: 'Désactivez-le puis réactivez-le pour lui donner une autre chance.' },
  ruleStopped: { what: (cause, device) => `${cause} ; ${device} a été rendu.`, next: 'Le travail reprend de lui-même quand la règle le permet.' },
  ruleEnded: { what: (rule, device) => `${rule} : de nouveau en ordre, ${device} continue.`, next: 'Rien à faire ici.' },
  slashed: { what: (job, reason) => `Tâche ${job} : ${reason}`, next: 'Ouvrez la tâche pour voir la transaction. Un nœud dont la mise est moindre peut avoir moins de travail en cours.' },
  voided: { what: (job, reason) => `Tâche ${job} : ${reason}`, next: 'Ouvrez la tâche pour voir la transaction. Son reçu peut être recalculé avec hearth verify.' },
  woke: { what: (span) => `La machine a été en veille pendant ${span}.`, next: 'Les clients ont su aussitôt qu’elle est de retour. Une tâche dont l’échéance est passée entre-temps est retournée à son client et n’est pas un échec.' },
  disputed: { what: (job) => `Quelqu’un a déposé une caution et conteste le reçu de la tâche ${job}.`, next: 'Hearth recalcule la tâche et répond de lui-même. Laissez-le tourner : le silence coûte de la mise.' },
  disputeEnded: {
    won: (job) => `Le litige sur la tâche ${job} est gagné : la réponse a tenu, et la moitié de la caution adverse revient à ce nœud.`,
    lost: (job) => `Le litige sur la tâche ${job} est perdu.`,
    unproven: (job) => `Le litige sur la tâche ${job} a fini sans preuve, et chaque caution a été rendue.`,
    next: 'Ouvrez la tâche pour voir comment il s’est déroulé.',
  },
  cheating: { what: (kind) => `Ce nœud triche exprès : ${kind}.`, next: 'Il a été démarré avec --cheat, sur le réseau d’essai. Sans cela il est honnête.' },
  orderRefused: { what: (reason) => `Une commande a été refusée. ${reason}`, next: 'Rien à faire ici.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Pour information', attention: 'Attention', failure: 'Échec' };
