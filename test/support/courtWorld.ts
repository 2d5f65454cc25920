import { Wallet } from 'ethers/wallet';
import auditCourt from '../../electron/services/chain/abi/AuditCourt.json' with { type: 'json' };
import beaconArtifact from '../../electron/services/chain/abi/Beacon.json' with { type: 'json' };
import disputeGame from '../../electron/services/chain/abi/DisputeGame.json' with { type: 'json' };
import leafJudge from '../../electron/services/chain/abi/LeafJudge.json' with { type: 'json' };
import {
  beaconPublicKey,
  beaconRandomness,
  beaconRoundAt,
  deriveBeaconKey,
  encodeG1,
  encodeG2,
  signBeaconRound,
} from '../../electron/protocol/beacon.ts';
import { compareBytes, fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { buildSearchTree, type SearchLeaf, type SearchStep } from '../../electron/protocol/searchTree.ts';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, type JobOrder, type Receipt, type Vote } from '../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import bondCoin from '../contracts/abi/BondCoin.json' with { type: 'json' };
import courtDouble from '../contracts/abi/CourtDouble.json' with { type: 'json' };
import { accountOf, startCourtNet, type TestContract } from './courtNet.ts';

/** The order of IHearthParameters.Parameter. */
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
export const worldParameters: Readonly<Partial<Record<(typeof parameterNames)[number], number>>> = {
  AuditFloorBps: 500,
  FirstJobsAudited: 10,
  FirstCommittee: 3,
  SecondCommittee: 5,
  FinalCommittee: 7,
  CommitSeconds: 60,
  RevealSeconds: 60,
  ResponseSeconds: 600,
  DisputeBondWei: 1000,
  RejectBondWei: 100,
  VerifierPayWei: 30,
  VerifierPayMaxBps: 1000,
  FaultSlashBps: 5000,
  SilenceSlashBps: 2000,
  VerifierSlashBps: 1000,
  SnapshotAgeSeconds: 10,
};
export const stakeWei = 100_000n;
/** What the court of these tests is deployed with. */
export const drawDelaySeconds = 6;
export const epochSeconds = 60;
const beaconKey = deriveBeaconKey(new Uint8Array(48).fill(5));

export type SignedReceipt = {
  readonly order: JobOrder;
  readonly receipt: Receipt;
  readonly receiptSignature: Hex;
  readonly receiptHash: Hex;
};
export type AnchorPlace = {
  readonly batch: number;
  readonly header: { readonly root: Hex; readonly count: number; readonly valueWei: bigint; readonly anchoredAtSeconds: number };
  readonly index: number;
  readonly proof: readonly Hex[];
};
export type World = Awaited<ReturnType<typeof startCourtWorld>>;

/** A key of tests, worth nothing. */
export const keyOf = (name: string): Wallet => {
  const bytes = new Uint8Array(32).fill(3);
  bytes.set(new TextEncoder().encode(name).slice(0, 31), 1);
  return new Wallet(toHex(bytes));
};
export const repeat32 = (byte: number): Hex => toHex(new Uint8Array(32).fill(byte));
export const modelId = repeat32(0x11);
export const treasury = `0x${(0x7ea).toString(16).padStart(40, '0')}`;

