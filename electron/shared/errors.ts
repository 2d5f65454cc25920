import { z } from 'zod';

/** Who should hear of a failure: the person at the machine, the peer who asked, or only the log. */
export type Audience = 'user' | 'peer' | 'log';

type ErrorRow = {
  /** Whether asking again, unchanged, may succeed. */
  readonly retry: boolean;
  readonly audience: Audience;
  /** Typed data of the failure. Amounts are decimal strings, sizes carry their unit. */
  readonly about: z.ZodObject;
};

const row = <const Shape extends z.ZodRawShape>(audience: Audience, retry: boolean, shape: Shape) =>
  ({ audience, retry, about: z.strictObject(shape) }) satisfies ErrorRow;

const text = z.string();
const count = z.number();

/**
 * Every failure Hearth names. One row per code; the words live in `renderer/strings`.
 * A code is `area.whatIsWrong`; `about` says what a person needs to mend it.
 */
export const errorTable = {
  'internal': row('log', false, { incident: text }),
  'usage.invalid': row('user', false, { reason: text }),

  'bridge.malformed': row('log', false, { reason: text }),
  'bridge.unknownCommand': row('log', false, { command: text }),
  'bridge.closed': row('log', true, {}),
  'bridge.forbidden': row('log', false, { reason: text }),

  'host.alreadyRunning': row('user', false, { dataFolder: text, pid: count.optional() }),
  'host.notRunning': row('user', true, { dataFolder: text }),
  'host.portBusy': row('user', true, { port: count }),
  'host.programFailed': row('user', true, { program: text, reason: text }),
  'host.pageMissing': row('user', false, { folder: text }),

  'update.off': row('user', false, { why: text }),

  'storage.unreadable': row('user', false, { path: text, reason: text }),
  'storage.diskFull': row('user', true, { path: text }),
  'storage.locked': row('user', true, { path: text }),
  'storage.newer': row('user', false, { path: text, found: count, known: count }),
  /** A file the owner named. reason: missing · folder · denied · the system's code */
  'file.unreadable': row('user', false, { path: text, reason: text }),
  'settings.invalid': row('user', false, { path: text, reason: text }),

  'model.notFound': row('user', false, { folder: text }),
  'model.corrupt': row('user', false, { file: text, expected: text, found: text }),
  'model.unreadable': row('user', false, { file: text, reason: text }),
  'model.unsupported': row('user', false, { reason: text }),
  /** use: job · loaded · seat */
  'model.inUse': row('user', true, { model: text, use: text }),
  /** wouldGo: titles of models that nobody let go yet and that would have to; empty: it does not fit even so. */
  'model.noRoom': row('user', false, { neededBytes: count, quotaBytes: count, shortBytes: count, wouldGo: text, /** The same models, for who agrees to exactly these. */ wouldGoIds: z.array(z.string().max(66)).max(1000) }),
  'model.moveRefused': row('user', false, { folder: text, reason: text }),
  'model.unknown': row('peer', false, { modelId: text }),

  /** reason: malformed · scheme · plain · credentials */
  'download.addressInvalid': row('user', false, { url: text, reason: text }),
  /** limit: a DataLimitName */
  'download.dataLimit': row('user', true, { limit: text, limitBytes: count }),
  'download.unreachable': row('user', true, { url: text, reason: text }),
  'download.untrusted': row('user', true, { url: text, reason: text }),
  'download.notThere': row('user', false, { url: text, status: count }),
  'download.redirected': row('user', false, { url: text, to: text }),
  'download.encoded': row('user', false, { url: text, encoding: text }),
  'download.tooSlow': row('user', true, { url: text, bytesPerSecond: count, leastBytesPerSecond: count }),
  'download.tooLarge': row('user', false, { url: text, limitBytes: count }),
  'download.wrongLength': row('user', false, { url: text, expectedBytes: count, found: text }),
  'download.wrongBytes': row('user', false, { file: text }),
  'download.wrongRoot': row('user', false, { expected: text, found: text }),
  'download.listInvalid': row('user', false, { url: text, reason: text }),

  'input.malformed': row('peer', false, { reason: text }),
  'input.tooLarge': row('peer', false, { what: text, limit: count, found: count }),
  'input.wrongShape': row('peer', false, { expected: text, found: text }),

  'order.malformed': row('peer', false, { reason: text }),
  'order.badSignature': row('peer', false, { reason: text }),
  'order.notForThisNode': row('peer', false, { provider: text }),
  'order.wrongModel': row('peer', false, { modelId: text }),
  'order.wrongClass': row('peer', false, { asked: text, runs: text }),
  'order.wrongInput': row('peer', false, { expected: text, found: text }),
  'order.expired': row('peer', false, { deadlineSeconds: count, nowSeconds: count }),
  'order.priceTooLow': row('peer', false, { offeredWei: text, askedWei: text }),
  'order.notFunded': row('peer', true, { neededWei: text, reservedWei: text }),
  'order.duplicate': row('peer', false, { jobId: text }),
  /** The owner of this node does not take this kind, this model, or this client. */
  'order.notTaken': row('peer', false, { what: text }),
  'order.tooLate': row('peer', false, { neededSeconds: count, leftSeconds: count }),
  'order.unitsTooMany': row('peer', false, { limit: count, found: count }),

  'job.cancelled': row('user', false, { jobId: text }),
  'job.deadline': row('user', false, { jobId: text, deadlineSeconds: count }),
  'job.notFound': row('user', false, { jobId: text }),
  'job.workerLost': row('user', true, { jobId: text, attempts: count, signal: text }),
  'job.handedBack': row('peer', true, { jobId: text, rule: text }),
  /** Proven false on the chain; `fault` as ReceiptProofs names it. */
  'job.slashed': row('user', false, { jobId: text, fault: text, slashedWei: text, txHash: text }),
  /** A committee rejected the receipt on the chain: nothing is paid for it. */
  'job.voided': row('user', false, { jobId: text, penaltyWei: text, txHash: text }),
  'job.busy': row('peer', true, { running: count, limit: count }),
  'job.paused': row('peer', true, { rule: text }),

  'worker.lost': row('log', true, { signal: text }),
  'worker.loadFailed': row('user', false, { modelId: text, reason: text }),
  'worker.runFailed': row('user', true, { reason: text }),

  'dispute.badTrace': row('user', false, { folder: text, reason: text }),
  'dispute.wrongModel': row('user', false, { expected: text, found: text }),
  'worker.timeout': row('user', true, { stage: text, limitMs: count }),
  'evidence.nonFinite': row('user', false, { where: text }),

  'rows.unavailable': row('peer', false, { jobId: text, reason: text }),

  'audit.notServed': row('peer', true, { what: text, reason: text }),
  /** A guard's owner has not chosen to answer for this node. */
  'guard.notChosen': row('peer', true, { node: text }),
  'audit.notDrawn': row('peer', false, { receiptHash: text, verifier: text }),

  'receipt.malformed': row('user', false, { reason: text }),
  'receipt.tooLarge': row('user', false, { limitBytes: count, foundBytes: count }),
  'receipt.notFound': row('user', false, { id: text }),
  'receipt.failed': row('user', false, { check: text, reason: text }),

  'signer.refused': row('user', false, { rule: text, reason: text }),
  'signer.secondCommitment': row('user', false, { jobId: text, signed: text, asked: text }),
  'signer.secondVote': row('user', false, { receiptHash: text, round: count, signed: text }),
  'signer.unavailable': row('user', true, {}),
  'signer.ledgerCorrupt': row('user', false, { path: text, line: count }),

  'wallet.addressInvalid': row('user', false, { reason: text }),
  'wallet.backupInvalid': row('user', false, { reason: text }),
  'wallet.confirmationMissing': row('user', false, { what: text }),
  'wallet.coolDown': row('user', true, { waitMs: count }),
  'wallet.tokenInvalid': row('user', false, { token: text, reason: text }),
  'wallet.exists': row('user', false, { what: text }),
  'wallet.keyInvalid': row('user', false, {}),
  'wallet.keystoreInvalid': row('user', false, { field: text, reason: text }),
  'wallet.locked': row('user', true, { account: text }),
  'wallet.lost': row('user', false, { addresses: text }),
  'wallet.nameInvalid': row('user', false, { reason: text }),
  'wallet.noChain': row('user', true, {}),
  'wallet.noPhrase': row('user', false, { account: text }),
  'wallet.notFound': row('user', false, { what: text }),
  'wallet.notPending': row('user', false, { transactionId: text }),
  'wallet.pathInvalid': row('user', false, { path: text }),
  'wallet.phraseInvalid': row('user', false, { reason: text, position: count }),
  'wallet.watchOnly': row('user', false, { account: text }),
  'wallet.weakPassphrase': row('user', false, { score: count, warning: text }),
  'wallet.wrongPassphrase': row('user', true, { waitMs: count }),
  'wallet.wrongWords': row('user', true, {}),

  /** reason: malformed · scheme · plain · credentials · known · many (services/chain/rpcUrls.ts) */
  'chain.addressInvalid': row('user', false, { rpcUrl: text, reason: text }),
  'chain.unreachable': row('user', true, { rpcUrl: text, reason: text }),
  'chain.wrongChain': row('user', false, { expected: count, found: count }),
  'chain.codeMismatch': row('user', false, { contract: text, expected: text, found: text }),
  'chain.stale': row('user', true, { rpcUrl: text, ageSeconds: count, blockNumber: count }),
  'chain.disagreement': row('user', true, { rpcUrl: text, otherUrl: text, blockNumber: count }),
  'chain.reverted': row('user', false, { call: text, error: text }),
  'chain.deploymentInvalid': row('user', false, { path: text, reason: text }),
  'chain.gasMissing': row('user', true, { account: text, balanceWei: text, neededWei: text }),
  'chain.cancelled': row('user', false, { call: text, reason: text }),
  'chain.nonceTaken': row('user', false, { account: text, nonce: count }),
  'chain.toolMissing': row('user', false, { tool: text, reason: text }),

  'network.unreachable': row('user', true, { address: text, reason: text }),
  'network.malformed': row('peer', false, { reason: text }),
  'network.fileInvalid': row('user', false, { from: text, reason: text }),
  'network.incompatible': row('user', false, { name: text, found: text, expected: text }),
  'network.unknown': row('user', false, { name: text }),
  'network.clockWrong': row('user', true, { seconds: count }),

  'gateway.noProvider': row('user', true, { modelId: text, why: z.enum(['price', 'none', 'busy']).optional(), leastWei: text.optional() }),
  'gateway.overBudget': row('user', false, { neededWei: text }),
  'gateway.notPractice': row('user', false, { dataFolder: text }),

  'devnet.failed': row('user', true, { reason: text }),
  'test.missing': row('user', false, { what: text, install: text }),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
export type ErrorAbout<Code extends ErrorCode> = z.infer<(typeof errorTable)[Code]['about']>;

export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];
export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(errorTable, value);

