import type { PayoutAdvice, PayoutItem, PayoutPlan } from '../../../electron/shared/payoutPlan.ts';
import type { WalletAction } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, sayMoney, TestMoney, useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatCoins } from '../../format/money.ts';
import { formatPercent, plural } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { payoutWords as text } from '../../strings/payout.ts';
import { walletWords } from '../../strings/wallet.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer, useSlice } from '../../useBridge.ts';
import { useNearNews } from '../../useNearNews.ts';
import { useWallet } from '../../useWallet.ts';
import { OwnersAct, usePayer } from '../wallet/OwnersAct.tsx';
import { daysUntil, recommend, type Recommendation } from './recommend.ts';

/** Where earnings wait, what fetching them costs as a share of them, and one sentence on what to do. */
export function PayoutPlanner() {
  return (
    <section className="section" aria-labelledby="payout-title">
      <h2 id="payout-title">{text.title} <TestMoney /></h2>
      <SignerPort fallback={<p className="soft" role="status">{text.unsigned}</p>}><Planned /></SignerPort>
    </section>
  );
}

function Planned() {
  const wallet = useWallet();
  const { turn, expectNews } = useNearNews();
  const accounts = wallet.state === 'ready' ? wallet.value.accounts.map(({ address }) => address).slice(0, 50) : [];
  const plan = useAnswer('readPayoutPlan', { accounts }, turn);
  return <Shown from={plan} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>{(known) => <Plan plan={known} onSent={expectNews} />}</Shown>;
}

function Plan({ plan, onSent }: { readonly plan: PayoutPlan; readonly onSent: () => void }) {
  const coin = useCoin();
  const anyway = useAct((_: null, connection) => connection.ask('overruleFeeLimit', {}), onSent);
  const { wallet, account } = usePayer();
  const isHeld = plan.held.jobs > 0;
  return (
    <>
      <p className="payout-recommend" role="status">{recommendWords(recommend(plan), coin)}</p>
      <Places plan={plan} />
      {isHeld && plan.overruledUntilMs === null && <div className="buttons payout-anyway"><button type="button" className="button" disabled={anyway.busy} onClick={() => anyway.run(null)}>{text.anyway}</button></div>}
      {plan.overruledUntilMs !== null && <p className="sent" role="status">{text.overruled(formatWhen(plan.overruledUntilMs, Date.now()))}</p>}
      <FailureLine error={anyway.error} />
      {plan.items.length > 0 && <ul className="payout-items">{plan.items.map((item) => <Item key={keyOf(item)} item={item} onSent={onSent} />)}</ul>}
      {plan.items.length > 0 && wallet !== null && account === null && <p className="soft small">{text.noAccount} <a href={formatRoute({ screen: 'wallet' })}>{text.toWallet}</a></p>}
    </>
  );
}

function Places({ plan }: { readonly plan: PayoutPlan }) {
  const now = useSlice('earnings');
  const names = text.places;
  const collectWei = plan.items.reduce((sum, { dueWei, issuableWei }) => sum + dueWei + issuableWei, 0n);
  return (
    <dl className="statement">
      {now.state === 'ready' && <Place name={names.onWay} note={names.onWayNote} wei={now.value.waitingVoucherWei + now.value.waitingAnchorWei + now.value.waitingWindowWei} />}
      {plan.settlement.dueWei > 0n && <Place name={names.settle} note={formatList([names.settleNote, ...costOf(plan.settlement)], 'unit')} wei={plan.settlement.dueWei} />}
      {plan.held.jobs > 0 && <Place name={names.held} note={`${names.heldNote}, ${plural(plan.held.jobs, words.jobsCount)}`} wei={plan.held.wei} />}
      <Place name={names.collect} note={names.collectNote} wei={collectWei} />
      <div><dt>{names.payout} <span className="soft"><Digest value={plan.payout.address} /></span></dt><dd><Money wei={plan.payout.coinsWei} /></dd></div>
      <div><dt>{names.float} <span className="soft">{names.floatNote}</span></dt><dd className="num">{formatCoins(plan.node.gasWei)} {walletWords.gasCoin}</dd></div>
    </dl>
  );
}

