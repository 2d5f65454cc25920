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
 * Node's own permissions: a worker writes no file and starts no process. It may read any file that the system lets it see, and load native libraries, which the
 * runtime is; what runs inside those is beyond Node (docs/guest.md).
 */
const nodeFlags = ['--permission', '--allow-fs-read=*', '--allow-addons', '--allow-worker'];
const ownNetwork = ['--user', '--map-root-user', '--net'];
/**
 * Lays an empty, read-only folder over each of the first $1 names, then gives up the right to lift them again: what a namespace inherits from another, it
 * cannot unmount. Takes the place of its own process throughout, so that killing it kills the worker.
 */
const hideScript = 'n=$1; shift; while [ "$n" -gt 0 ]; do mount -t tmpfs -o ro,size=4k,mode=700 none "$1" || exit 71; shift; n=$((n-1)); done; exec unshare --user --map-root-user --mount -- "$@"';
const hideWords = (folders: readonly string[], nodePath: string): string[] => [...ownNetwork, '--mount', '--', 'sh', '-c', hideScript, 'sh', String(folders.length), ...folders, nodePath];

type Found = 'hides' | 'network' | 'nothing';
let found: Found | null = null;
/** Lays its empty folder over one that every Linux has and `node --version` does not read, for that process alone. */
function probe(nodePath: string): Found {
  const works = (words: readonly string[]): boolean => spawnSync('unshare', [...words, '--version'], { stdio: 'ignore', timeout: 5000 }).status === 0;
  return works(hideWords(['/sys'], nodePath)) ? 'hides' : works([...ownNetwork, '--', nodePath]) ? 'network' : 'nothing';
}

/**
 * How a worker, which opens strangers' models, is shut in. On Linux it gets a network of its own with nothing in it and does not see some folders, by util-linux's
 * unshare and mount, where the system lets users have namespaces; it is asked once. Both bind native code too.
 *
 * @param hidden  folders with this node's and its owner's keys; they exist
 */
export function confineWorker(nodePath: string, hidden: readonly string[], platform: NodeJS.Platform = process.platform): Confinement {
  if (platform !== 'linux') return { command: nodePath, words: [], nodeFlags, missing: `workers keep the network and see the files of keys: nothing takes them from them on ${platform} yet` };
  found ??= probe(nodePath);
  switch (found) {
    case 'hides': return { command: 'unshare', words: hideWords(hidden, nodePath), nodeFlags, missing: null };
    case 'network': return { command: 'unshare', words: [...ownNetwork, '--', nodePath], nodeFlags, missing: 'workers see the files of keys: this system gives users no mounts of their own' };
    case 'nothing': return { command: nodePath, words: [], nodeFlags, missing: 'workers keep the network and see the files of keys: this system gives users no namespaces' };
  }
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
