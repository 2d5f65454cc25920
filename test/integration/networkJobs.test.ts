import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { treeTag, createGrowingTree } from '../../electron/protocol/tree.ts';
import { fromHex } from '../../electron/protocol/bytes.ts';
import { streamProtocol, type AuditRequest, type JobInput, type JobReply } from '../../electron/protocol/messages.ts';
import type { Bundle } from '../../electron/protocol/bundle.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest, verdict, voteKind } from '../../electron/protocol/typedData.ts';
import { createJobClient } from '../../electron/services/network/jobClient.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { checkResult } from '../../electron/services/practice/checkResult.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { askVerifier, auditReceipt, serveVerifier, type Audited } from '../../electron/services/practice/verifier.ts';
import { createVoucherLines } from '../../electron/services/practice/voucherLines.ts';
import { openModelFolder } from '../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { KeptWorker, WorkerClient } from '../../electron/programs/devnet/keepWorker.ts';
import { writeModelFolder } from '../support/generatedDecoder.ts';
import { runOrder, serveSmallProvider, startWorker, type Tamper } from '../support/practiceProvider.ts';
import { sampleClient, sampleDomain, sampleFile, sampleNode, sampleRequest } from '../support/practiceSamples.ts';
import { repository } from '../support/programs.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
let worker: KeptWorker;
let client: WorkerClient;
let digits: string;
let ember: string;
let digitInput: JobInput;
let dateInput: JobInput;
let taleInput: JobInput;
beforeAll(async () => {
  worker = startWorker();
  client = await worker.ready();
  digits = worker.known.find(({ kind }) => kind === 'classify')!.modelId;
  ember = worker.known.find(({ kind }) => kind === 'generate')!.modelId;
  digitInput = { kind: 'classify', dtype: 2, dims: [1, 64], body: `0x${'0a'.repeat(64)}` };
  const generate = async (text: string, temperatureMicro: number, maxNewTokens: number): Promise<JobInput> => ({
    kind: 'generate', promptTokens: (await client.ask('encode', { modelId: ember, text })).tokens,
    decode: { samplerVersion: 1, temperatureMicro, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens, stopTokenIds: [1] },
  });
  dateInput = await generate('date: 15 February 1997 =', 0, 16);
  taleInput = await generate('tale:', 1_000_000, 100);
});
afterAll(() => worker.stop());

async function openPeer(privateKey?: Uint8Array, listen?: readonly string[]): Promise<Network> {
  const network = await openNetwork({ privateKey: privateKey ?? (await createNetworkKey()), ...(listen ? { listen } : {}) }, new AbortController().signal);
  ends.push(() => network.close());
  return network;
}
const verifierAccount = { address: new Wallet(`0x${'51'.repeat(32)}`).address, privateKey: `0x${'51'.repeat(32)}` };
const verifierFacts = () => ({
  p, domain: sampleDomain, account: verifierAccount, worker: () => worker.ready(), models: worker.models, randomBytes: (count: number) => new Uint8Array(count).fill(9),
});
const place = { beacon: `0x${'b0'.repeat(32)}`, round: 0 };
const vote = async (modelId: string, input: JobInput, tamper: Tamper = {}): Promise<Audited> =>
  auditReceipt(verifierFacts(), await runOrder(client, worker.models, sampleNode, sampleRequest(modelId, input), tamper), place);

