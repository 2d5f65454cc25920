import * as tokenizers from '@huggingface/tokenizers';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';

/** The package's own declarations do not resolve under NodeNext (imports without extensions), so the part used here is restated. */
type Tokenizer = {
  encode(text: string): { readonly ids: number[] };
  decode(tokens: number[], options: { readonly skip_special_tokens: boolean; readonly clean_up_tokenization_spaces: boolean }): string;
};
const { Tokenizer } = tokenizers as unknown as { readonly Tokenizer: new (json: object, config: object) => Tokenizer };

export type TextCodec = {
  /** With the special tokens the model's template asks for. @throws input.malformed */
  encode(text: string): number[];
  /** Special tokens are left in. @throws input.malformed */
  decode(tokens: readonly number[]): string;
};

/**
 * The model's own tokenizer. Its rules come from strangers and may take for ever on some text: only the worker, which can be killed, runs it.
 * @throws model.unreadable  tokenizer.json is not one the library understands
 */
export function createTextCodec(model: OpenedModel, vocabSize: number): TextCodec | null {
  if (!model.tokenizer) return null;
  const tokenizer = openTokenizer(model.tokenizer.json, model.tokenizer.config);
  const assertKnown = (tokens: readonly number[]): void => {
    const bad = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= vocabSize);
    if (bad !== undefined) throw new HearthError('input.malformed', { reason: `token ${bad} is outside the vocabulary of ${vocabSize}` });
  };
  return {
    encode(text) {
      const { ids } = tokenizer.encode(text);
      assertKnown(ids);
      return ids;
    },
    decode(tokens) {
      assertKnown(tokens);
      return tokens.length === 0 ? '' : tokenizer.decode([...tokens], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
    },
  };
}

function openTokenizer(json: object, config: object): Tokenizer {
  try {
    return new Tokenizer(json, config);
  } catch (error) {
    throw new HearthError('model.unreadable', { file: 'tokenizer.json', reason: String(error).slice(0, 200) }, error);
  }
}
