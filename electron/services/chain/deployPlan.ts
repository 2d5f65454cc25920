import { getCreateAddress } from 'ethers/address';
import { encodeG2 } from '../../protocol/beacon.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { contractNames, type ContractName } from './contracts.ts';
import type { ParameterValues, Split } from './parameters.ts';
import { parameterNames } from '../../shared/governance.ts';

export type DeployOptions = {
  readonly name: string;
  /** True: test money. */
  readonly practice: boolean;
  readonly rpcUrls: readonly string[];
  readonly windowSeconds: number;
  readonly payoutDelaySeconds: number;
  /** In-flight value allowed per unit of stake. */
  readonly kappa: number;
  readonly genesis: readonly { readonly holder: string; readonly amountWei: bigint }[];
  /** The most that is ever made after genesis. */
  readonly issuanceCapWei: bigint;
  readonly parameters: ParameterValues;
  readonly split: Split;
  /** Who may pause new orders once; null for nobody. */
  readonly guardian: string | null;
  /** Contracts that may slash besides those of the plan itself. */
  readonly courts: readonly string[];
  readonly court: CourtOptions;
  readonly governance: {
    readonly votingDelaySeconds: number;
    readonly votingPeriodSeconds: number;
    readonly proposalThresholdWei: bigint;
    /** Of the supply. */
    readonly quorumPercent: number;
    /** Between a decision and its execution. */
    readonly timelockSeconds: number;
  };
};

/** What the courts are deployed with, for good (docs/protocol/court.md). */
export type CourtOptions = {
  /** The randomness network's key: a compressed point of G2, 96 bytes. */
  readonly beaconKey: Uint8Array;
  readonly beaconGenesisSeconds: number;
  readonly beaconPeriodSeconds: number;
  /** How long a round may be late before a block's hash stands in. */
  readonly beaconFallbackSeconds: number;
  /** Between an anchor and the round that draws its audits. */
  readonly drawDelaySeconds: number;
  /** How long an epoch of votes lasts; a receipt's verifiers have at least that long, at most twice as long, to be paid. */
  readonly epochSeconds: number;
  /** For how long a rejected job makes all of a node's receipts audited. */
  readonly fullAuditSeconds: number;
  /** Until how long after its anchor a receipt may be disputed. */
  readonly openSeconds: number;
};

export type Addresses = Readonly<Record<ContractName, Hex>>;

const noAccount = `0x${'00'.repeat(20)}`;

/**
 * Where the contracts will be. They name each other in immutables, so each address is computed from the deployer's next nonces
 * before the first is made: nobody ever holds a right to connect them, and none has to be given up.
 */
export const planAddresses = (deployer: string, startNonce: number): Addresses =>
  Object.fromEntries(
    contractNames.map((contract, i) => [contract, getCreateAddress({ from: deployer, nonce: startNonce + i })]),
  ) as Addresses;

/** The constructor arguments of each contract. */
export function planArguments(options: DeployOptions, at: Addresses): Readonly<Record<ContractName, readonly unknown[]>> {
  const { governance, court } = options;
  return {
    HearthTimelock: [governance.timelockSeconds, at.HearthGovernor],
    HearthParameters: [
      at.HearthTimelock,
      options.windowSeconds,
      options.guardian ?? noAccount,
      [at.AuditCourt, at.DisputeGame, at.ReceiptProofs, ...options.courts],
      parameterNames.map((name) => options.parameters[name]),
      options.split,
    ],
    HearthToken: [
      at.JobEscrow,
      at.StakeManager,
      options.issuanceCapWei,
      options.genesis.map(({ holder }) => holder),
      options.genesis.map(({ amountWei }) => amountWei),
    ],
    StakeManager: [at.HearthToken, at.HearthParameters, at.JobEscrow, options.payoutDelaySeconds],
    ModelRegistry: [at.HearthParameters],
    JobEscrow: [at.HearthToken, at.StakeManager, at.ModelRegistry, at.HearthParameters, options.windowSeconds, options.kappa],
    HearthGovernor: [
      at.HearthToken,
      at.HearthTimelock,
      governance.votingDelaySeconds,
      governance.votingPeriodSeconds,
      governance.proposalThresholdWei,
      governance.quorumPercent,
    ],
    Beacon: [encodeG2(court.beaconKey), court.beaconGenesisSeconds, court.beaconPeriodSeconds, court.beaconFallbackSeconds],
    LeafJudge: [at.ModelRegistry],
    AuditCourt: [at.StakeManager, at.JobEscrow, at.HearthParameters, at.Beacon, court.drawDelaySeconds, court.epochSeconds, court.fullAuditSeconds],
    DisputeGame: [at.HearthToken, at.StakeManager, at.JobEscrow, at.HearthParameters, at.LeafJudge, at.AuditCourt, court.openSeconds],
    ReceiptProofs: [at.StakeManager, at.JobEscrow, at.HearthParameters, at.ModelRegistry],
  };
}

