import { z } from 'zod';
import { parseReceiptFile, type ReceiptFile } from '../protocol/receiptFile.ts';
import { verifyReceiptFile } from '../protocol/verify.ts';
import { nodePrimitives } from '../services/primitives/nodePrimitives.ts';
import { jobKindShape, type Check, type JobKind } from '../shared/shapes.ts';
import { bytes32Shape, weiShape } from '../shared/units.ts';
import { ClientError, clientErrorOf, mayPass } from './clientError.ts';
import { readEvents } from './readEvents.ts';

export type OpenOptions = {
  /** From `hearth gateway-key create`. */
  readonly apiKey: string;
  /** Where `hearth gateway` listens; http://127.0.0.1:7412/v1. */
  readonly baseUrl?: string;
  /** How often a request that was not answered is sent again, as long as nothing of an answer has come; 2. */
  readonly retries?: number;
  readonly fetch?: typeof fetch;
};

export type Message =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string };
export type ToolCall = { readonly id: string; readonly name: string; readonly arguments: string };
/** What a model is told of a tool; `parameters` is a JSON schema. */
export type ToolSpec = { readonly name: string; readonly description?: string; readonly parameters?: object };

export type GenerateAsk = {
  readonly model: string;
  /** Text to continue, or a chat. */
  readonly prompt: string | readonly Message[];
  readonly maxTokens?: number;
  /** 0 takes the most likely token each time; 1 where absent. */
  readonly temperature?: number;
  readonly topP?: number;
  /** With it, the same request draws the same tokens again. */
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly tools?: readonly ToolSpec[];
  /** Whether a tool is called: as the model likes where absent; some tool; or the one of this name. A call that does not come about is `refused`, and paid. */
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string };
  readonly signal?: AbortSignal;
};

/** What stands behind an answer. */
export type Backing = {
  readonly receiptId: string;
  /** replayed: the gateway ran the model over the answer. checked: hashes and signatures hold. */
  readonly verification: 'replayed' | 'checked';
  readonly provider: string;
  readonly costWei: bigint;
};
export type Generated = Backing & {
  readonly text: string;
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly toolCalls: readonly ToolCall[];
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number };
};
/** Text as it comes; `result` is the whole once it ended. Either may be taken alone, and the request goes out once. */
export type Generation = AsyncIterable<string> & { readonly result: Promise<Generated> };
export type Classified = Backing & { readonly label: string | null; readonly scores: readonly { readonly label: string; readonly score: number }[] };
/** `vectors` in the order of the texts, and what stands behind each. */
export type Embedded = { readonly vectors: readonly Float32Array[]; readonly backings: readonly Backing[]; readonly promptTokens: number; readonly costWei: bigint };
export type Verified = { readonly ok: boolean; readonly receiptId: string; readonly checks: readonly Check[] };

export type Hearth = {
  generate(ask: GenerateAsk): Generation;
  /** @param ask.input  the model's bytes, from 0 to 255 */
  classify(ask: { readonly model: string; readonly input: Uint8Array; readonly signal?: AbortSignal }): Promise<Classified>;
  /** One vector for each text, as float32. @param ask.input  one text or several */
  embed(ask: { readonly model: string; readonly input: string | readonly string[]; readonly signal?: AbortSignal }): Promise<Embedded>;
  models(): Promise<readonly { readonly name: string; readonly kind: JobKind; readonly providers: number; readonly maxContext: number; readonly priceOutWei: bigint }[]>;
  receipt(id: string): Promise<ReceiptFile>;
  /** Recomputes every hash and signature of a receipt on this machine, whatever the gateway says of it. An id is fetched first, and must be the receipt's own. */
  verify(receipt: string | ReceiptFile): Promise<Verified>;
  usage(): Promise<{ readonly requests: number; readonly spentWei: bigint; readonly budgetWei: bigint | null; readonly models: readonly { readonly model: string; readonly answers: number; readonly unitsIn: number; readonly unitsOut: number; readonly spentWei: bigint }[]; /** By day (UTC) and model for 30 days, newest first. */ readonly days: readonly UsageDay[] }>;
};
export type UsageDay = { readonly day: string; readonly model: string; readonly requests: number; readonly answers: number; readonly replayed: number; readonly unitsIn: number; readonly unitsOut: number; readonly spentWei: bigint };

const backingShape = z.object({ receiptId: bytes32Shape, verification: z.enum(['replayed', 'checked']), provider: z.string(), paidWei: weiShape })
  .transform(({ paidWei, ...rest }): Backing => ({ ...rest, costWei: paidWei }));
