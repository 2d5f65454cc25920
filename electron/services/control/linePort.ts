import type { Socket } from 'node:net';
import type { Port } from '../../shared/bridgeKit.ts';

/** A local command line may not send lines longer than this. */
const lineLimitBytes = 16 * 1024 * 1024;

/** A local socket as a {@link Port}: one JSON message per line. A line that is too long or no JSON ends the connection. */
export function linePort(socket: Socket): Port {
  let listener: ((message: unknown) => void) | null = null;
  const early: unknown[] = [];
  const parts: string[] = [];
  let held = 0;
  const take = (line: string): void => {
    if (socket.destroyed) return;
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      socket.destroy();
      return;
    }
    if (listener) listener(message);
    else early.push(message);
  };
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text: string) => {
    const lines = text.split('\n');
    parts.push(lines[0]!);
    held += lines[0]!.length;
    if (held > lineLimitBytes) return socket.destroy();
    if (lines.length === 1) return;
    take(parts.splice(0).join(''));
    for (const line of lines.slice(1, -1)) take(line);
    const rest = lines.at(-1)!;
    held = rest.length;
    if (rest) parts.push(rest);
  });
  return {
    post: (message) => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`)),
    onMessage(next) {
      listener = next;
      for (const message of early.splice(0)) next(message);
    },
    onClose: (close) => void socket.once('close', close),
    close: () => socket.destroy(),
  };
}
