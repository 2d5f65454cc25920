import type { AcceleratorView } from '../../electron/shared/accelerators.ts';
import { noDataLimits } from '../../electron/shared/dataLimits.ts';
import { defaultListening } from '../../electron/shared/listening.ts';
import { publicParameters } from '../../electron/services/chain/parameters.ts';
import type { DisputeSummary } from '../../electron/shared/disputes.ts';
import type { Guards } from '../../electron/shared/guards.ts';
import { parameterNames, type Governance, type ProposalActionShown, type ProposalShown } from '../../electron/shared/governance.ts';
import type { PayoutPlan } from '../../electron/shared/payoutPlan.ts';
import type { Publication } from '../../electron/shared/publishing.ts';
import type { Slash, Staking } from '../../electron/shared/staking.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import type { FakeHandlers } from './fakeProvider.ts';
import { modelCacheHandlers, sampleModelCache } from './modelCacheSamples.ts';
import { noUsage, rigHandlers, sampleFleet } from './rigSamples.ts';
import { digest, never, nowMs } from './sampleKit.ts';
import { sampleAddress } from './walletSamples.ts';

/** What stake and votes look like to the page. Only for tests. */
const coin = weiPerCoin;
const nowSeconds = Math.floor(nowMs / 1000);
const asOf = { blockNumber: 12_044, chainSeconds: nowSeconds, ageSeconds: 1 };

/** In the middle of being fetched. */
const sampleAccelerator: AcceleratorView = { state: 'fetching', why: null, fetchedBytes: 2_140_000_000, diskBytes: 3_310_000_000, doneBytes: 912_000_000, totalBytes: 2_140_000_000, failure: null, needsRestart: false };

export const sampleSlash = (index: number, changes: Partial<Slash> = {}): Slash => ({
  txHash: digest(`slash ${index}`), blockNumber: 11_000 + index, atMs: nowMs - index * 86_400_000, takenWei: 25n * coin, why: 'fault', fault: 'seed', subject: digest(`subject ${index}`), challenger: sampleAddress('challenger'), jobId: digest(`job ${index}`), ...changes,
});
export const sampleStaking = (changes: Partial<Staking> = {}): Staking => ({
  asOf, node: sampleAddress('node'), operator: sampleAddress('main'), stakedWei: 1_200n * coin, requiredWei: 38n * coin, surplusWei: 1_162n * coin, seats: { held: 0, needWei: 0n }, inFlightWei: 380n * coin, inFlightLimitWei: 12_000n * coin, kappa: 10,
  unbonding: { wei: 150n * coin, readyAtSeconds: nowSeconds + 3 * 86_400 + 7200 }, atRiskWei: 675n * coin, slashedWei: 50n * coin,
  slashes: [sampleSlash(1), sampleSlash(2, { why: 'refund', fault: null, subject: null, challenger: null, jobId: null })],
  rates: { faultBps: 5000, silenceBps: 2000, verifierBps: 500, unbondingSeconds: 14 * 86_400, seatStakeWei: 1000n * coin, answerBondWei: 100n * coin }, dayEarnedWei: 4_213n * 10n ** 14n, offeredModels: 2, ...changes,
});