/** A failure as it crosses a process boundary or lands in `--json`. */
export const failureShape = z.strictObject({
  code: z.custom<ErrorCode>(isErrorCode),
  about: z.record(z.string(), z.unknown()),
});
export type Failure = z.infer<typeof failureShape>;

/** The one error class. Everything thrown on purpose is one of these; anything else becomes `internal`. */
export class HearthError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly about: ErrorAbout<Code>;

  constructor(code: Code, about: ErrorAbout<Code>, cause?: unknown) {
    super(`${code} ${JSON.stringify(about)}`, cause === undefined ? undefined : { cause });
    this.name = 'HearthError';
    this.code = code;
    this.about = about;
  }

  get retry(): boolean {
    return errorTable[this.code].retry;
  }

  toFailure(): Failure {
    return { code: this.code, about: this.about as Record<string, unknown> };
  }
}

/** What the message of a {@link HearthError} says, where the message is all that was kept; null: it is none, or was cut short. Pure. */
export function parseThrown(message: string): Failure | null {
  const [, code, json] = /^(\w+\.\w+) (\{.*\})$/s.exec(message) ?? [];
  if (!isErrorCode(code) || json === undefined) return null;
  try {
    const about = errorTable[code].about.safeParse(JSON.parse(json));
    return about.success ? { code, about: about.data } : null;
  } catch {
    return null;
  }
}

export const isHearthError = <Code extends ErrorCode>(value: unknown, code?: Code): value is HearthError<Code> =>
  value instanceof HearthError && (code === undefined || value.code === code);

/** Rebuilds the error on the other side of a boundary. */
export const errorFromFailure = (failure: Failure): HearthError =>
  new HearthError(failure.code, failure.about as ErrorAbout<ErrorCode>);
