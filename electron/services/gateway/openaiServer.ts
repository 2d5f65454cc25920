import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { HearthError } from '../../shared/errors.ts';
import type { JobKind } from '../../shared/shapes.ts';
import type { AppKey } from './appKeys.ts';
import { embeddingsBody, parseEmbedding, type EmbedAsk, type Embedded } from './openaiEmbeddings.ts';
import { chatEndpoint, factHeaders, factsOf, fingerprintOf, textEndpoint, unusedHeader, usageOf, type Answer, type AnswerFacts, type AnswerPart, type Endpoint } from './openaiReply.ts';
import { errorBody, kindOfPath, noKey, noModel, noSuchUrl, refusalOf, type RefusalFacts } from './openaiRefusal.ts';
import { parseChat, parseClassify, parseCompletion, type ClassifyAsk, type GenerateAsk, type Refusal } from './openaiRequest.ts';

/** A model that some provider offers now. */
export type OfferedModel = { readonly name: string; readonly modelId: string; readonly kind: JobKind; readonly providers: number; readonly priceInWei: string; readonly priceOutWei: string; readonly maxContext: number };

export type Classified = { readonly label: string | null; readonly scores: readonly { readonly label: string; readonly score: number }[]; readonly facts: AnswerFacts };

export type GatewayHandlers = Pick<RefusalFacts, 'onFault' | 'wordsOf'> & {
  findKey(secret: string): AppKey | null;
  models(): readonly OfferedModel[];
  /** The id of a model, also of one that nobody offers now. @throws model.unknown */
  modelIdOf(name: string): string;
  /**
   * @param index   which of the answers asked for, from 0: each is drawn by itself
   * @param onPart  hears the answer as it comes; the parts together are its text and probabilities
   */
  generate(ask: GenerateAsk, index: number, key: AppKey, onPart: ((part: AnswerPart) => void) | null, signal: AbortSignal): Promise<Answer>;
  classify(ask: ClassifyAsk, key: AppKey, signal: AbortSignal): Promise<Classified>;
  embed(ask: EmbedAsk, key: AppKey, signal: AbortSignal): Promise<Embedded>;
  /** The receipt file as text; null when there is none of this id that this key may read. */
  readReceipt(receiptId: string, key: AppKey): string | null;
  usage(key: AppKey): object;
  newId(): string;
  nowMs(): number;
};

/** Where to listen: an IP address of this machine, and a port; 0 for any. */
export type ListenAddress = { readonly host: string; readonly port: number };
export type OpenaiServer = { readonly address: string; close(): Promise<void> };

const bodyLimitBytes = 48 * 1024 * 1024;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');
export const isLoopback = (host: string): boolean => loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');

/**
 * The HTTP interface that OpenAI's SDKs speak: models, completions, chat completions with streaming, embeddings; and beside it classify, receipts, usage.
 * Every answer names its receipt and how far it was verified, in its body under `hearth` and in headers.
 *
 * @throws host.portBusy · usage.invalid (no address of this machine)
 */