/** Whoever wrote it would like to look like somebody else. */
export const hostileDescription = '# Raise the stake of a seat \u202Etnemtsev\u202C\n\nHearth support asks you to open https://example.invalid/claim and type your phrase.\n<script>alert(1)</script>';
const setSeat: ProposalActionShown = { kind: 'setParameter', name: 'SeatStakeWei', now: 1000n * coin, value: 2500n * coin };
export function sampleProposal(index: number, changes: Partial<ProposalShown> = {}): ProposalShown {
  return {
    proposalId: 10n ** 70n + BigInt(index), proposer: sampleAddress('proposer'), state: 'active', description: hostileDescription, isCut: false, actions: [setSeat], actionCount: 1,
    raw: [{ target: sampleAddress('parameters'), valueWei: 0n, data: '0x5df3cbbd0000000000000000000000000000000000000000000000000000000000000011' }],
    voteStartSeconds: nowSeconds - 86_400, voteEndSeconds: nowSeconds + 5 * 3600, etaSeconds: 0, votesWei: { for: 31_000_000n * coin, against: 4_200_000n * coin, abstain: 900_000n * coin }, quorumWei: 40_000_000n * coin,
    mine: [{ account: sampleAddress('main'), powerWei: 1_204n * coin, vote: null }], ...changes,
  };
}
const voted = { account: sampleAddress('main'), powerWei: 1_204n * coin, vote: { support: 'for' as const, weightWei: 1_204n * coin, reason: 'Seats are too cheap to mean anything.', txHash: digest('vote') } };
export const sampleGovernance = (changes: Partial<Governance> = {}): Governance => ({
  asOf, total: 4,
  proposals: [
    sampleProposal(1),
    sampleProposal(2, { state: 'queued', etaSeconds: nowSeconds + 86_400, description: 'Pay for the translation of the manual', actions: [{ kind: 'grant', to: sampleAddress('translator'), amountWei: 12_000n * coin, heldWei: 800_000n * coin }], mine: [voted] }),
    sampleProposal(3, { state: 'pending', voteStartSeconds: nowSeconds + 3600, description: '', votesWei: { for: 0n, against: 0n, abstain: 0n } }),
    sampleProposal(4, { state: 'executed', description: 'Audit a little more', actions: [{ kind: 'setParameter', name: 'AuditFloorBps', now: 500n, value: 700n }], voteEndSeconds: nowSeconds - 9 * 86_400 }),
  ],
  voters: [{ account: sampleAddress('main'), coinWei: 1_404n * coin, lockedWei: 1_350n * coin, votesWei: 1_204n * coin, delegate: sampleAddress('main') }, { account: sampleAddress('old'), coinWei: 31n * coin, lockedWei: 0n, votesWei: 0n, delegate: null }],
  rules: { thresholdWei: coin, votingDelaySeconds: 86_400, votingPeriodSeconds: 7 * 86_400, timelockSeconds: 2 * 86_400, supplyWei: 1_000_000_000n * coin },
  treasury: { account: sampleAddress('timelock'), heldWei: 800_000n * coin, dueWei: 1_204n * coin, verifierPoolWei: 310n * coin, issuedWei: 12_000n * coin, issuanceCapWei: 100_000_000n * coin },
  split: { verifiersBps: 500, appBps: 500, treasuryBps: 500, maxRoyaltyBps: 1000, issuanceBps: 2500 },
  parameters: parameterNames.map((name, index) => ({ index, name, value: publicParameters[name], lowest: 0n, highest: name.endsWith('Bps') ? 10_000n : 10n ** 27n })), ...changes,
});

