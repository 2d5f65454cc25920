import type { CachedModel, RoomPlan } from '../../../shared/modelCache.ts';

/** What is known of a model before it is weighed. */
export type WeighedFacts = Omit<CachedModel, 'weiPerGibHour' | 'goesAt'>;

/** How far back earnings are counted. */
export const earnedWindowMs = 7 * 24 * 3_600_000;
/** A model that is here for less than this had no chance to earn: it goes after those that had. */
const tooNewMs = 24 * 3_600_000;
const bytesPerGib = 2n ** 30n;
const hourMs = 3_600_000n;

/**
 * What a model earned here for each GiB it takes and each hour it was here, wei. Pure.
 * @returns null: it is here for less than a day, which says nothing yet
 */
export function weiPerGibHourOf({ paidWei, sizeBytes, installedAtMs }: Pick<WeighedFacts, 'paidWei' | 'sizeBytes' | 'installedAtMs'>, nowMs: number): bigint | null {
  const hereMs = installedAtMs === null ? earnedWindowMs : Math.min(earnedWindowMs, nowMs - installedAtMs);
  if (hereMs < tooNewMs || sizeBytes === 0) return null;
  return (paidWei * bytesPerGib * hourMs) / (BigInt(sizeBytes) * BigInt(hereMs));
}

/** Whether a model may go at all: only what Hearth itself keeps, unpinned, and needed by nothing. */
const mayGo = ({ origin, isPinned, uses }: Pick<CachedModel, 'origin' | 'isPinned' | 'uses'>): boolean => origin === 'cache' && !isPinned && uses.length === 0;

/**
 * Every model with its value and its place in the order of going: what was let go first, then what earns least for its room, then what was used longest ago,
 * then the largest; what is too new to be judged comes last. Pure.
 */
export function weighModels(models: readonly WeighedFacts[], nowMs: number): CachedModel[] {
  const valued = models.map((model) => ({ ...model, weiPerGibHour: weiPerGibHourOf(model, nowMs) }));
  const order = valued.filter(mayGo).sort(byGoing).map(({ modelId }) => modelId);
  return valued.map((model) => ({ ...model, goesAt: mayGo(model) ? order.indexOf(model.modelId) + 1 : null }));
}

type Valued = WeighedFacts & Pick<CachedModel, 'weiPerGibHour'>;
function byGoing(a: Valued, b: Valued): number {
  if (a.isLetGo !== b.isLetGo) return a.isLetGo ? -1 : 1;
  if (a.weiPerGibHour !== b.weiPerGibHour) {
    if (a.weiPerGibHour === null || b.weiPerGibHour === null) return a.weiPerGibHour === null ? 1 : -1;
    return a.weiPerGibHour < b.weiPerGibHour ? -1 : 1;
  }
  return (a.lastUsedMs ?? 0) - (b.lastUsedMs ?? 0) || b.sizeBytes - a.sizeBytes || (a.modelId < b.modelId ? -1 : 1);
}

export type RoomAsked = { readonly needBytes: number; readonly usedBytes: number; readonly quotaBytes: number | null; readonly freeBytes: number | null };

/** Left free on the disk whatever is asked: a full disk stops everything else of this machine too. */
export const diskReserveBytes = 256 * 2 ** 20;

/**
 * Which models go for so many bytes more: the fewest from the front of the order that make enough room under the quota and on the disk. Pure.
 * @param models  as {@link weighModels} gives them
 * @returns `shortBytes` above 0: even without all of them it does not fit
 */
export function planRoom(models: readonly CachedModel[], { needBytes, usedBytes, quotaBytes, freeBytes }: RoomAsked): RoomPlan {
  const overQuota = quotaBytes === null ? 0 : usedBytes + needBytes - quotaBytes;
  const overDisk = freeBytes === null || needBytes === 0 ? 0 : needBytes + diskReserveBytes - freeBytes;
  const missing = Math.max(0, overQuota, overDisk);
  const go: string[] = [];
  let freedBytes = 0;
  for (const model of models.filter(({ goesAt }) => goesAt !== null).sort((a, b) => a.goesAt! - b.goesAt!)) {
    if (freedBytes >= missing) break;
    go.push(model.modelId);
    freedBytes += model.sizeBytes;
  }
  const shortBytes = Math.max(0, missing - freedBytes);
  // A model that would go for nothing stays.
  return shortBytes > 0 ? { go: [], freedBytes: 0, shortBytes } : { go, freedBytes, shortBytes: 0 };
}
