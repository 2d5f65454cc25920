import { useEffect, useRef, useState } from 'react';
import { formatExactCoins, formatUnits } from '../../../electron/shared/coins.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { WalletAccount, WalletAction, WalletBridge, WalletState, WalletToken } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, useCoin } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatWorth, type PerCoin } from '../../format/worth.ts';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useAnswer } from '../../useBridge.ts';
import { useSendAct } from '../../useWallet.ts';
import { contactAt } from './ContactsSection.tsx';
import { tokenName } from './tokenWords.ts';
import { problemOf } from './sendProblem.ts';
import { callCode, callSentence, groupedAddress, recipientOfCall } from './callWords.ts';

const text = walletWords.send;

export type Review = {
  readonly account: WalletAccount;
  readonly action: WalletAction;
  readonly address: Gives<WalletBridge, 'checkAddress'>;
  readonly described: Gives<WalletBridge, 'describeAction'>;
  readonly plan: Gives<PageBridge, 'planAction'>;
  /** Which token is sent; null: coins or gas. */
  readonly token: WalletToken | null;
};

type Warning = Review['described']['warnings'][number];
function warningWords(warning: Warning): string {
  if (warning.kind === 'lookalike') return text.warning.lookalike(warning.name === null ? text.usedBefore : plainText(warning.name, 60));
  if (warning.kind === 'firstUse' && warning.name !== undefined) return text.firstUseOf(plainText(warning.name, 60));
  return text.warning[warning.kind];
}

