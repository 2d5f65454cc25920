import { useState } from 'react';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { WalletState, WalletToken } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field, takeForm } from '../../components/SecretField.tsx';
import { NetworkDoubts, NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useAnswer } from '../../useBridge.ts';
import { useChainTurn, useSendAct, useSignerAct } from '../../useWallet.ts';
import { tokenAmount, tokenName, wordedError } from './tokenWords.ts';

const text = walletWords.tokens;
type Answer = Gives<PageBridge, 'readTokens'>['tokens'][number];
type Facts = Extract<Answer, { state: 'token' }>;

/** Tokens of other contracts that the owner added, with what each account holds. A token's own words are marked where they mislead. */
export function TokensSection({ wallet, chainId }: { readonly wallet: WalletState; readonly chainId: number | null }) {
  const own = wallet.tokens.filter((token) => token.chainId === chainId);
  const found = useAnswer('readTokens', { tokens: own.map(({ address }) => address), accounts: wallet.accounts.slice(0, 20).map(({ address }) => address) }, useChainTurn());
  const [isAdding, setIsAdding] = useState(false);
  const [forgetting, setForgetting] = useState<WalletToken | null>(null);
  return (
    <section className="section" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{text.title}</h2>
      {own.length === 0 && <p className="soft">{text.empty}</p>}
      {own.length > 0 && found.state === 'failed' && <p className="failure-line" role="status"><strong>{walletWords.accounts.balanceFailed}</strong> {wordsOfFailure(found.error).what} <NetworkDoubts parts={Object.values(found.error.about)} /></p>}
      <ul className="accounts">
        {own.map((token) => (
          <TokenRow key={token.address} token={token} wallet={wallet} answer={found.state === 'ready' ? found.value.tokens.find(({ address }) => sameAddress(address, token.address)) : undefined} onForget={() => setForgetting(token)} />
        ))}
      </ul>
      <p><button type="button" className="button plain" onClick={() => setIsAdding(true)}>{text.add}</button></p>
      <FormDialog open={isAdding} title={text.add} onClose={() => setIsAdding(false)}><AddToken wallet={wallet} onClose={() => setIsAdding(false)} /></FormDialog>
      <FormDialog open={forgetting !== null} title={text.forgetAsk(forgetting ? tokenName(forgetting) : '')} onClose={() => setForgetting(null)}>{forgetting && <Forget token={forgetting} onClose={() => setForgetting(null)} />}</FormDialog>
    </section>
  );
}

function TokenRow({ token, wallet, answer, onForget }: { readonly token: WalletToken; readonly wallet: WalletState; readonly answer: Answer | undefined; readonly onForget: () => void }) {
  const facts = answer?.state === 'token' ? answer : null;
  const held = facts?.balances.filter(({ units }) => units > 0n) ?? [];
  return (
    <li className="account" data-token={token.address}>
      <div>
        <h3>{token.symbol === null ? tokenName(token) : <NetworkText text={token.symbol} limit={30} />}</h3>
        <p className="soft small">{text.at} <Digest value={token.address} /></p>
        <TokenNotes warnings={token.warnings} />
        {answer?.state === 'none' && <p className="review-note small">{text.none[answer.reason]}</p>}
        {facts && facts.decimals !== token.decimals && <p className="review-danger small">{text.changed(formatCount(facts.decimals), formatCount(token.decimals))}</p>}
      </div>
      <div className="token-held">
        {facts === null && answer === undefined && <span className="soft small">{walletWords.accounts.balanceWaiting}</span>}
        {facts !== null && held.length === 0 && <span className="soft">{text.nothing}</span>}
        {held.map(({ address, units }) => <p key={address}><span className="num">{tokenAmount(units, token.decimals)}</span> <span className="soft small">{plainText(wallet.accounts.find((account) => sameAddress(account.address, address))?.name ?? '', 60)}</span></p>)}
      </div>
      <div className="buttons account-buttons"><button type="button" className="button plain" aria-label={`${text.forget}: ${tokenName(token)}`} onClick={onForget}>{text.forget}</button></div>
    </li>
  );
}

export function TokenNotes({ warnings }: { readonly warnings: WalletToken['warnings'] }) {
  return <>{warnings.map((warning) => <p key={warning} className={`small ${warning === 'imitates' ? 'review-danger' : 'review-note'}`} data-token-warning={warning}>{text.warning[warning]}</p>)}</>;
}

/** In two steps: what the contract says of itself, then the owner's yes. */
function AddToken({ wallet, onClose }: { readonly wallet: WalletState; readonly onClose: () => void }) {
  const [found, setFound] = useState<{ readonly chainId: number; readonly facts: Facts } | null>(null);
  const [reason, setReason] = useState<Extract<Answer, { state: 'none' }>['reason'] | null>(null);
  const look = useSendAct(async (address: string, signer, provider) => {
    const checked = await signer.ask('checkAddress', { accountId: wallet.accounts[0]!.accountId, address });
    return provider.ask('readTokens', { tokens: [checked.address], accounts: wallet.accounts.slice(0, 20).map((account) => account.address) });
  }, ({ chainId, tokens: [facts] }) => {
    setReason(facts?.state === 'none' ? facts.reason : null);
    if (facts?.state === 'token') setFound({ chainId, facts });
  });
  const add = useSignerAct(({ chainId, facts }: NonNullable<typeof found>, signer) => signer.ask('addToken', { chainId, address: facts.address, symbol: facts.symbol, decimals: facts.decimals }), onClose);
  if (found) {
    const { facts } = found;
    return (
      <form className="form" onSubmit={(event) => { event.preventDefault(); add.run(found); }}>
        <p className="dialog-lead">{text.says}</p>
        <p className="mono dialog-address">{facts.address}</p>
        <dl className="facts">
          <div><dt>{text.symbol}</dt><dd>{facts.symbol === null ? text.unnamed : <NetworkText text={facts.symbol} limit={30} />}</dd></div>
          {facts.name !== null && <div><dt>{text.name}</dt><dd><NetworkText text={facts.name} limit={60} /></dd></div>}
          <div><dt>{text.decimals}</dt><dd className="num">{formatCount(facts.decimals)}</dd></div>
          <div><dt>{text.held}</dt><dd className="num">{tokenAmount(facts.balances.reduce((sum, { units }) => sum + units, 0n), facts.decimals)}</dd></div>
        </dl>
        <TokenNotes warnings={facts.warnings} />
        <FailureLine error={add.error} />
        <div className="buttons">
          <button type="submit" className="button first" disabled={add.busy}>{text.keep}</button>
          <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
        </div>
      </form>
    );
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); setReason(null); look.run(takeForm(event.currentTarget)('address').trim()); }}>
      <p className="dialog-lead">{text.why}</p>
      <Field label={text.address} hint={walletWords.send.toHint}>{(ids) => <input {...ids} className="field mono" name="address" required maxLength={80} autoComplete="off" spellCheck={false} />}</Field>
      {reason !== null && <p className="form-problem" role="alert">{text.none[reason]}</p>}
      <FailureLine error={wordedError(look.error)} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={look.busy}>{look.busy ? walletWords.working : text.look}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}

function Forget({ token, onClose }: { readonly token: WalletToken; readonly onClose: () => void }) {
  const forget = useSignerAct((_input: null, signer) => signer.ask('forgetToken', { chainId: token.chainId, address: token.address }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); forget.run(null); }}>
      <p className="dialog-lead">{text.forgetWhy}</p>
      <FailureLine error={forget.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={forget.busy}>{text.forget}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
