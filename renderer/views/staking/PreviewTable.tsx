import type { Staking } from '../../../electron/shared/staking.ts';
import { Money, useCoin } from '../../components/Money.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatPercent } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { stakingWords } from '../../strings/staking.ts';
import { previewStake, whatStakeBuys } from './figures.ts';

const text = stakingWords.preview;

/** Before and after, side by side, with what can be lost. */
export function PreviewTable({ facts, changeWei }: { readonly facts: Staking; readonly changeWei: bigint }) {
  const now = previewStake(facts, 0n);
  const after = previewStake(facts, changeWei);
  const rows = [[text.staked, now.stakedWei, after.stakedWei], [text.limit, now.limitWei, after.limitWei], [text.free, now.surplusWei, after.surplusWei], [text.worst, now.worstWei, after.worstWei]] as const;
  return (
    <>
      <table className="preview" aria-label={text.title}>
        <thead><tr><td /><th scope="col" className="end">{text.now}</th><th scope="col" className="end">{text.after}</th></tr></thead>
        <tbody>{rows.map(([name, before, then]) => <tr key={name}><th scope="row">{name}</th><td className="end"><Money wei={before} bare /></td><td className="end"><strong><Money wei={then} bare /></strong></td></tr>)}</tbody>
      </table>
      <p className="soft small">{text.worst}: {text.worstWhy(formatPercent(facts.rates.faultBps / 10_000))}.</p>
      {changeWei > 0n && <p className="small"><Buys facts={facts} addedWei={changeWei} /> {text.lock(formatSpan(facts.rates.unbondingSeconds * 1000))}</p>}
    </>
  );
}

function Buys({ facts, addedWei }: { readonly facts: Staking; readonly addedWei: bigint }) {
  const coin = useCoin();
  const buys = whatStakeBuys(facts, addedWei);
  return buys.kind === 'nothing' ? text.buysNothing : buys.kind === 'unknown' ? text.buysUnknown : text.buys(`${formatCoins(buys.wei)} ${coin}`);
}