/** One thing to read back after a deployment, and what it must be. */
export type Wire = { readonly contract: ContractName; readonly call: string; readonly args: readonly unknown[]; readonly expected: string };

/** keccak256('PROPOSER_ROLE') and the others of TimelockController; the administrator's is zero. */
const role = {
  proposer: '0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1',
  canceller: '0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783',
  executor: '0xd8aa0f3194971a2a116679f7c2090f6939c8d4e01a2a8d7e41d55e5351469e63',
  administrator: `0x${'00'.repeat(32)}`,
} as const;

/** That the contracts know each other, and that the deployer kept no right. */
export const planWires = (at: Addresses, deployer: string): readonly Wire[] => {
  const wire = (contract: ContractName, call: string, expected: string, ...args: readonly unknown[]): Wire => ({ contract, call, args, expected });
  return [
    wire('HearthTimelock', 'hasRole', 'true', role.proposer, at.HearthGovernor),
    wire('HearthTimelock', 'hasRole', 'true', role.canceller, at.HearthGovernor),
    wire('HearthTimelock', 'hasRole', 'true', role.executor, noAccount),
    wire('HearthTimelock', 'hasRole', 'true', role.administrator, at.HearthTimelock),
    ...Object.values(role).map((id) => wire('HearthTimelock', 'hasRole', 'false', id, deployer)),
    wire('HearthParameters', 'treasury', at.HearthTimelock),
    wire('HearthParameters', 'isCourt', 'false', deployer),
    ...(['AuditCourt', 'DisputeGame', 'ReceiptProofs'] as const).flatMap((court) => [
      wire('HearthParameters', 'isCourt', 'true', at[court]),
      wire(court, 'stakes', at.StakeManager),
      wire(court, 'escrow', at.JobEscrow),
      wire(court, 'parameters', at.HearthParameters),
    ]),
    wire('AuditCourt', 'beacon', at.Beacon),
    wire('DisputeGame', 'token', at.HearthToken),
    wire('DisputeGame', 'judge', at.LeafJudge),
    wire('DisputeGame', 'panel', at.AuditCourt),
    wire('LeafJudge', 'models', at.ModelRegistry),
    wire('ReceiptProofs', 'models', at.ModelRegistry),
    wire('HearthToken', 'minter', at.JobEscrow),
    wire('HearthToken', 'locker', at.StakeManager),
    wire('StakeManager', 'token', at.HearthToken),
    wire('StakeManager', 'parameters', at.HearthParameters),
    wire('StakeManager', 'escrow', at.JobEscrow),
    wire('ModelRegistry', 'parameters', at.HearthParameters),
    wire('JobEscrow', 'token', at.HearthToken),
    wire('JobEscrow', 'stakeManager', at.StakeManager),
    wire('JobEscrow', 'registry', at.ModelRegistry),
    wire('JobEscrow', 'parameters', at.HearthParameters),
    wire('HearthGovernor', 'token', at.HearthToken),
    wire('HearthGovernor', 'timelock', at.HearthTimelock),
  ];
};

/** Whether what was read is what was planned; addresses compare without their checksum's case. */
export const isWireRight = (wire: Wire, found: unknown): boolean =>
  wire.expected.length === 42 ? sameAddress(String(found), wire.expected) : String(found) === wire.expected;
