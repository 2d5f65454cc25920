import type { ReactNode } from 'react';
import type { WalletAccount, WalletState } from '../../electron/shared/walletBridge.ts';
import { sameAddress } from '../../electron/shared/units.ts';
import { useWallet, useWalletPort, WalletContext } from '../useWallet.ts';

/** Opens the page's own port to the signer for what is inside; `fallback` stands there for the moment before it exists. */
export function SignerPort({ children, fallback }: { readonly children: ReactNode; readonly fallback: ReactNode }) {
  const port = useWalletPort();
  return port === null ? fallback : <WalletContext value={port}>{children}</WalletContext>;
}

export type Signing = { readonly wallet: WalletState | null; /** null: the wallet has no key of that account. */ readonly account: WalletAccount | null };

/** The wallet's account with this address, if its key is here. Until the signer has spoken nothing is known, which the wallet being null says. */
export function useSigningAccount(address: string | null): Signing {
  const wallet = useWallet();
  const state = wallet.state === 'ready' ? wallet.value : null;
  const account = address === null ? undefined : state?.accounts.find((one) => one.rootId !== null && sameAddress(one.address, address));
  return { wallet: state, account: account ?? null };
}
