import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'startet', finishing: { one: 'Auftrag wird beendet, dann beendet sich Hearth', other: 'Aufträge werden beendet, dann beendet sich Hearth' },
  today: (amount) => `Heute: ${amount}`, todayHidden: 'Heute: verborgen, solange die Wallet gesperrt ist', testMoney: (amount) => `${amount} (Testgeld)`, lessThan: (amount) => `weniger als ${amount}`,
  jobsToday: (paid, rejected) => `Aufträge heute: ${paid} bezahlt, ${rejected} abgelehnt`, gaveBack: (span) => `Speicher zuletzt nach ${span} zurückgegeben`,
  open: 'Hearth öffnen', why: 'Warum?', notices: (count) => `Meldungen (${count})`, lock: 'Wallet sperren', startAtLogin: 'Beim Anmelden starten', behave: 'Verhalten',
  quit: 'Beenden', quitNow: 'Jetzt beenden', quitAfter: 'Nach dem laufenden Auftrag beenden',
  pause: 'Pause', pauseOne: 'Ein Gerät pausieren', resume: 'Fortsetzen', resumeOne: (device) => `${device} fortsetzen`,
  pauses: { minutes15: '15 Minuten', hour: '1 Stunde', hours4: '4 Stunden', morning: 'Bis 08:00', resumed: 'Bis ich fortsetze' },
  device: { working: 'arbeitet', ready: 'bereit', off: 'aus', unusable: 'nicht nutzbar', setAside: 'nach Fehlern beiseitegelegt', paused: 'von dir pausiert', ruled: 'von einer Regel pausiert', jobs: { one: 'Auftrag', other: 'Aufträge' }, progress: (jobs, percent) => `${jobs}, ${percent} fertig` },
  noTray: { title: 'Hearth arbeitet weiter', body: 'Dieser Desktop zeigt keine Symbole in der Leiste. Starte Hearth noch einmal, um das Fenster zu sehen; beendet wird es in den Einstellungen.' },
  update: {
    fetch: (version) => `Version ${version} laden`, fetching: (version, percent) => `Lädt Version ${version}: ${percent}`, install: (version) => `Version ${version} installieren und neu starten`,
    installAfter: (version) => `Version ${version} nach dem laufenden Auftrag installieren`, waits: (version) => `Version ${version} wird installiert, wenn der Auftrag fertig ist`,
  },
};
