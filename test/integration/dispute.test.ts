import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { jcsSha256 } from '../../electron/protocol/jcs.ts';
import { rowRoot } from '../../electron/protocol/rows.ts';
import { sketchRoot } from '../../electron/protocol/sketch.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { runReplayApart } from '../../electron/programs/cli/replayApart.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDecoder, promptOf, runGenerate } from '../support/decoderHarness.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { runOrder, startWorker } from '../support/practiceProvider.ts';
import { sampleNode, sampleRequest } from '../support/practiceSamples.ts';
import { createNumbers } from '../support/onnxModels.ts';
import { recurrentShape, writeRecurrentModel } from '../support/recurrentModel.ts';
import { hash, node, plainDecode, signedJob } from '../unit/protocol/samples.ts';
import { bundled, cheatingGraph, nudge, openReplay, roundToInt8, runReplay, type OpenReplay } from '../unit/services/replay/replays.ts';

/** `hearth dispute` and `hearth verify --replay` as anyone runs them: processes, files, nothing else. */
const model = bundled('ember');
let folder: string;
let receiptFile: string;
let file: ReceiptFile;
let rows: Float32Array;
let replay: OpenReplay;

/** A job that really ran: fused, token by token, with its cache. */
async function decodeForReal(): Promise<{ file: ReceiptFile; rows: Float32Array }> {
  const open = await openDecoder(model);
  const decode = { ...plainDecode, maxNewTokens: 40, stopTokenIds: [] };
  const label = 'dispute';
  const promptTokens = promptOf(1, open.decoder.vocabSize);
  const made = await runGenerate(open, { jobId: hash(`job ${label}`), provider: node.address.toLowerCase() as `0x${string}`, promptTokens, nonce: fromHex(hash(`nonce ${label}`)), decode });
  await open.session.release();
  const bundle = { decode, promptTokens, tokens: [...made.tokens], sketches: made.sketches.map(toHex) };
  const { modelId, planRoot } = open.model;
  return { rows: new Float32Array(made.rows.slice().buffer), file: signOver(bundle, made.rowRoot, { modelId, planRoot }) };
}

function signOver(bundle: Partial<Extract<ReceiptFile['bundle'], { kind: 'generate' }>> & { readonly sketches: string[] }, root: string, { modelId, planRoot }: { readonly modelId: string; readonly planRoot: string }): ReceiptFile {
  const order = { modelId, maxUnitsIn: 100, maxUnitsOut: 100 };
  const { receipt, runtime } = signedJob('dispute', { bundle, order });
  return signedJob('dispute', {
    bundle, order,
    receipt: {
      orderHash: receipt.orderHash, exec: { modelId, planRoot, runtimeId: toHex(jcsSha256(p, runtime)), classId: 1 },
      trace: { rowRoot: root, sketchRoot: toHex(sketchRoot(p, bundle.sketches.map(fromHex))), tapRoot: receipt.trace.tapRoot },
    },
  }).file;
}

