import { create } from '@bufbuild/protobuf';
import { decomposeModel } from './decompose.ts';
import { graphsOf } from './graphScope.ts';
import { halfOperators } from './halfFloats.ts';
import { GraphSchema, type Graph, type Model, type Node } from './onnx/onnx_pb.ts';
import { normalDomain, readOpsets } from './operatorSets.ts';

/** What a graph consists of, for the person who adds it and for whoever may have to judge it. */
export type GraphReport = {
  readonly irVersion: number;
  /** By domain; the standard one is "ai.onnx". */
  readonly operatorSets: readonly { readonly domain: string; readonly version: number }[];
  /** By domain and name, subgraphs and functions included. */
  readonly operators: readonly { readonly domain: string; readonly name: string; readonly count: number }[];
  readonly nodes: number;
  readonly subgraphs: number;
  readonly subgraphDepth: number;
  readonly functions: number;
  readonly weights: number;
  /** Fused nodes that have a decomposition. */
  readonly decomposed: number;
  /** Operators without one, and those that compute in 16 bits: with any of them the model is shadow only. */
  readonly opaque: readonly string[];
};

/** @source docs/protocol/models.md section 8 */
export function describeGraph(model: Model & { readonly graph: Graph }): GraphReport {
  const counts = new Map<string, number>();
  let [nodes, subgraphs, subgraphDepth] = [0, 0, 0];
  const visit = (node: Node, depth: number): void => {
    nodes++;
    subgraphDepth = Math.max(subgraphDepth, depth);
    const key = `${domainName(node.domain)}\0${node.opType}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const graph of node.attribute.flatMap((attribute) => graphsOf(attribute))) {
      subgraphs++;
      subgraphDepth = Math.max(subgraphDepth, depth + 1);
      for (const inner of graph.node) visit(inner, depth + 1);
    }
  };
  for (const node of model.graph.node) visit(node, 0);
  for (const body of model.functions) for (const node of body.node) visit(node, 0);
  const { replaced, opaque } = decomposeModel(model);
  return {
    irVersion: Number(model.irVersion),
    operatorSets: [...readOpsets(model.opsetImport)].map(([domain, version]) => ({ domain: domainName(domain), version })).sort((a, b) => (a.domain < b.domain ? -1 : 1)),
    operators: [...counts].map(([key, count]) => ({ domain: key.split('\0')[0]!, name: key.split('\0')[1]!, count })).sort((a, b) => (`${a.domain}/${a.name}` < `${b.domain}/${b.name}` ? -1 : 1)),
    nodes, subgraphs, subgraphDepth, functions: model.functions.length, weights: model.graph.initializer.length, decomposed: replaced, opaque: [...new Set([...opaque, ...halfOperators(model.graph), ...model.functions.flatMap(({ node }) => halfOperators(create(GraphSchema, { node })))])].sort(),
  };
}

const domainName = (domain: string): string => normalDomain(domain) || 'ai.onnx';
