import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { freivaldsResidual, freivaldsTolerance, prepareFreivalds, type LinearLayer } from '../../../../electron/protocol/freivalds.ts';
import { startRun, describeDecoder } from '../../../../electron/services/inference/decoder.ts';
import { openSession } from '../../../../electron/services/inference/session.ts';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { ModelSchema, type Graph, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder, type OpenedModel } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { int8, fp16, type Rounding } from '../../../attacks/weights.ts';

const models = join(import.meta.dirname, '../../../../assets/models');
/** Secret for the test's purposes: fixed, so that a failure can be seen again. */
const createSecret = (label: string) => (count: number): Uint8Array => new Uint8Array(Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, (_, i) => createHash('sha256').update(`${label} ${i}`).digest())).subarray(0, count));

type Opened = { readonly node: Node; readonly layer: LinearLayer; readonly x: Float32Array; readonly y: Float32Array };

/** Opened inputs and outputs of every linear layer of Ember for 40 tokens, as a provider with this optimisation level computes them. */
async function openEmber(optimization: 'all' | 'disabled'): Promise<Opened[]> {
  const model = await openModelFolder(p, join(models, 'ember'));
  const { graph } = fromBinary(ModelSchema, model.sessionBytes);
  const layers = linearLayers(graph!);
  const session = await openSession(exposed(model, graph!, layers), { executionProvider: 'cpu', threads: 1, optimization });
  try {
    const tokens = Array.from({ length: 40 }, (_, i) => (i === 0 ? 0 : 3 + ((i * 37) % 900)));
    const decoder = describeDecoder(session, model);
    const found: Record<string, Float32Array> = {};
    const names = layers.flatMap(({ node }) => [node.input[0]!, node.output[0]!]);
    const run = session.run.bind(session) as InferenceSession['run'];
    session.run = (async (feeds: InferenceSession.FeedsType, fetches: Record<string, Tensor | null>) => {
      const result = await run(feeds, { ...fetches, ...Object.fromEntries(names.map((name) => [name, null])) });
      for (const name of names) found[name] = (result[name]!.data as Float32Array).slice();
      return result;
    }) as InferenceSession['run'];
    await startRun(decoder, { wantsCache: false }).step(tokens);
    return layers.map(({ node, layer }) => ({ node, layer, x: found[node.input[0]!]!, y: found[node.output[0]!]! }));
  } finally {
    await session.release();
  }
}

function linearLayers(graph: Graph): { node: Node; layer: LinearLayer }[] {
  const weights = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  return graph.node.flatMap((node) => {
    const tensor = node.opType === 'MatMul' ? weights.get(node.input[1]!) : undefined;
    if (!tensor || tensor.dataType !== 1 || tensor.dims.length !== 2) return [];
    return [{ node, layer: { weights: new Float32Array(tensor.rawData.slice().buffer), inputs: Number(tensor.dims[0]), outputs: Number(tensor.dims[1]) } }];
  });
}
const exposed = (model: OpenedModel, graph: Graph, layers: { node: Node }[]): OpenedModel =>
  ({ ...model, sessionBytes: exposeOutputs(model.sessionBytes, graph, layers.flatMap(({ node }) => [node.input[0]!, node.output[0]!])) });

/** y as a provider gets it that computes with rounded weights; sums in float64, so that only the rounding differs. */
function multiply({ layer, x }: Opened, rounding: Rounding): Float32Array {
  const weights = Float32Array.from(layer.weights);
  rounding(weights, layer.inputs, layer.outputs);
  const rows = x.length / layer.inputs;
  const y = new Float32Array(rows * layer.outputs);
  for (let row = 0; row < rows; row++) {
    const sums = new Float64Array(layer.outputs);
    for (let i = 0; i < layer.inputs; i++) for (let j = 0; j < layer.outputs; j++) sums[j]! += x[row * layer.inputs + i]! * weights[i * layer.outputs + j]!;
    y.set(sums, row * layer.outputs);
  }
  return y;
}

