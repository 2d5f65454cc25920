import { setTimeout as sleep } from 'node:timers/promises';
import { refusals } from '../../shared/saidReasons.ts';
import { postJson } from './postJson.ts';

/** The chain's node understood the request and said no: a JSON-RPC error. Never leaves this folder; see `refusalToError`. */
export class RpcRefusal extends Error {
  readonly rpcCode: number;
  readonly data: string | undefined;

  constructor(message: string, rpcCode: number, data: string | undefined) {
    super(message);
    this.name = 'RpcRefusal';
    this.rpcCode = rpcCode;
    this.data = data;
  }
}

/** The address asked us to slow down, by HTTP 429 or JSON-RPC -32005. */
export class RateLimited extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`asks for fewer requests; not asked again for ${Math.ceil(waitMs / 1000)} s`);
    this.name = 'RateLimited';
    this.waitMs = waitMs;
  }
}

/** One address of a chain's node. */
export type RpcSource = {
  readonly url: string;
  /**
   * One JSON-RPC request. Requests made in the same turn of the event loop travel as one batch.
   * @throws RpcRefusal   the node's own no
   * @throws RateLimited  it asked for fewer requests; until {@link RpcSource.restingMs} is over nothing is sent to it
   * @throws Error        no answer in time, or none that can be read
   */
  request(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** How long it may not be asked, because it said so; 0: it may. */
  restingMs(): number;
  /** What was sent since the start: HTTP requests, and the calls in them. */
  sent(): { readonly requests: number; readonly calls: number };
};

export type RpcSourceOptions = { readonly url: string; /** Limit of one HTTP request. */ readonly timeoutMs: number; readonly nowMs?: () => number };

type Item = {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
  isOver: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Called when it is answered or given up. */
  onOver: () => void;
};
type Response = { readonly status: number; readonly retryAfter: string | null };
type Answer = { readonly id?: unknown; readonly result?: unknown; readonly error?: { message?: unknown; code?: unknown; data?: unknown } };

/** Public nodes refuse longer batches; from experience of their published limits, the smallest common one is 100. */
const batchLimit = 50;
/** Slow ones would hold back their company, and a transaction must not fail with it. */
const travelsAlone: ReadonlySet<string> = new Set(['eth_getLogs', 'eth_sendRawTransaction']);
/** A wait without a figure begins here and doubles; no address may silence itself for longer than the limit. */
const firstRestMs = 500;
const restLimitMs = 60_000;

/**
 * JSON-RPC over HTTP at one address. Our own transport rather than ethers' provider, which keeps no time limit we can set per call, retries
 * by itself and writes to the console while the node is away.
 */
export function openRpcSource({ url, timeoutMs, nowMs = Date.now }: RpcSourceOptions): RpcSource {
  let nextId = 1;
  let waiting: Item[] = [];
  let takesBatches = true;
  let restUntilMs = 0;
  let restMs = firstRestMs;
  const sent = { requests: 0, calls: 0 };

  function flush(): void {
    const items = waiting.filter(({ isOver }) => !isOver);
    waiting = [];
    const size = takesBatches ? batchLimit : 1;
    for (let start = 0; start < items.length; start += size) void deliver(items.slice(start, start + size));
  }

  /** Sends one HTTP request for all of them and settles each. */
  async function deliver(items: readonly Item[]): Promise<void> {
    const givenUp = new AbortController();
    for (const item of items) item.onOver = () => void (items.every(({ isOver }) => isOver) && givenUp.abort());
    try {
      sent.requests++;
      sent.calls += items.length;
      const calls = items.map(({ id, method, params }) => ({ jsonrpc: '2.0', id, method, params }));
      const { status, headers, body } = await postJson(url, calls.length === 1 ? calls[0] : calls, { timeoutMs, signal: givenUp.signal });
      // Answered: there is no request left to give up when the last of them is settled.
      for (const item of items) item.onOver = () => {};
      const response: Response = { status, retryAfter: headers['retry-after'] ?? null };
      if (body === undefined && status !== 429) throw new Error(`HTTP ${status}, not JSON`);
      if (items.length > 1 && !Array.isArray(body)) {
        if (isRateLimit(status, body)) throw rest(response.retryAfter);
        if (status >= 500) throw new Error(`HTTP ${status}`);
        // It answers a batch with one object: it takes none, so each goes alone from now on.
        takesBatches = false;
        await Promise.all(items.filter(({ isOver }) => !isOver).map((item) => deliver([item])));
        return;
      }
      const answers = new Map((Array.isArray(body) ? body : [body]).filter(isAnswer).map((answer) => [Array.isArray(body) ? answer.id : items[0]!.id, answer]));
      for (const item of items) settle(item, response, answers.get(item.id));
    } catch (error) {
      for (const item of items) if (!item.isOver) item.reject(error);
    }
  }

  function settle(item: Item, response: Response, answer: Answer | undefined): void {
    if (item.isOver) return;
    if (isRateLimit(response.status, answer)) return item.reject(rest(response.retryAfter));
    if (!answer) return item.reject(new Error(isFine(response.status) ? 'no answer in what it sent' : `HTTP ${response.status}`));
    if (answer.error && response.status < 500) return item.reject(toRefusal(answer.error));
    if (!isFine(response.status) || !('result' in answer)) return item.reject(new Error(`HTTP ${response.status}`));
    restMs = firstRestMs;
    item.resolve(answer.result);
  }

  /** Notes the wait it asked for, or one that doubles. */
  function rest(retryAfter: string | null): RateLimited {
    const now = nowMs();
    // Several answers of one moment are one complaint.
    if (restUntilMs <= now) {
      const asked = retryAfter === null ? Number.NaN : /^\d{1,6}$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
      const waitMs = Math.min(restLimitMs, Math.max(firstRestMs, Number.isFinite(asked) ? asked : restMs));
      restMs = Math.min(restLimitMs, restMs * 2);
      restUntilMs = now + waitMs;
    }
    return new RateLimited(restUntilMs - now);
  }

  return {
    url,
    restingMs: () => Math.max(0, restUntilMs - nowMs()),
    sent: () => ({ ...sent }),
    request(method, params, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const restingMs = Math.max(0, restUntilMs - nowMs());
        if (restingMs > 0) return reject(new RateLimited(restingMs));
        const end = <T>(settleWith: (value: T) => void) => (value: T): void => {
          if (item.isOver) return;
          item.isOver = true;
          signal?.removeEventListener('abort', onAbort);
          item.onOver();
          settleWith(value);
        };
        const item: Item = { id: nextId++, method, params, isOver: false, resolve: end(resolve), reject: end(reject), onOver: () => {} };
        const onAbort = (): void => item.reject(signal!.reason);
        signal?.addEventListener('abort', onAbort, { once: true });
        if (travelsAlone.has(method)) return void deliver([item]);
        if (waiting.push(item) === 1) setImmediate(flush);
      });
    },
  };
}

