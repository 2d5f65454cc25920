import type { EarningsNow } from '../../../electron/shared/shapes.ts';
import { formatMoneyRange } from '../../format/moneyRange.ts';
import { formatNumber, formatPercent } from '../../format/numbers.ts';
import { leftToRight } from '../../format/locale.ts';
import { bookWords as text } from '../../strings/books.ts';

/** What power cost, as exactly as it is known, with how much of the time the meter saw; the unknown in words, never as a zero. */
export function EnergyLine({ energy, energyCost }: Pick<EarningsNow, 'energy' | 'energyCost'>) {
  return (
    <div>
      <dt>{text.energy} {energy && <span className="soft">{text.measured(leftToRight(`${formatNumber(energy.wattHours, energy.wattHours < 1 ? 3 : 1)} Wh`), formatPercent(Math.min(1, energy.coveredShare)))}</span>}</dt>
      <dd className="num">{energyCost ? formatMoneyRange(energyCost) : <span className="soft">{energy ? text.energyNoPrice : text.noMeter}</span>}</dd>
    </div>
  );
}
