import { payEpochOf, voteEpochAt } from '../../protocol/auditDraw.ts';
import { compareBytes, fromHex, toHex } from '../../protocol/bytes.ts';
import { buildSearchTree, type SearchTree } from '../../protocol/searchTree.ts';
import { treeTag } from '../../protocol/tree.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { Hex } from '../../shared/units.ts';
import type { VotePlace } from '../chain/auditCalls.ts';
import { voteKey, type EpochRecord, type KeptVote, type SeatRecord } from './auditRecord.ts';
import { decideCommit, voteRound } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { messageOf } from './followAnchors.ts';

/** Votes under one root at most. */
const rootLimit = 4096;

/**
 * Brings signed votes to the chain: one root per epoch, of the votes that are paid in it and no others, planned on disk before it is sent, found again by
 * its event. What came too late for its epoch is said so; a rejection opens its case all the same (followCases.ts).
 */
export async function commitVotes(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { journal } = dependencies;
  for (const planned of journal.epochs.list(['planned'])) await sendRoot(dependencies, planned, round);
  endLateVotes(dependencies, round);
  const plan = planRoot(dependencies, round);
  if (plan) await sendRoot(dependencies, plan, round);
}

const payEpochOfSeat = ({ parameters }: Round, { anchor }: SeatRecord): number => payEpochOf(parameters.clock, anchor.header.anchoredAtSeconds);

function planRoot(dependencies: DutyDependencies, round: Round): EpochRecord | null {
  const { journal, log } = dependencies;
  const { head, parameters: { clock } } = round;
  const epoch = voteEpochAt(clock, head.timeSeconds);
  const isNow = (seat: SeatRecord): boolean => payEpochOfSeat(round, seat) === epoch;
  const waiting = journal.seats.list(['voted']).filter(isNow).slice(0, rootLimit);
  const unfinished = journal.seats.list(['seated']).filter(isNow).length + journal.batches.list(['new']).filter(({ anchoredAtSeconds }) => payEpochOf(clock, anchoredAtSeconds) === epoch).length;
  const known = journal.epochs.newest(8);
  const decision = decideCommit({ waiting: waiting.length, unfinished, chainSeconds: head.timeSeconds, epochSeconds: clock.epochSeconds, hasRoot: known.some((record) => record.epoch === epoch) });
  if (!decision.commit || known.some(({ state }) => state === 'planned')) return null;
  const receiptHashes = waiting.map(({ receiptHash }) => receiptHash).sort((a, b) => compareBytes(fromHex(a), fromHex(b)));
  const root = toHex(treeOf(dependencies, receiptHashes).root);
  const record: EpochRecord = { root, receiptHashes, state: 'planned', plannedAtBlock: head.number, epoch, commitTx: null, sample: null, neededWei: null, payTx: null, payWei: null, reason: null };
  journal.epochs.write(root, 'planned', record);
  log(`committing ${waiting.length} votes in epoch ${epoch} (${decision.reason})`);
  return record;
}

/** @param receiptHashes  of kept votes, in ascending order: the chain takes no other */
function treeOf({ p, domain, journal }: DutyDependencies, receiptHashes: readonly string[]): SearchTree {
  const leaves = receiptHashes.map((receiptHash) => ({ key: fromHex(receiptHash), content: fromHex(signingDigest(domain, 'Vote', journal.votes.read(voteKey(receiptHash, voteRound.first))!.vote)) }));
  return buildSearchTree(p, treeTag.voteBatch, leaves);
}

