import { bundleTensors, type Bundle } from '../../protocol/bundle.ts';
import { dtype, type TensorBytes } from '../../protocol/tensor.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { ReplayGraph } from '../models/replayGraph.ts';

const int64Row = (values: readonly number[]): TensorBytes => ({ dtype: dtype.int64, dims: [1, values.length], body: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) });

/**
 * What the committed input of a job is to the graph: the one tensor of a classification; the tokens of an embedding; for a decoder prompt and tokens as one prefill without a past. The last token's
 * own row chose nothing, so it is not fed.
 *
 * @param upTo  how many tokens of the output to go through; all when absent
 * @throws model.unsupported  an input of another layout
 * @source docs/protocol/disputes.md section 2
 */
export function feedsOfJob(graph: ReplayGraph, bundle: Bundle, upTo?: number): Map<string, TensorBytes> {
  if (bundle.kind === 'classify') {
    const [input, ...more] = graph.inputs;
    if (!input || more.length > 0) throw new HearthError('model.unsupported', { reason: modelReasons.classifierInput });
    return new Map([[input.name, bundleTensors(bundle).input]]);
  }
  const fed = bundle.kind === 'embed' ? bundle.inputTokens : [...bundle.promptTokens, ...bundle.tokens.slice(0, upTo).slice(0, -1)];
  return new Map(graph.inputs.map(({ name, elemType, dims }) => [name, feedOf(name, elemType, dims, fed)]));
}

function feedOf(name: string, elemType: number, dims: readonly (number | null)[], fed: readonly number[]): TensorBytes {
  if (name === 'input_ids') return int64Row(fed);
  if (name === 'attention_mask') return int64Row(fed.map(() => 1));
  if (name === 'token_type_ids') return int64Row(fed.map(() => 0));
  if (name === 'position_ids') return int64Row(fed.map((_, i) => i));
  if (!name.startsWith('past_key_values.')) throw new HearthError('model.unsupported', { reason: modelReasons.unknownInput(name) });
  return { dtype: elemType, dims: dims.map((dim, axis) => (axis === 2 ? 0 : (dim ?? 1))), body: new Uint8Array(0) };
}
