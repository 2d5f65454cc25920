import { useEffect, useState } from 'react';
import { formatExactCoins } from '../../../electron/shared/coins.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { WalletAccount, WalletBridge, WalletState } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useBalances, useSignerAct, useWalletLink } from '../../useWallet.ts';
import { wordsOfFailure } from '../../strings/errors.ts';

const text = walletWords.accounts;

export function AccountsSection({ wallet }: { readonly wallet: WalletState }) {
  const balances = useBalances(wallet.accounts.map(({ address }) => address));
  const [changing, setChanging] = useState<{ readonly how: 'rename' | 'remove'; readonly account: WalletAccount } | null>(null);
  const close = (): void => setChanging(null);
  const [isNext, setIsNext] = useState(false);
  const open = wallet.roots.find(({ kind, unlocked }) => kind === 'phrase' && unlocked);
  return (
    <section className="section" aria-labelledby="accounts-title">
      <h2 id="accounts-title">{text.title}</h2>
      {balances.state === 'failed' && <p className="failure-line" role="status"><strong>{text.balanceFailed}</strong> {wordsOfFailure(balances.error).what} <NetworkDoubts parts={Object.values(balances.error.about)} /></p>}
      <ul className="accounts">
        {wallet.accounts.map((account) => {
          const balance = balances.state === 'ready' ? balances.value.balances.find(({ address }) => sameAddress(address, account.address)) : undefined;
          const root = wallet.roots.find(({ rootId }) => rootId === account.rootId);
          return (
            <li key={account.accountId} className="account" data-account={account.address}>
              <div>
                <h3>{plainText(account.name, 60)}</h3>
                <p className="soft small">{root === undefined ? text.watched : root.kind === 'phrase' ? text.fromPhrase : text.fromKey} <Digest value={account.address} /></p>
              </div>
              <p className="account-money">
                {balance ? (
                  <>
                    <Money wei={balance.coinsWei} />
                    <span className="soft small num" title={formatExactCoins(balance.gasWei)}>{formatCoins(balance.gasWei)} {walletWords.gas}</span>
                  </>
                ) : balances.state === 'waiting' && <span className="soft small">{text.balanceWaiting}</span>}
              </p>
              <div className="buttons account-buttons">
                <button type="button" className="button plain" aria-label={`${text.rename}: ${account.name}`} onClick={() => setChanging({ how: 'rename', account })}>{text.rename}</button>
                <button type="button" className="button plain" aria-label={`${text.remove}: ${account.name}`} onClick={() => setChanging({ how: 'remove', account })}>{text.remove}</button>
              </div>
            </li>
          );
        })}
      </ul>
      {open && <p><button type="button" className="button plain" onClick={() => setIsNext(true)}>{text.next}</button></p>}
      <FormDialog open={isNext && open !== undefined} title={text.next} onClose={() => setIsNext(false)}>{open && <Next rootId={open.rootId} onClose={() => setIsNext(false)} />}</FormDialog>
      <FormDialog open={changing?.how === 'rename'} title={text.rename} onClose={close}>{changing && <Rename account={changing.account} onClose={close} />}</FormDialog>
      <FormDialog open={changing?.how === 'remove'} title={text.removeAsk(plainText(changing?.account.name ?? '', 60))} onClose={close}>{changing && <Remove account={changing.account} onClose={close} />}</FormDialog>
    </section>
  );
}

function Rename({ account, onClose }: { readonly account: WalletAccount; readonly onClose: () => void }) {
  const rename = useSignerAct((name: string, signer) => signer.ask('rename', { accountId: account.accountId, name }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); rename.run(takeForm(event.currentTarget)('name')); }}>
      <Field label={text.nameOf(plainText(account.name, 60))}>{(ids) => <input {...ids} className="field" name="name" required maxLength={40} defaultValue={account.name} autoComplete="off" />}</Field>
      <FailureLine error={rename.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={rename.busy}>{walletWords.save}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}

/** The next account of a phrase that is open: the same paper brings it back. */
function Next({ rootId, onClose }: { readonly rootId: string; readonly onClose: () => void }) {
  const add = useSignerAct((name: string, signer) => signer.ask('addAccount', { rootId, name }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); add.run(takeForm(event.currentTarget)('name')); }}>
      <Field label={walletWords.name}>{(ids) => <input {...ids} className="field" name="name" required maxLength={40} autoComplete="off" />}</Field>
      <FailureLine error={add.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={add.busy}>{walletWords.add}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}

/** What would be gone comes from the signer, which knows what else lives from the same secret. */
function Remove({ account, onClose }: { readonly account: WalletAccount; readonly onClose: () => void }) {
  const signer = useWalletLink();
  const [consequences, setConsequences] = useState<Gives<WalletBridge, 'describeRemoval'>['consequences'] | null>(null);
  useEffect(() => {
    let isOver = false;
    signer.ask('describeRemoval', { accountId: account.accountId }).then((found) => !isOver && setConsequences(found.consequences), () => {});
    return () => {
      isOver = true;
    };
  }, [signer, account.accountId]);
  const remove = useSignerAct((value: (name: string) => string, port) => port.ask('removeAccount', { accountId: account.accountId, address: value('address').trim(), passphrase: account.rootId === null ? null : value('passphrase') }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); remove.run(takeForm(event.currentTarget)); }}>
      {consequences !== null && (
        <>
          <p className="small dialog-lead">{text.removeConsequences}</p>
          <ul className="consequences">{consequences.map((one) => <li key={one}>{text.consequence[one]}</li>)}</ul>
        </>
      )}
      <p className="mono dialog-address">{account.address}</p>
      <Field label={text.removeType}>{(ids) => <input {...ids} className="field mono" name="address" required maxLength={80} autoComplete="off" spellCheck={false} />}</Field>
      {account.rootId !== null && <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />}
      <FailureLine error={remove.error} />
      <div className="buttons">
        <button type="submit" className="button danger" disabled={remove.busy || consequences === null}>{remove.busy ? walletWords.working : text.removeYes}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
