import { createServer } from 'node:http';
import { HearthError } from '../../shared/errors.ts';

export type MetricsServer = { readonly address: string; close(): Promise<void> };

/**
 * Answers GET /metrics on loopback, for a collector on the same machine. Anyone who can open a local connection may read it, so it holds
 * nothing secret; a browser page of another origin cannot, since a foreign Host is refused and no answer allows sharing.
 *
 * @param port  0 takes a free one
 * @throws host.portBusy
 */
export async function startMetricsServer(port: number, readText: () => Promise<string>): Promise<MetricsServer> {
  let taken = port;
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const host = request.headers.host?.toLowerCase();
    if (host !== `127.0.0.1:${taken}` && host !== `localhost:${taken}`) return answer(403, 'text/plain', 'Ask for 127.0.0.1.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'Only GET.\n');
    if (request.url !== '/metrics') return answer(404, 'text/plain', 'Only /metrics.\n');
    void readText().then((text) => answer(200, 'text/plain; version=0.0.4; charset=utf-8', text), () => answer(500, 'text/plain', 'The state could not be read.\n'));
  });
  server.requestTimeout = 5000;
  server.headersTimeout = 5000;
  server.maxConnections = 16;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new HearthError('host.portBusy', { port }, error) : error));
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound !== null && typeof bound === 'object') taken = bound.port;
  return {
    address: `http://127.0.0.1:${taken}/metrics`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
