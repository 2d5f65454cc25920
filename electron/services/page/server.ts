import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Port } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { isOurHost, isOurOrigin, safetyHeaders } from './hostRules.ts';
import { readPageFiles, type PageFile } from './pageFiles.ts';
import { openSession, type Session } from './session.ts';
import { socketPort } from './socketPort.ts';

export const defaultPagePort = 7411;
const limits = { sockets: 64, pages: 16, frameBytes: 1024 * 1024, bodyBytes: 512, portsTried: 20 } as const;

/** Which bridge the page asked for, and a number that is never used again during this start. */
export type PortMeta = { readonly which: 'provider' | 'signer'; readonly connection: number };
export type PageServerOptions = {
  /** The built page. Default: out/renderer of this checkout. */
  readonly folder?: string;
  readonly host?: '127.0.0.1' | '::1';
  /** Asked for by the owner: taken or refused. Left out: {@link defaultPagePort} or the next free one. 0: any. */
  readonly port?: number;
  readonly onPort: (port: Port, meta: PortMeta) => void;
};
export type PageServer = {
  /** Opens the page with this start's token. Whoever reads it may use the page: print it, never log it. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
};

/**
 * Serves the built page and its bridge to this machine only.
 *
 * @throws host.pageMissing  the folder has no built page
 * @throws host.portBusy     the port asked for is taken
 * @throws usage.invalid     the host is not a loopback address
 * @effects listens on loopback; nothing is written
 */
export async function startPageServer(options: PageServerOptions, signal?: AbortSignal): Promise<PageServer> {
  const host: string = options.host ?? '127.0.0.1';
  if (host !== '127.0.0.1' && host !== '::1') throw new HearthError('usage.invalid', { reason: `the page is served on loopback only, not on ${host}` });
  const files = await readPageFiles(options.folder ?? join(import.meta.dirname, '../../../out/renderer'));
  signal?.throwIfAborted();
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16 * 1024 });
  server.maxConnections = limits.sockets;
  const port = await listen(server, host, options.port);
  const session = openSession(port);
  const pages = new Set<WebSocket>();

  server.on('request', (request, response) => void answer(request, response, { port, files, session }));
  acceptBridges(server, { port, session, pages, onPort: options.onPort });

  const close = async (): Promise<void> => {
    for (const page of pages) page.close(1001, 'Hearth stops');
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A browser holds its connections open; give the close frames a moment, then cut.
    setTimeout(() => {
      for (const page of pages) page.terminate();
      server.closeAllConnections();
    }, 200).unref();
    await closed;
  };
  signal?.addEventListener('abort', () => void close(), { once: true });
  const name = host === '::1' ? '[::1]' : host;
  return { address: `http://${name}:${port}/#t=${session.token}`, port, close };
}

async function listen(server: Server, host: string, asked: number | undefined): Promise<number> {
  const tries = asked === undefined ? [...Array.from({ length: limits.portsTried }, (_, i) => defaultPagePort + i), 0] : [asked];
  for (const port of tries) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, exclusive: true }, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return (server.address() as { port: number }).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  throw new HearthError('host.portBusy', { port: asked ?? defaultPagePort });
}

type Context = { readonly port: number; readonly files: ReadonlyMap<string, PageFile>; readonly session: Session };

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  for (const [name, value] of Object.entries(safetyHeaders(context.port))) response.setHeader(name, value);
  const { host, origin } = request.headers;
  const refuse = (status: number, reason: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' }).end(`${reason}\n`);
  };
  if (!isOurHost(host, context.port)) return refuse(421, 'This server answers only to the name of this machine.');
  // Browsers leave Origin out of their own GETs; where it is sent it must be ours, and a POST must have it.
  const originOk = isOurOrigin(origin, host, context.port);
  if (origin === undefined ? request.method === 'POST' : !originOk) return refuse(403, 'This request comes from another page.');

  const path = request.url?.split('?')[0] ?? '/';
  if (path === '/session') return answerSession(request, response, context.session, refuse);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET.');
  const file = context.files.get(path);
  if (!file) return refuse(404, 'There is no such file.');
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length, 'cache-control': file.cache });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

type Refuse = (status: number, reason: string) => void;

/** GET: does this browser hold the cookie? POST {token}: exchange the token for it. */
async function answerSession(request: IncomingMessage, response: ServerResponse, session: Session, refuse: Refuse): Promise<void> {
  if (request.method === 'GET') {
    if (!session.holds(request.headers.cookie)) return refuse(401, 'Open the address Hearth printed when it started.');
    return void response.writeHead(204, { 'cache-control': 'no-store' }).end();
  }
  if (request.method !== 'POST') return refuse(405, 'Only GET and POST.');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limits.bodyBytes) return refuse(413, 'Too long.');
      chunks.push(chunk);
    }
  } catch {
    return refuse(400, 'The request broke off.');
  }
  const cookie = session.exchange(parseToken(Buffer.concat(chunks).toString('utf8')));
  if (cookie === null) return refuse(403, 'This is not the token of this start.');
  response.writeHead(204, { 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
}

function parseToken(body: string): string {
  try {
    const value = JSON.parse(body) as { token?: unknown } | null;
    return typeof value?.token === 'string' ? value.token : '';
  } catch {
    return '';
  }
}

type Bridges = { readonly port: number; readonly session: Session; readonly pages: Set<WebSocket>; readonly onPort: PageServerOptions['onPort'] };

/** Every check happens before the upgrade; a refused page never becomes a socket. */
function acceptBridges(server: Server, { port, session, pages, onPort }: Bridges): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, perMessageDeflate: false, clientTracking: false });
  let connection = 0;
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refuse = (line: string): void => void stream.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    const { host, origin, cookie } = request.headers;
    if (!isOurHost(host, port)) return refuse('421 Misdirected Request');
    if (!isOurOrigin(origin, host, port)) return refuse('403 Forbidden');
    const which = bridgeAt(request.url);
    if (!which) return refuse('404 Not Found');
    if (!session.holds(cookie)) return refuse('401 Unauthorized');
    if (pages.size >= limits.pages) return refuse('503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      pages.add(socket);
      socket.once('close', () => pages.delete(socket));
      onPort(socketPort(socket), { which, connection: ++connection });
    });
  });
}

const bridgeAt = (url: string | undefined): PortMeta['which'] | null => (url === '/bridge' ? 'provider' : url === '/wallet' ? 'signer' : null);
