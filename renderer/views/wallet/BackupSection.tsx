import { useEffect, useRef, useState } from 'react';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SecretField, takeForm } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatSpan } from '../../format/time.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useNow } from '../../useBridge.ts';
import { useSignerAct } from '../../useWallet.ts';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { ExportKeystore } from './ExportKeystore.tsx';
import { PhraseToHold, WordChecks } from './Phrase.tsx';
import { saveText } from './saveText.ts';

const text = walletWords.backup;
const dayMs = 24 * 3600 * 1000;
type Root = WalletState['roots'][number];

export function BackupSection({ wallet }: { readonly wallet: WalletState }) {
  const nowMs = useNow(60_000);
  const [open, setOpen] = useState<{ readonly what: 'check' | 'show' | 'keystore' | 'passphrase'; readonly rootId: string } | null>(null);
  const close = (): void => setOpen(null);
  const file = useSignerAct((_input: null, signer) => signer.ask('exportBackup', {}), ({ fileName, text: content }) => saveText(fileName, content));
  const own = wallet.accounts.filter(({ rootId }) => rootId !== null);
  return (
    <section className="section" aria-labelledby="backup-title">
      <h2 id="backup-title">{text.title}</h2>
      <ul className="roots">
        {wallet.roots.map((root) => (
          <li key={root.rootId} data-backup={root.kind === 'key' ? 'key' : root.backupCheckedAtMs === null ? 'never' : 'checked'}>
            <p id={`backup-${root.rootId}`} className={root.kind === 'phrase' && root.backupCheckedAtMs === null ? 'backup-never' : ''}><strong>{namesOf(root, wallet)}</strong> {ageWords(root, nowMs)}</p>
            <div className="buttons" role="group" aria-labelledby={`backup-${root.rootId}`}>
              {root.kind === 'phrase' && (
                <>
                  <button type="button" className="button" disabled={!root.unlocked} title={root.unlocked ? undefined : text.unlockFirst} onClick={() => setOpen({ what: 'check', rootId: root.rootId })}>{text.check}</button>
                  <button type="button" className="button" onClick={() => setOpen({ what: 'show', rootId: root.rootId })}>{text.show}</button>
                </>
              )}
              <button type="button" className="button" onClick={() => setOpen({ what: 'passphrase', rootId: root.rootId })}>{text.passphrase}</button>
            </div>
          </li>
        ))}
      </ul>
      <div className="buttons backup-files">
        <button type="button" className="button" disabled={file.busy} onClick={() => file.run(null)}>{text.file}</button>
        {own.length > 0 && <button type="button" className="button" onClick={() => setOpen({ what: 'keystore', rootId: '' })}>{text.keystore}</button>}
      </div>
      <p className="soft small">{text.fileWhy}</p>
      <FailureLine error={file.error} />
      <FormDialog open={open?.what === 'check'} title={text.check} onClose={close}>{open && <Check rootId={open.rootId} onClose={close} />}</FormDialog>
      <FormDialog open={open?.what === 'show'} title={text.showTitle} onClose={close}>{open && <Show rootId={open.rootId} onClose={close} />}</FormDialog>
      <FormDialog open={open?.what === 'passphrase'} title={text.passphrase} onClose={close}>{open && <ChangePassphrase rootId={open.rootId} onClose={close} />}</FormDialog>
      <FormDialog open={open?.what === 'keystore'} title={text.keystore} onClose={close}><ExportKeystore accounts={own} onClose={close} /></FormDialog>
    </section>
  );
}

/** Whose phrase or key it is: with two of them the same buttons stand twice. */
function namesOf({ rootId }: Root, { accounts }: WalletState): string {
  const names = accounts.filter((account) => account.rootId === rootId).map(({ name }) => plainText(name, 40));
  return names.length === 0 ? '' : `${formatList(names)}.`;
}

function ageWords(root: Root, nowMs: number): string {
  if (root.kind === 'key') return text.noPhrase;
  if (root.backupCheckedAtMs === null) return text.never;
  const ageMs = nowMs - root.backupCheckedAtMs;
  return ageMs < dayMs ? text.checkedToday : text.checked(formatSpan(ageMs));
}

function Check({ rootId, onClose }: { readonly rootId: string; readonly onClose: () => void }) {
  const [ask, setAsk] = useState<readonly number[]>([]);
  const { run, error } = useSignerAct((_input: null, signer) => signer.ask('askBackupWords', { rootId }), (found) => setAsk(found.ask));
  useEffect(() => run(null), [run]);
  const check = useSignerAct((words: string[], signer) => signer.ask('checkBackupWords', { rootId, words }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); const value = takeForm(event.currentTarget); check.run(ask.map((position) => value(`word${position}`))); }}>
      <WordChecks ask={ask} />
      <FailureLine error={error ?? check.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={check.busy || ask.length === 0}>{text.check}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}

function Show({ rootId, onClose }: { readonly rootId: string; readonly onClose: () => void }) {
  const phrase = useRef<string[]>([]);
  const [shown, setShown] = useState<{ readonly count: number; readonly hasExtraWord: boolean } | null>(null);
  useEffect(() => () => void phrase.current.fill(''), []);
  const reveal = useSignerAct((passphrase: string, signer) => signer.ask('revealPhrase', { rootId, passphrase }), (found) => {
    phrase.current = [...found.phrase];
    setShown({ count: found.phrase.length, hasExtraWord: found.hasExtraWord });
  });
  if (shown) {
    return (
      <div className="form">
        <PhraseToHold count={shown.count} read={() => phrase.current} />
        {shown.hasExtraWord && <p className="small">{text.extra}</p>}
        <div className="buttons"><button type="button" className="button first" onClick={onClose}>{text.done}</button></div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); reveal.run(takeForm(event.currentTarget)('passphrase')); }}>
      <p className="dialog-lead">{text.showWhy}</p>
      <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />
      <FailureLine error={reveal.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={reveal.busy}>{reveal.busy ? walletWords.working : text.showGo}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
