import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { signingDigest, verdict } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { CourtCase } from '../chain/auditReads.ts';
import type { ReceiptPlace, SignedReceipt } from '../chain/auditCalls.ts';
import { voteKey, type CaseRecord, type KeptVote } from './auditRecord.ts';
import { finishVote, makeVote, repeatVote } from './castVotes.ts';
import { NothingToSay, voteOnQuestion } from './answerQuestions.ts';
import { decideCase, voteRound } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { messageOf } from './followAnchors.ts';

/** Cases a node keeps going at once: each has votes that must be on the chain in time, and a case may be opened whenever there is room. */
const casesAtOnce = 3;

/** Seats looked through for rejections: the newest. */
const seatsLookedAt = 256;

/** Opens a case with each of this node's rejections, paid or not, unless another member was first. Members take turns, so that not all pay gas for the same case. */
export async function openCases(dependencies: DutyDependencies, { head, signal }: Round): Promise<void> {
  const { chain, reads, calls, journal, node } = dependencies;
  const queue = dependencies.queue();
  const seats = queue ? journal.seats.newest(seatsLookedAt).filter(({ votedAtMs }) => votedAtMs !== null).reverse() : [];
  for (const { receiptHash, signed, anchor, committee, votedAtMs } of seats) {
    const kept = readRejection(dependencies, receiptHash);
    if (!kept) continue;
    if (journal.cases.list(['open']).length >= casesAtOnce) return;
    if (journal.cases.read(receiptHash)) continue;
    const turn = Math.max(0, committee.findIndex((member) => sameAddress(member, node)));
    if (head.timeSeconds * 1000 < (votedAtMs ?? 0) + turn * turnMs) continue;
    if ((await reads.readCase(chain, receiptHash, signal)).stage !== 'none') continue;
    dependencies.log(`opening a case about receipt ${receiptHash}: ${kept.reason}`);
    await queue!.send({ ...calls.buildOpenCase(chain.deployment, kept.vote, signed, anchor), id: `case ${receiptHash}` }).catch((error: unknown) => {
      // Another member was faster; its case is this one's too.
      if (!isHearthError(error, 'chain.reverted')) throw error;
      dependencies.log(`no case about ${receiptHash} by this node: ${messageOf(error)}`);
    });
  }
}
/** How long the next member of the committee leaves the opening to the one before it. */
const turnMs = 12_000;
function readRejection({ journal }: DutyDependencies, receiptHash: string): KeptVote | null {
  const kept = journal.votes.read(voteKey(receiptHash, voteRound.first));
  return kept?.signature && kept.vote.verdict === verdict.reject ? kept : null;
}

/** Notes cases about receipts of models that this machine can replay, and what disputes ask about such receipts. */
export async function noteCases({ chain, reads, journal, models, node, nowMs }: DutyDependencies, fromBlock: number, { signal }: Round): Promise<void> {
  for (const opened of await reads.readCasesOpened(chain, {}, fromBlock, signal)) {
    if (!models().has(opened.modelId) || sameAddress(opened.accused, node) || journal.cases.read(opened.subject)) continue;
    const asked = sameAddress(opened.opener, chain.deployment.contracts.DisputeGame.address) ? await reads.readAskedQuestion(chain, opened.subject, opened.blockNumber, signal) : null;
    const question = asked && { disputeId: asked.disputeId, receiptHash: asked.subject.receiptHash, about: asked.about };
    journal.cases.add(opened.subject, 'open', {
      ...opened, state: 'open', stage: question ? 'waiting' : 'second', verdict: 'pending', isMember: false, accepts: 0, rejects: 0, deadlineSeconds: null, voidTx: null, note: null, question, abstains: null, payWei: null, members: 0, seenAtMs: nowMs(),
    });
  }
}

/** Takes every open case one step further: a vote, its reveal, the end of a stage, the void job. */
export async function followCases(dependencies: DutyDependencies, round: Round): Promise<void> {
  for (const record of dependencies.journal.cases.list(['open'])) {
    round.signal.throwIfAborted();
    try {
      await step(dependencies, record, round);
    } catch (error) {
      if (round.signal.aborted || isHearthError(error, 'chain.unreachable') || isHearthError(error, 'storage.diskFull')) throw error;
      // What the chain said of it a moment ago is kept.
      const seen = dependencies.journal.cases.read(record.subject) ?? record;
      write(dependencies, { ...seen, note: messageOf(error), abstains: error instanceof NothingToSay ? messageOf(error) : seen.abstains });
      dependencies.log(`case ${record.subject}: ${messageOf(error)}`);
    }
  }
}

