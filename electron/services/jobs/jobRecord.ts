import { numericClassName } from '../../protocol/numericClass.ts';
import { verdict } from '../../protocol/typedData.ts';
import type { JobRecord } from '../../shared/jobFields.ts';
import type { JobMeasures } from '../../shared/jobMeasures.ts';
import { computeMsOf, type Job } from './job.ts';

/** What others know of a job: meters what it took, the chain its audit. */
export type JobAside = { readonly measures: JobMeasures; readonly audit: JobRecord['audit'] };

/** As far as dates go: a client may name any second as its deadline. */
const toMs = (seconds: number): number => Math.min(seconds * 1000, 8.64e15);

/** Everything its journal says of a job, flat. Pure. */
export function buildJobRecord(job: Job, { measures, audit }: JobAside): JobRecord {
  const { order, input } = job.request;
  const decode = input.kind === 'generate' ? input.decode : null;
  const { result, signed, acknowledged, batched, anchored, claimed, settled } = job;
  const votes = acknowledged?.votes ?? [];
  return {
    app: order.app, tier: order.tier, auditPolicy: order.auditPolicy, reservationId: order.reservationId, deadlineMs: toMs(order.deadlineSeconds), unitsInMax: order.maxUnitsIn, priceInWei: order.priceInWei, priceOutWei: order.priceOutWei,
    temperature: decode && decode.temperatureMicro / 1e6, topK: decode?.topK ?? null, topP: decode && decode.topPMicro / 1e6, samplerVersion: decode?.samplerVersion ?? null, seed: decode?.samplerVersion === 2 ? decode.seed : null,
    startedAtMs: job.started?.atMs ?? null, queueMs: result?.receipt.meter.queueMs ?? (job.started && Math.max(0, job.started.atMs - job.admittedAtMs)), firstUnitMs: result?.receipt.meter.firstUnitMs ?? null, computeMs: computeMsOf(job),
    unitsIn: result?.receipt.io.unitsIn ?? null, unitsOut: result?.receipt.io.unitsOut ?? null, numericClass: result && (numericClassName(result.receipt.exec.classId) ?? String(result.receipt.exec.classId)),
    stopReason: result?.receipt.io.stopReason ?? null, runtime: result && Object.entries(result.runtime).map(([name, value]) => `${name} ${value}`).join(', ').slice(0, 300), ...measures,
    receiptHash: signed?.receiptHash ?? null, receiptNumber: result?.receipt.seq ?? null, epoch: result?.receipt.epoch ?? null,
    // Canonical JSON differs in the order of its keys alone, which all are ASCII, as are the values.
    evidenceBytes: result && JSON.stringify(result.bundle).length,
    votes: votes.length, acceptVotes: votes.filter(({ vote }) => vote.verdict === verdict.accept).length, audit,
    voucherCount: acknowledged?.voucher.count ?? null, voucherTotalWei: acknowledged?.voucher.cumulativeWei ?? null,
    batchRoot: batched?.root ?? null, batchIndex: batched?.index ?? null, batchCount: batched?.count ?? null,
    anchorTx: anchored?.txHash ?? null, anchorBlock: anchored?.blockNumber ?? null, maturesAtMs: anchored && toMs(anchored.maturesAtSeconds), claimTx: claimed?.txHash ?? null, claimableAtMs: claimed && toMs(claimed.payableAtSeconds),
    paymentTx: settled?.txHash ?? null, paymentBlock: settled?.blockNumber ?? null, paidAtMs: settled?.atMs ?? null, sharesWei: settled && settled.payoutWei - settled.receivedWei,
  };
}
