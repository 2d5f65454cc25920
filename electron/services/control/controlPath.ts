import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Unix socket paths end at 108 bytes, on a Mac at 104, and nine go to the name under which a place is claimed; longer data folders get a short name in the temporary folder. */
const socketPathLimit = 92;

/** Whom a connection speaks with: the provider, or straight with the signer. */
export type ControlEnd = 'provider' | 'signer';

/** Where a running Hearth of this data folder listens for the command line. */
export function controlPathOf(dataFolder: string, end: ControlEnd = 'provider'): string {
  const folder = resolve(dataFolder);
  const suffix = end === 'signer' ? '-wallet' : '';
  const short = `${createHash('sha256').update(folder).digest('hex').slice(0, 24)}${suffix}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\hearth-${short}`;
  const path = join(folder, end === 'signer' ? 'wallet.sock' : 'control.sock');
  return Buffer.byteLength(path) <= socketPathLimit ? path : join(tmpdir(), `hearth-${userInfo().uid}-${short}.sock`);
}
