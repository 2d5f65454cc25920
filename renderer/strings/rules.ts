import { dataLimitNameShape, isOfMonth, type DataLimitName } from '../../electron/shared/dataLimits.ts';
import type { Decision, Finding, GiveBack, RuleKind } from '../../electron/shared/rules.ts';
import { plainText } from '../format/digest.ts';
import { formatList, withinSentence } from '../format/locale.ts';
import { formatBytes, formatNumber } from '../format/numbers.ts';
import { formatSpan, formatUntil } from '../format/time.ts';
import { localized } from './localized.ts';
import { wordsOfReason } from './reasons.ts';

/** What a finding says, without where it came from: of a decision, of a status, of a notice. */
export type Told = Pick<Finding, 'rule' | 'value' | 'limit' | 'endsAtMs' | 'isCalming'>;
type RuleWords = {
  /** The rule's name in lists. */
  readonly title: string;
  /** Why, as a clause that begins a sentence. */
  readonly cause: (told: Told) => string;
  /** What would end it, after "Resumes ". */
  readonly ends: (told: Told) => string;
};

/** Each rule's name, why it holds as a clause that begins a sentence, and what would end it, after "Resumes ". */
export const ruleText = localized('ruleText', {
  fault: { title: 'Set aside', cause: (why: string) => `The device was set aside: ${why}`, unnamed: 'it failed again and again', ends: 'when you give it another try' },
  temperature: { title: 'Temperature', cause: (is: string, most: string) => `The device is at ${is} °C, and ${most} °C is the most you allow`, hot: 'The system says that the machine is hot', ends: (most: string) => `once it has cooled some degrees below ${most} °C`, endsHot: 'when it has cooled' },
  disk: { title: 'Disk', cause: (free: string, least: string) => `Only ${free} are free on the disk, and ${least} must be`, full: 'The disk is full', ends: 'when there is room again' },
  pause: { title: 'Your pause', cause: 'You paused it', ends: 'when you resume' },
  power: { title: 'Power', cause: (is: string, most: string) => `The device draws ${is} W, and ${most} W is the most you allow`, ends: (most: string) => `as soon as it stays below ${most} W` },
  energy: { title: 'Energy a day', cause: (used: string, most: string) => `Today took ${used} Wh, and ${most} Wh is the day's budget`, ends: 'at midnight' },
  price: { title: 'Price of power', cause: (is: string, most: string) => `Power costs ${is} a kWh, and ${most} is the most you pay`, ends: 'when power is cheaper' },
  profit: { title: 'Least profit', cause: (is: string, least: string) => `Work earns ${is} an hour after power, and ${least} is the least you want`, ends: 'when work earns more' },
  hook: { title: 'Your hook', cause: 'Your hook file says deny', ends: 'when it says allow' },
  metered: { title: 'Metered network', cause: 'The network is metered', cap: (used: string, most: string) => `Today took ${used} MB of network, and ${most} MB is the day's cap`, ends: 'on a network that is not', endsCap: 'at midnight' },
  battery: { title: 'Battery', cause: 'The machine runs on its battery', at: (percent: string) => `The machine runs on its battery, at ${percent} %`, saver: 'The power saver is on', ends: 'when it is plugged in', endsSaver: 'when it is off' },
  idle: { title: 'Only when idle', cause: (ago: string) => `Somebody was here ${ago} ago`, unmeasured: 'Somebody was here a moment ago', ends: (wait: string) => `after ${wait} without a key or a click`, endsSome: 'after some time without a key or a click' },
  apps: { title: 'Listed programs', cause: (name: string) => `${name} is running`, unnamed: 'A program on your list', ends: 'soon after it closes' },
  fullScreen: { title: 'Full screen', cause: (name: string) => `${name} is full screen`, unnamed: 'A program', ends: 'soon after it closes' },
  memory: { title: 'Memory for others', cause: (percent: string) => `Other programs hold ${percent} % of the device's memory`, ends: 'soon after they let go of it' },
  dataLimit: { title: 'Limit on data', cause: { sentDay: (most: string) => `Today’s ${most} of sent data are used up`, sentMonth: (most: string) => `This month’s ${most} of sent data are used up`, receivedDay: (most: string) => `Today’s ${most} of received data are used up`, receivedMonth: (most: string) => `This month’s ${most} of received data are used up` }, endsDay: 'at midnight', endsMonth: 'with the new month' },
  clock: { title: 'Wrong clock', ahead: (seconds: string) => `This machine's clock is ${seconds} s ahead of the chain's, so deadlines cannot be trusted`, behind: (seconds: string) => `This machine's clock is ${seconds} s behind the chain's, so deadlines cannot be trusted`, ends: 'when the clock is set right' },
  pressure: { title: 'Memory pressure', cause: (free: string, least: string) => `Only ${free} of memory are left for all programs, and ${least} must be`, stalled: (percent: string) => `Programs wait for memory more than ${percent} % of the time`, low: 'The system says that memory runs short', ends: 'soon after there is memory again' },
  load: { title: 'Work of others', cause: (percent: string) => `Other programs keep the device ${percent} % busy`, ends: 'soon after they are done' },
  session: { title: 'Locked or dark', cause: 'The session is locked', dark: 'The display is asleep', ends: 'when it is unlocked', endsDark: 'when it wakes' },
  schedule: { title: 'Weekly hours', cause: 'These are not its hours', ends: 'with the next hours you allow' },
});

