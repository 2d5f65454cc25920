import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'démarre', finishing: { one: 'tâche à finir, puis Hearth quitte', many: 'de tâches à finir, puis Hearth quitte', other: 'tâches à finir, puis Hearth quitte' },
  today: (amount) => `Aujourd’hui : ${amount}`, todayHidden: 'Aujourd’hui : masqué tant que le portefeuille est verrouillé', testMoney: (amount) => `${amount} (argent de test)`, lessThan: (amount) => `moins de ${amount}`,
  jobsToday: (paid, rejected) => `Tâches aujourd’hui : ${paid} payées, ${rejected} refusées`, gaveBack: (span) => `Mémoire rendue en ${span} la dernière fois`,
  open: 'Ouvrir Hearth', why: 'Pourquoi ?', notices: (count) => `Avis (${count})`, lock: 'Verrouiller le portefeuille', startAtLogin: 'Démarrer à l’ouverture de session', behave: 'Se comporter en',
  quit: 'Quitter', quitNow: 'Quitter maintenant', quitAfter: 'Quitter après la tâche en cours',
  pause: 'Pause', pauseOne: 'Mettre un appareil en pause', resume: 'Reprendre', resumeOne: (device) => `Reprendre ${device}`,
  pauses: { minutes15: 'Pendant 15 minutes', hour: 'Pendant 1 heure', hours4: 'Pendant 4 heures', morning: 'Jusqu’à 08:00', resumed: 'Jusqu’à ce que je reprenne' },
  device: { working: 'travaille', ready: 'prêt', off: 'éteint', unusable: 'inutilisable', setAside: 'mis de côté après des échecs', paused: 'mis en pause par vous', ruled: 'mis en pause par une règle', jobs: { one: 'tâche', many: 'de tâches', other: 'tâches' }, progress: (jobs, percent) => `${jobs}, ${percent} fait` },
  noTray: { title: 'Hearth continue de travailler', body: 'Ce bureau n’affiche pas d’icônes dans la barre. Relancez Hearth pour revoir sa fenêtre ; on le quitte dans les réglages.' },
  update: {
    fetch: (version) => `Télécharger la version ${version}`, fetching: (version, percent) => `Téléchargement de la version ${version} : ${percent}`, install: (version) => `Installer la version ${version} et redémarrer`,
    installAfter: (version) => `Installer la version ${version} après la tâche en cours`, waits: (version) => `La version ${version} s’installe quand la tâche est finie`,
  },
};
