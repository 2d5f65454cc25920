import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import type { Chain } from './chain.ts';
import type { Deployment } from './deployment.ts';
import type { Split } from './parameters.ts';
import { parameterNames, type ParameterName } from '../../shared/governance.ts';

export type Earned = { readonly dueWei: bigint; /** New coins on top, as far as the cap allows. */ readonly issuableWei: bigint };
export type RoyaltyShare = Earned & { readonly index: number; readonly holder: Hex; readonly shareBps: number };
export type RegisteredModel = {
  readonly modelId: Hex;
  readonly publisher: Hex;
  readonly royaltyBps: number;
  readonly registeredAtSeconds: number;
  readonly isRetired: boolean;
  /** All it ever earned, collected or not. */
  readonly royaltyWei: bigint;
  readonly shares: readonly RoyaltyShare[];
};

/** What an account earned as verifier, application, refunded client or treasury and has not collected. */
export async function readEarned(chain: Chain, account: string, signal?: AbortSignal): Promise<Earned> {
  const [dueWei, issuableWei] = await chain.readContract('JobEscrow', 'accountOf', [account], signal);
  return { dueWei, issuableWei };
}

/** The treasury: what the timelock holds, what waits to be collected for it, and the verifiers' pool. */
export async function readTreasury(chain: Chain, signal?: AbortSignal) {
  const account = chain.deployment.contracts.HearthTimelock.address as Hex;
  const read = async (contract: 'HearthToken' | 'JobEscrow', call: string) => (await chain.readContract(contract, call, [], signal))[0] as bigint;
  const [balance, earned, verifierPoolWei, issuedWei, issuanceCapWei, supplyWei] = await Promise.all([
    chain.readBalance(account, signal),
    readEarned(chain, account, signal),
    read('JobEscrow', 'verifierPoolWei'),
    read('HearthToken', 'issuedWei'),
    read('HearthToken', 'issuanceCapWei'),
    read('HearthToken', 'totalSupply'),
  ]);
  return { account, heldWei: balance.coinWei, dueWei: earned.dueWei, verifierPoolWei, issuedWei, issuanceCapWei, supplyWei };
}

/** All governed numbers, and the split that new reservations get. */
export async function readParameters(chain: Chain, signal?: AbortSignal) {
  const [[values], [version]] = await Promise.all([
    chain.readContract('HearthParameters', 'allValues', [], signal),
    chain.readContract('HearthParameters', 'splitVersion', [], signal),
  ]);
  const [split] = await chain.readContract('HearthParameters', 'splitOf', [version], signal);
  const [verifiersBps, appBps, treasuryBps, maxRoyaltyBps, issuanceBps] = (split as bigint[]).map(Number) as [number, number, number, number, number];
  return {
    values: Object.fromEntries(parameterNames.map((name, i) => [name, (values as bigint[])[i]!])) as Record<ParameterName, bigint>,
    splitVersion: Number(version),
    split: { verifiersBps, appBps, treasuryBps, maxRoyaltyBps, issuanceBps } satisfies Split,
  };
}

/** Registered models, oldest first. */
export async function readModels(chain: Chain, limit = 200, signal?: AbortSignal): Promise<RegisteredModel[]> {
  const [modelIds] = await chain.readContract('ModelRegistry', 'modelIdsFrom', [0, limit], signal);
  return Promise.all([...(modelIds as Hex[])].map((modelId) => readModel(chain, modelId, signal)));
}

async function readModel(chain: Chain, modelId: Hex, signal?: AbortSignal): Promise<RegisteredModel> {
  const [[publisher, royaltyBps, , registeredAtSeconds, isRetired], [holders, sharesBps], [royaltyWei]] = await Promise.all([
    chain.readContract('ModelRegistry', 'modelOf', [modelId], signal),
    chain.readContract('ModelRegistry', 'sharesOf', [modelId], signal),
    chain.readContract('JobEscrow', 'royaltyOf', [modelId], signal),
  ]);
  const shares = await Promise.all(
    [...(holders as Hex[])].map(async (holder, index): Promise<RoyaltyShare> => {
      const [, dueWei, issuableWei] = await chain.readContract('JobEscrow', 'royaltyDueOf', [modelId, index], signal);
      return { index, holder, shareBps: Number((sharesBps as bigint[])[index]), dueWei, issuableWei };
    }),
  );
  return { modelId, publisher, royaltyBps: Number(royaltyBps), registeredAtSeconds: Number(registeredAtSeconds), isRetired, royaltyWei, shares };
}

/** Sends an account what it earned; anyone may. */
export const buildCollectTransaction = (deployment: Deployment, account: string): Call =>
  buildCall(deployment, 'JobEscrow', 'collect', [account]);

/** Sends the holder of a model's share what it earned; anyone may. 0 is the publisher. */
export const buildCollectRoyaltyTransaction = (deployment: Deployment, modelId: string, index: number): Call =>
  buildCall(deployment, 'JobEscrow', 'collectRoyalty', [modelId, index]);

/** Makes the new coins a node earned, for its payout address; anyone may. */
export const buildCollectIssuanceTransaction = (deployment: Deployment, node: string): Call =>
  buildCall(deployment, 'JobEscrow', 'collectIssuance', [node]);

/**
 * Everything an account can collect now: its own earnings, its shares of models, and its nodes' new coins.
 *
 * @param nodes  nodes whose new coins are wanted too
 */
export async function planCollection(chain: Chain, account: string, nodes: readonly string[], signal?: AbortSignal): Promise<{ calls: Call[]; dueWei: bigint; issuableWei: bigint }> {
  const { deployment } = chain;
  const [own, models, issuable] = await Promise.all([
    readEarned(chain, account, signal),
    readModels(chain, 200, signal),
    Promise.all(nodes.map(async (node) => ({ node, wei: (await chain.readContract('JobEscrow', 'issuableOf', [node], signal))[0] as bigint }))),
  ]);
  const isMine = ({ holder, dueWei, issuableWei }: RoyaltyShare) => holder.toLowerCase() === account.toLowerCase() && dueWei + issuableWei > 0n;
  const shares = models.flatMap(({ modelId, shares: all }) => all.filter(isMine).map((share) => ({ ...share, modelId })));
  const earning = issuable.filter(({ wei }) => wei > 0n);
  const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
  return {
    calls: [
      ...(own.dueWei + own.issuableWei > 0n ? [buildCollectTransaction(deployment, account)] : []),
      ...shares.map(({ modelId, index }) => buildCollectRoyaltyTransaction(deployment, modelId, index)),
      ...earning.map(({ node }) => buildCollectIssuanceTransaction(deployment, node)),
    ],
    dueWei: sum([own.dueWei, ...shares.map(({ dueWei }) => dueWei)]),
    issuableWei: sum([own.issuableWei, ...shares.map(({ issuableWei }) => issuableWei), ...earning.map(({ wei }) => wei)]),
  };
}
