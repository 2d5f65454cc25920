import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, homedir, setPriority, tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { loadAddon } from '../../../native/gpu-probe/addon.ts';

export type Confinement = {
  /** What is started in Node's place, and its words before Node's own. */
  readonly command: string;
  readonly words: readonly string[];
  readonly nodeFlags: readonly string[];
  /** What does not hold here, for the log; null: everything below holds. */
  readonly missing: string | null;
};

export type ShutIn = {
  /** Folders with this node's and its owner's keys, which no worker sees. */
  readonly hidden: readonly string[];
  /** Folders a worker may read beside the program's own; null: all that the system lets it read, but for keys. */
  readonly readable: readonly string[] | null;
  /** Where the program's own code lies. */
  readonly code: readonly string[];
};

/** Whether a path is a folder or lies in it. Pure. */
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
export const isWithinAny = (path: string, folders: readonly string[]): boolean => folders.some((folder) => isWithin(path, folder));

/** The nearest folder above that holds packages: where the program lies, source or build. */
function nearestWithPackages(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** Where a program and the packages that it loads really lie: a package manager may link them from elsewhere. @param programsFolder  of the worker */
export function codeFoldersOf(programsFolder: string): readonly string[] {
  const code = nearestWithPackages(programsFolder);
  try {
    const [runtime = ''] = realpathSync(createRequire(join(programsFolder, 'worker.js')).resolve('onnxruntime-node')).split(`${sep}node_modules${sep}`);
    return [...new Set([code, join(runtime, 'node_modules')])];
  } catch {
    // Without its runtime a worker says so itself.
    return [code];
  }
}

/**
 * Node's own permissions: a worker writes no file, starts no process, and reads only the program and the models it is given. It may load native libraries, which the
 * runtime is; what runs inside those is beyond Node, and on Linux bound by the mounts below (docs/guest.md).
 */
const nodeFlagsOf = ({ readable, code }: ShutIn): string[] => ['--permission', ...(readable === null ? ['*'] : [...code, ...readable]).map((folder) => `--allow-fs-read=${folder}`), '--allow-addons', '--allow-worker'];

/** Where people and their programs keep what is theirs, and where those programs listen. */
const othersPlaces = (): string[] => [...new Set([homedir(), tmpdir(), '/home', '/root', '/media', '/mnt', '/srv', '/tmp', '/var/tmp', '/run/user', '/run/media', '/run/dbus'])].filter((place) => existsSync(place));

/**
 * What of those places is covered for a worker, and what is laid back into them because it may read it. A place inside of something that it may read stays as it is. Pure.
 *
 * @param places  folders that exist
 */
export function planMounts({ readable, code }: ShutIn, nodeFolder: string, places: readonly string[]): { readonly covered: readonly string[]; readonly kept: readonly string[] } {
  if (readable === null) return { covered: [], kept: [] };
  const wanted = [...new Set([...code, nodeFolder, ...readable].map((folder) => resolve(folder)))];
  const outermost = (folders: readonly string[]): string[] => folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(folder, other)));
  const covered = outermost(places).filter((place) => place !== '/' && !isWithinAny(place, wanted));
  return { covered, kept: outermost(wanted).filter((folder) => isWithinAny(folder, covered)) };
}

const ownNetwork = ['--user', '--map-root-user', '--net'];
const quote = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

/**
 * The words that start something behind its own mounts. What is kept waits on a stage over /sys while the places above it are covered by empty, read-only folders, and is laid back read-only through an open
 * descriptor, since its name leads into the cover by then. At last a second namespace: what one inherits from another, it cannot unmount. Each step takes the place of its own process, so that killing
 * it kills the worker. Descriptor 3 is the worker's channel.
 */
