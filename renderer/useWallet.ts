import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { walletBridge, type WalletBridge, type WalletState } from '../electron/shared/walletBridge.ts';
import { openPort } from './bridge.ts';
import { startLink, type Connection, type Link } from './connection.ts';
import { useActOn, useAnswer, useConnection, useThrottled, useTopic, withoutValue, type Act, type Loaded } from './useBridge.ts';

export type WalletLink = Link<WalletBridge>;
export const WalletContext = createContext<WalletLink | null>(null);

/** The page's port to the signer: open while a screen that needs it is shown, and no longer. It does not pass the provider. */
export function useWalletPort(): WalletLink | null {
  const [link, setLink] = useState<WalletLink | null>(null);
  useEffect(() => {
    const opened = startLink(walletBridge, { openPort: () => openPort('signer'), nowMs: () => Date.now(), random: Math.random });
    setLink(opened);
    return () => opened.close();
  }, []);
  return link;
}

export function useWalletLink(): WalletLink {
  const link = use(WalletContext);
  if (!link) throw new Error('no port to the signer above this component');
  return link;
}

export function useWallet(): Loaded<WalletState> {
  const link = useWalletLink();
  const topic = useSyncExternalStore(link.subscribe, () => link.topic('wallet'));
  const { phase } = useSyncExternalStore(link.subscribe, link.link);
  return topic ? { state: 'ready', value: topic.value, atMs: topic.atMs } : withoutValue(phase, link.retryNow);
}

/** One thing asked of the signer, which may carry a secret: it passes through and is not kept. */
export const useSignerAct = <Input, Result>(act: (input: Input, signer: WalletLink) => Promise<Result>, onDone?: (result: Result) => void): Act<Input> => useActOn(useWalletLink(), act, onDone);

/** One thing that needs both: the signer to approve, the provider to send. No secret goes to the second. */
export function useSendAct<Input, Result>(act: (input: Input, signer: WalletLink, provider: Connection) => Promise<Result>, onDone?: (result: Result) => void): Act<Input> {
  const provider = useConnection();
  return useActOn(useWalletLink(), (input: Input, signer) => act(input, signer, provider), onDone);
}

/** Changes with the chain, at most every two seconds: what was read of it may be old. */
export const useChainTurn = (): number => useThrottled(useTopic('network')?.value.blockNumber ?? 0, 2000);

export const useBalances = (addresses: readonly string[]) => useAnswer('readBalances', { addresses: addresses.slice(0, 50) }, useChainTurn());
