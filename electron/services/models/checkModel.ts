import { modelReasons } from '../../shared/saidReasons.ts';
import { normalDomain, readOpsets } from './operatorSets.ts';
import { graphsOf } from './graphScope.ts';
import type { Graph, Model, Node, ValueInfo } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

const maxNodes = 200_000;

/** Operators whose output is not a function of their inputs: no verifier could follow them. */
const randomOperators = new Set(['RandomNormal', 'RandomNormalLike', 'RandomUniform', 'RandomUniformLike', 'Multinomial', 'Bernoulli']);
const standardDomains = new Set(['', 'ai.onnx.ml', 'com.microsoft']);

/**
 * Refuses a model that the runtime would accept but that has a second reading, or that no verifier could follow.
 * The refusals of tensors and references are in `tensorBytes.ts` and `graphRoot.ts`.
 *
 * @throws model.unsupported
 * @source docs/protocol/models.md section 2 (HVI-1, 0.13)
 */
export function assertOneReading(model: Model): asserts model is Model & { graph: Graph } {
  if (!model.graph) throw modelUnsupported(modelReasons.noGraph);
  if (model.irVersion < 3n || model.irVersion > 99n) throw modelUnsupported(modelReasons.irVersion(model.irVersion));
  if (model.trainingInfo.length > 0) throw modelUnsupported(modelReasons.training);
  const opsets = readOpsets(model.opsetImport);
  const functions = model.functions.map((each) => [each.domain, each.name, each.overload].join('\0'));
  assertUnique('function', functions);
  const custom = [...opsets.keys()].find((domain) => !standardDomains.has(domain) && !model.functions.some((each) => normalDomain(each.domain) === domain));
  if (custom !== undefined && usesDomain(model, custom)) throw modelUnsupported(modelReasons.ownOperators(custom));
  const counter = { nodes: 0 };
  for (const each of model.functions) each.node.forEach((node) => assertNode(node, counter, 0));
  assertGraph(model.graph, counter, 0);
}

function assertGraph(graph: Graph, counter: { nodes: number }, depth: number): void {
  if (graph.sparseInitializer.length > 0) throw modelUnsupported(modelReasons.sparse);
  assertUnique('initializer', graph.initializer.map((tensor) => tensor.name));
  assertUnique('input', graph.input.map((value) => value.name));
  assertUnique('output', graph.output.map((value) => value.name));
  assertUnique('value_info', graph.valueInfo.map((value) => value.name));
  for (const name of [...graph.initializer.map((tensor) => tensor.name), ...[...graph.input, ...graph.output].map((value) => value.name)]) assertName(name);
  for (const { name, type } of depth === 0 ? graph.input : []) if (!type?.tensorType) throw modelUnsupported(modelReasons.inputNoTensor(name));
  assertDeclared(graph);
  graph.node.forEach((node) => assertNode(node, counter, depth));
}

function assertNode(node: Node, counter: { nodes: number }, depth: number): void {
  if (++counter.nodes > maxNodes) throw modelUnsupported(modelReasons.tooManyNodes(maxNodes));
  for (const word of [node.opType, node.domain, node.overload, ...node.attribute.map((attribute) => attribute.name)]) assertWord(word);
  const domain = normalDomain(node.domain);
  if (domain === '' && randomOperators.has(node.opType)) throw modelUnsupported(modelReasons.randomOperator(node.opType));
  // From opset 12 on an input turns Dropout's randomness on; without that input it is the identity.
  if (domain === '' && node.opType === 'Dropout' && (node.input[2] ?? '') !== '') throw modelUnsupported(modelReasons.dropout);
  for (const name of node.output) if (name !== '') assertName(name);
  for (const graph of node.attribute.flatMap((attribute) => graphsOf(attribute))) assertGraph(graph, counter, depth + 1);
}

/** Names that bytes cannot carry twice the same: invalid UTF-8 (read as U+FFFD), and names the binding would lose. */
function assertName(name: string): void {
  if (name === '' || name.length > 500 || name.includes('\ufffd') || name.includes('\0')) throw modelUnsupported(modelReasons.valueName(JSON.stringify(name.slice(0, 80))));
  if (name === '__proto__') throw modelUnsupported(modelReasons.protoName);
}

/** Names of operators, domains and attributes; the empty one is the standard domain. */
function assertWord(word: string): void {
  if (word.length > 200 || word.includes('\ufffd') || word.includes('\0') || word === '__proto__') throw modelUnsupported(modelReasons.badName(JSON.stringify(word.slice(0, 80))));
}

function assertUnique(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw modelUnsupported(modelReasons.twice(what, name.replaceAll('\0', ' ')));
    seen.add(name);
  }
}

/** A declaration that disagrees with the initializer it is about is a second reading. */
function assertDeclared(graph: Graph): void {
  const declared = new Map<string, ValueInfo>([...graph.valueInfo, ...graph.input].map((value) => [value.name, value]));
  for (const tensor of graph.initializer) {
    const type = declared.get(tensor.name)?.type?.tensorType;
    if (!type) continue;
    const dims = type.shape?.dim.map((dim) => (dim.value.case === 'dimValue' ? dim.value.value : null));
    const agrees = type.elemType === tensor.dataType && (!dims || (dims.length === tensor.dims.length && dims.every((dim, i) => dim === null || dim === tensor.dims[i])));
    if (!agrees) throw modelUnsupported(modelReasons.initializerOther(tensor.name));
  }
}

const usesDomain = (model: Model, domain: string): boolean => {
  const inNodes = (nodes: readonly Node[]): boolean =>
    nodes.some((node) => normalDomain(node.domain) === domain || node.attribute.some((attribute) => graphsOf(attribute).some((graph) => inNodes(graph.node))));
  return inNodes(model.graph!.node) || model.functions.some((each) => inNodes(each.node));
};
