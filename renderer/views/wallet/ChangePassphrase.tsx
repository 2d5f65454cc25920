import { useState } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { SecretField, takeForm } from '../../components/SecretField.tsx';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import { NewPassphrase } from './NewPassphrase.tsx';

const text = walletWords.backup;

/** A new passphrase for one phrase or key. Backup files that were saved before keep the old one. */
export function ChangePassphrase({ rootId, onClose }: { readonly rootId: string; readonly onClose: () => void }) {
  const [isDifferent, setIsDifferent] = useState(false);
  const change = useSignerAct((value: (name: string) => string, signer) => signer.ask('changePassphrase', { rootId, passphrase: value('passphrase'), newPassphrase: value('newPassphrase') }), onClose);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const same = value('newPassphrase') === value('newPassphraseAgain');
        setIsDifferent(!same);
        if (same) change.run(value);
      }}
    >
      <p className="dialog-lead">{text.passphraseWhy}</p>
      <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />
      <NewPassphrase name="newPassphrase" />
      {isDifferent && <p className="form-problem" role="alert">{walletWords.different}</p>}
      <FailureLine error={change.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={change.busy}>{change.busy ? walletWords.working : text.passphrase}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
