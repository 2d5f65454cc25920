import { parameterNames, type ParameterName } from '../../shared/governance.ts';
import { weiPerCoin } from '../../shared/units.ts';

export type ParameterValues = Readonly<Record<ParameterName, bigint>>;

/** The number by which the contracts know a parameter. */
export const parameterIndex = (name: ParameterName): number => parameterNames.indexOf(name);

/** How a price is shared, in ten-thousandths; the node gets the rest. `issuanceBps` is of the treasury's share. */
export type Split = {
  readonly verifiersBps: number;
  readonly appBps: number;
  readonly treasuryBps: number;
  readonly maxRoyaltyBps: number;
  readonly issuanceBps: number;
};

const day = 86_400n;
const coin = weiPerCoin;

/** A start for a public chain: days to answer, because home machines sleep. */
export const publicParameters: ParameterValues = {
  AuditFloorBps: 500n,
  FirstJobsAudited: 10n,
  FirstCommittee: 3n,
  SecondCommittee: 10n,
  FinalCommittee: 13n,
  CommitSeconds: 3600n,
  RevealSeconds: 3600n,
  ResponseSeconds: 2n * day,
  DisputeBondWei: 100n * coin,
  RejectBondWei: 10n * coin,
  VerifierPayWei: coin / 1000n,
  VerifierPayMaxBps: 1000n,
  FaultSlashBps: 5000n,
  SilenceSlashBps: 2000n,
  VerifierSlashBps: 500n,
  UnbondingSeconds: 14n * day,
  ClaimSeconds: 2n * day,
  SeatStakeWei: 1000n * coin,
  RegistrationSeconds: 60n,
  SnapshotAgeSeconds: day,
  DisputeBondBps: 400n,
};

/** The practice network: the same rules at the pace of somebody watching. */
export const practiceParameters = (windowSeconds: number): ParameterValues => ({
  ...publicParameters,
  SecondCommittee: 5n,
  FinalCommittee: 5n,
  // Here nearly every node is new and has all its receipts audited: three verifiers a job must live on the 5 % of it that are theirs.
  VerifierPayMaxBps: 150n,
  CommitSeconds: 15n,
  RevealSeconds: 15n,
  ResponseSeconds: 60n,
  UnbondingSeconds: BigInt(Math.max(60, 2 * windowSeconds)),
  ClaimSeconds: BigInt(Math.max(15, windowSeconds)),
  RegistrationSeconds: 1n,
  SnapshotAgeSeconds: 1n,
});

/** 5 % to verifiers, 5 % to the application, 5 % to the treasury, royalties up to 10 %; at least 75 % to the node. */
export const firstSplit: Split = { verifiersBps: 500, appBps: 500, treasuryBps: 500, maxRoyaltyBps: 1000, issuanceBps: 2500 };
