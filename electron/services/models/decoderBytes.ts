import { fromBinary } from '@bufbuild/protobuf';
import { exposeCountedCache } from './countedCache.ts';
import { editGraph, type GraphEdit } from './editGraph.ts';
import { exposeFreshCache } from './freshCache.ts';
import { ModelSchema } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { exposeWantedLogits } from './wantedLogits.ts';

/** What a session of a decoder is to be able to do that its file cannot; null: it may not, for that reason. */
export type DecoderWishes = { readonly rows: string; readonly noFresh: string | null; readonly noWanted: string | null };

/** A decoder's bytes for the runtime. No root changes: nodes of the file are replaced in the session's bytes alone. */
export type DecoderBytes = {
  readonly bytes: Uint8Array;
  /** By cache input: the output that holds only the new positions' keys or values; null where the whole cache is given. */
  readonly fresh: ReadonlyMap<string, string> | null;
  /** The input for the places of the new positions, where attention counts each sequence's positions from the mask; null where it takes whatever the mask lets it see. */
  readonly counted: string | null;
  /** The input that names the positions whose logits are wanted; null where those of all are computed. */
  readonly wanted: string | null;
  /** Why `fresh` or `wanted` is null. */
  readonly reasons: { readonly fresh: string | null; readonly wanted: string | null };
};

/** Rewrites a decoder's bytes, as checked, as far as its graph allows for it. */
export function rewriteDecoder(bytes: Uint8Array, { rows, noFresh, noWanted }: DecoderWishes): DecoderBytes {
  const { graph, opsetImport } = fromBinary(ModelSchema, bytes);
  const opset = Number(opsetImport.find(({ domain }) => normalDomain(domain) === '')?.version ?? 0);
  const expose = graph!.node.some(({ opType }) => opType === 'GroupQueryAttention') ? exposeCountedCache : exposeFreshCache;
  const cache = noFresh === null ? expose(graph!, opset) : { reason: noFresh };
  const logits = noWanted === null ? exposeWantedLogits(graph!, rows) : { reason: noWanted };
  const isBoth = 'edit' in cache && 'edit' in logits && [...logits.edit.instead.keys()].some((node) => cache.edit.instead.has(node));
  const usable = isBoth ? { reason: 'its attention reads its last rows' } : logits;
  const edits = [cache, usable].flatMap((each): GraphEdit[] => ('edit' in each ? [each.edit] : []));
  return {
    bytes: editGraph(bytes, graph!, edits),
    fresh: 'fresh' in cache ? cache.fresh : null,
    counted: 'fresh' in cache ? cache.input : null,
    wanted: 'input' in usable ? usable.input : null,
    reasons: { fresh: 'reason' in cache ? cache.reason : null, wanted: 'reason' in usable ? usable.reason : null },
  };
}
