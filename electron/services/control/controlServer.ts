import { chmodSync, existsSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Port } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { controlPathOf, type ControlEnd } from './controlPath.ts';
import { linePort } from './linePort.ts';

/** Whether a Hearth answers at this data folder's control socket. */
export const isHearthRunning = (dataFolder: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(controlPathOf(dataFolder));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Listens for the command line of the same user. One Hearth per data folder: a live socket is a refusal, a dead one is replaced.
 * @throws host.alreadyRunning
 */
export async function startControlServer(dataFolder: string, onPort: (port: Port) => void, end: ControlEnd = 'provider'): Promise<{ readonly close: () => Promise<void> }> {
  const path = controlPathOf(dataFolder, end);
  if (end === 'provider' && (await isHearthRunning(dataFolder))) throw new HearthError('host.alreadyRunning', { dataFolder });
  if (process.platform !== 'win32' && existsSync(path)) rmSync(path);
  const server = createServer((socket) => onPort(linePort(socket)));
  const oldMask = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new HearthError('host.alreadyRunning', { dataFolder }, error) : new HearthError('storage.unreadable', { path, reason: error.message }, error)));
      server.listen(path, resolve);
    });
  } finally {
    process.umask(oldMask);
  }
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return {
    close: () => new Promise((resolve) => {
      // A connection that stays open is not waited for longer; without one, a command line ends at once.
      const timer = setTimeout(resolve, 500);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
  };
}

/** @throws host.notRunning  nobody listens there */
export const connectControl = (dataFolder: string, end: ControlEnd = 'provider'): Promise<Port> =>
  new Promise((resolve, reject) => {
    const socket = connect(controlPathOf(dataFolder, end));
    socket.once('connect', () => resolve(linePort(socket)));
    socket.once('error', (error) => reject(new HearthError('host.notRunning', { dataFolder }, error)));
  });
