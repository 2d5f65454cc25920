import type { Device, Status } from '../../electron/shared/shapes.ts';
import { plainText } from '../format/digest.ts';
import { formatRate, plural } from '../format/numbers.ts';
import { formatClock, formatSpan } from '../format/time.ts';
import { giveBackShape, ruleKindShape } from '../../electron/shared/rules.ts';
import { wordsOfFailure } from './errors.ts';
import { describeRule } from './rules.ts';

export type StatusWords = { readonly sentence: string; readonly why: string };
export type StatusContext = { readonly nowMs: number; readonly devices: readonly Device[]; readonly jobs: { readonly waiting: number } | null; readonly tokensPerSecond: number };
type About = Status['about'];
type Say = (about: About, context: StatusContext, sinceMs: number) => StatusWords;

const text = (about: About, key: string): string | null => (typeof about[key] === 'string' ? plainText(about[key]) : null);
const count = (about: About, key: string): number | null => (typeof about[key] === 'number' ? about[key] : null);

const deviceName = (id: string | null, devices: readonly Device[]): string | null => {
  if (id === null) return null;
  const device = devices.find(({ deviceId }) => deviceId === id);
  if (!device) return id;
  return device.unknown ? 'a device that gives no name' : plainText(device.name, 40);
};

const waitingWords = (context: StatusContext): string =>
  context.jobs && context.jobs.waiting > 0 ? ` ${plural(context.jobs.waiting, { one: 'finished job waits', other: 'finished jobs wait' })} for payment.` : '';

/** Jobs here take a moment, so "no orders right now" would be all a busy minute ever shows. */
const idleSentence = (finishedLately: number): string =>
  finishedLately > 0 ? `Ready. ${plural(finishedLately, { one: 'job', other: 'jobs' })} done in the last minute.` : 'Ready. No orders right now.';

/** What Hearth is doing and why, one sentence each; a missing state fails the build. */
export const statusWords: Readonly<Record<Status['state'], Say>> = {
  starting: (about) => ({ sentence: 'Lighting the fire.', why: `Hearth is starting${text(about, 'step') ? `: ${text(about, 'step')}` : ''}. This takes a few seconds.` }),
  working: (about, context) => {
    const jobs = count(about, 'jobs') ?? 1;
    const device = deviceName(text(about, 'device'), context.devices);
    return {
      sentence: `Working on ${plural(jobs, { one: 'job', other: 'jobs' })}${device ? ` on ${device}` : ''}.`,
      why: `For ${jobs === 1 ? 'a client' : 'clients'}${context.tokensPerSecond >= 1 ? `, at ${formatRate(context.tokensPerSecond)} tokens a second` : ''}.${waitingWords(context)}`,
    };
  },
  idle: (about, context) => ({ sentence: idleSentence(count(about, 'finishedLately') ?? 0), why: `The next order starts at once; nothing needs doing.${waitingWords(context)}` }),
  paused: (about, context) => {
    const untilMs = count(about, 'untilMs');
    if (untilMs === null) return { sentence: 'Paused until you resume.', why: `You paused it. No new orders are taken.${waitingWords(context)}` };
    const leftMs = untilMs - context.nowMs;
    if (leftMs <= 0) return { sentence: 'The pause is over.', why: 'Hearth takes orders again in a moment.' };
    return { sentence: `Paused until ${formatClock(untilMs)}.`, why: `You paused it. It resumes by itself in ${formatSpan(leftMs)}.${waitingWords(context)}` };
  },
  ruled: (about, context) => {
    const rule = ruleKindShape.safeParse(about['rule']);
    const giveBack = giveBackShape.safeParse(about['giveBack']);
    if (!rule.success || !giveBack.success) return { sentence: 'Paused by one of your rules.', why: 'It resumes by itself when the rule allows it.' };
    const told = { rule: rule.data, value: about['value'] ?? null, limit: count(about, 'limit'), endsAtMs: count(about, 'endsAtMs'), isCalming: about['isCalming'] === 1 };
    const { sentence, ends } = describeRule(told, giveBack.data, context.nowMs);
    return { sentence, why: `${ends}${waitingWords(context)}` };
  },
  chainGone: (about, context, sinceMs) => {
    const waiting = count(about, 'waiting') ?? 0;
    const since = count(about, 'sinceMs') ?? sinceMs;
    return {
      sentence: 'Working, but the chain does not answer.',
      why: `${text(about, 'rpcUrl') ?? 'The chain'} has been silent for ${formatSpan(context.nowMs - since)}. ${waiting > 0 ? `${plural(waiting, { one: 'receipt waits', other: 'receipts wait' })} here and will be paid when it is back.` : 'Nothing is lost.'}`,
    };
  },
  noDevice: () => ({ sentence: 'Nothing to work on: no device is switched on.', why: 'Hearth takes orders as soon as one is.' }),
  workerLost: (about) => {
    const attempts = count(about, 'attempts') ?? 1;
    return {
      sentence: 'A job lost its worker; a fresh one takes over.',
      why: `The program running it ended without a word${attempts > 1 ? `, ${attempts} times so far` : ''}. The job runs again from its start; it is paid once.`,
    };
  },
  cheating: (about) => ({ sentence: `Cheating on purpose: ${text(about, 'kind') ?? 'in some way'}.`, why: 'This node was started with --cheat, which the practice network alone allows. Its false receipts are not paid, and what can be proven costs its stake.' }),
  diskFull: (about) => ({ sentence: 'Stopped: the disk is full.', why: `There is no room at ${text(about, 'path') ?? 'the data folder'}. Free some space and Hearth goes on by itself; nothing is lost.` }),
  failing: (about) => {
    const words = wordsOfFailure({ code: text(about, 'code') ?? 'internal', about: { incident: 'not reported', ...about } });
    return { sentence: words.what, why: words.next };
  },
  disconnected: (_about, context, sinceMs) => ({
    sentence: 'Hearth does not answer.',
    why: `For ${formatSpan(context.nowMs - sinceMs)} now; what you see is that old. The page keeps trying. If you stopped Hearth, start it again.`,
  }),
};

export const statusActions: Readonly<Record<NonNullable<Status['action']>, string>> = {
  pause: 'Pause',
  resume: 'Resume now',
  showJobs: 'Show the jobs',
  enableDevice: 'Choose a device',
  retry: 'Try again',
};

export const pauseChoices: readonly { readonly minutes: number | null; readonly words: string }[] = [
  { minutes: 15, words: 'For 15 minutes' },
  { minutes: 60, words: 'For 1 hour' },
  { minutes: 240, words: 'For 4 hours' },
  { minutes: null, words: 'Until I resume' },
];
