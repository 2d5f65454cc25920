import { findCutValues } from './cutValues.ts';
import type { Graph } from './onnx/onnx_pb.ts';

type Ends = { readonly input: string; readonly output: string };

/** Most values that a model without tokens is tapped at. */
const mostTaps = 8;
/** What such an operator makes is no tensor of numbers. */
const noTensor = /Sequence|Optional|String|ZipMap/;

/**
 * The values inside a model without tokens that its runs commit to: of those that everything from its one input to its one output passes through, some eight, evenly spaced. The
 * output itself stands in the receipt's bundle. None for a graph of several inputs or outputs, or one that nothing narrow leads through.
 *
 * @param between  of an encoder: its tokens and what its vector is made of; mask and segments beside them are no path
 *
 * @source docs/protocol/evidence.md section 5 (HVI-1 3.5)
 */
export function planTaps(graph: Graph, between: Ends | null = null): readonly string[] {
  const { input, output } = between ?? onlyEnds(graph) ?? {};
  if (input === undefined || output === undefined) return [];
  const cuts = findCutValues(graph, input, output).filter(({ name, node }) => name !== output && !noTensor.test(graph.node[node]!.opType));
  const count = Math.min(mostTaps, cuts.length);
  return Array.from({ length: count }, (_, i) => cuts[Math.floor(((i + 1) * cuts.length) / count) - 1]!.name);
}

function onlyEnds(graph: Graph): Ends | null {
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const [input, ...more] = graph.input.filter(({ name }) => !weights.has(name));
  const output = graph.output[0];
  return !input || !output || more.length > 0 || graph.output.length > 1 ? null : { input: input.name, output: output.name };
}
