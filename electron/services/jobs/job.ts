import { receiptPriceWei } from '../../protocol/pricing.ts';
import { verdict as verdicts } from '../../protocol/typedData.ts';
import type { Failure } from '../../shared/errors.ts';
import type { JobStage, JobSummary } from '../../shared/shapes.ts';
import type { JobEvent, RecordedEvent } from './jobEvents.ts';

type EventOf<Kind extends JobEvent['kind']> = Extract<JobEvent, { kind: Kind }>;
type Data<Kind extends JobEvent['kind']> = Omit<EventOf<Kind>, 'kind'>;

/** A job as its journal tells it. Absent parts have not happened. */
export type Job = {
  readonly jobId: string;
  readonly request: EventOf<'admitted'>['request'];
  readonly modelName: string;
  readonly priceMaxWei: bigint;
  readonly stage: JobStage;
  readonly admittedAtMs: number;
  readonly attempts: number;
  readonly started: (Data<'started'> & { readonly atMs: number }) | null;
  readonly result: Data<'signing'> | null;
  readonly signed: Data<'signed'> | null;
  /** The client has been handed the receipt at least once. */
  readonly delivered: boolean;
  readonly acknowledged: Data<'acknowledged'> | null;
  readonly batched: Data<'batched'> | null;
  readonly anchored: Data<'anchored'> | null;
  readonly claimed: Data<'claimed'> | null;
  readonly settled: (Data<'settled'> & { readonly receivedWei: bigint; readonly atMs: number }) | null;
  readonly slashed: Data<'slashed'> | null;
  readonly voided: Data<'voided'> | null;
  readonly refunded: Data<'refunded'> | null;
  readonly failure: Failure | null;
  readonly finishedAtMs: number | null;
};

const outcomes: ReadonlySet<JobStage> = new Set(['settled', 'failed', 'cancelled', 'slashed', 'voided']);
export const isOver = (stage: JobStage): boolean => outcomes.has(stage);

/** A job's stage follows from which parts exist; the client's voucher and the anchor may come in either order. */
function stageOf(job: Job): JobStage {
  if (job.slashed) return 'slashed';
  if (job.voided) return 'voided';
  if (job.settled) return 'settled';
  if (job.anchored && job.acknowledged) return 'anchored';
  if (job.acknowledged) return 'acknowledged';
  if (job.signed) return 'delivered';
  if (job.result) return 'proving';
  return job.started ? 'running' : 'queued';
}

/**
 * The fold of a journal. Pure; an event that does not fit the state is refused, since a journal that contradicts itself must not be
 * smoothed over.
 * @throws RangeError  the event cannot follow
 */
export function applyJobEvent(job: Job | null, event: RecordedEvent): Job {
  if (event.kind === 'admitted') {
    if (job) throw new RangeError('admitted twice');
    return {
      jobId: event.request.order.jobId, request: event.request, modelName: event.modelName, priceMaxWei: event.priceMaxWei, stage: 'queued',
      admittedAtMs: event.atMs, attempts: 0, started: null, result: null, signed: null, delivered: false, acknowledged: null, batched: null, anchored: null,
      claimed: null, settled: null, slashed: null, voided: null, refunded: null, failure: null, finishedAtMs: null,
    };
  }
  if (!job) throw new RangeError(`${event.kind} before admitted`);
  if (isOver(job.stage) && !afterEnd[job.stage]?.has(event.kind)) throw new RangeError(`${event.kind} after ${job.stage}`);
  const next = follow(job, event);
  return { ...next, stage: event.kind === 'failed' || event.kind === 'cancelled' ? event.kind : stageOf(next) };
}

/** What the chain has done it may take back or do again in another block, and a paid job may be proven false; nothing else follows an end. */
const afterEnd: Readonly<Partial<Record<JobStage, ReadonlySet<JobEvent['kind']>>>> = {
  settled: new Set(['unsettled', 'settled', 'slashed', 'voided']), slashed: new Set(['unslashed', 'settled', 'unsettled', 'voided', 'unvoided', 'refunded', 'unrefunded']),
  voided: new Set(['unvoided', 'slashed', 'settled', 'unsettled', 'refunded', 'unrefunded']),
};

