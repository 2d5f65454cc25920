import type { ReactNode } from 'react';
import type { EarningsNow, Network } from '../../../electron/shared/shapes.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatMoneyRange } from '../../format/moneyRange.ts';
import { formatCount, formatPercent } from '../../format/numbers.ts';
import { formatCountdown } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { bookWords } from '../../strings/books.ts';
import { words } from '../../strings/words.ts';
import { useSlice, useTopic } from '../../useBridge.ts';

const text = words.dashboard;
/** From here on the next jobs may find no room under the stake. */
const nearlyFull = 0.9;

/** The day in five figures: what was earned, what is left of it, how the jobs went, what waits, whether Hearth was there when it was let, and what the stake still carries. */
export function Today() {
  const earnings = useSlice('earnings');
  const network = useTopic('network')?.value ?? null;
  if (earnings.state === 'failed') return null;
  return (
    <div className="today">
      <Shown from={earnings} waiting={words.earnings.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => (
          <>
            <h2 className="today-title">{text.today} <TestMoney /></h2>
            <p className="today-sum"><Money wei={now.todayWei} /></p>
            <p className="soft num">
              {formatCount(now.todayJobs)} {text.accepted}, {formatCount(now.todayRejected)} {text.rejected}
            </p>
            <dl className="today-facts small num">
              <Left now={now} />
              <Waits now={now} />
              <Line title={text.ready}>{now.uptime.allowedMs === 0 ? text.readyNone : text.readyOf(formatCountdown(now.uptime.readyMs), formatCountdown(now.uptime.allowedMs))}</Line>
              {network?.stakeWei != null && <Line title={text.stake}><a href={formatRoute({ screen: 'staking' })}>{describeStake(network)}</a></Line>}
            </dl>
          </>
        )}
      </Shown>
    </div>
  );
}

/** What the day leaves after the network's shares and energy, or why that is not known; then what energy cost, as far as that is. */
function Left({ now: { net, netUnknown, energyCost } }: { readonly now: EarningsNow }) {
  const href = formatRoute({ screen: 'earnings' });
  return (
    <>
      <Line title={bookWords.net}><a href={href}>{net ? <strong>{formatMoneyRange(net)}</strong> : netUnknown && bookWords.unknown[netUnknown]}</a></Line>
      {!net && energyCost && <Line title={bookWords.energy}>{formatMoneyRange(energyCost)}</Line>}
    </>
  );
}

const Line = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => <div><dt>{title}</dt><dd>{children}</dd></div>;

function Waits({ now }: { readonly now: EarningsNow }) {
  const wei = now.waitingVoucherWei + now.waitingAnchorWei + now.waitingWindowWei;
  if (wei === 0n) return <div><dt>{text.waitsNone}</dt></div>;
  return <Line title={text.waits}><a href={formatRoute({ screen: 'earnings' })}><Money wei={wei} bare /></a></Line>;
}

function describeStake({ stakeWei, inFlightWei, inFlightLimitWei }: Network): string {
  if (!stakeWei || !inFlightLimitWei) return text.stakeNone;
  const used = Number(((inFlightWei ?? 0n) * 10_000n) / inFlightLimitWei) / 10_000;
  return (used >= nearlyFull ? text.stakeFull : text.stakeUsed)(formatPercent(used));
}
