import { z } from 'zod';
import type { ChatMessage, ChatTool } from '../../shared/chat.ts';
import type { Decode } from '../../shared/decode.ts';
import { chatMessagesShape, chatToolsShape, longestText, readToolChoice, textShape, toChatMessages, toolChoiceShape, type RequiredCall } from './openaiChat.ts';
import { sortParameters } from './openaiParameters.ts';

/** Why a request cannot be served, as the SDKs of this interface expect it. */
export type Refusal = { readonly status: number; readonly message: string; readonly param: string | null; readonly code: string | null };
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };
/** A refusal that shows only once the model, or its answer, is known. */
export class RequestRefused extends Error {
  readonly refusal: Refusal;
  constructor(message: string, param: string | null, code: string | null = 'unsupported_parameter', status = 400) {
    super(message);
    this.refusal = { status, message, param, code };
  }
}

/** What to generate, whichever endpoint asked. */
export type GenerateAsk = {
  readonly model: string;
  readonly prompt: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'chat'; readonly messages: readonly ChatMessage[]; readonly tools: readonly ChatTool[] };
  readonly sampling: Pick<Decode, 'temperatureMicro' | 'topK' | 'topPMicro' | 'minPMicro' | 'repetitionPenaltyMicro'>;
  /** null: as many as the model has room for. */
  readonly maxTokens: number | null;
  /** Text that ends the answer and is not part of it. */
  readonly stop: readonly string[];
  /** How many answers, each a job of its own. */
  readonly count: number;
  /** null: any. */
  readonly seed: number | null;
  /** How many of the most likely tokens to name beside each; null: no probabilities at all. */
  readonly logprobs: number | null;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** Only the first tool call of an answer counts. */
  readonly oneToolCall: boolean;
  /** The answer is made to begin as this call; null: it begins by itself. */
  readonly requiredCall: RequiredCall | null;
  /** Parameters that were taken and not used. */
  readonly unused: readonly string[];
};

export const refuse = (message: string, param: string | null, code: string | null = null): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { status: 400, message, param, code } });

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
  stream_options: z.strictObject({ include_usage: z.boolean().nullish(), include_obfuscation: z.literal(false, 'chunks are not padded').nullish() }).nullish(),
  n: z.number().int().min(1).max(8, 'at most 8 answers').nullish(),
  seed: z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).nullish(),
};
const completionShape = z.strictObject({
  ...common, prompt: z.union([textShape, z.array(textShape).length(1)], `one text of at most ${longestText} characters; several prompts are several requests, and tokens are not taken`),
  logprobs: z.number().int().min(0).max(5).nullish(), best_of: z.number().int().min(1).max(8).nullish(),
});
const chatShape = z.strictObject({
  ...common, max_completion_tokens: common.max_tokens, messages: chatMessagesShape, logprobs: z.boolean().nullish(), top_logprobs: z.number().int().min(0).max(20).nullish(),
  tools: chatToolsShape.nullish(), tool_choice: toolChoiceShape.nullish(), parallel_tool_calls: z.boolean().nullish(),
  response_format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']) }).nullish(),
  modalities: z.array(z.literal('text', 'only text')).min(1).nullish(),
  service_tier: z.enum(['auto', 'default'], 'there is one tier').nullish(),
  store: z.literal(false, 'nothing is stored').nullish(),
});

type Sorted<T> = { readonly ok: true; readonly value: T; readonly unused: readonly string[] } | { readonly ok: false; readonly refusal: Refusal };

/** Judges a body by a shape, once what is refused by name is refused and what is not used is set aside. */
export function parseWith<T>(shape: z.ZodType<T>, body: unknown): Sorted<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse('The body must be a JSON object.', null);
  const sorted = sortParameters(body);
  if ('why' in sorted) return refuse(`'${sorted.name}' is not supported. ${sorted.why}`, sorted.name, 'unsupported_parameter');
  const parsed = safely(() => shape.safeParse(sorted.kept));
  if (!parsed) return refuse('The body is nested too deeply.', null, 'invalid_value');
  if (parsed.success) return { ok: true, value: parsed.data, unused: sorted.unused };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  if (unknown !== undefined) {
    const name = [...path, unknown].join('.').slice(0, 100);
    return refuse(`Unrecognized request argument supplied: ${name}`, name, 'unknown_parameter');
  }
  const param = path.join('.') || null;
  return refuse(`Invalid '${param ?? 'body'}': ${issue?.message ?? 'not as expected'}.`, param, 'invalid_value');
}

