import { setTimeout as sleep } from 'node:timers/promises';
import { isHearthError } from '../../shared/errors.ts';
import type { AuditParameters } from '../chain/auditReads.ts';
import { castVotes } from './castVotes.ts';
import { claimPay, commitVotes } from './commitVotes.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { drawSeats, followAnchors } from './followAnchors.ts';
import { followCases, noteCases, openCases } from './followCases.ts';

export type DutyOptions = {
  readonly pollingMs: number;
  /** What else there is to do in a block's round; `fromBlock` is where the round before ended. */
  readonly afterRound?: (round: Round, fromBlock: number) => Promise<void>;
  readonly onProblem: (error: unknown) => void;
};

/** Governed numbers change by vote, over days. */
const parametersFreshMs = 60_000;
const caseLookBackBlocks = 64;

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
  }
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