describe('a verifier', () => {
  it('accepts honest classifications and generations, greedy and sampled', async () => {
    for (const [modelId, input] of [[digits, digitInput], [ember, dateInput], [ember, taleInput]] as const) {
      const request = sampleRequest(modelId, input);
      const file = await runOrder(client, worker.models, sampleNode, request);
      expect(checkResult(p, request, file)).toMatchObject({ ok: true });
      expect((await auditReceipt(verifierFacts(), file, place)).vote).toMatchObject({ verdict: verdict.accept, kind: voteKind.none, verifier: verifierAccount.address });
    }
  });

  it('rejects an edited token by margin, and names the 32 tokens it stands in', async () => {
    const edit = (bundle: Bundle): Bundle => (bundle.kind === 'generate' ? { ...bundle, tokens: bundle.tokens.map((token, i) => (i === 40 ? (token + 7) % 1000 + 3 : token)) } : bundle);
    const made = await vote(ember, taleInput, { bundle: edit });
    expect(made.vote).toMatchObject({ verdict: verdict.reject, kind: voteKind.margin, chunk: 2 });
    expect(made.reason).toMatch(/^judged\.byProgram:\d+\|judged\.margin:40\|/);
  });

  it('rejects sketches of other weights', async () => {
    // Numbers as another model would give them: the same tokens, rows off by a thousandth.
    const shift = (bundle: Bundle): Bundle => (bundle.kind === 'generate' ? { ...bundle, sketches: bundle.sketches.map(scaleSketch) } : bundle);
    expect((await vote(ember, dateInput, { bundle: shift })).vote).toMatchObject({ verdict: verdict.reject, kind: voteKind.sketch, chunk: 0 });
  });

  it('judges by the registry\'s thresholds where governance accepted some before the order, and says by which', async () => {
    const file = await runOrder(client, worker.models, sampleNode, sampleRequest(ember, dateInput));
    const asked: unknown[][] = [];
    const judge = (sinceSeconds: number, chunkDistance: number) => auditReceipt({
      ...verifierFacts(), readThresholds: async (...what) => (asked.push(what), { tauVersion: file.order.tauVersion, sinceSeconds, calibrationRoot: place.beacon, chunkDistance, hardMargin: 0.05, meanMargin: 0.002 }),
    }, file, place);
    const { deadlineSeconds, modelId, tauVersion } = file.order;
    const wide = await judge(deadlineSeconds, 1e-3);
    expect([wide.vote.verdict, wide.reason]).toEqual([verdict.accept, expect.stringMatching(new RegExp(`^judged\\.byRegistry:${tauVersion}\\|${place.beacon}\\|`))]);
    // Nothing is that near: an honest run under other thresholds than it was made under.
    const narrow = await judge(deadlineSeconds, 0);
    expect([narrow.vote.verdict, narrow.vote.kind, narrow.reason]).toEqual([verdict.reject, voteKind.sketch, expect.stringContaining('judged.byRegistry:')]);
    const later = await judge(deadlineSeconds + 1, 0);
    expect([later.vote.verdict, later.reason]).toEqual([verdict.accept, expect.stringMatching(new RegExp(`^judged\\.byProgram:${tauVersion}\\|`))]);
    expect(asked).toEqual(Array.from({ length: 3 }, () => [modelId, file.receipt.exec.classId, tauVersion]));
    await expect(auditReceipt({ ...verifierFacts(), readThresholds: () => Promise.reject(new HearthError('chain.unreachable', { rpcUrl: 'http://127.0.0.1:1', reason: 'gone' })) }, file, place)).rejects.toMatchObject({ code: 'chain.unreachable' });
  });

  it('rejects an exact model\'s output that is off by one bit', async () => {
    const flip = (bundle: Bundle): Bundle => (bundle.kind === 'classify' ? { ...bundle, output: { ...bundle.output, body: flipLast(bundle.output.body) } } : bundle);
    expect((await vote(digits, digitInput, { bundle: flip })).vote).toMatchObject({ verdict: verdict.reject, kind: voteKind.output });
  });

  it('rejects a node that names another class than the one ordered, so that no threshold would judge it', async () => {
    const lie: Tamper = { file: (file) => {
      const receipt = { ...file.receipt, exec: { ...file.receipt.exec, classId: 4 } };
      return { ...file, receipt, receiptSignature: signDigest(sampleNode.privateKey, signingDigest(file.domain, 'Receipt', receipt)) };
    } };
    const made = await vote(ember, dateInput, lie);
    expect(made.vote).toMatchObject({ verdict: verdict.reject, kind: voteKind.class });
    expect(made.reason).toMatch(/class 1 \(cpu-fp32\) was ordered, 4 \(cuda-fp16\) ran/);
  });

  it('judges a float model without tokens by the calibration that its folder holds, and reports only without one', async () => {
    const root = await mkdtemp(join(tmpdir(), 'hearth-float-'));
    ends.push(() => rm(root, { recursive: true, force: true }));
    const head = { name: 'images', title: 'images', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, model: 'onnx/model.onnx' };
    const onnx = await readFile(join(repository, 'test/fixtures/models/images.onnx'));
    const write = async (folder: string, more: [string, Uint8Array][]) => writeModelFolder(join(root, folder, 'images'), head, new Map<string, Uint8Array>([['onnx/model.onnx', onnx], ...more]));
    await write('plain', []);
    const { modelId } = await openModelFolder(p, join(root, 'plain', 'images'));
    const calibration = { format: 'hearth-calibration/1', modelId, atSeconds: 1, summary: { class: 'cpu-fp32', tauVersion: 2, inputs: 200, distance: { max: 5e-7 }, output: { max: 4e-7 } } };
    await write('calibrated', [['calibration.json', Buffer.from(JSON.stringify(calibration))]]);
    const floats = (seed: number): string => `0x${Buffer.from(Float32Array.from({ length: 3 * 8 * 8 }, (_, i) => Math.sin(i * seed) / 2).buffer).toString('hex')}`;
    const verdicts: Record<string, unknown[]> = {};
    for (const folder of ['plain', 'calibrated']) {
      const own = startWorker(join(root, folder));
      ends.push(() => own.stop());
      const asked = await own.ready();
      const judged = async (tamper: Tamper = {}) => {
        const request = sampleRequest(modelId, { kind: 'classify', dtype: 1, dims: [1, 3, 8, 8], body: floats(1) }, sampleNode, 1);
        const { vote: cast } = await auditReceipt({ ...verifierFacts(), worker: () => own.ready(), models: own.models }, await runOrder(asked, own.models, sampleNode, request, tamper), place);
        return [cast.verdict, cast.kind, cast.chunk];
      };
      // The sign and exponent of the last number of an output, and of a tap's sketch, changed.
      const output = (bundle: Bundle): Bundle => (bundle.kind === 'classify' ? { ...bundle, output: { ...bundle.output, body: `${bundle.output.body.slice(0, -2)}45` } } : bundle);
      const tap = (bundle: Bundle): Bundle => (bundle.kind === 'classify' ? { ...bundle, sketches: bundle.sketches!.map((sketch, i) => (i === 4 ? `${sketch.slice(0, -2)}45` : sketch)) } : bundle);
      verdicts[folder] = [await judged(), await judged({ bundle: output }), await judged({ bundle: tap })];
    }
    const [accept, none] = [verdict.accept, voteKind.none];
    expect(verdicts).toEqual({
      plain: [[accept, none, 0], [accept, none, 0], [accept, none, 0]],
      calibrated: [[accept, none, 0], [verdict.reject, voteKind.output, 0], [verdict.reject, voteKind.sketch, 4]],
    });
  });

  it('says nothing about a file that whoever hands it over could have edited', async () => {
    const swap: Tamper = { file: (file) => ({ ...file, bundle: { ...file.bundle, nonce: `0x${'00'.repeat(32)}` } }) };
    await expect(vote(digits, digitInput, swap)).rejects.toMatchObject({ code: 'receipt.failed', about: { check: 'bundleHash' } });
    const foreign: Tamper = { file: (file) => ({ ...file, receiptSignature: signDigest(`0x${'66'.repeat(32)}`, signingDigest(file.domain, 'Receipt', file.receipt)) }) };
    await expect(vote(digits, digitInput, foreign)).rejects.toMatchObject({ code: 'receipt.failed', about: { check: 'receiptSignature' } });
  });

  it('votes over the network, and declines a model it does not have', async () => {
    const server = await openPeer();
    await serveVerifier(server, verifierFacts(), () => 'x');
    const asker = await openPeer(undefined, []);
    const file = await runOrder(client, worker.models, sampleNode, sampleRequest(digits, digitInput));
    const ask = (peer: Network, request: AuditRequest) => askVerifier(asker, peer.addresses()[0]!, request);
    const made = await ask(server, { kind: 'commit', file, ...place });
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await ask(server, { kind: 'commit', file, ...place })).toEqual(made);
    expect(await ask(server, { kind: 'commit', file, ...place, beacon: `0x${'b1'.repeat(32)}` })).toMatchObject({ kind: 'declined', failure: { code: 'input.malformed' } });
    const receiptHash = signingDigest(file.domain, 'Receipt', file.receipt);
    expect(await ask(server, { kind: 'compare', receiptHash, others: [] })).toMatchObject({ kind: 'declined' });
    for (const commits of [[{ ...made.commit, digest: `0x${'00'.repeat(32)}` }], [made.commit, made.commit], [made.commit, { ...made.commit, verifier: sampleNode.address }]]) {
      expect(await ask(server, { kind: 'reveal', receiptHash, commits })).toMatchObject({ kind: 'declined', failure: { code: 'input.malformed' } });
    }
    expect(await ask(server, { kind: 'reveal', receiptHash, commits: [made.commit] })).toMatchObject({ kind: 'revealed', vote: { verdict: verdict.accept } });
    const unknown = await openPeer();
    await serveVerifier(unknown, { ...verifierFacts(), models: new Map() }, () => 'x');
    expect(await ask(unknown, { kind: 'commit', file, ...place })).toMatchObject({ kind: 'declined', failure: { code: 'model.unknown' } });
  });

  it('votes on after its worker was killed', async () => {
    const own = startWorker();
    ends.push(() => own.stop());
    const file = await runOrder(client, worker.models, sampleNode, sampleRequest(digits, digitInput));
    const facts = { ...verifierFacts(), worker: () => own.ready(), models: worker.models };
    await auditReceipt(facts, file, place);
    (await own.ready()).close();
    await expect.poll(async () => (await auditReceipt(facts, file, place).catch(() => null))?.vote.verdict, { timeout: 120_000 }).toBe(verdict.accept);
  });
});

