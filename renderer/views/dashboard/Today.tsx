import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { decimalsFor } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useSlice } from '../../useBridge.ts';

const text = words.dashboard;

/** What was earned today, how the jobs went, and what is signed but not paid yet. */
export function Today() {
  const earnings = useSlice('earnings');
  if (earnings.state === 'failed') return null;
  return (
    <div className="today">
      <Shown from={earnings} waiting={words.earnings.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => {
          const waits = [
            { words: text.waitsFor.voucher, wei: now.waitingVoucherWei },
            { words: text.waitsFor.anchor, wei: now.waitingAnchorWei },
            { words: text.waitsFor.window, wei: now.waitingWindowWei },
          ].filter(({ wei }) => wei > 0n);
          const decimals = Math.min(...waits.map(({ wei }) => decimalsFor(wei)));
          return (
            <>
              <h2 className="today-title">{text.today} <TestMoney /></h2>
              <p className="today-sum"><Money wei={now.todayWei} /></p>
              <p className="soft num">
                {formatCount(now.todayJobs)} {text.accepted}, {formatCount(now.todayRejected)} {text.rejected}
              </p>
              {waits.length === 0 ? (
                <p className="today-waits soft small">{text.waitsNone}</p>
              ) : (
                <dl className="today-waits small">
                  {waits.map((wait) => (
                    <div key={wait.words}>
                      <dd><Money wei={wait.wei} decimals={decimals} bare /></dd>
                      <dt>{text.waitsPart(wait.words)}</dt>
                    </div>
                  ))}
                </dl>
              )}
            </>
          );
        }}
      </Shown>
    </div>
  );
}
