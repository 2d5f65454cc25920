import type { Statement } from '../../shared/books.ts';

/** A piece of measured time. `cost` is that of `costedWattHours`, the part whose price was known when it was drawn; `seenMs` counts the gaps too. */
export type EnergyTold = { readonly wattHours: number; readonly coveredMs: number; readonly seenMs: number; readonly cost: number; readonly costedWattHours: number };

/**
 * What was measured and what it cost, from what is measured and priced to what the gaps and the unpriced part would add at the same rate. Never a
 * zero for the unknown: null where no meter was read, and where no price was known. Pure.
 */
export function buildEnergy(hours: readonly EnergyTold[], currency: string | null): Pick<Statement, 'energy' | 'energyCost'> & { readonly perWattHour: number | null } {
  const total = (key: keyof EnergyTold): number => hours.reduce((all, hour) => all + hour[key], 0);
  const [wattHours, coveredMs, seenMs, cost, costed] = [total('wattHours'), total('coveredMs'), total('seenMs'), total('cost'), total('costedWattHours')];
  if (coveredMs <= 0) return { energy: null, energyCost: null, perWattHour: null };
  const energy = { wattHours, coveredShare: coveredMs / seenMs };
  if (currency === null || costed <= 0) return { energy, energyCost: null, perWattHour: null };
  const most = (cost / costed) * wattHours * (seenMs / coveredMs);
  return { energy, energyCost: { currency, least: Math.min(cost, most), most: Math.max(cost, most) }, perWattHour: cost / costed };
}
