import type { FeeWait, WeighFee } from '../earnings/feeShare.ts';
import type { SettlementLine } from './settlement.ts';

/** Of one more voucher line in a settlement (docs/gas.md: 951,624 for twenty lines, 142,665 for one). */
const lineGas = 42_000n;

export type SettlementFees = {
  readonly rule: WeighFee;
  /** Of the newest block, wei per gas. */
  readonly baseFeeWei: bigint;
  /** Gas of one settlement of these lines. @throws chain.* */
  readonly estimateGas: (lines: readonly SettlementLine[]) => Promise<bigint>;
  /** Whether a line's client could soon take back what pays it. @throws chain.* */
  readonly isLastChance: (line: SettlementLine) => Promise<boolean>;
};

export type WeighedSettlement = { readonly chosen: readonly SettlementLine[]; readonly waiting: ReadonlyMap<SettlementLine, FeeWait> };

/**
 * The lines that are worth their fee by the owner's rule. A line that is not worth its own part of the gas waits while the others go; if all together are not worth the
 * transaction, only those go that would be lost otherwise, and those only for less than they fetch.
 */
export async function weighSettlement(lines: readonly SettlementLine[], { rule, baseFeeWei, estimateGas, isLastChance }: SettlementFees): Promise<WeighedSettlement> {
  const ownPart = (line: SettlementLine, isLast = false): FeeWait | null => rule(baseFeeWei * lineGas, line.amountWei, isLast);
  const weighAll = async (some: readonly SettlementLine[], isLast = false): Promise<FeeWait | null> =>
    rule(baseFeeWei * (await estimateGas(some)), some.reduce((sum, { amountWei }) => sum + amountWei, 0n), isLast);

  const worthy = lines.filter((line) => !ownPart(line));
  const together = worthy.length > 0 ? await weighAll(worthy) : null;
  const going = together ? [] : worthy;
  const staying = lines.filter((line) => !going.includes(line));
  const urgent: SettlementLine[] = [];
  for (const line of staying) if (!ownPart(line, true) && (await isLastChance(line))) urgent.push(line);
  // Beside others they cost their own part of the gas, alone a whole transaction.
  const isUrgentWorth = urgent.length > 0 && (going.length > 0 || !(await weighAll(urgent, true)));
  const chosen = isUrgentWorth ? [...going, ...urgent] : going;
  return { chosen, waiting: new Map(staying.filter((line) => !chosen.includes(line)).map((line) => [line, ownPart(line) ?? together!])) };
}
