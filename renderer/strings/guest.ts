import type { NetPerHourUnknown } from '../../electron/shared/books.ts';
import type { GiveBack, Preset, Rule, RuleClass, RuleKind } from '../../electron/shared/rules.ts';
import { plainText } from '../format/digest.ts';
import { formatList } from '../format/locale.ts';
import { formatBytes, formatNumber, plural } from '../format/numbers.ts';
import { formatSpan, formatWeekday } from '../format/time.ts';
import { localized } from './localized.ts';
import { wordsOfUnread } from './unread.ts';

const number = (value: number): string => formatNumber(value, 3);

/** Sunday is 0, as the rules count days. */
export const dayName = (day: number): string => formatWeekday(day);
/** 1290 -> "21:30", as a time field wants it. */
export const formatMinute = (minute: number): string => `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A rule's own numbers in a few words, for a cell or a line. */
export const limitWords = localized('limitWords', {
  temperature: (stop: string, resume: string) => `from ${stop} °C, until ${resume} °C`, disk: (size: string) => `below ${size} free`,
  powerNone: 'no limit', powerMost: (limits: string) => `at most ${limits}`, percentOfLimit: (percent: string) => `${percent} % of its limit`, watts: (watts: string) => `${watts} W`,
  energy: (wattHours: string) => `at most ${wattHours} Wh a day`, price: (price: string) => `above ${price} a kWh`, profit: (least: string) => `below ${least} an hour`, hook: (path: string) => `while ${path} says deny`,
  metered: 'on a metered network', meteredOr: (megabytes: string) => `on a metered network, or above ${megabytes} MB a day`,
  battery: 'on battery', batteryBelow: (percent: string) => `on battery below ${percent} %`, saver: 'or with the power saver on',
  never: 'never', idle: (minutes: string) => `until nobody was there for ${minutes} min`, noApps: 'no program listed yet', apps: { one: 'program', other: 'programs' }, fullScreen: 'while a program fills the screen',
  memory: (percent: string) => `when others hold ${percent} %`, pressure: (size: string) => `below ${size} left`, stalledAbove: (percent: string) => `or when programs wait for it ${percent} % of the time`, load: (percent: string) => `when others keep it ${percent} % busy`, thenWaits: (span: string) => `then waits ${span}`,
  locked: 'while the session is locked', asleep: 'while the display sleeps', noHours: 'no hours allowed', daily: 'daily',
});

const wait = (seconds: number): string => (seconds === 0 ? '' : `, ${limitWords.thenWaits(formatSpan(seconds * 1000))}`);

export function formatLimits(rule: Rule): string {
  const text = limitWords;
  switch (rule.kind) {
    case 'temperature': return text.temperature(number(rule.stopCelsius), number(rule.stopCelsius - rule.bandCelsius));
    case 'disk': return text.disk(formatBytes(rule.freeBytesLeast));
    case 'power': {
      const limits = [rule.percentMost === null ? null : text.percentOfLimit(number(rule.percentMost)), rule.wattsMost === null ? null : text.watts(number(rule.wattsMost))].filter((limit) => limit !== null);
      return limits.length === 0 ? text.powerNone : text.powerMost(formatList(limits));
    }
    case 'energy': return text.energy(number(rule.wattHoursPerDay));
    case 'price': return text.price(number(rule.mostPerKilowattHour));
    case 'profit': return text.profit(number(rule.leastPerHour));
    case 'hook': return text.hook(plainText(rule.path, 60));
    case 'metered': return rule.megabytesPerDay === null ? text.metered : text.meteredOr(number(rule.megabytesPerDay));
    case 'battery': return `${rule.percentLeast === null ? text.battery : text.batteryBelow(number(rule.percentLeast))}${rule.onSaver ? `, ${text.saver}` : ''}`;
    case 'idle': return rule.minutes === 0 ? text.never : text.idle(number(rule.minutes));
    case 'apps': return rule.names.length === 0 ? text.noApps : `${plural(rule.names.length, text.apps)}${wait(rule.resumeAfterSeconds)}`;
    case 'fullScreen': return `${text.fullScreen}${wait(rule.resumeAfterSeconds)}`;
    case 'memory': return `${text.memory(number(rule.othersPercentMost))}${wait(rule.resumeAfterSeconds)}`;
    case 'pressure': return `${text.pressure(formatBytes(rule.availableBytesLeast))}${rule.stalledPercentMost === null ? '' : `, ${text.stalledAbove(number(rule.stalledPercentMost))}`}${wait(rule.resumeAfterSeconds)}`;
    case 'load': return `${text.load(number(rule.othersPercentMost))}${wait(rule.resumeAfterSeconds)}`;
    case 'session': return formatList([rule.stopsWhenLocked ? text.locked : '', rule.stopsWhenDisplayAsleep ? text.asleep : ''].filter((part) => part !== ''), 'unit') || text.never;
    case 'schedule': return rule.windows.length === 0 ? text.noHours : rule.windows.map(({ days, fromMinute, toMinute }) => `${days.length === 7 ? text.daily : days.map(dayName).join(' ')} ${formatMinute(fromMinute)}–${formatMinute(toMinute)}`).join('; ');
  }
}

export const presetWords = localized('presetWords', {
  guest: { title: 'Guest', what: 'Works only while nobody is there.' },
  balanced: { title: 'Balanced', what: 'Steps aside for games and battery.' },
  dedicated: { title: 'Dedicated', what: 'Works always, within safety.' },
} satisfies Record<Preset, { readonly title: string; readonly what: string }>);

export const classWords = localized('classWords', {
  safety: { title: 'Safety', what: 'Counts before everything, and Resume does not overrule it.' },
  user: { title: 'Your word', what: 'A pause of yours. It is set with the Pause buttons.' },
  money: { title: 'Money', what: 'Power, its price, and what it earns.' },
  presence: { title: 'Presence', what: 'You or other programs want the machine.' },
  schedule: { title: 'Hours', what: 'Counts last.' },
} satisfies Record<RuleClass, { readonly title: string; readonly what: string }>);

export const giveBackChoices = localized('giveBackChoices', { throttle: 'Slow down', unload: 'Free memory between jobs', finish: 'End the job, then stop', kill: 'Stop at once' } satisfies Record<GiveBack, string>);

export const guestWords = localized('guestWords', {
  pauseDevice: (name: string) => `Pause ${name}`, pause: 'Pause', resume: 'Resume', resumeDevice: (name: string) => `Resume ${name}`, tomorrow: (clock: string) => `Until tomorrow, ${clock}`,
  atOnce: 'Hand the running job back at once', atOnceWhy: 'Otherwise it ends first.',
  why: {
    open: 'Why?', title: 'What decides this', none: 'No device is decided on yet.', free: 'No rule holds it back.', read: 'Read', limit: 'Limit', since: 'Since', does: 'Does', ends: 'Ends', also: 'Also true', blind: 'Cannot be obeyed here', allRules: 'All rules', noName: 'A device that gives no name',
  },
  promise: (p50: string, count: string) => `Memory given back in ${p50}, median of ${count}`, promiseNone: 'Give-back: not measured yet', allDevices: 'All devices',
  promiseLong: (count: string, p50: string, p95: string) => `From trigger to free memory, over the last ${count}: half within ${p50}, 95 % within ${p95}.`, promiseNoneLong: 'How quickly memory is given back is measured when a rule first takes it.', promiseTimes: { one: 'time', other: 'times' },
  reading: { temperature: 'Temperature', power: 'Power', load: 'Load', memory: 'Memory', ofLimit: (watts: string, limit: string) => `${watts} of ${limit}`, mine: 'mine', others: 'others', free: 'free', used: 'used', ofOthers: (share: string) => `${share} by others`, whose: 'whose it is, the driver does not tell', memoryLabel: (words: string) => `Memory: ${words}` },
  devices: {
    title: 'Devices', waiting: 'Looking for devices.', empty: 'No device was found.', emptyNext: 'Hearth looks again when it starts. A processor alone is enough.', history: 'Lately', historyWaiting: 'Reading what was recorded.', historyEmpty: 'Nothing is recorded of this device yet.', historyEmptyNext: 'A sample is kept each minute while Hearth runs.',
    span: 'Time', spans: { day: '24 hours', week: '7 days' }, measure: 'What', measures: { temperature: 'Temperature', power: 'Power', load: 'Work of others', memory: 'Memory of others' }, table: 'As a table', gap: 'not recorded', chart: (what: string, name: string) => `${what} of ${name}`, from: 'From', noneOf: (what: string) => `${what}: not reported in this time.`,
    health: 'Health', healthy: 'No job lost its worker here since the last good one.', lost: (count: string) => `Jobs in a row that lost their worker here: ${count}. At three, the device is set aside.`, setAside: 'Set aside', setAsideNext: 'No job goes to it until you give it another try, or its driver changes.', retry: 'Give it another try', when: (clock: string) => `Since ${clock}`, healthUnknown: 'Reading its health.',
    identity: 'Identity', id: 'Id', vendor: 'Vendor', driver: 'Driver', driverBuilt: (driver: string, date: string) => `${driver}, built ${date}`, driverAgeless: (driver: string) => `${driver}, its age is not told`, memory: 'Memory', runs: 'Runs', rules: 'Rules for this device', rulesNone: 'No rule is set for it; it always works.', own: 'its own', general: 'every device', edit: 'Change its rules',
  },
  rules: {
    title: 'Rules', waiting: 'Reading the rules.', presets: 'Presets', presetsWaiting: 'Reading the presets.', presetsEmpty: 'There is no preset.', presetsWhy: 'Three ways to behave, in numbers. A rule you change makes them your own.', inUse: 'In use', use: (name: string) => `Use ${name}`, rule: 'Rule', notIn: 'no', own: 'Rules of your own are in use.',
    all: 'All rules', allWhy: 'The first that holds speaks; the strictest is done.', empty: 'No rule is set: Hearth always works.', emptyNext: 'Take a preset above, or add a rule.', add: 'Add', addRule: (title: string) => `Add rule: ${title}`, remove: 'Remove', removeRule: (title: string) => `Remove rule: ${title}`, onRule: (title: string) => `Rule: ${title}`, edit: 'Change', editRule: (title: string) => `Change rule: ${title}`, notSet: 'not set',
    scope: 'For', every: 'Every device', general: 'as for every device', ownHere: 'its own', makeOwn: 'Make its own', backToGeneral: 'As for every device', holds: (names: string) => `Holds now for ${names}`, blind: (names: string, reason: string) => `Cannot be obeyed for ${names}: ${reason}`, does: 'Then',
    changed: (count: string) => `${count} not saved`, changes: { one: 'change', other: 'changes' }, save: 'Save', undo: 'Undo', redo: 'Redo', discard: 'Discard', saved: 'Saved.', tookPreset: (title: string) => `${title} is in use.`, undoSaved: 'Undo', elsewhere: 'The rules were changed elsewhere in the meantime; saving replaces them.', between: (least: string, most: string) => `A number from ${least} to ${most}`, notEmpty: 'Not empty, please',
    simulator: 'What would have happened last week', simulatorWhy: 'The recorded week, played again against these rules. Your own pauses are not part of it.', simWaiting: 'Playing the week again.', simEmpty: 'Nothing is recorded yet.', simEmptyNext: 'A sample is kept each minute while Hearth runs; the simulator answers from the first hour on.', withSaved: 'With the saved rules', withDraft: 'With your changes', span: (from: string, to: string, samples: string) => `${from} to ${to}, ${samples} samples`,
    outcome: { work: 'Worked', throttled: 'Slowed', stopped: 'Stopped', unknown: 'Not recorded' }, byRule: (title: string) => `Stopped by: ${title}`, picture: (name: string) => `${name}: when it would have stopped, day by day`, pictureNote: 'Marked: stopped. Not marked: worked, slowed or not recorded.', stops: (count: string) => `${count} as a table`, stopsWords: { one: 'stop', other: 'stops' }, noStops: 'It would not have stopped at all.', from: 'From', to: 'To', took: 'For', manyStops: 'Only the first thousand are listed.',
  },
  fields: {
    stopCelsius: 'Stop at', bandCelsius: 'Resume when cooler by', freeBytesLeast: 'Keep free', availableBytesLeast: 'Keep memory for all', stalledPercentMost: 'Programs wait for it', percentMost: 'Share of its limit', wattsMost: 'Watts at most', wattHoursPerDay: 'Energy a day', mostPerKilowattHour: 'Pay at most, a kWh', leastPerHour: 'Earn at least, an hour', path: 'File that says allow or deny', megabytesPerDay: 'Network a day, at most', percentLeast: 'Only below, on battery', onSaver: 'Stop with the power saver', minutes: 'Nobody there for', names: 'Programs, one a line', addProgram: 'Add one that runs now', resumeAfterSeconds: 'Wait after it', othersPercentMost: 'Others take', stopsWhenLocked: 'Stop while locked', stopsWhenDisplayAsleep: 'Stop while the display sleeps',
    optional: 'empty: no limit', window: 'Hours', windowFrom: 'from', windowTo: 'to', addWindow: 'Add hours', removeWindow: 'Remove these hours', exception: 'Other days', exceptionDate: 'Date', exceptionAllows: 'Work all day', exceptionDenies: 'No work', addException: 'Add a date', removeException: (date: string) => `Remove ${date}`,
  },
  profitUnknown: { firstDay: 'less than a day of own figures', partly: 'not every job of this device was measured', noMeter: 'no power meter of a device can be read here', noTariff: 'nobody has said what power costs', noRate: 'nobody has said what a coin is worth', twoCurrencies: 'power and coins are counted in two currencies' } satisfies Record<NetPerHourUnknown, string>,
});

/** Why a rule cannot be obeyed now. What a device earns has words of its own. */
export const blindReason = (rule: RuleKind, reason: string): string =>
  rule === 'profit' && Object.hasOwn(guestWords.profitUnknown, reason) ? guestWords.profitUnknown[reason as NetPerHourUnknown] : wordsOfUnread(reason);