const callShape = z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }).transform(({ id, function: called }): ToolCall => ({ id, ...called }));
const chunkShape = z.object({
  choices: z.array(z.object({
    text: z.string().nullish(), delta: z.object({ content: z.string().nullish(), tool_calls: z.array(callShape).nullish() }).nullish(), finish_reason: z.enum(['stop', 'length', 'tool_calls']).nullish(),
  })),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(), hearth: backingShape.nullish(),
});
const classifiedShape = z.object({ label: z.string().nullable(), scores: z.array(z.object({ label: z.string(), score: z.number() })), hearth: backingShape });
const vectorShape = z.base64().transform((text) => Buffer.from(text, 'base64')).refine(({ length }) => length > 0 && length % 4 === 0).transform((bytes) => new Float32Array(new Uint8Array(bytes).buffer));
const embeddedShape = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: vectorShape })), usage: z.object({ prompt_tokens: z.number() }), hearth: z.union([z.object({ answers: z.array(backingShape) }), backingShape]),
});
const modelsShape = z.object({ data: z.array(z.object({ id: z.string(), hearth: z.object({ kind: jobKindShape, providers: z.number(), maxContext: z.number(), priceOutWei: weiShape }) })) });
const usageShape = z.object({
  requests: z.number(), spentWei: weiShape, budgetWei: weiShape.nullable(),
  models: z.array(z.object({ model: z.string(), answers: z.number(), unitsIn: z.number(), unitsOut: z.number(), spentWei: weiShape })),
  days: z.array(z.object({ day: z.string(), model: z.string(), requests: z.number(), answers: z.number(), replayed: z.number(), unitsIn: z.number(), unitsOut: z.number(), spentWei: weiShape })),
});

/**
 * Buys inference through a Hearth gateway in a few typed calls. Every call rejects with a {@link ClientError} and nothing else.
 *
 * @source docs/client.md
 */
export function openHearth({ apiKey, baseUrl = 'http://127.0.0.1:7412/v1', retries = 2, fetch: ask = fetch }: OpenOptions): Hearth {
  const base = baseUrl.replace(/\/+$/, '');

  async function once(path: string, body: object | null, signal: AbortSignal | undefined): Promise<Response> {
    const headers = { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await ask(`${base}${path}`, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), signal: signal ?? null }).catch((error: unknown) => {
      throw signal?.aborted ? new ClientError('cancelled', 'cancelled', { cause: error }) : new ClientError('unreachable', `no gateway answers at ${base}: start one with hearth gateway`, { cause: error });
    });
    if (response.ok) return response;
    throw clientErrorOf(response.status, await response.json().catch(() => null));
  }
  async function send(path: string, body: object | null, signal?: AbortSignal): Promise<Response> {
    for (let left = retries, pauseMs = 300; ; left--, pauseMs *= 2) {
      try {
        return await once(path, body, signal);
      } catch (error) {
        if (left <= 0 || !(error instanceof ClientError) || !mayPass(error)) throw error;
        await pause(pauseMs, signal);
      }
    }
  }
  async function read<T>(shape: z.ZodType<T>, path: string, body: object | null = null, signal?: AbortSignal): Promise<T> {
    const response = await send(path, body, signal);
    return parse(shape, await response.json().catch((error: unknown) => {
      throw broken(error, signal);
    }));
  }
  async function receipt(id: string): Promise<ReceiptFile> {
    const response = await send(`/receipts/${encodeURIComponent(id)}`, null);
    const parsed = parseReceiptFile(new Uint8Array(await response.arrayBuffer().catch((error: unknown) => {
      throw broken(error, undefined);
    })));
    if (!parsed.ok) throw new ClientError('failed', `what the gateway gave is no receipt: ${parsed.code}`);
    return parsed.file;
  }

  async function* stream(request: GenerateAsk, onEnd: (made: Generated) => void): AsyncGenerator<string> {
    const isChat = typeof request.prompt !== 'string';
    const response = await send(isChat ? '/chat/completions' : '/completions', toBody(request), request.signal);
    let text = '';
    const end: { backing?: Backing; usage?: Generated['usage']; finishReason?: Generated['finishReason']; toolCalls: ToolCall[] } = { toolCalls: [] };
    try {
      for await (const data of readEvents(response.body as unknown as AsyncIterable<Uint8Array>)) {
        const json: unknown = JSON.parse(data);
        if (typeof json === 'object' && json !== null && 'error' in json) throw clientErrorOf(502, json);
        const { choices: [choice], usage, hearth } = parse(chunkShape, json);
        const part = choice?.text ?? choice?.delta?.content ?? '';
        if (choice?.finish_reason) end.finishReason = choice.finish_reason;
        end.toolCalls.push(...(choice?.delta?.tool_calls ?? []));
        if (usage) end.usage = { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
        if (hearth) end.backing = hearth;
        text += part;
        if (part !== '') yield part;
      }
    } catch (error) {
      throw error instanceof ClientError ? error : broken(error, request.signal);
    }
    const { backing, usage, finishReason, toolCalls } = end;
    if (!backing || !usage || !finishReason) throw new ClientError('failed', 'the answer came without its receipt');
    onEnd({ ...backing, text, finishReason, toolCalls, usage });
  }

  return {
    generate: (request) => startOnce((onEnd) => stream(request, onEnd)),
    async classify({ model, input, signal }) {
      const { hearth, ...rest } = await read(classifiedShape, '/classify', { model, input: Buffer.from(input).toString('base64') }, signal);
      return { ...rest, ...hearth };
    },
    async embed({ model, input, signal }) {
      const { data, usage, hearth } = await read(embeddedShape, '/embeddings', { model, input, encoding_format: 'base64' }, signal);
      const backings = 'answers' in hearth ? hearth.answers : [hearth];
      return { vectors: data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding), backings, promptTokens: usage.prompt_tokens, costWei: backings.reduce((sum, { costWei }) => sum + costWei, 0n) };
    },
    models: async () => (await read(modelsShape, '/models')).data.map(({ id, hearth }) => ({ name: id, ...hearth })),
    receipt,
    async verify(given) {
      const { checks, receiptHash } = verifyReceiptFile(nodePrimitives, typeof given === 'string' ? await receipt(given) : given);
      const isAsked = typeof given !== 'string' || given === receiptHash;
      return { ok: isAsked && checks.every(({ state }) => state !== 'failed'), receiptId: receiptHash, checks };
    },
    usage: () => read(usageShape, '/usage'),
  };
}

