import { z } from 'zod';
import { addressShape, bytes32Shape, safeUintShape, timeMsShape, uint16Shape, uint32Shape, weiShape } from './units.ts';

const nothing = z.strictObject({});
const chainFails = ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'] as const;

/** What a reading of the chain is worth: the page says how old it is and does not decide on an old one. */
export const asOfShape = z.strictObject({ blockNumber: safeUintShape, /** The block's own time. */ chainSeconds: safeUintShape, /** By this machine's clock. */ ageSeconds: z.number().min(0) });
export type AsOf = z.infer<typeof asOfShape>;

/** Why stake was taken: a fault that the receipt itself proves, a lost dispute, two different votes, or a refund that a court decided. */
export const slashShape = z.strictObject({
  txHash: bytes32Shape,
  blockNumber: safeUintShape,
  atMs: timeMsShape,
  takenWei: weiShape,
  why: z.enum(['fault', 'dispute', 'vote', 'refund', 'unknown']),
  /** Of a fault: its name on the chain, for example `equivocation`. */
  fault: z.string().max(40).nullable(),
  /** The receipt's digest, or the hash of what was done. */
  subject: bytes32Shape.nullable(),
  /** Who proved it, and got a fifth of it; null for a refund. */
  challenger: addressShape.nullable(),
  /** The job of this machine it was about, when it is known here. */
  jobId: bytes32Shape.nullable(),
});
export type Slash = z.output<typeof slashShape>;

export const stakingShape = z.strictObject({
  asOf: asOfShape,
  node: addressShape,
  /** Who alone may free the stake; null: the node is bound to nobody yet. */
  operator: addressShape.nullable(),
  stakedWei: weiShape,
  /** What must stay for the value in open jobs, or for the seats held, whichever is more. */
  requiredWei: weiShape,
  /** Staked and not required. */
  surplusWei: weiShape,
  seats: z.strictObject({ held: uint32Shape, needWei: weiShape }),
  /** Value of anchored receipts whose window is not over, and the most the stake allows. */
  inFlightWei: weiShape,
  inFlightLimitWei: weiShape,
  /** Value in open jobs allowed per unit of stake. */
  kappa: uint32Shape,
  unbonding: z.strictObject({ wei: weiShape, readyAtSeconds: safeUintShape }).nullable(),
  /** What one proven fault takes now: of all that is staked and unbonding. */
  atRiskWei: weiShape,
  slashedWei: weiShape,
  /** Newest first, at most 100. */
  slashes: z.array(slashShape).max(100),
  rates: z.strictObject({ faultBps: uint16Shape, silenceBps: uint16Shape, verifierBps: uint16Shape, unbondingSeconds: safeUintShape, seatStakeWei: weiShape, /** Pledged behind an answer for another node, at most. */ answerBondWei: weiShape }),
  /** Paid in the last 24 hours; null before this machine has a day of its own. */
  dayEarnedWei: weiShape.nullable(),
  /** Models that are offered while there is stake. */
  offeredModels: uint32Shape,
});
export type Staking = z.output<typeof stakingShape>;

export const stakingCommands = {
  readStaking: { takes: nothing, gives: stakingShape, fails: chainFails },
  /** What this machine and the chain hold about one slash, as text for saving. No address of this machine, no path, no secret. */
  exportSlashEvidence: {
    takes: z.strictObject({ txHash: bytes32Shape }),
    gives: z.strictObject({ fileName: z.string(), text: z.string() }),
    fails: [...chainFails, 'usage.invalid'],
  },
} as const;
