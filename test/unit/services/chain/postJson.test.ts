import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postJson } from '../../../../electron/services/chain/postJson.ts';

describe('postJson', () => {
  let server: Server;
  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('posts JSON and gives status and body, over one kept connection', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      request.setEncoding('utf8');
      let text = '';
      request.on('data', (piece: string) => (text += piece)).on('end', () => response.writeHead(201).end(JSON.stringify({ type: request.headers['content-type'], text })));
    });
    for (let i = 0; i < 3; i++) {
      const { status, body } = await postJson(url, { ä: i }, { timeoutMs: 5000 });
      expect(status).toBe(201);
      expect(body).toEqual({ type: 'application/json', text: `{"ä":${i}}` });
    }
    expect(sockets.size).toBe(1);
  });

  it('says undefined for a body that is no JSON, and follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('<html>'));
    expect(await postJson(url, {}, { timeoutMs: 5000 })).toMatchObject({ status: 302, body: undefined });
  });

  it('stops waiting when the time is over or the signal fires', async () => {
    const url = await serve(() => {});
    await expect(postJson(url, {}, { timeoutMs: 50 })).rejects.toMatchObject({ name: 'TimeoutError' });
    const stop = new AbortController();
    const asked = postJson(url, {}, { timeoutMs: 5000, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect(postJson(url, {}, { timeoutMs: 5000, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('fails when an answer breaks off in the middle', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":', () => response.socket!.destroy());
    });
    await expect(postJson(url, {}, { timeoutMs: 5000 })).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('asks again when a kept connection was closed just as it was used', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked++;
      if (asked === 2) request.socket.destroy();
      else response.end('{}');
    });
    await postJson(url, {}, { timeoutMs: 5000 });
    expect(await postJson(url, {}, { timeoutMs: 5000 })).toMatchObject({ status: 200 });
    expect(asked).toBe(3);
  });

  it('refuses an address that is not HTTP', async () => {
    await serve(() => {});
    await expect(postJson('file:///etc/passwd', {}, { timeoutMs: 100 })).rejects.toThrow('no address of a chain');
  });
});
