import { localized } from './localized.ts';

/** Words of the models that Hearth keeps itself: how much room they take and which go. */
export const modelCacheWords = localized('modelCacheWords', {
  title: 'Room for models', waiting: 'Looking at the disk.', empty: 'Hearth keeps no model itself yet.', emptyNext: 'What you install from an address lies here. Models that came with Hearth and your own folders never go.',
  used: (used: string) => `${used} used`, usedOf: (used: string, quota: string) => `${used} of ${quota} used`, free: (free: string) => `${free} free on this disk`, freeUnknown: 'the system does not say what is free',
  lastUsed: (when: string) => `last used ${when}`, neverUsed: 'not used yet', value: (money: string) => `${money} for each GiB and hour here`, tooNew: 'here for less than a day, so not judged yet',
  uses: { job: 'an order needs it', loaded: 'in memory', seat: 'this node verifies it' },
  isPinned: 'pinned: it stays', isLetGo: 'let go: its files stay until room is needed', goesAt: (place: string) => `number ${place} to go when room is needed`,
  pin: 'Pin', unpin: 'Unpin', letGo: 'Let go', takeBack: 'Take back', delete: 'Delete now', deleteAsk: (title: string) => `Delete ${title}?`, deleteWhy: (size: string) => `${size} are freed at once. It cannot be taken back, only installed again.`, deleteYes: 'Delete it', deleteNo: 'Keep it',
  quota: 'The most room, in GiB', quotaHint: 'Empty: as much as the disk has.', set: 'Set', quotaGoes: (titles: string) => `For this, these are deleted now: ${titles}.`, quotaYes: 'Set it and delete them',
  place: 'Models folder', placeHint: 'The whole path of a new or empty folder, on any disk. All models move, or none; jobs go on meanwhile. Empty: in the data folder.', move: 'Move them', moving: (done: string, total: string) => `Moving: ${done} of ${total}`, cancel: 'Cancel', now: 'They lie in',
});

/** Words of models that come from an address. */
export const downloadWords = localized('downloadWords', {
  title: 'Install from an address', address: 'Address', addressHint: 'https of a folder with a list of files or manifest.json. Several, with spaces between, are used at once.', root: 'Hash', rootHint: 'The model id, or the root of its list, from somebody you trust. What is not exactly this is not installed, whoever gives it.', start: 'Install', starting: 'Asking the address', evict: 'Install it and delete them',
  phase: { waiting: 'waits for the one before it', list: 'reading the list of files', fetch: 'downloading', check: 'checking every hash', paused: 'paused', failed: 'stopped', refused: 'refused', done: 'installed and offered' },
  of: (done: string, total: string) => `${done} of ${total}`, speed: (bytes: string) => `${bytes} a second`, left: (span: string) => `${span} left`, stalled: 'nothing comes at the moment',
  pause: 'Pause', resume: 'Go on', cancel: 'Cancel', clear: 'Clear', rate: 'The most a second, in MiB', rateHint: 'For all downloads together. Empty: no limit.', take: 'Install',
  shareTitle: 'Give models away to peers', shareWhy: 'Other nodes may fetch the models this node offers. Off until you turn it on; nobody is paid for it.', shareRate: 'The most a second for all of them, in MiB', shareRateHint: 'Empty: no limit.',
});
