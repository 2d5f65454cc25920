import type { HearthDatabase } from '../storage/database.ts';
import { openFact } from '../storage/records.ts';
import { openRecordTable, type RecordTable } from '../storage/recordTable.ts';
import { safeUintShape } from '../../shared/units.ts';
import { caseRecordShape, epochShape, keptVoteShape, ownReceiptShape, seatShape, seenBatchShape, type CaseRecord, type EpochRecord, type KeptVote, type OwnReceipt, type SeatRecord, type SeenBatch } from './auditRecord.ts';

/** What a verifier did and is about to do, on disk before each outside act; a kill at any moment repeats an act and doubles none. */
export type AuditJournal = {
  readonly batches: RecordTable<SeenBatch, SeenBatch['state']>;
  readonly seats: RecordTable<SeatRecord, SeatRecord['state']>;
  readonly votes: RecordTable<KeptVote, 'signing' | 'signed'>;
  readonly epochs: RecordTable<EpochRecord, EpochRecord['state']>;
  readonly cases: RecordTable<CaseRecord, CaseRecord['state']>;
  /** This node's own receipts, as others audit them. */
  readonly own: RecordTable<OwnReceipt, OwnReceipt['state']>;
  /** A block up to which the chain was read; the last few dozen may have been read too. */
  readonly progress: { read(): number | null; write(block: number): void };
};

/** @param network  chain and escrow: another deployment begins anew */
export function openAuditJournal(database: HearthDatabase, network: string, nowMs: () => number): AuditJournal {
  const progress = openFact(database, `audits:${network}`, safeUintShape);
  return {
    batches: openRecordTable(database, 'auditBatches', seenBatchShape, nowMs), seats: openRecordTable(database, 'auditSeats', seatShape, nowMs),
    votes: openRecordTable(database, 'auditVotes', keptVoteShape, nowMs), epochs: openRecordTable(database, 'auditEpochs', epochShape, nowMs),
    cases: openRecordTable(database, 'auditCases', caseRecordShape, nowMs),
    own: openRecordTable(database, 'auditOwn', ownReceiptShape, nowMs), progress,
  };
}
