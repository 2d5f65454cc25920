import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'si avvia', finishing: { one: 'lavoro da finire, poi Hearth si chiude', many: 'di lavori da finire, poi Hearth si chiude', other: 'lavori da finire, poi Hearth si chiude' },
  today: (amount) => `Oggi: ${amount}`, todayHidden: 'Oggi: nascosto finché il portafoglio è bloccato', testMoney: (amount) => `${amount} (denaro di prova)`, lessThan: (amount) => `meno di ${amount}`,
  jobsToday: (paid, rejected) => `Lavori di oggi: ${paid} pagati, ${rejected} rifiutati`, gaveBack: (span) => `Memoria restituita in ${span} l’ultima volta`,
  open: 'Apri Hearth', why: 'Perché?', notices: (count) => `Avvisi (${count})`, lock: 'Blocca il portafoglio', startAtLogin: 'Avvia all’accesso', behave: 'Comportati da',
  quit: 'Esci', quitNow: 'Esci ora', quitAfter: 'Esci dopo il lavoro in corso',
  pause: 'Pausa', pauseOne: 'Metti in pausa un dispositivo', resume: 'Riprendi', resumeOne: (device) => `Riprendi ${device}`,
  pauses: { minutes15: 'Per 15 minuti', hour: 'Per 1 ora', hours4: 'Per 4 ore', morning: 'Fino alle 08:00', resumed: 'Finché non riprendo' },
  device: { working: 'lavora', ready: 'pronto', off: 'spento', unusable: 'non utilizzabile', setAside: 'messo da parte dopo errori', paused: 'in pausa per tua scelta', ruled: 'in pausa per una regola', jobs: { one: 'lavoro', many: 'di lavori', other: 'lavori' }, progress: (jobs, percent) => `${jobs}, ${percent} fatto` },
  noTray: { title: 'Hearth continua a lavorare', body: 'Questo desktop non mostra icone nella barra. Avvia di nuovo Hearth per vederne la finestra; si chiude dalle impostazioni.' },
  update: {
    fetch: (version) => `Scarica la versione ${version}`, fetching: (version, percent) => `Scarico la versione ${version}: ${percent}`, install: (version) => `Installa la versione ${version} e riavvia`,
    installAfter: (version) => `Installa la versione ${version} dopo il lavoro in corso`, waits: (version) => `La versione ${version} si installa quando il lavoro è finito`,
  },
};
