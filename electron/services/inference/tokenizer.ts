import * as tokenizers from '@huggingface/tokenizers';
import { z } from 'zod';
import type { ChatMessage, ChatTool } from '../../shared/chat.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { openChatTemplate, type ChatTemplate, type ToolForm } from './chatTemplate.ts';

/** The package's own declarations do not resolve under NodeNext (imports without extensions), so the part used here is restated. */
type Tokenizer = {
  encode(text: string, options?: { readonly add_special_tokens: boolean }): { readonly ids: number[] };
  decode(tokens: number[], options: { readonly skip_special_tokens: boolean; readonly clean_up_tokenization_spaces: boolean }): string;
};
const { Tokenizer } = tokenizers as unknown as { readonly Tokenizer: new (json: object, config: object) => Tokenizer };

export type TextCodec = {
  /** With the special tokens the model's template asks for. @throws input.malformed */
  encode(text: string): number[];
  /**
   * Messages as the model's own chat template puts them; where it has none, their texts joined by line breaks, and tools are left to the caller to refuse.
   * @param opening  what the answer begins with; nothing where it is to begin by itself
   * @throws input.malformed   the template refuses them
   * @throws model.unreadable  the template itself
   */
  encodeChat(messages: readonly ChatMessage[], tools: readonly ChatTool[], opening?: string): { readonly tokens: number[]; readonly hasTemplate: boolean; readonly toolForm: ToolForm };
  /** Special tokens are left in. @throws input.malformed */
  decode(tokens: readonly number[]): string;
  /** What one token adds to the text after another. @throws input.malformed */
  textOf(token: number, after: number): string;
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
  const encode = (text: string, addsSpecial: boolean): number[] => {
    const { ids } = tokenizer.encode(text, { add_special_tokens: addsSpecial });
    assertKnown(ids);
    return ids;
  };
  const decode = (tokens: readonly number[]): string => {
    assertKnown(tokens);
    return tokens.length === 0 ? '' : tokenizer.decode([...tokens], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  };
  // Opened when a chat first asks for it: whoever runs jobs never needs it.
  let template: ChatTemplate | null | undefined;
  const { config, chatTemplate } = model.tokenizer;
  return {
    encode: (text) => encode(text, true),
    encodeChat(messages, tools, opening = '') {
      template ??= readChatTemplate(config, chatTemplate);
      if (template === null) return { tokens: encode(messages.map(({ content }) => content).join('\n') + opening, true), hasTemplate: false, toolForm: null };
      // The template writes the special tokens itself.
      return { tokens: encode(template.render(messages, tools) + opening, false), hasTemplate: true, toolForm: template.toolForm };
    },
    decode,
    textOf(token, after) {
      const [before, both] = [decode([after]), decode([after, token])];
      // Half a character before it is completed or carried on by this token: then the two read otherwise, or as one.
      const added = both.startsWith(before) ? both.slice(before.length) : '';
      return added === '' ? decode([token]) : added;
    },
  };
}

const specialShape = z.union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)]).nullish();
const configShape = z.object({
  bos_token: specialShape, eos_token: specialShape,
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() })).max(16)]).nullish(),
});

/** From `chat_template.jinja`, or the entry of `tokenizer_config.json`, which may hold one for tools apart. @throws model.unreadable */
function readChatTemplate(config: object, file: string | null): ChatTemplate | null {
  const parsed = configShape.safeParse(config);
  if (!parsed.success) throw new HearthError('model.unreadable', { file: 'tokenizer_config.json', reason: modelReasons.tokenizerForm });
  const { chat_template: inConfig, bos_token: bos, eos_token: eos } = parsed.data;
  const named = Array.isArray(inConfig) ? inConfig : [];
  const plain = file ?? (typeof inConfig === 'string' ? inConfig : named.find(({ name }) => name === 'default')?.template);
  if (plain === undefined || plain === '') return null;
  return openChatTemplate({ plain, tools: file === null ? (named.find(({ name }) => name === 'tool_use')?.template ?? null) : null }, { bos_token: bos ?? '', eos_token: eos ?? '' });
}

function openTokenizer(json: object, config: object): Tokenizer {
  try {
    return new Tokenizer(json, config);
  } catch (error) {
    throw new HearthError('model.unreadable', { file: 'tokenizer.json', reason: String(error).slice(0, 200) }, error);
  }
}
