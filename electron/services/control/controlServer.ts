import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import type { Port } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { claimSocket, isAnswering, listenAlone } from './claimSocket.ts';
import { controlPathOf, type ControlEnd } from './controlPath.ts';
import { linePort } from './linePort.ts';

/** Whether a Hearth answers at this data folder's control socket. */
export const isHearthRunning = (dataFolder: string): Promise<boolean> => isAnswering(controlPathOf(dataFolder));

/**
 * Listens for the command line of the same user. One Hearth per data folder: a live socket is a refusal, a dead one is replaced.
 *
 * @param end  signer: for whoever holds the provider's end already, and with it the data folder
 * @throws host.alreadyRunning · storage.unreadable
 */
export async function startControlServer(dataFolder: string, onPort: (port: Port) => void, end: ControlEnd = 'provider'): Promise<{ readonly close: () => Promise<void> }> {
  const path = controlPathOf(dataFolder, end);
  let isOurs = false;
  // Until then only others who want the place knock.
  const server = createServer((socket) => (isOurs ? onPort(linePort(socket)) : socket.destroy()));
  isOurs = await take(server, path, end).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return false;
    server.close();
    throw new HearthError('storage.unreadable', { path, reason: error.message }, error);
  });
  if (!isOurs) {
    server.close();
    throw new HearthError('host.alreadyRunning', { dataFolder });
  }
  return {
    close: () => new Promise((resolve) => {
      // Node removes only the name it bound, and a claimed socket has moved since. Nobody else takes a place that answers.
      if (process.platform !== 'win32') rmSync(path, { force: true });
      // A connection that stays open is not waited for longer; without one, a command line ends at once.
      const timer = setTimeout(resolve, 500);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
  };
}

/** Whether the place is this server's now. A named pipe has one server by itself; the signer's end is guarded by the provider's. */
async function take(server: Server, path: string, end: ControlEnd): Promise<boolean> {
  if (process.platform !== 'win32' && end === 'provider') return claimSocket(server, path);
  if (process.platform !== 'win32') rmSync(path, { force: true });
  await listenAlone(server, path);
  return true;
}

/** @throws host.notRunning  nobody listens there */
export const connectControl = (dataFolder: string, end: ControlEnd = 'provider'): Promise<Port> =>
  new Promise((resolve, reject) => {
    const socket = connect(controlPathOf(dataFolder, end));
    socket.once('connect', () => resolve(linePort(socket)));
    socket.once('error', (error) => reject(new HearthError('host.notRunning', { dataFolder }, error)));
  });