export async function startOpenaiServer({ host, port }: ListenAddress, handlers: GatewayHandlers): Promise<OpenaiServer> {
  let taken = port;
  const server = createServer((request, response) => {
    void route(request, response).catch((error: unknown) => {
      // Whoever hung up hears no answer, and is no fault of ours.
      if (!response.destroyed) sendRefusal(response, refusalOf(error, handlers, kindOfPath[pathOf(request)]));
    });
  });
  const urlHost = isIPv6(host) ? `[${host}]` : host;
  server.requestTimeout = 60_000;
  server.headersTimeout = 10_000;
  server.maxConnections = 256;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-request-id', `req_${handlers.newId()}`);
    // A page elsewhere can reach loopback through the browser, also under a name of its own. Other addresses have names that we cannot know.
    const asked = request.headers.host?.toLowerCase();
    if (isLoopback(host) && asked !== `${urlHost}:${taken}` && asked !== `localhost:${taken}`) return sendRefusal(response, { status: 403, message: `Ask for ${urlHost}:${taken} or localhost:${taken}, also as the Host of a proxy.`, param: null, code: 'forbidden' });
    if (request.headers.origin !== undefined) return sendRefusal(response, { status: 403, message: 'Not for browsers: an app key must not be in a page.', param: null, code: 'forbidden' });
    const secret = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const key = secret === undefined ? null : handlers.findKey(secret);
    if (!key) return sendRefusal(response, noKey(secret !== undefined));
    const path = pathOf(request);
    if (request.method === 'GET') return get(path, key, response);
    if (request.method !== 'POST') return sendRefusal(response, { status: 405, message: 'Only GET and POST.', param: null, code: null });
    await post(path, key, request, response);
  }

  function get(path: string, key: AppKey, response: ServerResponse): void {
    const created = Math.floor(handlers.nowMs() / 1000);
    const toModel = (model: OfferedModel) => ({ id: model.name, object: 'model', created, owned_by: 'hearth', hearth: { modelId: model.modelId, kind: model.kind, providers: model.providers, priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, maxContext: model.maxContext } });
    if (path === '/v1/models') return sendJson(response, 200, { object: 'list', data: handlers.models().map(toModel) });
    const model = /^\/v1\/models\/(.{1,200})$/.exec(path)?.[1];
    if (model !== undefined) {
      const found = handlers.models().find(({ name, modelId }) => name === decode(model) || modelId === model);
      return found ? sendJson(response, 200, toModel(found)) : sendRefusal(response, noModel(decode(model), handlers));
    }
    const receiptId = /^\/v1\/receipts\/([^/]{1,200})$/.exec(path)?.[1];
    const receipt = receiptId === undefined || !/^0x[0-9a-f]{64}$/.test(receiptId) ? null : handlers.readReceipt(receiptId, key);
    if (receipt !== null) return sendText(response, 200, 'application/json', receipt);
    if (receiptId !== undefined) return sendRefusal(response, { status: 404, message: 'No receipt of this id is kept by this gateway.', param: null, code: 'receipt_not_found' });
    if (path === '/v1/usage') return sendJson(response, 200, handlers.usage(key));
    sendRefusal(response, noSuchUrl('GET', path));
  }

  async function post(path: string, key: AppKey, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsers = { '/v1/completions': parseCompletion, '/v1/chat/completions': parseChat, '/v1/classify': parseClassify, '/v1/embeddings': parseEmbedding } as const;
    if (!Object.hasOwn(parsers, path)) return sendRefusal(response, noSuchUrl('POST', path));
    const body = await readBody(request);
    if (body === null) return sendRefusal(response, { status: 413, message: `The body is larger than ${bodyLimitBytes} bytes.`, param: null, code: null });
    const json = parseJson(body);
    if (json === undefined) return sendRefusal(response, { status: 400, message: 'The body is no JSON.', param: null, code: 'invalid_json' });
    const parsed = parsers[path as keyof typeof parsers](json);
    if (!parsed.ok) return sendRefusal(response, parsed.refusal);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    if ('inputs' in parsed.value) {
      const embedded = await handlers.embed(parsed.value, key, gone.signal);
      return sendJson(response, 200, embeddingsBody(parsed.value, embedded), { ...factHeaders(embedded.facts), ...unusedHeader(parsed.value) });
    }
    if ('input' in parsed.value) {
      const { facts, ...result } = await handlers.classify(parsed.value, key, gone.signal);
      return sendJson(response, 200, { object: 'classification', model: parsed.value.model, ...result, hearth: facts }, factHeaders([facts]));
    }
    const endpoint = path === '/v1/completions' ? textEndpoint : chatEndpoint;
    await (parsed.value.stream ? sendStream : sendWhole)(response, endpoint, parsed.value, key, gone.signal);
  }

  const headOf = (endpoint: Endpoint, ask: GenerateAsk, isChunk: boolean) => ({
    id: `${endpoint.prefix}-${handlers.newId()}`, object: isChunk ? endpoint.chunkObject : endpoint.object, created: Math.floor(handlers.nowMs() / 1000), model: ask.model,
    system_fingerprint: fingerprintOf(handlers.modelIdOf(ask.model)),
  });
  /** Every answer runs to its end before one that failed is told: what the others cost is then known. */
  async function answerAll(ask: GenerateAsk, key: AppKey, onPart: ((index: number, part: AnswerPart) => void) | null, onDone: (index: number, answer: Answer) => void, signal: AbortSignal): Promise<Answer[]> {
    const all = await Promise.allSettled(Array.from({ length: ask.count }, async (_, index) => {
      const answer = await handlers.generate(ask, index, key, onPart && ((part) => onPart(index, part)), signal);
      onDone(index, answer);
      return answer;
    }));
    const failed = all.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }
  /** Where an answer begins, in characters, as /v1/completions counts. */
  const offsetOf = ({ prompt }: GenerateAsk): number => (prompt.kind === 'text' ? prompt.text.length : 0);

  async function sendWhole(response: ServerResponse, endpoint: Endpoint, ask: GenerateAsk, key: AppKey, signal: AbortSignal): Promise<void> {
    const head = headOf(endpoint, ask, false);
    const answers = await answerAll(ask, key, null, () => {}, signal);
    const choices = answers.map((answer, index) => endpoint.choice(index, answer, offsetOf(ask)));
    sendJson(response, 200, { ...head, choices, usage: usageOf(answers), hearth: factsOf(answers) }, { ...factHeaders(answers.map(({ facts }) => facts)), ...unusedHeader(ask) });
  }

  /** Server-sent events. Nothing is written before the first text, so that a refusal before it is a proper status. */
  async function sendStream(response: ServerResponse, endpoint: Endpoint, ask: GenerateAsk, key: AppKey, signal: AbortSignal): Promise<void> {
    const head = headOf(endpoint, ask, true);
    const event = (data: unknown): void => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive', ...unusedHeader(ask) });
      response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
    };
    const chunk = (choices: readonly object[], more: object = {}): void => event({ ...head, choices, ...(ask.includeUsage ? { usage: null } : {}), ...more });
    const offsets = Array.from({ length: ask.count }, () => ({ isFirst: true, at: offsetOf(ask) }));
    try {
      const answers = await answerAll(ask, key, (index, part) => {
        const place = offsets[index]!;
        chunk([endpoint.part(index, part, place.isFirst, place.at)]);
        place.isFirst = false;
        place.at += (part.logprobs ?? []).reduce((sum, { token }) => sum + token.length, 0);
      }, (index, answer) => chunk([endpoint.last(index, answer, offsets[index]!.isFirst)], ask.count === 1 ? { hearth: answer.facts } : {}), signal);
      if (ask.count > 1) chunk([], { hearth: factsOf(answers) });
      if (ask.includeUsage) chunk([], { usage: usageOf(answers) });
      event('[DONE]');
    } catch (error) {
      if (!response.headersSent || response.destroyed) throw error;
      event({ error: errorBody(refusalOf(error, handlers, 'generate')) });
    }
    response.end();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new HearthError('host.portBusy', { port }, error)
      : error.code === 'EADDRNOTAVAIL' ? new HearthError('usage.invalid', { reason: `this machine has no address ${host}: see its own with ip address or ipconfig, or listen on 0.0.0.0 for all` }, error) : error));
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  if (bound !== null && typeof bound === 'object') taken = bound.port;
  return {
    address: `http://${urlHost}:${taken}/v1`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) return void response.end();
  // A budget does not refill by asking again.
  sendJson(response, refusal.status, { error: errorBody(refusal) }, refusal.code === 'insufficient_quota' ? { 'x-should-retry': 'false' } : {});
}
const sendJson = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void => sendText(response, status, 'application/json', JSON.stringify(body), headers);
function sendText(response: ServerResponse, status: number, type: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}

/** null: larger than the limit. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > bodyLimitBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
const pathOf = (request: IncomingMessage): string => request.url?.split('?')[0] ?? '/';
/** undefined: none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
