import { z } from 'zod';
import { classOfRule, ruleKindShape } from './rules.ts';
import { timeMsShape, uint32Shape } from './units.ts';

export const noticeSeverityShape = z.enum(['info', 'attention', 'failure']);
export type NoticeSeverity = z.infer<typeof noticeSeverityShape>;
export const noticeGroups = ['jobs', 'money', 'devices', 'guest', 'chain', 'votes', 'hearth'] as const;
export type NoticeGroup = (typeof noticeGroups)[number];
/** Where the one action of a notice leads. `job` and `proposal` need an id in `about` and fall back to their list. */
export type NoticeAction = 'job' | 'jobs' | 'earnings' | 'devices' | 'rules' | 'network' | 'staking' | 'wallet' | 'proposal' | 'audits' | 'models' | 'settings' | 'log' | 'about';

export type NoticeFacts = {
  readonly group: NoticeGroup;
  readonly severity: NoticeSeverity;
  /** When it is raised, for `hearth notices --kinds`. */
  readonly when: string;
  readonly action: NoticeAction;
  /** Parts of `about` that make two of a kind the same: they become one with a count, while it is unread and not older than `joinMinutes`. */
  readonly sameBy: readonly string[];
  readonly joinMinutes: number;
  /** Money or the machine is at stake: it cannot be muted and comes through quiet hours. */
  readonly isSevere: boolean;
  /** Whether the desktop shows it too, when the window is out of sight. */
  readonly isNative: boolean;
  /** Whether it is told before the owner says anything. */
  readonly isOn: boolean;
};

type Row = Partial<Omit<NoticeFacts, 'group' | 'severity' | 'action' | 'when'>>;
const row = (group: NoticeGroup, severity: NoticeSeverity, action: NoticeAction, when: string, rest: Row = {}): NoticeFacts =>
  ({ group, severity, when, action, sameBy: [], joinMinutes: 60, isSevere: false, isNative: severity !== 'info', isOn: true, ...rest });
const severe = { isSevere: true, isNative: true } as const;
const day = 24 * 60;

