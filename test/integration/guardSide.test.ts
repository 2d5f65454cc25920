import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuardSide } from '../../electron/programs/provider/guardSide.ts';
import { createPulse } from '../../electron/programs/provider/pulse.ts';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { numericClass } from '../../electron/protocol/numericClass.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { gameKey } from '../../electron/protocol/trace.ts';
import { merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, voteKind, type Domain } from '../../electron/protocol/typedData.ts';
import { createHeldFiles } from '../../electron/services/audit/heldFiles.ts';
import { buildAnchorTransaction, buildTransferTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { reservationIdOf } from '../../electron/services/chain/chain.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import { readDisputeBond, readDisputes, type DisputeView } from '../../electron/services/chain/disputeReads.ts';
import { planNaming } from '../../electron/services/practice/challenge.ts';
import { replayInput } from '../../electron/services/practice/challenges.ts';
import { acceptJudgement, rejectJudgement, type Judgement } from '../../electron/services/practice/judgeAudit.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openKeptFiles } from '../../electron/services/storage/keptFiles.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { workerBridge, type LoadedModel } from '../../electron/shared/workerBridge.ts';
import { enrolNode, fundReservation, testApp } from '../support/chainActors.ts';
import { registerModel } from '../support/chainJobs.ts';
import { startTestNet, testParameters, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { bundledModels, runOrder } from '../support/practiceProvider.ts';
import { forkBuilt } from '../support/programs.ts';
import { until } from '../support/until.ts';
import { plainDecode } from '../unit/protocol/samples.ts';

/** The guard as a provider runs it, against challengers and circumstances of the test's making: real contracts, workers and replays; only the chain's clock is moved. */
const [client, node, guard, challenger] = ['client', 'node', 'guard', 'challenger'].map(testWallet) as [Wallet, Wallet, Wallet, Wallet];
const folder = join(bundledModels, 'ember');
const scratch = mkdtempSync(join(tmpdir(), 'hearth-guard-'));
const limitMs = 120_000;
let net: TestNet;
let domain: Domain;
let model: LoadedModel;
let clean: string;
let runs = 0;

function launch() {
  const worker = forkBuilt()('worker', [], {});
  return { client: connectBridge(workerBridge, worker.port), gone: worker.gone, canRead: () => true, readWaits: () => new Map(), kill: async () => { worker.kill(); await worker.gone; } };
}
let shared: ReturnType<typeof launch>;
let file: ReceiptFile;
let place: game.ShownPlace;

beforeAll(async () => {
  shared = launch();
  net = await startTestNet({ deploy: { parameters: { ...testParameters(), ResponseSeconds: 600n } } });
  domain = domainOf(net.deployment) as Domain;
  await enrolNode(net, node, 10_000n * weiPerCoin);
  await enrolNode(net, guard, 1000n * weiPerCoin);
  await fundReservation(net, client, node.address, 1000n * weiPerCoin);
  await net.send(net.deployer, buildTransferTransaction(net.deployment, challenger.address, 5000n * weiPerCoin));
  const { modelId, weightsRoot, graphRoot, planRoot, columnsRoot } = await shared.client.ask('inspect', { folder });
  await registerModel(net, client, { modelId: modelId as Hex, royaltyBps: 0, roots: { weightsRoot: weightsRoot as Hex, graphRoot: graphRoot as Hex, planRoot: planRoot as Hex, columnsRoot: columnsRoot as Hex } });
  model = await shared.client.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null });
  const request = buildJobRequest(p, {
    domain, client, app: testApp, provider: node.address, reservationId: reservationIdOf(client.address, node.address), deliveryKey: toHex(new Uint8Array(32)), nowSeconds: Math.floor(Date.now() / 1000),
    model: { modelId: model.modelId, kind: 'generate', name: 'ember', classId: numericClass['cpu-fp32'], priceInWei: 1n, priceOutWei: 10n ** 15n, maxContext: 512 },
    input: { kind: 'generate', promptTokens: [5, 17, 200, 31, 400, 8, 9, 77], decode: { ...plainDecode, maxNewTokens: 24 } }, randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  file = await runOrder(shared.client, new Map([[model.modelId, model]]), node, request);
  const root = toHex(merkleRoot(p, treeTag.anchorBatch, [fromHex(hashOf(file))]));
  const sent = await net.send(node, buildAnchorTransaction(net.deployment, { root, count: 1, valueWei: 10n ** 17n }));
  place = { batch: 0, header: { root, count: 1, valueWei: 10n ** 17n, anchoredAtSeconds: (await net.chain.readBlock(sent.blockNumber))!.timeSeconds }, index: 0, proof: [] };
  clean = await net.snapshot();
}, limitMs);
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(async () => {
  await shared.kill();
  await net.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const hashOf = (one: ReceiptFile): Hex => signingDigest(domain, 'Receipt', one.receipt);
const stakeOf = async (of: Wallet): Promise<bigint> => (await net.chain.readStake(of.address)).activeWei;
const pledgedWei = async (): Promise<bigint> => (await net.chain.readContract('DisputeGame', 'pledgedOf', [guard.address]))[0] as bigint;
const read = async (disputeId: Hex): Promise<DisputeView> => (await readDisputes(net.chain, { disputeId }, 0))[0]!;

async function open(traceRoot: Hex = `0x${'66'.repeat(32)}`): Promise<DisputeView> {
  await net.send(challenger, game.buildApproveBond(net.deployment, await readDisputeBond(net.chain, node.address)));
  const { logs } = await net.send(challenger, game.buildOpenDisputeTransaction(net.deployment, { order: file.order, receipt: file.receipt, receiptSignature: file.receiptSignature as Hex }, place, { kind: 1, chunk: 0, traceRoot }));
  return read(game.parseOpenedDispute(net.deployment, logs)!.disputeId);
}

type Circumstances = { readonly judge?: () => Judgement; readonly isHeld?: boolean; readonly isFree?: () => boolean; readonly by?: Wallet };
/** A guard; `restart` ends it in whatever it does and starts it again with nothing but its disk. */
function startGuard({ judge = () => acceptJudgement('fine'), isHeld = true, isFree = () => true, by = guard }: Circumstances = {}) {
  const lines: string[] = [];
  const asked: string[] = [];
  // Of its first round, when one dispute is open: it has heard, that one is due, it was looked at, asleep until.
  const clockLooks = 4;
  let looked = 0;
  const path = join(scratch, `run-${runs++}`);
  let ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    looked = 0;
    ending = new AbortController();
    const news = createPulse();
    const held = createHeldFiles(openKeptFiles(path, { ending: 'json', quotaBytes: 1e8, keepMs: 0, isOver: () => false, nowMs: Date.now, onEvicted: () => {} }));
    if (isHeld) held.hold(hashOf(file), file);
    const side = createGuardSide({
      primitives: p, chain: net.chain, node: by.address, models: new Map([[model.modelId, { modelId: model.modelId, folder, isExact: false }]]), launch: async () => launch(), held, judge: async () => judge(), isFree, news, nowMs: () => (looked++, Date.now()),
      async send({ id: _id, ...call }) {
        await net.send(by, call as Call).catch((error: unknown) => {
          throw new HearthError('chain.reverted', { call: call.call, error: String(error).slice(0, 300) });
        });
      },
      async fetchFile({ receiptHash }) {
        asked.push(receiptHash);
        throw new HearthError('audit.notServed', { what: receiptHash, reason: 'nobody has it' });
      },
      log: (line) => void lines.push(line), onProblem: (error) => void lines.push(String(error)),
    });
    const beat = setInterval(() => news.beat(), 200);
    ending.signal.addEventListener('abort', () => clearInterval(beat));
    running = side.run(ending.signal);
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };
  start();
  return {
    lines, asked, stop, restart: async () => (await stop(), start()),
    /** Until it has looked at the dispute that was open when it started, and done with it what it does. */
    hasLooked: () => until('it has looked', () => looked >= clockLooks, limitMs),
  };
}

/** Past the time that the accused has for itself, and all turns. */
const passTurns = () => net.skipSeconds(301);
const isAnswered = async (disputeId: Hex): Promise<boolean> => (await read(disputeId)).answers.length > 0;

describe('a guard', () => {
  it('answers after the accused had its time, plays a challenger out that demands and names all it may, over restarts, and is paid', async () => {
    const { disputeId, subject } = await open();
    const side = startGuard();
    try {
      const stakesWei = [await stakeOf(node), await stakeOf(guard)];
      const before = (await net.chain.readBalance(guard.address)).coinWei;
      await side.hasLooked();
      expect(await isAnswered(disputeId), 'not before').toBe(false);
      await passTurns();
      const traceRoot = await until('it answers', async () => (await read(disputeId)).answers[0]?.traceRoot, limitMs);
      expect([(await read(disputeId)).answers[0], await pledgedWei()]).toMatchObject([{ by: guard.address, isStaked: true }, testParameters().DisputeBondWei]);
      await net.send(challenger, game.buildDemandList(net.deployment, subject, traceRoot));
      await side.restart();
      const list = await until('it posts its list', async () => (await read(disputeId)).answers[0]?.list, limitMs);
      // A list that differs everywhere: the challenger names the three elements that its program would.
      const { named, graphCount } = await shared.client.ask('replay', replayInput(file, folder, { sketchKey: toHex(gameKey(p, fromHex(disputeId))), against: new Uint8Array(fromHex(list).length) }));
      for (let tries = 0; tries < 3; tries++) {
        const { node: { node: at, slot, leaf }, element } = planNaming(named)[tries]!;
        await net.send(challenger, game.buildNameNode(net.deployment, subject, traceRoot, { node: at, slot, element, graphCount, leaf }));
        if (tries === 1) await side.restart();
        await until('it opens the element', async () => (await read(disputeId)).answers[0]?.phase === 'answered', limitMs);
      }
      await net.skipSeconds(601);
      await until('it is over, and the stake free', async () => (await read(disputeId)).state === 'closed' && (await pledgedWei()) === 0n, limitMs);
      expect([await stakeOf(node), await stakeOf(guard)]).toEqual(stakesWei);
      expect((await net.chain.readBalance(guard.address)).coinWei - before).toBe(subject.bondWei / 2n);
      expect((await read(disputeId)).outcome).toBe('accusedWon');
    } finally {
      await side.stop();
    }
  }, 3 * limitMs);

  it('stands for no receipt that an audit here rejects, none that it has no evidence of, and pledges nothing it has not', async () => {
    const { disputeId } = await open();
    await passTurns();
    const rejecting = startGuard({ judge: () => rejectJudgement(voteKind.sketch, 1, 'too far') });
    const without = startGuard({ isHeld: false });
    const poor = startGuard({ by: client });
    try {
      for (const each of [rejecting, without, poor]) await each.hasLooked();
      expect(await isAnswered(disputeId)).toBe(false);
      expect(rejecting.lines.filter((line) => line.includes('is not answered from here'))).toEqual([expect.stringContaining('an audit here rejects it (too far)')]);
      expect(without.asked).toContain(hashOf(file));
    } finally {
      for (const each of [rejecting, without, poor]) await each.stop();
    }
  }, limitMs);

  it('stays away while the accused answers for itself, and while its own machine is busy', async () => {
    const { disputeId, subject } = await open();
    let isFree = false;
    const busy = startGuard({ isFree: () => isFree });
    try {
      await passTurns();
      await busy.hasLooked();
      expect(await isAnswered(disputeId)).toBe(false);
      await net.send(node, game.buildAnswerDispute(net.deployment, subject, `0x${'77'.repeat(32)}`, `0x${'01'.repeat(32)}`));
      isFree = true;
      await busy.restart();
      await busy.hasLooked();
      expect((await read(disputeId)).answers.map(({ isOwn }) => isOwn)).toEqual([true]);
    } finally {
      await busy.stop();
    }
  }, limitMs);
});