function follow(job: Job, event: Exclude<RecordedEvent, { kind: 'admitted' }>): Job {
  switch (event.kind) {
    case 'started':
      if (job.result) throw new RangeError('started after its result');
      return { ...job, started: { attempt: event.attempt, deviceId: event.deviceId, classId: event.classId, atMs: event.atMs }, attempts: event.attempt };
    case 'workerLost':
      return { ...job, started: null };
    case 'gaveBack':
      if (job.result) throw new RangeError('given back after its result');
      // An attempt that the owner ended says nothing about the job.
      return { ...job, started: null, attempts: Math.max(0, job.attempts - 1) };
    case 'signing':
      // Before the signature a receipt may be made again, under another number.
      if (job.signed) throw new RangeError('signing after signed');
      return { ...job, result: { receipt: event.receipt, bundle: event.bundle, runtime: event.runtime, ...(event.measured && { measured: event.measured }) } };
    case 'signed':
      if (!job.result || job.signed) throw new RangeError(job.signed ? 'signed twice' : 'signed without a result');
      return { ...job, signed: { signature: event.signature, receiptHash: event.receiptHash }, finishedAtMs: event.atMs };
    case 'delivered':
      return { ...job, delivered: true };
    case 'acknowledged':
      if (!job.signed || job.acknowledged) throw new RangeError(job.signed ? 'acknowledged twice' : 'acknowledged before signed');
      return { ...job, acknowledged: { voucher: event.voucher, signature: event.signature, index: event.index, proof: event.proof, votes: event.votes } };
    case 'batched':
      if (!job.signed || job.batched) throw new RangeError(job.signed ? 'batched twice' : 'batched before signed');
      return { ...job, batched: { root: event.root, count: event.count, index: event.index, proof: event.proof } };
    case 'anchored':
      if (!job.batched) throw new RangeError('anchored before batched');
      return { ...job, anchored: { txHash: event.txHash, blockNumber: event.blockNumber, batchIndex: event.batchIndex, maturesAtSeconds: event.maturesAtSeconds } };
    case 'unanchored':
      // Still batched: the same transaction may come back; otherwise the batch is sent again.
      return { ...job, anchored: null };
    case 'settled':
      // The anchor need not be there: a client may settle its own voucher out of other matured value.
      if (!job.acknowledged && !job.claimed) throw new RangeError('settled before acknowledged or claimed');
      return { ...job, settled: { txHash: event.txHash, blockNumber: event.blockNumber, payoutWei: event.payoutWei, receivedWei: event.receivedWei ?? event.payoutWei, atMs: event.paidAtMs ?? event.atMs } };
    case 'claimed':
      if (!job.anchored || job.claimed) throw new RangeError(job.anchored ? 'claimed twice' : 'claimed before anchored');
      return { ...job, claimed: { txHash: event.txHash, blockNumber: event.blockNumber, amountWei: event.amountWei, payableAtSeconds: event.payableAtSeconds } };
    case 'unclaimed':
      if (!job.claimed) throw new RangeError('unclaimed before claimed');
      return { ...job, claimed: null };
    case 'unsettled':
      if (!job.settled) throw new RangeError('unsettled before settled');
      return { ...job, settled: null };
    case 'slashed':
      if (!job.signed || job.slashed) throw new RangeError(job.signed ? 'slashed twice' : 'slashed before signed');
      return { ...job, slashed: { txHash: event.txHash, blockNumber: event.blockNumber, slashedWei: event.slashedWei, fault: event.fault } };
    case 'unslashed':
      if (!job.slashed) throw new RangeError('unslashed before slashed');
      return { ...job, slashed: null };
    case 'voided':
      if (!job.signed || job.voided) throw new RangeError(job.signed ? 'voided twice' : 'voided before signed');
      return { ...job, voided: { txHash: event.txHash, blockNumber: event.blockNumber, penaltyWei: event.penaltyWei } };
    case 'unvoided':
      if (!job.voided) throw new RangeError('unvoided before voided');
      return { ...job, voided: null };
    case 'refunded':
      if (job.refunded) throw new RangeError('refunded twice');
      return { ...job, refunded: { txHash: event.txHash, blockNumber: event.blockNumber, refundedWei: event.refundedWei, from: event.from } };
    case 'unrefunded':
      if (!job.refunded) throw new RangeError('unrefunded before refunded');
      return { ...job, refunded: null };
    case 'failed':
      if (job.signed) throw new RangeError('failed after signed');
      return { ...job, failure: event.failure, finishedAtMs: event.atMs };
    case 'cancelled':
      if (job.signed) throw new RangeError('cancelled after signed');
      return {
        ...job, finishedAtMs: event.atMs,
        failure: event.by === 'rule' ? { code: 'job.handedBack', about: { jobId: job.jobId, rule: event.rule ?? 'rule' } } : job.failure,
      };
  }
}

/** How long the device computed for it, as finely as it was measured: whole milliseconds in journals of before, null without a result. */
export const computeMsOf = ({ result }: Pick<Job, 'result'>): number | null => (result === null ? null : result.measured ? result.measured.computeMicros / 1000 : result.receipt.meter.computeMs);

/** What the job earns when it is paid; before a receipt exists, the most it can. Wei. */
export const jobPriceWei = (job: Job): bigint => (job.result ? receiptPriceWei(job.request.order, job.result.receipt.io) : job.priceMaxWei);

/** The row the page and the command line show. */
export function summarizeJob(job: Job, live: { readonly unitsDone: number; readonly loading: boolean } = { unitsDone: 0, loading: false }): JobSummary {
  const votes = job.acknowledged?.votes ?? [];
  const { order, input } = job.request;
  return {
    jobId: job.jobId, kind: input.kind, stage: job.stage === 'running' && live.loading ? 'loading' : job.stage, modelId: order.modelId, modelName: job.modelName,
    deviceId: job.started?.deviceId ?? null, client: order.client, admittedAtMs: job.admittedAtMs, finishedAtMs: job.finishedAtMs,
    unitsDone: job.result?.receipt.io.unitsOut ?? live.unitsDone, unitsMax: order.maxUnitsOut, attempts: job.attempts, priceWei: jobPriceWei(job),
    payoutWei: job.settled?.receivedWei ?? null, ...(job.refunded ? { refundedWei: job.refunded.refundedWei } : {}),
    verdict: votes.length === 0 ? null : votes.every(({ vote }) => vote.verdict === verdicts.accept) ? 'accepted' : 'rejected',
    failure: job.failure ?? failureOf(job),
  };
}

/** What the chain has against a job that has a receipt; null for one that stands. */
function failureOf(job: Job): Failure | null {
  const { jobId } = job;
  if (job.slashed) return { code: 'job.slashed', about: { jobId, fault: job.slashed.fault, slashedWei: job.slashed.slashedWei.toString(), txHash: job.slashed.txHash } };
  return job.voided && { code: 'job.voided', about: { jobId, penaltyWei: job.voided.penaltyWei.toString(), txHash: job.voided.txHash } };
}
