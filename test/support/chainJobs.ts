import { randomBytes } from 'node:crypto';
import { keccak256 } from 'ethers/crypto';
import { toUtf8Bytes } from 'ethers/utils';
import type { Wallet } from 'ethers/wallet';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, type JobOrder, type Receipt } from '../../electron/protocol/typedData.ts';
import { buildAnchorTransaction, buildCall, domainOf } from '../../electron/services/chain/calls.ts';
import { reservationIdOf } from '../../electron/services/chain/chain.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { testApp, testModelId, zeroHash } from './chainActors.ts';
import type { TestNet } from './chainTestNet.ts';

export type TestJob = {
  readonly order: JobOrder;
  readonly orderSignature: Hex;
  readonly orderHash: Hex;
  readonly receipt: Receipt;
  readonly receiptHash: Hex;
  readonly priceWei: bigint;
};

/** An order of one input and one output unit with its receipt, signed as the programs sign them; worth `priceWei`. */
export function makeJob(
  net: TestNet,
  client: Wallet,
  provider: string,
  input: { readonly name: string; readonly priceWei: bigint; readonly order?: Partial<JobOrder>; readonly receipt?: Partial<Receipt> },
): TestJob {
  const domain = domainOf(net.deployment);
  const order: JobOrder = {
    jobId: keccak256(toUtf8Bytes(input.name)), client: client.address, provider, app: testApp,
    reservationId: reservationIdOf(client.address, provider), modelId: testModelId, tauVersion: 1, splitVersion: 1,
    inputRoot: zeroHash, decodeHash: zeroHash, nonceCommit: zeroHash, tier: 1, auditPolicy: 0, maxUnitsIn: 1, maxUnitsOut: 1,
    priceInWei: 0n, priceOutWei: input.priceWei, deadlineSeconds: 4_000_000_000, deliveryKey: zeroHash, ...input.order,
  };
  const orderHash = signingDigest(domain, 'JobOrder', order);
  const receipt: Receipt = {
    orderHash,
    exec: { modelId: order.modelId, planRoot: zeroHash, runtimeId: zeroHash, classId: 1 },
    io: { inputRoot: zeroHash, outputRoot: zeroHash, seedHash: zeroHash, unitsIn: 1, unitsOut: 1, stopReason: 0 },
    trace: { rowRoot: zeroHash, sketchRoot: zeroHash, tapRoot: zeroHash },
    meter: { startedAtMs: 1, finishedAtMs: 2, queueMs: 0, firstUnitMs: 1, computeMs: 1 },
    provider, epoch: 1, seq: 0, prev: zeroHash, bundleHash: zeroHash, ...input.receipt,
  };
  return {
    order, orderHash, receipt, orderSignature: client.signingKey.sign(orderHash).serialized as Hex,
    receiptHash: signingDigest(domain, 'Receipt', receipt), priceWei: input.priceWei,
  };
}

/** Where a receipt stands in an anchored batch, as JobEscrow.Place. */
export type AnchoredPlace = {
  readonly batch: number;
  readonly header: { readonly root: Hex; readonly count: number; readonly valueWei: bigint; readonly anchoredAtSeconds: number };
  readonly index: number;
  readonly proof: readonly Hex[];
};

/** Anchors the jobs' receipts, with `fill` further leaves before them, and gives each its place. */
export async function anchorJobs(net: TestNet, node: Wallet, jobs: readonly TestJob[], fill = 0): Promise<AnchoredPlace[]> {
  const leaves = [
    ...Array.from({ length: fill }, (_, i) => fromHex(keccak256(toUtf8Bytes(`fill ${i}`)))),
    ...jobs.map(({ receiptHash }) => fromHex(receiptHash)),
  ];
  const root = toHex(merkleRoot(p, treeTag.anchorBatch, leaves));
  const valueWei = jobs.reduce((sum, { priceWei }) => sum + priceWei, 0n);
  const { batchCount } = await net.chain.readLedger(node.address);
  const sent = await net.send(node, buildAnchorTransaction(net.deployment, { root, count: leaves.length, valueWei }));
  const anchoredAtSeconds = (await net.chain.readBlock(sent.blockNumber))!.timeSeconds;
  return jobs.map((_, i) => ({
    batch: batchCount,
    header: { root, count: leaves.length, valueWei, anchoredAtSeconds },
    index: fill + i,
    proof: merkleProof(p, treeTag.anchorBatch, leaves, fill + i).map(toHex),
  }));
}

/** Where a receipt stands in a voucher's tree, as JobEscrow.VoucherPlace; `receiptHashes` are all that the voucher covers. */
export function placeInVoucher(receiptHashes: readonly Hex[], index: number): { receiptsRoot: Hex; count: number; index: number; proof: Hex[] } {
  const leaves = receiptHashes.map(fromHex);
  return {
    receiptsRoot: toHex(merkleRoot(p, treeTag.voucherReceipt, leaves)),
    count: leaves.length,
    index,
    proof: merkleProof(p, treeTag.voucherReceipt, leaves, index).map(toHex),
  };
}

export const openClaim = (net: TestNet, job: TestJob, place: AnchoredPlace, from: Wallet) =>
  net.send(from, buildCall(net.deployment, 'JobEscrow', 'openClaim', [job.order, job.orderSignature, job.receipt, place]));

export type TestModel = {
  readonly modelId: Hex;
  readonly royaltyBps: number;
  readonly contributors?: readonly { readonly holder: string; readonly shareBps: number }[];
  readonly supersedes?: Hex;
  readonly roots?: { readonly weightsRoot: Hex; readonly graphRoot: Hex; readonly planRoot: Hex; readonly columnsRoot: Hex };
};

/** Registers a model by commitment, as a publisher does. */
export async function registerModel(net: TestNet, publisher: Wallet, model: TestModel): Promise<void> {
  const salt = toHex(randomBytes(32));
  const [commitment] = await net.chain.readContract('ModelRegistry', 'commitmentOf', [model.modelId, publisher.address, salt]);
  await net.send(publisher, buildCall(net.deployment, 'ModelRegistry', 'commit', [commitment]));
  await net.skipSeconds(3);
  const registration = {
    modelId: model.modelId,
    roots: model.roots ?? { weightsRoot: zeroHash, graphRoot: zeroHash, planRoot: zeroHash, columnsRoot: zeroHash },
    supersedes: model.supersedes ?? zeroHash,
    royaltyBps: model.royaltyBps,
    contributors: (model.contributors ?? []).map(({ holder }) => holder),
    contributorsBps: (model.contributors ?? []).map(({ shareBps }) => shareBps),
    uri: 'ipfs://model',
  };
  await net.send(publisher, buildCall(net.deployment, 'ModelRegistry', 'register', [registration, salt]));
}