const isFine = (status: number): boolean => status >= 200 && status <= 299;
const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some nodes give -32005 to a range of logs that is too wide as well; waiting does not help with that. */
function isRateLimit(status: number, body: unknown): boolean {
  if (status === 429) return true;
  const error = isAnswer(body) ? body.error : undefined;
  if (error?.code === 429) return true;
  return error?.code === -32005 && !/results|range|blocks|logs/i.test(typeof error.message === 'string' ? error.message : '');
}

const toRefusal = (error: NonNullable<Answer['error']>): RpcRefusal =>
  new RpcRefusal(typeof error.message === 'string' ? error.message.slice(0, 500) : 'no message', Number(error.code ?? 0), findRevertData(error.data));

/** Nodes nest revert data differently: a hex string, or an object that holds one under `data`. */
function findRevertData(data: unknown, depth = 0): string | undefined {
  if (typeof data === 'string') return /^0x[0-9a-fA-F]*$/.test(data) ? data : undefined;
  return depth < 4 && isAnswer(data) && 'data' in data ? findRevertData(data.data, depth + 1) : undefined;
}

export function formatRpcReason(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return refusals.noAnswerIn(timeoutMs);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}

/** Waits out a short rest. */
export const waitOut = (waitMs: number, signal?: AbortSignal): Promise<void> => sleep(waitMs, undefined, signal ? { signal } : {});
