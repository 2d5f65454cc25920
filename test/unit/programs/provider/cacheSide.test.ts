import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCacheSide, type CacheSide } from '../../../../electron/programs/provider/cacheSide.ts';
import type { ModelSide } from '../../../../electron/programs/provider/modelSide.ts';
import { growingFolder, installModel, openCacheFolder } from '../../../../electron/services/models/cache/cacheFolder.ts';
import { openSettings, type SettingsFile } from '../../../../electron/services/settings/settings.ts';

const idOf = (n: number): string => `0x${String(n).repeat(64)}`;
const nowMs = 1_800_000_000_000;
let data: string;
let settings: SettingsFile;
let side: CacheSide;
/** What the models side was told. */
let told: string[];
let wanted: string[];
let seated: string[];

const context = { signal: new AbortController().signal } as never;
const make = (): CacheSide => createCacheSide({
  dataFolder: data, bundledFolders: ['/app/ember'], settings, onChanged: () => {}, reservedBytes: () => 0, isDownloading: () => false, nowMs: () => nowMs, isLoaded: () => false, hasSeat: (modelId) => seated.includes(modelId),
  journal: { live: () => wanted.map((modelId) => ({ request: { order: { modelId } }, result: null }) as never), list: () => ({ jobs: [], total: 0 }), lastUses: () => new Map([[idOf(1), nowMs - 1000], [idOf(2), nowMs - 2000], [idOf(3), nowMs - 3000]]) },
  models: () => ({
    models: [], offered: new Map(), runnerModels: new Map([[idOf(9), { modelId: idOf(9), folder: '/app/ember', isExact: false }]]),
    open: (folder: string) => Promise.resolve(void told.push(`open ${folder}`)), close: (folder: string) => void told.push(`close ${folder}`), relocate: (from: string, to: string) => void told.push(`relocate ${from} ${to}`),
  }) as unknown as ModelSide,
});
const names = (): string[] => side.describe().filter(({ origin }) => origin === 'cache').map(({ title }) => title).sort();

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hearth-cache-side-'));
  settings = openSettings(data);
  [told, wanted, seated] = [[], [], []];
  const cache = join(data, 'modelCache');
  openCacheFolder(cache);
  for (const n of [1, 2, 3]) {
    const grown = join(growingFolder(cache), String(n));
    mkdirSync(grown, { recursive: true });
    writeFileSync(join(grown, 'model.onnx'), new Uint8Array(1_000_000));
    installModel(cache, grown, { modelId: idOf(n), title: `model ${n}`, installedAtMs: nowMs - 9 * 86_400_000, from: 'https://models.example/' });
  }
  side = make();
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe('the model cache of a provider', () => {
  it('tells what came with Hearth from what it keeps, and in which order that would go', () => {
    expect(side.describe().map(({ title, origin, goesAt }) => [title, origin, goesAt])).toEqual([[idOf(9), 'bundled', null], ['model 1', 'cache', 3], ['model 2', 'cache', 2], ['model 3', 'cache', 1]]);
    expect(side.handlers.readModelCache({}, context)).toMatchObject({ isDefaultFolder: true, quotaBytes: null, move: null });
  });

  it('deletes nothing for a smaller quota until its owner agreed to exactly that', async () => {
    const plan = await side.handlers.planModelRoom({ needBytes: 0, quotaBytes: 1_500_000 }, context);
    expect(plan.go).toEqual([idOf(3), idOf(2)]);
    expect(() => side.handlers.setModelQuota({ quotaBytes: 1_500_000, evict: [] }, context)).toThrow(`"wouldGo":"model 3, model 2","wouldGoIds":["${idOf(3)}","${idOf(2)}"]`);
    expect(() => side.handlers.setModelQuota({ quotaBytes: 1_500_000, evict: [idOf(3)] }, context)).toThrow('model.noRoom');
    expect([names().length, settings.read().modelCache.quotaBytes]).toEqual([3, null]);
    await side.handlers.setModelQuota({ quotaBytes: 1_500_000, evict: [...plan.go] }, context);
    expect([names(), settings.read().modelCache.quotaBytes]).toEqual([['model 1'], 1_500_000]);
  });

  it('keeps a pinned model, one an order waits for and one it verifies, whatever is asked', () => {
    void side.handlers.pinModel({ modelId: idOf(3), isPinned: true }, context);
    [wanted, seated] = [[idOf(2)], [idOf(1)]];
    expect(() => side.makeRoom(1, [idOf(1), idOf(2), idOf(3)])).not.toThrow();
    expect(() => side.handlers.setModelQuota({ quotaBytes: 0, evict: [idOf(1), idOf(2), idOf(3)] }, context)).toThrow('model.noRoom');
    expect(() => side.handlers.deleteModel({ modelId: idOf(2) }, context)).toThrow('"use":"job"');
    expect(() => side.handlers.deleteModel({ modelId: idOf(1) }, context)).toThrow('"use":"seat"');
    expect(() => side.handlers.deleteModel({ modelId: idOf(3) }, context)).toThrow('pinned');
    expect(() => side.handlers.deleteModel({ modelId: idOf(9) }, context)).toThrow('not in the cache');
    expect(names()).toHaveLength(3);
  });

  it('lets a model go without touching its files, takes it back, and uses its room first, unasked', async () => {
    await side.handlers.letGoModel({ modelId: idOf(1), isLetGo: true }, context);
    expect([told, side.folders().length, names()]).toEqual([[`close ${join(data, 'modelCache', idOf(1))}`], 2, ['model 1', 'model 2', 'model 3']]);
    await side.handlers.letGoModel({ modelId: idOf(1), isLetGo: false }, context);
    expect([told.at(-1), side.folders().length]).toEqual([`open ${join(data, 'modelCache', idOf(1))}`, 3]);
    await side.handlers.letGoModel({ modelId: idOf(1), isLetGo: true }, context);
    settings.write({ modelCache: { ...settings.read().modelCache, quotaBytes: 3_100_000 } });
    side.makeRoom(500_000, []);
    expect(names()).toEqual(['model 2', 'model 3']);
    expect(() => side.makeRoom(1_500_000, [])).toThrow('"wouldGo":"model 3"');
  });

  it('moves, tells the models side their new place in the same moment, and finds them there after a restart', async () => {
    const to = join(data, '..', `${data.split('/').at(-1)}-disk`);
    try {
      await side.handlers.moveModelCache({ folder: to }, context);
      expect([side.folder(), told, existsSync(join(data, 'modelCache'))]).toEqual([to, [`relocate ${join(data, 'modelCache')} ${to}`], false]);
      side = make();
      expect([side.folder(), names()]).toEqual([to, ['model 1', 'model 2', 'model 3']]);
      await side.handlers.moveModelCache({ folder: null }, context);
      expect([settings.read().modelCache.folder, names().length]).toEqual([null, 3]);
    } finally {
      rmSync(to, { recursive: true, force: true });
    }
  });
});
