import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';

/** What a node, a gateway or a wallet asks of a chain. Nothing here signs with the chain's own accounts, or moves its clock or its money. */
const allowed = new Set([
  'eth_blockNumber', 'eth_call', 'eth_chainId', 'eth_estimateGas', 'eth_feeHistory', 'eth_gasPrice', 'eth_getBalance', 'eth_getBlockByHash', 'eth_getBlockByNumber', 'eth_getCode',
  'eth_getLogs', 'eth_getStorageAt', 'eth_getTransactionByHash', 'eth_getTransactionCount', 'eth_getTransactionReceipt', 'eth_maxPriorityFeePerGas', 'eth_sendRawTransaction', 'net_version', 'web3_clientVersion',
]);
const bodyLimitBytes = 1024 * 1024;
const batchLimit = 100;
const atOnceLimit = 64;
const waitMs = 20_000;

const callShape = z.looseObject({ jsonrpc: z.literal('2.0'), method: z.string().max(80), id: z.union([z.number(), z.string().max(80), z.null()]).optional() });
const bodyShape = z.union([callShape, z.array(callShape).min(1).max(batchLimit)]);

/** Why a call is turned away; null: it goes on to the chain. Pure. */
export function refuseCall(text: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const body = bodyShape.safeParse(json);
  if (!body.success) return 'not a JSON-RPC 2.0 call';
  const other = [body.data].flat().find(({ method }) => !allowed.has(method));
  return other ? `${other.method} is not open to others` : null;
}

export type OpenRpcOptions = {
  /** The chain on this machine. */
  readonly target: () => string;
  readonly port: number;
  /** By its IP address; others are cut off before a word. */
  readonly isWelcome: (address: string) => boolean;
};

/**
 * Lets other machines ask the chain of a practice network, which itself listens here alone because whoever reaches it can make money and move time.
 * @throws host.portBusy
 * @effects a socket on every address of this machine
 */
export async function serveOpenRpc({ target, port, isWelcome }: OpenRpcOptions): Promise<{ close(): Promise<void> }> {
  let running = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return end(response, 405, 'POST a JSON-RPC call');
    if (running >= atOnceLimit) return end(response, 503, 'too many calls at once');
    running += 1;
    try {
      const text = await readBody(request);
      if (text === null) return end(response, 413, 'too large');
      const refusal = refuseCall(text);
      if (refusal !== null) return end(response, 403, refusal);
      const reply = await fetch(target(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: text, signal: AbortSignal.timeout(waitMs) });
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text());
    } catch {
      if (!response.headersSent) end(response, 502, 'the chain does not answer');
    } finally {
      running -= 1;
    }
  };
  const server = createServer({ requestTimeout: waitMs, headersTimeout: 10_000 }, (request, response) => void answer(request, response));
  server.maxConnections = 256;
  server.on('connection', (socket) => {
    if (!isWelcome(socket.remoteAddress ?? '')) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new HearthError('host.portBusy', { port }, error) : error));
    server.listen(port, resolve);
  });
  return { close: () => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  }) };
}

function end(response: ServerResponse, status: number, said: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32_000, message: said } }));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > bodyLimitBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
