import { loadAddon, type Addon, type NativeSource } from '../../../native/gpu-probe/addon.ts';
import { told, unread, unreadInWords, type Reading } from '../../shared/signals.ts';

/** The first look waits for the list, a few milliseconds on the addon's own thread; later ones are there at the next tick. */
const waitMs = 20;
const longestName = 260;

/** Names of the programs that run on Windows and macOS, through the addon. It is asked from the first time on that a rule looks for one, and not before. */
export function createProgramReader(platform: NodeJS.Platform, addon: () => Addon | { readonly reason: string } = loadAddon): (wanted: readonly string[]) => Reading<string[]> {
  let source: NativeSource<readonly string[]> | { readonly reason: string } | null = null;
  function open(): NativeSource<readonly string[]> | { readonly reason: string } {
    const loaded = addon();
    if ('reason' in loaded) return loaded;
    return loaded.Programs ? new loaded.Programs() : { reason: unread('elsewhere:', platform).unread };
  }
  return (wanted) => {
    if (wanted.length === 0) return told([]);
    source ??= open();
    if ('reason' in source) return unreadInWords(source.reason);
    const names = source.read(waitMs);
    return names === null ? unread('system.programs') : told([...new Set(names.map((name) => name.slice(0, longestName)))]);
  };
}
