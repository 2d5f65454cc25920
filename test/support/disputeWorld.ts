import type { Wallet } from 'ethers/wallet';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { buildApproveTransaction, buildCall, buildBindNodeTransaction, buildStakeTransaction, buildTransferTransaction, domainOf, nodeBindingTypes, type Call } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction, readAuditRound } from '../../electron/services/chain/court.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import { readDisputeBond, readDisputes } from '../../electron/services/chain/disputeReads.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, testModelId } from './chainActors.ts';
import { anchorJobs, makeJob, registerModel, type TestJob } from './chainJobs.ts';
import { startTestNet, testBeaconKey, testParameters, testWallet } from './chainTestNet.ts';
import { graphCount, graphLeaf, modelRoots, type Replay } from './courtTrace.ts';

export const responseSeconds = 600;
/** Nodes of the accused's own operator with seats of the model, and verifiers of operators of their own. */
const [sybils, verifiers] = [4, 3].map((count, i) => Array.from({ length: count }, (_, n) => testWallet(`${i === 0 ? 'sybil' : 'verifier'} ${n}`))) as [Wallet[], Wallet[]];

export type OpenDispute = { readonly subject: game.DisputeSubject; readonly disputeId: Hex; readonly job: TestJob };
export type DisputeWorld = Awaited<ReturnType<typeof startDisputeWorld>>;

/** The contracts as they are deployed, on a real EVM: a node with stake, an anchored receipt of its, and seats of its model. Each trial begins in the same state. */
export async function startDisputeWorld({ bonded = [] }: { /** Whoever else may put up bonds. */ readonly bonded?: readonly Wallet[] } = {}) {
  const [client, node, challenger, friend] = ['client', 'node', 'challenger', 'friend'].map(testWallet) as [Wallet, Wallet, Wallet, Wallet];
  const net = await startTestNet({ deploy: { parameters: { ...testParameters(), ResponseSeconds: BigInt(responseSeconds) } } });
  const { deployment: d } = net;
  await enrolNode(net, node, 10_000n * weiPerCoin);
  const bondWei = await readDisputeBond(net.chain, node.address);
  await fundReservation(net, client, node.address, 100n * weiPerCoin);
  await registerModel(net, client, { modelId: testModelId, royaltyBps: 0, roots: modelRoots });
  for (const each of [challenger, friend, ...bonded]) {
    await net.send(net.deployer, buildTransferTransaction(d, each.address, 2n * bondWei));
    await net.send(each, game.buildApproveBond(d, 2n * bondWei));
  }
  await seatEveryone();
  const job = makeJob(net, client, node.address, { name: 'disputed', priceWei: weiPerCoin });
  const [place] = await anchorJobs(net, node, [job], 31);
  const receiptSignature = node.signingKey.sign(job.receiptHash).serialized as Hex;
  const { anchoredAtSeconds } = place!.header;
  await net.skipSeconds(10);
  const { round } = await readAuditRound(net.chain, anchoredAtSeconds);
  await net.send(net.deployer, buildStoreRoundTransaction(d, round, signBeaconRound(p, testBeaconKey, round)));
  let clean = await net.snapshot();

  async function seatEveryone(): Promise<void> {
    const seatWei = testParameters().SeatStakeWei;
    for (const each of verifiers) await enrolNode(net, each, seatWei);
    const deadlineSeconds = (await net.nowSeconds()) + 10_000;
    for (const each of sybils) {
      const binding = { node: each.address, operator: node.address, deadlineSeconds };
      await net.send(node, buildBindNodeTransaction(d, { node: each.address, deadlineSeconds, signature: (await each.signTypedData(domainOf(d, 'StakeManager'), nodeBindingTypes, binding)) as Hex }));
      await net.send(net.deployer, buildApproveTransaction(d, 'StakeManager', seatWei));
      await net.send(net.deployer, buildStakeTransaction(d, each.address, seatWei));
    }
    for (const [owner, seat] of [...verifiers.map((each) => [each, each] as const), ...sybils.map((each) => [node, each] as const)]) {
      await net.send(owner, buildCall(d, 'StakeManager', 'registerSeat', [seat.address, testModelId]));
    }
    await net.skipSeconds(5);
  }

  return {
    net, client, node, challenger, friend, sybils, verifiers, bondWei, job, anchoredAtSeconds,
    /** Undoes everything since the world began. */
    async reset(): Promise<void> {
      await net.revert(clean);
      clean = await net.snapshot();
    },
    coinOf: async (account: Wallet): Promise<bigint> => (await net.chain.readBalance(account.address)).coinWei,
    stakeOf: async (): Promise<bigint> => (await net.chain.readStake(node.address)).activeWei,
    async open(theirs: Hex): Promise<OpenDispute & { gas: bigint }> {
      const sent = await net.send(challenger, game.buildOpenDisputeTransaction(d, { ...job, receiptSignature }, place!, { kind: 1, chunk: 0, traceRoot: theirs }));
      return { ...game.parseOpenedDispute(d, sent.logs)!, job, gas: sent.gasUsed };
    },
    /** Sends; what it cost in gas. */
    act: async (from: Wallet, call: Call): Promise<bigint> => (await net.send(from, call)).gasUsed,
    answer: ({ subject }: OpenDispute, theirs: Replay, listHash: Hex): Call => game.buildAnswerDispute(d, subject, theirs.root, listHash),
    name: ({ subject }: OpenDispute, theirs: Replay, at: number, element: number): Call => buildCall(d, 'DisputeGame', 'name', [subject, theirs.root, at, 0, element, graphCount, graphLeaf(at)]),
    openElement: ({ subject }: OpenDispute, theirs: Replay, at: number, element: number, rule: 'openDot' | 'openMove'): Call =>
      buildCall(d, 'DisputeGame', rule, [subject, theirs.root, theirs[rule](at, element)]),
    expireAnswer: ({ subject }: OpenDispute, theirs: Replay): Call => game.buildExpireAnswer(d, subject, theirs.root),
    refund: ({ subject }: OpenDispute, theirs: Replay): Call => game.buildRefundAnswer(d, subject, theirs.root),
    expire: ({ subject }: OpenDispute): Call => game.buildExpireDisputeTransaction(d, subject),
    read: async ({ disputeId }: OpenDispute) => (await readDisputes(net.chain, { disputeId }, 0))[0]!,
    committeeOf: async (receiptHash: Hex, size: number): Promise<string[]> => [...((await net.chain.readContract('AuditCourt', 'committeeOf', [receiptHash, testModelId, node.address, anchoredAtSeconds, size]))[0] as string[])],
    close: () => net.stop(),
  };
}
