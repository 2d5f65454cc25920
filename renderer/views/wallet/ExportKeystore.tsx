import { useState } from 'react';
import type { WalletAccount } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import { NewPassphrase } from './NewPassphrase.tsx';
import { saveText } from './saveText.ts';

const text = walletWords.backup;

export function ExportKeystore({ accounts, onClose }: { readonly accounts: readonly WalletAccount[]; readonly onClose: () => void }) {
  const [isDifferent, setIsDifferent] = useState(false);
  const save = useSignerAct((value: (name: string) => string, signer) => signer.ask('exportKeystore', { accountId: value('account'), passphrase: value('passphrase'), filePassphrase: value('filePassphrase') }), ({ fileName, text: content }) => {
    saveText(fileName, content);
    onClose();
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const same = value('filePassphrase') === value('filePassphraseAgain');
        setIsDifferent(!same);
        if (same) save.run(value);
      }}
    >
      <p className="dialog-lead">{text.keystoreWhy}</p>
      <Field label={walletWords.history.account}>{(ids) => <select {...ids} className="field" name="account">{accounts.map((account) => <option key={account.accountId} value={account.accountId}>{plainText(account.name, 60)}</option>)}</select>}</Field>
      <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />
      <NewPassphrase label={text.filePassphrase} name="filePassphrase" />
      {isDifferent && <p className="form-problem" role="alert">{walletWords.different}</p>}
      <FailureLine error={save.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={save.busy}>{save.busy ? walletWords.working : text.keystore}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
