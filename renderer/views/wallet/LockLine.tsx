import { useState } from 'react';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SecretField, takeForm } from '../../components/SecretField.tsx';
import { formatSpan } from '../../format/time.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useNow } from '../../useBridge.ts';
import { useSignerAct } from '../../useWallet.ts';

const text = walletWords.lock;

export const isOpen = (wallet: WalletState): boolean => wallet.roots.some(({ unlocked }) => unlocked);

/** Whether the keys are open, for how long, and the way to change it. */
export function LockLine({ wallet }: { readonly wallet: WalletState }) {
  const nowMs = useNow(1000);
  const [isAsking, setIsAsking] = useState(false);
  const lock = useSignerAct((_input: null, signer) => signer.ask('lock', {}));
  if (wallet.roots.length === 0) return <p className="soft small">{text.watchOnly}</p>;
  const open = isOpen(wallet);
  return (
    <div className="lock" data-locked={!open}>
      <p role="status">
        <span className={`lock-mark ${open ? 'lock-open' : ''}`} aria-hidden="true" /> <strong>{open ? text.open : text.locked}</strong>{' '}
        <span className="soft small">{open ? wallet.unlockedUntilMs !== null && text.openUntil(formatSpan(wallet.unlockedUntilMs - nowMs + 59_999)) : text.lockedWhy}</span>
      </p>
      {open ? (
        <button type="button" className="button" disabled={lock.busy} onClick={() => lock.run(null)}>{text.lock}</button>
      ) : (
        <button type="button" className="button first" onClick={() => setIsAsking(true)}>{text.unlock}</button>
      )}
      <FailureLine error={lock.error} />
      <FormDialog open={isAsking && !open} title={text.unlock} onClose={() => setIsAsking(false)}><Unlock waitUntilMs={wallet.waitUntilMs} onClose={() => setIsAsking(false)} /></FormDialog>
    </div>
  );
}

function Unlock({ waitUntilMs, onClose }: { readonly waitUntilMs: number | null; readonly onClose: () => void }) {
  const nowMs = useNow(500);
  const unlock = useSignerAct((passphrase: string, signer) => signer.ask('unlock', { passphrase }), onClose);
  // The signer says how long to wait with each refusal; its topic may not have moved since.
  const [refusedUntilMs, setRefusedUntilMs] = useState(0);
  const { error } = unlock;
  const [seen, setSeen] = useState(error);
  if (error !== seen) {
    setSeen(error);
    const waitMs = error !== null && 'waitMs' in error.about ? Number(error.about.waitMs) : 0;
    setRefusedUntilMs(waitMs > 0 ? nowMs + waitMs + 500 : 0);
  }
  const waitMs = Math.max(waitUntilMs ?? 0, refusedUntilMs) - nowMs;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        unlock.run(takeForm(event.currentTarget)('passphrase'));
      }}
    >
      <SecretField label={walletWords.passphrase} name="passphrase" words={walletWords} />
      {waitMs > 0 ? <p className="form-problem" role="status">{text.wait(formatSpan(waitMs + 999))}</p> : <FailureLine error={error} />}
      <div className="buttons">
        <button type="submit" className="button first" disabled={unlock.busy || waitMs > 0}>{unlock.busy ? walletWords.working : text.unlock}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
