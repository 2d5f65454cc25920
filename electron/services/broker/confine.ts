import { spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { loadAddon } from '../../../native/gpu-probe/addon.ts';

export type Confinement = {
  /** What is started in Node's place, and its words before Node's own. */
  readonly command: string;
  readonly words: readonly string[];
  readonly nodeFlags: readonly string[];
  /** What does not hold here, for the log; null: everything below holds. */
  readonly missing: string | null;
};

/**
 * Node's own permissions: a worker writes no file and starts no process. It may read any file and load native libraries, which the runtime is; what
 * runs inside those is beyond Node (docs/guest.md).
 */
const nodeFlags = ['--permission', '--allow-fs-read=*', '--allow-addons', '--allow-worker'];
const unshareWords = ['--user', '--map-root-user', '--net', '--'];

let found: Confinement | null = null;

/**
 * How a worker, which opens strangers' models, is shut in. On Linux it gets a network of its own with nothing in it, by util-linux's unshare, where
 * the system lets users have one; it is asked once.
 */
export function confineWorker(nodePath: string, platform: NodeJS.Platform = process.platform): Confinement {
  if (found) return found;
  const tried = platform === 'linux' ? spawnSync('unshare', [...unshareWords, nodePath, '--version'], { stdio: 'ignore', timeout: 5000 }) : null;
  found = tried?.status === 0
    ? { command: 'unshare', words: [...unshareWords, nodePath], nodeFlags, missing: null }
    : { command: nodePath, words: [], nodeFlags, missing: platform === 'linux' ? 'workers keep the network: this system gives users no network namespace' : `workers keep the network: nothing takes it from them on ${platform} yet` };
  return found;
}

let addon: ReturnType<typeof loadAddon> | null = null;

/**
 * Behind everything the owner does: the processor's time, and with the addon what is read and written. A process that has ended or may not be
 * touched keeps what it has.
 */
export function lowerPriority(pid: number): void {
  addon ??= loadAddon();
  if ('lowerIoPriority' in addon) addon.lowerIoPriority(pid);
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Nothing depends on it.
  }
}
