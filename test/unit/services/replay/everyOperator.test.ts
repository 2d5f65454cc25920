import { toBinary } from '@bufbuild/protobuf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeOperator } from '../../../../electron/protocol/operatorRules.ts';
import type { TensorBytes } from '../../../../electron/protocol/tensor.ts';
import { computeModelRoots } from '../../../../electron/services/models/graphRoot.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openReplayGraph, type ReplayGraph } from '../../../../electron/services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { feedsOfJob } from '../../../../electron/services/replay/jobFeeds.ts';
import { replayCanonical } from '../../../../electron/services/replay/replayCanonical.ts';
import { readTraceTensor, type TracePlace } from '../../../../electron/services/replay/traceFolder.ts';
import { tinyDecoder, writeDecoder } from '../../../support/generatedDecoder.ts';
import { elem, type ElemName } from '../../../support/onnxModels.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';
import { bundled, openReplay, pixelJob, tokenJob } from './replays.ts';

/** An honest replay of a whole model: every operator passes its rule, and what no rule covers is refused by name. */
const home = mkdtempSync(join(tmpdir(), 'hearth-operators-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let folders = 0;

function bodyOf(type: ElemName, data: ArrayLike<number>): Uint8Array {
  const values = Array.from(data);
  switch (type) {
    case 'float': return new Uint8Array(Float32Array.from(values).buffer);
    case 'int64': return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    case 'int32': return new Uint8Array(Int32Array.from(values).buffer);
    case 'double': return new Uint8Array(Float64Array.from(values).buffer);
    case 'uint8': case 'int8': case 'bool': return Uint8Array.from(values, (each) => each & 0xff);
    default: throw new Error(`a feed of type ${type}`);
  }
}

type Findings = { readonly failed: string[]; readonly refused: string[]; readonly passed: number };

async function judgeAll(graph: ReplayGraph, feeds: ReadonlyMap<string, TensorBytes>): Promise<Findings> {
  const { trace } = await replayCanonical({ p, graph, externalData: [], folder: join(home, String(folders++)) }, feeds);
  const places = new Map<string, TracePlace>(graph.inputs.map(({ name }, slot) => [name, { node: -1, slot }]));
  const findings = { failed: [] as string[], refused: [] as string[], passed: 0 };
  for (const [index, node] of graph.nodes.entries()) {
    node.outputs.forEach((name, slot) => name !== '' && places.set(name, { node: index, slot }));
    const read = async (name: string): Promise<TensorBytes | null> => (name === '' ? null : places.has(name) ? readTraceTensor(p, trace, places.get(name)!) : graph.weight(name));
    const judgement = judgeOperator({ ...node, inputs: await Promise.all(node.inputs.map(read)) }, await Promise.all(node.outputs.map(read)));
    if (judgement.state === 'refused') findings.refused.push(`${node.opType}: ${judgement.refused}`);
    else if (judgement.finding.verdict === 'noFault') findings.passed++;
    else findings.failed.push(`${node.opType} ${node.name}: ${JSON.stringify(judgement.finding, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item))}`);
  }
  return findings;
}

describe('every operator of an honest replay', { timeout: 60_000 }, () => {
  it('passes in the bundled models and in a generated decoder', async () => {
    const generated = await openReplay(await writeDecoder(join(home, 'generated'), tinyDecoder));
    const [ember, digits] = [await openReplay(bundled('ember')), await openReplay(bundled('digits'))];
    for (const [{ graph }, job] of [[ember, tokenJob(20, 30, 300)], [digits, pixelJob()], [generated, tokenJob(20, 30, 300)]] as const) {
      expect(await judgeAll(graph, feedsOfJob(graph, job))).toEqual({ failed: [], refused: [], passed: graph.nodes.length });
    }
  });

  it.each(buildUnseenModels().map((each) => [each.name, each] as const))('passes or is refused by name: %s', async (_name, { model, feeds }) => {
    const roots = computeModelRoots(p, model, () => { throw new Error('no external data'); });
    const graph = openReplayGraph(p, { modelId: `0x${'11'.repeat(32)}`, sessionBytes: toBinary(ModelSchema, model), externalData: [], nodeOrder: roots.nodeOrder });
    const tensors = new Map(Object.entries(feeds).map(([name, feed]) => [name, { dtype: elem[feed.type], dims: feed.dims, body: bodyOf(feed.type, feed.data) }]));
    if (model.graph.node.some(({ opType }) => opType === 'SplitToSequence')) {
      // The runtime's binding carries tensors only.
      await expect(judgeAll(graph, tensors)).rejects.toMatchObject({ code: 'worker.runFailed' });
      return;
    }
    const findings = await judgeAll(graph, tensors);
    expect(findings.failed).toEqual([]);
    expect(findings.passed + findings.refused.length).toBe(graph.nodes.length);
    const known = ['Upsample', 'ConvTranspose', 'Resize', 'If', 'Loop', 'Scan', 'Block', 'Scaled', 'DynamicQuantizeLinear', 'Attention', 'DequantizeLinear'];
    expect(findings.refused.filter((each) => !known.includes(each.split(':')[0]!))).toEqual([]);
  });
});
