import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diskReserveBytes, planRoom, weighModels, weiPerGibHourOf, type WeighedFacts } from '../../../../../electron/services/models/cache/planRoom.ts';

const nowMs = 1_800_000_000_000;
const day = 24 * 3_600_000;
const idOf = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`;
const model = (n: number, facts: Partial<WeighedFacts> = {}): WeighedFacts => ({
  modelId: idOf(n), title: `model ${n}`, sizeBytes: 1_000_000_000, origin: 'cache', isPinned: false, isLetGo: false, uses: [], lastUsedMs: nowMs - day, installedAtMs: nowMs - 30 * day, paidWei: 0n, ...facts,
});
const order = (models: readonly WeighedFacts[]): (number | null)[] => weighModels(models, nowMs).map(({ goesAt }) => goesAt);
const asked = { needBytes: 0, usedBytes: 0, quotaBytes: null, freeBytes: null };

describe('what a model is worth', () => {
  it('is what it earned for each GiB and each hour it was here, of seven days at most', () => {
    expect(weiPerGibHourOf({ paidWei: 168_000n, sizeBytes: 2 * 2 ** 30, installedAtMs: nowMs - 30 * day }, nowMs)).toBe(500n);
    expect(weiPerGibHourOf({ paidWei: 48_000n, sizeBytes: 2 ** 30, installedAtMs: nowMs - 2 * day }, nowMs)).toBe(1000n);
  });

  it('is unknown, not nothing, while it is here for less than a day', () => {
    expect(weiPerGibHourOf({ paidWei: 0n, sizeBytes: 1, installedAtMs: nowMs - day + 1 }, nowMs)).toBeNull();
    expect(weiPerGibHourOf({ paidWei: 0n, sizeBytes: 1, installedAtMs: nowMs - day }, nowMs)).toBe(0n);
  });
});

describe('the order in which models go', () => {
  it('begins with what was let go, then what earns least for its room, then what was used longest ago; what is too new is last', () => {
    expect(order([
      model(1, { paidWei: 10n ** 18n }), model(2, { paidWei: 10n ** 18n, sizeBytes: 4_000_000_000 }), model(3, { lastUsedMs: nowMs - 9 * day }), model(4), model(5, { installedAtMs: nowMs - 3_600_000, lastUsedMs: null }), model(6, { isLetGo: true, paidWei: 10n ** 20n }),
    ])).toEqual([5, 4, 2, 3, 6, 1]);
  });

  it('leaves out what came with Hearth, folders of the owner, what is pinned and what something needs', () => {
    expect(order([model(1, { origin: 'bundled' }), model(2, { origin: 'folder' }), model(3, { isPinned: true }), model(4, { uses: ['job'] }), model(5, { uses: ['seat'] }), model(6, { uses: ['loaded'] }), model(7)])).toEqual([null, null, null, null, null, null, 1]);
  });
});

describe('a plan for room', () => {
  const three = weighModels([model(1, { paidWei: 3n * 10n ** 18n }), model(2, { paidWei: 10n ** 18n }), model(3, { paidWei: 2n * 10n ** 18n })], nowMs);

  it('takes the fewest from the front of the order, and none where there is room', () => {
    expect(planRoom(three, { ...asked, needBytes: 500_000_000, usedBytes: 3_000_000_000, quotaBytes: 3_500_000_000 })).toEqual({ go: [], freedBytes: 0, shortBytes: 0 });
    expect(planRoom(three, { ...asked, needBytes: 1_500_000_000, usedBytes: 3_000_000_000, quotaBytes: 3_000_000_000 })).toEqual({ go: [idOf(2), idOf(3)], freedBytes: 2_000_000_000, shortBytes: 0 });
  });

  it('keeps a reserve of the disk, whatever the quota allows', () => {
    const { go } = planRoom(three, { needBytes: 1_000_000, usedBytes: 0, quotaBytes: null, freeBytes: 1_000_000 + diskReserveBytes });
    expect(go).toEqual([]);
    expect(planRoom(three, { needBytes: 1_000_000, usedBytes: 0, quotaBytes: null, freeBytes: 1_000_000 + diskReserveBytes - 1 }).go).toEqual([idOf(2)]);
  });

  it('lets nothing go for nothing: where even all of them are too little, it says how much is missing', () => {
    expect(planRoom(three, { ...asked, needBytes: 4_000_000_000, usedBytes: 3_000_000_000, quotaBytes: 3_500_000_000 })).toEqual({ go: [], freedBytes: 0, shortBytes: 500_000_000 });
  });

  it('never names a model that must stay, and never more than it needs', () => {
    const facts = fc.record({
      origin: fc.constantFrom('bundled', 'folder', 'cache'), isPinned: fc.boolean(), isLetGo: fc.boolean(), uses: fc.subarray(['job', 'loaded', 'seat'] as ('job' | 'loaded' | 'seat')[]), sizeBytes: fc.integer({ min: 1, max: 1e9 }),
      paidWei: fc.bigInt(0n, 10n ** 20n), lastUsedMs: fc.option(fc.integer({ min: 0, max: nowMs })), installedAtMs: fc.option(fc.integer({ min: nowMs - 9 * day, max: nowMs })),
    });
    fc.assert(fc.property(fc.array(facts, { maxLength: 12 }), fc.integer({ min: 0, max: 5e9 }), fc.option(fc.integer({ min: 0, max: 5e9 })), fc.option(fc.integer({ min: 0, max: 5e9 })), (list, needBytes, quotaBytes, freeBytes) => {
      const models = weighModels(list.map((one, n) => model(n + 1, one as Partial<WeighedFacts>)), nowMs);
      const usedBytes = models.filter(({ origin }) => origin === 'cache').reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const { go, freedBytes, shortBytes } = planRoom(models, { needBytes, usedBytes, quotaBytes, freeBytes });
      const gone = go.map((modelId) => models.find((one) => one.modelId === modelId)!);
      expect(gone.every((one) => one.origin === 'cache' && !one.isPinned && one.uses.length === 0)).toBe(true);
      expect(freedBytes).toBe(gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
      const missing = Math.max(0, quotaBytes === null ? 0 : usedBytes + needBytes - quotaBytes, freeBytes === null || needBytes === 0 ? 0 : needBytes + diskReserveBytes - freeBytes);
      if (shortBytes > 0) expect(go).toEqual([]);
      else expect(freedBytes).toBeGreaterThanOrEqual(missing);
      // Without the last one it would not do.
      if (gone.length > 0) expect(freedBytes - gone.at(-1)!.sizeBytes).toBeLessThan(missing);
    }));
  });
});
