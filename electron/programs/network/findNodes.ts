import type { Domain } from '../../protocol/typedData.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { createStakeCheck } from '../../services/chain/stakeCheck.ts';
import { openDiscovery, type Discovery, type DiscoveryDependencies } from '../../services/network/discovery.ts';
import { isSignedByNode } from '../../services/practice/announcements.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';

export type FindingFacts = { readonly domain: Domain; readonly chain: Pick<Chain, 'readStake'> } & Pick<DiscoveryDependencies, 'network' | 'seeds' | 'hintsFile' | 'log'>;

/** How every program of a network finds nodes: believed by their own signature and their stake on the chain. @effects network, chain, disk */
export const findNodes = ({ chain, ...facts }: FindingFacts, signal: AbortSignal): Promise<Discovery> =>
  openDiscovery({
    ...facts, isSigned: (announcement, signature) => isSignedByNode(p, announcement, signature), isStaked: createStakeCheck(chain, Date.now, signal), nowMs: Date.now, random: Math.random,
  }, signal);