const Place = ({ name, note, wei }: { readonly name: string; readonly note: string; readonly wei: bigint }) => <div><dt>{name} <span className="soft">{note}</span></dt><dd><Money wei={wei} /></dd></div>;

const keyOf = (item: PayoutItem): string => (item.kind === 'account' ? item.account : item.kind === 'royalty' ? `${item.modelId} ${item.index}` : item.node);
const holderOf = (item: PayoutItem): string | null => (item.kind === 'account' ? item.account : item.kind === 'royalty' ? item.holder : null);
const actionOf = (item: PayoutItem): WalletAction =>
  item.kind === 'account' ? { kind: 'collect', account: item.account } : item.kind === 'royalty' ? { kind: 'collectRoyalty', modelId: item.modelId, index: item.index } : { kind: 'collectIssuance', node: item.node };

function Item({ item, onSent }: { readonly item: PayoutItem; readonly onSent: () => void }) {
  const coin = useCoin();
  const { wallet, account } = usePayer(holderOf(item));
  const amountWei = item.dueWei + item.issuableWei;
  const subject = item.kind === 'account' ? item.account : item.kind === 'royalty' ? item.modelId : item.node;
  const holder = holderOf(item);
  const advice = adviceWords(item.advice, coin);
  return (
    <li data-payout={item.kind} data-advice={item.advice.kind}>
      <div>
        <h3>{text.kinds[item.kind]} <Digest value={subject} /></h3>
        <p className="soft small">{formatList(costOf(item), 'unit')}</p>
        {advice !== null && <p className="small">{advice}</p>}
      </div>
      <p className="payout-amount"><Money wei={amountWei} /></p>
      {wallet && account && (
        <div className="buttons">
          <OwnersAct wallet={wallet} account={account} action={actionOf(item)} isFirst={item.advice.kind === 'collect'} name={text.kinds[item.kind]} onSent={onSent}
            words={{ button: text.collect, go: text.collectGo, sentence: text.collectSentence(sayMoney(amountWei, coin), holder === null ? plainText(text.places.payout, 60) : shortDigest(holder)) }} />
        </div>
      )}
    </li>
  );
}

const percentWords = (percent: number): string => (percent >= 1000 ? text.above(formatPercent(10)) : formatPercent(percent / 100));

function costOf({ feeWei, advice }: { readonly feeWei: bigint | null; readonly advice: PayoutAdvice }): string[] {
  if (feeWei === null) return [text.feeUnknown];
  return [text.fee(`${formatCoins(feeWei)} ${walletWords.gasCoin}`), ...('percent' in advice ? [text.share(percentWords(advice.percent))] : [])];
}

function adviceWords(advice: PayoutAdvice, coin: string): string | null {
  switch (advice.kind) {
    case 'collect': return text.advice.collect;
    case 'wait': return text.advice.from(sayMoney(advice.fromWei, coin));
    case 'unknown': return text.advice.unknown;
    case 'noFee': case 'nothing': return null;
  }
}

function recommendWords(found: Recommendation, coin: string): string {
  const say = text.recommend;
  switch (found.kind) {
    case 'nothing': return say.nothing;
    case 'collect': return say.collect(sayMoney(found.wei, coin), percentWords(found.percent));
    case 'wait': return say.wait(sayMoney(found.wei, coin), percentWords(found.limitPercent));
    case 'unknown': return say.unknown(sayMoney(found.wei, coin));
    case 'settle': {
      const days = daysUntil(found.fromWei - found.wei, found.perDayWei);
      const then = days === null ? say.settleFrom(sayMoney(found.fromWei, coin)) : say.settleDays(sayMoney(found.fromWei, coin), plural(days, text.days));
      return `${say.settle(percentWords(found.percent), percentWords(found.limitPercent))} ${then}`;
    }
  }
}
