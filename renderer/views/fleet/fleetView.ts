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

/** Nodes of one operator on one network, and what they have together; `operator` null: not grouped, or not known. */
export type FleetGroup = { readonly operator: string | null; readonly nodes: readonly FleetNode[]; readonly total: FleetTotal | null };
/**
 * The nodes by their operators, in the order in which each comes first, those of nobody known last. One group where that would tell nothing: all are of one operator, or each is of its own, as on
 * a practice network. Pure.
 */
export function groupFleet(nodes: readonly FleetNode[]): readonly FleetGroup[] {
  const groups = [...Map.groupBy(nodes, ({ said }) => (said?.operator ? `${said.networkId} ${said.coin} ${said.operator.toLowerCase()}` : ''))];
  const known = groups.filter(([key]) => key !== '');
  if (known.length <= 1 || known.every(([, own]) => own.length === 1)) return [{ operator: null, nodes, total: null }];
  return groups.toSorted(([a], [b]) => Number(a === '') - Number(b === '')).map(([key, own]) => ({ operator: key === '' ? null : own[0]!.said!.operator, nodes: own, total: key === '' ? null : (totalFleet(own)[0] ?? null) }));
}

/** How many operators the nodes have that are known. Pure. */
export const countOperators = (nodes: readonly FleetNode[]): number => new Set(nodes.flatMap(({ said }) => said?.operator?.toLowerCase() ?? [])).size;

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