/** Every kind of notice. Its words are in renderer/strings/notices.ts; a missing one fails the build. */
const table = {
  firstReceipt: row('jobs', 'info', 'job', 'this machine signs its first receipt', { isNative: true }),
  jobFailed: row('jobs', 'attention', 'job', 'a job ends without a receipt', { sameBy: ['code'] }),
  jobRetried: row('jobs', 'attention', 'job', 'a job lost its worker and starts again', { sameBy: ['signal'], joinMinutes: 10, isNative: false }),
  orderRefused: row('jobs', 'info', 'settings', 'an order is refused, but for a duplicate and for a pause', { sameBy: ['code'] }),
  clientSilent: row('jobs', 'attention', 'job', 'a client took a result and sends no voucher, so that the price is claimed', { isNative: false }),
  firstPayment: row('money', 'info', 'earnings', 'the first job is paid', { isNative: true }),
  dayEarned: row('money', 'info', 'earnings', 'a day with payments ends'),
  claimPaid: row('money', 'info', 'job', 'a claim against a silent client is paid'),
  claimLapsed: row('money', 'attention', 'job', 'a claim against a silent client ends unpaid, ninety days after its time', { sameBy: ['jobId'] }),
  transactionFailed: row('money', 'attention', 'log', 'a transaction of the node fails on the chain', { sameBy: ['what'] }),
  slashed: row('money', 'failure', 'job', 'stake is taken for a receipt that was proven false', { ...severe, sameBy: ['jobId'] }),
  voided: row('money', 'failure', 'job', 'a committee rejects a receipt', { ...severe, sameBy: ['jobId'] }),
  disputed: row('money', 'attention', 'job', 'somebody disputes a receipt with a bond', { ...severe, sameBy: ['disputeId'] }),
  disputeEnded: row('money', 'info', 'job', 'a dispute about a receipt ends', { isNative: true, sameBy: ['disputeId'] }),
  caseOpened: row('money', 'attention', 'audits', 'a verifier rejects a receipt and more of them are drawn', { ...severe, sameBy: ['receiptHash'] }),
  caseEnded: row('money', 'info', 'audits', 'a case about a receipt ends without a loss', { sameBy: ['receiptHash'] }),
  auditMissed: row('money', 'attention', 'audits', 'this node did not vote in time on a receipt it was drawn for', { joinMinutes: day }),
  auditPaid: row('money', 'info', 'audits', 'this node is paid for its votes as a verifier', { joinMinutes: day }),
  rowsEvicted: row('money', 'attention', 'audits', 'rows are deleted to make room while an audit may still ask for them', { isNative: false }),
  stakeFull: row('money', 'attention', 'staking', 'nine tenths of what the stake allows in open jobs are used', { joinMinutes: day }),
  stakeReady: row('money', 'info', 'staking', 'stake that was asked back can be taken out', { isNative: true, sameBy: ['readyAtSeconds'] }),
  backupDue: row('money', 'attention', 'wallet', 'the recovery phrase of the wallet was not compared with its copy three days after it was made, or for half a year', { joinMinutes: 30 * day }),
  deviceSetAside: row('devices', 'failure', 'devices', 'a device fails again and again and gets no more jobs', { ...severe, sameBy: ['deviceId'] }),
  deviceTested: row('devices', 'info', 'devices', 'a self-test of a device ends', { sameBy: ['deviceId'] }),
  workerRestarted: row('devices', 'attention', 'devices', 'a worker dies and a fresh one takes its place', { sameBy: ['deviceId'], isNative: false }),
  modelDamaged: row('devices', 'attention', 'models', 'a model cannot be opened at the start', { sameBy: ['model'], joinMinutes: 7 * day }),
  downloadDone: row('devices', 'info', 'models', 'a model was downloaded and is offered', { isNative: true, sameBy: ['root'] }),
  downloadEnded: row('devices', 'attention', 'models', 'a download of a model stops, or what came is not the model that was named', { sameBy: ['root'] }),
  ruleStopped: row('guest', 'info', 'rules', 'a rule gives a device back', { sameBy: ['rule', 'deviceId'] }),
  ruleEnded: row('guest', 'info', 'rules', 'the rule that gave a device back does not hold any more', { sameBy: ['rule', 'deviceId'] }),
  pauseEnded: row('guest', 'info', 'rules', 'a pause with an end is over', { isNative: true }),
  gaveBackSlowly: row('guest', 'attention', 'devices', 'giving memory back took longer than two seconds', { sameBy: ['deviceId'], joinMinutes: day, isNative: false }),
  woke: row('guest', 'info', 'jobs', 'the machine slept', { joinMinutes: 5 }),
  chainGone: row('chain', 'attention', 'network', 'the chain stops answering'),
  chainBack: row('chain', 'info', 'network', 'the chain answers again'),
  chainDoubt: row('chain', 'attention', 'network', 'the chain data is old, or two addresses disagree', { sameBy: ['otherUrl'] }),
  chainSound: row('chain', 'info', 'network', 'the chain data can be relied on again'),
  rpcSetAside: row('chain', 'attention', 'settings', 'an address of the chain fails its check', { sameBy: ['rpcUrl'], joinMinutes: day, isNative: false }),
  chainRewound: row('chain', 'info', 'network', 'the chain takes blocks back'),
  practiceRestarted: row('chain', 'attention', 'log', 'the practice network ends and is started again', { isNative: false }),
  voteOpened: row('votes', 'info', 'proposal', 'a vote opens in which accounts of yours have power', { isNative: true, sameBy: ['proposalId'] }),
  voteEnds: row('votes', 'attention', 'proposal', 'a vote ends soon (48 and 6 hours before) and yours is not cast', { sameBy: ['proposalId'] }),
  voteMissed: row('votes', 'info', 'proposal', 'a vote ended without yours', { sameBy: ['proposalId'] }),
  proposalExecuted: row('votes', 'info', 'proposal', 'a proposal takes effect', { sameBy: ['proposalId'] }),
  providerRestarted: row('hearth', 'attention', 'log', 'Hearth starts after an end that it did not see coming', { isNative: false }),
  signerRestarted: row('hearth', 'attention', 'log', 'the signer ends and is started again', { isNative: false }),
  walletLocked: row('hearth', 'info', 'wallet', 'the wallet locks by itself, because nothing was asked of it for as long as its limit says', { joinMinutes: day }),
  updated: row('hearth', 'info', 'about', 'another version of Hearth starts', { sameBy: ['version'] }),
  updateReady: row('hearth', 'info', 'settings', 'an update of Hearth was fetched and checked', { isNative: true, sameBy: ['version'] }),
  updateRefused: row('hearth', 'attention', 'settings', 'an update is refused: its feed is signed by no known key, or its package is not the one of the feed', { sameBy: ['why', 'version'], joinMinutes: 7 * day }),
  updateRolledBack: row('hearth', 'attention', 'settings', 'a new version did not become ready twice, and the one before is back', { sameBy: ['from'] }),
  dataNear: row('guest', 'attention', 'network', 'four fifths of a limit on data are used', { sameBy: ['limit'], joinMinutes: day }),
  diskFull: row('hearth', 'failure', 'log', 'the disk takes no more writes', severe),
  diskHasRoom: row('hearth', 'info', 'jobs', 'the disk takes writes again'),
  cheating: row('hearth', 'failure', 'about', 'this node was started to cheat, on the practice network', { sameBy: ['kind'], isSevere: true }),
} as const satisfies Readonly<Record<string, NoticeFacts>>;