/** null: the stack ended, in a value nested thousands deep. */
function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const micro = (value: number | null | undefined, otherwise: number): number => (value === null || value === undefined ? otherwise : Math.round(value * 1e6));

type Common = z.infer<z.ZodObject<typeof common>>;
const askOf = (value: Common, unused: readonly string[], rest: Pick<GenerateAsk, 'prompt' | 'maxTokens' | 'logprobs' | 'oneToolCall' | 'requiredCall'>): GenerateAsk => ({
  model: value.model, ...rest,
  sampling: {
    temperatureMicro: micro(value.temperature, 1_000_000), topK: value.top_k ?? 0, topPMicro: Math.max(1, micro(value.top_p, 1_000_000)),
    minPMicro: micro(value.min_p, 0), repetitionPenaltyMicro: micro(value.repetition_penalty, 1_000_000),
  },
  stop: value.stop === null || value.stop === undefined ? [] : typeof value.stop === 'string' ? [value.stop] : value.stop,
  count: value.n ?? 1, seed: value.seed ?? null, stream: value.stream === true, includeUsage: value.stream_options?.include_usage === true, unused,
});

/** POST /v1/completions. Never throws. */
export function parseCompletion(body: unknown): Parsed<GenerateAsk> {
  const parsed = parseWith(completionShape, body);
  if (!parsed.ok) return parsed;
  const { prompt, max_tokens: maxTokens, logprobs, best_of: bestOf, n } = parsed.value;
  // What is made is paid for, so nothing is made to be thrown away.
  if (bestOf !== null && bestOf !== undefined && bestOf !== (n ?? 1)) return refuse("'best_of' must equal 'n': every answer is paid for, and given.", 'best_of', 'unsupported_parameter');
  return { ok: true, value: askOf(parsed.value, parsed.unused, { prompt: { kind: 'text', text: typeof prompt === 'string' ? prompt : prompt[0]! }, maxTokens: maxTokens ?? null, logprobs: logprobs ?? null, oneToolCall: false, requiredCall: null }) };
}

/** POST /v1/chat/completions. Never throws. */
export function parseChat(body: unknown): Parsed<GenerateAsk> {
  const parsed = parseWith(chatShape, body);
  if (!parsed.ok) return parsed;
  const { value, unused } = parsed;
  const format = value.response_format?.type ?? 'text';
  if (format !== 'text') return refuse(`'response_format' is only 'text'. An order names how tokens are drawn, and a grammar is no part of it: who replays an answer could not tell whether it was held to one. Ask for JSON in the prompt, or for a call of a function with 'tool_choice'.`, 'response_format', 'unsupported_parameter');
  const messages = toChatMessages(value.messages);
  if (!messages.ok) return refuse(messages.reason, messages.param, 'invalid_value');
  const size = messages.value.reduce((sum, { content }) => sum + content.length + 1, -1);
  if (size > longestText) return refuse(`The messages have ${size} characters, at most ${longestText} are taken.`, 'messages', 'string_above_max_length');
  const top = value.top_logprobs ?? null;
  if (top !== null && value.logprobs !== true) return refuse("'top_logprobs' needs 'logprobs': true.", 'top_logprobs', 'invalid_value');
  const tools = value.tool_choice === 'none' ? [] : (value.tools ?? []);
  const required = readToolChoice(value.tool_choice, tools.map((tool) => tool.function.name));
  if (!required.ok) return refuse(required.reason, required.param, 'invalid_value');
  return {
    ok: true, value: askOf(value, unused, {
      prompt: { kind: 'chat', messages: messages.value, tools: tools.map((tool) => ({ ...tool.function })) }, maxTokens: value.max_completion_tokens ?? value.max_tokens ?? null,
      logprobs: value.logprobs === true ? (top ?? 0) : null, oneToolCall: value.parallel_tool_calls === false || typeof value.tool_choice === 'object', requiredCall: required.value,
    }),
  };
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
