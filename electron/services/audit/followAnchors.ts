import { checkBatch, type PlacedReceipt } from '../../protocol/auditMessages.ts';
import { fromHex, toHex } from '../../protocol/bytes.ts';
import { merkleProof, treeTag } from '../../protocol/tree.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { isHearthError } from '../../shared/errors.ts';
import { batchKey, type SeenBatch } from './auditRecord.ts';
import { auditUntilMs, decideDraw, isSeated } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';

/** A first look goes back so far; what is older is too late to audit on any network. */
const firstLookBlocks = 512;
/** A chain takes back less than this; an anchor is looked at again until then, under its new time if it got one. */
const reorgBlocks = 64;
const askAgainMs = 3000;

/** Notes every batch that another node anchored. On disk when it returns. */
export async function followAnchors({ chain, reads, journal, node }: DutyDependencies, { head, signal }: Round): Promise<void> {
  const read = journal.progress.read();
  const fromBlock = Math.max(chain.deployment.startBlock, (read === null ? head.number - firstLookBlocks : Math.min(read, head.number) - reorgBlocks) + 1);
  for (const anchor of await reads.readAnchors(chain, fromBlock, head.number, signal)) {
    if (sameAddress(anchor.provider, node)) continue;
    const { provider, batch, root, count, valueWei, anchoredAtSeconds, blockNumber } = anchor;
    const seen: SeenBatch = { node: provider, batch, root, count, valueWei, anchoredAtSeconds, blockNumber, state: 'new', reason: null, askedAtMs: null };
    journal.batches.add(batchKey(seen), 'new', seen);
  }
  // Only where to look from after a restart, and what is seen twice is kept once: a line on disk for every block would be most of what an idle verifier does.
  if (read === null || Math.abs(head.number - read) >= reorgBlocks) journal.progress.write(head.number);
}

/** Draws the receipts of noted batches once their round is stored, and keeps those that seat this node. */
export async function drawSeats(dependencies: DutyDependencies, round: Round): Promise<void> {
  const { chain, reads, journal, nowMs } = dependencies;
  for (const seen of journal.batches.list(['new'])) {
    if (seen.askedAtMs !== null && nowMs() - seen.askedAtMs < askAgainMs) continue;
    const end = (state: SeenBatch['state'], reason: string | null): void => journal.batches.write(batchKey(seen), state, { ...seen, state, reason: reason?.slice(0, 300) ?? null });
    if (round.head.timeSeconds * 1000 > auditUntilMs(round.parameters.clock, seen.anchoredAtSeconds)) {
      end('missed', seen.reason ?? 'its round was not stored in time');
      continue;
    }
    const { round: beaconRound, isStored } = await reads.readAuditRound(chain, seen.anchoredAtSeconds, round.signal);
    if (!isStored) continue;
    try {
      const reply = await dependencies.fetchBatch(seen.node, seen.root);
      if (reply.kind === 'declined') throw new Error(reply.failure.code);
      const checked = checkBatch(dependencies.p, dependencies.domain, seen, reply.receipts);
      if (!checked.ok) {
        dependencies.log(`batch ${seen.batch} of ${seen.node} is not what was anchored: ${checked.reason}`);
        end('false', checked.reason);
        continue;
      }
      await keepSeats(dependencies, seen, checked.receipts, await reads.readRandomness(chain, beaconRound, round.signal), round);
      end('done', null);
    } catch (error) {
      if (round.signal.aborted || isHearthError(error, 'chain.unreachable')) throw error;
      journal.batches.write(batchKey(seen), 'new', { ...seen, askedAtMs: nowMs(), reason: messageOf(error) });
    }
  }
}

async function keepSeats(dependencies: DutyDependencies, seen: SeenBatch, receipts: readonly PlacedReceipt[], randomness: Hex, { parameters, signal }: Round): Promise<void> {
  const { p, chain, reads, journal, node, nowMs } = dependencies;
  const fullAuditUntilSeconds = await reads.readFullAuditUntil(chain, seen.node, signal);
  const leaves = receipts.map(({ receiptHash }) => fromHex(receiptHash));
  for (const { index, receiptHash, ...signed } of receipts) {
    if (!dependencies.models().has(signed.order.modelId)) continue;
    const { firstBatches, floorBps } = parameters;
    if (!decideDraw(p, { tier: signed.order.tier, batch: seen.batch, anchoredAtSeconds: seen.anchoredAtSeconds, fullAuditUntilSeconds, firstBatches, floorBps, receiptHash, randomness })) continue;
    const committee = await reads.readCommittee(chain, { receiptHash, modelId: signed.order.modelId, provider: seen.node, anchoredAtSeconds: seen.anchoredAtSeconds }, parameters.firstCommittee, signal);
    if (!isSeated(committee, node)) continue;
    const header = { root: seen.root, count: seen.count, valueWei: seen.valueWei, anchoredAtSeconds: seen.anchoredAtSeconds };
    journal.seats.add(receiptHash, 'seated', {
      receiptHash, signed, anchor: { batch: seen.batch, header, index, proof: merkleProof(p, treeTag.anchorBatch, leaves, index).map(toHex) }, committee, randomness, state: 'seated', reason: null,
      attempts: 0, unservedSinceMs: null, untilMs: auditUntilMs(parameters.clock, seen.anchoredAtSeconds), seenAtMs: nowMs(), votedAtMs: null, root: null,
    });
    dependencies.onChanged();
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);
