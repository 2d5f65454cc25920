import { z } from 'zod';
import { failureShape } from './errors.ts';
import { measuredEnergyShape, moneyRangeShape, netUnknownShape } from './energy.ts';
import { payWaitShape } from './payWaits.ts';
import { addressShape, bytes32Shape, safeUintShape, timeMsShape, uint32Shape, weiShape } from './units.ts';
import { claimedOrderShape } from './walletBridge.ts';

// ---------------------------------------------------------------- devices

export const deviceKindShape = z.enum(['cpu', 'gpu']);
/** An onnxruntime execution provider, as the runtime names it. */
export const executionProviderShape = z.enum(['cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml']);
export type ExecutionProvider = z.infer<typeof executionProviderShape>;

/** One thing that can compute. `null` means the system does not say; it never means zero. */
export const deviceShape = z.strictObject({
  deviceId: z.string().max(80),
  kind: deviceKindShape,
  name: z.string().max(200),
  vendor: z.string().max(120).nullable(),
  memoryBytes: safeUintShape.nullable(),
  driver: z.string().max(120).nullable(),
  /** The day its maker built the driver, where that is told; absent where it is not. */
  driverDate: z.iso.date().optional(),
  /** True when neither the vendor nor a name could be read: shown as unknown, never hidden. */
  unknown: z.boolean(),
  /** Execution providers this machine's runtime could open on it, best first. Empty: seen but unusable, `reason` says why. */
  executionProviders: z.array(executionProviderShape),
  reason: z.string().max(300).nullable(),
  enabled: z.boolean(),
  state: z.enum(['working', 'ready', 'off', 'unusable', 'setAside']),
  /** The job running on it now. */
  jobId: bytes32Shape.nullable(),
});
export type Device = z.infer<typeof deviceShape>;

// ---------------------------------------------------------------- jobs

export const jobKindShape = z.enum(['classify', 'embed', 'generate']);
export type JobKind = z.infer<typeof jobKindShape>;

/**
 * Where a job is on its way from order to payment. `running` covers compute; `proving` the evidence and the signature;
 * `delivered` waits for the client's voucher; `acknowledged` for the anchor; `anchored` for the window; `settled` is paid; `slashed` was proven
 * false and cost stake; `voided` was rejected by a court, and nothing is paid for it.
 */
export const jobStageShape = z.enum([
  'queued', 'loading', 'running', 'proving', 'delivered', 'acknowledged', 'anchored', 'settled', 'failed', 'cancelled', 'slashed', 'voided',
]);
export type JobStage = z.infer<typeof jobStageShape>;

export const jobSummaryShape = z.strictObject({
  jobId: bytes32Shape,
  kind: jobKindShape,
  stage: jobStageShape,
  modelId: bytes32Shape,
  modelName: z.string(),
  deviceId: z.string().nullable(),
  client: addressShape,
  admittedAtMs: timeMsShape,
  finishedAtMs: timeMsShape.nullable(),
  /** Tokens or images done so far, and asked for at most. */
  unitsDone: uint32Shape,
  unitsMax: uint32Shape,
  attempts: uint32Shape,
  priceWei: weiShape,
  /** What of the price reached this node, after the shares of others; null until settled. */
  payoutWei: weiShape.nullable(),
  /** What of the price went back to the client of a void job; absent where nothing did. */
  refundedWei: weiShape.optional(),
  /** What other machines said of it: null when nobody was asked or nobody has answered. */
  verdict: z.enum(['accepted', 'rejected']).nullable(),
  failure: failureShape.nullable(),
});
export type JobSummary = z.infer<typeof jobSummaryShape>;

export const timelineEntryShape = z.strictObject({
  step: z.string().max(40),
  atMs: timeMsShape,
  /** Plain facts of the step, for display only. */
  note: z.string().max(300).nullable(),
});

