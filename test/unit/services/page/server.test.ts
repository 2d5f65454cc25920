import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startPageServer, type PageServer, type PageServerOptions } from '../../../../electron/services/page/server.ts';
import type { Port } from '../../../../electron/shared/bridgeKit.ts';

let folder: string;
const running: PageServer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-page-'));
  await mkdir(join(folder, 'built', 'assets'), { recursive: true });
  await writeFile(join(folder, 'built', 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'built', 'assets', 'a-1.js'), 'export {}');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(folder, 'built', 'link.txt'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = async (options: Partial<PageServerOptions> = {}): Promise<PageServer> => {
  const server = await startPageServer({ folder: join(folder, 'built'), port: 0, onPort: () => {}, ...options });
  running.push(server);
  return server;
};
const tokenOf = (server: PageServer): string => new URL(server.address).hash.slice('#t='.length);

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
const ask = (server: PageServer, path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port: server.port, path, method: options.method ?? 'GET', headers: { host: `127.0.0.1:${server.port}`, ...options.headers } },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    asking.on('error', reject);
    asking.end(options.body);
  });
const originOf = (server: PageServer): string => `http://127.0.0.1:${server.port}`;
const exchange = (server: PageServer, token: string, origin = originOf(server)): Promise<Answer> =>
  ask(server, '/session', { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
const cookieOf = async (server: PageServer): Promise<string> => (await exchange(server, tokenOf(server))).headers['set-cookie']![0]!.split(';')[0]!;

/** Opens the bridge socket; gives its status when it is refused. */
const dial = (server: PageServer, headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });

test('serves the page with a strict policy, and never lets the html be kept', async () => {
  const server = await start();
  const page = await ask(server, '/');
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  const policy = page.headers['content-security-policy'] as string;
  for (const rule of ["default-src 'self'", "img-src 'self' data:", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"]) expect(policy).toContain(rule);
  expect(policy).not.toContain('unsafe');
  expect((await ask(server, '/assets/a-1.js')).headers['cache-control']).toContain('immutable');
  expect((await ask(server, '/', { method: 'HEAD' })).body).toBe('');
});

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '//secret.txt', '/link.txt', '/nothing.js'])('gives no file outside the page for %s', async (path) => {
  const answer = await ask(await start(), path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('secret');
});

test.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example:PORT', 'localhost.:PORT', '0.0.0.0:PORT'])('refuses the Host %s, so a rebound name reaches nothing', async (host) => {
  const server = await start();
  const name = host.replace('PORT', String(server.port));
  expect((await ask(server, '/', { headers: { host: name } })).status).toBe(421);
  expect(await dial(server, { host: name, origin: `http://${name}`, cookie: await cookieOf(server) })).toBe(421);
});

test('answers to localhost and [::1] as well', async () => {
  const server = await start();
  for (const name of ['localhost', '[::1]', 'LOCALHOST']) expect((await ask(server, '/', { headers: { host: `${name}:${server.port}` } })).status).toBe(200);
});

test('refuses any request with the Origin of another page', async () => {
  const server = await start();
  for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${server.port}`, 'http://127.0.0.1:1', `http://localhost:${server.port}`]) {
    expect((await ask(server, '/', { headers: { origin } })).status).toBe(403);
    expect((await exchange(server, tokenOf(server), origin)).status).toBe(403);
    expect(await dial(server, { origin, cookie: await cookieOf(server) })).toBe(403);
  }
});

test('exchanges the token of this start for a strict cookie, and nothing else', async () => {
  const server = await start();
  const right = await exchange(server, tokenOf(server));
  expect(right.status).toBe(204);
  expect(right.headers['set-cookie']![0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(right.headers['set-cookie']![0]).not.toContain(tokenOf(server));
  for (const token of ['', 'wrong', `${tokenOf(server)}x`, tokenOf(server).slice(1)]) {
    const wrong = await exchange(server, token);
    expect(wrong.status).toBe(403);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  }
  const noOrigin = await ask(server, '/session', { method: 'POST', body: JSON.stringify({ token: tokenOf(server) }) });
  expect(noOrigin.status).toBe(403);
  const long = await ask(server, '/session', { method: 'POST', headers: { origin: originOf(server) }, body: 'x'.repeat(5000) });
  expect(long.status).toBe(413);
  const notJson = await ask(server, '/session', { method: 'POST', headers: { origin: originOf(server) }, body: 'x' });
  expect(notJson.status).toBe(403);
});

test('tells a browser whether its session still holds', async () => {
  const server = await start();
  expect((await ask(server, '/session')).status).toBe(401);
  expect((await ask(server, '/session', { headers: { cookie: await cookieOf(server) } })).status).toBe(204);
  const other = await start();
  expect((await ask(other, '/session', { headers: { cookie: await cookieOf(server) } })).status).toBe(401);
});

test('refuses every method but GET, HEAD and the exchange', async () => {
  const server = await start();
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await ask(server, '/', { method })).status).toBe(405);
  expect((await ask(server, '/session', { method: 'PUT' })).status).toBe(405);
});

