import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayUsage } from '../../shared/gatewayUsage.ts';
import { openAppKeys } from './appKeys.ts';
import { costAtClouds } from './cloudPrices.ts';
import { dayOf, firstDayOf, openUsageBook, type UsageRow } from './usageBook.ts';

export const keysFile = (dataFolder: string): string => join(dataFolder, 'gateway', 'keys.json');
export const usageFile = (dataFolder: string): string => join(dataFolder, 'gateway', 'usage.sqlite');

/**
 * What was bought through the gateway of a data folder; of one key where it is named. Nothing is made where no gateway ran.
 *
 * @param days  as many as end today, UTC
 * @throws storage.unreadable · storage.newer
 */
export function readGatewayUsage(dataFolder: string, { days, key }: { readonly days: number; readonly key?: string }, nowMs: number): GatewayUsage {
  const sinceDay = firstDayOf(days, nowMs);
  const book = openUsageBook(usageFile(dataFolder), 'read', () => nowMs);
  try {
    const rows = [...book.list({ sinceDay, ...(key === undefined ? {} : { key }) })];
    const keys = openAppKeys(keysFile(dataFolder), () => nowMs).list();
    return {
      isUsed: keys.length > 0 || existsSync(usageFile(dataFolder)), sinceDay, untilDay: dayOf(nowMs), coin: 'EMBER', rows, clouds: besideClouds(rows),
      sellers: key === undefined ? [...book.listSellers({ sinceDay })] : [], refunds: key === undefined ? [...book.listRefunds({ sinceDay })] : [],
      keys: keys.filter(({ name }) => key === undefined || name === key).map(({ name, budgetWei, spentWei, requests, auditPolicy }) => ({ name, budgetWei, spentWei, requests, auditPolicy })),
    };
  } finally {
    book.close();
  }
}

/** What the tokens of each kind would cost at the list prices of clouds; rows of before, whose kind is not known, are left out. */
const besideClouds = (rows: readonly UsageRow[]): GatewayUsage['clouds'] => (['generate', 'embed'] as const).flatMap((kind) => {
  const ofKind = rows.filter((row) => row.kind === kind);
  const sum = (name: 'unitsIn' | 'unitsOut'): number => ofKind.reduce((units, row) => units + row[name], 0);
  const unitsIn = sum('unitsIn');
  const unitsOut = kind === 'embed' ? 0 : sum('unitsOut');
  return unitsIn === 0 ? [] : costAtClouds({ unitsIn, unitsOut }, kind).map((cost) => ({ ...cost, unitsIn, unitsOut }));
});