const save = (path: string, value: ReceiptFile): Promise<void> => writeFile(path, JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-disputes-'));
  receiptFile = join(folder, 'receipt.json');
  ({ file, rows } = await decodeForReal());
  await save(receiptFile, file);
  replay = await openReplay(model);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Checks = readonly { readonly name: string; readonly state: string; readonly reason: string }[];

describe('a receipt of an honest decode', () => {
  it('passes the checks of a canonical replay, and the command keeps a trace with the root it prints', async () => {
    const out = join(folder, 'own');
    const ran = await runHearth(['dispute', receiptFile, '--model', model, '--out', out, '--json']);
    expect(ran.code, ran.stderr).toBe(0);
    const result = ran.json() as { checks: Checks; traceRoot: string };
    expect(result.checks.map(({ name, state }) => [name, state])).toEqual([['canonicalTrace', 'passed'], ['thresholds', 'passed'], ['canonicalSketches', 'passed'], ['canonicalTokens', 'passed'], ['canonicalStop', 'passed'], ['canonicalRows', 'notChecked']]);
    const again = await runReplay(replay, file.bundle, join(folder, 'again'));
    expect(again.trace.index.traceRoot).toBe(result.traceRoot);
    const agree = await runHearth(['dispute', out, '--against', join(folder, 'again'), '--model', model]);
    expect(agree.code, agree.stderr).toBe(0);
    expect(agree.stdout).toContain('bit for bit');
  });

  it('is verified with --replay, and an edited token is not', async () => {
    const ran = await runHearth(['verify', receiptFile, '--model', model, '--replay', '--json']);
    const { ok, checks } = ran.json() as { ok: boolean; checks: Checks };
    expect(ok, JSON.stringify(checks.filter(({ state }) => state === 'failed'))).toBe(true);
    expect(checks.filter(({ name, state }) => name.startsWith('canonical') && state === 'passed')).toHaveLength(4);
    const { bundle } = file;
    if (bundle.kind !== 'generate') throw new Error('not text');
    const edited = { ...file, bundle: { ...bundle, tokens: bundle.tokens.map((token, i) => (i === 5 ? (token === 9 ? 10 : 9) : token)) } };
    const editedFile = join(folder, 'edited.json');
    await save(editedFile, edited);
    const refused = await runHearth(['dispute', editedFile, '--model', model, '--json']);
    expect(refused.code).toBe(1);
    expect((refused.json() as { checks: Checks }).checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toContain('canonicalTokens');
  });
});

describe('opened rows', () => {
  const stateOf = (checks: Checks, name: string): string | undefined => checks.find((check) => check.name === name)?.state;
  const verify = async (receipt: string, rowFile: string): Promise<Checks> => ((await runHearth(['verify', receipt, '--model', model, '--replay', '--rows', rowFile, '--json'])).json() as { checks: Checks }).checks;

  it('hash to the receipt, make its sketches and are those of both replays', async () => {
    const rowFile = join(folder, 'honest.rows');
    await writeFile(rowFile, new Uint8Array(rows.buffer));
    const checks = await verify(receiptFile, rowFile);
    expect(['rows', 'rowSketches', 'replayRows', 'canonicalRows'].map((name) => stateOf(checks, name))).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  });

  it('convict a node that committed to rows of something else under sketches that are right', async () => {
    const others = rows.map((value, i) => (i % 128 === 5 ? value * 1.01 : value));
    const { bundle, receipt } = file;
    if (bundle.kind !== 'generate') throw new Error('not text');
    const [lied, rowFile] = [join(folder, 'lied.json'), join(folder, 'lied.rows')];
    await save(lied, signOver(bundle, toHex(rowRoot(p, others, 128)), receipt.exec));
    await writeFile(rowFile, new Uint8Array(others.buffer));
    const checks = await verify(lied, rowFile);
    expect(['rows', 'rowSketches', 'replaySketches', 'replayRows', 'canonicalSketches', 'canonicalRows'].map((name) => stateOf(checks, name))).toEqual(['passed', 'failed', 'passed', 'failed', 'passed', 'failed']);
    const disputed = await runHearth(['dispute', lied, '--model', model, '--rows', rowFile]);
    expect(disputed.code).toBe(1);
    expect(disputed.stdout).toMatch(/✗ canonicalRows +chunk \d of the rows opened is .* from the replay/);
  });

  it('that are others than the receipt\'s say nothing about the node, and a file that is not there is refused', async () => {
    const rowFile = join(folder, 'wrong.rows');
    await writeFile(rowFile, new Uint8Array(rows.map((value) => value + 1).buffer));
    const ran = await runHearth(['verify', receiptFile, '--rows', rowFile]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/✗ rowRoot .* failed: rows/);
    expect((await runHearth(['verify', receiptFile, '--rows', join(folder, 'nowhere.rows'), '--json'])).json()).toMatchObject({ code: 'storage.unreadable' });
  });
});

describe('a provider with int8 weights in one product', () => {
  it('is named by operator, element, value and bound, and the process says so', async () => {
    const index = replay.graph.nodes.findIndex(({ opType, inputs }) => opType === 'MatMul' && inputs[1]?.includes('o_proj') === true);
    const cheat = join(folder, 'int8');
    await runReplay(replay, file.bundle, cheat, { graph: cheatingGraph(replay, (graph) => roundToInt8(graph, replay.graph.nodes[index]!.inputs[1]!)) });
    const ran = await runHearth(['dispute', receiptFile, '--model', model, '--against', cheat, '--explain']);
    expect(ran.code, ran.stderr).toBe(1);
    expect(ran.stdout).toContain(`operator ${index}  MatMul`);
    expect(ran.stdout).toMatch(/other side: at fault \(dot rule, \d+ elements judged, \d+ faults, \d+ soft fails; contract decides\)/);
    expect(ran.stdout).toMatch(/element \d+ \[0, \d+, \d+\]: claimed -?[\d.e+-]+, float64 gives -?[\d.e+-]+, off by [\d.e+-]+; bounds [\d.e+-]+ \(soft\) [\d.e+-]+ \(fault\)/);
    expect(ran.stdout).toContain('The other side is at fault.');
    const spot = await runHearth(['dispute', cheat, '--model', model, '--spot']);
    expect(spot.code, spot.stderr).toBe(1);
    expect(spot.stdout).toMatch(new RegExp(`^✗ operator ${index}  MatMul .*allowed\\n1 of 29 linear layers`, 'm'));
    const honest = await runHearth(['dispute', join(folder, 'again'), '--model', model, '--spot', '--json']);
    expect(honest.json()).toMatchObject({ ok: true });
  });

  it('is stopped with its process when it takes too long', async () => {
    await expect(runReplayApart(['dispute', receiptFile, '--model', model, '--json'], 50, true)).rejects.toMatchObject({ code: 'worker.runFailed', about: { reason: expect.stringContaining('stopped') as string } });
  });

  it('is refused as a trace of another model, and the command says how it is used', async () => {
    const digits = await runHearth(['dispute', receiptFile, '--model', bundled('digits'), '--json']);
    expect(digits.code).toBe(1);
    expect(digits.json()).toMatchObject({ code: 'dispute.wrongModel' });
    expect((await runHearth(['dispute', receiptFile])).code).toBe(2);
    expect((await runHearth(['dispute', join(folder, 'int8'), '--model', model])).code).toBe(2);
  });
});

describe('a model of an LSTM and a GRU', () => {
  it('is replayed step by step; a cheat in the middle of its sequence is named by operator and element', async () => {
    const models = join(folder, 'models');
    const recurrent = await writeRecurrentModel(join(models, 'recurrent'));
    const worker = startWorker(models);
    try {
      const { steps, width } = recurrentShape;
      const body = toHex(new Uint8Array(Float32Array.from(createNumbers(5)(steps * width)).buffer));
      const client = await worker.ready();
      const request = sampleRequest(worker.known[0]!.modelId, { kind: 'classify', dtype: 1, dims: [1, steps, width], body });
      const ordered = await runOrder(client, worker.models, sampleNode, request);
      const receipt = join(folder, 'recurrent.json');
      await save(receipt, ordered);
      const open = await openReplay(recurrent);
      expect(open.graph.nodes.some(({ opType }) => ['LSTM', 'GRU'].includes(opType))).toBe(false);
      const tanhs = open.graph.nodes.flatMap(({ opType }, index) => (opType === 'Tanh' ? [index] : []));
      const middle = tanhs[Math.floor(tanhs.length / 2)]!;
      const [own, cheat] = [join(folder, 'recurrent-own'), join(folder, 'recurrent-cheat')];
      await runReplay(open, ordered.bundle, own);
      await runReplay(open, ordered.bundle, cheat, { change: nudge(middle, 3, 0.01) });
      const agree = await runHearth(['dispute', receipt, '--model', recurrent, '--against', own, '--json']);
      expect(agree.json()).toMatchObject({ ok: true, dispute: { outcome: 'agree' }, checks: [{ name: 'canonicalTrace', state: 'passed' }, { name: 'canonicalOutput', state: expect.not.stringMatching('failed') as string }, { name: 'canonicalTaps', state: 'passed' }] });
      const ran = await runHearth(['dispute', receipt, '--model', recurrent, '--against', cheat, '--explain']);
      expect(ran.code, ran.stderr).toBe(1);
      expect(ran.stdout).toContain(`operator ${middle}  Tanh`);
      expect(ran.stdout).toMatch(/other side: at fault \(calibrated rule, 8 elements judged, 1 faults, 0 soft fails; committee decides\)\n {4}element 3 \[0, 0, 3\]: claimed /);
      expect(ran.stdout).toContain('The other side is at fault.');
    } finally {
      await worker.stop();
    }
  });
});
