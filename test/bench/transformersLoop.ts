import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A way to generate `newTokens` greedy tokens, for a bench. */
export type PeerLoop = {
  generate(promptTokens: readonly number[], newTokens: number): Promise<void>;
  close(): Promise<unknown>;
};

/** The part of @huggingface/transformers that is used here. */
type Transformers = {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly Tensor: new (type: string, data: BigInt64Array, dims: readonly number[]) => object;
  readonly AutoModelForCausalLM: {
    from_pretrained(name: string, options: object): Promise<{ generate(options: object): Promise<{ readonly dims: readonly number[] }>; dispose(): Promise<unknown> }>;
  };
};

/**
 * Opens @huggingface/transformers on the files of a decoder.
 *
 * @param installedIn  the folder it was installed in, outside the product's tree; null when there is none
 * @returns            the loop, or why there is none
 */
export async function openTransformersLoop(installedIn: string | null, modelFolder: string, threads: number): Promise<PeerLoop | { readonly reason: string }> {
  if (installedIn === null) return { reason: 'no folder with @huggingface/transformers was given (HEARTH_TRANSFORMERS)' };
  try {
    const entry = createRequire(join(installedIn, 'package.json')).resolve('@huggingface/transformers');
    // `require` finds the CommonJS build; its neighbour is the same library as a module. Either serves.
    const library = (await import(pathToFileURL(entry).href)) as Transformers & { default?: Transformers };
    const { env, Tensor, AutoModelForCausalLM } = library.default ?? library;
    env.allowRemoteModels = false;
    env.localModelPath = dirname(modelFolder);
    const model = await AutoModelForCausalLM.from_pretrained(basename(modelFolder), {
      dtype: 'fp32', device: 'cpu', local_files_only: true, session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential' },
    });
    return {
      async generate(promptTokens, newTokens) {
        const count = promptTokens.length;
        const output = await model.generate({
          input_ids: new Tensor('int64', BigInt64Array.from(promptTokens, BigInt), [1, count]),
          attention_mask: new Tensor('int64', new BigInt64Array(count).fill(1n), [1, count]),
          // As many tokens as the others: an early end token must not shorten the race.
          max_new_tokens: newTokens, min_new_tokens: newTokens,
          // The same work as ours: one draw from the whole vocabulary at temperature 1.
          do_sample: true, temperature: 1, top_k: 0,
        });
        if (output.dims.at(-1) !== count + newTokens) throw new Error(`made ${String(output.dims)} tokens`);
      },
      close: () => model.dispose(),
    };
  } catch (error) {
    return { reason: String(error instanceof Error ? error.message : error).split('\n', 1)[0]!.slice(0, 200) };
  }
}
