import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { decimalsFor } from '../../format/money.ts';
import { formatCount, plural } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useSlice } from '../../useBridge.ts';
import { EnergyLine } from './EnergyLine.tsx';

const text = words.earnings;

/** What is paid, what is signed but waits, and what is not known. */
export function Statement() {
  const earnings = useSlice('earnings');
  return (
    <section className="section" aria-labelledby="statement-title">
      <h2 id="statement-title">{text.statement} <TestMoney /></h2>
      <Shown from={earnings} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => {
          const lines = [
            { name: text.today, wei: now.todayWei, note: `${formatCount(now.todayJobs)} ${words.dashboard.accepted}, ${formatCount(now.todayRejected)} ${words.dashboard.rejected}` },
            { name: text.total, wei: now.totalWei, note: plural(now.totalJobs, words.jobsCount) },
            { name: text.waits, wei: now.waitingVoucherWei, note: words.dashboard.waitsFor.voucher },
            { name: text.waits, wei: now.waitingAnchorWei, note: words.dashboard.waitsFor.anchor },
            { name: text.waits, wei: now.waitingWindowWei, note: words.dashboard.waitsFor.window },
          ];
          const decimals = Math.max(2, ...lines.filter(({ wei }) => wei > 0n).map(({ wei }) => decimalsFor(wei)));
          return (
            <dl className="statement">
              {lines.map(({ name, wei, note }) => <div key={name + note}><dt>{name} <span className="soft">{note}</span></dt><dd><Money wei={wei} decimals={decimals} /></dd></div>)}
              <EnergyLine energy={now.energy} energyCost={now.energyCost} />
            </dl>
          );
        }}
      </Shown>
    </section>
  );
}
