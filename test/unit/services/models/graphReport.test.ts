import { describe, expect, it } from 'vitest';
import { findCutValues } from '../../../../electron/services/models/cutValues.ts';
import { describeGraph } from '../../../../electron/services/models/graphReport.ts';
import type { Graph, Model } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';

const unseen = buildUnseenModels();
const reportOf = (start: string) => describeGraph(unseen.find(({ name }) => name.startsWith(start))!.model);

describe('the values everything passes through', () => {
  it.each(unseen.map((each) => [each.name, each] as const))('are found: %s', (_name, { model, cuts }) => {
    const found = findCutValues(model.graph, model.graph.input[0]!.name, model.graph.output[0]!.name);
    expect(found.map(({ name }) => name)).toEqual(cuts);
    for (const { name, node } of found) expect(model.graph.node[node]!.output).toContain(name);
  });

  it('are the residual stream of a decoder, whatever its mask and its cache do beside it', () => {
    const graph = buildDecoder(tinyDecoder).graph!;
    const names = findCutValues(graph, 'input_ids', 'logits').map(({ name }) => name);
    for (const i of [0, 1]) for (const name of [`/model/layers.${i}/Add`, `/model/layers.${i}/Add_1`]) expect(names).toContain(name);
    expect(names.at(0)).toBe('/model/embed/Gather');
    expect(names.slice(-2)).toEqual(['last_hidden_state', 'logits']);
    expect(names.some((name) => name.includes('q_proj') || name.includes('gate_proj'))).toBe(false);
    expect(findCutValues(graph, 'input_ids', 'nothing')).toEqual([]);
    expect(findCutValues(graph, 'nothing', 'logits')).toEqual([]);
  });
});

describe('the report on a graph', () => {
  it('counts operators through subgraphs and functions, and names the operator sets', () => {
    expect(reportOf('If, Loop')).toMatchObject({ operatorSets: [{ domain: 'ai.onnx', version: 16 }], subgraphs: 6, subgraphDepth: 2, functions: 0, opaque: [] });
    expect(reportOf('If, Loop').operators).toContainEqual({ domain: 'ai.onnx', name: 'If', count: 2 });
    expect(reportOf('local functions')).toMatchObject({ functions: 2, nodes: 7, operatorSets: [{ domain: 'ai.onnx', version: 17 }, { domain: 'custom.ops', version: 1 }] });
    expect(reportOf('local functions').operators).toContainEqual({ domain: 'custom.ops', name: 'Scaled', count: 2 });
  });

  it('names what keeps a model shadow only, and nothing in a model of standard operators', () => {
    expect(reportOf('QDQ')).toMatchObject({ opaque: ['ai.onnx/DynamicQuantizeLinear'], decomposed: 0 });
    expect(reportOf('MatMulNBits')).toMatchObject({ opaque: [], decomposed: 2 });
    expect(describeGraph(buildDecoder(tinyDecoder) as Model & { graph: Graph }).opaque).toEqual([]);
  });
});
