import { useState } from 'react';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { formatMoment } from '../../format/time.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';

const text = walletWords.payout;

/** Where earnings go, and a change that is on its way. */
export function PayoutSection({ wallet }: { readonly wallet: WalletState }) {
  const [isChanging, setIsChanging] = useState(false);
  const { address, source, announced } = wallet.payout;
  return (
    <section className="section" aria-labelledby="payout-title" data-payout={source}>
      <h2 id="payout-title">{text.title}</h2>
      <p>{text[source]} <Digest value={address} /></p>
      {announced && <p role="status">{text.announced(formatMoment(announced.effectiveAtMs))} <Digest value={announced.address} /></p>}
      <p><button type="button" className="button" onClick={() => setIsChanging(true)}>{text.change}</button></p>
      <FormDialog open={isChanging} title={text.title} onClose={() => setIsChanging(false)}><Change wallet={wallet} onClose={() => setIsChanging(false)} /></FormDialog>
    </section>
  );
}

function Change({ wallet, onClose }: { readonly wallet: WalletState; readonly onClose: () => void }) {
  const needsPassphrase = wallet.roots.length > 0;
  const set = useSignerAct((value: (name: string) => string, signer) => signer.ask('setPayout', { address: value('address').trim(), passphrase: needsPassphrase ? value('passphrase') : null }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); set.run(takeForm(event.currentTarget)); }}>
      <p className="dialog-lead">{text.delay}</p>
      <Field label={text.address}>{(ids) => <input {...ids} className="field mono" name="address" required maxLength={80} autoComplete="off" spellCheck={false} defaultValue={wallet.payout.source === 'owner' ? '' : wallet.accounts[0]?.address} />}</Field>
      {needsPassphrase && <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />}
      <FailureLine error={set.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={set.busy}>{set.busy ? walletWords.working : text.go}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
