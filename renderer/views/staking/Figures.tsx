import type { ReactNode } from 'react';
import type { Staking } from '../../../electron/shared/staking.ts';
import { Money } from '../../components/Money.tsx';
import { formatPercent, plural } from '../../format/numbers.ts';
import { formatCountdown, formatMoment } from '../../format/time.ts';
import { stakingWords } from '../../strings/staking.ts';
import { useNow } from '../../useBridge.ts';
import { unbondingLeftMs } from './figures.ts';

const text = stakingWords.figures;

/** The six numbers beside the one that is big. */
export function Figures({ facts, readAtMs }: { readonly facts: Staking; readonly readAtMs: number }) {
  const share = facts.inFlightLimitWei === 0n ? 0 : Number((facts.inFlightWei * 1_000_000n) / facts.inFlightLimitWei) / 1_000_000;
  return (
    <dl className="figures">
      <Figure name={text.required} note={text.requiredWhy}><Money wei={facts.requiredWei} /></Figure>
      <Figure name={text.surplus} note={text.surplusWhy}><Money wei={facts.surplusWei} /></Figure>
      <Figure name={text.inFlight} note={text.inFlightWhy(formatPercent(share))}><Money wei={facts.inFlightWei} /></Figure>
      <Figure name={text.unbonding} note={facts.unbonding ? <Countdown facts={facts} readAtMs={readAtMs} /> : text.unbondingNone}><Money wei={facts.unbonding?.wei ?? 0n} /></Figure>
      <Figure name={text.atRisk} note={text.atRiskWhy(formatPercent(facts.rates.faultBps / 10_000))}><Money wei={facts.atRiskWei} /></Figure>
      <Figure name={text.slashed} note={facts.slashes.length === 0 ? text.slashedNever : plural(facts.slashes.length, text.slashedTimes)}><Money wei={facts.slashedWei} /></Figure>
    </dl>
  );
}

function Figure({ name, note, children }: { readonly name: string; readonly note: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd className="figure-value">{children}</dd>
      <dd className="soft small">{note}</dd>
    </div>
  );
}

function Countdown({ facts, readAtMs }: { readonly facts: Staking; readonly readAtMs: number }) {
  const nowMs = useNow(1000);
  const leftMs = unbondingLeftMs(facts, readAtMs, nowMs);
  const words = stakingWords.unbonding;
  if (leftMs === 0) return <strong className="unbonding-ready" data-unbonding="ready">{words.ready}</strong>;
  return <span data-unbonding="running" className="num">{words.running(formatCountdown(leftMs))}, {words.until(formatMoment(facts.unbonding!.readyAtSeconds * 1000))}</span>;
}