async function step(dependencies: DutyDependencies, record: CaseRecord, round: Round): Promise<void> {
  const { chain, reads, calls, node } = dependencies;
  const { signal, head } = round;
  const { deployment } = chain;
  const subject = record.subject as Hex;
  const [found, ballots] = await Promise.all([reads.readCase(chain, subject, signal), reads.readBallots(chain, subject, record.blockNumber, signal)]);
  const shown = found.stage === 'closed' && found.verdict === 'rejected' && !found.isQuestion ? await findShown(dependencies, record, round) : null;
  const voided = shown ? await reads.readVoided(chain, shown.signed.receipt.orderHash, signal) : null;
  const decided = decideCase(found, { me: node, ballots, chainSeconds: head.timeSeconds, isVoided: voided !== null });
  const payWei = found.stage === 'closed' && ballots.some(({ verifier, step: made }) => made === 'revealed' && sameAddress(verifier, node)) ? await reads.readCasePay(chain, subject, node, record.blockNumber, signal) : null;
  const seen = { ...follow(record, found, node, decided.deadlineSeconds, voided?.transactionHash ?? null), payWei };
  write(dependencies, decided.act === 'over' ? { ...seen, state: 'over' } : seen);
  const queue = dependencies.queue();
  if (!queue) return;
  switch (decided.act) {
    case 'vote': {
      if (record.abstains !== null) return;
      const kept = await voteIn(dependencies, record, decided.round, round);
      await queue.send({ ...calls.buildCommitVote(deployment, subject, signingDigest(dependencies.domain, 'Vote', kept.vote)), id: `vote ${subject} ${decided.round}` });
      return;
    }
    case 'reveal': {
      const kept = await finishVote(dependencies, subject, decided.round);
      if (kept) await queue.send({ ...calls.buildRevealVote(deployment, kept.vote), id: `reveal ${subject} ${decided.round}` });
      return;
    }
    case 'close':
      return void (await queue.send({ ...calls.buildCloseStage(deployment, subject), id: `close ${subject} ${found.stage}` }));
    case 'void':
      if (shown) await queue.send({ ...calls.buildVoidRejected(deployment, subject, shown.signed.order), id: `void ${subject}` });
      return;
    case 'wait':
    case 'over':
  }
}

const follow = (record: CaseRecord, found: CourtCase, me: string, deadlineSeconds: number | null, voidTx: string | null): CaseRecord => ({
  ...record, stage: found.stage, verdict: found.verdict, isMember: found.members.some((member) => sameAddress(member, me)), members: found.members.length, accepts: found.accepts, rejects: found.rejects, deadlineSeconds, voidTx, note: null,
});

/** Only what changed is told: a case is looked at in every block. */
function write({ journal, onChanged }: DutyDependencies, record: CaseRecord): void {
  const before = journal.cases.read(record.subject);
  if (isDeepStrictEqual(before, record)) return;
  journal.cases.write(record.subject, record.state, record);
  onChanged();
}

/** This round's vote: the one on disk, or the same judgement as in the round before, or a replay for who was not asked before. */
async function voteIn(dependencies: DutyDependencies, record: CaseRecord, voting: number, round: Round): Promise<KeptVote> {
  const { subject } = record;
  const kept = await finishVote(dependencies, subject, voting);
  if (kept) return kept;
  const rounds = Array.from({ length: voting }, (_, i) => voting - 1 - i);
  for (const earlier of rounds) {
    const before = await finishVote(dependencies, subject, earlier);
    if (before) return repeatVote(dependencies, before, voting, `0x${randomBytes(32).toString('hex')}`);
  }
  if (record.question) return voteOnQuestion(dependencies, record, voting, round);
  const shown = await findShown(dependencies, record, round);
  if (!shown) throw new Error('what the case is about cannot be read from its transaction');
  const { round: beaconRound } = await dependencies.reads.readAuditRound(dependencies.chain, shown.anchor.header.anchoredAtSeconds, round.signal);
  return makeVote(dependencies, { receiptHash: subject, provider: shown.signed.receipt.provider }, { subject, round: voting, randomness: await dependencies.reads.readRandomness(dependencies.chain, beaconRound, round.signal) });
}

async function findShown({ chain, reads, journal }: DutyDependencies, record: CaseRecord, { signal }: Round): Promise<{ readonly signed: SignedReceipt; readonly anchor: ReceiptPlace } | null> {
  return journal.seats.read(record.subject) ?? (await reads.readOpening(chain, { transactionHash: record.transactionHash as Hex }, signal));
}
