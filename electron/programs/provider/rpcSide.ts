import { openChain, type Chain } from '../../services/chain/chain.ts';
import { readRpcUrls } from '../../services/chain/rpcUrls.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { RpcAddress } from '../../shared/rpcAddresses.ts';

export type RpcSide = Pick<Handlers<PageBridge>, 'readRpcAddresses' | 'setRpcAddresses'>;

/** An owner waits for the answer; a public node may take a second or two. */
const checkTimeoutMs = 8000;

/** Asks the deployment's addresses and the owner's. */
export const applyRpcAddresses = (chain: Chain, settings: SettingsFile): void => chain.setRpcUrls([...chain.deployment.rpcUrls, ...settings.read().rpcUrls]);

/**
 * The owner's own addresses of the chain, beside those of the deployment. A new one is asked for its chain and its contracts before it is kept; from then on it is compared with the others
 * like any address.
 * @param chain  null while Hearth starts
 */
export function createRpcSide({ settings, chain }: { readonly settings: SettingsFile; readonly chain: () => Chain | null }): RpcSide {
  const readyChain = (): Chain => {
    const found = chain();
    if (!found) throw new HearthError('usage.invalid', { reason: refusals.starting });
    return found;
  };
  const readAll = (): RpcAddress[] => {
    const found = readyChain();
    const owners = new Set(settings.read().rpcUrls);
    return found.sources().map(({ url, state, reason }) => ({ url, isOwners: owners.has(url), isInUse: url === found.rpcUrl(), state, reason: reason?.slice(0, 300) ?? null }));
  };
  return {
    readRpcAddresses: () => ({ addresses: readAll() }),
    async setRpcAddresses({ urls }) {
      const { deployment } = readyChain();
      const wanted = readRpcUrls(urls, deployment.rpcUrls);
      const before = new Set(settings.read().rpcUrls);
      for (const url of wanted) if (!before.has(url)) await openChain({ deployment, rpcUrls: [url], timeoutMs: checkTimeoutMs }).verify();
      settings.write({ rpcUrls: wanted });
      applyRpcAddresses(readyChain(), settings);
      return { addresses: readAll() };
    },
  };
}
