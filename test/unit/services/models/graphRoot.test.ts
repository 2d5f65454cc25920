import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { assertOneReading } from '../../../../electron/services/models/checkModel.ts';
import { computeModelRoots } from '../../../../electron/services/models/graphRoot.ts';
import { ModelSchema, type Attribute, type Graph, type Model, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';
import { floats, graph, model, node, value } from '../../../support/onnxModels.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';

const noFiles = (path: string): never => { throw new Error(`no external file ${path}`); };
function rootsOf(of: Model): { graph: string; weights: string; order: readonly number[] } {
  assertOneReading(of);
  const roots = computeModelRoots(p, of, noFiles);
  return { graph: toHex(roots.graphRoot), weights: toHex(roots.weightsRoot), order: roots.nodeOrder };
}
const both = (of: Model): string => { const { graph: g, weights } = rootsOf(of); return g + weights; };
const copyOf = (of: Model): Model => fromBinary(ModelSchema, toBinary(ModelSchema, of));

const models: readonly (readonly [string, Model & { graph: Graph }])[] = [
  ['a Llama-like decoder', buildDecoder({ ...tinyDecoder, layers: 3 }) as Model & { graph: Graph }],
  ...buildUnseenModels().map((unseen) => [unseen.name, unseen.model] as const),
];

/** Fisher-Yates by a seeded hash: the same seed gives the same order. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map((item, i) => ({ item, key: createHash('sha256').update(`${seed}/${i}`).digest('hex') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

/** Every graph of a model: the main one, and those inside nodes. */
function* graphsIn(of: Graph): Generator<Graph> {
  yield of;
  for (const each of of.node) for (const attribute of each.attribute) for (const inner of [...(attribute.g ? [attribute.g] : []), ...attribute.graphs]) yield* graphsIn(inner);
}
const nodesIn = (of: Model): Node[] => [...[...graphsIn(of.graph!)].flatMap((each) => each.node), ...of.functions.flatMap((each) => each.node)];

describe('the roots of a graph', () => {
  it.each(models)('are what they were after a round trip, in any order of nodes, weights, attributes and declarations, and under other names: %s', (_name, given) => {
    const before = rootsOf(given);
    expect(both(copyOf(given))).toBe(before.graph + before.weights);
    for (let seed = 0; seed < 4; seed++) {
      const other = copyOf(given);
      for (const each of graphsIn(other.graph!)) {
        each.node = shuffled(each.node, seed);
        each.initializer = shuffled(each.initializer, seed);
        each.valueInfo = shuffled(each.valueInfo, seed);
        each.name = `graph ${seed}`;
        each.docString = 'something';
      }
      other.functions = shuffled(other.functions, seed);
      for (const each of nodesIn(other)) Object.assign(each, { attribute: shuffled(each.attribute, seed), name: `n${seed}`, docString: 'words' });
      Object.assign(other, { producerName: 'another tool', producerVersion: '9', docString: 'words', modelVersion: 3n });
      const after = rootsOf(other);
      expect(after.graph).toBe(before.graph);
      expect(after.weights).toBe(before.weights);
      // The same nodes in the same order, wherever they stand in the file.
      const opsOf = (of: Model, order: readonly number[]): string => order.map((at) => of.graph!.node[at]!.output.join()).join(' ');
      expect(opsOf(other, after.order)).toBe(opsOf(given, before.order));
    }
  });

  it.each(models.slice(1))('change with every operator, attribute, connection, operator set and weight: %s', (_name, given) => {
    const before = both(given);
    const edit = (change: (of: Model) => void): void => {
      const other = copyOf(given);
      change(other);
      let after: string;
      try {
        after = both(other);
      } catch (error) {
        expect(isHearthError(error, 'model.unsupported')).toBe(true);
        return;
      }
      expect(after).not.toBe(before);
    };
    const count = nodesIn(given).length;
    for (let i = 0; i < count; i++) {
      edit((of) => void (nodesIn(of)[i]!.opType += 'X'));
      edit((of) => void nodesIn(of)[i]!.attribute.push({ ...floatAttribute, name: 'surplus' }));
      nodesIn(given)[i]!.attribute.forEach((_, at) => {
        edit((of) => void nodesIn(of)[i]!.attribute.splice(at, 1));
        edit((of) => void nudge(nodesIn(of)[i]!.attribute[at]!));
      });
      const inputs = nodesIn(given)[i]!.input;
      inputs.forEach((name, at) => {
        const next = inputs[(at + 1) % inputs.length]!;
        if (name !== next) edit((of) => void ([nodesIn(of)[i]!.input[at], nodesIn(of)[i]!.input[(at + 1) % inputs.length]] = [next, name]));
        edit((of) => void nodesIn(of)[i]!.input.splice(at, 1));
      });
    }
    edit((of) => void of.opsetImport.forEach((each) => void (each.version += 1n)));
    edit((of) => void of.graph!.output.reverse().push({ ...of.graph!.output[0]!, name: of.graph!.node[0]!.output[0]! }));
    given.graph.initializer.forEach((tensor, at) => {
      if (tensor.rawData.length > 0) edit((of) => void (of.graph!.initializer[at]!.rawData = of.graph!.initializer[at]!.rawData.map((byte, i) => (i === 0 ? byte ^ 1 : byte))));
    });
  });

  it('do not mistake one of two equal branches for the other', () => {
    const branches = (swap: boolean) => model({
      nodes: [node('Relu', ['x'], ['a1']), node('Relu', ['x'], ['a2']), node('Neg', ['a1'], ['b1']), node('Exp', [swap ? 'a1' : 'a2'], ['b2']), node('Sub', ['b1', 'b2'], ['y'])],
      inputs: [value('x', 'float', [1])], outputs: [value('y', 'float', [1])],
    });
    const reordered = branches(false);
    reordered.graph.node = [1, 0, 3, 2, 4].map((at) => reordered.graph.node[at]!);
    expect(both(reordered)).toBe(both(branches(false)));
    expect(both(branches(true))).not.toBe(both(branches(false)));
  });

  it('differ for different graphs of random operators, and only for those', () => {
    // A graph as choices: for each node an operator and which earlier values it reads.
    const choice = fc.array(fc.tuple(fc.constantFrom('Add', 'Sub', 'Mul'), fc.nat(), fc.nat()), { minLength: 1, maxLength: 7 });
    const seen = new Map<string, string>();
    const build = (choices: readonly (readonly [string, number, number])[], order: readonly number[]) => {
      const nodes = choices.map(([op, a, b], i) => node(op, [`v${a % (i + 2)}`, `v${b % (i + 2)}`], [`v${i + 2}`]));
      return model({ nodes: order.map((at) => nodes[at]!), weights: [floats('v1', [1], [2])], inputs: [value('v0', 'float', [1])], outputs: [value(`v${choices.length + 1}`, 'float', [1])] });
    };
    fc.assert(fc.property(choice, fc.nat(), (choices, seed) => {
      const places = choices.map((_, i) => i);
      const root = both(build(choices, places));
      expect(both(build(choices, shuffled(places, seed)))).toBe(root);
      // What a graph computes, written out; the outputs of all nodes in any order, because dead nodes count too.
      const terms = ['x', 'w'];
      choices.forEach(([op, a, b], i) => terms.push(`${op}(${terms[a % (i + 2)]!},${terms[b % (i + 2)]!})`));
      const meaning = `${terms.at(-1)!} of ${terms.toSorted().join(';')}`;
      const known = seen.get(root);
      if (known !== undefined) expect(meaning).toBe(known);
      seen.set(root, meaning);
    }), { numRuns: 400, seed: 5 });
  });

  it('takes lists of a million entries and twenty thousand nodes', () => {
    const long = model({ nodes: [node('Reshape', ['x', 's'], ['y']), node('Constant', [], ['s'], { value_ints: new Array<bigint>(1_000_000).fill(1n) })], inputs: [value('x', 'float')], outputs: [value('y', 'float')] });
    expect(both(long)).toHaveLength(132);
    const chain = model({ nodes: Array.from({ length: 20_000 }, (_, i) => node('Relu', [`v${i}`], [`v${i + 1}`])), inputs: [value('v0', 'float')], outputs: [value('v20000', 'float')] });
    expect(rootsOf(chain).order.every((at, i) => at === i)).toBe(true);
  });

  it('reads subgraphs nested to the limit without doubling its work at each level', () => {
    let inner: Graph = graph({ nodes: [node('Relu', ['x'], ['deep'])], outputs: [value('deep', 'float')] });
    for (let i = 0; i < 30; i++) inner = graph({ nodes: [node('If', ['c'], [`out${i}`], { then_branch: inner, else_branch: graph({ nodes: [node('Neg', ['x'], [`neg${i}`])], outputs: [value(`neg${i}`, 'float')] }) })], outputs: [value(`out${i}`, 'float')] });
    const deep = model({ nodes: [...inner.node], inputs: [value('x', 'float'), value('c', 'bool', [])], outputs: [...inner.output] });
    const startedMs = performance.now();
    expect(both(deep)).toHaveLength(132);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });
});

const floatAttribute = node('X', [], [], { a: 1.5 }).attribute[0]!;
function nudge(attribute: Attribute): void {
  switch (attribute.type) {
    case 1: attribute.f += 1; break;
    case 2: attribute.i += 1n; break;
    case 3: attribute.s = Uint8Array.from([...attribute.s, 65]); break;
    case 4: attribute.t!.dims = [...attribute.t!.dims, 1n]; break;
    case 5: attribute.g!.node.at(-1)!.opType += 'X'; break;
    case 6: attribute.floats.push(1); break;
    case 7: attribute.ints.push(1n); break;
    default: attribute.refAttrName += 'x';
  }
}
