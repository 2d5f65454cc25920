import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditJournal, type AuditJournal } from '../../electron/services/audit/auditJournal.ts';
import { voteKey, type SeatRecord } from '../../electron/services/audit/auditRecord.ts';
import type { DutyDependencies, Round } from '../../electron/services/audit/dutyTypes.ts';
import type { AuditParameters } from '../../electron/services/chain/auditReads.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest, verdict, voteKind, type Vote } from '../../electron/protocol/typedData.ts';
import { buildVote, type ReceiptJudgement } from '../../electron/services/practice/verifier.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDatabase } from '../../electron/services/storage/database.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { domain, hash, node, signedJob, verifier } from '../unit/protocol/samples.ts';

export const dutyParameters: AuditParameters = { floorBps: 500, firstBatches: 10, firstCommittee: 3, finalCommittee: 5, commitSeconds: 15, clock: { beacon: { genesisSeconds: 1, periodSeconds: 3 }, drawDelaySeconds: 3, epochSeconds: 60 } };
export const judgementOf = (file: ReceiptFile, isFine: boolean): ReceiptJudgement => ({
  receiptHash: signingDigest(domain, 'Receipt', file.receipt), rows: null, evidence: { format: 'hearth-evidence/2', beacon: hash('beacon'), judged: { format: 'test' }, sketches: [] },
  judgement: { verdict: isFine ? verdict.accept : verdict.reject, kind: isFine ? voteKind.none : voteKind.margin, chunk: isFine ? 0 : 1, reason: isFine ? 'replayed' : 'token 3 misses', figure: null },
});

/** A verifier's walk on a real database, with a chain and peers that a test plays. */
export function createDutyHarness() {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-duty-'));
  const database = openDatabase(folder);
  const journal: AuditJournal = openAuditJournal(database, 'test', () => 1);
  const job = signedJob('audited');
  const asked = { signed: [] as Vote[], judged: 0, bundles: 0, sent: [] as string[] };
  let nowMs = 1_000_000;
  const unplayed = (): never => {
    throw new Error('the test does not play this');
  };
  const dependencies: DutyDependencies = {
    p, domain, node: verifier.address, journal, chain: { deployment: { startBlock: 0 } } as DutyDependencies['chain'],
    reads: new Proxy({} as DutyDependencies['reads'], { get: () => unplayed }), calls: new Proxy({} as DutyDependencies['calls'], { get: (_target, name) => () => ({ call: String(name), to: '0x', data: '0x' }) }),
    queue: () => ({ send: async ({ call }) => (asked.sent.push(call), {} as never) }), models: () => new Set([job.order.modelId]), isFree: () => true,
    judge: async (file) => (asked.judged++, judgementOf(file, true)),
    replay: unplayed,
    buildVote: (vote) => buildVote({ p, randomBytes: (count) => new Uint8Array(count).map(() => Math.floor(Math.random() * 256)) }, vote),
    sign: async (vote) => (asked.signed.push(vote), signDigest(verifier.key, signingDigest(domain, 'Vote', vote))),
    signAsk: async () => `0x${'00'.repeat(65)}`, fetchBatch: unplayed, fetchBundle: async () => (asked.bundles++, job.file), feeRule: () => null, nowMs: () => nowMs, log: () => {}, onChanged: () => {},
  };
  const header = { root: hash('root'), count: 1, valueWei: 5n, anchoredAtSeconds: 1000 };
  const seat: SeatRecord = {
    receiptHash: job.receiptHash, signed: { order: job.order, receipt: job.receipt, receiptSignature: job.file.receiptSignature }, anchor: { batch: 0, header, index: 0, proof: [] }, committee: [verifier.address, node.address],
    randomness: hash('randomness'), state: 'seated', reason: null, attempts: 0, unservedSinceMs: null, untilMs: 1_120_000, seenAtMs: 1_000_000, votedAtMs: null, root: null,
  };
  const roundAt = (timeSeconds: number): Round => ({
    head: { number: 100, hash: hash('block') as Hex, parentHash: hash('parent') as Hex, timeSeconds, baseFeeWei: 1n, isEmpty: true }, parameters: dutyParameters, signal: new AbortController().signal,
  });
  return {
    journal, job, asked, seat, dependencies, roundAt,
    addSeat: () => journal.seats.add(seat.receiptHash, 'seated', seat),
    jobOf: (name: string) => signedJob(name),
    /** A seat whose vote is signed, about a receipt of its own that was anchored at a time. */
    addVoted(name: string, anchoredAtSeconds: number, voted: number = verdict.accept) {
      const { order, receipt, receiptHash, file } = signedJob(name);
      const isFine = voted === verdict.accept;
      const vote: Vote = { receiptHash: receiptHash as Hex, verifier: verifier.address as Hex, round: 0, verdict: voted, kind: isFine ? voteKind.none : voteKind.margin, chunk: isFine ? 0 : 1, evidenceRoot: hash('evidence') as Hex, salt: hash('salt') as Hex };
      journal.votes.add(voteKey(receiptHash, 0), 'signed', { vote, signature: signDigest(verifier.key, signingDigest(domain, 'Vote', vote)) as Hex, reason: 'replayed' });
      journal.seats.add(receiptHash, 'voted', {
        ...seat, receiptHash: receiptHash as Hex, signed: { order, receipt, receiptSignature: file.receiptSignature }, anchor: { ...seat.anchor, header: { ...header, anchoredAtSeconds } }, state: 'voted', reason: 'replayed', votedAtMs: anchoredAtSeconds * 1000,
      });
    },
    skipMs: (ms: number) => void (nowMs += ms),
    with: (change: Partial<DutyDependencies>): DutyDependencies => ({ ...dependencies, ...change }),
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
