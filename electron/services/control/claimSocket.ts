import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether somebody listens there: of a Unix socket or a named pipe. */
export const isAnswering = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const lookAgainMs = 10;
const mostLooks = 300;

/** Listens, for this user alone. @throws what listen says: EADDRINUSE, ENAMETOOLONG … */
export async function listenAlone(server: Server, path: string): Promise<void> {
  const oldMask = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } finally {
    process.umask(oldMask);
  }
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}

/**
 * Listens on a Unix socket that at most one server holds, whoever starts at the same moment and whatever a crash left there. To look whether the place is free and then take it would
 * let two take it, each removing what the other had just made. So each first listens under a name of its own and only then looks for others: of two, the later look finds the other. The smallest
 * name waits until the others, who see it, are gone; then it is moved to the place in one step. A name that shows always answers while its server lives, so a silent one is dead for good.
 *
 * @returns false  another server holds the place, or is about to
 */
export async function claimSocket(server: Server, path: string): Promise<boolean> {
  const id = randomBytes(4).toString('hex');
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  const own = `${prefix}${id}`;
  // Bound and listening are two moments: under this name nobody looks for it.
  const hidden = join(folder, `${basename(path)}~${id}`);
  await listenAlone(server, hidden);
  renameSync(hidden, join(folder, own));
  for (let look = 0; look < mostLooks; look++) {
    const others = readdirSync(folder).filter((name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)) && name !== own);
    const answering = await Promise.all(others.map(async (name) => ((await isAnswering(join(folder, name))) ? name : (rmSync(join(folder, name), { force: true }), null))));
    const rivals = answering.filter((name) => name !== null);
    // After its rivals' names: one of them may have been moved to the place in between.
    if ((await isAnswering(path)) || rivals.some((name) => name < own)) break;
    if (rivals.length === 0) {
      renameSync(join(folder, own), path);
      return true;
    }
    await sleep(lookAgainMs);
  }
  rmSync(join(folder, own), { force: true });
  return false;
}