describe('a spot check of linear layers', () => {
  it('passes every layer of a real decoder as computed by two builds of the graph, and catches rounded weights and one changed element in each', async () => {
    let honest = 0;
    const caught = { fp16: Infinity, int8: Infinity, element: Infinity };
    for (const optimization of ['all', 'disabled'] as const) {
      const layers = await openEmber(optimization);
      expect(layers.length).toBeGreaterThan(20);
      for (const opened of layers) {
        const secret = prepareFreivalds(opened.layer, createSecret(opened.node.name));
        honest = Math.max(honest, freivaldsResidual(secret, opened.x, opened.y, 'float'));
        if (optimization === 'disabled') continue;
        caught.fp16 = Math.min(caught.fp16, freivaldsResidual(secret, opened.x, multiply(opened, fp16), 'float'));
        caught.int8 = Math.min(caught.int8, freivaldsResidual(secret, opened.x, multiply(opened, int8), 'float'));
        const edited = opened.y.slice();
        const largest = edited.reduce((best, value, i) => (Math.abs(value) > Math.abs(edited[best]!) ? i : best), 0);
        edited[largest]! *= 1.001;
        caught.element = Math.min(caught.element, freivaldsResidual(secret, opened.x, edited, 'float'));
      }
    }
    expect(honest).toBeLessThan(freivaldsTolerance);
    expect(caught.element).toBeGreaterThan(freivaldsTolerance);
    expect(caught.fp16).toBeGreaterThan(10 * freivaldsTolerance);
    expect(caught.int8).toBeGreaterThan(100 * freivaldsTolerance);
  }, 60_000);

  it('is exact for the integer layers of a real classifier', async () => {
    const model = await openModelFolder(p, join(models, 'digits'));
    const { graph } = fromBinary(ModelSchema, model.sessionBytes);
    const weights = new Map(graph!.initializer.map((tensor) => [tensor.name, tensor]));
    const nodes = graph!.node.filter(({ opType }) => opType === 'MatMulInteger');
    const made = new Set(graph!.node.flatMap(({ output }) => output));
    const names = nodes.flatMap(({ input, output }) => [input[0]!, output[0]!]).filter((name) => made.has(name));
    const session = await openSession({ ...model, sessionBytes: exposeOutputs(model.sessionBytes, graph!, names) }, { executionProvider: 'cpu', threads: 1 });
    const { samples } = JSON.parse(readFileSync(join(models, 'digits', 'heldOut.json'), 'utf8')) as { samples: { pixels: number[] }[] };
    let layers = 0;
    for (const { pixels } of samples.slice(0, 20)) {
      const input = session.inputNames[0]!;
      const values = await session.run({ [input]: new Tensor('uint8', Uint8Array.from(pixels), [1, pixels.length]) }, Object.fromEntries(names.map((name) => [name, null])));
      for (const node of nodes) {
        expect(node.input).toHaveLength(2);
        const tensor = weights.get(node.input[1]!)!;
        const layer: LinearLayer = { weights: new Int8Array(tensor.rawData.slice().buffer), inputs: Number(tensor.dims[0]), outputs: Number(tensor.dims[1]) };
        const secret = prepareFreivalds(layer, createSecret(node.name));
        const x = node.input[0] === input ? pixels : (values[node.input[0]!]!.data as Uint8Array);
        const y = (values[node.output[0]!]!.data as Int32Array).slice();
        expect(freivaldsResidual(secret, x, y, 'integer')).toBe(0);
        y[layers % y.length]! += 1;
        expect(freivaldsResidual(secret, x, y, 'integer')).toBe(1);
        layers++;
      }
    }
    await session.release();
    expect(layers).toBe(40);
  });

  it('gives no number to what is none', () => {
    const secret = prepareFreivalds({ weights: Float32Array.of(1, 2, 3, 4), inputs: 2, outputs: 2 }, createSecret('x'));
    expect(freivaldsResidual(secret, [1, 1], [4, 6], 'float')).toBe(0);
    for (const [x, y] of [[[1], [4, 6]], [[1, 1], [4]], [[], []], [[Number.NaN, 1], [4, 6]], [[1, 1], [Infinity, 6]], [[1, 1], [0, 0]]]) expect(freivaldsResidual(secret, x!, y!, 'float')).toBe(Infinity);
    expect(() => prepareFreivalds({ weights: Float32Array.of(1), inputs: 2, outputs: 2 }, createSecret('x'))).toThrow(RangeError);
  });
});
