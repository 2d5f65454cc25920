import type { FleetNode, FleetSaid } from '../../../electron/shared/fleet.ts';

/** What the nodes of one network have together; coins of different networks are different coins. */
export type FleetTotal = { readonly network: string; readonly coin: string; readonly isTestMoney: boolean; readonly nodes: number; readonly todayWei: bigint; readonly waitingWei: bigint; readonly totalWei: bigint; readonly stakeWei: bigint };

/** Of the nodes that answer now: what a silent one earned since is not known. Pure. */
export function totalFleet(nodes: readonly FleetNode[]): readonly FleetTotal[] {
  const there = nodes.flatMap(({ state, said }) => (state === 'answers' && said ? [said] : []));
  return [...Map.groupBy(there, ({ networkId, coin }) => JSON.stringify([networkId, coin]))].map(([, all]) => {
    const sum = (of: (said: FleetSaid) => bigint): bigint => all.reduce((wei, said) => wei + of(said), 0n);
    const { network, coin, isTestMoney } = all[0]!;
    return { network, coin, isTestMoney, nodes: all.length, todayWei: sum(({ todayWei }) => todayWei), waitingWei: sum(({ waitingWei }) => waitingWei), totalWei: sum(({ totalWei }) => totalWei), stakeWei: sum(({ stakeWei }) => stakeWei ?? 0n) };
  });
}

/** The last part of a folder's path, which is what its owner calls it. Pure. */
export const folderName = (folder: string): string => folder.split(/[/\\]/).findLast((part) => part !== '') ?? folder;

/** How the page of a node is opened from here. samePort: at this machine's end of the tunnel that port is this page's own. Pure. */
export function pageOf({ isOwn, said }: Pick<FleetNode, 'isOwn' | 'said'>, here: { readonly port: string; readonly isWindow: boolean }): { readonly kind: 'none' | 'own' | 'window' | 'samePort' } | { readonly kind: 'open' | 'copy'; readonly address: string } {
  if (isOwn) return { kind: 'own' };
  if (!said) return { kind: 'none' };
  const url = said.pageAddress === null ? null : URL.parse(said.pageAddress);
  if (url === null) return { kind: 'window' };
  // A page is served on loopback and nowhere else; anything else is no page of a Hearth.
  if (url.protocol !== 'http:' || !['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) return { kind: 'none' };
  if (!here.isWindow && url.port === here.port) return { kind: 'samePort' };
  return { kind: here.isWindow ? 'copy' : 'open', address: url.href };
}
