import { parseCoins } from '../../../electron/shared/coins.ts';
import type { Governance } from '../../../electron/shared/governance.ts';

export type Parameter = Governance['parameters'][number];

/** What a person types for a governed number, in the unit of its name: coins, percent with two decimals, seconds, or a count. Null: not a value. */
export function parseParameter(name: string, typed: string): bigint | null {
  const text = typed.trim();
  if (name.endsWith('Wei')) return parseCoins(text);
  if (name.endsWith('Bps')) {
    const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text);
    return found ? BigInt(found[1]!) * 100n + BigInt((found[2] ?? '').padEnd(2, '0')) : null;
  }
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

export const unitOf = (name: string): 'Wei' | 'Bps' | 'Seconds' | 'count' => (['Wei', 'Bps', 'Seconds'] as const).find((unit) => name.endsWith(unit)) ?? 'count';

/** Why a value cannot be proposed; null: it can. */
export function parameterProblem(parameter: Parameter, value: bigint | null): 'badValue' | 'outOfBounds' | 'same' | null {
  if (value === null) return 'badValue';
  if (value < parameter.lowest || value > parameter.highest) return 'outOfBounds';
  return value === parameter.value ? 'same' : null;
}