const text = ruleText;
const number = (value: Told['value'], digits = 0): string => (typeof value === 'number' ? formatNumber(value, digits) : '?');
const name = (value: Told['value'], otherwise: string): string => (typeof value === 'string' && value !== '' ? plainText(value, 60) : otherwise);
/** A finding of a version that knows other limits still reads as one. */
const limitName = (value: Told['value']): DataLimitName => dataLimitNameShape.safeParse(value).data ?? 'sentDay';
const size = (value: Told['value']): string => (typeof value === 'number' ? formatBytes(value) : '?');

const causes: { readonly [Kind in RuleKind]: { readonly cause: (told: Told) => string; readonly ends: (told: Told) => string } } = {
  fault: { cause: ({ value }) => text.fault.cause(typeof value === 'string' && value !== '' ? wordsOfReason(value) : text.fault.unnamed), ends: () => text.fault.ends },
  temperature: {
    cause: ({ value, limit }) => (typeof value === 'string' ? text.temperature.hot : text.temperature.cause(number(value), number(limit))),
    ends: ({ value, limit }) => (typeof value === 'string' ? text.temperature.endsHot : text.temperature.ends(number(limit))),
  },
  disk: { cause: ({ value, limit }) => (value === 0 ? text.disk.full : text.disk.cause(size(value), size(limit))), ends: () => text.disk.ends },
  pause: { cause: () => text.pause.cause, ends: () => text.pause.ends },
  power: { cause: ({ value, limit }) => text.power.cause(number(value), number(limit)), ends: ({ limit }) => text.power.ends(number(limit)) },
  energy: { cause: ({ value, limit }) => text.energy.cause(number(value), number(limit)), ends: () => text.energy.ends },
  price: { cause: ({ value, limit }) => text.price.cause(number(value, 3), number(limit, 3)), ends: () => text.price.ends },
  profit: { cause: ({ value, limit }) => text.profit.cause(number(value, 3), number(limit, 3)), ends: () => text.profit.ends },
  hook: { cause: () => text.hook.cause, ends: () => text.hook.ends },
  metered: { cause: ({ value, limit }) => (typeof value === 'number' ? text.metered.cap(number(value), number(limit)) : text.metered.cause), ends: ({ value }) => (typeof value === 'number' ? text.metered.endsCap : text.metered.ends) },
  battery: { cause: ({ value }) => (value === 'saver' ? text.battery.saver : typeof value === 'number' ? text.battery.at(number(value)) : text.battery.cause), ends: ({ value }) => (value === 'saver' ? text.battery.endsSaver : text.battery.ends) },
  idle: {
    cause: ({ value }) => (typeof value === 'number' ? text.idle.cause(formatSpan(value * 1000)) : text.idle.unmeasured),
    ends: ({ limit }) => (typeof limit === 'number' ? text.idle.ends(formatSpan(limit * 1000)) : text.idle.endsSome),
  },
  apps: { cause: ({ value }) => text.apps.cause(name(value, text.apps.unnamed)), ends: () => text.apps.ends },
  fullScreen: { cause: ({ value }) => text.fullScreen.cause(name(value, text.fullScreen.unnamed)), ends: () => text.fullScreen.ends },
  memory: { cause: ({ value }) => text.memory.cause(number(value)), ends: () => text.memory.ends },
  dataLimit: { cause: ({ value, limit }) => text.dataLimit.cause[limitName(value)](size(limit)), ends: ({ value }) => (isOfMonth(limitName(value)) ? text.dataLimit.endsMonth : text.dataLimit.endsDay) },
  clock: { cause: ({ value }) => (Number(value) > 0 ? text.clock.ahead : text.clock.behind)(typeof value === 'number' ? formatNumber(Math.abs(value), 0) : '?'), ends: () => text.clock.ends },
  pressure: { cause: ({ value, limit }) => (value === 'stalled' ? text.pressure.stalled(number(limit)) : value === 'low' ? text.pressure.low : text.pressure.cause(size(value), size(limit))), ends: () => text.pressure.ends },
  load: { cause: ({ value }) => text.load.cause(number(value)), ends: () => text.load.ends },
  session: { cause: ({ value }) => (value === 'displayAsleep' ? text.session.dark : text.session.cause), ends: ({ value }) => (value === 'displayAsleep' ? text.session.endsDark : text.session.ends) },
  schedule: { cause: () => text.schedule.cause, ends: () => text.schedule.ends },
};

