import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { join } from 'node:path';
import type { Bundle } from '../../../../electron/protocol/bundle.ts';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import type { TensorBytes } from '../../../../electron/protocol/tensor.ts';
import { ModelSchema, type Graph } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder, type OpenedModel } from '../../../../electron/services/models/openModelFolder.ts';
import { openReplayGraph, type ReplayGraph } from '../../../../electron/services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { feedsOfJob } from '../../../../electron/services/replay/jobFeeds.ts';
import { replayCanonical, type ReplayOptions, type ReplayResult } from '../../../../electron/services/replay/replayCanonical.ts';
import { createNumbers } from '../../../support/onnxModels.ts';
import { plainDecode } from '../../protocol/samples.ts';

export type OpenReplay = { readonly opened: OpenedModel; readonly graph: ReplayGraph };

export async function openReplay(folder: string): Promise<OpenReplay> {
  const opened = await openModelFolder(p, folder);
  return { opened, graph: openReplayGraph(p, opened) };
}
export const bundled = (name: string): string => join(import.meta.dirname, '../../../../assets/models', name);

/** The same model id over a graph that was changed: what a cheat runs. */
export function cheatingGraph({ opened }: OpenReplay, edit: (graph: Graph) => void): ReplayGraph {
  const model = fromBinary(ModelSchema, opened.sessionBytes);
  edit(model.graph!);
  return openReplayGraph(p, { ...opened, sessionBytes: toBinary(ModelSchema, model) });
}

const random = createNumbers(11);
const draw = (count: number, vocab: number): number[] => Array.from(random(count), (x) => 3 + Math.floor(((x + 1) / 2) * (vocab - 4)));

export const tokenJob = (promptLength: number, outputLength: number, vocab: number): Bundle => ({
  format: 'hearth-bundle/1', kind: 'generate', nonce: toHex(new Uint8Array(32)), classId: 1, decode: plainDecode, promptTokens: draw(promptLength, vocab), tokens: draw(outputLength, vocab), sketches: [],
});
export const pixelJob = (): Bundle => ({
  format: 'hearth-bundle/1', kind: 'classify', nonce: toHex(new Uint8Array(32)), classId: 10,
  input: { dtype: 2, dims: [1, 64], body: toHex(Uint8Array.from(random(64), (x) => Math.floor((x + 1) * 8))) }, output: { dtype: 6, dims: [1, 10], body: toHex(new Uint8Array(40)) },
});

export const runReplay = ({ opened, graph }: OpenReplay, bundle: Bundle, folder: string, change: Partial<ReplayOptions> = {}): Promise<ReplayResult> =>
  replayCanonical({ p, graph, externalData: opened.externalData, folder, ...change }, feedsOfJob(graph, bundle));

/** Symmetric int8 per column, as weight-only quantisation does it; in place. */
export function roundToInt8(graph: Graph, weight: string): void {
  const tensor = graph.initializer.find(({ name }) => name === weight)!;
  const values = new Float32Array(tensor.rawData.slice().buffer);
  const columns = Number(tensor.dims.at(-1)!);
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let i = column; i < values.length; i += columns) most = Math.max(most, Math.abs(values[i]!));
    for (let i = column; i < values.length; i += columns) values[i] = Math.round((values[i]! / most) * 127) * (most / 127);
  }
  tensor.rawData = new Uint8Array(values.buffer);
}

/** Adds to one element of one float32 output. */
export const nudge = (node: number, element: number, by: number) => (index: number, outputs: TensorBytes[]): TensorBytes[] => {
  if (index !== node) return outputs;
  const body = outputs[0]!.body.slice();
  const view = new DataView(body.buffer);
  view.setFloat32(4 * element, view.getFloat32(4 * element, true) + by, true);
  return [{ ...outputs[0]!, body }, ...outputs.slice(1)];
};
