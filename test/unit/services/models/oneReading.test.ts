import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { assertOneReading } from '../../../../electron/services/models/checkModel.ts';
import { computeModelRoots } from '../../../../electron/services/models/graphRoot.ts';
import { AttributeSchema, GraphSchema, ModelSchema, TensorSchema, ValueInfoSchema, type Graph, type Model } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { parseOnnx } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { floats, fn, graph, ints, model, node, tensor, value, type ModelParts } from '../../../support/onnxModels.ts';
import { unfused } from '../../../support/modelTrace.ts';

type Edit = (of: Model & { graph: Graph }) => void;
/** y = x + w, edited. */
function build(edit: Edit, parts: Partial<ModelParts> = {}): Uint8Array {
  const whole = model({ nodes: [node('Add', ['x', 'w'], ['y'])], weights: [floats('w', [2], [1, 2])], inputs: [value('x', 'float', [2])], outputs: [value('y', 'float', [2])], ...parts });
  edit(whole);
  return toBinary(ModelSchema, whole);
}

/** "code: reason" of the refusal, or "passed". */
function reading(bytes: Uint8Array): string {
  try {
    const parsed = parseOnnx('m.onnx', bytes);
    assertOneReading(parsed);
    computeModelRoots(p, parsed, () => new Uint8Array(8));
    return 'passed';
  } catch (error) {
    return isHearthError(error) ? `${error.code}: ${String((error.about as { reason?: string }).reason)}` : `thrown: ${String(error)}`;
  }
}
/** Bytes of a message with a field that Hearth's own writer does not have. */
const withField = (bytes: Uint8Array, no: number, content: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.of(((no << 3) | 2) & 127 | (no > 15 ? 128 : 0), ...(no > 15 ? [no >> 4] : []), content.length), content]);
const weight = (of: Model & { graph: Graph }) => of.graph.initializer[0]!;
const add = (name: string, parts: Parameters<typeof create<typeof TensorSchema>>[1]): Edit => (of) => void of.graph.initializer.push(create(TensorSchema, { name, ...parts }));
const graphField = (no: number): Uint8Array => {
  const whole = build(() => undefined);
  return withField(whole, 7, withField(toBinary(GraphSchema, create(GraphSchema, {})), no, Buffer.of(0x12, 2, 1, 1)));
};

