import type { Hex } from '../../shared/units.ts';
import { sameAddress } from '../../shared/units.ts';
import type * as auditCalls from '../chain/auditCalls.ts';
import type * as auditReads from '../chain/auditReads.ts';
import type * as calls from '../chain/calls.ts';
import type { Chain } from '../chain/chain.ts';
import type { PracticeChain } from '../chain/practiceChain.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import { grants } from './faucet.ts';
import type { PracticeAccount } from './practiceKeys.ts';

export type SeatDependencies = {
  readonly chain: Chain;
  readonly practiceChain: Pick<PracticeChain, 'fundGas'>;
  /** An account that has the coins. */
  readonly funder: Pick<TransactionQueue, 'send'>;
  readonly calls: Pick<typeof calls, 'buildBindNodeTransaction' | 'buildStakeTransaction' | 'buildTransferTransaction'> & Pick<typeof auditCalls, 'buildRegisterSeat'>;
  readonly readSeats: typeof auditReads.readSeats;
};

/**
 * Makes a practice verifier a node of its own operator with stake, and seats it for these models. Asks the chain before every step, so doing it again
 * does only what is missing.
 *
 * @param queue  the verifier's own; nobody else sends from its account
 * @throws chain.unreachable, chain.reverted
 * @effects chain
 */
export async function seatVerifier(dependencies: SeatDependencies, account: PracticeAccount, queue: Pick<TransactionQueue, 'send'>, modelIds: readonly string[]): Promise<void> {
  const { chain, calls: build } = dependencies;
  const { deployment } = chain;
  const { address: node } = account;
  const [balance, record] = await Promise.all([chain.readBalance(node), chain.readNode(node)]);
  if (balance.gasWei < grants.gasWei / 2n) await dependencies.practiceChain.fundGas(node, grants.gasWei);
  if (!record.bound) await queue.send({ ...build.buildBindNodeTransaction(deployment, { node, deadlineSeconds: 0, signature: '0x' }), id: `bind ${node}` });
  const stake = await chain.readStake(node);
  // Never topped up: what a court took from a verifier must stay gone.
  if (stake.activeWei + stake.unbondingWei === 0n) {
    if (balance.coinWei < grants.stakeWei) await dependencies.funder.send({ ...build.buildTransferTransaction(deployment, node, grants.stakeWei - balance.coinWei), id: `coins ${node}` });
    await queue.send({ ...build.buildStakeTransaction(deployment, node, grants.stakeWei), id: `stake ${node}` });
  }
  await takeSeats(dependencies, node, queue, modelIds);
}

/** One seat of each model for a node that holds none yet, as far as its stake reaches. @throws chain.unreachable, chain.reverted */
export async function takeSeats({ chain, calls: build, readSeats }: Pick<SeatDependencies, 'chain' | 'readSeats'> & { readonly calls: Pick<typeof auditCalls, 'buildRegisterSeat'> }, node: Hex, queue: Pick<TransactionQueue, 'send'>, modelIds: readonly string[]): Promise<void> {
  for (const modelId of modelIds) {
    if ((await readSeats(chain, modelId)).some((holder) => sameAddress(holder, node))) continue;
    await queue.send({ ...build.buildRegisterSeat(chain.deployment, node, modelId), id: `seat ${node} ${modelId}` });
  }
}
