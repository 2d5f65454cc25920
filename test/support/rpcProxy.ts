import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Call = { readonly id: unknown; readonly method: string; readonly params: readonly unknown[] };
type Answer = { result: unknown } | { error: { code: number; message: string } };
/** What to answer instead of the chain; undefined: the chain's own answer. */
type Instead = (call: Call, ask: (method: string, params: readonly unknown[]) => Promise<unknown>) => Answer | undefined | Promise<Answer | undefined>;

/** An address of a real chain that can lag, lie, limit, refuse batches and die. */
export type RpcProxy = {
  readonly url: string;
  /** HTTP requests seen, when, and the methods in them. */
  readonly requests: { readonly atMs: number; readonly methods: readonly string[] }[];
  instead: Instead | null;
  /** The next so many requests are refused with 429. */
  limit(requests: number, retryAfter?: string): void;
  /** Answers a batch with one error, as nodes without batches do. */
  takesBatches: boolean;
  /** False: connections are cut without an answer. */
  alive: boolean;
  stop(): Promise<void>;
};

/** An address that stands still at a block: what it says of 'latest' is that block's. */
export const standingAt = (number: number): Instead => async ({ method, params }, ask) => {
  if (method === 'eth_blockNumber') return { result: `0x${number.toString(16)}` };
  if (method === 'eth_getBlockByNumber' && (params[0] === 'latest' || Number(params[0]) > number)) return { result: params[0] === 'latest' ? await ask(method, [`0x${number.toString(16)}`, false]) : null };
  return undefined;
};

export async function startRpcProxy(target: string): Promise<RpcProxy> {
  let limited = 0;
  let retryAfter: string | undefined;
  const ask = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const response = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
    const answer = (await response.json()) as { result?: unknown; error?: unknown };
    if ('error' in answer) throw Object.assign(new Error('refused'), { error: answer.error });
    return answer.result;
  };
  async function answerOne(call: Call): Promise<object> {
    const instead = await proxy.instead?.(call, ask);
    if (instead) return { jsonrpc: '2.0', id: call.id, ...instead };
    return ask(call.method, call.params).then((result) => ({ jsonrpc: '2.0', id: call.id, result }), (error: { error?: unknown }) => ({ jsonrpc: '2.0', id: call.id, error: error.error ?? { code: -32000, message: 'the chain is gone' } }));
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (!proxy.alive) return void request.socket.destroy();
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Call | Call[];
    const calls = Array.isArray(body) ? body : [body];
    proxy.requests.push({ atMs: performance.now(), methods: calls.map(({ method }) => method) });
    if (limited > 0) {
      limited--;
      response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('slow down');
      return;
    }
    response.setHeader('content-type', 'application/json');
    if (Array.isArray(body) && !proxy.takesBatches) return void response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'batches are not supported' } }));
    const answers = await Promise.all(calls.map(answerOne));
    // The order of a batch's answers is the node's to choose.
    response.end(JSON.stringify(Array.isArray(body) ? answers.toReversed() : answers[0]));
  }
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy())).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const proxy: RpcProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: [], instead: null, takesBatches: true, alive: true,
    limit(requests, after) {
      limited = requests;
      retryAfter = after;
    },
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return proxy;
}
