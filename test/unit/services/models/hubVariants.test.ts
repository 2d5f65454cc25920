import { create } from '@bufbuild/protobuf';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TensorBytes } from '../../../../electron/protocol/tensor.ts';
import { numericClass, thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import { createEngine } from '../../../../electron/services/inference/engine.ts';
import { draftManifest } from '../../../../electron/services/models/draftManifest.ts';
import { halfOperators } from '../../../../electron/services/models/halfFloats.ts';
import { AttributeSchema, GraphSchema, NodeSchema, TensorSchema, ValueInfoSchema, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openReplayGraph } from '../../../../electron/services/models/replayGraph.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { replayCanonical } from '../../../../electron/services/replay/replayCanonical.ts';
import { openDecoder, requestOf, runAudit, runGenerate, type OpenDecoder } from '../../../support/decoderHarness.ts';
import { tinyDecoder, type DecoderConfig } from '../../../support/generatedDecoder.ts';
import { writeHubFolder, type HubVariant } from '../../../support/hubFolder.ts';

let root: string;
const opened: OpenDecoder[] = [];
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-variants-'))));
afterAll(async () => {
  for (const { session } of opened) await session.release();
  await rm(root, { recursive: true, force: true });
});

async function openVariant(variant: HubVariant, config: Partial<DecoderConfig> = {}): Promise<OpenDecoder> {
  const folder = join(root, `${variant} ${config.groupQuery}`);
  await writeHubFolder(folder, { ...tinyDecoder, ...config, logitScale: 2.5 }, [variant]);
  const { manifest } = await draftManifest(nodePrimitives, folder, variant === 'fp32' ? 'onnx/model.onnx' : `onnx/model_${variant}.onnx`, {});
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const open = await openDecoder(folder);
  opened.push(open);
  return open;
}

describe('a variant of an export', () => {
  it.each<[HubVariant, readonly string[]]>([
    ['fp32', []],
    ['stored', []],
    ['q4', []],
    ['quantized', ['ai.onnx/DynamicQuantizeLinear']],
    ['fp16', ['ai.onnx/Cast', 'ai.onnx/MatMul']],
    ['half', ['ai.onnx/Add', 'ai.onnx/Div', 'ai.onnx/MatMul', 'ai.onnx/Mul', 'ai.onnx/Neg', 'ai.onnx/Pow', 'ai.onnx/ReduceMean', 'ai.onnx/Sigmoid', 'ai.onnx/Softmax', 'ai.onnx/Sqrt', 'ai.onnx/Where']],
  ])('%s answers jobs, alone and beside others, which an audit of its class accepts; opaque are %j', async (variant, opaque) => {
    const open = await openVariant(variant);
    expect(open.model.plan.opaque).toEqual(opaque);
    await expectAnswers(open, opaque);
  });

  it.each<[HubVariant, 'turned' | 'turns']>([['q4', 'turned'], ['q4', 'turns'], ['half', 'turned'], ['half', 'turns']])('%s with GroupQueryAttention, of keys that are %s, answers jobs so too', async (variant, groupQuery) => {
    const open = await openVariant(variant, { groupQuery });
    expect(open.allLogits).toBeNull();
    expect(open.model.plan.opaque.includes('com.microsoft/GroupQueryAttention')).toBe(variant === 'half');
    await expectAnswers(open, open.model.plan.opaque);
  });

  async function expectAnswers(open: OpenDecoder, opaque: readonly string[]): Promise<void> {
    expect(open.oneByOne).toBeNull();
    // What is shadow only is far from any threshold that accuses, and near to what it is.
    const { chunkDistance } = thresholdsOf(opaque.length === 0 ? numericClass['cpu-fp32'] : numericClass['cuda-fp16'], 2, null);
    const requests = Array.from({ length: 3 }, (_, n) => requestOf(n, open.decoder.vocabSize, { maxNewTokens: 20 }));
    const engine = createEngine({ p: nodePrimitives, nowMs: () => performance.now(), inTurn: (work) => work() }, open.decoder, { room: { sequences: 4, positionBytes: 512, cacheBytes: 2 ** 28, oneByOne: open.oneByOne }, prefixes: null });
    const together = await Promise.all(requests.map((request) => engine.generate(request, { signal: new AbortController().signal, scope: null })));
    for (const [n, request] of requests.entries()) {
      for (const made of [await runGenerate(open, request), together[n]!]) {
        expect(made.tokens).toHaveLength(20);
        expect(Math.max(...(await runAudit(open, request, made)).distances)).toBeLessThanOrEqual(chunkDistance);
      }
    }
  }

  it('is replayed node by node though its numbers are of 16 bits', async () => {
    const { model } = await openVariant('half');
    const graph = openReplayGraph(nodePrimitives, model);
    const feeds = new Map<string, TensorBytes>(graph.inputs.map(({ name }) => [name, {
      dtype: name.startsWith('past') ? 10 : 7, dims: name.startsWith('past') ? [1, tinyDecoder.kvHeads, 2, tinyDecoder.headDim] : [1, name === 'attention_mask' ? 4 : 2],
      body: name.startsWith('past') ? new Uint8Array(2 * tinyDecoder.kvHeads * 2 * tinyDecoder.headDim) : new Uint8Array(BigInt64Array.from({ length: name === 'attention_mask' ? 4 : 2 }, () => 1n).buffer),
    }]));
    const { trace } = await replayCanonical({ p: nodePrimitives, graph, externalData: model.externalData, folder: join(root, 'trace') }, feeds);
    expect(trace.index.nodes.flat().some((entry) => entry?.dtype === 10)).toBe(true);
  });
});

describe('operators of 16 bits', () => {
  const tensor = (name: string, dataType: number) => create(TensorSchema, { name, dataType, dims: [1n], rawData: new Uint8Array(2) });
  const node = (opType: string, input: string[], output: string, to?: number) => create(NodeSchema, { opType, input, output: [output], attribute: to === undefined ? [] : [create(AttributeSchema, { name: 'to', type: 2, i: BigInt(to) })] });
  const found = (nodes: Node[], initializer = [tensor('w', 10), tensor('f', 1)]) => halfOperators(create(GraphSchema, { node: nodes, initializer, input: [create(ValueInfoSchema, { name: 'x' })] }));

  it('are found in any order of the file, behind what only moves numbers, in graphs inside of nodes, and not where weights are widened first', () => {
    expect(found([node('Cast', ['w'], 'wide', 1), node('MatMul', ['x', 'wide'], 'y')])).toEqual([]);
    expect(found([node('Gather', ['w', 'x'], 'rows'), node('Cast', ['rows'], 'wide', 1), node('Add', ['wide', 'f'], 'y')])).toEqual([]);
    expect(found([node('Cast', ['f'], 'narrow', 10), node('Cast', ['narrow'], 'wide', 1), node('Add', ['x', 'wide'], 'y')])).toEqual([]);
    expect(found([node('MatMul', ['turned', 'x'], 'y'), node('Transpose', ['kept'], 'turned'), node('Identity', ['w'], 'kept')])).toEqual(['ai.onnx/MatMul']);
    expect(found([node('Cast', ['x'], 'narrow', 16), node('Cast', ['narrow'], 'wide', 1)])).toEqual(['ai.onnx/Cast']);
    const inner = create(NodeSchema, { opType: 'If', input: ['c'], output: ['y'], attribute: [create(AttributeSchema, { name: 'then_branch', type: 5, g: create(GraphSchema, { node: [node('Mul', ['w', 'w'], 'z')] }) })] });
    expect(found([inner])).toEqual(['ai.onnx/Mul']);
    expect(found([create(NodeSchema, { opType: 'MatMulNBits', domain: 'com.microsoft', input: ['x', 'q', 'w'], output: ['y'] })])).toEqual(['com.microsoft/MatMulNBits']);
  });
});
