import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePort } from '../../../../electron/services/control/linePort.ts';

function fakeSocket(): { socket: Duplex; written: () => string } {
  const chunks: Buffer[] = [];
  const socket = new Duplex({ read() {}, write(chunk: Buffer, _encoding, done) { chunks.push(chunk); done(); } });
  return { socket, written: () => Buffer.concat(chunks).toString('utf8') };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('a line port', () => {
  it('gives the same messages however the bytes are split', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.array(fc.nat({ max: 200 }), { maxLength: 12 }), async (messages, cuts) => {
      const { socket } = fakeSocket();
      const heard: unknown[] = [];
      linePort(socket as Socket).onMessage((message) => heard.push(message));
      const bytes = Buffer.from([...messages, 'é🔥'].map((message) => `${JSON.stringify(message)}\n`).join(''));
      let from = 0;
      for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
        if (cut > from && cut < bytes.length) {
          socket.push(bytes.subarray(from, cut));
          from = cut;
        }
      }
      socket.push(bytes.subarray(from));
      await turn();
      expect(heard).toEqual([...messages, 'é🔥'].map((message) => JSON.parse(JSON.stringify(message)) as unknown));
    }), { numRuns: 80 });
  });

  it('keeps what came before anybody listened, and writes one line per message', async () => {
    const { socket, written } = fakeSocket();
    const port = linePort(socket as Socket);
    socket.push('1\n{"a":2}\n');
    await turn();
    const heard: unknown[] = [];
    port.onMessage((message) => heard.push(message));
    expect(heard).toEqual([1, { a: 2 }]);
    port.post({ text: 'two\nlines' });
    await turn();
    expect(written()).toBe('{"text":"two\\nlines"}\n');
  });

  it('ends at a line that is no JSON or has no end, and hears nothing after it', async () => {
    for (const text of ['1\nnot json\n2\n', '1\n\n2\n']) {
      const { socket } = fakeSocket();
      const heard: unknown[] = [];
      linePort(socket as Socket).onMessage((message) => heard.push(message));
      socket.push(text);
      await turn();
      expect([heard, socket.destroyed]).toEqual([[1], true]);
    }
    const { socket } = fakeSocket();
    linePort(socket as Socket).onMessage(() => {});
    for (let i = 0; i < 17 && !socket.destroyed; i++) {
      socket.push('x'.repeat(1024 * 1024));
      await turn();
    }
    expect(socket.destroyed).toBe(true);
  });
});
