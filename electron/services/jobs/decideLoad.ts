import { HearthError } from '../../shared/errors.ts';

/** An order or a waiting job, as a full queue weighs it. */
export type LoadedOrder = { readonly client: string; readonly valueWei: bigint; /** See workOf. */ readonly work: number };

/** Places that every client may hold, however many others there are. */
const leastPlaces = 4;

/**
 * Whether a queue that fills up takes one more order. Pure. Up to half full everything is taken. Beyond that nobody holds more than an equal share of
 * the places, and beyond three quarters an order must be worth, per unit of work, at least what the least quarter of the waiting jobs is: the last
 * places go to those who pay for them. What was admitted stays admitted.
 *
 * @returns  job.busy, or null to admit
 */
export function refuseByLoad(waiting: readonly LoadedOrder[], order: LoadedOrder, limit: number): HearthError | null {
  const busy = (): HearthError => new HearthError('job.busy', { running: waiting.length, limit });
  if (waiting.length < limit / 2) return null;
  const clients = new Set([...waiting, order].map(({ client }) => client));
  const own = waiting.filter(({ client }) => client === order.client).length;
  if (own >= Math.max(leastPlaces, Math.floor(limit / clients.size))) return busy();
  if (waiting.length < (3 * limit) / 4) return null;
  const worths = waiting.map(worthOf).sort((a, b) => a - b);
  return worthOf(order) < worths[worths.length >> 2]! ? busy() : null;
}

const worthOf = ({ valueWei, work }: LoadedOrder): number => Number(valueWei) / work;
