import { z } from 'zod';
import { addressShape, bytes32Shape, hexShape, safeUintShape, uint16Shape, uint32Shape, uint8Shape, weiShape } from './units.ts';
import { asOfShape } from './staking.ts';

const chainFails = ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'] as const;
/** The governed numbers, in the order of IHearthParameters.Parameter; the unit is in the name, `Bps` are ten-thousandths. */
export const parameterNames = [
  'AuditFloorBps',
  'FirstJobsAudited',
  'FirstCommittee',
  'SecondCommittee',
  'FinalCommittee',
  'CommitSeconds',
  'RevealSeconds',
  'ResponseSeconds',
  'DisputeBondWei',
  'RejectBondWei',
  'VerifierPayWei',
  'VerifierPayMaxBps',
  'FaultSlashBps',
  'SilenceSlashBps',
  'VerifierSlashBps',
  'UnbondingSeconds',
  'ClaimSeconds',
  'SeatStakeWei',
  'RegistrationSeconds',
  'SnapshotAgeSeconds',
  'DisputeBondBps',
] as const;
export type ParameterName = (typeof parameterNames)[number];

/** Of a description that is shown; the whole stays on the chain and is hashed from there. */
export const shownDescription = 4000;

/** One call of a proposal, read from its bytes. `now` is what the governed number is at present. */
export const proposalActionShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('setParameter'), name: z.enum(parameterNames), now: weiShape, value: weiShape }),
  z.strictObject({ kind: z.literal('grant'), to: addressShape, amountWei: weiShape, /** Of the treasury, whose coins these are. */ heldWei: weiShape }),
  z.strictObject({ kind: z.literal('other'), words: z.string().max(600) }),
]);
export type ProposalActionShown = z.output<typeof proposalActionShape>;

export const supportShape = z.enum(['against', 'for', 'abstain']);
export type SupportName = z.infer<typeof supportShape>;
export const proposalStateShape = z.enum(['pending', 'active', 'canceled', 'defeated', 'succeeded', 'queued', 'expired', 'executed']);

export const proposalShape = z.strictObject({
  /** A uint256. */
  proposalId: weiShape,
  proposer: addressShape,
  state: proposalStateShape,
  /** Network text, untrusted; cut to a length that can be shown. */
  description: z.string().max(shownDescription),
  isCut: z.boolean(),
  actions: z.array(proposalActionShape).max(10),
  /** Of more than ten calls only ten are shown, and the page says so. */
  actionCount: uint32Shape,
  raw: z.array(z.strictObject({ target: addressShape, valueWei: weiShape, data: hexShape })).max(10),
  voteStartSeconds: safeUintShape,
  voteEndSeconds: safeUintShape,
  /** When it may be executed; 0 before it is queued. */
  etaSeconds: safeUintShape,
  votesWei: z.strictObject({ against: weiShape, for: weiShape, abstain: weiShape }),
  quorumWei: weiShape,
  /** Of the accounts that were asked about: power as of the start of the vote (before that, as of now), and the vote as the chain stores it. */
  mine: z.array(z.strictObject({
    account: addressShape,
    powerWei: weiShape,
    vote: z.strictObject({ support: supportShape, weightWei: weiShape, reason: z.string().max(1000), txHash: bytes32Shape }).nullable(),
  })),
});
export type ProposalShown = z.output<typeof proposalShape>;

export const voterShape = z.strictObject({ account: addressShape, coinWei: weiShape, lockedWei: weiShape, votesWei: weiShape, /** null: nobody votes with these coins. */ delegate: addressShape.nullable() });

export const governanceShape = z.strictObject({
  asOf: asOfShape,
  /** Newest first. */
  proposals: z.array(proposalShape),
  total: uint32Shape,
  voters: z.array(voterShape),
  rules: z.strictObject({ thresholdWei: weiShape, votingDelaySeconds: safeUintShape, votingPeriodSeconds: safeUintShape, timelockSeconds: safeUintShape, supplyWei: weiShape }),
  treasury: z.strictObject({ account: addressShape, heldWei: weiShape, dueWei: weiShape, verifierPoolWei: weiShape, issuedWei: weiShape, issuanceCapWei: weiShape }),
  split: z.strictObject({ verifiersBps: uint16Shape, appBps: uint16Shape, treasuryBps: uint16Shape, maxRoyaltyBps: uint16Shape, issuanceBps: uint16Shape }),
  /** Every governed number, with what the contract lets it become. */
  parameters: z.array(z.strictObject({ index: uint8Shape, name: z.enum(parameterNames), value: weiShape, lowest: weiShape, highest: weiShape })),
});
export type Governance = z.output<typeof governanceShape>;

export const governanceCommands = {
  readGovernance: {
    takes: z.strictObject({ accounts: z.array(addressShape).max(20), limit: z.int().min(1).max(1000).default(100) }),
    gives: governanceShape,
    fails: chainFails,
  },
  /** The four parts of a proposal, whole: what queueing and executing it must repeat. */
  readProposalBody: {
    takes: z.strictObject({ proposalId: weiShape }),
    gives: z.strictObject({ targets: z.array(addressShape), valuesWei: z.array(weiShape), calldatas: z.array(hexShape), description: z.string() }),
    fails: [...chainFails, 'usage.invalid'],
  },
} as const;
