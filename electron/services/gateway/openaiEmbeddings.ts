import { z } from 'zod';
import { readVector } from '../../protocol/vectors.ts';
import { HearthError } from '../../shared/errors.ts';
import type { LoadedModel } from '../../shared/workerBridge.ts';
import { factsOf } from './answerAsk.ts';
import type { Bought, Purchase } from './buyer.ts';
import type { AnswerFacts } from './openaiReply.ts';
import { parseWith, refuse, RequestRefused, type Parsed } from './openaiRequest.ts';
import { longestText, textShape } from './openaiChat.ts';

/** What to make vectors of: each input is a job and a receipt of its own. */
export type EmbedAsk = {
  readonly model: string;
  readonly inputs: readonly (string | readonly number[])[];
  /** null: as many as the model's vectors have. */
  readonly dimensions: number | null;
  readonly encoding: 'float' | 'base64';
  /** Parameters that were taken and not used. */
  readonly unused: readonly string[];
};
export type Embedded = { readonly vectors: readonly Float32Array[]; readonly promptTokens: number; readonly facts: readonly AnswerFacts[] };

/** As OpenAI's interface has it. */
const mostInputs = 2048;
const tokensShape = z.array(z.number().int().min(0).max(0xffff_ffff)).min(1).max(longestText);
const inputText = textShape.min(1, 'an input must not be empty');
const embedShape = z.strictObject({
  model: z.string().min(1).max(200),
  input: z.union([inputText, tokensShape, z.array(inputText).min(1).max(mostInputs), z.array(tokensShape).min(1).max(mostInputs)], `a text, tokens, or a list of at most ${mostInputs} of either, none of them empty`),
  dimensions: z.number().int().min(1).max(100_000).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
});

/** POST /v1/embeddings. Never throws. */
export function parseEmbedding(body: unknown): Parsed<EmbedAsk> {
  const parsed = parseWith(embedShape, body);
  // An SDK's user knows one parameter, whichever of its entries is wrong.
  if (!parsed.ok) return parsed.refusal.param?.startsWith('input.') ? { ok: false, refusal: { ...parsed.refusal, param: 'input' } } : parsed;
  const { model, input, dimensions, encoding_format: encoding } = parsed.value;
  const inputs = typeof input === 'string' || typeof input[0] === 'number' ? [input as string | number[]] : (input as (string | number[])[]);
  const size = inputs.reduce((sum, one) => sum + one.length, 0);
  if (size > 10 * longestText) return refuse(`The inputs have ${size} characters or tokens together, at most ${10 * longestText} are taken.`, 'input', 'string_above_max_length');
  return { ok: true, value: { model, inputs, dimensions: dimensions ?? null, encoding: encoding ?? 'float', unused: parsed.unused } };
}

export type EmbedDependencies = {
  readonly model: LoadedModel;
  readonly encode: (text: string) => Promise<readonly number[]>;
  readonly buy: (purchase: Pick<Purchase, 'modelId' | 'input'>) => Promise<Bought>;
};

/** Jobs under way for one request: as many as one provider takes from a client at once. */
const lanes = 4;

/**
 * Buys one vector for each input. All inputs are looked at before the first is bought; after a failure no more are.
 *
 * @throws RequestRefused · input.malformed · and what buying throws
 */
export async function answerEmbeddings({ model, encode, buy }: EmbedDependencies, ask: EmbedAsk): Promise<Embedded> {
  if (ask.dimensions !== null && ask.dimensions !== model.hiddenSize) {
    throw new RequestRefused(`'dimensions' must be ${model.hiddenSize}, or absent: vectors of '${model.name}' have as many, and a receipt stands for the whole of one. Cut them yourself where the model was trained for it.`, 'dimensions');
  }
  const texts: (readonly number[])[] = [];
  for (const input of ask.inputs) texts.push(typeof input === 'string' ? await encode(input) : input);
  const tooLong = texts.findIndex((tokens) => tokens.length > model.maxContext);
  if (tooLong >= 0) throw new RequestRefused(`Input ${tooLong} has ${texts[tooLong]!.length} tokens; '${model.name}' reads ${model.maxContext}.`, 'input', 'context_length_exceeded');
  const outside = texts.findIndex((tokens) => tokens.length === 0 || tokens.some((token) => token >= model.vocabSize));
  if (outside >= 0) throw new RequestRefused(texts[outside]!.length === 0 ? `Input ${outside} has no tokens.` : `Input ${outside} has a token outside the vocabulary of ${model.vocabSize}.`, 'input', 'invalid_value');
  const bought: Bought[] = [];
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < texts.length && failure === null; at = next++) {
      try {
        bought[at] = await buy({ modelId: model.modelId, input: { kind: 'embed', inputTokens: [...texts[at]!] } });
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, texts.length) }, lane));
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
  return { vectors: bought.map(({ file }) => vectorOf(file.bundle)), promptTokens: texts.reduce((sum, { length }) => sum + length, 0), facts: bought.map(factsOf) };
}

function vectorOf(bundle: Bought['file']['bundle']): Float32Array {
  const vector = bundle.kind === 'embed' ? readVector(bundle.output) : null;
  // Checked before it was paid: a receipt without a vector never gets here.
  if (!vector) throw new HearthError('receipt.failed', { check: 'gateway', reason: 'the receipt holds no vector' });
  return vector;
}

/** How a response writes them; float32 little-endian where base64 is asked for, which is what the SDKs ask for by themselves. */
export const embeddingsBody = ({ model, encoding }: EmbedAsk, { vectors, promptTokens, facts }: Embedded): object => ({
  object: 'list', model, usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
  data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encoding === 'base64' ? Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64') : [...vector] })),
  hearth: facts.length === 1 ? facts[0] : { paidWei: facts.reduce((sum, { paidWei }) => sum + BigInt(paidWei), 0n).toString(), answers: facts },
});