async function sendRoot(dependencies: DutyDependencies, planned: EpochRecord, { head, parameters, signal }: Round): Promise<void> {
  const { chain, reads, calls, journal, node } = dependencies;
  const find = async () => (await reads.readEpochCommits(chain, { verifier: node }, Math.max(chain.deployment.startBlock, planned.plannedAtBlock - 64), signal)).find(({ root }) => root === planned.root);
  const epoch = voteEpochAt(parameters.clock, head.timeSeconds);
  const isOpen = planned.epoch === epoch;
  const queue = dependencies.queue();
  let found = await find();
  if (!found && queue && isOpen) {
    try {
      await queue.send({ ...calls.buildCommitEpoch(chain.deployment, epoch, planned.root as Hex, planned.receiptHashes.length), id: `votes ${planned.root}` });
    } catch (error) {
      // The epoch was over when it got there, or has a root of this node already.
      if (!isHearthError(error, 'chain.reverted') && !isHearthError(error, 'chain.gasMissing')) throw error;
      dependencies.log(`the root of votes waits: ${messageOf(error)}`);
    }
    found = await find();
  }
  if (!found && isOpen) return;
  const reason = reasonOf('audit.lateRoot');
  journal.epochs.write(planned.root, found ? 'committed' : 'unpaid', found ? { ...planned, state: 'committed', epoch: found.epoch, commitTx: found.transactionHash } : { ...planned, state: 'unpaid', reason });
  for (const receiptHash of planned.receiptHashes) {
    const seat = journal.seats.read(receiptHash);
    if (seat) writeSeat(dependencies, found ? { ...seat, state: 'committed', root: planned.root } : { ...seat, state: 'missed', reason: unpaidBecause(seat, reason) });
  }
  dependencies.onChanged();
}

/** A vote whose epoch is over is not paid any more; under a later root it would only be a place that the sample finds in vain. */
function endLateVotes(dependencies: DutyDependencies, round: Round): void {
  const { journal } = dependencies;
  const planned = new Set(journal.epochs.list(['planned']).flatMap(({ receiptHashes }) => receiptHashes));
  const epoch = voteEpochAt(round.parameters.clock, round.head.timeSeconds);
  const late = journal.seats.list(['voted']).filter((seat) => payEpochOfSeat(round, seat) < epoch && !planned.has(seat.receiptHash));
  for (const seat of late) writeSeat(dependencies, { ...seat, state: 'missed', reason: unpaidBecause(seat, reasonOf('audit.lateVote', payEpochOfSeat(round, seat))) });
  if (late.length > 0) dependencies.onChanged();
}

const writeSeat = ({ journal }: DutyDependencies, seat: SeatRecord): void => journal.seats.write(seat.receiptHash, seat.state, seat);
const unpaidBecause = (seat: SeatRecord, why: string): string => reasonOf('audit.notPaid', why, seat.reason ?? '').slice(0, 500);

/** Where a receipt's vote stands in its epoch; null before it is committed. */
function placeOfVote(dependencies: DutyDependencies, receiptHash: string): { readonly kept: KeptVote; readonly place: VotePlace } | null {
  const { journal } = dependencies;
  const root = journal.seats.read(receiptHash)?.root;
  const epoch = root ? journal.epochs.read(root) : null;
  const kept = journal.votes.read(voteKey(receiptHash, voteRound.first));
  if (!epoch || epoch.epoch === null || !kept) return null;
  const index = epoch.receiptHashes.indexOf(receiptHash);
  const path = treeOf(dependencies, epoch.receiptHashes).path(index);
  return { kept, place: { epoch: epoch.epoch, index, path: path.map(({ pivot, sibling }) => ({ pivot: toHex(pivot), sibling: toHex(sibling) })) } };
}

/**
 * Asks for the pay of committed epochs once the round after them is stored, by showing the vote that it picked. It comes from the audited node's own audit
 * budget, in parts while that holds too little; what is still due is asked for again when the budget covers half of it, so that a few claims bring all.
 */
export async function claimPay(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { chain, reads, journal } = dependencies;
  const { signal } = round;
  for (const record of journal.epochs.list(['committed'])) {
    if (record.neededWei !== null && record.neededWei > 2n * (await readBudget(dependencies, record, signal))) continue;
    try {
      const sample = record.sample ?? (await reads.readSample(chain, dependencies.node, record.epoch!, signal));
      const paid = await claimOne(dependencies, { ...record, sample }, sample, round);
      if (!paid) continue;
      journal.epochs.write(record.root, paid.state, paid);
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      const next = afterRefusal(journal.epochs.read(record.root)!, error.about.error, messageOf(error));
      if (!next) continue;
      journal.epochs.write(record.root, next.state, next);
    }
    dependencies.onChanged();
  }
}