/** The one table: the status sentence, the tray, notices, the log and `hearth why` all speak from it. A missing rule fails the build. */
export const ruleWords = Object.fromEntries(
  (Object.keys(causes) as RuleKind[]).map((kind) => [kind, { ...causes[kind], get title() { return text[kind].title; } }]),
) as Readonly<Record<RuleKind, RuleWords>>;

export const giveBackWords = localized('giveBackWords', {
  throttle: 'work goes on, slower', unload: 'no model stays in memory between jobs', finish: 'the running job ends, then memory is freed', kill: 'the running job is handed back and memory is freed at once',
} satisfies Record<GiveBack, string>);

/** How the parts become sentences. */
export const ruleSentences = localized('ruleSentences', {
  verbs: { throttle: 'Slowed', unload: 'Working, with memory free between jobs', finish: 'Paused', kill: 'Paused' } satisfies Record<GiveBack, string>,
  said: (verb: string, cause: string) => `${verb}: ${cause}.`,
  inOrder: (title: string) => `${title} is in order again`,
  resumes: (ends: string) => `Resumes ${ends}.`, fullSpeed: (ends: string) => `Full speed ${ends}.`,
  inAMoment: 'in a moment', byItselfIn: (span: string) => `by itself in ${span}`, byItselfAt: (clock: string) => `by itself at ${clock}`,
  free: 'Free to work.', also: (titles: string) => `Also: ${titles}.`,
});

/** "Paused: mpv is full screen." and when and how it ends. */
export function describeRule(told: Told, giveBack: GiveBack, nowMs: number): { readonly sentence: string; readonly ends: string } {
  const cause = told.isCalming ? ruleSentences.inOrder(ruleWords[told.rule].title) : ruleWords[told.rule].cause(told);
  const ends = formatEnd(told, nowMs);
  return { sentence: ruleSentences.said(ruleSentences.verbs[giveBack], cause), ends: giveBack === 'throttle' ? ruleSentences.fullSpeed(ends) : ruleSentences.resumes(ends) };
}

function formatEnd(told: Told, nowMs: number): string {
  if (told.endsAtMs === null) return ruleWords[told.rule].ends(told);
  const leftMs = told.endsAtMs - nowMs;
  if (leftMs <= 0) return ruleSentences.inAMoment;
  // An idle wait starts anew with every key, so its clock time would promise too much.
  if (told.rule === 'idle') return ruleWords.idle.ends(told);
  return leftMs < 3_600_000 ? ruleSentences.byItselfIn(formatSpan(leftMs)) : ruleSentences.byItselfAt(formatUntil(told.endsAtMs, nowMs));
}

/** One line for a device: what is decided, and what else holds. */
export function describeDecision(decision: Decision, nowMs: number): string {
  if (!decision.winner) return ruleSentences.free;
  const { sentence, ends } = describeRule(decision.winner, decision.winner.giveBack, nowMs);
  const also = decision.also.length > 0 ? ` ${ruleSentences.also(formatList(decision.also.map(({ rule }) => withinSentence(ruleWords[rule].title)), 'unit'))}` : '';
  return `${sentence} ${ends}${also}`;
}
