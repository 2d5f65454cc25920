import { useState } from 'react';
import { parseCoins } from '../../../electron/shared/coins.ts';
import type { Staking } from '../../../electron/shared/staking.ts';
import type { WalletAccount, WalletAction, WalletState } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useCoin } from '../../components/Money.tsx';
import { Field } from '../../components/SecretField.tsx';
import { useSigningAccount } from '../../components/SignerPort.tsx';
import { formatCoins } from '../../format/money.ts';
import { plural } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { approveWords } from '../../strings/approve.ts';
import { stakingWords } from '../../strings/staking.ts';
import { useNow, useTopic } from '../../useBridge.ts';
import { ActTransactions } from '../wallet/ActTransactions.tsx';
import { ApproveAction } from '../wallet/ApproveAction.tsx';
import { unbondingLeftMs, unstakeWarnings } from './figures.ts';
import { PreviewTable } from './PreviewTable.tsx';

const text = stakingWords.acts;
type What = 'stake' | 'unstake' | 'withdraw';

/** What the operator may do with the stake, if its key is in the wallet; else who could. */
export function Acts({ facts, readAtMs, isStale }: { readonly facts: Staking; readonly readAtMs: number; readonly isStale: boolean }) {
  const { wallet, account } = useSigningAccount(facts.operator);
  const nowMs = useNow(1000);
  const [what, setWhat] = useState<What | null>(null);
  const [isSent, setIsSent] = useState(false);
  const isReady = facts.unbonding !== null && unbondingLeftMs(facts, readAtMs, nowMs) === 0;
  const begin = (next: What): void => {
    setIsSent(false);
    setWhat(next);
  };
  const close = (): void => setWhat(null);
  const titles: Record<What, string> = { stake: text.stake, unstake: text.unstake, withdraw: stakingWords.unbonding.free };
  return (
    <section className="section" aria-labelledby="acts-title">
      <div className="section-head">
        <h2 id="acts-title">{account ? approveWords.transactions : stakingWords.operator.title}</h2>
        {wallet && account && (
          <div className="buttons">
            {isReady && <button type="button" className="button first" disabled={isStale} onClick={() => begin('withdraw')}>{stakingWords.unbonding.free}</button>}
            <button type="button" className={isReady ? 'button' : 'button first'} disabled={isStale} onClick={() => begin('stake')}>{text.stake}</button>
            <button type="button" className="button" disabled={isStale || facts.stakedWei === 0n} onClick={() => begin('unstake')}>{text.unstake}</button>
          </div>
        )}
      </div>
      {isSent && <p className="sent" role="status">{approveWords.sent}</p>}
      {wallet && account ? <ActTransactions account={account.address} kinds={['stake', 'unstake', 'withdraw', 'bindNode', 'startEpoch']} /> : <Operator facts={facts} isKnown={wallet !== null} />}
      <FormDialog open={what !== null} title={what ? titles[what] : ''} onClose={close}>
        {what && wallet && account && <Act key={what} what={what} facts={facts} wallet={wallet} account={account} onClose={close} onSent={() => { close(); setIsSent(true); }} />}
      </FormDialog>
    </section>
  );
}

function Operator({ facts, isKnown }: { readonly facts: Staking; readonly isKnown: boolean }) {
  const isPractice = useTopic('network')?.value.practice === true;
  const words = stakingWords.operator;
  return (
    <div className="operator">
      <p>{words.is} {facts.operator !== null && <Digest value={facts.operator} />}</p>
      <p className="soft">{isKnown ? words.noKey : words.waiting} {isKnown && isPractice && words.noKeyPractice}</p>
      {isKnown && <p><a className="button" href={formatRoute({ screen: 'wallet' })}>{words.toWallet}</a></p>}
    </div>
  );
}

type ActProps = { readonly what: What; readonly facts: Staking; readonly wallet: WalletState; readonly account: WalletAccount; readonly onClose: () => void; readonly onSent: () => void };

/** Amount first, with what it changes; then what would be signed. Freeing has no amount: it is all whose time is over. */
function Act({ what, facts, wallet, account, onClose, onSent }: ActProps) {
  const coin = useCoin();
  const [typed, setTyped] = useState('');
  const [amountWei, setAmountWei] = useState<bigint | null>(what === 'withdraw' ? (facts.unbonding?.wei ?? 0n) : null);
  const words = (wei: bigint): string => `${formatCoins(wei)} ${coin}`;
  if (amountWei !== null) {
    const { node } = facts;
    const span = formatSpan(facts.rates.unbondingSeconds * 1000);
    const action: WalletAction = what === 'withdraw' ? { kind: 'withdraw', node } : { kind: what, node, amountWei };
    const sentence = what === 'withdraw' ? stakingWords.unbonding.freeSentence(words(amountWei)) : what === 'stake' ? stakingWords.stakeSentence(words(amountWei)) : stakingWords.unstakeSentence(words(amountWei), span);
    return <ApproveAction wallet={wallet} account={account} action={action} sentence={sentence} go={text[`${what}Go`]} onBack={what === 'withdraw' ? onClose : () => setAmountWei(null)} onSent={onSent} />;
  }
  const parsed = parseCoins(typed.trim());
  const problem = typed.trim() === '' ? null : parsed === null ? text.bad : parsed === 0n ? text.zero : what === 'unstake' && parsed > facts.stakedWei ? text.tooMuch(words(facts.stakedWei)) : null;
  const isGood = parsed !== null && parsed > 0n && problem === null;
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); if (isGood) setAmountWei(parsed); }}>
      <Field label={text.amount}>{(ids) => <input {...ids} className="field num" required maxLength={60} inputMode="decimal" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
      {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
      {isGood && <PreviewTable facts={facts} changeWei={what === 'stake' ? parsed : -parsed} />}
      {isGood && what === 'unstake' && <ul className="consequences">{unstakeWarnings(facts, parsed).map((warning) => <li key={warning} data-warning={warning}>{warningWords(warning, facts)}</li>)}</ul>}
      <div className="buttons">
        <button type="submit" className="button first" disabled={!isGood}>{text.review}</button>
        <button type="button" className="button" onClick={onClose}>{text.cancel}</button>
      </div>
    </form>
  );
}

function warningWords(warning: ReturnType<typeof unstakeWarnings>[number], facts: Staking): string {
  const words = stakingWords.warnings;
  switch (warning) {
    case 'inactive': return words.inactive(plural(facts.offeredModels, words.models));
    case 'restarts': return words.restarts(formatSpan(facts.rates.unbondingSeconds * 1000));
    case 'belowRequired': case 'seats': case 'slashable': return words[warning];
  }
}