const provide = (network: Network, onJob?: () => Promise<void>) =>
  serveSmallProvider({ network, worker, node: sampleNode, domain: sampleDomain, stakeManagerDomain: sampleDomain, operator: sampleClient.address, ...(onJob ? { onJob } : {}) });

describe('a job over the network', () => {
  it('streams replies until its result', async () => {
    const provider = await openPeer();
    await provide(provider);
    const replies: JobReply[] = [];
    const request = sampleRequest(digits, digitInput);
    const outcome = await createJobClient(await openPeer(undefined, [])).run(() => provider.addresses(), request, { onReply: (reply) => replies.push(reply) });
    expect(outcome).toMatchObject({ kind: 'result', file: { order: { jobId: request.order.jobId } } });
    expect(replies).toEqual([{ kind: 'admitted', queued: 0 }]);
  });

  it('is delivered by a provider that was killed in the middle and came back elsewhere', async () => {
    const key = await createNetworkKey();
    const first = await openPeer(key);
    const dying = Promise.withResolvers<void>();
    await provide(first, async () => {
      dying.resolve();
      await new Promise(() => {});
    });
    let addresses = first.addresses();
    const running = createJobClient(await openPeer(undefined, [])).run(() => addresses, sampleRequest(digits, digitInput));
    await dying.promise;
    await first.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const second = await openPeer(key);
    const provider = await provide(second);
    addresses = second.addresses();
    expect(await running).toMatchObject({ kind: 'result' });
    expect(provider.results.size).toBe(1);
  });

  it('is collected, not ordered twice, when the provider has it already', async () => {
    const network = await openPeer();
    let asked = 0;
    const provider = await provide(network, async () => void asked++);
    const jobs = createJobClient(await openPeer(undefined, []));
    const request = sampleRequest(digits, digitInput);
    await jobs.run(() => network.addresses(), request);
    expect(await jobs.run(() => network.addresses(), request, { alreadySent: true })).toMatchObject({ kind: 'result' });
    expect([asked, provider.results.size]).toEqual([1, 1]);
  });

  it('hears a refusal with its code, and nothing of the provider\'s own troubles', async () => {
    const network = await openPeer();
    await provide(network, async () => {
      throw new Error('a secret path');
    });
    const outcome = await createJobClient(await openPeer(undefined, [])).run(() => network.addresses(), sampleRequest(digits, digitInput));
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'internal' } });
    expect(JSON.stringify(outcome)).not.toMatch(/secret/);
  });

  it('ends as lost when nobody answers until the deadline', async () => {
    const request = sampleRequest(digits, digitInput);
    const nobody = await openPeer();
    const address = nobody.addresses();
    await nobody.close();
    let nowMs = Date.now();
    const jobs = createJobClient(await openPeer(undefined, []), { nowMs: () => (nowMs += 60_000) });
    expect(await jobs.run(() => address, request)).toMatchObject({ kind: 'lost' });
    expect(streamProtocol.job).toBe('/hearth/job/1');
  });
});