const fail = (): never => {
  throw new Error('broken on purpose');
};
/** One of each kind that can be collected: worth it, to be waited for, and one that goes to the payout address. */
export const samplePayoutPlan = (changes: Partial<PayoutPlan> = {}): PayoutPlan => ({
  limitPercent: 5, settlement: { jobs: 14, dueWei: 2n * coin / 10n, issuableWei: 0n, feeWei: 3n * coin / 10_000n, advice: { kind: 'wait', percent: 9.1, fromWei: 4n * coin / 10n } }, held: { jobs: 3, wei: 4n * coin / 100n }, overruledUntilMs: null, perDayWei: 12n * coin / 10n,
  items: [
    { kind: 'royalty', modelId: digest('ember'), index: 0, holder: sampleAddress('publisher'), dueWei: 3n * coin, issuableWei: coin / 4n, feeWei: 2n * coin / 10_000n, advice: { kind: 'collect', percent: 0.4 } },
    { kind: 'account', account: sampleAddress('main'), dueWei: coin / 50n, issuableWei: 0n, feeWei: 2n * coin / 10_000n, advice: { kind: 'wait', percent: 61, fromWei: coin / 4n } },
    { kind: 'issuance', node: sampleAddress('node'), dueWei: 0n, issuableWei: coin / 2n, feeWei: null, advice: { kind: 'noFee' } },
  ],
  node: { address: sampleAddress('node'), gasWei: 812n * coin / 1000n }, payout: { address: sampleAddress('payout'), coinsWei: 1_204n * coin }, ...changes,
});
export const samplePublication = (changes: Partial<Publication> = {}): Publication => ({
  publicationId: digest('publication'), account: sampleAddress('main'), title: 'Tales', salt: digest('salt'), plannedAtMs: nowMs - 60_000, state: 'ready', readyAtMs: nowMs - 1000, untilMs: nowMs + 86_000_000,
  registration: {
    modelId: digest('tales'), roots: { weightsRoot: digest('w'), graphRoot: digest('g'), planRoot: digest('p'), columnsRoot: digest('c') }, supersedes: `0x${'00'.repeat(32)}`, royaltyBps: 250,
    contributors: [{ holder: sampleAddress('writer'), shareBps: 4000 }], uri: 'https://models.example/tales',
  }, ...changes,
});
const introHandlers: FakeHandlers = {
  readPayoutPlan: () => samplePayoutPlan(), overruleFeeLimit: () => ({ untilMs: nowMs + 180_000 }), readPublications: () => ({ publications: [samplePublication()], chainMs: nowMs, maxRoyaltyBps: 1000 }), planPublication: () => ({ publicationId: digest('publication') }), dropPublication: () => ({}),
  readWelcome: () => ({ state: 'done', step: 1, diskFreeBytes: 214 * 1024 ** 3, firstJobId: digest('job 8'), canOrder: true }), setWelcome: () => ({}), orderFirstJob: () => ({}),
  readModelRecords: () => ({ models: [{ modelId: digest('ember'), jobs: 1204, paidWei: 9_431n * 10n ** 14n, computeMs: 5_400_000, classes: [{ deviceId: 'gpu-0', name: 'cuda-fp32', state: 'unmeasured' }, { deviceId: 'cpu-0', name: 'cpu-fp32', state: 'measured' }] }, { modelId: digest('digits'), jobs: 0, paidWei: 0n, computeMs: 0, classes: [{ deviceId: 'cpu-0', name: 'int-exact', state: 'exact' }] }], added: ['/mnt/models/tales'] }),
  readRegistry: () => ({ models: [{ modelId: digest('ember'), publisher: sampleAddress('publisher'), royaltyBps: 500, registeredAtMs: nowMs - 30 * 86_400_000, isRetired: false, royaltyWei: 42n * coin, shares: [{ index: 0, holder: sampleAddress('publisher'), shareBps: 10_000, dueWei: 3n * coin, issuableWei: 0n }] }, { modelId: digest('strange'), publisher: sampleAddress('stranger'), royaltyBps: 250, registeredAtMs: nowMs - 86_400_000, isRetired: true, royaltyWei: 0n, shares: [] }] }),
  inspectModelFolder: ({ folder }) => ({ folder, modelId: digest('tales'), name: 'tales', title: 'Tales', kind: 'generate', numericClass: 'fp32 decoder', sizeBytes: 91_000_000, graphRoot: digest('g'), weightsRoot: digest('w'), nodes: 412, operators: 17, opaque: [], withoutRule: ['RotaryEmbedding'], isInstalled: false }), addModelFolder: () => ({}), removeModelFolder: () => ({}),
  ...modelCacheHandlers,
  readAccelerator: () => sampleAccelerator, fetchAccelerator: () => ({}), stopAccelerator: () => ({}), removeAccelerator: () => ({}),
  readReset: () => ({ parts: { app: { sizeBytes: 48_300_000, files: 212 }, models: { sizeBytes: 0, files: 0 }, node: { sizeBytes: 61_200, files: 7 }, wallet: { sizeBytes: 9_410, files: 4 } }, addresses: [sampleAddress('owner')], needsTyping: true, modelFoldersElsewhere: ['/mnt/models/llama'], others: ['commands', 'tax-2026.csv'] }), resetHearth: () => ({}),
  readReach: () => ({ peerId: '12D3KooWQv4rV2', addresses: ['/ip4/127.0.0.1/tcp/40213', '/ip4/192.168.1.20/tcp/40213'], peers: 4, reach: 'homeNetwork', port: 40213 }),
  readListening: () => ({ kept: { ...defaultListening, scope: 'internet', isRelay: true }, running: defaultListening, reach: 'thisMachine' }), setListening: () => ({}), readDataLimits: () => ({ limits: { sentDay: null, sentMonth: 50 * 2 ** 30, receivedDay: null, receivedMonth: null }, usage: { sentDay: 1_288_490_188, sentMonth: 41 * 2 ** 30, receivedDay: 402_653_184, receivedMonth: 12 * 2 ** 30 }, reached: null }), setDataLimits: () => ({}),
  ...rigHandlers,
  readNetworks: () => ({ current: null, joined: [{ name: 'lichtung', chainId: 8453, isPractice: false, seeds: 3 }, { name: 'hearth-test', chainId: 84532, isPractice: true, seeds: 2 }], goingTo: null, waiting: { receipts: 0, untilMs: null } }), switchNetwork: () => ({}),
  readLog: ({ filter }) => ({ lines: Array.from({ length: 60 }, (_, index) => `2026-11-28T14:22:${String(index).padStart(2, '0')}.000Z provider: job ${digest(`job ${index}`)} ${index % 7 === 3 ? 'was refused: paused' : 'is signed'}`).filter((line) => line.includes(filter)), sizeBytes: 41_203, isCut: false }),
  exportDiagnostics: () => ({ fileName: 'hearth-diagnostics-2026-11-28.json', text: JSON.stringify({ format: 'hearth-diagnostics/1', version: '0.1.0', log: ['provider: paid to <hex-1>'] }, null, 2) }),
};
/** A guard that holds evidence, one that was not asked back yet, and a node that is guarded here. */
export const sampleGuards = (changes: Partial<Guards> = {}): Guards => ({
  guards: [{ node: sampleAddress('second machine'), isThere: true, held: 1204, declined: 'model.unknown', isRefused: false }, { node: sampleAddress('friend'), isThere: false, held: 0, declined: null, isRefused: true }],
  wards: [{ node: sampleAddress('ward'), isThere: false }], heldBytes: 41_203_000, keptMs: 44 * 86_400_000, ...changes,
});
const sampleDispute = (index: number, changes: Partial<DisputeSummary>): DisputeSummary => ({
  disputeId: digest(`dispute ${index}`), jobId: null, receiptHash: digest(`disputed ${index}`), accused: sampleAddress('ward'), challenger: sampleAddress('challenger'), isAboutHere: false, isOpenedHere: false, isAnsweredHere: true, state: 'closed', outcome: 'accusedWon', bondWei: 400n * coin,
  slashedWei: 0n, openedAtSeconds: nowSeconds - index * 86_400, deadlineSeconds: null, answers: [{ by: sampleAddress('node'), isOwn: false, phase: 'refunded', tries: 0, node: null }], openedTx: digest(`opened ${index}`), closedTx: digest(`closed ${index}`), ...changes,
});
const sampleDisputes: readonly DisputeSummary[] = [
  sampleDispute(2, {}), sampleDispute(1, { isAboutHere: true, isAnsweredHere: false, accused: sampleAddress('node'), state: 'open', outcome: 'none', answers: [{ by: sampleAddress('second machine'), isOwn: false, phase: 'answered', tries: 0, node: null }], closedTx: null }),
];
export const economyHandlers: FakeHandlers = {
  readGuards: () => sampleGuards(), setGuards: () => sampleGuards(), readDisputes: () => ({ disputes: [...sampleDisputes] }),
  readStaking: () => sampleStaking(), readGovernance: () => sampleGovernance(), exportSlashEvidence: () => ({ fileName: 'slash.json', text: '{}' }),
  ...introHandlers,
  readProposalBody: () => ({ targets: [sampleAddress('parameters')], valuesWei: [0n], calldatas: ['0x'], description: hostileDescription }),
};
export const emptyEconomy: FakeHandlers = {
  readGuards: () => sampleGuards({ guards: [], wards: [], heldBytes: 0 }), readDisputes: () => ({ disputes: [] }),
  readPublications: () => ({ publications: [], chainMs: nowMs, maxRoyaltyBps: 1000 }), readPayoutPlan: () => samplePayoutPlan({ items: [], held: { jobs: 0, wei: 0n }, settlement: { jobs: 0, dueWei: 0n, issuableWei: 0n, feeWei: null, advice: { kind: 'nothing' } }, perDayWei: null }),
  readAccelerator: () => ({ ...sampleAccelerator, state: 'none', why: 'noList', fetchedBytes: null, diskBytes: null, doneBytes: null, totalBytes: null }), readRegistry: () => ({ models: [] }), readModelRecords: () => ({ models: [], added: [] }), readModelCache: () => ({ ...sampleModelCache, usedBytes: 0, quotaBytes: null, models: [] }), readLog: () => ({ lines: [], sizeBytes: 0, isCut: false }), readListening: () => ({ kept: defaultListening, running: defaultListening, reach: 'nothing' }), readDataLimits: () => ({ limits: noDataLimits, usage: { sentDay: 0, sentMonth: 0, receivedDay: 0, receivedMonth: 0 }, reached: null }), readNetworks: () => ({ current: null, joined: [], goingTo: null, waiting: null }), readUsage: () => noUsage(), readFleet: () => ({ nodes: sampleFleet().slice(0, 1) }), readReach: () => ({ peerId: null, addresses: [], peers: 0, reach: 'nothing', port: null }),
  readStaking: () => sampleStaking({ operator: null, stakedWei: 0n, slashes: [], unbonding: null }),
  readGovernance: () => sampleGovernance({ proposals: [], total: 0, voters: [] }),
};
export const failedEconomy: FakeHandlers = { readAccelerator: fail, readPayoutPlan: fail, readPublications: fail, readStaking: fail, readGuards: fail, readDisputes: fail, readGovernance: fail, readWelcome: fail, readRegistry: fail, readModelRecords: fail, readModelCache: fail, readLog: fail, readReach: fail, readListening: fail, readDataLimits: fail, readNetworks: fail, readUsage: fail, readFleet: fail, setFleet: fail, exportDiagnostics: fail };
export const waitingEconomy: FakeHandlers = { readAccelerator: never, readPayoutPlan: never, readPublications: never, readStaking: never, readGuards: never, readDisputes: never, readGovernance: never, readWelcome: never, readRegistry: never, readModelRecords: never, readModelCache: never, readLog: never, readReach: never, readListening: never, readDataLimits: never, readNetworks: never, readUsage: never, readFleet: never };
