import { dataLimitNameShape } from '../../electron/shared/dataLimits.ts';
import { parseThrown } from '../../electron/shared/errors.ts';
import type { Notice } from '../../electron/shared/notices.ts';
import { parseReason } from '../../electron/shared/reasons.ts';
import { updateProblemShape } from '../../electron/shared/updates.ts';
import { plainText, shortDigest } from '../format/digest.ts';
import { formatBytes, plural } from '../format/numbers.ts';
import { formatDay, formatDuration, formatSpan, formatWhen } from '../format/time.ts';
import { ruleKindShape } from '../../electron/shared/rules.ts';
import { diagnosticsWords } from './diagnostics.ts';
import { coinsOf, wordsOfFailure } from './errors.ts';
import { localized } from './localized.ts';
import { noticeMore as more } from './noticeCentre.ts';
import { wordsOfReason } from './reasons.ts';
import { ruleWords } from './rules.ts';
import { updateWords } from './updates.ts';
import { words } from './words.ts';

/** What happened and why, then what comes next. */
export type NoticeWords = { readonly what: string; readonly next: string };
type About = Notice['about'];

const gap = (about: About, key: string, otherwise: string): string => {
  const value = about[key];
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'string' && value.startsWith('0x') ? shortDigest(value) : plainText(String(value));
};
const reason = (about: About): string => (typeof about['code'] === 'string' ? wordsOfFailure({ code: about['code'], about }).what : isOurs(about['reason']) ? wordsOfReason(about['reason']) : gap(about, 'reason', text.noReason));
const isOurs = (said: About[string] | undefined): said is string => typeof said === 'string' && (parseReason(said) ?? parseThrown(said)) !== null;

function ruleCause(about: About): string {
  const rule = ruleKindShape.safeParse(about['rule']);
  if (!rule.success) return text.ruleHolds;
  const { value, limit } = about;
  return ruleWords[rule.data].cause({ rule: rule.data, value: value ?? null, limit: typeof limit === 'number' ? limit : null, endsAtMs: null, isCalming: false });
}
function ruleTitle(about: About): string {
  const rule = ruleKindShape.safeParse(about['rule']);
  return rule.success ? ruleWords[rule.data].title : text.yourRules;
}

const limitTitle = (about: About): string => {
  const { names, title } = diagnosticsWords.network.data;
  const name = dataLimitNameShape.safeParse(about['limit']);
  return name.success ? names[name.data] : title;
};

