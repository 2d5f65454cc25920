import type { JobDetail } from '../../../electron/shared/shapes.ts';
import { sayMoney, useCoin } from '../../components/Money.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { formatMoment } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { paymentWords } from '../../strings/payments.ts';
import { payoutWords } from '../../strings/payout.ts';
import { useNow } from '../../useBridge.ts';
import { OwnersAct, usePayer } from '../wallet/OwnersAct.tsx';

const text = paymentWords.lapse;
type Props = { readonly claim: NonNullable<JobDetail['claim']>; readonly priceWei: bigint };

/** The way out of a claim that nobody could pay: when it lapses, and from then on the act that ends it. */
export function LapseClaim({ claim, priceWei }: Props) {
  const nowMs = useNow(60_000);
  if (nowMs < claim.lapsesAtMs) return <p className="soft small">{text.from(formatMoment(Math.min(claim.lapsesAtMs, 8.64e15)))}</p>;
  return <SignerPort fallback={<p className="soft small" role="status">{payoutWords.unsigned}</p>}><End claim={claim} priceWei={priceWei} /></SignerPort>;
}

function End({ claim, priceWei }: Props) {
  const coin = useCoin();
  const { wallet, account } = usePayer();
  if (wallet === null) return <p className="soft small" role="status">{payoutWords.unsigned}</p>;
  return (
    <div className="buttons">
      <span className="small">{text.lapsed}</span>
      {account === null ? <a className="button" href={formatRoute({ screen: 'wallet' })}>{payoutWords.toWallet}</a>
        : <OwnersAct wallet={wallet} account={account} action={{ kind: 'lapseClaim', order: claim.order }} words={{ button: text.end, go: text.endGo, sentence: text.endSentence(sayMoney(priceWei, coin)) }} onSent={() => {}} />}
    </div>
  );
}
