import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `à partir de ${stop} °C, jusqu’à ${resume} °C`, disk: (size) => `sous ${size} libres`,
  powerNone: 'sans limite', powerMost: (limits) => `au plus ${limits}`, percentOfLimit: (percent) => `${percent} % de sa limite`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `au plus ${wattHours} Wh par jour`, price: (price) => `au-dessus de ${price} le kWh`, profit: (least) => `sous ${least} par heure`, hook: (path) => `tant que ${path} dit deny`,
  metered: 'sur un réseau limité', meteredOr: (megabytes) => `sur un réseau limité, ou au-dessus de ${megabytes} Mo par jour`,
  battery: 'sur batterie', batteryBelow: (percent) => `sur batterie sous ${percent} %`, saver: 'ou en économie d’énergie',
  never: 'jamais', idle: (minutes) => `tant que quelqu’un était là il y a moins de ${minutes} min`, noApps: 'aucun programme dans la liste', apps: { one: 'programme', many: 'programmes', other: 'programmes' }, fullScreen: 'tant qu’un programme occupe tout l’écran',
  memory: (percent) => `quand d’autres en tiennent ${percent} %`, pressure: (size) => `sous ${size} restants`, stalledAbove: (percent) => `ou quand des programmes l’attendent ${percent} % du temps`, load: (percent) => `quand d’autres l’occupent à ${percent} %`, thenWaits: (span) => `puis attend ${span}`,
  locked: 'tant que la session est verrouillée', asleep: 'tant que l’écran est en veille', noHours: 'aucune heure permise', daily: 'chaque jour',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Invité', what: 'Ne travaille que quand personne n’est là.' },
  balanced: { title: 'Équilibré', what: 'S’efface devant les jeux et la batterie.' },
  dedicated: { title: 'Dédié', what: 'Travaille toujours, dans les limites de sécurité.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Sécurité', what: 'Passe avant tout, et Reprendre ne la lève pas.' },
  user: { title: 'Votre parole', what: 'Une pause de votre part. Elle se règle avec les boutons Pause.' },
  money: { title: 'Argent', what: 'Le courant, son prix, et ce qu’il rapporte.' },
  presence: { title: 'Présence', what: 'Vous ou d’autres programmes voulez la machine.' },
  schedule: { title: 'Horaires', what: 'Compte en dernier.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Ralentir', unload: 'Libérer la mémoire entre les tâches', finish: 'Finir la tâche, puis arrêter', kill: 'Arrêter aussitôt' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'le travail continue, plus lentement', unload: 'aucun modèle ne reste en mémoire entre les tâches', finish: 'la tâche en cours finit, puis la mémoire est libérée', kill: 'la tâche en cours est rendue et la mémoire libérée aussitôt',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Mis de côté', cause: (why) => `L’appareil a été mis de côté : ${why}`, unnamed: 'il a échoué encore et encore', ends: 'quand vous lui donnez une autre chance' },
  temperature: { title: 'Température', cause: (is, most) => `L’appareil est à ${is} °C, et vous permettez ${most} °C au plus`, hot: 'Le système dit que la machine est chaude', ends: (most) => `quand il a refroidi de quelques degrés sous ${most} °C`, endsHot: 'quand elle a refroidi' },
  disk: { title: 'Disque', cause: (free, least) => `Il ne reste que ${free} sur le disque, et il en faut ${least}`, full: 'Le disque est plein', ends: 'quand il y a de nouveau de la place' },
  pause: { title: 'Votre pause', cause: 'Vous avez mis en pause', ends: 'quand vous reprenez' },
  power: { title: 'Puissance', cause: (is, most) => `L’appareil tire ${is} W, et vous permettez ${most} W au plus`, ends: (most) => `dès qu’il reste sous ${most} W` },
  energy: { title: 'Énergie par jour', cause: (used, most) => `Aujourd’hui a pris ${used} Wh, et le budget du jour est de ${most} Wh`, ends: 'à minuit' },
  price: { title: 'Prix du courant', cause: (is, most) => `Le courant coûte ${is} le kWh, et vous payez ${most} au plus`, ends: 'quand le courant est moins cher' },
  profit: { title: 'Gain minimal', cause: (is, least) => `Le travail rapporte ${is} par heure, courant déduit, et vous voulez au moins ${least}`, ends: 'quand le travail rapporte plus' },
  hook: { title: 'Votre fichier de commande', cause: 'Votre fichier de commande dit deny', ends: 'quand il dit allow' },
  metered: { title: 'Réseau limité', cause: 'Le réseau est limité', cap: (used, most) => `Aujourd’hui a pris ${used} Mo de réseau, et la limite du jour est de ${most} Mo`, ends: 'sur un réseau qui ne l’est pas', endsCap: 'à minuit' },
  battery: { title: 'Batterie', cause: 'La machine est sur batterie', at: (percent) => `La machine est sur batterie, à ${percent} %`, saver: 'L’économie d’énergie est active', ends: 'quand elle est branchée', endsSaver: 'quand elle ne l’est plus' },
  idle: { title: 'Seulement au repos', cause: (ago) => `Quelqu’un était là il y a ${ago}`, unmeasured: 'Quelqu’un était là à l’instant', ends: (wait) => `après ${wait} sans touche ni clic`, endsSome: 'après un moment sans touche ni clic' },
  apps: { title: 'Programmes listés', cause: (name) => `${name} tourne`, unnamed: 'Un programme de votre liste', ends: 'peu après sa fermeture' },
  fullScreen: { title: 'Plein écran', cause: (name) => `${name} est en plein écran`, unnamed: 'Un programme', ends: 'peu après sa fermeture' },
  memory: { title: 'Mémoire pour les autres', cause: (percent) => `D’autres programmes tiennent ${percent} % de la mémoire de l’appareil`, ends: 'peu après qu’ils l’ont rendue' },
  dataLimit: { title: 'Limite de données', cause: { sentDay: (most) => `Les ${most} de données envoyées d’aujourd’hui sont épuisés`, sentMonth: (most) => `Les ${most} de données envoyées de ce mois sont épuisés`, receivedDay: (most) => `Les ${most} de données reçues d’aujourd’hui sont épuisés`, receivedMonth: (most) => `Les ${most} de données reçues de ce mois sont épuisés` }, endsDay: 'à minuit', endsMonth: 'avec le nouveau mois' },
  clock: { title: 'Horloge fausse', ahead: (seconds) => `L’horloge de cette machine avance de ${seconds} s sur celle de la chaîne, on ne peut donc pas se fier aux échéances`, behind: (seconds) => `L’horloge de cette machine retarde de ${seconds} s sur celle de la chaîne, on ne peut donc pas se fier aux échéances`, ends: 'quand l’horloge est remise à l’heure' },
  pressure: { title: 'Mémoire sous pression', cause: (free, least) => `Il ne reste que ${free} de mémoire pour tous les programmes, et il en faut ${least}`, stalled: (percent) => `Des programmes attendent la mémoire plus de ${percent} % du temps`, low: 'Le système dit que la mémoire vient à manquer', ends: 'peu après qu’il y a de nouveau de la mémoire' },
  load: { title: 'Travail des autres', cause: (percent) => `D’autres programmes occupent l’appareil à ${percent} %`, ends: 'peu après qu’ils ont fini' },
  session: { title: 'Verrouillé ou en veille', cause: 'La session est verrouillée', dark: 'L’écran est en veille', ends: 'quand elle est déverrouillée', endsDark: 'quand il se réveille' },
  schedule: { title: 'Horaires de la semaine', cause: 'Ce ne sont pas ses heures', ends: 'aux prochaines heures que vous permettez' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Ralenti', unload: 'Au travail, la mémoire libre entre les tâches', finish: 'En pause', kill: 'En pause' },
  said: (verb, cause) => `${verb} : ${cause}.`, inOrder: (title) => `${title} est de nouveau en ordre`,
  resumes: (ends) => `Reprise ${ends}.`, fullSpeed: (ends) => `Pleine vitesse ${ends}.`,
  inAMoment: 'dans un instant', byItselfIn: (span) => `automatique dans ${span}`, byItselfAt: (clock) => `automatique à ${clock}`,
  free: 'Libre de travailler.', also: (titles) => `Aussi : ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `Mettre ${name} en pause`, pause: 'Pause', resume: 'Reprendre', resumeDevice: (name) => `Reprendre ${name}`, tomorrow: (clock) => `Jusqu’à demain, ${clock}`,
  atOnce: 'Rendre aussitôt la tâche en cours', atOnceWhy: 'Sinon elle finit d’abord.',
  why: { open: 'Pourquoi ?', title: 'Ce qui en décide', none: 'Rien n’est encore décidé pour un appareil.', free: 'Aucune règle ne le retient.', read: 'Lu', limit: 'Limite', since: 'Depuis', does: 'Fait', ends: 'Finit', also: 'Vaut aussi', blind: 'Impossible à suivre ici', allRules: 'Toutes les règles', noName: 'Un appareil sans nom' },
  promise: (p50, count) => `Mémoire rendue en ${p50}, médiane sur ${count}`, promiseNone: 'Restitution : pas encore mesurée', allDevices: 'Tous les appareils',
  promiseLong: (count, p50, p95) => `Du déclenchement à la mémoire libre, sur ${count} : la moitié en ${p50}, 95 % en ${p95}.`, promiseNoneLong: 'La vitesse à laquelle la mémoire est rendue se mesure quand une règle la prend pour la première fois.', promiseTimes: { one: 'fois', many: 'fois', other: 'fois' },
  reading: { temperature: 'Température', power: 'Puissance', load: 'Charge', memory: 'Mémoire', ofLimit: (watts, limit) => `${watts} sur ${limit}`, mine: 'à moi', others: 'à d’autres', free: 'libres', used: 'occupés', ofOthers: (share) => `${share} par d’autres`, whose: 'à qui, le pilote ne le dit pas', memoryLabel: (said) => `Mémoire : ${said}` },
  devices: {
    title: 'Appareils', waiting: 'Recherche des appareils.', empty: 'Aucun appareil trouvé.', emptyNext: 'Hearth cherche de nouveau à son démarrage. Un processeur suffit.', history: 'Récemment', historyWaiting: 'Lecture de l’historique.', historyEmpty: 'Rien n’est encore enregistré de cet appareil.', historyEmptyNext: 'Un relevé est gardé chaque minute tant que Hearth tourne.',
    span: 'Durée', spans: { day: '24 heures', week: '7 jours' }, measure: 'Quoi', measures: { temperature: 'Température', power: 'Puissance', load: 'Travail des autres', memory: 'Mémoire des autres' }, table: 'En tableau', gap: 'non enregistré', chart: (what, name) => `${what} de ${name}`, from: 'De', noneOf: (what) => `${what} : non communiqué pendant cette durée.`,
    health: 'Santé', healthy: 'Aucune tâche n’a perdu son exécutant ici depuis la dernière réussie.', lost: (count) => `Tâches de suite qui ont perdu leur exécutant ici : ${count}. À trois, l’appareil est mis de côté.`, setAside: 'Mis de côté', setAsideNext: 'Aucune tâche ne lui est donnée avant que vous lui rendiez sa chance ou que son pilote change.', retry: 'Lui donner une autre chance', when: (clock) => `Depuis ${clock}`, healthUnknown: 'Lecture de sa santé.',
    identity: 'Identité', id: 'Identifiant', vendor: 'Fabricant', driver: 'Pilote', driverBuilt: (a, b) => `${a}, construit le ${b}`, driverAgeless: (a) => `${a}, rien ne dit son âge`, memory: 'Mémoire', runs: 'Calcule avec', rules: 'Règles pour cet appareil', rulesNone: 'Aucune règle pour lui ; il travaille toujours.', own: 'la sienne', general: 'tous les appareils', edit: 'Changer ses règles',
  },
  rules: {
    title: 'Règles', waiting: 'Lecture des règles.', presets: 'Modes', presetsWaiting: 'Lecture des modes.', presetsEmpty: 'Il n’y a pas de mode.', presetsWhy: 'Trois façons de se conduire, en chiffres. Une règle que vous changez en fait les vôtres.', inUse: 'En service', use: (name) => `Prendre ${name}`, rule: 'Règle', notIn: 'non', own: 'Vos propres règles sont en service.',
    all: 'Toutes les règles', allWhy: 'La première qui s’applique parle ; la plus stricte est suivie.', empty: 'Aucune règle : Hearth travaille toujours.', emptyNext: 'Prenez un mode ci-dessus, ou ajoutez une règle.', add: 'Ajouter', addRule: (title) => `Ajouter la règle : ${title}`, remove: 'Retirer', removeRule: (title) => `Retirer la règle : ${title}`, onRule: (title) => `Règle : ${title}`, edit: 'Changer', editRule: (title) => `Changer la règle : ${title}`, notSet: 'non réglée',
    scope: 'Pour', every: 'Tous les appareils', general: 'comme tous les appareils', ownHere: 'la sienne', makeOwn: 'Lui en donner une', backToGeneral: 'Comme tous les appareils', holds: (names) => `S’applique maintenant à ${names}`, blind: (names, reason) => `Impossible à suivre pour ${names} : ${reason}`, does: 'Alors',
    changed: (count) => `${count} à enregistrer`, changes: { one: 'changement', many: 'changements', other: 'changements' }, save: 'Enregistrer', undo: 'Annuler', redo: 'Rétablir', discard: 'Abandonner', saved: 'Enregistré.', tookPreset: (title) => `${title} est en service.`, undoSaved: 'Annuler', elsewhere: 'Les règles ont été changées ailleurs entre-temps ; enregistrer les remplace.', between: (least, most) => `Un nombre de ${least} à ${most}`, notEmpty: 'Ne pas laisser vide, merci',
    simulator: 'Ce qui se serait passé la semaine dernière', simulatorWhy: 'La semaine enregistrée, rejouée avec ces règles. Vos propres pauses n’en font pas partie.', simWaiting: 'La semaine est rejouée.', simEmpty: 'Rien n’est encore enregistré.', simEmptyNext: 'Un relevé est gardé chaque minute tant que Hearth tourne ; le simulateur répond dès la première heure.', withSaved: 'Avec les règles enregistrées', withDraft: 'Avec vos changements', span: (from, to, samples) => `${from} à ${to}, ${samples} relevés`,
    outcome: { work: 'A travaillé', throttled: 'Ralenti', stopped: 'Arrêté', unknown: 'Non enregistré' }, byRule: (title) => `Arrêté par : ${title}`, picture: (name) => `${name} : quand il se serait arrêté, jour par jour`, pictureNote: 'Marqué : arrêté. Non marqué : au travail, ralenti ou non enregistré.', stops: (count) => `${count} en tableau`, stopsWords: { one: 'arrêt', many: 'arrêts', other: 'arrêts' }, noStops: 'Il ne se serait pas arrêté du tout.', from: 'De', to: 'À', took: 'Durée', manyStops: 'Seuls les mille premiers figurent ici.',
  },
  fields: {
    stopCelsius: 'Arrêter à', bandCelsius: 'Reprendre si plus froid de', freeBytesLeast: 'Garder libre', availableBytesLeast: 'Mémoire à garder pour tous', stalledPercentMost: 'Des programmes l’attendent', percentMost: 'Part de sa limite', wattsMost: 'Watts au plus', wattHoursPerDay: 'Énergie par jour', mostPerKilowattHour: 'Payer au plus, le kWh', leastPerHour: 'Gagner au moins, par heure', path: 'Fichier qui dit allow ou deny', megabytesPerDay: 'Réseau par jour, au plus', percentLeast: 'Seulement sous, sur batterie', onSaver: 'Arrêter en économie d’énergie', minutes: 'Personne depuis', names: 'Programmes, un par ligne', addProgram: 'En ajouter un qui tourne', resumeAfterSeconds: 'Attendre après', othersPercentMost: 'Les autres prennent', stopsWhenLocked: 'Arrêter si verrouillé', stopsWhenDisplayAsleep: 'Arrêter si l’écran est en veille',
    optional: 'vide : sans limite', window: 'Horaire', windowFrom: 'de', windowTo: 'à', addWindow: 'Ajouter un horaire', removeWindow: 'Retirer cet horaire', exception: 'Autres jours', exceptionDate: 'Date', exceptionAllows: 'Travailler toute la journée', exceptionDenies: 'Pas de travail', addException: 'Ajouter une date', removeException: (date) => `Retirer ${date}`,
  },
  profitUnknown: { firstDay: 'moins d’un jour de chiffres propres', partly: 'toutes les tâches de cet appareil n’ont pas été mesurées', noMeter: 'aucun compteur de puissance n’est lisible ici', noTariff: 'personne n’a dit ce que coûte le courant', noRate: 'personne n’a dit ce que vaut une pièce', twoCurrencies: 'le courant et les pièces sont comptés en deux monnaies' },
};
