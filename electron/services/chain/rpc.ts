import { HearthError } from '../../shared/errors.ts';
import { postJson } from './postJson.ts';

/** The chain's node understood the request and said no: a JSON-RPC error. Never leaves this folder; see {@link refusalToError}. */
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

export type Rpc = {
  /**
   * One JSON-RPC request. Tries the addresses in turn, beginning with the one that answered last.
   * @throws RpcRefusal         a node answered with an error
   * @throws chain.unreachable  no address answered in time
   */
  request(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** The address that answered last, or the first one. */
  currentUrl(): string;
};

type RpcOptions = { readonly rpcUrls: readonly string[]; /** Limit of one attempt at one address. */ readonly timeoutMs: number };

/**
 * JSON-RPC over HTTP. Our own transport rather than ethers' provider, which keeps no time limit we can set per call, retries
 * by itself and writes to the console while the node is away.
 */
export function openRpc({ rpcUrls, timeoutMs }: RpcOptions): Rpc {
  let current = 0;
  let nextId = 1;
  return {
    currentUrl: () => rpcUrls[current]!,
    async request(method, params, signal) {
      let last = new HearthError('chain.unreachable', { rpcUrl: rpcUrls[0] ?? 'none', reason: 'no address is known' });
      for (let attempt = 0; attempt < rpcUrls.length; attempt++) {
        signal?.throwIfAborted();
        const index = (current + attempt) % rpcUrls.length;
        try {
          const result = await requestOnce(rpcUrls[index]!, nextId++, method, params, timeoutMs, signal);
          current = index;
          return result;
        } catch (error) {
          if (error instanceof RpcRefusal || signal?.aborted) throw error;
          last = new HearthError('chain.unreachable', { rpcUrl: rpcUrls[index]!, reason: formatReason(error, timeoutMs) }, error);
        }
      }
      throw last;
    },
  };
}

async function requestOnce(
  url: string,
  id: number,
  method: string,
  params: readonly unknown[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<unknown> {
  const { status, body: answer } = await postJson(url, { jsonrpc: '2.0', id, method, params }, { timeoutMs, signal });
  const body = answer as { result?: unknown; error?: { message?: unknown; code?: unknown; data?: unknown } } | null | undefined;
  if (typeof body !== 'object' || body === null) throw new Error(`HTTP ${status}, not JSON`);
  if (body.error && !isRateLimit(status, body.error.code)) {
    throw new RpcRefusal(
      typeof body.error.message === 'string' ? body.error.message : 'no message',
      Number(body.error.code ?? 0),
      findRevertData(body.error.data),
    );
  }
  if (status < 200 || status > 299 || !('result' in body)) throw new Error(`HTTP ${status}`);
  return body.result;
}

const isRateLimit = (status: number, code: unknown) => status === 429 || status >= 500 || code === -32005;

/** Nodes nest revert data differently: a hex string, or an object that holds one under `data`. */
function findRevertData(data: unknown): string | undefined {
  if (typeof data === 'string') return /^0x[0-9a-fA-F]*$/.test(data) ? data : undefined;
  return typeof data === 'object' && data !== null && 'data' in data ? findRevertData(data.data) : undefined;
}

function formatReason(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
