import { HearthError } from '../../shared/errors.ts';
import { rpcAddressLimit, rpcUrlShape } from '../../shared/rpcAddresses.ts';
import type { Chain } from './chain.ts';

/** What is wrong with an address: no URL · another scheme than http or https · http to another machine · a name and password in it · there already · more than {@link rpcAddressLimit} · no answer there. */
export type RpcAddressFault = 'malformed' | 'scheme' | 'plain' | 'credentials' | 'known' | 'many' | 'silent';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address in the one spelling that is kept and compared. Whoever sits between this machine and a plain http address could answer for it, so http is for this machine alone.
 * @throws chain.addressInvalid
 */
function readRpcUrl(written: string): string {
  const refuse = (reason: RpcAddressFault): never => {
    throw new HearthError('chain.addressInvalid', { rpcUrl: written.slice(0, 200), reason });
  };
  const url = rpcUrlShape.safeParse(written).success ? URL.parse(written.trim()) : null;
  if (!url || url.hash !== '') return refuse('malformed');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('scheme');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  if (url.protocol === 'http:' && !loopbackHosts.has(url.hostname)) return refuse('plain');
  return url.href;
}

/** The owner's whole list, each in its one spelling. @param known  those of the deployment @throws chain.addressInvalid */
export function readRpcUrls(written: readonly string[], known: readonly string[]): string[] {
  const seen = new Set(known.map((url) => URL.parse(url)?.href ?? url));
  return written.map((one, index) => {
    const url = readRpcUrl(one);
    if (seen.has(url)) throw new HearthError('chain.addressInvalid', { rpcUrl: url, reason: 'known' });
    if (index >= rpcAddressLimit) throw new HearthError('chain.addressInvalid', { rpcUrl: url, reason: 'many' });
    seen.add(url);
    return url;
  });
}

/** Asks the chain at these addresses from now on; nothing is dropped where they are those of before. */
export function followRpcUrls(chain: Pick<Chain, 'sources' | 'setRpcUrls'>, wanted: readonly string[]): void {
  if (wanted.join() !== chain.sources().map(({ url }) => url).join()) chain.setRpcUrls(wanted);
}
