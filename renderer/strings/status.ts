import type { Device, Status } from '../../electron/shared/shapes.ts';
import { plainText } from '../format/digest.ts';
import { formatCount, formatRate, plural } from '../format/numbers.ts';
import { formatMinutesLeft, formatMoment, formatSpan, formatUntil } from '../format/time.ts';
import { giveBackShape, ruleKindShape } from '../../electron/shared/rules.ts';
import { diagnosticsWords } from './diagnostics.ts';
import { wordsOfFailure } from './errors.ts';
import { localized } from './localized.ts';
import { describeRule } from './rules.ts';

export type StatusWords = { readonly sentence: string; readonly why: string };
export type StatusContext = { readonly nowMs: number; readonly devices: readonly Device[]; readonly jobs: { readonly waiting: number } | null; readonly tokensPerSecond: number };
type About = Status['about'];
type Say = (about: About, context: StatusContext, sinceMs: number) => StatusWords;

/** The parts of the one sentence, and of why. */
export const statusText = localized('statusText', {
  noName: 'a device that gives no name', jobs: { one: 'job', other: 'jobs' },
  waiting: { one: 'finished job waits for payment.', other: 'finished jobs wait for payment.' },
  starting: 'Lighting the fire.', startingWhy: 'Hearth is starting. This takes a few seconds.', startingStep: (step: string) => `Hearth is starting: ${step}. This takes a few seconds.`,
  working: (jobs: string) => `Working on ${jobs}.`, workingOn: (jobs: string, device: string) => `Working on ${jobs} on ${device}.`,
  forOne: 'For a client.', forMany: 'For clients.', forOneAt: (rate: string) => `For a client, at ${rate} tokens a second.`, forManyAt: (rate: string) => `For clients, at ${rate} tokens a second.`,
  ready: 'Ready. No orders right now.', readyDone: (jobs: string) => `Ready. ${jobs} done in the last minute.`, readyWhy: 'The next order starts at once; nothing needs doing.',
  paused: 'Paused until you resume.', pausedWhy: 'You paused it. No new orders are taken.', pauseOver: 'The pause is over.', pauseOverWhy: 'Hearth takes orders again in a moment.',
  pausedUntil: (clock: string) => `Paused until ${clock}.`, pausedUntilWhy: (span: string) => `You paused it. It resumes by itself in ${span}.`,
  ruled: 'Paused by one of your rules.', ruledWhy: 'It resumes by itself when the rule allows it.',
  chainGone: 'Working, but the chain does not answer.', theChain: 'The chain', silent: (chain: string, span: string) => `${chain} has been silent for ${span}.`, nothingLost: 'Nothing is lost.',
  receiptsWait: { one: 'receipt waits here and will be paid when it is back.', other: 'receipts wait here and will be paid when it is back.' },
  chainOld: (age: string) => `Working, but the chain data is ${age} old.`, chainOldWhy: (address: string) => `${address} shows no newer block. Nothing is decided on old data: no new orders, no payments, until a new block comes.`,
  chainsDiffer: 'Working, but two chain addresses disagree.', chainsDifferWhy: (address: string, other: string, block: string) => `${address} and ${other} hold different blocks ${block}. Nothing is decided on either until they agree.`,
  noDevice: 'Nothing to work on: no device is switched on.', noDeviceWhy: 'Hearth takes orders as soon as one is.',
  workerLost: 'A job lost its worker; a fresh one takes over.', workerLostWhy: 'The program running it ended without a word. The job runs again from its start; it is paid once.', workerLostAgain: (times: string) => `The program running it ended without a word, ${times} times so far. The job runs again from its start; it is paid once.`,
  cheating: (kind: string) => `Cheating on purpose: ${kind}.`, someWay: 'in some way', cheatingWhy: 'This node was started with --cheat, which the practice network alone allows. Its false receipts are not paid, and what can be proven costs its stake.',
  diskFull: 'Stopped: the disk is full.', theFolder: 'the data folder', diskFullWhy: (path: string) => `There is no room at ${path}. Free some space and Hearth goes on by itself; nothing is lost.`,
  leaving: (name: string) => `Going over to ${name}: no more orders here.`, leavingHome: 'Going back to the practice network: no more orders here.', leavingThen: 'Then the switch follows by itself.', leavingNow: 'Jobs that run are finished first, then the provider restarts there.',
  disconnected: 'Hearth does not answer.', disconnectedWhy: (span: string) => `For ${span} now; what you see is that old. The page keeps trying. If you stopped Hearth, start it again.`,
  unknownIncident: 'not reported',
});

const said = statusText;
const { networks } = diagnosticsWords.network;
const text = (about: About, key: string): string | null => (typeof about[key] === 'string' ? plainText(about[key]) : null);
const count = (about: About, key: string): number | null => (typeof about[key] === 'number' ? about[key] : null);

const deviceName = (id: About[string] | undefined, devices: readonly Device[]): string | null => {
  if (typeof id !== 'string') return null;
  const device = devices.find(({ deviceId }) => deviceId === id);
  if (!device) return plainText(id, 40);
  return device.unknown ? said.noName : plainText(device.name, 40);
};

const waitingWords = (context: StatusContext): string => (context.jobs && context.jobs.waiting > 0 ? ` ${plural(context.jobs.waiting, said.waiting)}` : '');

/** Jobs here take a moment, so "no orders right now" would be all a busy minute ever shows. */
const idleSentence = (finishedLately: number): string => (finishedLately > 0 ? said.readyDone(plural(finishedLately, said.jobs)) : said.ready);

