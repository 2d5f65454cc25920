import { useState } from 'react';
import { formatExactCoins, parseCoins } from '../../../electron/shared/coins.ts';
import type { WalletPolicy, WalletState } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money } from '../../components/Money.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';

const text = walletWords.limits;

/** What the signer lets go at most, per account and day, and when it closes by itself. */
export function LimitsSection({ wallet }: { readonly wallet: WalletState }) {
  const [isChanging, setIsChanging] = useState(false);
  const root = wallet.roots[0];
  if (!root) return null;
  const { policy } = root;
  return (
    <section className="section" aria-labelledby="limits-title">
      <h2 id="limits-title">{text.title}</h2>
      <dl className="facts">
        <div><dt>{text.perTransaction}</dt><dd><Money wei={policy.coinsPerTransactionWei} /></dd></div>
        <div><dt>{text.perDay}</dt><dd><Money wei={policy.coinsPerDayWei} /></dd></div>
        <div><dt>{text.fee}</dt><dd className="num">{formatCoins(policy.feePerTransactionWei)}</dd></div>
        <div><dt>{text.typed}</dt><dd><Money wei={policy.typedFromWei} /></dd></div>
        <div><dt>{text.autoLock}</dt><dd className="num">{text.minutes(formatCount(policy.autoLockMinutes))}</dd></div>
      </dl>
      {wallet.lockHearing !== null && <p className="soft small" data-hearing={wallet.lockHearing}>{text.hearing[wallet.lockHearing]}</p>}
      <p className="soft small">{root.policyVerified ? text.why : text.unverified}</p>
      {root.unlocked && <p><button type="button" className="button" onClick={() => setIsChanging(true)}>{text.change}</button></p>}
      <FormDialog open={isChanging && root.unlocked} title={text.change} onClose={() => setIsChanging(false)}><Change rootId={root.rootId} policy={policy} onClose={() => setIsChanging(false)} /></FormDialog>
    </section>
  );
}

const amounts = [['coinsPerTransactionWei', 'perTransaction'], ['coinsPerDayWei', 'perDay'], ['feePerTransactionWei', 'fee'], ['typedFromWei', 'typed']] as const;

function Change({ rootId, policy, onClose }: { readonly rootId: string; readonly policy: WalletPolicy; readonly onClose: () => void }) {
  const [isBad, setIsBad] = useState(false);
  const set = useSignerAct(({ next, passphrase }: { next: WalletPolicy; passphrase: string }, signer) => signer.ask('setPolicy', { rootId, policy: next, passphrase: passphrase === '' ? null : passphrase }), onClose);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const parsed = amounts.map(([name]) => [name, parseCoins(value(name).trim())] as const);
        const bad = parsed.some(([, wei]) => wei === null);
        setIsBad(bad);
        if (!bad) set.run({ next: { ...policy, ...(Object.fromEntries(parsed) as Record<(typeof amounts)[number][0], bigint>), autoLockMinutes: Number(value('autoLockMinutes')) }, passphrase: value('passphrase') });
      }}
    >
      <div className="form-pair">
        {amounts.map(([name, label]) => <Field key={name} label={text[label]}>{(ids) => <input {...ids} className="field num" name={name} required inputMode="decimal" maxLength={60} autoComplete="off" defaultValue={formatExactCoins(policy[name])} />}</Field>)}
        <Field label={text.autoLockMinutes}>{(ids) => <input {...ids} className="field num" type="number" name="autoLockMinutes" required min={1} max={1440} defaultValue={policy.autoLockMinutes} />}</Field>
      </div>
      <SecretField label={walletWords.passphrase} hint={text.raise} name="passphrase" words={walletWords} />
      {isBad && <p className="form-problem" role="alert">{text.bad}</p>}
      <FailureLine error={set.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={set.busy}>{set.busy ? walletWords.working : text.go}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
