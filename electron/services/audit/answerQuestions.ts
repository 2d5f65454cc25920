import { randomBytes } from 'node:crypto';
import { verdict, voteKind } from '../../protocol/typedData.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { Hex } from '../../shared/units.ts';
import type { AskedQuestion } from '../chain/questionReads.ts';
import { voteKey, type CaseRecord, type KeptVote } from './auditRecord.ts';
import { fetchFile, finishVote, keepAndSign, makeVote, repeatVote } from './castVotes.ts';
import { voteRound } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';

/** Nothing that was seen here answers the question: a verifier that does not know says nothing. */
export class NothingToSay extends Error {}

/**
 * This node's vote on what a dispute asks. About the rows it judges the receipt by its own replay, as in any audit, or repeats what it said of that receipt
 * before. About an element it replays canonically: an answer with the same root is the replay of an honest machine, so whatever was named in it follows.
 *
 * @throws NothingToSay   an answer with another root: its tensors are with whoever gave it
 * @throws network.*, audit.notServed, worker.*, model.unknown, job.busy  it is tried again while there is time
 * @source docs/protocol/court.md section 5
 */
export async function voteOnQuestion(dependencies: DutyDependencies, record: CaseRecord, voting: number, round: Round): Promise<KeptVote> {
  const { chain, reads } = dependencies;
  const question = record.subject as Hex;
  const asked = await reads.readAskedQuestion(chain, question, record.blockNumber, round.signal);
  if (!asked) throw new NothingToSay(reasonOf('audit.noQuestion'));
  const { receiptHash, accused } = asked.subject;
  const shown = { receiptHash, provider: accused };
  const { seedRound } = await reads.readQuestion(chain, question, round.signal);
  const randomness = await reads.readRandomness(chain, seedRound, round.signal);
  if (asked.about === 'element') return voteOnElement(dependencies, { question, asked, voting, randomness });
  const before = await readReplayed(dependencies, receiptHash);
  if (before) return repeatVote(dependencies, { ...before, vote: { ...before.vote, receiptHash: question } }, voting, `0x${randomBytes(32).toString('hex')}`);
  return makeVote(dependencies, shown, { subject: question, round: voting, randomness });
}

/** What this node said of the receipt itself in an audit or a case, from a replay; null when it never did. */
async function readReplayed(dependencies: DutyDependencies, receiptHash: string): Promise<KeptVote | null> {
  for (const earlier of [voteRound.final, voteRound.second, voteRound.first]) {
    const kept = dependencies.journal.votes.read(voteKey(receiptHash, earlier));
    if (kept && kept.vote.kind !== voteKind.bundle) return finishVote(dependencies, receiptHash, earlier);
  }
  return null;
}

type ElementFacts = { readonly question: Hex; readonly asked: AskedQuestion & { readonly about: 'element' }; readonly voting: number; readonly randomness: string };

async function voteOnElement(dependencies: DutyDependencies, { question, asked: { subject, answer }, voting, randomness }: ElementFacts): Promise<KeptVote> {
  const file = await fetchFile(dependencies, { receiptHash: subject.receiptHash, provider: subject.accused });
  const { traceRoot } = await dependencies.replay(file);
  if (traceRoot !== answer.traceRoot) throw new NothingToSay(reasonOf('audit.otherReplay', traceRoot));
  const evidence = { format: 'hearth-evidence/2' as const, beacon: randomness, judged: { format: 'trace', traceRoot }, sketches: [] };
  const judgement = { verdict: verdict.accept, kind: voteKind.none, chunk: 0, reason: reasonOf('audit.sameReplay'), figure: null };
  return keepAndSign(dependencies, dependencies.buildVote({ receiptHash: question, verifier: dependencies.node, round: voting, judgement, evidence }), judgement.reason);
}
