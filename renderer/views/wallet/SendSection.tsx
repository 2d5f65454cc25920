import { useState } from 'react';
import { parseCoins } from '../../../electron/shared/coins.ts';
import { HearthError } from '../../../electron/shared/errors.ts';
import type { WalletAccount, WalletAction, WalletState } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Placeholder } from '../../components/Shown.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { Field } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSendAct } from '../../useWallet.ts';
import { SendReview, type Review } from './SendReview.tsx';

const text = walletWords.send;
type What = keyof typeof text.what2;
const choices = () => (['coins', 'gas'] as const).map((value) => ({ value, words: text.what2[value] }));

/** Sending, in three steps: what and to whom; what it means, costs and risks; on its way. */
export function SendSection({ wallet }: { readonly wallet: WalletState }) {
  const able = wallet.accounts.filter(({ rootId }) => rootId !== null);
  const [accountId, setAccountId] = useState('');
  const [to, setTo] = useState('');
  const [amount, setAmount] = useState('');
  const [what, setWhat] = useState<What>('coins');
  const [problem, setProblem] = useState<string | null>(null);
  const [review, setReview] = useState<Review | null>(null);
  const [isSent, setIsSent] = useState(false);
  const account = able.find((one) => one.accountId === accountId) ?? able[0];
  const plan = useSendAct(async (input: { account: WalletAccount; action: WalletAction; to: string }, signer, provider): Promise<Review> => {
    const address = await signer.ask('checkAddress', { accountId: input.account.accountId, address: input.to });
    const [described, planned] = await Promise.all([
      signer.ask('describeAction', { accountId: input.account.accountId, action: input.action }),
      provider.ask('planAction', { account: input.account.address, action: input.action }),
    ]);
    return { ...input, address, described, plan: planned };
  }, setReview);
  const submit = (own: WalletAccount): void => {
    const amountWei = parseCoins(amount.trim());
    setProblem(amountWei === null ? text.badAmount : amountWei === 0n ? text.zero : null);
    if (amountWei === null || amountWei === 0n) return;
    setIsSent(false);
    plan.run({ account: own, to: to.trim(), action: { kind: what === 'coins' ? 'sendCoins' : 'sendGas', to: to.trim(), amountWei } });
  };
  const forget = (): void => {
    setReview(null);
    setTo('');
    setAmount('');
  };
  return (
    <section className="section" aria-labelledby="send-title">
      <h2 id="send-title">{text.title} <TestMoney /></h2>
      {account === undefined && <Placeholder kind="empty" title={text.noKey} />}
      {isSent && <p className="sent" role="status">{text.sent}</p>}
      {account !== undefined && review === null && (
        <form className="form" onSubmit={(event) => { event.preventDefault(); submit(account); }}>
          {able.length > 1 && (
            <Field label={text.from}>{(ids) => <select {...ids} className="field" value={account.accountId} onChange={(event) => setAccountId(event.target.value)}>{able.map((one) => <option key={one.accountId} value={one.accountId}>{plainText(one.name, 60)}</option>)}</select>}</Field>
          )}
          <Segmented label={text.what} name="what" choices={choices()} value={what} onChange={setWhat} />
          <Field label={text.to} hint={text.toHint}>{(ids) => <input {...ids} className="field mono" required maxLength={80} autoComplete="off" spellCheck={false} value={to} onChange={(event) => setTo(event.target.value)} />}</Field>
          <Field label={text.amount}>{(ids) => <input {...ids} className="field num" required maxLength={60} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} />}</Field>
          {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
          <FailureLine error={wordedError(plan.error)} />
          <div className="buttons"><button type="submit" className="button first" disabled={plan.busy}>{plan.busy ? text.reviewing : text.review}</button></div>
        </form>
      )}
      {review !== null && (
        <SendReview wallet={wallet} review={review} onBack={() => setReview(null)} onSent={() => { forget(); setIsSent(true); }} />
      )}
    </section>
  );
}

/** An address that is not even hexadecimal fails the bridge's own form; for its owner it is no address, like every other. */
const wordedError = (error: HearthError | null): HearthError | null => (error?.code === 'bridge.malformed' ? new HearthError('wallet.addressInvalid', { reason: 'an address is 0x and 40 hexadecimal digits' }) : error);
