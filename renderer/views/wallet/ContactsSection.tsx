import { useState } from 'react';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field, takeForm } from '../../components/SecretField.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import { wordedError } from './tokenWords.ts';

const text = walletWords.contacts;
type Contact = WalletState['contacts'][number];

export const contactAt = (wallet: WalletState, address: string): Contact | undefined => wallet.contacts.find((contact) => sameAddress(contact.address, address));

/** Names for addresses of others. A name takes no warning away: an address never sent to is still said to be. */
export function ContactsSection({ wallet }: { readonly wallet: WalletState }) {
  const [open, setOpen] = useState<{ readonly how: 'add' } | { readonly how: 'rename' | 'remove'; readonly contact: Contact } | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section className="section" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{text.title}</h2>
      {wallet.contacts.length === 0 && <p className="soft">{text.empty}</p>}
      <ul className="contacts">
        {wallet.contacts.map((contact) => {
          const name = plainText(contact.name, 60);
          return (
            <li key={contact.contactId} data-contact={contact.address}>
              <span><NetworkText text={contact.name} limit={60} /> <Digest value={contact.address} /></span>
              <span className="buttons">
                <button type="button" className="button plain" aria-label={`${walletWords.accounts.rename}: ${name}`} onClick={() => setOpen({ how: 'rename', contact })}>{walletWords.accounts.rename}</button>
                <button type="button" className="button plain" aria-label={`${walletWords.accounts.remove}: ${name}`} onClick={() => setOpen({ how: 'remove', contact })}>{walletWords.accounts.remove}</button>
              </span>
            </li>
          );
        })}
      </ul>
      <p><button type="button" className="button plain" onClick={() => setOpen({ how: 'add' })}>{text.add}</button></p>
      <FormDialog open={open?.how === 'add'} title={text.add} onClose={close}><AddContact onClose={close} /></FormDialog>
      <FormDialog open={open?.how === 'rename'} title={walletWords.accounts.rename} onClose={close}>{open?.how === 'rename' && <Rename contact={open.contact} onClose={close} />}</FormDialog>
      <FormDialog open={open?.how === 'remove'} title={walletWords.accounts.removeAsk(open?.how === 'remove' ? plainText(open.contact.name, 60) : '')} onClose={close}>{open?.how === 'remove' && <Remove contact={open.contact} onClose={close} />}</FormDialog>
    </section>
  );
}

/** @param address  known already, as after a send; else it is typed */
export function AddContact({ address, onClose }: { readonly address?: string; readonly onClose: () => void }) {
  const [isUnchecked, setIsUnchecked] = useState(false);
  const add = useSignerAct((value: (name: string) => string, signer) => signer.ask('addContact', { name: value('name'), address: address ?? value('address').trim() }), ({ checked }) => (checked || address !== undefined ? onClose() : setIsUnchecked(true)));
  if (isUnchecked) {
    return (
      <div className="form">
        <p role="status">{text.unchecked}</p>
        <div className="buttons"><button type="button" className="button first" onClick={onClose}>{walletWords.backup.done}</button></div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); add.run(takeForm(event.currentTarget)); }}>
      <Field label={walletWords.name} hint={text.nameHint}>{(ids) => <input {...ids} className="field" name="name" required maxLength={40} autoComplete="off" />}</Field>
      {address === undefined ? <Field label={text.address} hint={walletWords.send.toHint}>{(ids) => <input {...ids} className="field mono" name="address" required maxLength={80} autoComplete="off" spellCheck={false} />}</Field> : <p className="mono dialog-address">{address}</p>}
      <FailureLine error={wordedError(add.error)} />
      <Buttons busy={add.busy} go={walletWords.save} onClose={onClose} />
    </form>
  );
}

function Rename({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const rename = useSignerAct((name: string, signer) => signer.ask('renameContact', { contactId: contact.contactId, name }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); rename.run(takeForm(event.currentTarget)('name')); }}>
      <p className="mono dialog-address">{contact.address}</p>
      <Field label={walletWords.accounts.nameOf(plainText(contact.name, 60))}>{(ids) => <input {...ids} className="field" name="name" required maxLength={40} defaultValue={contact.name} autoComplete="off" />}</Field>
      <FailureLine error={rename.error} />
      <Buttons busy={rename.busy} go={walletWords.save} onClose={onClose} />
    </form>
  );
}

function Remove({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const remove = useSignerAct((_input: null, signer) => signer.ask('removeContact', { contactId: contact.contactId }), onClose);
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); remove.run(null); }}>
      <p className="dialog-lead">{text.removeWhy}</p>
      <p className="mono dialog-address">{contact.address}</p>
      <FailureLine error={remove.error} />
      <Buttons busy={remove.busy} go={walletWords.accounts.remove} onClose={onClose} />
    </form>
  );
}

const Buttons = ({ busy, go, onClose }: { readonly busy: boolean; readonly go: string; readonly onClose: () => void }) => (
  <div className="buttons">
    <button type="submit" className="button first" disabled={busy}>{busy ? walletWords.working : go}</button>
    <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
  </div>
);
