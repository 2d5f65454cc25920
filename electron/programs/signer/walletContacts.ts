import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import type { WalletBridge } from '../../shared/walletBridge.ts';
import { sameAddress } from '../../shared/units.ts';
import * as vaults from '../../services/wallet/vault.ts';
import { addressOrThrow, nameOrThrow, refuseKnown, refuseOverLost } from './walletChecks.ts';
import type { Wallet } from './wallet.ts';

/**
 * The address book: names for addresses of others, kept in the vault and its backup. A name takes no warning away: the file carries no seal, so an
 * address that was never sent to stays a first use, and one that looks like a contact's is said to.
 */
export function createWalletContacts(wallet: Wallet): Pick<Handlers<WalletBridge>, 'addContact' | 'renameContact' | 'removeContact'> {
  const contactOrThrow = (contactId: string): vaults.Contact => {
    const found = wallet.vault().contacts.find((one) => one.contactId === contactId);
    if (!found) throw new HearthError('wallet.notFound', { what: refusals.contactOf(contactId) });
    return found;
  };
  return {
    addContact({ name, address }) {
      // A book beside a missing wallet would hide that it is missing.
      refuseOverLost(wallet, false);
      if (wallet.vault().accounts.length === 0) throw new HearthError('wallet.notFound', { what: refusals.makeWallet });
      const parsed = addressOrThrow(address);
      refuseKnown(wallet, parsed.address);
      if (wallet.vault().contacts.some((one) => sameAddress(one.address, parsed.address))) throw new HearthError('wallet.exists', { what: parsed.address });
      if (wallet.vault().contacts.length >= vaults.mostContacts) throw new HearthError('wallet.exists', { what: refusals.mostContacts(vaults.mostContacts) });
      const contact: vaults.Contact = { contactId: vaults.newId(), name: nameOrThrow(wallet, name), address: parsed.address };
      wallet.save(vaults.addContact(wallet.vault(), contact));
      return { contactId: contact.contactId, address: contact.address, checked: parsed.checked };
    },
    renameContact({ contactId, name }) {
      contactOrThrow(contactId);
      wallet.save(vaults.renameContact(wallet.vault(), contactId, nameOrThrow(wallet, name, contactId)));
      return {};
    },
    removeContact({ contactId }) {
      contactOrThrow(contactId);
      wallet.save(vaults.removeContact(wallet.vault(), contactId));
      return {};
    },
  };
}
