import { openChain, type Chain } from '../../services/chain/chain.ts';
import { followRpcUrls, readRpcUrls, type RpcAddressFault } from '../../services/chain/rpcUrls.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { RpcAddress } from '../../shared/rpcAddresses.ts';

export type RpcSide = Pick<Handlers<PageBridge>, 'readRpcAddresses' | 'setRpcAddresses'>;

/** An owner waits for the answer; a public node may take a second or two. */
const checkTimeoutMs = 8000;

/** @throws chain.addressInvalid  silent: whoever adds an address cannot wait for it to come back */
async function checkAnswer(rpcUrl: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    throw isHearthError(error, 'chain.unreachable') ? new HearthError('chain.addressInvalid', { rpcUrl, reason: 'silent' satisfies RpcAddressFault }, error) : error;
  }
}

/** Asks the network's addresses and the owner's from now on. */
export const applyRpcAddresses = (chain: Chain, networkUrls: readonly string[], settings: SettingsFile): void => followRpcUrls(chain, [...new Set([...networkUrls, ...settings.read().rpcUrls])]);

/**
 * The owner's own addresses of the chain, beside those of the network. A new one is asked for its chain and its contracts before it is kept; from then on it is compared with the others
 * like any address.
 * @param chain        null while Hearth starts
 * @param networkUrls  where the network says that its chain is asked now
 */
export function createRpcSide({ settings, chain, networkUrls }: { readonly settings: SettingsFile; readonly chain: () => Chain | null; readonly networkUrls: () => readonly string[] }): RpcSide {
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
      const wanted = readRpcUrls(urls, networkUrls());
      const before = new Set(settings.read().rpcUrls);
      for (const url of wanted) if (!before.has(url)) await checkAnswer(url, () => openChain({ deployment, rpcUrls: [url], timeoutMs: checkTimeoutMs }).verify());
      settings.write({ rpcUrls: wanted });
      applyRpcAddresses(readyChain(), networkUrls(), settings);
      return { addresses: readAll() };
    },
  };
}
