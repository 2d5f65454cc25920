import { resolve } from 'node:path';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { FleetNode, FleetSaid, fleetCommands } from '../../shared/fleet.ts';

export type FleetHandlers = Pick<Handlers<PageBridge>, keyof typeof fleetCommands>;
type Dependencies = {
  readonly dataFolder: string;
  readonly settings: Pick<SettingsFile, 'read' | 'write'>;
  /** @throws host.notRunning · bridge.* */
  readonly ask: (folder: string) => Promise<FleetSaid>;
  readonly readPageAddress: () => Promise<{ address: string | null }>;
  readonly nowMs: () => number;
};

const askEveryMs = 3000;
/** That a node was heard is written down this often, and when it falls silent. */
const writeEveryMs = 10 * 60_000;

type Known = Pick<FleetNode, 'state' | 'heardAtMs' | 'silentSinceMs' | 'failure' | 'said'> & { isAsking: boolean; askedAtMs: number };

/** What this operator's nodes last said; each is asked by itself, so that one that hangs holds up none of the others. */
export function createFleetSide({ dataFolder, settings, ask, readPageAddress, nowMs }: Dependencies): FleetHandlers {
  const own = resolve(dataFolder);
  const known = new Map<string, Known>();
  const knownOf = (folder: string): Known => {
    const found = known.get(folder);
    if (found) return found;
    const kept = settings.read().fleet.find((node) => node.folder === folder)?.heardAtMs ?? null;
    const fresh: Known = { state: 'asking', heardAtMs: kept, silentSinceMs: null, failure: null, said: null, isAsking: false, askedAtMs: -Infinity };
    known.set(folder, fresh);
    return fresh;
  };
  const keepHeard = (folder: string, heardAtMs: number | null): void => {
    const kept = settings.read().fleet.find((node) => node.folder === folder);
    if (kept && kept.heardAtMs !== heardAtMs) settings.write({ fleet: settings.read().fleet.map((node) => (node.folder === folder ? { folder, heardAtMs } : node)) });
  };

  async function look(folder: string): Promise<void> {
    const node = knownOf(folder);
    if (node.isAsking || nowMs() - node.askedAtMs < askEveryMs) return;
    Object.assign(node, { isAsking: true, askedAtMs: nowMs() });
    try {
      const said = await ask(folder);
      const keptAtMs = settings.read().fleet.find((one) => one.folder === folder)?.heardAtMs ?? -Infinity;
      Object.assign(node, { state: 'answers', heardAtMs: nowMs(), silentSinceMs: null, failure: null, said });
      if (nowMs() - keptAtMs > writeEveryMs) keepHeard(folder, node.heardAtMs);
    } catch (error) {
      if (node.state !== 'silent') keepHeard(folder, node.heardAtMs);
      const failure = isHearthError(error) ? error.toFailure() : { code: 'bridge.malformed', about: { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' } };
      Object.assign(node, { state: 'silent', silentSinceMs: node.silentSinceMs ?? nowMs(), failure });
    } finally {
      node.isAsking = false;
    }
  }

  return {
    readFleet() {
      const folders = [own, ...settings.read().fleet.map(({ folder }) => folder).filter((folder) => folder !== own)];
      for (const folder of folders) void look(folder);
      return { nodes: folders.map((folder) => {
        const { state, heardAtMs, silentSinceMs, failure, said } = knownOf(folder);
        return { folder, isOwn: folder === own, state, heardAtMs, silentSinceMs, failure, said };
      }) };
    },
    setFleet({ folders }) {
      const wrong = folders.find((folder) => resolve(folder) !== folder.replace(/(?<=.)[/\\]+$/, ''));
      if (wrong !== undefined) throw new HearthError('usage.invalid', { reason: refusals.noWholePath(wrong) });
      const before = settings.read().fleet;
      const all = [...new Set(folders.map((folder) => resolve(folder)))].filter((folder) => folder !== own);
      settings.write({ fleet: all.map((folder) => before.find((node) => node.folder === folder) ?? { folder, heardAtMs: null }) });
      for (const folder of known.keys()) if (folder !== own && !all.includes(folder)) known.delete(folder);
      return {};
    },
    readPageAddress,
  };
}
