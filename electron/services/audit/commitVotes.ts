import { fromHex, toHex } from '../../protocol/bytes.ts';
import { merkleProof, merkleRoot, treeTag } from '../../protocol/tree.ts';
import { signingDigest, verdict } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { VotePlace } from '../chain/auditCalls.ts';
import { voteKey, type EpochRecord, type KeptVote } from './auditRecord.ts';
import { decideCommit, voteRound } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { messageOf } from './followAnchors.ts';

/** Votes under one root at most. */
const rootLimit = 1024;

/** Brings signed votes to the chain: one root per epoch, planned on disk before it is sent, found again by its event. */
export async function commitVotes(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { journal } = dependencies;
  for (const planned of journal.epochs.list(['planned'])) await sendRoot(dependencies, planned, round);
  const plan = planRoot(dependencies, round);
  if (plan) await sendRoot(dependencies, plan, round);
}

function planRoot({ p, domain, journal, log }: DutyDependencies, { head, parameters }: Round): EpochRecord | null {
  const waiting = journal.seats.list(['voted']).slice(0, rootLimit);
  const votes = waiting.map(({ receiptHash }) => journal.votes.read(voteKey(receiptHash, voteRound.first))!);
  const known = journal.epochs.newest(8);
  const decision = decideCommit({
    waiting: waiting.length, hasRejection: votes.some(({ vote }) => vote.verdict === verdict.reject), unfinished: journal.seats.list(['seated']).length,
    chainSeconds: head.timeSeconds, commitSeconds: parameters.commitSeconds, usedEpochs: new Set(known.flatMap(({ epoch }) => epoch ?? [])),
  });
  if (!decision.commit || known.some(({ state }) => state === 'planned')) return null;
  const root = toHex(merkleRoot(p, treeTag.voteBatch, votes.map(({ vote }) => fromHex(signingDigest(domain, 'Vote', vote)))));
  const record: EpochRecord = {
    root, receiptHashes: waiting.map(({ receiptHash }) => receiptHash), state: 'planned', plannedAtBlock: head.number, epoch: null, commitTx: null, sample: null, payTx: null, payWei: null, reason: null,
  };
  journal.epochs.write(root, 'planned', record);
  log(`committing ${waiting.length} votes (${decision.reason})`);
  return record;
}

async function sendRoot(dependencies: DutyDependencies, planned: EpochRecord, { signal }: Round): Promise<void> {
  const { chain, reads, calls, journal, node } = dependencies;
  const find = async () => (await reads.readEpochCommits(chain, { verifier: node }, Math.max(chain.deployment.startBlock, planned.plannedAtBlock - 64), signal)).find(({ root }) => root === planned.root);
  const queue = dependencies.queue();
  let found = await find();
  if (!found && queue) {
    try {
      await queue.send({ ...calls.buildCommitEpoch(chain.deployment, planned.root as Hex, planned.receiptHashes.length), id: `votes ${planned.root}` });
    } catch (error) {
      // This epoch has a root already: the next one takes it.
      if (!isHearthError(error, 'chain.reverted') && !isHearthError(error, 'chain.gasMissing')) throw error;
      dependencies.log(`the root of votes waits: ${messageOf(error)}`);
    }
    found = await find();
  }
  if (!found) return;
  journal.epochs.write(planned.root, 'committed', { ...planned, state: 'committed', epoch: found.epoch, commitTx: found.transactionHash });
  for (const receiptHash of planned.receiptHashes) {
    const seat = journal.seats.read(receiptHash);
    if (seat) journal.seats.write(receiptHash, 'committed', { ...seat, state: 'committed', root: planned.root });
  }
  dependencies.onChanged();
}

/** Where a receipt's vote stands in its epoch; null before it is committed. */
export function placeOfVote({ p, domain, journal }: DutyDependencies, receiptHash: string): { readonly kept: KeptVote; readonly place: VotePlace } | null {
  const root = journal.seats.read(receiptHash)?.root;
  const epoch = root ? journal.epochs.read(root) : null;
  const kept = journal.votes.read(voteKey(receiptHash, voteRound.first));
  if (!epoch || epoch.epoch === null || !kept) return null;
  const leaves = epoch.receiptHashes.map((one) => fromHex(signingDigest(domain, 'Vote', journal.votes.read(voteKey(one, voteRound.first))!.vote)));
  const index = epoch.receiptHashes.indexOf(receiptHash);
  return { kept, place: { epoch: epoch.epoch, index, proof: merkleProof(p, treeTag.voteBatch, leaves, index).map(toHex) } };
}

/** Asks for the pay of committed epochs once the round after them is stored, by showing the vote that it picked. */
export async function claimPay(dependencies: DutyDependencies, { signal }: Round): Promise<void> {
  const { chain, reads, journal, node } = dependencies;
  for (const record of journal.epochs.list(['committed'])) {
    const queue = dependencies.queue();
    if (!queue) return;
    try {
      const sample = record.sample ?? (await reads.readSample(chain, node, record.epoch!, signal));
      const chosen = { ...record, sample };
      journal.epochs.write(record.root, 'committed', chosen);
      const seat = journal.seats.read(record.receiptHashes[sample]!);
      const shown = placeOfVote(dependencies, record.receiptHashes[sample]!);
      if (!seat || !shown) continue;
      const paid = await findPay(dependencies, record, signal);
      if (!paid) await queue.send({ ...dependencies.calls.buildClaimEpochPay(chain.deployment, shown.kept.vote, shown.place, seat.signed, seat.anchor), id: `pay ${record.root}` });
      const pay = paid ?? (await findPay(dependencies, record, signal));
      if (!pay) continue;
      journal.epochs.write(record.root, 'paid', { ...chosen, state: 'paid', payTx: pay.transactionHash, payWei: pay.amountWei });
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      // The round after the commit is not stored yet.
      if (error.about.error.startsWith('RoundUnknown')) continue;
      journal.epochs.write(record.root, 'unpaid', { ...record, state: 'unpaid', reason: messageOf(error) });
    }
    dependencies.onChanged();
  }
}

async function findPay({ chain, reads, node }: DutyDependencies, { epoch, plannedAtBlock }: EpochRecord, signal: AbortSignal) {
  const fromBlock = Math.max(chain.deployment.startBlock, plannedAtBlock - 64);
  const claimed = (await reads.readEpochsPaid(chain, node, fromBlock, signal)).find((one) => one.epoch === epoch);
  if (!claimed) return null;
  const amounts = (await reads.readVerifierPay(chain, node, fromBlock, signal)).filter(({ transactionHash }) => transactionHash === claimed.transactionHash);
  return { transactionHash: claimed.transactionHash, amountWei: amounts.reduce((sum, { amountWei }) => sum + amountWei, 0n) };
}
