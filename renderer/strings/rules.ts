import type { Decision, Finding, GiveBack, RuleKind } from '../../electron/shared/rules.ts';
import { plainText } from '../format/digest.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatClock, formatSpan } from '../format/time.ts';

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

const number = (value: Told['value'], digits = 0): string => (typeof value === 'number' ? new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(value) : '?');
const name = (value: Told['value'], otherwise: string): string => (typeof value === 'string' && value !== '' ? plainText(value, 60) : otherwise);
const size = (value: Told['value']): string => (typeof value === 'number' ? formatBytes(value) : '?');

/** The one table: the status sentence, the tray, notices, the log and `hearth why` all speak from it. A missing rule fails the build. */
export const ruleWords: Readonly<Record<RuleKind, RuleWords>> = {
  fault: { title: 'Set aside', cause: ({ value }) => `The device was set aside: ${name(value, 'it failed again and again')}`, ends: () => 'when you give it another try' },
  temperature: { title: 'Temperature', cause: ({ value, limit }) => `The device is at ${number(value)} °C, and ${number(limit)} °C is the most you allow`, ends: ({ limit }) => `once it has cooled some degrees below ${number(limit)} °C` },
  disk: { title: 'Disk', cause: ({ value, limit }) => (value === 0 ? 'The disk is full' : `Only ${size(value)} are free on the disk, and ${size(limit)} must be`), ends: () => 'when there is room again' },
  pause: { title: 'Your pause', cause: () => 'You paused it', ends: () => 'when you resume' },
  power: { title: 'Power', cause: ({ value, limit }) => `The device draws ${number(value)} W, and ${number(limit)} W is the most you allow`, ends: ({ limit }) => `as soon as it stays below ${number(limit)} W` },
  energy: { title: 'Energy a day', cause: ({ value, limit }) => `Today took ${number(value)} Wh, and ${number(limit)} Wh is the day's budget`, ends: () => 'at midnight' },
  price: { title: 'Price of power', cause: ({ value, limit }) => `Power costs ${number(value, 3)} a kWh, and ${number(limit, 3)} is the most you pay`, ends: () => 'when power is cheaper' },
  profit: { title: 'Least profit', cause: ({ value, limit }) => `Work earns ${number(value, 3)} an hour after power, and ${number(limit, 3)} is the least you want`, ends: () => 'when work earns more' },
  hook: { title: 'Your hook', cause: () => 'Your hook file says deny', ends: () => 'when it says allow' },
  metered: { title: 'Metered network', cause: ({ value, limit }) => (typeof value === 'number' ? `Today took ${number(value)} MB of network, and ${number(limit)} MB is the day's cap` : 'The network is metered'), ends: ({ value }) => (typeof value === 'number' ? 'at midnight' : 'on a network that is not') },
  battery: { title: 'Battery', cause: ({ value }) => (value === 'saver' ? 'The power saver is on' : typeof value === 'number' ? `The machine runs on its battery, at ${number(value)} %` : 'The machine runs on its battery'), ends: ({ value }) => (value === 'saver' ? 'when it is off' : 'when it is plugged in') },
  idle: { title: 'Only when idle', cause: ({ value }) => `Somebody was here ${typeof value === 'number' ? formatSpan(value * 1000) : 'a moment'} ago`, ends: ({ limit }) => `after ${typeof limit === 'number' ? formatSpan(limit * 1000) : 'some time'} without a key or a click` },
  apps: { title: 'Listed programs', cause: ({ value }) => `${name(value, 'A program on your list')} is running`, ends: () => 'soon after it closes' },
  fullScreen: { title: 'Full screen', cause: ({ value }) => `${name(value, 'A program')} is full screen`, ends: () => 'soon after it closes' },
  memory: { title: 'Memory for others', cause: ({ value }) => `Other programs hold ${number(value)} % of the device's memory`, ends: () => 'soon after they let go of it' },
  load: { title: 'Work of others', cause: ({ value }) => `Other programs keep the device ${number(value)} % busy`, ends: () => 'soon after they are done' },
  session: { title: 'Locked or dark', cause: ({ value }) => (value === 'displayAsleep' ? 'The display is asleep' : 'The session is locked'), ends: ({ value }) => (value === 'displayAsleep' ? 'when it wakes' : 'when it is unlocked') },
  schedule: { title: 'Weekly hours', cause: () => 'These are not its hours', ends: () => 'with the next hours you allow' },
};

const verbs: Readonly<Record<GiveBack, string>> = { throttle: 'Slowed', unload: 'Working, with memory free between jobs', finish: 'Paused', kill: 'Paused' };
export const giveBackWords: Readonly<Record<GiveBack, string>> = {
  throttle: 'work goes on, slower', unload: 'no model stays in memory between jobs', finish: 'the running job ends, then memory is freed', kill: 'the running job is handed back and memory is freed at once',
};

/** "Paused: mpv is full screen." and when and how it ends. */
export function describeRule(told: Told, giveBack: GiveBack, nowMs: number): { readonly sentence: string; readonly ends: string } {
  const words = ruleWords[told.rule];
  const cause = told.isCalming ? `${words.title} is in order again` : words.cause(told);
  return { sentence: `${verbs[giveBack]}: ${cause}.`, ends: `${giveBack === 'throttle' ? 'Full speed' : 'Resumes'} ${formatEnd(told, nowMs)}.` };
}

function formatEnd(told: Told, nowMs: number): string {
  if (told.endsAtMs === null) return ruleWords[told.rule].ends(told);
  const leftMs = told.endsAtMs - nowMs;
  if (leftMs <= 0) return 'in a moment';
  // An idle wait starts anew with every key, so its clock time would promise too much.
  if (told.rule === 'idle') return ruleWords.idle.ends(told);
  return leftMs < 3_600_000 ? `by itself in ${formatSpan(leftMs)}` : `by itself at ${formatClock(told.endsAtMs)}`;
}

/** One line for a device: what is decided, and what else holds. */
export function describeDecision(decision: Decision, nowMs: number): string {
  if (!decision.winner) return 'Free to work.';
  const { sentence, ends } = describeRule(decision.winner, decision.winner.giveBack, nowMs);
  const also = decision.also.length > 0 ? ` Also: ${decision.also.map(({ rule }) => ruleWords[rule].title.toLowerCase()).join(', ')}.` : '';
  return `${sentence} ${ends}${also}`;
}