/** The courts on a local chain, with stake, escrow and parameters played by a double that keeps real books. */
export async function startCourtWorld() {
  const net = await startCourtNet();
  const anyone = accountOf('anyone');
  const coin = await net.deploy(bondCoin, []);
  const double = await net.deploy(courtDouble, []);
  const schedule = { genesisSeconds: (await net.nowSeconds()) - 3000, periodSeconds: 3 };
  const beacon = await net.deploy(beaconArtifact, [
    encodeG2(beaconPublicKey(beaconKey)),
    schedule.genesisSeconds,
    schedule.periodSeconds,
    600,
  ]);
  const court = await net.deploy(auditCourt, [double.address, double.address, double.address, beacon.address, drawDelaySeconds, epochSeconds, 1000]);
  const judge = await net.deploy(leafJudge, [double.address]);
  const game = await net.deploy(disputeGame, [
    coin.address,
    double.address,
    double.address,
    double.address,
    judge.address,
    court.address,
    5000,
  ]);
  for (const [name, value] of Object.entries(worldParameters)) {
    await double.send(anyone, 'set', [parameterNames.indexOf(name as (typeof parameterNames)[number]), value]);
  }
  for (const each of [court, game]) await double.send(anyone, 'setCourt', [each.address]);
  const domain = { name: 'Hearth' as const, version: '1' as const, chainId: net.chainId, verifyingContract: double.address };

  const node = keyOf('node');
  const verifiers = Array.from({ length: 9 }, (_, i) => keyOf(`verifier${i}`));
  for (const each of [node, ...verifiers])
    await double.send(anyone, 'addNode', [each.address, accountOf(`operator of ${each.address}`), stakeWei]);
  await double.send(anyone, 'addSeats', [modelId, [node, ...verifiers].map((each) => each.address)]);

  const signReceipt = (changes: { order?: Partial<JobOrder>; receipt?: Partial<Receipt>; signer?: Wallet } = {}): SignedReceipt => {
    const signer = changes.signer ?? node;
    const order: JobOrder = {
      jobId: repeat32(1),
      client: accountOf('client'),
      provider: signer.address as Hex,
      app: accountOf('app'),
      reservationId: repeat32(2),
      modelId,
      tauVersion: 1,
      splitVersion: 1,
      inputRoot: repeat32(3),
      decodeHash: repeat32(4),
      nonceCommit: repeat32(5),
      tier: 1,
      auditPolicy: 0,
      maxUnitsIn: 100,
      maxUnitsOut: 100,
      priceInWei: 5n,
      priceOutWei: 7n,
      deadlineSeconds: 4_000_000_000,
      deliveryKey: repeat32(6),
      ...changes.order,
    };
    const receipt: Receipt = {
      orderHash: signingDigest(domain, 'JobOrder', order),
      exec: { modelId: order.modelId, planRoot: repeat32(7), runtimeId: repeat32(8), classId: 1 },
      io: { inputRoot: order.inputRoot, outputRoot: repeat32(9), seedHash: repeat32(10), unitsIn: 10, unitsOut: 20, stopReason: 2 },
      trace: { rowRoot: repeat32(11), sketchRoot: repeat32(12), tapRoot: repeat32(13) },
      meter: { startedAtMs: 1, finishedAtMs: 2, queueMs: 0, firstUnitMs: 1, computeMs: 1 },
      provider: signer.address as Hex,
      epoch: 1,
      seq: 0,
      prev: repeat32(0),
      bundleHash: toHex(p.sha256(new TextEncoder().encode('bundle'))),
      ...changes.receipt,
    };
    const receiptHash = signingDigest(domain, 'Receipt', receipt);
    return { order, receipt, receiptHash, receiptSignature: signer.signingKey.sign(receiptHash).serialized as Hex };
  };

  let batches = 0;
  const anchor = async (
    receipts: readonly SignedReceipt[],
    batch = batches++,
    from = receipts[0]!.receipt.provider,
  ): Promise<AnchorPlace[]> => {
    const leaves = receipts.map((each) => fromHex(each.receiptHash));
    const root = toHex(merkleRoot(p, treeTag.anchorBatch, leaves));
    await double.send(from, 'anchor', [batch, root, receipts.length, 100n]);
    const header = { root, count: receipts.length, valueWei: 100n, anchoredAtSeconds: await net.nowSeconds() };
    return leaves.map((_, index) => ({ batch, header, index, proof: merkleProof(p, treeTag.anchorBatch, leaves, index).map(toHex) }));
  };

  const sendRound = async (round: number) => {
    const signature = signBeaconRound(p, beaconKey, round);
    const { gasUsed } = await beacon.send(anyone, 'storeRound', [round, encodeG1(signature)]);
    return { gasUsed, randomness: toHex(beaconRandomness(p, signature)) };
  };
  const storeRound = async (round: number): Promise<Hex> => (await sendRound(round)).randomness;
  /** Lets the round that draws what was anchored at a time come, and stores it. */
  const drawRound = async (anchoredAtSeconds: number): Promise<Hex> => {
    await net.skipSeconds(10);
    return storeRound(beaconRoundAt(schedule, anchoredAtSeconds + drawDelaySeconds));
  };

  /** What the round that draws for a time will be: the key of tests is known. */
  const randomnessAfter = (atSeconds: number): Hex => toHex(beaconRandomness(p, signBeaconRound(p, beaconKey, beaconRoundAt(schedule, atSeconds + drawDelaySeconds))));

  const storeRoundGas = async (anchoredAtSeconds: number): Promise<number> =>
    (await sendRound(beaconRoundAt(schedule, anchoredAtSeconds + drawDelaySeconds))).gasUsed;

  const voteOf = (verifier: string, receiptHash: Hex, changes: Partial<Vote> = {}): Vote => ({
    receiptHash,
    verifier: verifier as Hex,
    round: 0,
    verdict: 1,
    kind: 0,
    chunk: 0,
    evidenceRoot: repeat32(20),
    salt: repeat32(21),
    ...changes,
  });
  const voteDigest = (vote: Vote): Hex => signingDigest(domain, 'Vote', vote);
  const leafOf = (vote: Vote): SearchLeaf => ({ key: fromHex(vote.receiptHash), content: fromHex(voteDigest(vote)) });
  /** Anchors a root of votes in the present epoch; where each vote is under it. */
  const commitTree = async (from: string, root: Uint8Array, paths: readonly (readonly SearchStep[])[]) => {
    const epoch = await court.view<bigint>('currentEpoch');
    const { gasUsed } = await court.send(from, 'commitEpoch', [epoch, root, paths.length]);
    const places = paths.map((path, index) => ({ epoch, index, path: path.map(({ pivot, sibling }) => ({ pivot: toHex(pivot), sibling: toHex(sibling) })) }));
    return { gasUsed, places };
  };
  /** Anchors votes of one verifier; where each is, in the order they are given. */
  const commitVotes = async (votes: readonly Vote[], from: string = votes[0]!.verifier) => {
    const leaves = votes.map(leafOf).sort((a, b) => compareBytes(a.key, b.key));
    const tree = buildSearchTree(p, treeTag.voteBatch, leaves);
    const { places } = await commitTree(from, tree.root, leaves.map((_, index) => tree.path(index)));
    return votes.map((vote) => places[leaves.findIndex(({ key }) => toHex(key) === vote.receiptHash)]!);
  };
  /** Lets an epoch of votes begin. */
  const skipToEpoch = async (epoch: number) => {
    const seconds = epoch * epochSeconds - (await net.nowSeconds());
    if (seconds > 0) await net.skipSeconds(seconds);
  };

  const clean = { id: await net.snapshot() };
  return {
    net,
    coin,
    double,
    beacon,
    court,
    judge,
    game,
    domain,
    node,
    verifiers,
    anyone,
    schedule,
    signReceipt,
    anchor,
    storeRound,
    drawRound,
    voteOf,
    voteDigest,
    leafOf,
    randomnessAfter,
    storeRoundGas,
    commitTree,
    commitVotes,
    skipToEpoch,
    /** The state after deployment. */
    async reset() {
      await net.revert(clean.id);
      clean.id = await net.snapshot();
      batches = 0;
    },
    walletOf: (address: string): Wallet => verifiers.find((each) => each.address.toLowerCase() === address.toLowerCase())!,
    signedArgument: ({ order, receipt, receiptSignature }: SignedReceipt) => ({ order, receipt, receiptSignature }),
    signVote: (vote: Vote, signer: Wallet): Hex => signer.signingKey.sign(voteDigest(vote)).serialized as Hex,
    coinOf: (account: string): Promise<bigint> => coin.view<bigint>('balanceOf', [account]),
    stakeOf: (account: string): Promise<bigint> => double.view<bigint>('slashableOf', [account]),
    async giveCoins(account: string, amountWei: bigint, spender: TestContract) {
      await coin.send(anyone, 'mint', [account, amountWei]);
      await coin.send(account, 'approve', [spender.address, amountWei]);
    },
  };
}
