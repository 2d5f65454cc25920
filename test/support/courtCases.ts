import type { Vote } from '../../electron/protocol/typedData.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { modelId, repeat32, type AnchorPlace, type SignedReceipt, type World } from './courtWorld.ts';

/** A rejecting vote's own parts. */
export const rejecting = { verdict: 2, kind: 1, chunk: 3 };
export type Audited = { readonly signed: SignedReceipt; readonly place: AnchorPlace; readonly committee: readonly string[]; readonly beacon: Hex };

/** What tests of the court do over and over: a receipt with its round, a case about it, its votes. @param w  the world of this moment */
export function createCourtCases(w: () => World) {
  /** An anchored receipt whose round is known, and the largest committee's order. */
  async function anchorAudited(changes: Parameters<World['signReceipt']>[0] = {}): Promise<Audited> {
    await w().net.skipSeconds(20);
    const signed = w().signReceipt(changes);
    const place = (await w().anchor([signed, w().signReceipt({ order: { jobId: repeat32(99) } })]))[0]!;
    const beacon = await w().drawRound(place.header.anchoredAtSeconds);
    const committee = await w().court.view<string[]>('committeeOf', [
      signed.receiptHash,
      modelId,
      w().node.address,
      place.header.anchoredAtSeconds,
      7,
    ]);
    return { signed, place, committee, beacon };
  }

  const openWith = (audited: Audited, vote: Vote, from = vote.verifier as string) =>
    w().court.send(from, 'openCase', [vote, w().signedArgument(audited.signed), audited.place]);
  const openCase = (audited: Audited) => openWith(audited, w().voteOf(audited.committee[0]!, audited.signed.receiptHash, rejecting));
  /** Members commit and reveal; undefined stays silent. */
  async function voteAll(subject: Hex, round: number, votes: readonly (readonly [string, Partial<Vote>])[]): Promise<void> {
    const made = votes.map(([member, change], i) => w().voteOf(member, subject, { round, salt: repeat32(i + 1), ...change }));
    for (const vote of made) await w().court.send(vote.verifier, 'commitVote', [subject, w().voteDigest(vote)]);
    await w().net.skipSeconds(61);
    for (const vote of made) await w().court.send(w().anyone, 'revealVote', [vote]);
    await w().net.skipSeconds(61);
  }
  const close = (subject: Hex) => w().court.send(w().anyone, 'closeStage', [subject]);
  return { anchorAudited, openWith, openCase, voteAll, close };
}
