import type { WebSocket } from 'ws';
import type { Port } from '../../shared/bridgeKit.ts';

/** A page that does not read for this long a backlog is gone or stuck; it reconnects and hears every topic afresh. */
const backlogLimitBytes = 16 * 1024 * 1024;

/**
 * A WebSocket as a {@link Port}: one JSON message per text frame. Anything else ends the connection.
 *
 * @param socket  already accepted; its `maxPayload` bounds what may come in
 */
export function socketPort(socket: WebSocket): Port {
  let listener: ((message: unknown) => void) | null = null;
  const early: unknown[] = [];
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003, 'text frames only');
    let message: unknown;
    try {
      message = JSON.parse((data as Buffer).toString('utf8'));
    } catch {
      return socket.close(1007, 'one JSON message per frame');
    }
    if (listener) listener(message);
    else if (early.push(message) > 100) socket.close(1008, 'nobody listens');
  });
  // 'close' always follows an error; without a listener the error would end the program.
  socket.on('error', () => {});
  return {
    post(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > backlogLimitBytes) return socket.terminate();
      socket.send(JSON.stringify(message));
    },
    onMessage(next) {
      listener = next;
      for (const message of early.splice(0)) next(message);
    },
    onClose: (onClose) => void socket.once('close', () => onClose()),
    close: () => socket.close(1000),
  };
}