/** Every kind of notice: what happened and what comes next. The arguments are names, digests and reasons, ready to be shown. */
export const noticeText = localized('noticeText', {
  aDevice: 'a device', theDevice: 'the device', noReason: 'No reason was given.', ruleHolds: 'One of your rules holds', yourRules: 'Your rules', someKind: 'a kind nobody named',
  workerRestarted: { what: (device: string) => `The worker on ${device} ended without a word.`, next: 'A fresh one is running; work goes on.' },
  jobRetried: { what: (job: string) => `Job ${job} lost its worker and starts again.`, next: 'It is still paid once, when it is done.' },
  jobFailed: { what: (job: string, reason: string) => `Job ${job} failed. ${reason}`, next: 'Nothing is paid for it.' },
  chainGone: { what: 'The chain stopped answering.', whatAt: (address: string) => `The chain at ${address} stopped answering.`, next: 'Jobs go on. Receipts wait and settle when it is back.' },
  woke: { what: (span: string) => `The machine slept for ${span}.`, next: 'Clients were told at once that it is back. A job whose deadline passed meanwhile went back to its client and is no failure.' },
  chainBack: { what: 'The chain answers again.', next: 'Waiting receipts are being settled.' },
  chainDoubt: {
    old: (address: string, age: string) => `The chain data is ${age} old: ${address} shows no newer block.`, differ: (address: string, other: string, block: string) => `Two addresses of the chain disagree about block ${block}: ${address} and ${other}.`,
    next: 'Nothing is decided on it. Orders and payments wait until the chain can be relied on again.',
  },
  chainSound: { what: 'The chain data is new again, and all addresses agree.', next: 'Orders are taken and waiting receipts settle.' },
  rpcSetAside: { what: (address: string, reason: string) => `The chain address ${address} is not used. ${reason}`, next: 'Other addresses are, where there are any. Take it out of the deployment file, or mend it.' },
  providerRestarted: { what: 'Hearth had ended unexpectedly and was started again.', next: 'Unfinished jobs were picked up where the journal left them.' },
  signerRestarted: { what: 'The signer had ended and was started again.', next: 'Its ledger is whole; nothing was signed twice.' },
  firstReceipt: { what: 'First receipt signed.', whatFor: (job: string) => `First receipt signed for job ${job}.`, next: 'Open the job to check it on this machine.' },
  deviceSetAside: { what: (device: string) => `Set aside after repeated failures: ${device}.`, next: 'Switch it off and on again to give it another try.' },
  ruleStopped: { what: (cause: string, device: string) => `${cause}; ${device} was given back.`, next: 'Work goes on by itself when the rule allows it.' },
  ruleEnded: { what: (rule: string, device: string) => `${rule}: in order again, ${device} works on.`, next: 'Nothing to do here.' },
  voided: { what: (job: string, reason: string) => `Job ${job}: ${reason}`, next: 'Open the job for the transaction. Its receipt can be replayed with hearth verify.' },
  slashed: { what: (job: string, reason: string) => `Job ${job}: ${reason}`, next: 'Open the job for the transaction. A node that has less stake may have less work in flight.' },
  disputed: { what: (job: string) => `Somebody put up a bond and disputes the receipt of job ${job}.`, next: 'Hearth replays the job and answers by itself. Leave it running: silence costs stake.' },
  disputeEnded: {
    won: (job: string) => `The dispute about job ${job} is won: the answer stood, and half of the challenger's bond is this node's.`,
    lost: (job: string) => `The dispute about job ${job} is lost.`,
    unproven: (job: string) => `The dispute about job ${job} ended without a proof, and every bond went back.`,
    next: 'Open the job to see how it went.',
  },
  cheating: { what: (kind: string) => `This node cheats on purpose: ${kind}.`, next: 'It was started with --cheat, on the practice network. Start it without to be honest.' },
  orderRefused: { what: (reason: string) => `An order was refused. ${reason}`, next: 'Nothing to do here.' },
});
const text = noticeText;
const job = (about: About): string => gap(about, 'jobId', '?');
const coins = (about: About, key: string): string => (typeof about[key] === 'string' ? coinsOf(about[key]) : more.someAmount);
const title = (about: About): string => gap(about, 'title', '') || gap(about, 'proposalId', more.aProposal);
/** A sentence from elsewhere, or none. */
const why = (about: About): string => (about['reason'] == null && about['code'] == null ? text.noReason : sentence(reason(about)));
const sentence = (said: string): string => (/[.؟?!]$/.test(said) ? said : `${said}.`);
const number = (about: About, key: string): number => (typeof about[key] === 'number' ? about[key] : 0);
const device = (about: About): string => gap(about, 'device', gap(about, 'deviceId', text.aDevice));

/** A reason that this version does not know is not told as another. */
const refusedUpdate = (about: About): string => {
  const why = updateProblemShape.safeParse(about['why']);
  return why.success ? updateWords.problems[why.data] : text.noReason;
};

