import { concatBytes, fromHex, toHex, u32LE, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';
import { verdict } from './typedData.ts';

/** Seats of the three rounds, each counting those before it. @source docs/protocol/audits.md section 3 */
export type CommitteeSizes = readonly [first: number, second: number, third: number];
export const committeeSizes = { network: [3, 10, 13], practice: [3, 5, 5] } as const satisfies Record<string, CommitteeSizes>;

/** Votes that decide a committee of `seats`: all three of the first round, two thirds of a larger one. */
export const votesNeeded = (seats: number): number => (seats <= 3 ? seats : Math.ceil((2 * seats) / 3));

export type Seat = 'waiting' | 'silent' | 'accept' | 'reject';
export type CommitteeState =
  | { readonly kind: 'open' }
  | { readonly kind: 'final'; readonly verdict: typeof verdict.accept | typeof verdict.reject; readonly isShort: boolean }
  | { readonly kind: 'more'; readonly round: number; readonly seats: number }
  /** Nobody who could judge it has: the job is paid as T0, and says so. */
  | { readonly kind: 'unaudited' }
  /** All rounds are used and no side has enough: the dispute decides, or the job is void when nobody opens one. */
  | { readonly kind: 'split' };

/**
 * Where a committee stands. Pure. A silent verifier neither accepts nor rejects: its seat is filled in the next round.
 *
 * @param seats     of all rounds so far, in the order drawn; a vote that its personal sketch disproves is 'silent'
 * @param eligible  how many there are to draw from in all; with fewer than a round wants, all of them are used
 * @source docs/protocol/audits.md section 3 (HVI-1 3.7, 0.7)
 */
export function decideCommittee(seats: readonly Seat[], eligible: number, sizes: CommitteeSizes): CommitteeState {
  if (eligible === 0) return { kind: 'unaudited' };
  if (seats.length === 0) return { kind: 'more', round: 0, seats: Math.min(sizes[0], eligible) };
  const count = (what: Seat): number => seats.filter((seat) => seat === what).length;
  if (count('waiting') > 0) return { kind: 'open' };
  const [accepts, rejects] = [count('accept'), count('reject')];
  const isShort = seats.length < sizes[0];
  const needed = votesNeeded(seats.length);
  if (accepts >= needed) return { kind: 'final', verdict: verdict.accept, isShort };
  if (rejects >= needed) return { kind: 'final', verdict: verdict.reject, isShort };
  const round = sizes.findIndex((size) => Math.min(size, eligible) > seats.length);
  if (round > 0) return { kind: 'more', round, seats: Math.min(sizes[round]!, eligible) };
  if (accepts + rejects === 0) return { kind: 'unaudited' };
  // Nobody is left to ask: those who did vote decide if they are of one mind, and the result says that it was short.
  if (rejects === 0 || accepts === 0) return { kind: 'final', verdict: rejects === 0 ? verdict.accept : verdict.reject, isShort: true };
  return { kind: 'split' };
}

export type Candidate = { readonly verifier: string; /** Who stakes for it. */ readonly operator: string; /** At the anchor's snapshot. */ readonly stakeWei: bigint };

/**
 * Draws verifiers by stake, without repeating one operator, from the beacon alone: everyone draws the same. Excludes the provider's own operator.
 *
 * @param beacon  32 bytes that nobody knew when the receipt was anchored
 * @returns       at most `seats`, in the order drawn; fewer where there are no more operators
 */
export function drawCommittee(p: Primitives, facts: { readonly beacon: string; readonly receiptHash: string; readonly providerOperator: string; readonly candidates: readonly Candidate[] }, seats: number): Candidate[] {
  const seed = concatBytes(utf8Bytes('hearth/committee/1'), fromHex(facts.beacon), fromHex(facts.receiptHash));
  const operatorOf = (candidate: Candidate): string => candidate.operator.toLowerCase();
  let open = facts.candidates.filter((candidate) => candidate.stakeWei > 0n && operatorOf(candidate) !== facts.providerOperator.toLowerCase())
    .sort((a, b) => (a.verifier.toLowerCase() < b.verifier.toLowerCase() ? -1 : 1));
  const drawn: Candidate[] = [];
  while (drawn.length < seats && open.length > 0) {
    const total = open.reduce((sum, { stakeWei }) => sum + stakeWei, 0n);
    // 256 bits against at most 2^128 wei: the bias of the remainder is below 2^-128.
    let at = BigInt(toHex(p.sha256(seed, u32LE(drawn.length)))) % total;
    const chosen = open.find(({ stakeWei }) => (at -= stakeWei) < 0n)!;
    drawn.push(chosen);
    open = open.filter((candidate) => operatorOf(candidate) !== operatorOf(chosen));
  }
  return drawn;
}

/** Whether the beacon picks a receipt: sha256("hearth/audit/1" ‖ beacon ‖ receiptHash) < probability · 2^256, compared in the first 53 bits. */
export function isDrawnForAudit(p: Primitives, beacon: string, receiptHash: string, probability: number): boolean {
  const digest = p.sha256(utf8Bytes('hearth/audit/1'), fromHex(beacon), fromHex(receiptHash));
  const view = new DataView(digest.buffer, digest.byteOffset, 8);
  return Number(view.getBigUint64(0, false) >> 11n) < probability * 2 ** 53;
}

/** How likely an adversary with this share of stake gets at least `needed` of `seats`: the tail of a binomial. */
export function captureProbability(seats: number, needed: number, share: number): number {
  let sum = 0;
  for (let k = needed; k <= seats; k++) {
    let ways = 1;
    for (let i = 0; i < k; i++) ways = (ways * (seats - i)) / (i + 1);
    sum += ways * share ** k * (1 - share) ** (seats - k);
  }
  return sum;
}
