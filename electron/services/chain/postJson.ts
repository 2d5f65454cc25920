import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

type Limits = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined };
type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: unknown };

/** More than any answer we ask for: 2,000 blocks of logs are a few megabytes. */
const answerLimitBytes = 64 * 1024 * 1024;
const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };

/**
 * Posts JSON and gives the status and the parsed body, `undefined` where it is no JSON. Node's own client rather than fetch: the same request
 * costs about a third of the processor time, which an idle provider pays every second (docs/bench.md). Redirects are not followed.
 *
 * @throws Error  named TimeoutError after `timeoutMs`; the signal's reason when it fires; connection errors with their `code`
 */
export async function postJson(url: string, value: unknown, limits: Limits): Promise<Answer> {
  try {
    return await postOnce(url, value, limits);
  } catch (error) {
    // The far side closed a kept connection just as it was used again (Node's documentation of request.reusedSocket). Every request of JSON-RPC may be said twice.
    if (!(error instanceof Error && 'isStale' in error)) throw error;
    return postOnce(url, value, limits);
  }
}

function postOnce(url: string, value: unknown, { timeoutMs, signal }: Limits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const target = new URL(url);
    const isTls = target.protocol === 'https:';
    if (!isTls && target.protocol !== 'http:') throw new TypeError(`${target.protocol} is no address of a chain`);
    const text = JSON.stringify(value);
    const request = (isTls ? requestHttps : requestHttp)(target, {
      method: 'POST', agent: agents[isTls ? 'https:' : 'http:'], headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
    });
    const fail = (error: unknown): void => {
      settle();
      request.destroy();
      reject(error as Error);
    };
    const timer = setTimeout(() => fail(Object.assign(new Error(`no answer within ${timeoutMs} ms`), { name: 'TimeoutError' })), timeoutMs);
    const abort = (): void => fail(signal!.reason);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort, { once: true });
    request.once('error', (error: NodeJS.ErrnoException) => fail(request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE') ? Object.assign(error, { isStale: true }) : error));
    request.once('response', (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > answerLimitBytes) fail(new Error(`more than ${answerLimitBytes} bytes`));
        else pieces.push(piece);
      });
      response.once('error', fail);
      response.once('end', () => {
        settle();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(Buffer.concat(pieces).toString('utf8')) });
      });
    });
    request.end(text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
