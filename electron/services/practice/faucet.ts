import { HearthError } from '../../shared/errors.ts';
import { sameAddress, weiPerCoin, type Hex } from '../../shared/units.ts';
import type * as calls from '../chain/calls.ts';
import type { Chain } from '../chain/chain.ts';
import type { PracticeChain } from '../chain/practiceChain.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { AnnounceRequest } from './announcements.ts';

/** Test money that a node of the practice network is given. */
export const grants = {
  /** The chain's own currency, for gas: filled up when below half. */
  gasWei: 10n * weiPerCoin,
  /** Stake in EMBER, given once. In-flight value of kappa times this may wait for its window. */
  stakeWei: 10_000n * weiPerCoin,
};

export type FaucetDependencies = {
  readonly chain: Chain;
  readonly practiceChain: Pick<PracticeChain, 'fundGas'>;
  /** The operator's account; nobody else sends from it. */
  readonly operator: string;
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly calls: Pick<typeof calls, 'buildBindNodeTransaction' | 'buildStakeTransaction' | 'buildAnnouncePayoutTransaction'>;
};

/** Gives an operator that the network keeps for one node the coins to stake for it. Asks first, and gives once. @effects chain */
export async function fundOperator(
  { chain, practiceChain, funder, calls: build }: Pick<FaucetDependencies, 'chain' | 'practiceChain'> & { readonly funder: Pick<TransactionQueue, 'send'>; readonly calls: Pick<typeof calls, 'buildTransferTransaction'> }, operator: { readonly address: Hex },
): Promise<void> {
  const { coinWei, gasWei } = await chain.readBalance(operator.address);
  if (gasWei < grants.gasWei / 2n) await practiceChain.fundGas(operator.address, grants.gasWei);
  if (coinWei < grants.stakeWei) await funder.send({ ...build.buildTransferTransaction(chain.deployment, operator.address, grants.stakeWei - coinWei), id: `coins ${operator.address}` });
}

export type Faucet = {
  /**
   * Makes a node able to earn: gas, operator, stake, payout address. Every step asks the chain first, so doing it again, or after a crash in
   * the middle, does only what is missing.
   *
   * @throws order.malformed    the node belongs to another operator, or gave no consent
   * @throws chain.unreachable  the chain is gone
   * @throws chain.reverted     the contract refused: a consent that expired or was not signed by the node
   * @effects chain
   */
  enrol(request: AnnounceRequest): Promise<void>;
};

export function createFaucet({ chain, practiceChain, operator, queue, calls: build }: FaucetDependencies): Faucet {
  const { deployment } = chain;
  const running = new Map<string, Promise<void>>();

  async function enrol({ announcement, binding }: AnnounceRequest): Promise<void> {
    const { node, payout } = announcement;
    const [balance, record] = await Promise.all([chain.readBalance(node), chain.readNode(node)]);
    if (balance.gasWei < grants.gasWei / 2n) await practiceChain.fundGas(node, grants.gasWei);
    if (record.bound && !sameAddress(record.operator, operator)) throw new HearthError('order.malformed', { reason: 'the node belongs to another operator' });
    if (!record.bound) {
      if (!binding || !sameAddress(binding.operator, operator)) throw new HearthError('order.malformed', { reason: 'the node has not agreed to the practice operator' });
      const bind = build.buildBindNodeTransaction(deployment, { node, deadlineSeconds: binding.deadlineSeconds, signature: binding.signature as Hex });
      await queue.send({ ...bind, id: `bind ${node}` });
    }
    const stake = await chain.readStake(node);
    // Never topped up: what a court took from a node that cheated must stay gone.
    if (stake.activeWei + stake.unbondingWei === 0n) {
      await queue.send({ ...build.buildStakeTransaction(deployment, node, grants.stakeWei), id: `stake ${node}` });
    }
    const bound = record.bound ? record : await chain.readNode(node);
    if (!bound.bound) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: 'the binding is not in the chain any more' });
    const goal = bound.announced?.payout ?? bound.payout;
    if (!sameAddress(goal, payout)) await queue.send({ ...build.buildAnnouncePayoutTransaction(deployment, node, payout), id: `payout ${node} ${payout}` });
  }

  return {
    enrol(request) {
      // One at a time per node: two at once would stake twice.
      const node = request.announcement.node.toLowerCase();
      const mine = (running.get(node) ?? Promise.resolve()).catch(() => {}).then(() => enrol(request));
      running.set(node, mine);
      void mine.catch(() => {}).finally(() => {
        if (running.get(node) === mine) running.delete(node);
      });
      return mine;
    },
  };
}
