import { fromHex } from '../../protocol/bytes.ts';
import { decideCommittee, type CommitteeSizes, type CommitteeState, type Seat } from '../../protocol/committee.ts';
import { comparisonDigest, evidenceRootOf, messageDigest, type AuditEvidence, type AuditReply, type AuditRequest, type VoteCommit } from '../../protocol/messages.ts';
import { thresholdsFor } from '../../protocol/numericClass.ts';
import { decideWorked, derivePersonalKey, type Comparison } from '../../protocol/personalSketch.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { chunkRows, sketchDistance, sketchRows } from '../../protocol/sketch.ts';
import { isSignedBy } from '../../protocol/signature.ts';
import { signingDigest, verdict, voteKind, type Vote } from '../../protocol/typedData.ts';
import { errorFromFailure, HearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { ThresholdReader } from '../chain/thresholds.ts';
import { pause } from './voucherLines.ts';

export type VerifierPeer = { readonly address: string; readonly ask: (request: AuditRequest, signal: AbortSignal) => Promise<AuditReply> };

/** Rows of one whole chunk as the provider opened and proved them. */
export type OpenedChunk = { readonly chunk: number; readonly rows: Float32Array };

export type CommitteeDependencies = {
  readonly p: Primitives;
  /** In the order drawn. */
  readonly peers: readonly VerifierPeer[];
  readonly sizes: CommitteeSizes;
  /** 32 bytes unknown to the provider when it signed. */
  readonly beacon: string;
  /** Asked only where comparing leaves somebody in doubt; null when the provider does not open rows. */
  readonly openChunk: (signal: AbortSignal) => Promise<OpenedChunk | null>;
  /** What governance accepted of the model; without it this program's table says how far two replays may be apart. */
  readonly readThresholds?: ThresholdReader;
  readonly pauseMs?: number;
};

export type CountedVote = { readonly vote: Vote; readonly signature: Hex; readonly reason: string; readonly evidence: AuditEvidence };
export type CommitteeResult = {
  readonly state: Extract<CommitteeState, { kind: 'final' | 'unaudited' | 'split' }>;
  /** Votes that count, in the order of seats. */
  readonly votes: readonly CountedVote[];
  /** Verifiers whose vote does not count, and why. */
  readonly excluded: readonly { readonly verifier: string; readonly reason: string }[];
};

/** A verifier whose worker is just starting again is asked this often. */
const attempts = 6;

/**
 * Runs one committee over a receipt: everyone commits, then everyone reveals, then everyone measures the others' personal sketches against its own
 * rows. A vote counts when it is the one committed to and its maker has worked. Grows as `decideCommittee` says.
 *
 * @effects network
 * @source docs/protocol/audits.md section 4
 */
export async function runCommittee(dependencies: CommitteeDependencies, file: ReceiptFile, signal: AbortSignal): Promise<CommitteeResult> {
  const { p, peers, sizes } = dependencies;
  const receiptHash = signingDigest(file.domain, 'Receipt', file.receipt);
  const votes = new Map<string, CountedVote>();
  const excluded = new Map<string, string>();
  let seats: Seat[] = [];
  for (;;) {
    const state = decideCommittee(seats, peers.length, sizes);
    if (state.kind === 'open') throw new RangeError('a seat is still waiting');
    if (state.kind !== 'more') return { state, votes: peers.flatMap(({ address }) => votes.get(address) ?? []), excluded: [...excluded].map(([verifier, reason]) => ({ verifier, reason })) };
    const asked = peers.slice(seats.length, state.seats);
    for (const [address, vote] of await collectRound(dependencies, file, receiptHash, state.round, asked, excluded, signal)) votes.set(address, vote);
    const isNamed = new Set(peers.slice(0, state.seats).map(({ address }) => address));
    for (const [address, reason] of await findIdle(dependencies, file, receiptHash, peers.filter((peer) => isNamed.has(peer.address) && votes.has(peer.address)), votes, signal)) {
      votes.delete(address);
      excluded.set(address, reason);
    }
    seats = peers.slice(0, state.seats).map(({ address }): Seat => {
      const vote = votes.get(address)?.vote;
      return !vote ? 'silent' : vote.verdict === verdict.accept ? 'accept' : 'reject';
    });
  }

  async function collectRound(
    { pauseMs = 250, beacon }: CommitteeDependencies, one: ReceiptFile, hash: Hex, round: number, asked: readonly VerifierPeer[], out: Map<string, string>, stop: AbortSignal,
  ): Promise<Map<string, CountedVote>> {
    const commits = new Map<string, VoteCommit>();
    await Promise.all(asked.map(async (peer) => {
      try {
        const reply = await askPatiently(peer, { kind: 'commit', file: one, beacon, round }, pauseMs, stop);
        if (reply.kind !== 'committed') throw new HearthError('network.malformed', { reason: 'no commitment' });
        if (!sameAddress(reply.commit.verifier, peer.address) || !isSignedBy(reply.commit.digest as Hex, reply.commit.signature, peer.address)) throw new HearthError('network.malformed', { reason: 'the commitment is not signed by this verifier' });
        commits.set(peer.address, reply.commit);
      } catch (error) {
        stop.throwIfAborted();
        out.set(peer.address, `gave no commitment: ${messageOf(error)}`);
      }
    }));
    const revealed = new Map<string, CountedVote>();
    await Promise.all(asked.filter(({ address }) => commits.has(address)).map(async (peer) => {
      try {
        const reply = await askPatiently(peer, { kind: 'reveal', receiptHash: hash, commits: [...commits.values()] }, pauseMs, stop);
        if (reply.kind !== 'revealed') throw new HearthError('network.malformed', { reason: 'no vote' });
        const refusal = refuseReveal(reply, { peer, commit: commits.get(peer.address)!, round });
        if (refusal) throw new HearthError('network.malformed', { reason: refusal });
        revealed.set(peer.address, { vote: reply.vote, signature: commits.get(peer.address)!.signature as Hex, reason: reply.reason, evidence: reply.evidence });
      } catch (error) {
        stop.throwIfAborted();
        out.set(peer.address, `did not show what it committed to: ${messageOf(error)}`);
      }
    }));
    return revealed;
  }

  function refuseReveal({ vote, evidence }: Extract<AuditReply, { kind: 'revealed' }>, expected: { readonly peer: VerifierPeer; readonly commit: VoteCommit; readonly round: number }): string | null {
    if (signingDigest(file.domain, 'Vote', vote) !== expected.commit.digest) return 'the vote is not the one committed to';
    if (!sameAddress(vote.verifier, expected.peer.address) || vote.receiptHash !== receiptHash || vote.round !== expected.round) return 'the vote is another verifier\'s, or about another receipt or round';
    if (vote.evidenceRoot !== evidenceRootOf(p, evidence)) return 'the evidence is not the one voted on';
    if (evidence.beacon !== dependencies.beacon) return 'the evidence is under another beacon';
    // What the client has checked itself cannot be a verifier's finding, and whoever replayed has rows.
    const needsSketches = file.bundle.kind === 'generate' && vote.kind !== voteKind.bundle && vote.kind !== voteKind.class;
    return needsSketches && evidence.sketches.length === 0 ? 'there is no personal sketch' : null;
  }
}

/** Verifiers with personal sketches that their rows do not bear out. */
async function findIdle(
  { p, beacon, openChunk, readThresholds, pauseMs = 250 }: CommitteeDependencies, file: ReceiptFile, receiptHash: Hex, peers: readonly VerifierPeer[], votes: ReadonlyMap<string, CountedVote>, signal: AbortSignal,
): Promise<Map<string, string>> {
  const sketching = peers.filter(({ address }) => votes.get(address)!.evidence.sketches.length > 0);
  if (sketching.length === 0) return new Map();
  const sketchesOf = (address: string): readonly string[] => votes.get(address)!.evidence.sketches;
  const { modelId, tauVersion } = file.order;
  const { classId } = file.receipt.exec;
  const limit = thresholdsFor(file.order, classId, null, (await readThresholds?.(modelId, classId, tauVersion)) ?? null).limits.chunkDistance;
  const comparisons: Comparison[] = [];
  await Promise.all(sketching.map(async (peer) => {
    const others = sketching.filter(({ address }) => address !== peer.address).map(({ address }) => ({ verifier: address, sketches: [...sketchesOf(address)] }));
    if (others.length === 0) return;
    try {
      const reply = await askPatiently(peer, { kind: 'compare', receiptHash, others }, pauseMs, signal);
      if (reply.kind !== 'compared' || !sameAddress(reply.comparison.by, peer.address) || reply.comparison.receiptHash !== receiptHash) return;
      if (!isSignedBy(messageDigest(comparisonDigest(p, reply.comparison)), reply.signature, peer.address)) return;
      for (const { of, nano } of reply.comparison.distancesNano) {
        const known = sketching.find(({ address }) => sameAddress(address, of));
        if (known) comparisons.push({ by: peer.address, of: known.address, distance: nano / 1e9 });
      }
    } catch {
      // Who does not compare speaks about nobody; the others speak about him.
      signal.throwIfAborted();
    }
  }));
  const addresses = sketching.map(({ address }) => address);
  let worked = decideWorked(addresses, comparisons, limit);
  if (worked.size < addresses.length) {
    const opened = await openChunk(signal);
    if (opened) worked = decideWorked(addresses, comparisons, limit, new Set(addresses.filter((address) => agreesWithRows(address, opened))));
  }
  return new Map(addresses.filter((address) => !worked.has(address)).map((address) => [address, 'its personal sketch is not of this job\'s rows']));

  function agreesWithRows(address: string, { chunk, rows }: OpenedChunk): boolean {
    const claimed = sketchesOf(address)[chunk];
    return claimed !== undefined && sketchDistance(fromHex(claimed), sketchRows(p, derivePersonalKey(p, beacon, address, receiptHash), 1 + chunk, rows)) <= limit;
  }
}

/** @throws whatever the verifier declined with, or network.* after some tries */
async function askPatiently(peer: VerifierPeer, request: AuditRequest, pauseMs: number, signal: AbortSignal): Promise<AuditReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      const reply = await peer.ask(request, signal);
      if (reply.kind === 'declined') throw errorFromFailure(reply.failure);
      return reply;
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === attempts || (error instanceof HearthError && !error.retry && error.code !== 'internal')) throw error;
      await pause(pauseMs * 2 ** attempt, signal);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** Rows of a chunk laid end to end, as {@link OpenedChunk} wants them. */
export function joinRows(chunk: number, rows: readonly Float32Array[]): OpenedChunk | null {
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.length > chunkRows || rows.some((row) => row.length !== width)) return null;
  const joined = new Float32Array(rows.length * width);
  rows.forEach((row, i) => joined.set(row, i * width));
  return { chunk, rows: joined };
}
