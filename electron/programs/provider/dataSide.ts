import { join } from 'node:path';
import type { Downloads } from '../../services/models/download/downloads.ts';
import { urlLeavesHome, type CountBytes } from '../../services/network/countBytes.ts';
import { dayOf, decideNear, decideReached, openDataMeter } from '../../services/network/dataMeter.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { isOfMonth, type dataLimitCommands, type ReachedLimit } from '../../shared/dataLimits.ts';
import { HearthError } from '../../shared/errors.ts';
import type { NoticeSide } from './noticeSide.ts';

export type DataSide = {
  readonly count: CountBytes;
  /** The limit that stops orders, giving and downloads now; null: none. */
  reached(): ReachedLimit | null;
  /** Counts bytes of a model from a source, which may be a mirror in this home or a peer, whose connection is counted already. @throws download.dataLimit */
  readonly takeModelBytes: (bytes: number, from: URL) => void;
  /** Looks once a second: tells what is near, and lets what waited go on when its day or month is over. */
  tick(): void;
  readonly actions: Pick<Handlers<PageBridge>, keyof typeof dataLimitCommands>;
  close(): void;
};

type Dependencies = {
  readonly dataFolder: string;
  readonly settings: SettingsFile;
  readonly notices: Pick<NoticeSide, 'raiseOnce'>;
  readonly downloads: () => Downloads | undefined;
  /** A limit is reached now, or is not any more. */
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly nowMs: () => number;
};

/** A crash forgets at most so much of what was counted. */
const keepEveryMs = 5000;

/** What this node sends to and receives from the internet, and what becomes of it at the owner's limits. @effects disk */
export function createDataSide({ dataFolder, settings, notices, downloads, onChanged, onProblem, nowMs }: Dependencies): DataSide {
  const meter = openDataMeter({ path: join(dataFolder, 'node', 'data-usage.json'), nowMs, onProblem: (error) => onProblem(error, 'counting data') });
  let keptAtMs = nowMs();
  let wasReached = false;
  const told = new Set<string>();
  const reached = (): ReachedLimit | null => decideReached(settings.read().dataLimits, meter.usage());

  function assertOpen(): void {
    const limit = reached();
    if (limit) throw new HearthError('download.dataLimit', { limit: limit.name, limitBytes: limit.limitBytes });
  }
  function look(): void {
    const { dataLimits } = settings.read();
    const usage = meter.usage();
    const day = dayOf(nowMs());
    for (const name of decideNear(dataLimits, usage)) {
      const key = `dataNear ${name} ${isOfMonth(name) ? day.slice(0, 7) : day} ${dataLimits[name]}`;
      if (told.has(key)) continue;
      told.add(key);
      notices.raiseOnce([{ key, kind: 'dataNear', about: { limit: name, usedBytes: usage[name], limitBytes: dataLimits[name] } }]);
    }
    const isReached = reached() !== null;
    if (isReached === wasReached) return;
    wasReached = isReached;
    if (!isReached) {
      for (const { root, phase, failure } of downloads()?.list() ?? []) if (phase === 'failed' && failure?.code === 'download.dataLimit') downloads()!.resume(root);
    }
    onChanged();
  }
  return {
    count: (direction, bytes) => meter.add(direction, bytes),
    reached,
    takeModelBytes(bytes, from) {
      if ((from.protocol === 'https:' || from.protocol === 'http:') && urlLeavesHome(from)) meter.add('received', bytes);
      assertOpen();
    },
    tick() {
      look();
      if (Math.abs(nowMs() - keptAtMs) < keepEveryMs) return;
      keptAtMs = nowMs();
      meter.keep();
    },
    actions: {
      readDataLimits: () => ({ limits: settings.read().dataLimits, usage: meter.usage(), reached: reached() }),
      setDataLimits({ limits }) {
        settings.write({ dataLimits: limits });
        look();
        onChanged();
        return {};
      },
    },
    close: () => meter.keep(),
  };
}