export type NoticeKind = keyof typeof table;
export const noticeFacts: Readonly<Record<NoticeKind, NoticeFacts>> = table;
export const noticeKinds = Object.keys(table) as [NoticeKind, ...NoticeKind[]];
export const noticeKindShape = z.enum(noticeKinds);

export const noticeAboutShape = z.record(z.string().max(40), z.union([z.string().max(1000), z.number(), z.null()]));
export type NoticeAbout = z.infer<typeof noticeAboutShape>;

export const noticeShape = z.strictObject({
  /** Grows with time; text, since the page only tells them apart. */
  noticeId: z.string().max(20),
  kind: noticeKindShape,
  severity: noticeSeverityShape,
  /** Fills the gaps of the kind's words: names, digests, codes, decimal wei. */
  about: noticeAboutShape,
  /** Of the first and of the newest of those that became one. */
  firstAtMs: timeMsShape,
  atMs: timeMsShape,
  count: uint32Shape.min(1),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof noticeShape>;

/** What needs the owner, the most urgent first: unread ones, failures before the rest, of each money and the machine before all, then the newest. Pure. */
export function attentionOf(notices: readonly Notice[]): readonly Notice[] {
  const rank = ({ kind, severity }: Notice): number => (severity === 'info' ? 4 : (severity === 'failure' ? 0 : 2) + (noticeFacts[kind].isSevere ? 0 : 1));
  return notices.filter(({ isRead }) => !isRead).sort((a, b) => rank(a) - rank(b) || b.atMs - a.atMs);
}

/** What is kept at most; the oldest go first. */
export const noticesKept = 300;

/** Minutes since local midnight; `toMinute` below `fromMinute` runs past midnight. */
export const quietHoursShape = z.strictObject({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(0).max(1439) }).refine(({ fromMinute, toMinute }) => fromMinute !== toMinute, 'quiet hours need a beginning and another end');
export type QuietHours = z.infer<typeof quietHoursShape>;

export const noticeChoicesShape = z.strictObject({
  /** Kinds the owner switched on or off; others follow the table. A kind that this version does not know stays as it is. */
  switched: z.record(z.string().max(40), z.boolean()).default({}),
  /** null: none. Within them the desktop shows only what is severe; everything is kept. */
  quiet: quietHoursShape.nullable().default(null),
  /** Whether the desktop shows anything at all. */
  isNative: z.boolean().default(true),
});
export type NoticeChoices = z.infer<typeof noticeChoicesShape>;
export const defaultNoticeChoices: NoticeChoices = { switched: {}, quiet: null, isNative: true };

/** How bad it is: as in the table, but for two kinds that depend on what happened. Pure. */
export function severityOf(kind: NoticeKind, about: NoticeAbout): NoticeSeverity {
  if (kind === 'disputeEnded' && about['outcome'] === 'challengerWon') return 'failure';
  const rule = kind === 'ruleStopped' ? ruleKindShape.safeParse(about['rule']) : null;
  return rule?.success && classOfRule[rule.data] === 'safety' ? 'attention' : table[kind].severity;
}

/** Whether the owner is told of a kind. What is severe is always told. Pure. */
export const isTold = (kind: NoticeKind, { switched }: NoticeChoices): boolean => noticeFacts[kind].isSevere || (Object.hasOwn(switched, kind) ? switched[kind]! : noticeFacts[kind].isOn);

/** Whether a moment lies in the quiet hours, by this machine's wall clock: a day of 23 or 25 hours moves no edge. Pure but for the time zone. */
export function isQuiet(quiet: QuietHours | null, atMs: number): boolean {
  if (!quiet) return false;
  const at = new Date(atMs);
  const minute = at.getHours() * 60 + at.getMinutes();
  const { fromMinute, toMinute } = quiet;
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

const nothing = z.strictObject({});
const idsShape = z.array(z.string().max(20)).max(noticesKept);
export const noticeCommands = {
  /** Read or unread; null: all of them. */
  markNotices: { takes: z.strictObject({ noticeIds: idsShape.nullable(), isRead: z.boolean() }), gives: nothing, fails: [] },
  /** Takes notices off the list; null: all of them. Gives which, so that it can be undone. */
  clearNotices: { takes: z.strictObject({ noticeIds: idsShape.nullable() }), gives: z.strictObject({ noticeIds: idsShape }), fails: [] },
  /** Puts back what was cleared, as long as it is kept: until the next start. */
  restoreNotices: { takes: z.strictObject({ noticeIds: idsShape }), gives: nothing, fails: [] },
  setNoticeChoices: { takes: z.strictObject({ choices: noticeChoicesShape }), gives: nothing, fails: [] },
} as const;

export const noticeTopics = {
  /** Newest first, at most {@link noticesKept}. */
  notices: z.array(noticeShape).max(noticesKept),
  noticeChoices: noticeChoicesShape,
} as const;
