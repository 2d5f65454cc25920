import { useState } from 'react';
import { parseCoins, parseUnits } from '../../../electron/shared/coins.ts';
import type { WalletAccount, WalletAction, WalletState, WalletToken } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Placeholder } from '../../components/Shown.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { Field } from '../../components/SecretField.tsx';
import { sameAddress } from '../../../electron/shared/units.ts';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSendAct } from '../../useWallet.ts';
import { AddContact, contactAt } from './ContactsSection.tsx';
import { findToken, tokenName, wordedError } from './tokenWords.ts';
import { SendReview, type Review } from './SendReview.tsx';

const text = walletWords.send;
type What = keyof typeof text.what2;
const choices = (hasTokens: boolean) => (['coins', 'gas', ...(hasTokens ? (['token'] as const) : [])] as const).map((value) => ({ value, words: text.what2[value] }));

/** What was typed as an action, or what is wrong with it. */
function readAction(what: What, token: WalletToken | undefined, to: string, amount: string): WalletAction | string {
  const units = what === 'token' && token ? parseUnits(amount, token.decimals) : parseCoins(amount);
  if (units === null) return what === 'token' && token ? text.badUnits(formatCount(token.decimals)) : text.badAmount;
  if (units === 0n) return text.zero;
  if (what === 'token' && token) return { kind: 'sendToken', token: token.address, to, amountUnits: units, decimals: token.decimals };
  return { kind: what === 'coins' ? 'sendCoins' : 'sendGas', to, amountWei: units };
}

/** Sending, in three steps: what and to whom; what it means, costs and risks; on its way. */
export function SendSection({ wallet, chainId }: { readonly wallet: WalletState; readonly chainId: number | null }) {
  const able = wallet.accounts.filter(({ rootId }) => rootId !== null);
  const [accountId, setAccountId] = useState('');
  const [to, setTo] = useState('');
  const [amount, setAmount] = useState('');
  const [what, setWhat] = useState<What>('coins');
  const [problem, setProblem] = useState<string | null>(null);
  const [review, setReview] = useState<Review | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [isNaming, setIsNaming] = useState(false);
  const tokens = wallet.tokens.filter((token) => token.chainId === chainId);
  const [tokenAddress, setTokenAddress] = useState('');
  const token = findToken(tokens, tokenAddress) ?? tokens[0];
  const account = able.find((one) => one.accountId === accountId) ?? able[0];
  const plan = useSendAct(async (input: { account: WalletAccount; action: WalletAction; to: string; token: WalletToken | null }, signer, provider): Promise<Review> => {
    const address = await signer.ask('checkAddress', { accountId: input.account.accountId, address: input.to });
    const [described, planned] = await Promise.all([
      signer.ask('describeAction', { accountId: input.account.accountId, action: input.action }),
      provider.ask('planAction', { account: input.account.address, action: input.action }),
    ]);
    return { ...input, address, described, plan: planned };
  }, setReview);
  const submit = (own: WalletAccount): void => {
    const action = readAction(what, token, to.trim(), amount.trim());
    setProblem(typeof action === 'string' ? action : null);
    if (typeof action === 'string') return;
    setSentTo(null);
    plan.run({ account: own, to: to.trim(), action, token: action.kind === 'sendToken' ? token! : null });
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
      {sentTo !== null && (
        <div className="sent">
          <p role="status">{text.sent}</p>
          {!isKnown(wallet, sentTo) && <p><button type="button" className="button plain" onClick={() => setIsNaming(true)}>{walletWords.contacts.keep}</button></p>}
        </div>
      )}
      <FormDialog open={isNaming && sentTo !== null} title={walletWords.contacts.keep} onClose={() => setIsNaming(false)}>{sentTo !== null && <AddContact address={sentTo} onClose={() => setIsNaming(false)} />}</FormDialog>
      {account !== undefined && review === null && (
        <form className="form" onSubmit={(event) => { event.preventDefault(); submit(account); }}>
          {able.length > 1 && (
            <Field label={text.from}>{(ids) => <select {...ids} className="field" value={account.accountId} onChange={(event) => setAccountId(event.target.value)}>{able.map((one) => <option key={one.accountId} value={one.accountId}>{plainText(one.name, 60)}</option>)}</select>}</Field>
          )}
          <Segmented label={text.what} name="what" choices={choices(tokens.length > 0)} value={what} onChange={setWhat} />
          {what === 'token' && token && (
            <Field label={text.token}>{(ids) => <select {...ids} className="field" value={token.address} onChange={(event) => setTokenAddress(event.target.value)}>{tokens.map((one) => <option key={one.address} value={one.address}>{`${tokenName(one)} (${shortDigest(one.address)})`}</option>)}</select>}</Field>
          )}
          <Recipients wallet={wallet} from={account.address} to={to} onChoose={setTo} />
          <Field label={text.to} hint={text.toHint}>{(ids) => <input {...ids} className="field mono" required maxLength={80} autoComplete="off" spellCheck={false} value={to} onChange={(event) => setTo(event.target.value)} />}</Field>
          <Field label={text.amount}>{(ids) => <input {...ids} className="field num" required maxLength={60} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} />}</Field>
          {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
          <FailureLine error={wordedError(plan.error)} />
          <div className="buttons"><button type="submit" className="button first" disabled={plan.busy}>{plan.busy ? text.reviewing : text.review}</button></div>
        </form>
      )}
      {review !== null && (
        <SendReview wallet={wallet} review={review} onBack={() => setReview(null)} onSent={() => { setSentTo(review.address.address); forget(); }} />
      )}
    </section>
  );
}

const isKnown = (wallet: WalletState, address: string): boolean => contactAt(wallet, address) !== undefined || wallet.accounts.some((account) => sameAddress(account.address, address));

/** Names to choose from instead of typing: the address book, then the owner's other accounts. */
function Recipients({ wallet, from, to, onChoose }: { readonly wallet: WalletState; readonly from: string; readonly to: string; readonly onChoose: (address: string) => void }) {
  const known = [
    ...wallet.contacts.map(({ contactId, name, address }) => ({ id: contactId, address, label: plainText(name, 60) })),
    ...wallet.accounts.filter(({ address }) => !sameAddress(address, from)).map(({ accountId, name, address }) => ({ id: accountId, address, label: walletWords.contacts.own(plainText(name, 60)) })),
  ];
  if (known.length === 0) return null;
  const chosen = known.find(({ address }) => sameAddress(address, to.trim()));
  return (
    <Field label={walletWords.contacts.choose}>
      {(ids) => (
        <select {...ids} className="field" value={chosen?.id ?? ''} onChange={(event) => onChoose(known.find(({ id }) => id === event.target.value)?.address ?? '')}>
          <option value="">{walletWords.contacts.none}</option>
          {known.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
        </select>
      )}
    </Field>
  );
}