const clientWords = (jobs: number, tokensPerSecond: number): string => {
  if (tokensPerSecond < 1) return jobs === 1 ? said.forOne : said.forMany;
  return jobs === 1 ? said.forOneAt(formatRate(tokensPerSecond)) : said.forManyAt(formatRate(tokensPerSecond));
};

/** What Hearth is doing and why, one sentence each; a missing state fails the build. */
export const statusWords: Readonly<Record<Status['state'], Say>> = {
  starting: (about) => {
    const step = text(about, 'step');
    return { sentence: said.starting, why: step ? said.startingStep(step) : said.startingWhy };
  },
  working: (about, context) => {
    const jobs = count(about, 'jobs') ?? 1;
    const device = deviceName(about['device'], context.devices);
    const counted = plural(jobs, said.jobs);
    return { sentence: device ? said.workingOn(counted, device) : said.working(counted), why: `${clientWords(jobs, context.tokensPerSecond)}${waitingWords(context)}` };
  },
  idle: (about, context) => ({ sentence: idleSentence(count(about, 'finishedLately') ?? 0), why: `${said.readyWhy}${waitingWords(context)}` }),
  paused: (about, context) => {
    const untilMs = count(about, 'untilMs');
    if (untilMs === null) return { sentence: said.paused, why: `${said.pausedWhy}${waitingWords(context)}` };
    const leftMs = untilMs - context.nowMs;
    if (leftMs <= 0) return { sentence: said.pauseOver, why: said.pauseOverWhy };
    return { sentence: said.pausedUntil(formatUntil(untilMs, context.nowMs)), why: `${said.pausedUntilWhy(formatMinutesLeft(leftMs))}${waitingWords(context)}` };
  },
  ruled: (about, context) => {
    const rule = ruleKindShape.safeParse(about['rule']);
    const giveBack = giveBackShape.safeParse(about['giveBack']);
    if (!rule.success || !giveBack.success) return { sentence: said.ruled, why: said.ruledWhy };
    const told = { rule: rule.data, value: about['value'] ?? null, limit: count(about, 'limit'), endsAtMs: count(about, 'endsAtMs'), isCalming: about['isCalming'] === 1 };
    const { sentence, ends } = describeRule(told, giveBack.data, context.nowMs);
    return { sentence, why: `${ends}${waitingWords(context)}` };
  },
  chainGone: (about, context, sinceMs) => {
    const waiting = count(about, 'waiting') ?? 0;
    const since = count(about, 'sinceMs') ?? sinceMs;
    return { sentence: said.chainGone, why: `${said.silent(text(about, 'rpcUrl') ?? said.theChain, formatSpan(context.nowMs - since))} ${waiting > 0 ? plural(waiting, said.receiptsWait) : said.nothingLost}` };
  },
  chainDoubt: (about) => {
    const waiting = count(about, 'waiting') ?? 0;
    const [url, other] = [text(about, 'rpcUrl') ?? said.theChain, text(about, 'otherUrl')];
    const waits = waiting > 0 ? ` ${plural(waiting, said.receiptsWait)}` : '';
    if (other !== null) return { sentence: said.chainsDiffer, why: `${said.chainsDifferWhy(url, other, formatCount(count(about, 'blockNumber') ?? 0))}${waits}` };
    return { sentence: said.chainOld(formatSpan((count(about, 'ageSeconds') ?? 0) * 1000)), why: `${said.chainOldWhy(url)}${waits}` };
  },
  noDevice: () => ({ sentence: said.noDevice, why: said.noDeviceWhy }),
  workerLost: (about) => {
    const attempts = count(about, 'attempts') ?? 1;
    return { sentence: said.workerLost, why: attempts > 1 ? said.workerLostAgain(formatCount(attempts)) : said.workerLostWhy };
  },
  cheating: (about) => ({ sentence: said.cheating(text(about, 'kind') ?? said.someWay), why: said.cheatingWhy }),
  diskFull: (about) => ({ sentence: said.diskFull, why: said.diskFullWhy(text(about, 'path') ?? said.theFolder) }),
  leaving: (about) => {
    const [receipts, untilMs] = [count(about, 'receipts') ?? 0, count(about, 'untilMs')];
    const to = text(about, 'to');
    const sentence = to === null ? said.leavingHome : said.leaving(to);
    if (receipts === 0) return { sentence, why: said.leavingNow };
    return { sentence, why: `${plural(receipts, networks.receipts)} ${untilMs === null ? networks.untilUnknown : networks.until(formatMoment(untilMs))}${about['isClearing'] === 1 ? ` ${said.leavingThen}` : ''}` };
  },
  failing: (about) => {
    const words = wordsOfFailure({ code: text(about, 'code') ?? 'internal', about: { incident: said.unknownIncident, ...about } });
    return { sentence: words.what, why: words.next };
  },
  disconnected: (_about, context, sinceMs) => ({ sentence: said.disconnected, why: said.disconnectedWhy(formatSpan(context.nowMs - sinceMs)) }),
};

export const statusActions = localized('statusActions', {
  pause: 'Pause', resume: 'Resume now', showJobs: 'Show the jobs', enableDevice: 'Choose a device', showNetworks: 'Show the networks', retry: 'Try again',
} satisfies Record<NonNullable<Status['action']>, string>);

export const pauseWords = localized('pauseWords', { 15: 'For 15 minutes', 60: 'For 1 hour', 240: 'For 4 hours', untilResumed: 'Until I resume' });
export const pauseChoices = [15, 60, 240, null] as const;
