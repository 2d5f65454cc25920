import { useState, type ReactNode } from 'react';
import type { WalletAccount, WalletAction, WalletState } from '../../../electron/shared/walletBridge.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { plainText } from '../../format/digest.ts';
import { approveWords } from '../../strings/approve.ts';
import { useWallet } from '../../useWallet.ts';
import { ApproveAction } from './ApproveAction.tsx';

/** Who can sign here: this address if its key is in the wallet, else the first that has one. account null: no key at all, or the signer has not spoken yet (then wallet is null too). */
export function usePayer(preferred: string | null = null): { readonly wallet: WalletState | null; readonly account: WalletAccount | null } {
  const state = useWallet();
  const wallet = state.state === 'ready' ? state.value : null;
  const own = wallet?.accounts.filter(({ rootId }) => rootId !== null) ?? [];
  return { wallet, account: own.find(({ address }) => preferred !== null && sameAddress(address, preferred)) ?? own[0] ?? null };
}

type Props = {
  readonly wallet: WalletState; readonly account: WalletAccount; readonly action: WalletAction;
  readonly words: { readonly button: string; readonly sentence: string; readonly go: string };
  readonly isFirst?: boolean; readonly name?: string; readonly children?: ReactNode; readonly onSent: () => void;
};

/** A button for one act of the owner: what it means and costs in a dialog, then the signature. */
export function OwnersAct({ wallet, account, action, words, isFirst = false, name, children, onSent }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <button type="button" className={isFirst ? 'button first' : 'button'} {...(name === undefined ? {} : { 'aria-label': `${words.button}: ${plainText(name, 60)}` })} onClick={() => { setIsSent(false); setIsOpen(true); }}>{words.button}</button>
      {isSent && <span className="sent small" role="status">{approveWords.sent}</span>}
      <FormDialog open={isOpen} title={words.button} onClose={close}>
        <ApproveAction wallet={wallet} account={account} action={action} sentence={words.sentence} go={words.go} onBack={close} onSent={() => { close(); setIsSent(true); onSent(); }}>{children}</ApproveAction>
      </FormDialog>
    </>
  );
}