/** The audit budget of the node whose receipt is shown for an epoch. */
async function readBudget({ chain, reads, journal }: DutyDependencies, { receiptHashes, sample }: EpochRecord, signal: AbortSignal): Promise<bigint> {
  const seat = sample === null ? null : journal.seats.read(receiptHashes[sample]!);
  return seat ? await reads.readAuditBudget(chain, seat.signed.receipt.provider, signal) : 0n;
}

async function claimOne(dependencies: DutyDependencies, chosen: EpochRecord, sample: number, { head, signal }: Round): Promise<EpochRecord | null> {
  const { chain, reads, calls, journal, node } = dependencies;
  const queue = dependencies.queue();
  journal.epochs.write(chosen.root, 'committed', chosen);
  const seat = journal.seats.read(chosen.receiptHashes[sample]!);
  const shown = placeOfVote(dependencies, chosen.receiptHashes[sample]!);
  const before = await findPay(dependencies, chosen, signal);
  // Sent before a crash, or by somebody else.
  if (before && before.transactionHash !== chosen.payTx) return afterPay(chosen, before);
  if (!seat || !shown || !queue) return null;
  const call = calls.buildClaimEpochPay(chain.deployment, shown.kept.vote, shown.place, seat.signed, seat.anchor);
  const weigh = dependencies.feeRule();
  if (weigh) {
    const amountWei = await reads.readClaimable(chain, { vote: shown.kept.vote, place: shown.place, signed: seat.signed, anchor: seat.anchor }, signal);
    const wait = weigh(head.baseFeeWei * (await chain.estimateGas(node, call, 0n, signal)), amountWei);
    const reason = wait && reasonOf('audit.fee', `${wait.percent.toFixed(wait.percent < 10 ? 1 : 0)} % > ${wait.limitPercent} %`);
    if (reason) return reason === chosen.reason ? null : { ...chosen, reason };
  }
  await queue.send({ ...call, id: `pay ${chosen.root}` });
  const pay = await findPay(dependencies, chosen, signal);
  return pay && pay.transactionHash !== before?.transactionHash ? afterPay(chosen, pay) : null;
}

const budgetReason = reasonOf('audit.budget');
const afterPay = (record: EpochRecord, { transactionHash, amountWei, leftWei }: FoundPay): EpochRecord => {
  const paid = { ...record, payTx: transactionHash, payWei: amountWei };
  return leftWei === 0n ? { ...paid, state: 'paid', neededWei: null, reason: null } : { ...paid, state: 'committed', neededWei: leftWei, reason: budgetReason };
};

/** What the court's no makes of an epoch; null: nothing yet, it is asked again. */
function afterRefusal(record: EpochRecord, refusal: string, why: string): EpochRecord | null {
  // The round after the commit is not stored yet; somebody else asked for this pay, which is found next; or another's transaction came first in the same
  // block, and the next look says by its name what is wrong.
  if (/^(?:RoundUnknown|AlreadyPaid|reverted in block)/.test(refusal)) return null;
  const neededWei = /^BudgetEmpty\(.*neededWei=(\d+)\)/.exec(refusal)?.[1];
  // It stays due: jobs that are paid fill the budget again.
  if (neededWei !== undefined) return { ...record, neededWei: BigInt(neededWei), reason: budgetReason };
  return { ...record, state: 'unpaid', reason: why };
}

type FoundPay = { readonly transactionHash: Hex; readonly amountWei: bigint; readonly leftWei: bigint };
/** All parts of an epoch's pay that are on the chain: the newest transaction, the sum, and what is still due. */
async function findPay({ chain, reads, node }: DutyDependencies, { epoch, plannedAtBlock }: EpochRecord, signal: AbortSignal): Promise<FoundPay | null> {
  const parts = (await reads.readEpochPay(chain, node, Math.max(chain.deployment.startBlock, plannedAtBlock - 64), signal)).filter((one) => one.epoch === epoch);
  const last = parts.at(-1);
  return last ? { transactionHash: last.transactionHash, amountWei: parts.reduce((sum, { amountWei }) => sum + amountWei, 0n), leftWei: last.leftWei } : null;
}
