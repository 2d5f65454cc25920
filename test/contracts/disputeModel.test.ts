import { join } from 'node:path';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { gameKey } from '../../electron/protocol/trace.ts';
import type { Call } from '../../electron/services/chain/calls.ts';
import { buildTransferTransaction } from '../../electron/services/chain/calls.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import { readDisputes, type DisputeAnswer } from '../../electron/services/chain/disputeReads.ts';
import { withCheatWeights } from '../../electron/services/models/cheatWeights.ts';
import { openModelFolder, type OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { openReplayGraph, type ReplayGraph } from '../../electron/services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { replayForGame, type GameReplay, type GameReplayWishes } from '../../electron/services/replay/gameReplay.ts';
import { columnsRootOf } from '../../electron/services/replay/weightColumns.ts';
import type { WeightCheat } from '../../electron/shared/cheats.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { tokenJob } from '../unit/services/replay/replays.ts';
import { enrolNode, fundReservation } from '../support/chainActors.ts';
import { anchorJobs, makeJob, registerModel } from '../support/chainJobs.ts';
import { startTestNet, testParameters, testWallet, type TestNet } from '../support/chainTestNet.ts';

/** The game on the deployed contracts, over real replays of a bundled model. */
const client = testWallet('client');
const node = testWallet('node');
const challenger = testWallet('challenger');
const bundle = tokenJob(24, 40, 1500);
let net: TestNet;
let opened: OpenedModel;
let registered: ReplayGraph;
let bondWei: bigint;

beforeAll(async () => {
  opened = await openModelFolder(p, join(import.meta.dirname, '../../assets/models/ember'));
  registered = openReplayGraph(p, opened);
  net = await startTestNet({ deploy: { parameters: { ...testParameters(), ResponseSeconds: 600n } } });
  bondWei = (await net.chain.readContract('HearthParameters', 'valueOf', [8]))[0] as bigint;
  await enrolNode(net, node, 10_000n * weiPerCoin);
  await fundReservation(net, client, node.address, 1000n * weiPerCoin);
  await net.send(net.deployer, buildTransferTransaction(net.deployment, challenger.address, 20n * bondWei));
  await net.send(challenger, game.buildApproveBond(net.deployment, 20n * bondWei));
  const { weightsRoot, graphRoot } = opened.spec;
  await registerModel(net, client, { modelId: opened.modelId, royaltyBps: 0, roots: { weightsRoot: weightsRoot as Hex, graphRoot: graphRoot as Hex, planRoot: opened.planRoot, columnsRoot: toHex(columnsRootOf(p, registered)!) } });
}, 60_000);
afterAll(() => net.stop());

const nothing: GameReplayWishes = { wantsRows: false, sketchKey: null, against: null, open: null };
function replayAs(cheat: WeightCheat | null, wishes: Partial<GameReplayWishes> = {}): Promise<GameReplay> {
  const run = cheat ? withCheatWeights(opened, cheat) : opened;
  return replayForGame({ p, opened, registered, run: { graph: cheat ? openReplayGraph(p, run) : registered, externalData: run.externalData }, bundle }, { ...nothing, ...wishes });
}
const send = (from: Wallet, call: Call) => net.send(from, call);
let jobs = 0;

/** From the opening to the naming: what both sides replay is real. */
async function play(accused: WeightCheat | null, mine: WeightCheat | null = null) {
  const job = makeJob(net, client, node.address, { name: `model ${jobs++}`, priceWei: weiPerCoin, order: { modelId: opened.modelId } });
  const [place] = await anchorJobs(net, node, [job], 3);
  const ours = await replayAs(mine);
  const receiptSignature = node.signingKey.sign(job.receiptHash).serialized as Hex;
  const sent = await send(challenger, game.buildOpenDisputeTransaction(net.deployment, { ...job, receiptSignature }, place!, { kind: 3, chunk: 1, traceRoot: ours.traceRoot }));
  const { disputeId, subject } = game.parseOpenedDispute(net.deployment, sent.logs)!;
  const sketchKey = gameKey(p, fromHex(disputeId));
  const theirs = await replayAs(accused, { sketchKey });
  await send(node, game.buildAnswerDispute(net.deployment, subject, theirs.traceRoot, toHex(p.sha256(theirs.list))));
  const read = async () => (await readDisputes(net.chain, { disputeId }, 0))[0]!;
  const answer = async (): Promise<DisputeAnswer> => (await read()).answers[0]!;
  return { job, subject, disputeId, sketchKey, ours, theirs, read, answer };
}
async function nameAndOpen(played: Awaited<ReturnType<typeof play>>, accused: WeightCheat | null, mine: WeightCheat | null = null) {
  const { subject, theirs, sketchKey } = played;
  const root = theirs.traceRoot;
  await send(challenger, game.buildDemandList(net.deployment, subject, root));
  const posted = await send(node, game.buildPostList(net.deployment, subject, root, theirs.list));
  const list = fromHex((await played.answer()).list!);
  const { named, graphCount } = await replayAs(mine, { sketchKey, against: list });
  const first = named.find(({ rule }) => rule === 'dot')!;
  await send(challenger, game.buildNameNode(net.deployment, subject, root, { ...first, element: first.elements[0]!, graphCount }));
  const { rule, element } = (await played.answer()).named!;
  const { opening } = await replayAs(accused, { open: { rule: rule as 'dot', node: first.node, element } });
  const openedIt = await send(node, game.buildOpenElement(net.deployment, subject, root, opening!));
  return { named, first, posted: posted.gasUsed, openedGas: openedIt.gasUsed };
}

describe('a dispute over a real model', () => {
  it.each(['cheap-weights', 'skip-layer'] as const)('is lost by a node that stands by its %s: the contract recomputes one dot, takes stake and voids the job', async (cheat) => {
    const played = await play(cheat);
    expect(played.theirs.traceRoot).not.toBe(played.ours.traceRoot);
    const { first, openedGas } = await nameAndOpen(played, cheat);
    expect(first).toMatchObject({ opType: 'MatMul', inputsAgree: true });
    expect(Number(openedGas)).toBeLessThan(2_000_000);
    expect((await played.answer()).phase).toBe('fallen');
    await net.skipSeconds(601);
    const stakeWei = (await net.chain.readStake(node.address)).activeWei;
    const before = (await net.chain.readBalance(challenger.address)).coinWei;
    await send(challenger, game.buildExpireDisputeTransaction(net.deployment, played.subject));
    await send(client, game.buildVoidDisputedTransaction(net.deployment, played.subject, played.job.order));
    const closed = await played.read();
    expect(closed).toMatchObject({ state: 'closed', outcome: 'challengerWon', owesVoid: false, slashedWei: stakeWei / 2n });
    expect((await net.chain.readStake(node.address)).activeWei).toBe(stakeWei - stakeWei / 2n);
    expect((await net.chain.readBalance(challenger.address)).coinWei).toBe(before + played.subject.bondWei + stakeWei / 10n);
  }, 120_000);

  it('is won by an honest node against a challenger whose own replay is wrong: the dot holds, the answer stands, the bond is lost', async () => {
    const played = await play(null, 'cheap-weights');
    await nameAndOpen(played, null, 'cheap-weights');
    expect((await played.answer()).phase).toBe('answered');
    await net.skipSeconds(601);
    const before = (await net.chain.readBalance(node.address)).coinWei;
    await send(client, game.buildExpireAnswer(net.deployment, played.subject, played.theirs.traceRoot));
    expect(await played.read()).toMatchObject({ state: 'closed', outcome: 'accusedWon', slashedWei: 0n });
    expect((await net.chain.readBalance(node.address)).coinWei).toBe(before + bondWei / 2n);
  }, 120_000);
});