const toBody = ({ model, prompt, maxTokens, temperature, topP, seed, stop, tools, toolChoice }: GenerateAsk): object => ({
  model, temperature, top_p: topP, max_tokens: maxTokens, seed, stop, stream: true, stream_options: { include_usage: true },
  ...(typeof prompt === 'string' ? { prompt } : { messages: prompt.map(toWire) }),
  ...(tools && tools.length > 0 ? { tools: tools.map((spec) => ({ type: 'function', function: spec })) } : {}),
  ...(toolChoice === undefined ? {} : { tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', function: { name: toolChoice.name } } }),
});
const toWire = (message: Message): object => {
  if (message.role === 'tool') return { role: 'tool', content: message.content, tool_call_id: message.toolCallId };
  if (message.role !== 'assistant' || !message.toolCalls?.length) return { role: message.role, content: message.content };
  return { role: 'assistant', content: message.content, tool_calls: message.toolCalls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: given } })) };
};

/** Starts when somebody first wants anything. Whoever takes only the result has the parts read for them; whoever stops reading ends the request. */
function startOnce(begin: (onEnd: (made: Generated) => void) => AsyncGenerator<string>): Generation {
  const { promise, resolve, reject } = Promise.withResolvers<Generated>();
  // Whoever reads the parts hears of a failure there.
  promise.catch(() => {});
  let parts: AsyncGenerator<string> | null = null;
  const start = (): AsyncGenerator<string> => (parts ??= watch(begin(resolve)));
  async function* watch(inner: AsyncGenerator<string>): AsyncGenerator<string> {
    try {
      yield* inner;
    } catch (error) {
      reject(error as Error);
      throw error;
    } finally {
      reject(new ClientError('cancelled', 'nobody read the answer to its end'));
    }
  }
  return {
    [Symbol.asyncIterator]: start,
    get result() {
      if (!parts) void drain(start());
      return promise;
    },
  };
}
async function drain(parts: AsyncGenerator<string>): Promise<void> {
  try {
    for await (const _ of parts);
  } catch {
    // The result tells.
  }
}

function parse<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new ClientError('failed', `the gateway's answer has another form: ${z.prettifyError(parsed.error).slice(0, 200)}`);
  return parsed.data;
}
const broken = (error: unknown, signal: AbortSignal | undefined): ClientError =>
  signal?.aborted ? new ClientError('cancelled', 'cancelled', { cause: error }) : new ClientError('unreachable', `the answer broke off: ${String(error).slice(0, 200)}`, { cause: error });
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> => new Promise((resolve, reject) => {
  const end = (): void => {
    clearTimeout(timer);
    reject(new ClientError('cancelled', 'cancelled'));
  };
  const timer = setTimeout(() => {
    signal?.removeEventListener('abort', end);
    resolve();
  }, ms);
  if (signal?.aborted) end();
  else signal?.addEventListener('abort', end, { once: true });
});
