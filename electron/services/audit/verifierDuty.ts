import { setTimeout as sleep } from 'node:timers/promises';
import { isHearthError } from '../../shared/errors.ts';
import type { AuditParameters } from '../chain/auditReads.ts';
import type { AuditJournal } from './auditJournal.ts';
import { castVotes } from './castVotes.ts';
import { claimPay, commitVotes } from './commitVotes.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { drawSeats, followAnchors } from './followAnchors.ts';
import { followCases, noteCases, openCases } from './followCases.ts';

export type DutyOptions = {
  readonly pollingMs: number;
  /** Resolves when the chain may have something new to say, or with the signal. With nothing under way the next round waits for it, as long as {@link quietMs}; absent: every block has its round. */
  readonly waitForNews?: (signal: AbortSignal) => Promise<void>;
  /** What else there is to do in a block's round; `fromBlock` is where the round before ended. */
  readonly afterRound?: (round: Round, fromBlock: number) => Promise<void>;
  readonly onProblem: (error: unknown) => void;
};

/** Governed numbers change by vote, over days. */
const parametersFreshMs = 60_000;
const caseLookBackBlocks = 64;
/** A round at least this often: what is due by the clock alone is in no hurry. */
const quietMs = 15_000;
/** A rejection finds its case, or another member's, long before this. */
const rejectionMs = 300_000;
/** Seats that may hold such a rejection: the newest. */
const seatsLookedAt = 16;

/**
 * Sits as a verifier by the chain's own draw until the signal: finds what was anchored and drawn, replays, votes, commits, opens and follows cases,
 * asks for its pay. Every step is in the journal before it shows outside, so a kill at any moment goes on where it was.
 *
 * @param onProblem  a fault that ends one round; the next begins with the next block
 * @effects chain: costs gas; network; disk
 * @source docs/protocol/court.md section 3, docs/protocol/audits.md section 9
 */
export async function runVerifierDuty(dependencies: DutyDependencies, options: DutyOptions, signal: AbortSignal): Promise<void> {
  const { chain, reads, nowMs } = dependencies;
  let lastBlock = -1;
  let known: { readonly value: AuditParameters; readonly atMs: number } | null = null;

  while (!signal.aborted) {
    try {
      const head = await chain.readBlock('latest', signal);
      if (head && head.number !== lastBlock) {
        if (!known || nowMs() - known.atMs > parametersFreshMs) known = { value: await reads.readAuditParameters(chain, signal), atMs: nowMs() };
        const fromBlock = Math.min(dependencies.journal.progress.read() ?? head.number, head.number);
        const round: Round = { head, parameters: known.value, signal };
        await goRound(dependencies, round);
        await options.afterRound?.(round, fromBlock);
        lastBlock = head.number;
      }
    } catch (error) {
      if (signal.aborted) return;
      // The chain's absence is told by whoever watches the payments; a signer that starts again is there in a second.
      if (!isHearthError(error, 'chain.unreachable') && !isHearthError(error, 'signer.unavailable')) options.onProblem(error);
    }
    await sleep(options.pollingMs, undefined, { signal }).catch(() => {});
    if (options.waitForNews && !signal.aborted && lastBlock >= 0 && isQuiet(dependencies.journal, nowMs())) await options.waitForNews(AbortSignal.any([signal, AbortSignal.timeout(quietMs)]));
  }
}

/** Nothing that has a deadline, waits for a free machine or asks again by the clock: only the chain can bring more to do. */
export function isQuiet({ batches, seats, epochs, cases, own }: AuditJournal, nowMs: number): boolean {
  const isOpen = batches.list(['new']).length + seats.list(['seated', 'voted']).length + epochs.list(['planned']).length + cases.list(['open']).length + own.list(['contested']).length > 0;
  return !isOpen && seats.newest(seatsLookedAt).every(({ votedAtMs }) => votedAtMs === null || nowMs - votedAtMs > rejectionMs);
}

/** One block's round. What has a deadline on the chain comes first, replays last. */
export async function goRound(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { chain, journal } = dependencies;
  const fromBlock = Math.max(chain.deployment.startBlock, Math.min(journal.progress.read() ?? round.head.number, round.head.number) - caseLookBackBlocks);
  await noteCases(dependencies, fromBlock, round);
  await followCases(dependencies, round);
  await followAnchors(dependencies, round);
  await commitVotes(dependencies, round);
  await openCases(dependencies, round);
  await claimPay(dependencies, round);
  await drawSeats(dependencies, round);
  await castVotes(dependencies, round);
}