/** One sentence about what happened; what comes next is in the table. A missing kind fails the build. */
const said: Readonly<Record<Notice['kind'], (about: About) => string>> = {
  workerRestarted: (about) => text.workerRestarted.what(device(about)),
  jobRetried: (about) => text.jobRetried.what(job(about)),
  jobFailed: (about) => text.jobFailed.what(job(about), reason(about)),
  chainGone: (about) => (about['rpcUrl'] ? text.chainGone.whatAt(gap(about, 'rpcUrl', '')) : text.chainGone.what),
  woke: (about) => text.woke.what(formatSpan(typeof about['forMs'] === 'number' ? about['forMs'] : 0)),
  chainBack: () => text.chainBack.what,
  chainDoubt: (about) => (about['otherUrl'] ? text.chainDoubt.differ(gap(about, 'rpcUrl', '?'), gap(about, 'otherUrl', '?'), gap(about, 'blockNumber', '?')) : text.chainDoubt.old(gap(about, 'rpcUrl', '?'), formatSpan(Number(about['ageSeconds'] ?? 0) * 1000))),
  chainSound: () => text.chainSound.what,
  rpcSetAside: (about) => text.rpcSetAside.what(gap(about, 'rpcUrl', '?'), reason(about)),
  providerRestarted: () => text.providerRestarted.what,
  signerRestarted: () => text.signerRestarted.what,
  firstReceipt: (about) => (about['jobId'] ? text.firstReceipt.whatFor(job(about)) : text.firstReceipt.what),
  deviceSetAside: (about) => text.deviceSetAside.what(device(about)),
  ruleStopped: (about) => text.ruleStopped.what(ruleCause(about), gap(about, 'device', text.theDevice)),
  ruleEnded: (about) => text.ruleEnded.what(ruleTitle(about), gap(about, 'device', text.theDevice)),
  voided: (about) => text.voided.what(job(about), reason(about)),
  slashed: (about) => text.slashed.what(job(about), reason(about)),
  disputed: (about) => text.disputed.what(job(about)),
  disputeEnded: (about) => text.disputeEnded[about['outcome'] === 'accusedWon' ? 'won' : about['outcome'] === 'challengerWon' ? 'lost' : 'unproven'](job(about)),
  cheating: (about) => text.cheating.what(gap(about, 'kind', text.someKind)),
  orderRefused: (about) => text.orderRefused.what(reason(about)),
  clientSilent: (about) => more.clientSilent.what(job(about)),
  firstPayment: (about) => more.firstPayment.what(coins(about, 'wei')),
  dayEarned: (about) => more.dayEarned.what(formatDay(number(about, 'dayMs')), plural(number(about, 'jobs'), words.jobsCount), coins(about, 'wei')),
  claimPaid: (about) => more.claimPaid.what(job(about), coins(about, 'wei')),
  claimLapsed: (about) => more.claimLapsed.what(job(about), coins(about, 'wei')),
  transactionFailed: (about) => more.transactionFailed.what(gap(about, 'what', more.aTransaction), why(about)),
  caseOpened: (about) => more.caseOpened.what(job(about)),
  caseEnded: (about) => more.caseEnded[about['outcome'] === 'accepted' ? 'accepted' : 'unproven'](job(about)),
  auditMissed: (about) => more.auditMissed.what(sentence(typeof about['reason'] === 'string' ? wordsOfReason(about['reason']) : text.noReason)),
  auditPaid: (about) => more.auditPaid.what(coins(about, 'payWei')),
  rowsEvicted: (about) => more.rowsEvicted.what(job(about)),
  stakeFull: (about) => more.stakeFull.what(coins(about, 'inFlightWei'), coins(about, 'limitWei')),
  stakeReady: (about) => more.stakeReady.what(coins(about, 'wei')),
  deviceTested: (about) => more.deviceTested[about['verdict'] === 'sound' || about['verdict'] === 'wrong' ? about['verdict'] : 'unproven'](device(about)),
  modelDamaged: (about) => more.modelDamaged.what(gap(about, 'model', more.aModel), why(about)),
  downloadDone: (about) => more.downloadDone.what(gap(about, 'model', more.aModel)),
  downloadEnded: (about) => more.downloadEnded.what(gap(about, 'model', more.aModel), why(about)),
  pauseEnded: (about) => more.pauseEnded.what(gap(about, 'device', text.theDevice)),
  gaveBackSlowly: (about) => more.gaveBackSlowly.what(gap(about, 'device', text.theDevice), formatDuration(number(about, 'tookMs'))),
  chainRewound: (about) => more.chainRewound.what(gap(about, 'keptBlock', '?')),
  practiceRestarted: () => more.practiceRestarted.what,
  voteOpened: (about) => more.voteOpened.what(title(about), formatWhen(number(about, 'endsAtMs'), Date.now())),
  voteEnds: (about) => (number(about, 'endsAtMs') > Date.now() ? more.voteEnds.what(title(about), formatSpan(number(about, 'endsAtMs') - Date.now())) : more.voteEnds.ended(title(about))),
  voteMissed: (about) => more.voteMissed.what(title(about)),
  proposalExecuted: (about) => more.proposalExecuted.what(title(about)),
  updated: (about) => more.updated.what(gap(about, 'version', '?'), gap(about, 'before', '?')),
  updateReady: (about) => more.updateReady.what(gap(about, 'version', '?')),
  updateRefused: (about) => more.updateRefused.what(refusedUpdate(about)),
  updateRolledBack: (about) => more.updateRolledBack.what(gap(about, 'from', '?'), gap(about, 'to', '?')),
  dataNear: (about) => more.dataNear.what(limitTitle(about), formatBytes(number(about, 'usedBytes')), formatBytes(number(about, 'limitBytes'))),
  diskFull: (about) => more.diskFull.what(gap(about, 'path', '?')),
  walletLocked: () => more.walletLocked.what,
  backupDue: () => more.backupDue.what,
  diskHasRoom: () => more.diskHasRoom.what,
};

/** A model that this machine cannot run is not mended by installing it again. */
const ownNext = (kind: Notice['kind'], about: About): string | null => (kind === 'modelDamaged' && about['code'] === 'model.unsupported' ? wordsOfFailure({ code: about['code'], about }).next : null);
export const describeNotice = ({ kind, about }: Pick<Notice, 'kind' | 'about'>): NoticeWords => ({ what: said[kind](about), next: ownNext(kind, about) ?? (kind in text ? text[kind as keyof typeof text & Notice['kind']] : more[kind as keyof typeof more & Notice['kind']]).next });

export const severityWords = localized('severityWords', { info: 'For your information', attention: 'Attention', failure: 'Failure' } satisfies Record<Notice['severity'], string>);