function mountWords({ covered, kept }: ReturnType<typeof planMounts>, hidden: readonly string[], command: string): string[] {
  const empty = (folder: string, options: string): string => `mount -t tmpfs -o ${options},mode=700 none ${quote(folder)}`;
  const steps = [
    'set -e',
    ...(kept.length === 0 ? [] : [empty('/sys', 'size=1m'), ...kept.flatMap((folder, index) => [`mkdir /sys/${index}`, `mount --rbind ${quote(folder)} /sys/${index}`]), 'exec 9</sys']),
    ...covered.map((place) => empty(place, 'size=1m')),
    ...kept.flatMap((folder, index) => [`mkdir -p ${quote(folder)}`, `mount -c --rbind /proc/self/fd/9/${index} ${quote(folder)}`, `mount -o remount,bind,ro ${quote(folder)} 2>/dev/null || :`]),
    ...(kept.length === 0 ? [] : ['exec 9<&-', 'umount -l /sys']),
    ...covered.map((place) => `mount -o remount,ro ${quote(place)}`),
    // A place that is covered holds no keys any more.
    ...hidden.map((folder) => `[ ! -d ${quote(folder)} ] || ${empty(folder, 'ro,size=4k')}`),
    // Where we were started may lie beneath a cover, with everything around it.
    'cd /',
    'exec unshare --user --map-root-user --mount -- "$@"',
  ];
  return [...ownNetwork, '--mount', '--', 'sh', '-c', steps.join('\n'), 'sh', command];
}

/** Twenty-five mounts and a start of Node take a fifth of a second; a busy machine takes longer, and must not be given less for it. */
const probeLimitMs = 20_000;
type Found = 'all' | 'keys' | 'network' | 'nothing';
/** By what was tried: a folder that is added may lie where it cannot be laid back. */
const found = new Map<string, Found>();
/** What this system lets a user do, found by doing it for `node --version`. */
function probe(nodePath: string, plan: ReturnType<typeof planMounts>, hidden: readonly string[]): Found {
  const works = (words: readonly string[]): boolean => spawnSync('unshare', [...words, '--version'], { stdio: 'ignore', timeout: probeLimitMs }).status === 0;
  if (works(mountWords(plan, hidden, nodePath))) return 'all';
  return works(mountWords({ covered: [], kept: [] }, ['/sys'], nodePath)) ? 'keys' : works([...ownNetwork, '--', nodePath]) ? 'network' : 'nothing';
}

/**
 * How a worker, which opens strangers' models, is shut in. On Linux it gets a network of its own with nothing in it, and of the places where people keep their files it sees only the models that it is given and the program
 * itself, by util-linux's unshare and mount, where the system lets users have namespaces; it is asked once for each set of folders. Both bind native code too.
 */
export function confineWorker(nodePath: string, shut: ShutIn, platform: NodeJS.Platform = process.platform): Confinement {
  // A link is followed to where it leads, and is read by either name.
  const readable = shut.readable === null ? null : [...new Set(shut.readable.filter((folder) => existsSync(folder)).flatMap((folder) => [folder, realpathSync(folder)]))];
  const nodeFlags = nodeFlagsOf({ ...shut, readable });
  if (platform !== 'linux') return { command: nodePath, words: [], nodeFlags, missing: `native code in workers keeps the network and can read files: nothing takes them from it on ${platform} yet` };
  const plan = planMounts({ ...shut, readable }, dirname(nodePath), othersPlaces());
  const asked = JSON.stringify([plan, shut.hidden]);
  if (!found.has(asked)) found.set(asked, probe(process.execPath, plan, shut.hidden));
  switch (found.get(asked)!) {
    case 'all': return { command: 'unshare', words: mountWords(plan, shut.hidden, nodePath), nodeFlags, missing: null };
    case 'keys': return { command: 'unshare', words: mountWords({ covered: [], kept: [] }, shut.hidden, nodePath), nodeFlags, missing: 'native code in workers can read other files of this user, but for keys: this system does not let the places be covered' };
    case 'network': return { command: 'unshare', words: [...ownNetwork, '--', nodePath], nodeFlags, missing: 'native code in workers can read the files of keys: this system gives users no mounts of their own' };
    case 'nothing': return { command: nodePath, words: [], nodeFlags, missing: 'native code in workers keeps the network and can read the files of keys: this system gives users no namespaces' };
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
