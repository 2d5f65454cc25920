import { localized } from './localized.ts';

/** Words of the tray's menu, of the dock's and of the taskbar's list: outside of the page, and in its language. */
export const trayWords = localized('trayWords', {
  starting: 'starting', finishing: { one: 'job to finish, then Hearth quits', other: 'jobs to finish, then Hearth quits' },
  today: (amount: string) => `Today: ${amount}`, todayHidden: 'Today: hidden while the wallet is locked', testMoney: (amount: string) => `${amount} (test money)`, lessThan: (amount: string) => `less than ${amount}`,
  jobsToday: (paid: string, rejected: string) => `Jobs today: ${paid} paid, ${rejected} rejected`, gaveBack: (span: string) => `Memory given back in ${span}, last time`,
  open: 'Open Hearth', why: 'Why?', notices: (count: string) => `Notices (${count})`, lock: 'Lock wallet', startAtLogin: 'Start when I log in', behave: 'Behave as',
  quit: 'Quit', quitNow: 'Quit now', quitAfter: 'Quit after the current job',
  pause: 'Pause', pauseOne: 'Pause one device', resume: 'Resume', resumeOne: (device: string) => `Resume ${device}`,
  pauses: { minutes15: 'For 15 minutes', hour: 'For 1 hour', hours4: 'For 4 hours', morning: 'Until 08:00', resumed: 'Until I resume' },
  device: { working: 'working', ready: 'ready', off: 'off', unusable: 'cannot be used', setAside: 'set aside after failures', paused: 'paused by you', ruled: 'paused by a rule', jobs: { one: 'job', other: 'jobs' }, progress: (jobs: string, percent: string) => `${jobs}, ${percent} done` },
  noTray: { title: 'Hearth works on', body: 'This desktop shows no tray icons. Start Hearth again to see its window; Settings ends it.' },
  update: {
    fetch: (version: string) => `Fetch version ${version}`, fetching: (version: string, percent: string) => `Fetching version ${version}: ${percent}`, install: (version: string) => `Install version ${version} and restart`,
    installAfter: (version: string) => `Install version ${version} after the current job`, waits: (version: string) => `Version ${version} is installed when the job is done`,
  },
});
