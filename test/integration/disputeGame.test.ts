import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDispute } from '../../electron/programs/cli/disputesCommand.ts';
import type { Output } from '../../electron/programs/cli/output.ts';
import { createDisputeSide } from '../../electron/programs/provider/disputeSide.ts';
import { createPulse } from '../../electron/programs/provider/pulse.ts';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import type { Bundle } from '../../electron/protocol/bundle.ts';
import { gameKey } from '../../electron/protocol/trace.ts';
import { numericClass, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { formatReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, type Domain } from '../../electron/protocol/typedData.ts';
import { buildAnchorTransaction, buildTransferTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { buildRegisterSeat } from '../../electron/services/chain/auditCalls.ts';
import { reservationIdOf } from '../../electron/services/chain/chain.ts';
import { buildStoreRoundTransaction } from '../../electron/services/chain/court.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import type { ShownPlace } from '../../electron/services/chain/dispute.ts';
import * as reads from '../../electron/services/chain/disputeReads.ts';
import { parameterIndex } from '../../electron/services/chain/parameters.ts';
import { readQuestionsOf } from '../../electron/services/chain/questionReads.ts';
import { readVoided } from '../../electron/services/chain/receiptProofs.ts';
import type { MinedTransaction } from '../../electron/services/chain/transactionTypes.ts';
import type { Job } from '../../electron/services/jobs/job.ts';
import type { Journal } from '../../electron/services/jobs/journal.ts';
import { createChallenges, replayInput, type ChallengesDependencies } from '../../electron/services/practice/challenges.ts';
import { judgeGeneration } from '../../electron/services/practice/judgeAudit.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import type { WeightCheat } from '../../electron/shared/cheats.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { workerBridge, type LoadedModel } from '../../electron/shared/workerBridge.ts';
import { enrolNode, fundReservation, testApp } from '../support/chainActors.ts';
import { registerModel } from '../support/chainJobs.ts';
import { openMember } from '../support/committeeMember.ts';
import { startTestNet, testBeaconKey, testParameters, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { bundledModels, runOrder } from '../support/practiceProvider.ts';
import { until } from '../support/until.ts';
import { plainDecode } from '../unit/protocol/samples.ts';
import { forkBuilt } from '../support/programs.ts';

/** Both sides of a dispute as the programs run them, with real workers, a real store and the deployed contracts; only the clock of the chain is moved. */
const client = testWallet('client');
const node = testWallet('node');
const folder = join(bundledModels, 'ember');
const scratch = mkdtempSync(join(tmpdir(), 'hearth-game-'));
const limitMs = 240_000;
let net: TestNet;
let domain: Domain;
let model: LoadedModel;
/** What a stranger's answer takes. */
let leastBondWei: bigint;
let stores = 0;

/** A worker process; the bridge's `replay` opens the model itself, so one serves for all. */
function launch() {
  const worker = forkBuilt()('worker', [], {});
  return { client: connectBridge(workerBridge, worker.port), gone: worker.gone, canRead: () => true, readWaits: () => new Map(), kill: async () => { worker.kill(); await worker.gone; } };
}
let shared: ReturnType<typeof launch>;

beforeAll(async () => {
  shared = launch();
  net = await startTestNet({ deploy: { parameters: { ...testParameters(), ResponseSeconds: 600n } } });
  domain = domainOf(net.deployment) as Domain;
  leastBondWei = (await net.chain.readContract('HearthParameters', 'valueOf', [parameterIndex('DisputeBondWei')]))[0] as bigint;
  await enrolNode(net, node, 10_000n * weiPerCoin);
  await fundReservation(net, client, node.address, 1000n * weiPerCoin);
  await net.send(net.deployer, buildTransferTransaction(net.deployment, client.address, 100n * leastBondWei));
  const { modelId, weightsRoot, graphRoot, planRoot, columnsRoot } = await shared.client.ask('inspect', { folder });
  await registerModel(net, client, { modelId: modelId as Hex, royaltyBps: 0, roots: { weightsRoot: weightsRoot as Hex, graphRoot: graphRoot as Hex, planRoot: planRoot as Hex, columnsRoot: columnsRoot as Hex } });
  model = await shared.client.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null });
}, limitMs);
afterAll(async () => {
  await shared.kill();
  await net.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** A real job of the node, computed with its own or with other weights, signed and anchored. */
async function makeReceipt(cheat: WeightCheat | null): Promise<{ file: ReceiptFile; place: ShownPlace }> {
  // The worker that all share has the true model loaded.
  const worker = cheat ? launch() : null;
  try {
    if (worker) await worker.client.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null, cheat: cheat! });
    const request = buildJobRequest(p, {
      domain, client, app: testApp, provider: node.address, reservationId: reservationIdOf(client.address, node.address), deliveryKey: toHex(new Uint8Array(32)), nowSeconds: Math.floor(Date.now() / 1000),
      model: { modelId: model.modelId, kind: 'generate', name: 'ember', classId: numericClass['cpu-fp32'], priceInWei: 1n, priceOutWei: 10n ** 15n, maxContext: 512 },
      input: { kind: 'generate', promptTokens: [5, 17, 200, 31, 400, 8, 9, 77], decode: { ...plainDecode, maxNewTokens: 24 } }, randomBytes: (count) => new Uint8Array(randomBytes(count)),
    });
    const file = await runOrder((worker ?? shared).client, new Map([[model.modelId, model]]), node, request);
    const leaf = fromHex(signingDigest(domain, 'Receipt', file.receipt));
    const root = toHex(merkleRoot(p, treeTag.anchorBatch, [leaf]));
    const { batchCount } = await net.chain.readLedger(node.address);
    const sent = await net.send(node, buildAnchorTransaction(net.deployment, { root, count: 1, valueWei: 10n ** 17n }));
    return { file, place: { batch: batchCount, header: { root, count: 1, valueWei: 10n ** 17n, anchoredAtSeconds: (await net.chain.readBlock(sent.blockNumber))!.timeSeconds }, index: 0, proof: [] } };
  } finally {
    await worker?.kill();
  }
}

const asQueue = (from: typeof node) => ({
  send: async (call: Call): Promise<MinedTransaction> => {
    const { gasUsed } = await net.send(from, call).catch((error: unknown) => {
      throw new HearthError('chain.reverted', { call: call.call, error: String(error).slice(0, 300) });
    });
    return { feeWei: gasUsed } as MinedTransaction;
  },
});

/** A challenger whose process ends after every step: each time the store is opened anew, and nothing else is remembered. */
function challengerOf(place: ShownPlace, replayCheat: WeightCheat | null = null) {
  const path = join(scratch, `client-${stores++}.sqlite`);
  const steps: string[] = [];
  const once = async <T>(use: (challenges: ReturnType<typeof createChallenges>) => T | Promise<T>): Promise<T> => {
    const store = openPracticeStore(path);
    const judge: ChallengesDependencies['judge'] = (file, figures) => judgeGeneration(figures, thresholdsOf(file.receipt.exec.classId, file.order.tauVersion, file.bundle.kind === 'generate' ? file.bundle.decode : null), file.receipt.exec.classId);
    try {
      return await use(createChallenges({
        p, chain: net.chain, domain, challenger: client.address, queue: asQueue(client), game, reads: { ...reads, readVoided, readQuestionsOf }, store, judge, findPlace: async () => place, nowMs: Date.now, onStep: (_, { state }) => steps.push(state),
        replay: (file, wish) => shared.client.ask('replay', { ...replayInput(file, folder, wish), ...(replayCheat ? { cheat: replayCheat } : {}) }),
        storeRound: async (round) => void (await net.send(net.deployer, buildStoreRoundTransaction(net.deployment, round, signBeaconRound(p, testBeaconKey, round)))),
        policy: { mostBondWei: 1000n * weiPerCoin, mostFeeWei: weiPerCoin, mostOpen: 4, anchorPatienceMs: 1000 },
      }));
    } finally {
      store.close();
    }
  };
  return { steps, challenge: (file: ReceiptFile) => once((challenges) => challenges.challenge(file)), advance: () => once((challenges) => challenges.advance()) };
}

/** The accused's side; `restart` ends it in whatever it does and starts it again with nothing remembered. */
function defenderOf(file: ReceiptFile, options: { readonly cheat?: WeightCheat; readonly isSilent?: boolean; /** What it replays in the place of the receipt's own job. */ readonly bundle?: Bundle } = {}) {
  const job = { jobId: file.order.jobId, stage: 'delivered', request: { order: file.order }, result: { receipt: file.receipt, bundle: options.bundle ?? file.bundle, runtime: {} }, signed: { receiptHash: signingDigest(domain, 'Receipt', file.receipt) } } as unknown as Job;
  const journal = { findByReceipt: () => job, read: () => job } as unknown as Journal;
  let ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    ending = new AbortController();
    const news = createPulse();
    const side = createDisputeSide({
      primitives: p, chain: net.chain, send: (intent) => asQueue(node).send(intent), journal, node: node.address, models: new Map([[model.modelId, { modelId: model.modelId, folder, isExact: false, ...(options.cheat ? { cheat: options.cheat } : {}) }]]),
      launch: async () => launch(), isBusy: () => false, readAccounts: async () => [], isSilent: options.isSilent ?? false, news, onDisputed: () => {}, onEnded: () => {}, log: () => {}, onProblem: () => {},
    });
    const beat = setInterval(() => news.beat(), 200);
    const { signal } = ending;
    signal.addEventListener('abort', () => clearInterval(beat));
    running = side.run(signal);
  };
  start();
  return {
    async restart() {
      ending.abort();
      await running;
      start();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

const verifiers = ['first', 'second', 'third'].map(testWallet);
/** Three seated verifiers of the model, as their programs follow cases. @param file  what the disputed receipt's node or client hands out */
async function seatMembers(file: ReceiptFile) {
  for (const verifier of verifiers) {
    if ((await net.chain.readNode(verifier.address)).bound) continue;
    await enrolNode(net, verifier, 1000n * weiPerCoin);
    await net.send(verifier, buildRegisterSeat(net.deployment, verifier.address, model.modelId));
  }
  await net.skipSeconds(5);
  return verifiers.map((account) => openMember({ net, domain, account, folder: join(scratch, `member-${stores++}`), modelFolder: folder, worker: shared.client, model, queue: asQueue(account), file: () => file }));
}
type Members = Awaited<ReturnType<typeof seatMembers>>;
/** From the question asked to its end: the round, the votes, their reveal. */
async function letVote(members: Members, advance: () => Promise<void>): Promise<void> {
  const all = async (): Promise<void> => {
    for (const member of members) await member.step();
  };
  await net.skipSeconds(10);
  await advance();
  await advance();
  await all();
  await net.skipSeconds(3601);
  await all();
  await net.skipSeconds(3601);
  await all();
}

const disputesAbout = async (file: ReceiptFile) => (await reads.readDisputes(net.chain, { accused: node.address }, 0)).filter(({ subject }) => subject.receiptHash === signingDigest(domain, 'Receipt', file.receipt));
const stakeWei = async () => (await net.chain.readStake(node.address)).activeWei;

/** How an answer stands whose last named element held: its dispute may be over, and its bond back, before anybody looks. */
const held: ReadonlySet<reads.DisputeView['answers'][number]['phase']> = new Set(['answered', 'stood', 'refunded']);

describe('a bonded dispute played by the programs', () => {
  it('is won against a node that stands by cheaper weights, though both sides are ended and started again after every step', async () => {
    const { file, place } = await makeReceipt('cheap-weights');
    const challenger = challengerOf(place);
    const defender = defenderOf(file, { cheat: 'cheap-weights' });
    const before = await stakeWei();
    try {
      await challenger.challenge(file);
      await challenger.challenge(file);
      for (let step = 0; ; step++) {
        await challenger.advance();
        const [dispute] = await disputesAbout(file);
        if (dispute?.answers.some(({ phase }) => phase === 'fallen')) break;
        const seen: string | undefined = JSON.stringify(dispute?.answers.map(({ phase, tries }) => [phase, tries]));
        if (dispute && seen !== '[]') await defender.restart();
        await until('the other side moves', async () => JSON.stringify((await disputesAbout(file))[0]?.answers.map(({ phase, tries }) => [phase, tries])) !== seen || step === 0 || seen?.includes('answered'), limitMs);
        expect(step).toBeLessThan(20);
      }
      await net.skipSeconds(601);
      await until('it is over', async () => {
        await challenger.advance();
        return challenger.steps.at(-1) === 'done';
      }, limitMs);
    } finally {
      await defender.stop();
    }
    const found = await disputesAbout(file);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ state: 'closed', outcome: 'challengerWon', owesVoid: false, slashedWei: before / 2n });
    expect(await stakeWei()).toBe(before - before / 2n);
  }, 3 * limitMs);

  it('is won against a node that answers with the true replay, when its seated verifiers find that the rows do not follow from it', async () => {
    const { file, place } = await makeReceipt('cheap-weights');
    const members = await seatMembers(file);
    const challenger = challengerOf(place);
    const defender = defenderOf(file);
    const before = await stakeWei();
    try {
      await challenger.challenge(file);
      await until('both agree on the replay', async () => {
        await challenger.advance();
        return (await disputesAbout(file))[0]?.state === 'judging';
      }, limitMs);
      await letVote(members, challenger.advance);
      await until('it is over', async () => {
        await challenger.advance();
        return challenger.steps.at(-1) === 'done';
      }, limitMs);
      for (const member of members) await member.step();
      for (const { asked, view } of members) {
        expect(asked).toEqual({ judged: 1, replayed: 0 });
        expect(view().seated).toMatchObject([{ receiptHash: signingDigest(domain, 'Receipt', file.receipt), state: 'committed', verdict: 'rejected', reason: expect.stringContaining('audit.rowsAsked:judged.'), case: { stage: 'closed', verdict: 'rejected', rejects: 3 } }]);
      }
    } finally {
      await defender.stop();
      for (const member of members) member.close();
    }
    expect((await disputesAbout(file))[0]).toMatchObject({ state: 'closed', outcome: 'challengerWon', owesVoid: false, slashedWei: before / 2n, answers: [{ isOwn: true, phase: 'stood', tries: 0 }] });
    expect(await stakeWei()).toBe(before - before / 2n);
  }, 3 * limitMs);

  it('costs an honest node nothing when an element is named that no contract judges: its verifiers replay to the same root', async () => {
    const { file, place } = await makeReceipt(null);
    const members = await seatMembers(file);
    const challenger = challengerOf(place, 'cheap-weights');
    const defender = defenderOf(file);
    const answer = async () => (await disputesAbout(file))[0]?.answers[0];
    const before = await stakeWei();
    try {
      await challenger.challenge(file);
      await until('its list is posted', async () => {
        const posted = await answer();
        // Once the list is asked for, the defender has the move: a challenger that goes on when it is there names an element of its own.
        if (!posted?.list && posted?.phase !== 'listDemanded') await challenger.advance();
        return posted?.list;
      }, limitMs);
      const [{ disputeId, subject }, { traceRoot, list }] = [(await disputesAbout(file))[0]!, (await answer())!];
      const { named, graphCount } = await shared.client.ask('replay', { ...replayInput(file, folder, { sketchKey: toHex(gameKey(p, fromHex(disputeId))), against: fromHex(list!) }), cheat: 'cheap-weights' });
      const { node: at, slot, leaf } = named.find(({ rule }) => rule === 'committee')!;
      await net.send(client, game.buildNameNode(net.deployment, subject, traceRoot, { node: at, slot, element: 0, graphCount, leaf }));
      expect(await answer()).toMatchObject({ phase: 'judging', tries: 1 });
      await letVote(members, challenger.advance);
      await until('what was named holds', async () => {
        await challenger.advance();
        return (await answer())?.phase !== 'judging';
      }, limitMs);
    } finally {
      await defender.stop();
      for (const member of members) member.close();
    }
    expect(await answer()).toMatchObject({ phase: 'answered' });
    expect(await stakeWei()).toBe(before);
    for (const { asked } of members) expect(asked).toEqual({ judged: 0, replayed: 1 });
  }, 3 * limitMs);

  it('is not opened where the challenger\'s own replay agrees with the receipt', async () => {
    const { file, place } = await makeReceipt(null);
    const challenger = challengerOf(place);
    await challenger.challenge(file);
    await challenger.advance();
    expect(challenger.steps).toEqual(['dropped']);
    expect(await disputesAbout(file)).toEqual([]);
  }, limitMs);

  it('costs a challenger its bond whose replay was wrong: the honest node opens what is named, and its answer stands', async () => {
    const { file, place } = await makeReceipt(null);
    const challenger = challengerOf(place, 'cheap-weights');
    const defender = defenderOf(file);
    const [before, coinsBefore] = [await stakeWei(), (await net.chain.readBalance(node.address)).coinWei];
    try {
      await challenger.challenge(file);
      await until('three elements have held', async () => {
        await challenger.advance();
        return (await disputesAbout(file))[0]?.answers.some(({ phase, tries }) => tries === 3 && held.has(phase));
      }, limitMs);
      await net.skipSeconds(1);
      await until('the node ends it and is paid', async () => {
        await challenger.advance();
        return challenger.steps.at(-1) === 'lost';
      }, limitMs);
    } finally {
      await defender.stop();
    }
    const [{ subject: { bondWei }, ...ended }] = await disputesAbout(file) as [reads.DisputeView];
    expect(ended).toMatchObject({ outcome: 'accusedWon', slashedWei: 0n });
    expect(bondWei, 'grows with the stake').toBe((before * 4n) / 100n);
    expect(await stakeWei()).toBe(before);
    // Its stake lies in its own balance, so what it holds grew by its half of the bond.
    expect((await net.chain.readBalance(node.address)).coinWei).toBe(coinsBefore + bondWei / 2n);
  }, 3 * limitMs);

  it('can be answered by anyone who has the file and the model: a stranger\'s bond comes back, with half of the challenger\'s', async () => {
    const { file, place } = await makeReceipt(null);
    const stranger = testWallet('stranger');
    await net.practice.fundGas(stranger.address, weiPerCoin);
    await net.send(net.deployer, buildTransferTransaction(net.deployment, stranger.address, leastBondWei));
    const paths = { receipt: join(scratch, 'receipt.json'), deployment: join(scratch, 'deployment.json'), keyFile: join(scratch, 'stranger.key') };
    writeFileSync(paths.receipt, formatReceiptFile(file));
    writeFileSync(paths.deployment, JSON.stringify(net.deployment));
    writeFileSync(paths.keyFile, stranger.privateKey, { mode: 0o600 });
    const challenger = challengerOf(place, 'cheap-weights');
    await challenger.challenge(file);
    await until('it is opened', async () => {
      await challenger.advance();
      return (await disputesAbout(file)).length === 1;
    }, limitMs);
    const [{ disputeId }] = await disputesAbout(file) as [reads.DisputeView];
    const told: unknown[] = [];
    const answering = answerDispute(disputeId, { receipt: paths.receipt, model: folder, watch: true, chain: { dataFolder: scratch, deployment: paths.deployment, keyFile: paths.keyFile } }, { isJson: true, say: () => {}, progress: () => {}, result: (value: unknown) => void told.push(value) } as unknown as Output);
    await until('three elements have held', async () => {
      await challenger.advance();
      return (await disputesAbout(file))[0]?.answers.some(({ phase, tries }) => tries === 3 && held.has(phase));
    }, limitMs);
    await net.skipSeconds(1);
    await answering;
    expect(told).toMatchObject([{ disputeId, agreesWithChallenger: false, state: 'closed', outcome: 'accusedWon' }]);
    const [{ subject: { bondWei }, answers }] = await disputesAbout(file) as [reads.DisputeView];
    expect(answers).toMatchObject([{ by: stranger.address, isOwn: false, phase: 'refunded' }]);
    expect((await net.chain.readBalance(stranger.address)).coinWei).toBe(leastBondWei + bondWei / 2n);
  }, 3 * limitMs);

  it('is lost by a node that says nothing: a fifth of its stake', async () => {
    const { file, place } = await makeReceipt('skip-layer');
    const challenger = challengerOf(place);
    const defender = defenderOf(file, { isSilent: true });
    const before = await stakeWei();
    try {
      await challenger.challenge(file);
      await challenger.advance();
      await challenger.advance();
      await net.skipSeconds(601);
      await until('it is over', async () => {
        await challenger.advance();
        return challenger.steps.at(-1) === 'done';
      }, limitMs);
    } finally {
      await defender.stop();
    }
    expect((await disputesAbout(file))[0]).toMatchObject({ outcome: 'challengerWon', answers: [], slashedWei: (before * 2000n) / 10_000n });
    expect(await stakeWei()).toBe(before - (before * 2000n) / 10_000n);
  }, 3 * limitMs);

  it('is won against a node that answers with the true replay of another job, every element of which follows: the committee is asked for the rows', async () => {
    const { file, place } = await makeReceipt('cheap-weights');
    if (file.bundle.kind !== 'generate') throw new Error('no generation');
    const members = await seatMembers(file);
    const challenger = challengerOf(place);
    const defender = defenderOf(file, { bundle: { ...file.bundle, promptTokens: file.bundle.promptTokens.map((token) => token + 1) } });
    const before = await stakeWei();
    try {
      await challenger.challenge(file);
      await until('the committee is asked', async () => {
        await challenger.advance();
        return (await disputesAbout(file))[0]?.state === 'judging';
      }, limitMs);
      expect((await disputesAbout(file))[0]).toMatchObject({ answers: [{ isOwn: true, phase: 'stood', tries: 0 }] });
      await letVote(members, challenger.advance);
      await until('it is over', async () => {
        await challenger.advance();
        return challenger.steps.at(-1) === 'done';
      }, limitMs);
    } finally {
      await defender.stop();
      for (const member of members) member.close();
    }
    expect((await disputesAbout(file))[0]).toMatchObject({ state: 'closed', outcome: 'challengerWon', slashedWei: before / 2n });
    expect(await stakeWei()).toBe(before - before / 2n);
  }, 3 * limitMs);
});