/** One hash on the path order → receipt → roots → anchor → payment. */
export const pathNodeShape = z.strictObject({
  id: z.string().max(40),
  /** Standard term: order, receipt, inputRoot, outputRoot, rowRoot, sketchRoot, tapRoot, bundle, anchor, voucher, payment, model, vote. */
  kind: z.string().max(40),
  digest: z.string().nullable(),
  /** Ids of the nodes this one is committed in. */
  parents: z.array(z.string().max(40)),
  /** Transaction on chain, where there is one. */
  txHash: bytes32Shape.nullable(),
  facts: z.array(z.tuple([z.string(), z.string()])),
});

export const jobDetailShape = z.strictObject({
  summary: jobSummaryShape,
  timeline: z.array(timelineEntryShape),
  /** Name and value pairs, in display order: at least model, roots, class, units, times, device, runtime, prices. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  path: z.array(pathNodeShape),
  hasReceipt: z.boolean(),
  receiptFile: z.string().nullable(),
  /** What its price waits for. */
  wait: payWaitShape.nullable(),
  /** An open claim of its price: the order that would end it, and from when on anybody may, because nobody could pay it. */
  claim: z.strictObject({ order: claimedOrderShape, lapsesAtMs: timeMsShape }).nullable(),
});
export type JobDetail = z.infer<typeof jobDetailShape>;

// ---------------------------------------------------------------- verification

export const checkShape = z.strictObject({
  name: z.string().max(60),
  state: z.enum(['passed', 'failed', 'notChecked']),
  reason: z.string().max(500),
  /** Path nodes this check vouches for. */
  covers: z.array(z.string().max(40)).optional(),
});
export type Check = z.infer<typeof checkShape>;

/** ok: no check failed and every check the file alone allows passed. */
export const verifyReportShape = z.strictObject({
  ok: z.boolean(),
  checks: z.array(checkShape),
  code: z.string().optional(),
  about: z.record(z.string(), z.unknown()).optional(),
});
export type VerifyReport = z.infer<typeof verifyReportShape>;

// ---------------------------------------------------------------- status

/**
 * What Hearth is doing and why. The page turns `state` and `about` into one sentence and `action` into one button.
 * about: starting {step} · working {jobs, device} · idle {waiting, finishedLately} (ready; jobs of the last minute) · paused {untilMs?} ·
 * ruled {rule, deviceId, value, limit, endsAtMs, isCalming, giveBack, also} (a rule of the owner other than a pause stops all devices) ·
 * chainGone {waiting, sinceMs, rpcUrl} · chainDoubt {kind: stale | disagreement, waiting, sinceMs, rpcUrl, ageSeconds or otherUrl and blockNumber} (nothing is decided on the chain's data) ·
 * noDevice {} · workerLost {jobId, attempts} · cheating {kind, jobs} (practice network only, asked for with --cheat) · diskFull {path} ·
 * leaving {to (null: this Hearth's own practice network), receipts, untilMs, isClearing: 1 while receipts are waited for} · failing {code} ·
 * disconnected {} (the page lost the provider; set by the page itself)
 */
export const statusShape = z.strictObject({
  state: z.enum(['starting', 'working', 'idle', 'paused', 'ruled', 'chainGone', 'chainDoubt', 'noDevice', 'workerLost', 'cheating', 'diskFull', 'leaving', 'failing', 'disconnected']),
  about: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  action: z.enum(['pause', 'resume', 'showJobs', 'enableDevice', 'showNetworks', 'retry']).nullable(),
  sinceMs: timeMsShape,
});
export type Status = z.infer<typeof statusShape>;

