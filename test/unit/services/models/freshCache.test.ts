import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { exposeFreshCache } from '../../../../electron/services/models/freshCache.ts';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';

const model = buildDecoder(tinyDecoder);
const bytes = exposeOutputs(toBinary(ModelSchema, model), model.graph!, ['last_hidden_state']);

describe('the new positions of a cache', () => {
  it('take the place of the whole cache among the outputs, and nothing else of the file changes', () => {
    const exposed = exposeFreshCache(bytes);
    if ('reason' in exposed) throw new Error(exposed.reason);
    expect([...exposed.fresh.keys()]).toEqual(['past_key_values.0.key', 'past_key_values.0.value', 'past_key_values.1.key', 'past_key_values.1.value']);
    const { graph, ...rest } = fromBinary(ModelSchema, exposed.bytes);
    expect(graph!.output.map(({ name }) => name)).toEqual(['logits', 'last_hidden_state', ...exposed.fresh.values()]);
    const { graph: before, ...restBefore } = fromBinary(ModelSchema, bytes);
    expect({ ...graph!, output: [] }).toEqual({ ...before!, output: [] });
    expect(rest).toEqual(restBefore);
  });

  it('are given once when two caches grow by the same value', () => {
    const shared = buildDecoder(tinyDecoder);
    const [first, second] = shared.graph!.node.filter(({ output }) => output[0]!.startsWith('present.'));
    second!.input[1] = first!.input[1]!;
    const exposed = exposeFreshCache(toBinary(ModelSchema, shared));
    if ('reason' in exposed) throw new Error(exposed.reason);
    expect(new Set(exposed.fresh.values()).size).toBe(3);
    expect(fromBinary(ModelSchema, exposed.bytes).graph!.output).toHaveLength(1 + 3);
  });

  it.each([
    ['joined along another axis', (node: { attribute: { i: bigint }[] }) => void (node.attribute[0]!.i = 3n)],
    ['joined the other way round', (node: { input: string[] }) => void node.input.reverse()],
    ['joined with something more', (node: { input: string[] }) => void node.input.push(node.input[1]!)],
    ['made by another operator', (node: { opType: string }) => void (node.opType = 'Sum')],
    ['joined with a weight', (node: { input: string[] }) => void (node.input[1] = 'lm_head.weight')],
  ])('cannot be told from a cache that is %s', (_, edit) => {
    const other = buildDecoder(tinyDecoder);
    edit(other.graph!.node.find(({ output }) => output[0] === 'present.1.value') as never);
    expect(exposeFreshCache(toBinary(ModelSchema, other))).toEqual({ reason: expect.stringMatching(/^present\.1\.value is made by/) as unknown });
  });

  it('do not exist in a model without a cache', () => {
    const bare = buildDecoder(tinyDecoder);
    bare.graph!.input = bare.graph!.input.filter(({ name }) => !name.startsWith('past'));
    expect(exposeFreshCache(toBinary(ModelSchema, bare))).toEqual({ reason: 'it has no key-value cache' });
  });
});