test('hands over the bridge socket as a port', async () => {
  const heard: unknown[] = [];
  let closed = 0;
  let opened: Port | undefined;
  const server = await start({
    onPort: (port, meta) => {
      expect(meta).toEqual({ which: 'provider', connection: 1 });
      opened = port;
      port.onMessage((message) => {
        heard.push(message);
        port.post({ echo: message });
      });
      port.onClose(() => closed++);
    },
  });
  const socket = (await dial(server, { origin: originOf(server), cookie: await cookieOf(server) })) as WebSocket;
  const reply = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse((data as Buffer).toString()))));
  socket.send(JSON.stringify({ kind: 'watch', topic: 'status' }));
  expect(await reply).toEqual({ echo: { kind: 'watch', topic: 'status' } });
  expect(heard).toHaveLength(1);
  const gone = new Promise((resolve) => socket.once('close', resolve));
  opened!.close();
  await gone;
  await expect.poll(() => closed).toBe(1);
  opened!.post({ late: true });
});

test('refuses a bridge without the cookie, with a wrong one, or on another path', async () => {
  const server = await start({ onPort: () => expect.unreachable() });
  const origin = originOf(server);
  expect(await dial(server, { origin })).toBe(401);
  expect(await dial(server, { origin, cookie: `hearth_session_${server.port}=wrong` })).toBe(401);
  expect(await dial(server, { origin, cookie: `hearth_session_${server.port}=${tokenOf(server)}` })).toBe(401);
  expect(await dial(server, { origin, cookie: await cookieOf(server) }, '/signer')).toBe(404);
  expect(await dial(server, { cookie: await cookieOf(server) })).toBe(403);
});

test.each([
  ['a broken message', (socket: WebSocket) => socket.send('{'), 1007],
  ['a binary frame', (socket: WebSocket) => socket.send(Buffer.from('{}')), 1003],
  ['a frame over 1 MiB', (socket: WebSocket) => socket.send(JSON.stringify('x'.repeat(1024 * 1024))), 1009],
])('ends the connection on %s', async (_what, send, code) => {
  const server = await start({ onPort: (port) => port.onMessage(() => expect.unreachable()) });
  const socket = (await dial(server, { origin: originOf(server), cookie: await cookieOf(server) })) as WebSocket;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  send(socket);
  expect(await closed).toBe(code);
});

test('bounds the number of open pages', async () => {
  const server = await start();
  const headers = { origin: originOf(server), cookie: await cookieOf(server) };
  for (let i = 0; i < 16; i++) expect(typeof (await dial(server, headers))).toBe('object');
  expect(await dial(server, headers)).toBe(503);
});

test('refuses a busy port that was asked for, and finds the next free one otherwise', async () => {
  const taken = await start();
  await expect(start({ port: taken.port })).rejects.toMatchObject({ code: 'host.portBusy', about: { port: taken.port } });
  const first = await startPageServer({ folder: join(folder, 'built'), onPort: () => {} });
  const second = await startPageServer({ folder: join(folder, 'built'), onPort: () => {} });
  running.push(first, second);
  expect(second.port).not.toBe(first.port);
});

test('says when the page was not built', async () => {
  await expect(start({ folder: join(folder, 'nowhere') })).rejects.toMatchObject({ code: 'host.pageMissing' });
  await expect(start({ folder: join(folder, 'built', 'assets') })).rejects.toMatchObject({ code: 'host.pageMissing' });
});

test('listens on loopback only', async () => {
  await expect(start({ host: '0.0.0.0' as '127.0.0.1' })).rejects.toMatchObject({ code: 'usage.invalid' });
});

test('closes with its pages when told to stop, and frees the port', async () => {
  const stop = new AbortController();
  const server = await startPageServer({ folder: join(folder, 'built'), port: 0, onPort: () => {} }, stop.signal);
  const socket = (await dial(server, { origin: originOf(server), cookie: await cookieOf(server) })) as WebSocket;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  stop.abort();
  expect(await closed).toBe(1001);
  await expect.poll(() => new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false)).listen(server.port, '127.0.0.1', () => probe.close(() => resolve(true)));
  })).toBe(true);
});
