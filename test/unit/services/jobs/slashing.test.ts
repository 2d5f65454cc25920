import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheatDecode, cheatResult } from '../../../../electron/services/jobs/cheat.ts';
import { applyJobEvent, isOver, summarizeJob, type Job } from '../../../../electron/services/jobs/job.ts';
import { noMeasures } from '../../../../electron/shared/jobMeasures.ts';
import { buildJobDetail } from '../../../../electron/services/jobs/jobDetail.ts';
import type { JobEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import type { Refund } from '../../../../electron/services/chain/refunds.ts';
import { refundEntries, slashEntries, voidEntries, type ProvenFault, type VoidedJob } from '../../../../electron/services/jobs/slashing.ts';
import { hash, plainDecode, signedJob } from '../../protocol/samples.ts';

const sample = signedJob('slashed');
const signedEvents: readonly JobEvent[] = [
  { kind: 'admitted', request: sample.request, modelName: 'm', priceMaxWei: 80n }, { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
  { kind: 'signing', receipt: sample.receipt, bundle: sample.bundle, runtime: sample.runtime }, { kind: 'signed', signature: sample.file.receiptSignature, receiptHash: sample.receiptHash },
];
const batched: JobEvent = { kind: 'batched', root: hash('root'), count: 1, index: 0, proof: [] };
const anchored: JobEvent = { kind: 'anchored', txHash: hash('tx'), blockNumber: 5, batchIndex: 0, maturesAtSeconds: 10 };
const slashed: JobEvent = { kind: 'slashed', txHash: hash('slash'), blockNumber: 7, slashedWei: 5n, fault: 'stop' };
const fold = (events: readonly JobEvent[]): Job => events.reduce<Job | null>((job, event, i) => applyJobEvent(job, { ...event, atMs: i }), null)!;
const fault: ProvenFault = { subject: sample.receiptHash, fault: 'stop', slashedWei: 5n, transactionHash: hash('slash'), blockNumber: 7 };

describe('a job proven false', () => {
  it('is over, earns nothing, and says how much it cost, for what and in which transaction', () => {
    const job = fold([...signedEvents, slashed]);
    expect(isOver(job.stage)).toBe(true);
    expect(summarizeJob(job)).toMatchObject({ stage: 'slashed', payoutWei: null, failure: { code: 'job.slashed', about: { fault: 'stop', slashedWei: '5', txHash: hash('slash') } } });
    expect(buildJobDetail(job, [], { unitsDone: 0, loading: false }, noMeasures).facts).toContainEqual(['slashed in', hash('slash')]);
    for (const event of [slashed, batched, { kind: 'delivered' } as const]) expect(() => applyJobEvent(job, { ...event, atMs: 9 })).toThrow(RangeError);
    expect(() => fold([signedEvents[0]!, slashed])).toThrow('slashed before signed');
    expect(applyJobEvent(job, { kind: 'unslashed', atMs: 9 })).toEqual(fold(signedEvents));
  });

  it('is recorded once, after its batch is anchored, and taken back with its block', () => {
    const plain = fold(signedEvents);
    const [entry] = slashEntries([plain], [fault], 0);
    expect(entry).toEqual({ jobId: plain.jobId, event: slashed });
    expect(slashEntries([fold([...signedEvents, batched])], [fault], 0)).toEqual([]);
    expect(slashEntries([fold([...signedEvents, batched, anchored])], [fault], 0)).toHaveLength(1);
    const after = fold([...signedEvents, slashed]);
    expect(slashEntries([after], [fault], 0)).toEqual([]);
    // Not among what was read, because it is older than that.
    expect(slashEntries([after], [], 8)).toEqual([]);
    expect(slashEntries([after], [], 7)).toEqual([{ jobId: after.jobId, event: { kind: 'unslashed' } }]);
    expect(slashEntries([plain], [{ ...fault, subject: hash('another receipt') }], 0)).toEqual([]);
  });
});

describe('a job that a court voided', () => {
  const voided: VoidedJob = { orderHash: sample.receipt.orderHash, penaltyWei: 3n, transactionHash: hash('void'), blockNumber: 9 };
  const event: JobEvent = { kind: 'voided', txHash: hash('void'), blockNumber: 9, penaltyWei: 3n };

  it('is over, earns nothing, and names the penalty and the transaction', () => {
    const job = fold([...signedEvents, batched, anchored, event]);
    expect(isOver(job.stage)).toBe(true);
    expect(summarizeJob(job)).toMatchObject({ stage: 'voided', payoutWei: null, failure: { code: 'job.voided', about: { penaltyWei: '3', txHash: hash('void') } } });
    expect(buildJobDetail(job, [], { unitsDone: 0, loading: false }, noMeasures).facts).toContainEqual(['void in', hash('void')]);
    expect(() => applyJobEvent(job, { ...event, atMs: 9 })).toThrow('voided after voided');
    expect(applyJobEvent(job, { kind: 'unvoided', atMs: 9 })).toEqual(fold([...signedEvents, batched, anchored]));
    // A proven fault says more.
    expect(applyJobEvent(job, { ...slashed, atMs: 9 }).stage).toBe('slashed');
  });

  it('is recorded once, after its batch is anchored, and taken back with its block', () => {
    const plain = fold([...signedEvents, batched, anchored]);
    expect(voidEntries([plain], [voided], 0)).toEqual([{ jobId: plain.jobId, event }]);
    expect(voidEntries([fold([...signedEvents, batched])], [voided], 0)).toEqual([]);
    expect(voidEntries([fold([...signedEvents, batched, anchored, slashed])], [voided], 0)).toEqual([]);
    const after = fold([...signedEvents, batched, anchored, event]);
    expect(voidEntries([after], [voided], 0)).toEqual([]);
    expect(voidEntries([after], [], 10)).toEqual([]);
    expect(voidEntries([after], [], 9)).toEqual([{ jobId: after.jobId, event: { kind: 'unvoided' } }]);
  });
});

describe('money that went back to a client', () => {
  const voided: JobEvent = { kind: 'voided', txHash: hash('void'), blockNumber: 9, penaltyWei: 3n };
  const refund: Refund = { orderHash: sample.receipt.orderHash as `0x${string}`, from: 'stake', refundedWei: 40n, transactionHash: hash('refund'), blockNumber: 12 };
  const event: JobEvent = { kind: 'refunded', txHash: hash('refund'), blockNumber: 12, refundedWei: 40n, from: 'stake' };
  const acknowledged = { kind: 'acknowledged', voucher: {}, signature: '0x', index: 0, proof: [], votes: [] } as unknown as JobEvent;
  const settled: JobEvent = { kind: 'settled', txHash: hash('pay'), blockNumber: 8, payoutWei: 40n, receivedWei: 30n, paidAtMs: 5 };
  const paid = [...signedEvents, batched, anchored, acknowledged, settled];
  const factsOf = (events: readonly JobEvent[]) => buildJobDetail(fold(events), [], { unitsDone: 0, loading: false }, noMeasures).facts;

  it('is recorded once for a void job alone, and taken back with its block', () => {
    const job = fold([...paid, voided]);
    expect(refundEntries([job], [refund], 0)).toEqual([{ jobId: job.jobId, event }]);
    expect(refundEntries([fold(paid)], [refund], 0)).toEqual([]);
    expect(refundEntries([job], [{ ...refund, orderHash: hash('other') }], 0)).toEqual([]);
    const after = fold([...paid, voided, event]);
    expect(refundEntries([after], [refund], 0)).toEqual([]);
    expect(refundEntries([after], [], 13)).toEqual([]);
    expect(refundEntries([after], [], 12)).toEqual([{ jobId: job.jobId, event: { kind: 'unrefunded' } }]);
    expect(() => applyJobEvent(after, { ...event, atMs: 9 })).toThrow('refunded twice');
    expect(applyJobEvent(after, { kind: 'unrefunded', atMs: 9 })).toEqual(job);
  });

  it('stands beside what the client had paid: all, what a claim had taken, or nothing', () => {
    expect(factsOf([...paid, voided])).toEqual(expect.arrayContaining([['client had paid', '40 wei']]));
    expect(factsOf([...paid, voided, event])).toEqual(expect.arrayContaining([['client had paid', '40 wei'], ['refunded', '40 wei'], ['refunded in', hash('refund')]]));
    expect(summarizeJob(fold([...paid, voided, event]))).toMatchObject({ stage: 'voided', refundedWei: 40n });
    expect(factsOf([...signedEvents, batched, anchored, voided])).toContainEqual(['client had paid', '0 wei']);
    expect(factsOf([...signedEvents, batched, anchored, slashed])).toContainEqual(['client had paid', '0 wei']);
    expect(factsOf([...signedEvents, batched, anchored, voided, { ...event, from: 'claim' }])).toContainEqual(['client had paid', '40 wei']);
    expect(factsOf(paid).map(([name]) => name)).not.toContain('client had paid');
    expect(buildJobDetail(fold([...paid, voided, event]), [{ ...event, atMs: 1 }], { unitsDone: 0, loading: false }, noMeasures).timeline).toEqual([{ step: 'refunded', atMs: 1, note: 'note.refunded:12|40 wei' }]);
  });
});

describe('a cheat of the practice network', () => {
  it('computes half, leaves an answer that ended by itself as it is, and invents as many tokens as it bills', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), (most, endsEarly) => {
      const ordered = { ...plainDecode, maxNewTokens: most };
      const run = cheatDecode('invent-tokens', ordered);
      expect(run.maxNewTokens).toBe(Math.ceil(most / 2));
      const count = endsEarly ? Math.max(1, run.maxNewTokens - 1) : run.maxNewTokens;
      const made = { tokens: Array.from({ length: count }, (_, i) => 10 + i), sketches: Array.from({ length: 1 + Math.ceil(count / 32) }, () => new Uint8Array(128)), stopReason: endsEarly ? 1 : 2 };
      expect(cheatResult('stop-early', ordered, made, 32)).toEqual({ tokens: made.tokens, sketches: made.sketches });
      const invented = cheatResult('invent-tokens', ordered, made, 32);
      expect(invented.tokens).toHaveLength(endsEarly ? count : most);
      expect(invented.sketches).toHaveLength(1 + Math.ceil(invented.tokens.length / 32));
      expect(invented.tokens.slice(0, count)).toEqual(made.tokens);
    }));
  });
});
