import { z } from 'zod';
import type { Decode } from '../../shared/decode.ts';

/** Why a request cannot be served, as the SDKs of this interface expect it. */
export type Refusal = { readonly status: number; readonly message: string; readonly param: string | null; readonly code: string | null };
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** What to generate, whichever endpoint asked. */
export type GenerateAsk = {
  readonly model: string;
  readonly prompt: string;
  readonly sampling: Pick<Decode, 'temperatureMicro' | 'topK' | 'topPMicro' | 'minPMicro' | 'repetitionPenaltyMicro'>;
  /** null: as many as the model has room for. */
  readonly maxTokens: number | null;
  /** Text that ends the answer and is not part of it. */
  readonly stop: readonly string[];
  readonly stream: boolean;
  readonly includeUsage: boolean;
};

const longestText = 100_000;
const refuse = (message: string, param: string | null, code: string | null = null): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { status: 400, message, param, code } });

const text = z.string().max(longestText).refine((value) => value.isWellFormed(), 'not well-formed Unicode');
const common = {
  model: z.string().min(1).max(200),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.number().int().min(0).max(1_000_000).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  repetition_penalty: z.number().min(1).max(2).nullish(),
  max_tokens: z.number().int().min(1).max(1_000_000).nullish(),
  stop: z.union([z.string().min(1).max(200), z.array(z.string().min(1).max(200)).max(4)]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish(), include_obfuscation: z.boolean().nullish() }).nullish(),
  n: z.literal(1, 'only one answer at a time').nullish(),
  /** Told apart by their app keys here, not by this. */
  user: z.string().max(500).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.literal(false, 'nothing is stored').nullish(),
};
const completionShape = z.strictObject({ ...common, prompt: z.union([text, z.array(text).length(1, 'only one prompt at a time')]) });
const textPart = z.object({ type: z.literal('text', 'only text content'), text });
const messageShape = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([text, z.array(textPart).max(64)]),
  name: z.string().max(200).nullish(),
});
const chatShape = z.strictObject({ ...common, max_completion_tokens: common.max_tokens, messages: z.array(messageShape).min(1).max(256), response_format: z.object({ type: z.literal('text', 'only text') }).nullish() });

/** Known to the interface, and not to this network: named, so that nobody relies on them without knowing. */
const unsupported: Readonly<Record<string, string>> = {
  seed: 'A seed cannot be repeated here: each job is drawn under a number of its own, so that no receipt can be used twice.',
  logprobs: 'Providers do not send log probabilities.', top_logprobs: 'Providers do not send log probabilities.', logit_bias: 'Biases are not part of an order.',
  tools: 'No model here calls tools.', tool_choice: 'No model here calls tools.', functions: 'No model here calls tools.', function_call: 'No model here calls tools.', parallel_tool_calls: 'No model here calls tools.',
  frequency_penalty: 'Use repetition_penalty.', presence_penalty: 'Use repetition_penalty.', best_of: 'One answer at a time.', echo: 'The prompt is not repeated.', suffix: 'Insertion is not supported.',
  audio: 'Text only.', modalities: 'Text only.',
};

/** Values that ask for nothing, as some SDKs send them by default. */
const isNeutral = (name: string, value: unknown): boolean =>
  value === null || value === undefined || value === false || (value === 0 && name.endsWith('_penalty')) || (typeof value === 'object' && Object.keys(value).length === 0);

function parseWith<T>(shape: z.ZodType<T>, body: unknown): Parsed<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse('The body must be a JSON object.', null);
  const kept: Record<string, unknown> = { __proto__: null };
  for (const [name, value] of Object.entries(body)) {
    const why = Object.hasOwn(unsupported, name) ? unsupported[name] : undefined;
    if (why === undefined) kept[name] = value;
    else if (!isNeutral(name, value)) return refuse(`'${name}' is not supported. ${why}`, name, 'unsupported_parameter');
  }
  const parsed = shape.safeParse({ ...kept });
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  if (unknown !== undefined) return refuse(`Unrecognized request argument supplied: ${unknown.slice(0, 100)}`, unknown.slice(0, 100), 'unknown_parameter');
  const param = issue?.path.map(String).join('.') || null;
  return refuse(`Invalid '${param ?? 'body'}': ${issue?.message ?? 'not as expected'}.`, param, 'invalid_value');
}

const micro = (value: number | null | undefined, otherwise: number): number => (value === null || value === undefined ? otherwise : Math.round(value * 1e6));

function askOf(value: z.infer<typeof completionShape> | z.infer<typeof chatShape>, prompt: string, maxTokens: number | null): GenerateAsk {
  return {
    model: value.model, prompt, maxTokens,
    sampling: {
      temperatureMicro: micro(value.temperature, 1_000_000), topK: value.top_k ?? 0, topPMicro: Math.max(1, micro(value.top_p, 1_000_000)),
      minPMicro: micro(value.min_p, 0), repetitionPenaltyMicro: micro(value.repetition_penalty, 1_000_000),
    },
    stop: value.stop === null || value.stop === undefined ? [] : typeof value.stop === 'string' ? [value.stop] : value.stop,
    stream: value.stream === true, includeUsage: value.stream_options?.include_usage === true,
  };
}

/** POST /v1/completions. Never throws. */
export function parseCompletion(body: unknown): Parsed<GenerateAsk> {
  const parsed = parseWith(completionShape, body);
  if (!parsed.ok) return parsed;
  const { prompt } = parsed.value;
  return { ok: true, value: askOf(parsed.value, typeof prompt === 'string' ? prompt : prompt[0]!, parsed.value.max_tokens ?? null) };
}

/**
 * POST /v1/chat/completions. The messages' texts are joined by line breaks: no model of the network has a chat template yet, and inventing one would
 * change what the model is asked. Never throws.
 */
export function parseChat(body: unknown): Parsed<GenerateAsk> {
  const parsed = parseWith(chatShape, body);
  if (!parsed.ok) return parsed;
  const prompt = parsed.value.messages.map(({ content }) => (typeof content === 'string' ? content : content.map((part) => part.text).join(''))).join('\n');
  if (prompt.length > longestText) return refuse(`The messages have ${prompt.length} characters, at most ${longestText} are taken.`, 'messages', 'string_above_max_length');
  return { ok: true, value: askOf(parsed.value, prompt, parsed.value.max_completion_tokens ?? parsed.value.max_tokens ?? null) };
}

export type ClassifyAsk = { readonly model: string; readonly input: Uint8Array };
const classifyShape = z.strictObject({
  model: z.string().min(1).max(200),
  /** One input: bytes from 0 to 255, or the same in base64. */
  input: z.union([z.array(z.number().int().min(0).max(255)).min(1).max(16_777_216), z.base64().min(1).max(33_554_432)]),
});

/** POST /v1/classify, an addition to the interface. Never throws. */
export function parseClassify(body: unknown): Parsed<ClassifyAsk> {
  const parsed = parseWith(classifyShape, body);
  if (!parsed.ok) return parsed;
  const { model, input } = parsed.value;
  return { ok: true, value: { model, input: typeof input === 'string' ? new Uint8Array(Buffer.from(input, 'base64')) : Uint8Array.from(input) } };
}
