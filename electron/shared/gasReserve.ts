/** What a transfer of the chain's own currency to an account without code costs, always; and a cancel, which is one. */
export const transferGas = 21_000n;
/**
 * A call that moves votes writes checkpoints of the second it runs in. An estimate made in the second of an earlier call finds them there already; in the next second each is a new
 * slot, and the length beside it changes.
 */
const checkpointsGas = 3n * 22_100n;

/** The gas to allow for what was estimated: a quarter more, or what new checkpoints may take where that is more. A plain transfer needs none. Pure. */
export const withReserve = (estimated: bigint): bigint => (estimated <= transferGas ? estimated : estimated + (estimated / 4n > checkpointsGas ? estimated / 4n : checkpointsGas));
