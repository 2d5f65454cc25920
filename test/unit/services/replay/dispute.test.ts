import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../../../electron/protocol/bytes.ts';
import { traceNode, traceProof, traceRoot } from '../../../../electron/protocol/trace.ts';
import { treeTag, verifyMerkleProof } from '../../../../electron/protocol/tree.ts';
import { formatDispute } from '../../../../electron/programs/cli/disputeCommand.ts';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { computeModelRoots } from '../../../../electron/services/models/graphRoot.ts';
import { ModelSchema, NodeSchema, type Graph } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { disputeTraces, type DisputeReport } from '../../../../electron/services/replay/dispute.ts';
import { feedsOfJob } from '../../../../electron/services/replay/jobFeeds.ts';
import { replayCanonical, type ReplayOptions } from '../../../../electron/services/replay/replayCanonical.ts';
import { openReplayGraph } from '../../../../electron/services/models/replayGraph.ts';
import { fromRuntime, toRuntime } from '../../../../electron/services/replay/tensorFeeds.ts';
import { readTrace, readTraceTensor, rootOfIndex, type Trace } from '../../../../electron/services/replay/traceFolder.ts';
import { writeDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';
import { createNumbers, floats, model, node, tensor, value } from '../../../support/onnxModels.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';
import { bundled, cheatingGraph, nudge, openReplay, pixelJob, roundToInt8, runReplay, tokenJob, type OpenReplay } from './replays.ts';

const home = mkdtempSync(join(tmpdir(), 'hearth-dispute-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let folders = 0;
const nextFolder = (): string => join(home, String(folders++));

// Each replay opens one session per operator; other suites share the machine.
describe('a decoder', { timeout: 60_000 }, () => {
  const job = tokenJob(12, 20, 300);
  let ember: OpenReplay;
  let honest: Trace;
  beforeAll(async () => {
    ember = await openReplay(bundled('ember'));
    honest = (await runReplay(ember, job, nextFolder())).trace;
  });
  const cheat = async (options: Partial<ReplayOptions>): Promise<Trace> => (await runReplay(ember, job, nextFolder(), options)).trace;
  const dispute = (accused: Trace, challenger = honest): Promise<DisputeReport> => disputeTraces({ p, graph: ember.graph, accused, challenger, beacon: new Uint8Array(32), mostNodes: 64 });
  const indexOf = (matches: (node: OpenReplay['graph']['nodes'][number]) => boolean): number => ember.graph.nodes.findIndex(matches);
  const fileIndex = (index: number): number => ember.opened.nodeOrder[index]!;

  it('gives the same root twice, and agrees with itself', async () => {
    const again = await cheat({});
    expect(again.index.traceRoot).toBe(honest.index.traceRoot);
    expect(await dispute(again)).toMatchObject({ outcome: 'agree', different: 0, decisive: null });
  });

  it('computes node by node what the whole graph computes with everything exposed', async () => {
    const graph = fromBinary(ModelSchema, ember.opened.sessionBytes).graph!;
    const names = ember.graph.nodes.flatMap(({ outputs }) => outputs);
    const session = await InferenceSession.create(exposeOutputs(ember.opened.sessionBytes, graph, names), { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 4 });
    const feeds = Object.fromEntries([...feedsOfJob(ember.graph, job)].map(([name, tensor]) => [name, toRuntime(tensor)]));
    const result = await session.run(feeds);
    for (const [index, { outputs }] of ember.graph.nodes.entries()) {
      const own = await readTraceTensor(p, honest, { node: index, slot: 0 });
      const whole = fromRuntime(result[outputs[0]!] as Tensor, outputs[0]!);
      expect(Buffer.compare(own.body, whole.body), `node ${index} ${outputs[0]!}`).toBe(0);
      expect(own.dims).toEqual(whole.dims);
    }
    await session.release();
  });

  it('names an edited activation by node and element, whatever the operator', async () => {
    for (const [opType, by] of [['MatMul', 0.05], ['Softmax', 0.01], ['Mul', 1e-3], ['Concat', 1e-3]] as const) {
      const node = ember.graph.nodes.findLastIndex((each) => each.opType === opType && ember.graph.nodes.some(({ reads }) => reads.includes(each.outputs[0]!)));
      const report = await dispute(await cheat({ change: nudge(node, 7, by) }));
      expect(report, opType).toMatchObject({ outcome: 'providerFault', decisive: { index: node, opType, accused: { verdict: 'slash', finding: { faults: 1, worst: { element: 7 } } }, challenger: { verdict: 'noFault' } } });
    }
  });

  it('names an edit that is far below the tolerance of the sketches', async () => {
    const node = indexOf(({ opType }) => opType === 'Mul');
    const report = await dispute(await cheat({ change: nudge(node, 3, 1e-6) }));
    expect(report).toMatchObject({ outcome: 'providerFault', decisive: { index: node, accused: { finding: { rule: 'rounded', worst: { element: 3 } } } } });
  });

  it('names a skipped residual and a changed constant', async () => {
    const residual = indexOf(({ name }) => name.endsWith('layers.1/Add') || name.endsWith('layers.1/Add_1'));
    const at = residual < 0 ? ember.graph.nodes.findLastIndex(({ opType }) => opType === 'Add') : residual;
    const skips = cheatingGraph(ember, (graph) => {
      const node = graph.node[fileIndex(at)]!;
      graph.node[fileIndex(at)] = create(NodeSchema, { opType: 'Identity', name: node.name, input: [node.input[0]!], output: node.output });
    });
    expect(await dispute(await cheat({ graph: skips }))).toMatchObject({ outcome: 'providerFault', decisive: { index: at, accused: { judge: 'committee', finding: { rule: 'rounded' } } } });
    const epsilon = indexOf(({ opType, inputs }) => opType === 'Add' && inputs.some((name) => ember.graph.weight(name)?.body.length === 4));
    const constant = ember.graph.nodes[epsilon]!.inputs.find((name) => ember.graph.weight(name))!;
    const changed = cheatingGraph(ember, (graph: Graph) => {
      const tensor = graph.initializer.find(({ name }) => name === constant)!;
      tensor.rawData = new Uint8Array(Float32Array.of(2e-5).buffer);
    });
    expect(await dispute(await cheat({ graph: changed }))).toMatchObject({ outcome: 'providerFault', decisive: { index: epsilon, opType: 'Add', accused: { verdict: 'slash' } } });
  });

  it('finds int8 weights at the product that used them, beyond the sound bound', async () => {
    const products = ember.graph.nodes.flatMap((node, index) => (node.opType === 'MatMul' && ember.graph.weight(node.inputs[1]!) ? [index] : []));
    for (const index of [products[0]!, products.at(-2)!]) {
      const weight = ember.graph.nodes[index]!.inputs[1]!;
      const report = await dispute(await cheat({ graph: cheatingGraph(ember, (graph) => roundToInt8(graph, weight)) }));
      expect(report).toMatchObject({ outcome: 'providerFault', decisive: { index, opType: 'MatMul', accused: { verdict: 'slash', judge: 'contract', finding: { rule: 'dot' } }, challenger: { verdict: 'noFault' } } });
    }
  });

  it('turns on the challenger when its own trace is the false one, and on both when both are', async () => {
    const node = indexOf(({ opType }) => opType === 'MatMul');
    const one = await cheat({ change: nudge(node, 1, 0.5) });
    const two = await cheat({ change: nudge(node, 2, 0.5) });
    expect((await dispute(honest, one)).outcome).toBe('challengerFault');
    expect((await dispute(one, two)).outcome).toBe('bothFault');
  });

  it('goes on when both sides pass at a node: drift within the bounds accuses nobody', async () => {
    const product = indexOf(({ opType }) => opType === 'MatMul');
    const first = new DataView((await readTraceTensor(p, honest, { node: product, slot: 0 })).body.slice().buffer).getFloat32(0, true);
    const drifted = await cheat({ change: nudge(product, 0, first * 2 ** -22) });
    expect(drifted.index.traceRoot).not.toBe(honest.index.traceRoot);
    const report = await dispute(drifted);
    expect(report.outcome).toBe('noFault');
    expect(report.judged[0]).toMatchObject({ index: product, accused: { verdict: 'noFault' }, challenger: { verdict: 'noFault' } });
  });

  it('refuses a trace whose list, tensors, inputs or model are not its own', async () => {
    const forged = await cheat({});
    const listFile = join(forged.folder, 'trace.json');
    const list = readFileSync(listFile, 'utf8');
    writeFileSync(listFile, list.replace(forged.index.nodes[5]![0]!.root, forged.index.nodes[6]![0]!.root));
    await expect(readTrace(p, forged.folder)).rejects.toMatchObject({ code: 'dispute.badTrace' });
    writeFileSync(listFile, list);
    const tensorFile = join(forged.folder, 'tensors', '5-0.bin');
    const body = readFileSync(tensorFile);
    body[0]! ^= 1;
    writeFileSync(tensorFile, body);
    await expect(readTraceTensor(p, await readTrace(p, forged.folder), { node: 5, slot: 0 })).rejects.toMatchObject({ code: 'dispute.badTrace' });
    const other = (await runReplay(ember, tokenJob(12, 20, 300), nextFolder())).trace;
    await expect(dispute(other)).rejects.toMatchObject({ code: 'dispute.badTrace' });
    await expect(dispute({ ...honest, index: { ...honest.index, modelId: `0x${'ab'.repeat(32)}` } })).rejects.toMatchObject({ code: 'dispute.wrongModel' });
    await expect(readTrace(p, home)).rejects.toMatchObject({ code: 'dispute.badTrace' });
  });

  it('proves each node under its root, at the index of the node', () => {
    const roots = { modelId: fromHex(honest.index.modelId), inputs: honest.index.inputs.map(({ tensor }) => fromHex(tensor.root)), nodes: honest.index.nodes.map((outputs) => outputs.map((output) => output && fromHex(output.root))) };
    const root = traceRoot(p, roots);
    expect(root).toEqual(rootOfIndex(p, honest.index));
    for (const index of [0, 17, roots.nodes.length - 1]) {
      const claim = { tag: treeTag.trace, count: 1 + roots.nodes.length, index: 1 + index, leaf: traceNode(index, roots.nodes[index]!), proof: traceProof(p, roots, 1 + index), root };
      expect(verifyMerkleProof(p, claim)).toBe(true);
      expect(verifyMerkleProof(p, { ...claim, index: 2 + index })).toBe(false);
    }
  });
});

describe('a classifier of integers', () => {
  it('replays to the same root and names one wrong integer', async () => {
    const digits = await openReplay(bundled('digits'));
    const job = pixelJob();
    const honest = (await runReplay(digits, job, nextFolder())).trace;
    expect((await runReplay(digits, job, nextFolder())).trace.index.traceRoot).toBe(honest.index.traceRoot);
    const product = digits.graph.nodes.findIndex(({ opType }) => opType === 'MatMulInteger');
    const accused = (await runReplay(digits, job, nextFolder(), {
      change(index, outputs) {
        if (index !== product) return outputs;
        const body = outputs[0]!.body.slice();
        new DataView(body.buffer).setInt32(4 * 9, new DataView(body.buffer).getInt32(4 * 9, true) + 1, true);
        return [{ ...outputs[0]!, body }];
      },
    })).trace;
    const report = await disputeTraces({ p, graph: digits.graph, accused, challenger: honest, beacon: new Uint8Array(32), mostNodes: 64 });
    expect(report).toMatchObject({ outcome: 'providerFault', decisive: { index: product, opType: 'MatMulInteger', accused: { judge: 'committee', finding: { rule: 'exact', faults: 1, worst: { element: 9, difference: 1 } } } } });
  });
});

describe('fused operators', () => {
  it('are replayed opened up, so that each step of them is judged', async () => {
    const fused = model({
      domains: { 'com.microsoft': 1 },
      nodes: [node('SkipSimplifiedLayerNormalization', ['x', 's', 'g'], ['n'], { epsilon: 1e-5 }, 'com.microsoft'), node('MatMulNBits', ['n', 'b', 'scales'], ['m'], { K: 32n, N: 4n, bits: 4n, block_size: 16n }, 'com.microsoft'), node('FastGelu', ['m'], ['y'], {}, 'com.microsoft')],
      weights: [floats('g', [32], createNumbers(3)(32)), tensor('b', 'uint8', [4, 2, 8], Uint8Array.from({ length: 64 }, (_, i) => (i * 73) & 255)), floats('scales', [8], createNumbers(4)(8))],
      inputs: [value('x', 'float', ['n', 32]), value('s', 'float', ['n', 32])], outputs: [value('y', 'float')],
    });
    const graph = openReplayGraph(p, { modelId: `0x${'11'.repeat(32)}`, sessionBytes: toBinary(ModelSchema, fused), externalData: [], nodeOrder: [0, 1, 2] });
    expect(graph.isAsRegistered).toBe(false);
    expect(graph.nodes.filter(({ domain }) => domain !== '')).toEqual([]);
    const feeds = new Map(['x', 's'].map((name, seed) => [name, { dtype: 1, dims: [3, 32], body: new Uint8Array(createNumbers(seed + 1)(96).buffer) }]));
    const run = (change?: ReplayOptions['change']) => replayCanonical({ p, graph, externalData: [], folder: nextFolder(), ...(change ? { change } : {}) }, feeds);
    const { trace } = await run();
    const session = await InferenceSession.create(toBinary(ModelSchema, fused), { graphOptimizationLevel: 'disabled', logSeverityLevel: 4 });
    const whole = (await session.run(Object.fromEntries([...feeds].map(([name, each]) => [name, toRuntime(each)]))))['y']!.data as Float32Array;
    await session.release();
    const last = graph.nodes.findIndex(({ outputs }) => outputs.includes('y'));
    const own = new Float32Array((await readTraceTensor(p, trace, { node: last, slot: 0 })).body.buffer);
    own.forEach((each, i) => expect(Math.abs(each - whole[i]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(whole[i]!))));
    const product = graph.nodes.findIndex(({ opType }) => opType === 'MatMul');
    const accused = (await run(nudge(product, 5, 0.01))).trace;
    const report = await disputeTraces({ p, graph, accused, challenger: trace, beacon: new Uint8Array(32), mostNodes: 64 });
    expect(report).toMatchObject({ outcome: 'providerFault', decisive: { index: product, accused: { judge: 'committee', finding: { worst: { element: 5 } } } } });
  });
});

describe('an operator that no rule reads', () => {
  it('is replayed, sketched and named with its code and what follows: nobody is slashed, a committee decides', async () => {
    const whole = buildUnseenModels().find(({ name }) => name.startsWith('If, Loop'))!.model;
    const graph = openReplayGraph(p, { modelId: `0x${'11'.repeat(32)}`, sessionBytes: toBinary(ModelSchema, whole), externalData: [], nodeOrder: computeModelRoots(p, whole, () => new Uint8Array(0)).nodeOrder });
    const feeds = new Map([['x', { dtype: 1, dims: [3], body: new Uint8Array(createNumbers(1)(3).buffer) }], ['flag', { dtype: 9, dims: [], body: Uint8Array.of(1) }]]);
    const run = async (change?: ReplayOptions['change']): Promise<Trace> => (await replayCanonical({ p, graph, externalData: [], folder: nextFolder(), ...(change ? { change } : {}) }, feeds)).trace;
    const loop = graph.nodes.findIndex(({ opType }) => opType === 'Loop');
    const dispute = await disputeTraces({ p, graph, accused: await run(nudge(loop, 1, 0.5)), challenger: await run(), beacon: new Uint8Array(32), mostNodes: 64 });
    expect(dispute).toMatchObject({ outcome: 'notJudged', decisive: { index: loop, opType: 'Loop', accused: { verdict: 'notJudged', refused: 'opaqueOperator', reason: 'no rule for Loop' }, challenger: { refused: 'opaqueOperator' } } });
    expect(dispute.decisive!.distance).toBeGreaterThan(0.01);
    const text = formatDispute({ traceRoot: dispute.challengerRoot, trace: null, checks: null, dispute } as Parameters<typeof formatDispute>[0], true);
    expect(text).toMatch(/operator \d+ {2}Loop/);
    expect(text).toContain('other side: not judged, opaqueOperator: no rule for Loop. It holds others (a branch, a loop, a local function, a fused kernel) and is replayed and sketched as one');
    expect(text).toContain('The traces part at an operator that no rule judges: a committee decides.');
  });
});

describe('memory', { timeout: 60_000 }, () => {
  it('does not grow with depth, while the trace on disk does', async () => {
    const [shallow, deep] = await Promise.all([2, 6].map(async (layers) => {
      const model = await openReplay(await writeDecoder(nextFolder(), { ...tinyDecoder, layers, externalData: layers === 6 }));
      return runReplay(model, tokenJob(40, 24, 300), nextFolder());
    }));
    expect(deep!.totalBytes).toBeGreaterThan(2.4 * shallow!.totalBytes);
    expect(deep!.peakBytes).toBe(shallow!.peakBytes);
    expect(deep!.peakBytes).toBeLessThan(deep!.totalBytes / 10);
  });
});
