import { useRef, useState, type ReactNode } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import type { Act } from '../../useBridge.ts';
import type { FormProps } from './AddAccount.tsx';
import { NewPassphrase } from './NewPassphrase.tsx';

export function NameField({ suggested }: { readonly suggested: string }) {
  return <Field label={walletWords.name} hint={walletWords.nameHint}>{(ids) => <input {...ids} className="field" name="name" required maxLength={40} defaultValue={suggested} autoComplete="off" />}</Field>;
}

type Values = (name: string) => string;
type SecretFormProps = { readonly act: Act<Values>; readonly go: string; readonly hasNewPassphrase: boolean; readonly suggestedName: string | null; readonly children: ReactNode };

/** A form whose secrets go to the signer once and are out of their inputs from then on. */
function SecretForm({ act, go, hasNewPassphrase, suggestedName, children }: SecretFormProps) {
  const [isDifferent, setIsDifferent] = useState(false);
  return (
    <form
      className="form wide"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const same = !hasNewPassphrase || value('passphrase') === value('passphraseAgain');
        setIsDifferent(!same);
        if (same) act.run(value);
      }}
    >
      {children}
      {suggestedName !== null && <NameField suggested={suggestedName} />}
      {hasNewPassphrase && <NewPassphrase />}
      {isDifferent && <p className="form-problem" role="alert">{walletWords.different}</p>}
      <FailureLine error={act.error} />
      <div className="buttons"><button type="submit" className="button first" disabled={act.busy}>{act.busy ? walletWords.working : go}</button></div>
    </form>
  );
}

export function ImportPhrase({ suggestedName, evenIfLost, onDone }: FormProps) {
  const text = walletWords.phrase;
  const act = useSignerAct((value: Values, signer) => signer.ask('importPhrase', {
    phrase: value('phrase').trim(), extraWord: value('extraWord'), path: value('path').trim() === '' ? null : value('path').trim(), accounts: Number(value('accounts') || '1'), passphrase: value('passphrase'), name: value('name'), evenIfLost,
  }), onDone);
  return (
    <SecretForm act={act} go={text.go} hasNewPassphrase suggestedName={suggestedName}>
      <Field label={text.phrase} hint={text.phraseHint}>{(ids) => <textarea {...ids} className="field" name="phrase" data-secret required maxLength={600} rows={3} autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} translate="no" />}</Field>
      <details>
        <summary>{text.more}</summary>
        <Field label={text.extra} hint={text.extraHint}>{(ids) => <span className="secret-word"><input {...ids} className="field" type="password" name="extraWord" maxLength={200} autoComplete="off" /></span>}</Field>
        <Field label={text.path} hint={text.pathHint}>{(ids) => <input {...ids} className="field" name="path" maxLength={120} autoComplete="off" spellCheck={false} />}</Field>
        <Field label={text.accounts}>{(ids) => <input {...ids} className="field" type="number" name="accounts" min={1} max={20} defaultValue={1} />}</Field>
      </details>
    </SecretForm>
  );
}

export function ImportKeystore({ suggestedName, evenIfLost, onDone }: FormProps) {
  const text = walletWords.keystore;
  const [unchecked, setUnchecked] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const act = useSignerAct(async (value: Values, signer) => {
    const own = file.current?.files?.[0];
    // Larger than any keystore: the signer would refuse it, and the page need not read it.
    const content = own && own.size <= 64 * 1024 ? await own.text() : '';
    return signer.ask('importKeystore', { text: content, filePassphrase: value('filePassphrase'), passphrase: value('passphrase'), name: value('name'), evenIfLost });
  }, ({ addressChecked }) => (addressChecked ? onDone() : setUnchecked(true)));
  return (
    <SecretForm act={act} go={text.go} hasNewPassphrase suggestedName={suggestedName}>
      {unchecked && <p className="form-problem" role="alert">{text.unchecked}</p>}
      <Field label={text.file}>{(ids) => <input {...ids} ref={file} type="file" required accept=".json,application/json,text/plain" />}</Field>
      <SecretField label={text.filePassphrase} name="filePassphrase" words={walletWords} />
    </SecretForm>
  );
}

export function ImportKey({ suggestedName, evenIfLost, onDone }: FormProps) {
  const text = walletWords.key;
  const act = useSignerAct((value: Values, signer) => signer.ask('importKey', { key: value('key').trim(), passphrase: value('passphrase'), name: value('name'), evenIfLost }), onDone);
  return (
    <SecretForm act={act} go={text.go} hasNewPassphrase suggestedName={suggestedName}>
      <SecretField label={text.key} hint={text.keyHint} name="key" words={walletWords} />
    </SecretForm>
  );
}

export function WatchAddress({ suggestedName, evenIfLost, onDone }: FormProps) {
  const text = walletWords.watch;
  const [unchecked, setUnchecked] = useState(false);
  const act = useSignerAct((value: Values, signer) => signer.ask('addWatch', { address: value('address').trim(), name: value('name'), evenIfLost }), ({ checked }) => (checked ? onDone() : setUnchecked(true)));
  return (
    <SecretForm act={act} go={text.go} hasNewPassphrase={false} suggestedName={suggestedName}>
      <p className="soft">{text.why}</p>
      {unchecked && <p className="form-problem" role="alert">{text.unchecked}</p>}
      <Field label={text.address}>{(ids) => <input {...ids} className="field mono" name="address" required maxLength={80} autoComplete="off" spellCheck={false} />}</Field>
    </SecretForm>
  );
}

export function RestoreBackup({ onDone }: FormProps) {
  const text = walletWords.restore;
  const file = useRef<HTMLInputElement>(null);
  const act = useSignerAct(async (value: Values, signer) => {
    const own = file.current?.files?.[0];
    const content = own && own.size <= 1024 * 1024 ? await own.text() : '';
    return signer.ask('restoreBackup', { text: content, passphrase: value('passphrase') });
  }, onDone);
  return (
    <SecretForm act={act} go={text.go} hasNewPassphrase={false} suggestedName={null}>
      <p className="soft">{text.why}</p>
      <Field label={text.file}>{(ids) => <input {...ids} ref={file} type="file" required accept=".json,application/json" />}</Field>
      <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />
    </SecretForm>
  );
}
