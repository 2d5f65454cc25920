import { create } from '@bufbuild/protobuf';
import { graphsOf } from './graphScope.ts';
import { fastGelu, gelu, quickGelu, simplifiedLayerNorm, skipLayerNorm, skipSimplifiedLayerNorm } from './decomposeNorms.ts';
import { groupQueryAttention, multiHeadAttention, rotaryEmbedding } from './decomposeAttention.ts';
import { matMulNBits } from './decomposeMatMul.ts';
import { nodesUnrolled, unrollRecurrent } from './decomposeRecurrent.ts';
import { inferDims } from './inferDims.ts';
import { GraphSchema, ModelSchema, type Graph, type Model, type Node } from './onnx/onnx_pb.ts';
import { normalDomain, readOpsets } from './operatorSets.ts';
import { createRewrite, declaredFacts, type Rewrite, type ValueFacts } from './rewriteKit.ts';

type Decomposition = (node: Node, rewrite: Rewrite, facts: ReadonlyMap<string, ValueFacts>) => boolean;

/** By domain and operator. Version 1 is the only one of the contributed operators. */
const registered: ReadonlyMap<string, Decomposition> = new Map([
  ['/SimplifiedLayerNormalization', simplifiedLayerNorm],
  ['com.microsoft/SimplifiedLayerNormalization', simplifiedLayerNorm],
  ['com.microsoft/SkipSimplifiedLayerNormalization', skipSimplifiedLayerNorm],
  ['com.microsoft/SkipLayerNormalization', skipLayerNorm],
  ['com.microsoft/Gelu', gelu],
  ['com.microsoft/BiasGelu', gelu],
  ['com.microsoft/FastGelu', fastGelu],
  ['com.microsoft/QuickGelu', quickGelu],
  ['com.microsoft/RotaryEmbedding', rotaryEmbedding],
  ['com.microsoft/GroupQueryAttention', groupQueryAttention],
  ['com.microsoft/MultiHeadAttention', multiHeadAttention],
  ['com.microsoft/MatMulNBits', matMulNBits],
]);

/** Opened up step by step where the length of the sequence is fixed. They are standard operators: without a decomposition they are not opaque, a dispute only has no rule for them. */
const recurrent = new Set(['LSTM', 'GRU', 'RNN']);
/** Longest sequence that is opened up, and most nodes that all of a model's sequences become: each is put in order and hashed, and a replay makes a session for it. */
const mostSteps = 1024;
const mostUnrolledNodes = 20_000;
/** The oldest operator set with ConstantOfShape. */
const leastRecurrentOpset = 9;

/** Standard operators whose result depends on the whole tensor at hand, so that decoding and prefill differ by far more than rounding. */
const rangeDependent = new Set(['DynamicQuantizeLinear']);
/** The oldest operator set whose Unsqueeze, Softmax and Split are those that the decompositions use. */
const leastOpset = 13;

export type Decomposed = {
  readonly model: Model & { readonly graph: Graph };
  /** Fused nodes that were replaced. */
  readonly replaced: number;
  /** Operators that nothing here can open up, "domain/operator", ascending; with any of them a model is shadow only. */
  readonly opaque: readonly string[];
};

/**
 * Replaces the fused operators of common exports by standard ones. Nothing else of the model changes: other nodes, names, weights and outputs stay.
 * What has no decomposition, or uses an option that none covers, stays as it is and is named.
 *
 * @param facts types and ranks of values beyond the declared ones, as a runtime infers them
 * @source docs/protocol/models.md section 8 (HVI-1, 0.12)
 */
export function decomposeModel(model: Model & { readonly graph: Graph }, facts: ReadonlyMap<string, ValueFacts> = new Map()): Decomposed {
  const { graph } = model;
  const known = new Map([...declaredFacts(graph), ...facts]);
  const opset = readOpsets(model.opsetImport).get('') ?? 0;
  const opaque = new Set<string>();
  const lengthOf = sequenceLengths(graph);
  let [replaced, unrolled] = [0, 0];
  const nodes = graph.node.flatMap((node, index): readonly Node[] => {
    const prefix = `hearth/${index}/${node.opType}`;
    const steps = unrollNode(node, opset, prefix, known, lengthOf, mostUnrolledNodes - unrolled);
    unrolled += steps?.length ?? 0;
    const rewritten = steps ?? decomposeNode(node, opset, prefix, known);
    if (!rewritten) {
      for (const name of opaqueIn(node)) opaque.add(name);
      return [node];
    }
    replaced++;
    return rewritten;
  });
  for (const body of model.functions) for (const node of body.node) for (const name of opaqueIn(node)) opaque.add(name);
  if (replaced === 0) return { model, replaced, opaque: [...opaque].sort() };
  const opened = create(ModelSchema, {
    irVersion: model.irVersion, opsetImport: model.opsetImport, functions: model.functions,
    graph: create(GraphSchema, { name: graph.name, node: [...nodes], initializer: graph.initializer, input: graph.input, output: graph.output, valueInfo: graph.valueInfo }),
  });
  return { model: opened as Model & { graph: Graph }, replaced, opaque: [...opaque].sort() };
}

/** Standard nodes that make the same outputs from the same inputs; null when there is no decomposition for this node. */
function decomposeNode(node: Node, opset: number, prefix: string, facts: ReadonlyMap<string, ValueFacts>): readonly Node[] | null {
  const decomposition = registered.get(`${normalDomain(node.domain)}/${node.opType}`);
  const elemType = facts.get(node.input[0] ?? '')?.elemType ?? 1;
  // 16-bit kernels widen inside and round once; standard operators would round at each step.
  if (!decomposition || opset < leastOpset || elemType !== 1) return null;
  const rewrite = createRewrite(prefix, opset);
  return decomposition(node, rewrite, facts) ? rewrite.nodes : null;
}

const isRecurrent = (node: Node): boolean => recurrent.has(node.opType) && normalDomain(node.domain) === '';

/** Steps of the sequence that a recurrent node reads, when the model fixes them. Shapes are followed only in a model that has such a node. */
function sequenceLengths(graph: Graph): (node: Node) => number | null {
  if (!graph.node.some(isRecurrent)) return () => null;
  const dims = inferDims(graph);
  return (node) => dims.get(node.input[0] ?? '')?.[0] ?? null;
}

function unrollNode(node: Node, opset: number, prefix: string, facts: ReadonlyMap<string, ValueFacts>, lengthOf: (node: Node) => number | null, mostNodes: number): readonly Node[] | null {
  if (!isRecurrent(node) || opset < leastRecurrentOpset || [0, 1, 2].some((at) => (facts.get(node.input[at] ?? '')?.elemType ?? 1) !== 1)) return null;
  const steps = lengthOf(node);
  if (steps === null || !Number.isInteger(steps) || steps < 1 || steps > mostSteps || nodesUnrolled(node, steps) > mostNodes) return null;
  const rewrite = createRewrite(prefix, opset);
  return unrollRecurrent(node, rewrite, steps) ? rewrite.nodes : null;
}

const contributed = (node: Node): boolean => normalDomain(node.domain) === 'com.microsoft' || registered.has(`/${node.opType}`);

/** Operators of a node and its subgraphs that no rule can follow. */
function opaqueIn(node: Node): string[] {
  const domain = normalDomain(node.domain);
  const own = (domain === '' && rangeDependent.has(node.opType)) || contributed(node) ? [`${domain || 'ai.onnx'}/${node.opType}`] : [];
  return [...own, ...node.attribute.flatMap((attribute) => graphsOf(attribute)).flatMap((graph) => graph.node.flatMap(opaqueIn))];
}
