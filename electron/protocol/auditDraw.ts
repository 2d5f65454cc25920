import { beaconDueSeconds, beaconRoundAt, type BeaconSchedule } from './beacon.ts';
import { fromHex, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';

/** Ten-thousandths in a whole. */
const wholeBps = 10_000;
/** The tier that is never audited by draw. */
const receiptTier = 0;

export type AuditRateFacts = {
  readonly tier: number;
  /** The node's batch number, as the chain counts. */
  readonly batch: number;
  readonly anchoredAtSeconds: number;
  /** Until when a failure makes every receipt of the node audited; 0 when none did. */
  readonly fullAuditUntilSeconds: number;
  /** Governed: FirstJobsAudited and AuditFloorBps. */
  readonly firstBatches: number;
  readonly floorBps: number;
};

/**
 * How likely a receipt is audited, in ten-thousandths: what AuditCourt.auditBpsOf says. Pure; a test holds one against the other.
 * @source docs/protocol/court.md section 3
 */
export function auditRateBps({ tier, batch, anchoredAtSeconds, fullAuditUntilSeconds, firstBatches, floorBps }: AuditRateFacts): number {
  if (tier === receiptTier) return 0;
  if (anchoredAtSeconds <= fullAuditUntilSeconds || batch < firstBatches) return wholeBps;
  return Math.max(floorBps, Math.floor((firstBatches * wholeBps) / (batch + 1)));
}

/** Whether the round's randomness draws a receipt at this rate: what AuditCourt.isDrawn says, in integers. Pure. */
export function isDrawnByRound(p: Primitives, randomness: string, receiptHash: string, rateBps: number): boolean {
  if (rateBps >= wholeBps) return true;
  const digest = p.sha256(utf8Bytes('hearth/audit/1'), fromHex(randomness), fromHex(receiptHash));
  const first53Bits = new DataView(digest.buffer, digest.byteOffset, 8).getBigUint64(0, false) >> 11n;
  return first53Bits * BigInt(wholeBps) < BigInt(rateBps) << 53n;
}

/** What a court was deployed with, for good: when rounds are due, how long after an anchor, and how long an epoch of votes lasts. */
export type VoteClock = { readonly beacon: BeaconSchedule; readonly drawDelaySeconds: number; readonly epochSeconds: number };

/** The epoch of votes that a time of the chain falls into: what AuditCourt.currentEpoch says. Pure. */
export const voteEpochAt = ({ epochSeconds }: VoteClock, atSeconds: number): number => Math.floor(atSeconds / epochSeconds);

/**
 * The only epoch in which a vote about a receipt is paid, the one after that in which its round was due: what AuditCourt.payEpochOf says. Pure.
 * @source docs/protocol/court.md section 3
 */
export const payEpochOf = (clock: VoteClock, anchoredAtSeconds: number): number =>
  voteEpochAt(clock, beaconDueSeconds(clock.beacon, beaconRoundAt(clock.beacon, anchoredAtSeconds + clock.drawDelaySeconds))) + 1;