const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['no graph', toBinary(ModelSchema, create(ModelSchema, { irVersion: 8n })), /no graph/],
  ['an IR version of the far future', build((of) => void (of.irVersion = 1000n)), /IR version/],
  ['sparse initializers, whatever their indices', graphField(15), /sparse initializers/],
  ['training information', withField(build(() => undefined), 20, new Uint8Array(0)), /training information/],
  ['raw and typed data', build((of) => void weight(of).floatData.push(7, 8)), /two readings: raw \+ float/],
  ['typed and external data', build(add('t', { dataType: 1, dims: [1n], floatData: [1], dataLocation: 1, externalData: [{ key: 'location', value: 'f' }] })), /two readings/],
  ['a tensor in segments', build((of) => void (weight(of).segment = { $typeName: 'hearth.onnx.Opaque' })), /field segment is wrong/],
  ['an unknown data type', build((of) => void (weight(of).dataType = 99)), /data type 99/],
  ['an unknown data location', build((of) => void (weight(of).dataLocation = 2)), /field data_location 2 is wrong/],
  ['an external key given twice', build(add('t', { dataType: 1, dims: [2n], dataLocation: 1, externalData: [{ key: 'location', value: 'f' }, { key: 'location', value: 'g' }] })), /field external_data is wrong/],
  ['an external offset below zero', build(add('t', { dataType: 1, dims: [2n], dataLocation: 1, externalData: [{ key: 'location', value: 'f' }, { key: 'offset', value: '-4' }] })), /offset/],
  ['an external range beyond the file', build(add('t', { dataType: 1, dims: [2n], dataLocation: 1, externalData: [{ key: 'location', value: 'f' }, { key: 'offset', value: '4' }, { key: 'length', value: '8' }] })), /ends beyond/],
  ['strings as raw data', build(add('t', { dataType: 8, dims: [1n], rawData: Uint8Array.of(1) })), /field raw_data, data_type 8 is wrong/],
  ['a bool that is neither', build(add('t', { dataType: 9, dims: [1n], int32Data: [2] })), /does not fit/],
  ['a declared shape that differs', build((of) => void of.graph.valueInfo.push(value('w', 'float', [3]))), /declared as another type or shape/],
  ['a declared type that differs', build((of) => void of.graph.input.push(value('w', 'int64', [2]))), /declared as another type or shape/],
  ['a value declared twice', build((of) => void of.graph.valueInfo.push(value('v', 'float'), value('v', 'int64'))), /value_info "v" is given twice/],
  ['an input twice', build((of) => void of.graph.input.push(value('x', 'int64'))), /input "x" is given twice/],
  ['an output twice', build((of) => void of.graph.output.push(value('y', 'float'))), /output "y" is given twice/],
  ['an input that is no tensor', build((of) => void of.graph.input.push(create(ValueInfoSchema, { name: 's' }))), /is no tensor/],
  ['an operator set twice under two names', build(() => undefined, { domains: { 'ai.onnx': 12 } }), /imported twice/],
  ['an operator set version of zero', build((of) => void (of.opsetImport[0]!.version = 0n)), /operator set version/],
  ['an undeclared domain', build((of) => void (of.graph.node[0]!.domain = 'com.microsoft')), /undeclared domain/],
  ['a custom domain without functions', build((of) => void (of.graph.node[0]!.domain = 'mine'), { domains: { mine: 1 } }), /operators of the domain "mine"/],
  ['a function twice', build(() => undefined, { domains: { f: 1 }, functions: [fn('f', 'F', ['a'], ['b'], [node('Relu', ['a'], ['b'])]), fn('f', 'F', ['a'], ['b'], [node('Neg', ['a'], ['b'])])] }), /function "f F " is given twice/],
  ['a value that shadows a weight', build((of) => void of.graph.node.push(node('Relu', ['x'], ['w']))), /defined twice/],
  ['an attribute with the value of another type', build((of) => void of.graph.node[0]!.attribute.push(create(AttributeSchema, { name: 'a', type: 1, i: 3n }))), /: 1: i$/],
  ['an attribute without a type', build((of) => void of.graph.node[0]!.attribute.push(create(AttributeSchema, { name: 'a', f: 3 }))), /: 0: /],
  ['an inner value named __proto__', build((of) => void of.graph.node.push(node('Relu', ['x'], ['__proto__']))), /__proto__/],
  ['a weight named __proto__', build(add('__proto__', { dataType: 1, dims: [1n], floatData: [1] })), /__proto__/],
  ['an attribute named __proto__', build((of) => void of.graph.node[0]!.attribute.push(create(AttributeSchema, { name: '__proto__', type: 1, f: 3 }))), /the name "__proto__"/],
  ['a name with a zero in it', build((of) => void of.graph.node.push(node('Relu', ['x'], ['a\0b']))), /value name/],
  ['a name of a thousand characters', build((of) => void of.graph.node.push(node('Relu', ['x'], ['n'.repeat(1000)]))), /value name/],
  ['a value name that is no UTF-8', (() => { const bytes = Buffer.from(build((of) => void of.graph.node.push(node('Relu', ['x'], ['ZZZZ'])))); bytes[bytes.lastIndexOf('ZZZZ')] = 0xff; bytes[bytes.indexOf('ZZZZ')] = 0xff; return bytes; })(), /\ufffd/],
  ['an operator name that is no UTF-8', (() => { const bytes = Buffer.from(build((of) => void of.graph.node.push(node('QQQQ', ['x'], ['z'])))); for (let at = bytes.indexOf('QQQQ'); at >= 0; at = bytes.indexOf('QQQQ')) bytes[at] = 0xff; return bytes; })(), /\ufffd/],
  ...['RandomNormal', 'RandomNormalLike', 'RandomUniform', 'RandomUniformLike', 'Multinomial', 'Bernoulli'].map((name) => [name, build((of) => void of.graph.node.push(node(name, ['x'], ['r']))), /random operator/] as const),
  ['a random operator in a branch', build((of) => void of.graph.node.push(node('If', ['c'], ['r'], { then_branch: graph({ nodes: [node('Bernoulli', ['x'], ['t'])], outputs: [value('t', 'float')] }), else_branch: graph({ nodes: [node('Relu', ['x'], ['e'])], outputs: [value('e', 'float')] }) })), { inputs: [value('x', 'float', [2]), value('c', 'bool', [])] }), /random operator/],
  ['a random operator in a function', build(() => undefined, { domains: { f: 1 }, functions: [fn('f', 'F', ['a'], ['b'], [node('Bernoulli', ['a'], ['b'])])] }), /random operator/],
  ['Dropout in training', build((of) => void of.graph.node.push(node('Dropout', ['x', '', 'on'], ['d'])), { weights: [floats('w', [2], [1, 2]), tensor('on', 'bool', [], Uint8Array.of(1))] }), /training mode/],
];

describe('a graph with a second reading, or none that a verifier could follow', () => {
  it.each(cases)('is refused: %s', (_name, bytes, reason) => {
    const found = reading(bytes);
    expect(found).toMatch(/^model\.unsupported: /);
    expect(found).toMatch(reason);
  });

  it('is not what honest files are: unnamed nodes, weights among the inputs, Dropout that does nothing, typed data in its own field', () => {
    expect(reading(build(() => undefined))).toBe('passed');
    expect(reading(build((of) => void of.graph.input.push(value('w', 'float', [2]))))).toBe('passed');
    expect(reading(build((of) => void of.graph.node.push(node('Dropout', ['x'], ['d']))))).toBe('passed');
    expect(reading(build((of) => Object.assign(weight(of), { rawData: new Uint8Array(0), floatData: [1, 2] })))).toBe('passed');
    const typed = computeModelRoots(p, fromBinary(ModelSchema, build((of) => void Object.assign(weight(of), { rawData: new Uint8Array(0), floatData: [1, 2] }))), () => new Uint8Array(0));
    const raw = computeModelRoots(p, fromBinary(ModelSchema, build(() => undefined)), () => new Uint8Array(0));
    expect(typed.weightsRoot).toEqual(raw.weightsRoot);
    expect(reading(build((of) => void of.graph.node.push(node('Reshape', ['x', 's'], ['z'])), { weights: [floats('w', [2], [1, 2]), ints('s', [2])] }))).toBe('passed');
  });

  it('is what the runtime itself would have run', async () => {
    const accepted: string[] = [];
    for (const [name, bytes] of cases) {
      await InferenceSession.create(bytes, unfused).then(async (session) => { accepted.push(name); await session.release(); }, () => undefined);
    }
    // Not a list to keep: it only says why the check is ours to make.
    expect(accepted.length).toBeGreaterThan(5);
    expect(accepted).toEqual(expect.arrayContaining(['raw and typed data', 'Bernoulli']));
  });
});
