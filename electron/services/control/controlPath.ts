import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Unix socket paths end at 108 bytes; longer data folders get a short name in the temporary folder. */
const socketPathLimit = 100;

/** Where a running Hearth of this data folder listens for the command line. */
export function controlPathOf(dataFolder: string): string {
  const folder = resolve(dataFolder);
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\hearth-${short}`;
  const path = join(folder, 'control.sock');
  return Buffer.byteLength(path) <= socketPathLimit ? path : join(tmpdir(), `hearth-${userInfo().uid}-${short}.sock`);
}
