import type { Notice } from '../../electron/shared/shapes.ts';
import { plainText, shortDigest } from '../format/digest.ts';
import { ruleKindShape } from '../../electron/shared/rules.ts';
import { wordsOfFailure } from './errors.ts';
import { ruleWords } from './rules.ts';

/** What happened and why, then what comes next. */
export type NoticeWords = { readonly what: string; readonly next: string };
type About = Notice['about'];

const gap = (about: About, key: string, otherwise: string): string => {
  const value = about[key];
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'string' && value.startsWith('0x') ? shortDigest(value) : plainText(String(value));
};
const reason = (about: About): string => (typeof about['code'] === 'string' ? wordsOfFailure({ code: about['code'], about }).what : gap(about, 'reason', 'No reason was given.'));

function ruleCause(about: About): string {
  const rule = ruleKindShape.safeParse(about['rule']);
  if (!rule.success) return 'One of your rules holds';
  const { value, limit } = about;
  return ruleWords[rule.data].cause({ rule: rule.data, value: value ?? null, limit: typeof limit === 'number' ? limit : null, endsAtMs: null, isCalming: false });
}
function ruleTitle(about: About): string {
  const rule = ruleKindShape.safeParse(about['rule']);
  return rule.success ? ruleWords[rule.data].title : 'Your rules';
}

export const noticeWords: Readonly<Record<Notice['kind'], (about: About) => NoticeWords>> = {
  workerRestarted: (about) => ({ what: `The worker on ${gap(about, 'device', gap(about, 'deviceId', 'a device'))} ended without a word.`, next: 'A fresh one is running; work goes on.' }),
  jobRetried: (about) => ({ what: `Job ${gap(about, 'jobId', '')} lost its worker and starts again.`, next: 'It is still paid once, when it is done.' }),
  jobFailed: (about) => ({ what: `Job ${gap(about, 'jobId', '')} failed. ${reason(about)}`, next: 'Nothing is paid for it.' }),
  chainGone: (about) => ({ what: `The chain${about['rpcUrl'] ? ` at ${gap(about, 'rpcUrl', '')}` : ''} stopped answering.`, next: 'Jobs go on. Receipts wait and settle when it is back.' }),
  chainBack: () => ({ what: 'The chain answers again.', next: 'Waiting receipts are being settled.' }),
  providerRestarted: () => ({ what: 'Hearth had ended unexpectedly and was started again.', next: 'Unfinished jobs were picked up where the journal left them.' }),
  signerRestarted: () => ({ what: 'The signer had ended and was started again.', next: 'Its ledger is whole; nothing was signed twice.' }),
  firstReceipt: (about) => ({ what: `First receipt signed${about['jobId'] ? ` for job ${gap(about, 'jobId', '')}` : ''}.`, next: 'Open the job to check it on this machine.' }),
  deviceSetAside: (about) => ({ what: `${gap(about, 'device', gap(about, 'deviceId', 'A device'))} was set aside after repeated failures.`, next: 'Switch it off and on again to give it another try.' }),
  ruleStopped: (about) => ({ what: `${ruleCause(about)}; ${gap(about, 'device', 'the device')} was given back.`, next: 'Work goes on by itself when the rule allows it.' }),
  ruleEnded: (about) => ({ what: `${ruleTitle(about)}: in order again, ${gap(about, 'device', 'the device')} works on.`, next: 'Nothing to do here.' }),
  slashed: (about) => ({ what: `Job ${gap(about, 'jobId', '')}: ${reason(about)}`, next: 'Open the job for the transaction. A node that has less stake may have less work in flight.' }),
  cheating: (about) => ({ what: `This node cheats on purpose: ${gap(about, 'kind', 'a kind nobody named')}.`, next: 'It was started with --cheat, on the practice network. Start it without to be honest.' }),
  orderRefused: (about) => ({ what: `An order was refused. ${reason(about)}`, next: 'Nothing to do here.' }),
};

export const severityWords: Readonly<Record<Notice['severity'], string>> = { info: 'For your information', attention: 'Attention', failure: 'Failure' };