export const networkShape = z.strictObject({
  name: z.string(),
  /** True on the practice network: the money is test money and every screen says so. */
  practice: z.boolean(),
  coin: z.string().max(12),
  chainId: safeUintShape.nullable(),
  /** Where its payments come from: two networks may have one name and one chain. */
  escrow: addressShape.nullable(),
  rpcUrl: z.string().nullable(),
  chain: z.enum(['connecting', 'reachable', 'doubtful', 'gone', 'none']),
  blockNumber: safeUintShape.nullable(),
  blockAgeSeconds: z.number().nullable(),
  windowSeconds: z.number().nullable(),
  /** Clients connected to this node now. */
  clients: uint32Shape,
  /** How many orders a minute the practice client sends; null where there is none. */
  practiceJobsPerMinute: z.number().nullable(),
  nodeAddress: addressShape.nullable(),
  peerId: z.string().nullable(),
  stakeWei: weiShape.nullable(),
  inFlightWei: weiShape.nullable(),
  /** Value in open jobs that the stake allows at once. */
  inFlightLimitWei: weiShape.nullable(),
  /** Whose node it is on its network; null where it is bound to nobody yet. */
  operator: addressShape.nullable(),
});
export type Network = z.infer<typeof networkShape>;

// ---------------------------------------------------------------- earnings

export const earningsRangeShape = z.enum(['24h', '7d', '30d', '1y', 'all']);
export type EarningsRange = z.infer<typeof earningsRangeShape>;

export const earningsBucketShape = z.strictObject({
  startMs: timeMsShape,
  endMs: timeMsShape,
  paidWei: weiShape,
  jobs: uint32Shape,
});
export const earningsShape = z.strictObject({
  range: earningsRangeShape,
  buckets: z.array(earningsBucketShape),
  paidWei: weiShape,
  jobs: uint32Shape,
});
export type Earnings = z.infer<typeof earningsShape>;

export const earningsNowShape = z.strictObject({
  /** Settled since local midnight of the provider's machine. */
  todayWei: weiShape,
  todayJobs: uint32Shape,
  todayRejected: uint32Shape,
  totalWei: weiShape,
  totalJobs: uint32Shape,
  /** Signed and delivered but not paid yet, by what it waits for. */
  waitingAnchorWei: weiShape,
  waitingWindowWei: weiShape,
  waitingVoucherWei: weiShape,
  /** Measured since local midnight, idle time included, and the share of the seen time that it covers. null: no power was read; unknown is not zero. */
  energy: measuredEnergyShape.nullable(),
  /** From what is measured and priced to what the gaps would add at the same rate. null: no meter or no tariff. */
  energyCost: moneyRangeShape.nullable(),
  /** What arrived since local midnight, each payment at the rate of its time and after the network's shares, less energy; a range where energy is one. null: `netUnknown` says why. */
  net: moneyRangeShape.nullable(),
  netUnknown: netUnknownShape.nullable(),
  /** Since local midnight, as far as Hearth ran: how long the rules let it work, and for how long of that it could have taken a job. */
  uptime: z.strictObject({ allowedMs: safeUintShape, readyMs: safeUintShape }),
});
export type EarningsNow = z.infer<typeof earningsNowShape>;

// ---------------------------------------------------------------- about

export const programShape = z.strictObject({
  name: z.enum(['host', 'main', 'provider', 'worker', 'signer', 'devnet', 'anvil']),
  id: z.string().max(40),
  pid: safeUintShape.nullable(),
  state: z.enum(['starting', 'running', 'restarting', 'stopped']),
  restarts: uint32Shape,
  memoryBytes: safeUintShape.nullable(),
});
export const aboutShape = z.strictObject({
  version: z.string(),
  dataFolder: z.string(),
  node: z.string(),
  onnxruntime: z.string(),
  platform: z.string(),
  startedAtMs: timeMsShape,
  programs: z.array(programShape),
});
export type About = z.infer<typeof aboutShape>;

export const modelShape = z.strictObject({
  modelId: bytes32Shape,
  name: z.string(),
  title: z.string(),
  kind: jobKindShape,
  sizeBytes: safeUintShape,
  numericClass: z.string(),
  /** bundled: shipped with Hearth. installed: added by the owner. corrupt: a file does not match its hash. */
  state: z.enum(['ready', 'corrupt', 'off']),
  reason: z.string().nullable(),
  priceInWei: weiShape,
  priceOutWei: weiShape,
});
export type Model = z.infer<typeof modelShape>;
