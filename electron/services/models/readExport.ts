import { modelReasons } from '../../shared/saidReasons.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';

/** What an exported graph is for, and what a manifest must say of it that ONNX does not. */
export type ExportReading =
  | { readonly kind: 'generate'; readonly lastHidden: string }
  | { readonly kind: 'embed' | 'classify' }
  | { readonly kind: null; readonly reason: string };

/** Products by the language head; with 8-bit or 4-bit weights it has another name. */
const products = new Set(['MatMul', 'Gemm', 'FusedMatMul', 'MatMulInteger', 'DynamicQuantizeMatMul', 'MatMulIntegerToFloat', 'MatMulNBits']);
/** What may stand between that product and the logits: types, scales, biases, caps, shapes. */
const between = new Set(['Cast', 'Mul', 'Div', 'Add', 'Tanh', 'Reshape', 'Identity', 'Squeeze', 'Unsqueeze']);
const furthest = 24;

/**
 * Reads an export by the names that Hugging Face's exporters give inputs and outputs. Pure; the graph is one that has one reading.
 * @source docs/protocol/models.md section 1
 */
export function readExport(graph: Graph): ExportReading {
  const inputs = graph.input.map(({ name }) => name);
  const outputs = graph.output.map(({ name }) => name);
  if (inputs.includes('input_ids') && outputs.includes('logits')) {
    const cache = inputs.filter((name) => name.startsWith('past_key_values.'));
    if (cache.length === 0) return inputs.length > 3 ? { kind: null, reason: modelReasons.needsInputs(listed(inputs)) } : { kind: null, reason: modelReasons.noPast };
    const without = cache.find((name) => !outputs.includes(name.replace(/^past_key_values\./, 'present.')));
    if (without !== undefined) return { kind: null, reason: modelReasons.noPresent(without, without.slice('past_key_values.'.length)) };
    const lastHidden = findLastHidden(graph);
    return lastHidden === null ? { kind: null, reason: modelReasons.noLogits } : { kind: 'generate', lastHidden };
  }
  if (inputs.includes('input_ids') && ['sentence_embedding', 'last_hidden_state', 'token_embeddings'].some((name) => outputs.includes(name))) return { kind: 'embed' };
  const given = graph.input.filter(({ name }) => !graph.initializer.some((tensor) => tensor.name === name));
  if (given.length === 1 && outputs.length === 1) return { kind: 'classify' };
  return { kind: null, reason: modelReasons.noKind(listed(inputs), listed(outputs)) };
}

const listed = (names: readonly string[]): string => `${names.slice(0, 4).join(' ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`;

/** The value that the language head multiplies, before it is rounded to 8 bits or halved: the rows that are evidence. */
function findLastHidden(graph: Graph): string | null {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const constants = new Set(graph.initializer.map(({ name }) => name));
  const waiting = ['logits'];
  for (let step = 0; step < furthest; step++) {
    const made = makers.get(waiting.shift() ?? '');
    if (!made) {
      if (waiting.length === 0) return null;
      continue;
    }
    if (products.has(made.opType)) return beforeRounding(made, makers);
    if (between.has(made.opType)) waiting.push(...made.input.filter((name) => !constants.has(name)));
  }
  return null;
}

function beforeRounding(product: Node, makers: ReadonlyMap<string, Node>): string {
  let value = product.input[0]!;
  for (let maker = makers.get(value); maker && ['DynamicQuantizeLinear', 'Cast', 'Identity'].includes(maker.opType); maker = makers.get(value)) value = maker.input[0]!;
  return value;
}
