import { orderMaxWei } from '../../protocol/pricing.ts';
import type { Announcement } from '../../protocol/messages.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { weiPerCoin } from '../../shared/units.ts';
import type * as calls from '../chain/calls.ts';
import type { Chain } from '../chain/chain.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { VoucherLines } from './voucherLines.ts';

/** Test money kept reserved for a node beyond what it has earned already; topped up when half is gone. */
const leastWei = 1000n * weiPerCoin;
/** Largest orders the reservation must cover at least. */
const coveredOrders = 500n;
const lifeSeconds = 30 * 86_400;

export type Reserved = { readonly reservationId: string; readonly amountWei: bigint; readonly freeWei: bigint };

/** How much to add so that a node may count on `targetWei`; 0 while more than half is free and the reservation still lasts. Pure. */
export function decideTopUp(facts: { readonly amountWei: bigint; readonly owedWei: bigint; readonly targetWei: bigint; readonly secondsLeft: number }): bigint {
  const freeWei = facts.amountWei - facts.owedWei;
  if (freeWei >= facts.targetWei / 2n) return facts.secondsLeft < lifeSeconds / 2 ? 1n : 0n;
  return facts.targetWei - freeWei;
}

export const targetWeiOf = (models: Announcement['models']): bigint => {
  const dearest = models.reduce((most, model) => {
    const wei = orderMaxWei({ priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, maxUnitsIn: model.kind === 'classify' ? 1 : model.maxContext, maxUnitsOut: model.kind === 'generate' ? model.maxContext : 1 });
    return wei > most ? wei : most;
  }, 0n);
  return dearest * coveredOrders > leastWei ? dearest * coveredOrders : leastWei;
};

export type ReservationsDependencies = {
  readonly chain: Chain;
  readonly client: string;
  /** The client's account; nobody else sends from it. */
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly calls: Pick<typeof calls, 'buildReserveTransaction'>;
  readonly domain: Domain;
  readonly lines: Pick<VoucherLines, 'promised'>;
};

/**
 * Sees to it that enough is reserved for a node, and says how much is.
 * @throws chain.unreachable, chain.reverted
 * @effects chain
 */
export async function keepReserved(dependencies: ReservationsDependencies, { node, models }: Pick<Announcement, 'node' | 'models'>): Promise<Reserved> {
  const { chain, client, queue, calls: build } = dependencies;
  const [before, block] = await Promise.all([chain.readReservation(client, node), chain.readBlock('latest')]);
  let owedWei = 0n;
  for (const { line, wei } of dependencies.lines.promised(dependencies.domain, node)) {
    const { settledWei } = await chain.readSettled(line);
    if (wei > settledWei) owedWei += wei - settledWei;
  }
  const addWei = decideTopUp({ amountWei: before.amountWei, owedWei, targetWei: targetWeiOf(models), secondsLeft: before.expirySeconds - block!.timeSeconds });
  if (addWei === 0n) return { reservationId: before.reservationId, amountWei: before.amountWei, freeWei: before.amountWei - owedWei };
  await queue.send({ ...build.buildReserveTransaction(chain.deployment, { provider: node, amountWei: addWei, expirySeconds: block!.timeSeconds + lifeSeconds }), id: `reserve ${node}` });
  const after = await chain.readReservation(client, node);
  return { reservationId: after.reservationId, amountWei: after.amountWei, freeWei: after.amountWei - owedWei };
}