/** What would be signed, what it costs and what speaks against it, before anything is. */
export function SendReview({ wallet, review, onBack, onSent }: { readonly wallet: WalletState; readonly review: Review; readonly onBack: () => void; readonly onSent: () => void }) {
  const { account, action, address, described, plan } = review;
  const token = review.token && { decimals: review.token.decimals, name: tokenName(review.token) };
  const coin = useCoin();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [hasCompared, setHasCompared] = useState(false);
  const root = wallet.roots.find(({ rootId }) => rootId === account.rootId);
  const isLocked = root?.unlocked !== true;
  const recipient = recipientOfCall(described.call);
  const problem = problemOf(review, coin);
  const isRisky = described.warnings.some(({ kind }) => kind === 'lookalike' || kind === 'zero');
  const amountWei = 'amountWei' in action ? action.amountWei : 0n;
  const typed = action.kind === 'sendToken' ? text.typeToken(formatUnits(action.amountUnits, action.decimals)) : text.type(formatExactCoins(amountWei));
  const needsPassphrase = described.needs.includes('passphrase');
  const contact = contactAt(wallet, recipient);
  const { coinWorth, feeWorth } = useWorth();
  const send = useSendAct(async ({ passphrase, typedAmount }: { passphrase: string; typedAmount: string }, signer, provider) => {
    if (isLocked && account.rootId !== null) await signer.ask('unlock', { rootId: account.rootId, passphrase });
    const { approvalId } = await signer.ask('approveAction', { accountId: account.accountId, action, chainId: plan.chainId, maxFeeWei: plan.fees.worstFeeWei, nonce: null, typedAmount: typedAmount === '' ? null : typedAmount.trim(), passphrase: needsPassphrase ? passphrase : null });
    await provider.ask('sendApproved', { approvalId, account: account.address, action });
  }, onSent);
  return (
    <form className="form review" onSubmit={(event) => { event.preventDefault(); const value = takeForm(event.currentTarget); send.run({ passphrase: value('passphrase'), typedAmount: value('typedAmount') }); }}>
      <h3 ref={heading} tabIndex={-1}>{text.reviewTitle}</h3>
      <p className="review-sentence">{callSentence(described.call, coin, token)}</p>
      <p className="review-address mono" >
        <span className="unseen">{recipient}</span>
        {groupedAddress(recipient).map((group, index) => <span key={index} aria-hidden="true">{group}</span>)}
      </p>
      {worthOf(action, coinWorth, feeWorth) && <p className="soft" data-worth>{worthOf(action, coinWorth, feeWorth)}</p>}
      <ul className="review-notes">
        {contact && <li>{walletWords.contacts.named(plainText(contact.name, 60))} <NetworkDoubts parts={[contact.name]} /></li>}
        {described.warnings.map((warning) => <li key={`${warning.kind}${'of' in warning ? warning.of : ''}`} className={warning.kind === 'lookalike' || warning.kind === 'zero' ? 'review-danger' : 'review-note'} data-warning={warning.kind}>{warningWords(warning)} <NetworkDoubts parts={'name' in warning ? [warning.name] : []} />{warning.kind === 'lookalike' && <span className="mono"> {warning.of}</span>}</li>)}
        <li className={address.checked ? 'soft' : 'review-note'}>{address.checked ? text.checked : text.unchecked}</li>
        {plan.recipientHasCode && <li className="review-note">{text.hasCode}</li>}
        {review.token?.warnings.map((warning) => <li key={warning} className={warning === 'imitates' ? 'review-danger' : 'review-note'}>{walletWords.tokens.warning[warning]}</li>)}
        {token && <li className="soft">{text.tokenNote}</li>}
      </ul>
      <dl className="facts">
        <div><dt>{text.contract}</dt><dd>{described.call.contract === 'ERC20' ? <>{token?.name} <span className="mono review-call">{described.call.to}</span></> : described.call.contract ?? text.plain}</dd></div>
        {described.call.method !== null && <div><dt>{text.method}</dt><dd className="mono review-call">{callCode(described.call, token)}</dd></div>}
        <div><dt>{text.simulation}</dt><dd>{plan.simulation.ok ? text.simulationOk(formatCount(plan.simulation.blockNumber)) : text.refused(wordsOfSaid(plan.simulation.reason ?? '', 200))} <NetworkDoubts parts={[plan.simulation.reason]} /></dd></div>
        <div><dt>{text.fee}</dt><dd className="num">{formatCoins(plan.fees.likelyFeeWei)}<Worth wei={plan.fees.likelyFeeWei} per={feeWorth} /></dd></div>
        <div><dt>{text.worst}</dt><dd className="num">{formatCoins(plan.fees.worstFeeWei)} {walletWords.gasCoin}<Worth wei={plan.fees.worstFeeWei} per={feeWorth} /></dd></div>
        {action.kind === 'sendGas' && <div><dt>{text.worstAll}</dt><dd className="num">{formatCoins(amountWei + plan.fees.worstFeeWei)}<Worth wei={amountWei + plan.fees.worstFeeWei} per={feeWorth} /></dd></div>}
        <div><dt>{text.balance}</dt><dd>{token && plan.balance.tokenUnits !== null ? <span className="num">{formatUnits(plan.balance.tokenUnits, token.decimals)} {token.name}</span> : <Money wei={plan.balance.coinsWei} />}, <span className="num">{formatCoins(plan.balance.gasWei)} {walletWords.gas}</span></dd></div>
      </dl>
      <p className="soft small">{text.sentence}</p>
      {problem !== null ? <p className="form-problem" role="alert">{problem}</p> : (
        <>
          {isRisky && <label className="tick"><input type="checkbox" checked={hasCompared} onChange={(event) => setHasCompared(event.target.checked)} /> <span>{text.compare}</span></label>}
          {described.needs.includes('typedAmount') && <Field label={typed}>{(ids) => <input {...ids} className="field num" name="typedAmount" required maxLength={80} inputMode="decimal" autoComplete="off" />}</Field>}
          {(isLocked || needsPassphrase) && <SecretField label={needsPassphrase ? text.passphraseToken : text.unlock} name="passphrase" words={walletWords} />}
        </>
      )}
      <FailureLine error={send.error} />
      <div className="buttons">
        {problem === null && <button type="submit" className="button first" disabled={send.busy || (isRisky && !hasCompared)}>{send.busy ? text.sending : text.go}</button>}
        <button type="button" className="button" onClick={onBack}>{text.back}</button>
      </div>
    </form>
  );
}

/** What the owner said that coins and fees are worth; null where nothing was said, or it is not known now. */
function useWorth(): { readonly coinWorth: PerCoin | null; readonly feeWorth: PerCoin | null } {
  const money = useAnswer('readMoney', {});
  if (money.state !== 'ready') return { coinWorth: null, feeWorth: null };
  const { rate, rateNow, gasRate } = money.value;
  return { coinWorth: rate && 'value' in rateNow ? { currency: rate.currency, perCoin: rateNow.value } : null, feeWorth: gasRate };
}

/** Of what is sent. A token has no price here. */
function worthOf(action: WalletAction, coinWorth: PerCoin | null, feeWorth: PerCoin | null): string | null {
  const per = action.kind === 'sendCoins' ? coinWorth : action.kind === 'sendGas' ? feeWorth : null;
  return per && 'amountWei' in action ? text.about(formatWorth(action.amountWei, per)) : null;
}

const Worth = ({ wei, per }: { readonly wei: bigint; readonly per: PerCoin | null }) => per && <span className="soft" data-worth> {text.about(formatWorth(wei, per))}</span>;
