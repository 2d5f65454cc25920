import { formatCoins } from '../../../renderer/format/money.ts';
import { buildReleaseTransaction, domainOf } from '../../services/chain/calls.ts';
import { buildLapseClaim, readClaim } from '../../services/chain/claims.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { lapseSeconds } from '../../shared/payWaits.ts';
import { formatAge, parseAddress } from './chainAccess.ts';
import { openSender, type Context } from './economyRun.ts';
import { formatMoment, usage } from './output.ts';
import { readReceiptFile } from './verifyCommand.ts';

/**
 * Ends a claim that nobody could pay for 90 days: its amount goes back to the client's reservation. Anyone may.
 *
 * @param path  a receipt file of the job, which holds its order
 * @throws usage.invalid · receipt.* · chain.* @effects chain: costs gas
 */
export async function lapse(context: Context, path: string): Promise<void> {
  const { order } = await readReceiptFile(path);
  const { chain, send } = await openSender(context);
  const claim = await readClaim(chain, signingDigest(domainOf(chain.deployment), 'JobOrder', order));
  if (claim.state !== 'claimed') throw usage(claim.state === 'none' ? 'this job was never claimed on this chain' : `the claim of this job is over: ${claim.state}`);
  const { blockSeconds } = await chain.readFreshness();
  const lapsesAtSeconds = claim.payableAtSeconds + lapseSeconds;
  if (blockSeconds < lapsesAtSeconds) throw usage(`it can still be paid; it lapses ${formatAge(lapsesAtSeconds - blockSeconds)} from now, at ${formatMoment(lapsesAtSeconds * 1000)}`);
  await send([buildLapseClaim(chain.deployment, order)], `${formatCoins(claim.amountWei)} EMBER are in the reservation of ${order.client} again. Its client has them back with: hearth claim --release ${order.provider}`);
}

/**
 * A client's own reservation with a node, once a whole window has passed since it ran out.
 *
 * @throws usage.invalid · chain.* @effects chain: costs gas
 */
export async function release(context: Context, nodeText: string): Promise<void> {
  const node = parseAddress(nodeText);
  const { chain, from, send } = await openSender(context);
  const { amountWei, releasableAtSeconds } = await chain.readReservation(from, node);
  if (amountWei === 0n) throw usage(`${from} has nothing reserved with ${node}`);
  const { blockSeconds } = await chain.readFreshness();
  // The contract wants the time to be past, not reached.
  if (blockSeconds <= releasableAtSeconds) throw usage(`${formatCoins(amountWei)} EMBER stay reserved ${formatAge(releasableAtSeconds + 1 - blockSeconds)} more, until ${formatMoment(releasableAtSeconds * 1000)}`);
  await send([buildReleaseTransaction(chain.deployment, node)], `${formatCoins(amountWei)} EMBER that were reserved with ${node} are ${from}'s again.`);
}