describe('the voucher ledger', () => {
  it('never goes backwards and never pays twice, whenever the client is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-vouchers-'));
    ends.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'practice.sqlite');
    let delivered = 0;
    for (const afterMs of [150, 300, 220]) {
      const said = await runAndKill(path, afterMs);
      for (const [count, cumulative] of said) {
        // Each count pays one receipt of 8 wei more; a restart may only repeat the last one.
        expect(cumulative).toBe(8 * count);
        expect(count === delivered + 1 || count === delivered).toBe(true);
        delivered = count;
      }
    }
    expect(delivered).toBeGreaterThan(3);
    const store = openPracticeStore(path);
    ends.push(() => store.close());
    const [line] = store.lines();
    const leaves = store.leavesOf(line!.line);
    expect(leaves.length).toBeGreaterThanOrEqual(delivered);
    expect(line!.wei).toBe(8n * BigInt(leaves.length));
    expect(new Set(leaves).size).toBe(leaves.length);
    // What comes next continues the same tree.
    const tree = createGrowingTree(p, treeTag.voucherReceipt);
    for (const leaf of leaves) tree.append(fromHex(leaf));
    tree.append(fromHex(sampleFile(99_999).receiptHash));
    const heard = Promise.withResolvers<string>();
    const signal = new AbortController();
    ends.push(() => signal.abort());
    const lines = createVoucherLines({ p, store, clientKey: sampleClient.privateKey, nowMs: Date.now, deliver: async ({ voucher }) => void (voucher.count === leaves.length + 1 && heard.resolve(voucher.receiptsRoot)) }, signal.signal);
    const { file, receiptHash, orderHash } = sampleFile(99_999);
    lines.resume();
    lines.accept(file, receiptHash, orderHash, []);
    expect(await heard.promise).toBe(`0x${Buffer.from(tree.root()).toString('hex')}`);
  });
});

/** Runs the child until it is killed, some ms after its second delivery; gives what it delivered. */
function runAndKill(path: string, afterMs: number): Promise<[number, number][]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(repository, 'test', 'support', 'voucherChild.ts'), path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let isDying = false;
    const delivered = (): RegExpExecArray[] => [...text.matchAll(/^delivered (\d+) (\d+)\n/gm)];
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (isDying || delivered().length < 2) return;
      isDying = true;
      setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.once('close', () => resolve(delivered().map((match) => [Number(match[1]), Number(match[2])])));
  });
}

const flipLast = (hex: string): string => hex.slice(0, -1) + (Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16);

function scaleSketch(hex: string): string {
  const bytes = fromHex(hex);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 32; i++) view.setFloat32(4 * i, view.getFloat32(4 * i, true) * 1.001, true);
  return `0x${Buffer.from(bytes).toString('hex')}`;
}
