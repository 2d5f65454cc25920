import { useState } from 'react';
import { formatExactCoins, formatUnits, parseCoins, parseUnits } from '../../../electron/shared/coins.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { TokenLimit, WalletPolicy, WalletState, WalletToken } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money } from '../../components/Money.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import { tokenName } from './tokenWords.ts';

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
        {wallet.tokens.map((token) => {
          const limit = limitOf(policy, token);
          return <div key={`${token.chainId} ${token.address}`}><dt>{text.tokenPerDay(tokenName(token))}</dt><dd className="num">{limit ? formatUnits(limit.unitsPerDay, token.decimals) : text.tokenNone}</dd></div>;
        })}
        <div><dt>{text.autoLock}</dt><dd className="num">{text.minutes(formatCount(policy.autoLockMinutes))}</dd></div>
      </dl>
      {wallet.lockHearing !== null && <p className="soft small" data-hearing={wallet.lockHearing}>{text.hearing[wallet.lockHearing]}</p>}
      <p className="soft small">{root.policyVerified ? text.why : text.unverified}</p>
      {root.unlocked && <p><button type="button" className="button" onClick={() => setIsChanging(true)}>{text.change}</button></p>}
      <FormDialog open={isChanging && root.unlocked} title={text.change} onClose={() => setIsChanging(false)}><Change rootId={root.rootId} policy={policy} tokens={wallet.tokens} onClose={() => setIsChanging(false)} /></FormDialog>
    </section>
  );
}

const amounts = [['coinsPerTransactionWei', 'perTransaction'], ['coinsPerDayWei', 'perDay'], ['feePerTransactionWei', 'fee'], ['typedFromWei', 'typed']] as const;

const isOf = (limit: TokenLimit, token: WalletToken): boolean => limit.chainId === token.chainId && sameAddress(limit.token, token.address);
const limitOf = (policy: WalletPolicy, token: WalletToken): TokenLimit | undefined => policy.tokenLimits?.find((limit) => isOf(limit, token));

function Change({ rootId, policy, tokens, onClose }: { readonly rootId: string; readonly policy: WalletPolicy; readonly tokens: readonly WalletToken[]; readonly onClose: () => void }) {
  const [isBad, setIsBad] = useState(false);
  const set = useSignerAct(({ next, passphrase }: { next: WalletPolicy; passphrase: string }, signer) => signer.ask('setPolicy', { rootId, policy: next, passphrase: passphrase === '' ? null : passphrase }), onClose);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const parsed = amounts.map(([name]) => [name, parseCoins(value(name).trim())] as const);
        const ofTokens = tokens.map((token, index) => ({ token, said: value(`token${index}`).trim() })).filter(({ said }) => said !== '').map(({ token, said }) => ({ chainId: token.chainId, token: token.address, unitsPerDay: parseUnits(said, token.decimals) }));
        const bad = parsed.some(([, wei]) => wei === null) || ofTokens.some(({ unitsPerDay }) => unitsPerDay === null);
        // Limits of tokens that were forgotten since stay: whoever adds one again finds it.
        const tokenLimits = [...(policy.tokenLimits ?? []).filter((limit) => !tokens.some((token) => isOf(limit, token))), ...(ofTokens as TokenLimit[])];
        setIsBad(bad);
        if (!bad) set.run({ next: { ...policy, ...(Object.fromEntries(parsed) as Record<(typeof amounts)[number][0], bigint>), autoLockMinutes: Number(value('autoLockMinutes')), ...(tokenLimits.length > 0 || policy.tokenLimits ? { tokenLimits } : {}) }, passphrase: value('passphrase') });
      }}
    >
      <div className="form-pair">
        {amounts.map(([name, label]) => <Field key={name} label={text[label]}>{(ids) => <input {...ids} className="field num" name={name} required inputMode="decimal" maxLength={60} autoComplete="off" defaultValue={formatExactCoins(policy[name])} />}</Field>)}
        {tokens.map((token, index) => {
          const limit = limitOf(policy, token);
          return <Field key={`${token.chainId} ${token.address}`} label={text.tokenPerDay(tokenName(token))} hint={text.tokenHint}>{(ids) => <input {...ids} className="field num" name={`token${index}`} inputMode="decimal" maxLength={90} autoComplete="off" defaultValue={limit ? formatUnits(limit.unitsPerDay, token.decimals) : ''} />}</Field>;
        })}
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
