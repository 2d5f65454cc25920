import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../electron/protocol/bytes.ts';
import type { JobRequest, VoucherRequest } from '../../../../electron/protocol/messages.ts';
import { signDigest } from '../../../../electron/protocol/signature.ts';
import { createGrowingTree, merkleProof, merkleRoot, treeTag } from '../../../../electron/protocol/tree.ts';
import { signingDigest, type Vote, type Voucher } from '../../../../electron/protocol/typedData.ts';
import { isVerified, verifyReceiptFile } from '../../../../electron/protocol/verify.ts';
import { refuseVoucher } from '../../../../electron/services/jobs/acceptVoucher.ts';
import { refuseOrder, type AdmissionFacts } from '../../../../electron/services/jobs/decideAdmission.ts';
import { applyJobEvent, isOver, jobPriceWei, type Job } from '../../../../electron/services/jobs/job.ts';
import { noMeasures } from '../../../../electron/shared/jobMeasures.ts';
import { buildJobDetail } from '../../../../electron/services/jobs/jobDetail.ts';
import type { JobEvent, RecordedEvent } from '../../../../electron/services/jobs/jobEvents.ts';
import { buildReceiptFile } from '../../../../electron/services/jobs/receiptFiles.ts';
import { planBatch, planSettlement, settleEntries, unanchoredBatches } from '../../../../electron/services/jobs/settlement.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, client, domain, hash, node, plainDecode, signedJob, verifier } from '../../protocol/samples.ts';

const price = 3n * 3n + 4n * 5n;
const at = (event: JobEvent, atMs = 1): RecordedEvent => ({ ...event, atMs });
const fold = (events: readonly JobEvent[]): Job => events.reduce<Job | null>((job, event, i) => applyJobEvent(job, at(event, i)), null)!;
function eventsOf(label: string, seq: number): JobEvent[] {
  const job = signedJob(label, { receipt: { seq } });
  return [
    { kind: 'admitted', request: job.request, modelName: 'm', priceMaxWei: 80n }, { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
    { kind: 'signing', receipt: job.receipt, bundle: job.bundle, runtime: job.runtime }, { kind: 'signed', signature: job.file.receiptSignature, receiptHash: job.receiptHash },
  ];
}
/** A line of vouchers over these jobs, in order. */
function voucherLine(jobs: readonly Job[]): VoucherRequest[] {
  const tree = createGrowingTree(p, treeTag.voucherReceipt);
  return jobs.map((job, index) => {
    tree.append(fromHex(job.signed!.receiptHash));
    const { client: who, provider, app, modelId } = job.request.order;
    const voucher: Voucher = { client: who, provider, app, modelId, count: index + 1, cumulativeWei: price * BigInt(index + 1), receiptsRoot: toHex(tree.root()) };
    return { jobId: job.jobId, voucher, signature: signDigest(client.key, signingDigest(domain, 'Voucher', voucher)), index, proof: tree.proof(index).map(toHex), votes: [] };
  });
}
const acknowledged = ({ voucher, signature, index, proof, votes }: VoucherRequest): JobEvent => ({ kind: 'acknowledged', voucher, signature, index, proof, votes });
const anchored = (maturesAtSeconds: number, blockNumber = 5): JobEvent => ({ kind: 'anchored', txHash: hash('tx'), blockNumber, batchIndex: 0, maturesAtSeconds });
const settled: JobEvent = { kind: 'settled', txHash: hash('pay'), blockNumber: 9, payoutWei: price };

describe('a job folded from its journal', () => {
  const base = eventsOf('fold', 0);
  const voucher = voucherLine([fold(base)])[0]!;
  const batched: JobEvent = { kind: 'batched', root: toHex(merkleRoot(p, treeTag.anchorBatch, [fromHex(signedJob('fold').receiptHash)])), count: 1, index: 0, proof: [] };
  const whole = [...base, { kind: 'delivered' } as const, acknowledged(voucher), batched, anchored(10), settled];
  const pool: JobEvent[] = [...whole, { kind: 'workerLost', attempt: 1, signal: 'SIGKILL' }, { kind: 'unanchored' }, { kind: 'unsettled' }, { kind: 'failed', failure: { code: 'worker.runFailed', about: {} } }, { kind: 'cancelled', by: 'owner' }];

  it('goes through every stage to paid, and its receipt file verifies', () => {
    const stages = whole.map((_, i) => fold(whole.slice(0, i + 1)).stage);
    expect(stages).toEqual(['queued', 'running', 'proving', 'delivered', 'delivered', 'acknowledged', 'acknowledged', 'anchored', 'settled']);
    const { checks } = verifyReceiptFile(p, buildReceiptFile(fold(whole), 'practice')!);
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(isVerified(checks)).toBe(true);
  });

  it('gives the same job on every replay, and lets nothing follow its end', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pool), { maxLength: 25 }), (tail) => {
      let job: Job | null = null;
      const accepted: JobEvent[] = [];
      for (const event of [...base.slice(0, tail.length % 5), ...tail]) {
        let next: Job;
        try {
          next = applyJobEvent(job, at(event, accepted.length));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          continue;
        }
        if (job && isOver(job.stage)) expect(job.stage === 'settled' && (event.kind === 'unsettled' || event.kind === 'settled')).toBe(true);
        if (job?.signed) expect(next.signed).toEqual(job.signed);
        if (next.stage === 'settled') expect(next.acknowledged && next.signed).toBeTruthy();
        if (next.stage === 'failed' || next.stage === 'cancelled') expect(next.signed).toBe(null);
        job = next;
        accepted.push(event);
      }
      if (job) expect(fold(accepted)).toEqual(job);
    }), { numRuns: 600 });
  });

  it('shows a deadline beyond all dates without failing', () => {
    const job = fold([{ kind: 'admitted', request: { ...signedJob('far', { order: { deadlineSeconds: Number.MAX_SAFE_INTEGER } }).request }, modelName: 'm', priceMaxWei: 1n }]);
    expect(buildJobDetail(job, [], { unitsDone: 0, loading: false }, noMeasures).facts.find(([name]) => name === 'deadline')?.[1]).toMatch(/ s$/);
  });
});

describe('batches and settlements', () => {
  const signedJobs = Array.from({ length: 8 }, (_, i) => fold(eventsOf(`job ${i}`, i)));
  it('never put more value in flight than is free, keep the order of signing, and skip nothing', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 300n }), fc.shuffledSubarray(signedJobs), (free, jobs) => {
      const batch = planBatch(p, jobs, free);
      const inOrder = [...jobs].sort((a, b) => a.result!.receipt.seq - b.result!.receipt.seq);
      const expected = Math.min(jobs.length, Number(free / price));
      expect(batch?.plan.count ?? 0).toBe(expected);
      if (!batch) return;
      expect(batch.plan.valueWei <= free).toBe(true);
      expect(batch.entries.map(({ jobId }) => jobId)).toEqual(inOrder.slice(0, expected).map(({ jobId }) => jobId));
      const after = batch.entries.map(({ jobId, event }) => applyJobEvent(jobs.find((job) => job.jobId === jobId)!, at(event)));
      expect(unanchoredBatches(after)).toEqual([batch.plan]);
      expect(planBatch(p, after, 10n ** 9n)).toBe(null);
      const leaves = batch.entries.map(({ jobId }) => fromHex(jobs.find((job) => job.jobId === jobId)!.signed!.receiptHash));
      expect(batch.plan.root).toBe(toHex(merkleRoot(p, treeTag.anchorBatch, leaves)));
      expect(batch.entries.map(({ event }) => event.kind === 'batched' && event.proof)).toEqual(leaves.map((_, i) => merkleProof(p, treeTag.anchorBatch, leaves, i).map(toHex)));
    }), { numRuns: 100 });
  });

  it('settle at most as many lines at once as a block holds, oldest first', () => {
    const job = signedJobs[0]!;
    const own = voucherLine([job])[0]! as never as NonNullable<Job['acknowledged']>;
    const lines = Array.from({ length: 450 }, (_, i): Job => ({ ...job, jobId: `${i}`, acknowledged: { ...own, voucher: { ...own.voucher, app: hash(`app ${i}`).slice(0, 42) as `0x${string}` } }, anchored: { txHash: hash('tx'), blockNumber: 5, batchIndex: 0, maturesAtSeconds: 1 } as never }));
    const plan = planSettlement(lines, 2);
    expect(plan.map(({ voucher }) => voucher.app)).toEqual(lines.slice(0, 200).map(({ acknowledged: line }) => line!.voucher.app));
  });

  it('settle no voucher while any receipt under it is immature or not anchored, and book what the node received to the last wei', () => {
    const sums = (count: number): { paidWei: bigint; receivedWei: bigint } => {
      const paidWei = signedJobs.slice(0, count).reduce((sum, job) => sum + jobPriceWei(job), 0n);
      return { paidWei, receivedWei: (paidWei * 7777n) / 10_000n };
    };
    const vouchers = voucherLine(signedJobs);
    fc.assert(fc.property(fc.array(fc.option(fc.nat({ max: 20 })), { minLength: 8, maxLength: 8 }), fc.nat({ max: 20 }), (maturities, now) => {
      const jobs = signedJobs.map((job, i) => {
        const events: JobEvent[] = [acknowledged(vouchers[i]!), { kind: 'batched', root: hash('b'), count: 1, index: 0, proof: [] }];
        if (maturities[i] !== null) events.push(anchored(maturities[i]!));
        return events.reduce((state, event) => applyJobEvent(state, at(event)), job);
      });
      const plan = planSettlement([...jobs].reverse(), now);
      const mature = maturities.findIndex((matures) => matures === null || matures > now);
      const expected = mature === -1 ? 8 : mature;
      expect(plan.map(({ voucher }) => voucher.count)).toEqual(expected === 0 ? [] : [expected]);
      const paid = settleEntries(jobs, { client: client.address.toLowerCase(), provider: node.address, app: accountOf('app').address, modelId: hash('model'), count: expected, transactionHash: hash('t'), blockNumber: 3, ...sums(expected) });
      expect(paid.length).toBe(expected);
      const received = paid.reduce((sum, { event }) => sum + (event.kind === 'settled' ? event.receivedWei! : 0n), 0n);
      expect(received).toBe(sums(expected).receivedWei);
    }), { numRuns: 150 });
  });
});

describe('a voucher', () => {
  const jobs = [0, 1].map((i) => fold(eventsOf(`v ${i}`, i)));
  const [first, second] = voucherLine(jobs);
  const sign = (voucher: Voucher, key = client.key) => ({ voucher, signature: signDigest(key, signingDigest(domain, 'Voucher', voucher)) });
  const vote = (change: Partial<Vote> = {}, key = verifier.key) => {
    const value: Vote = { receiptHash: jobs[1]!.signed!.receiptHash, verifier: verifier.address, round: 0, verdict: 1, kind: 0, chunk: 0, evidenceRoot: hash('e'), salt: hash('s'), ...change };
    return { vote: value, signature: signDigest(key, signingDigest(domain, 'Vote', value)) };
  };
  it('is accepted in its order, with the votes it brings', () => {
    expect(refuseVoucher(p, first!, jobs[0]!, undefined)).toBe(null);
    expect(refuseVoucher(p, { ...second!, votes: [vote()] }, jobs[1]!, first!.voucher)).toBe(null);
  });
  it('is refused with a reason for anything else', () => {
    const voucher = second!.voucher;
    const table: [RegExp, Partial<VoucherRequest>, Voucher?][] = [
      [/another line/, sign({ ...voucher, client: verifier.address })], [/another line/, sign({ ...voucher, provider: verifier.address })], [/another line/, sign({ ...voucher, app: verifier.address })], [/another line/, sign({ ...voucher, modelId: hash('x') })],
      [/not signed/, sign(voucher, verifier.key)], [/not signed/, { voucher: { ...voucher, count: 3 } }], [/next voucher/, sign({ ...voucher, count: 3 })], [/next voucher/, { index: 0 }], [/next voucher/, {}, voucher],
      [/are due/, sign({ ...voucher, cumulativeWei: voucher.cumulativeWei - 1n })], [/are due/, sign({ ...voucher, cumulativeWei: voucher.cumulativeWei + 1n })],
      [/root/, sign({ ...voucher, receiptsRoot: hash('x') })], [/root/, { proof: [] }], [/the one before/, {}, { ...first!.voucher, receiptsRoot: hash('x') }], [/root/, { proof: [...second!.proof, hash('x')] }], [/another receipt/, { votes: [vote({ receiptHash: hash('x') })] }],
      [/not signed by its verifier/, { votes: [vote({}, client.key)] }], [/voted twice/, { votes: [vote(), vote({ round: 1 })] }],
    ];
    for (const [reason, change, before] of table) expect(refuseVoucher(p, { ...second!, ...change }, jobs[1]!, before ?? first!.voucher)?.about.reason, String(reason)).toMatch(reason);
    expect(refuseVoucher(p, second!, fold(eventsOf('v 1', 1).slice(0, 2)), first!.voucher)?.about.reason).toMatch(/no receipt/);
  });
});

describe('an order', () => {
  const { request } = signedJob('order');
  const facts: AdmissionFacts = {
    node: node.address, domain, model: { modelId: hash('model'), name: 'm', kind: 'generate', inputBytes: 0, vocabSize: 100, maxContext: 32, priceInWei: 3n, priceOutWei: 5n },
    nowSeconds: 1000, isKnownJob: false, queued: 0, queueLimit: 4, closedBy: null, classIds: new Set([1]), freeReservationWei: 80n, notTaken: null, tooLate: null,
  };
  const ordered = (order: Parameters<typeof signedJob>[1]): JobRequest => signedJob('order', order).request;
  const withInput = (change: object): JobRequest => ({ ...request, input: { ...request.input, ...change } as JobRequest['input'] });
  it('is admitted when all of it fits, to the last coin reserved', () => {
    expect(refuseOrder(p, request, facts)).toBe(null);
    expect(refuseOrder(p, { ...request, order: { ...request.order, client: request.order.client.toLowerCase() } }, facts)).toBe(null);
  });
  it('is refused by code for everything that does not', () => {
    const table: [string, JobRequest, Partial<AdmissionFacts>?][] = [
      ['job.paused', request, { closedBy: 'paused' }], ['order.notTaken', request, { notTaken: 'client' }], ['order.tooLate', request, { tooLate: { neededSeconds: 9, leftSeconds: 8 } }], ['order.duplicate', request, { isKnownJob: true }], ['job.busy', request, { queued: 4 }], ['order.malformed', { ...request, domain: { ...domain, chainId: 1 } }],
      ['order.malformed', { ...request, domain: { ...domain, verifyingContract: node.address } }], ['order.notForThisNode', request, { node: verifier.address }], ['order.expired', request, { nowSeconds: 2_000_000_000 }],
      ['model.unknown', request, { model: undefined }], ['order.wrongClass', { ...request, classId: 7 }], ['order.wrongClass', request, { classIds: new Set() }], ['order.wrongClass', { ...request, classId: undefined }],
      ['order.malformed', { ...request, classId: 2 }, { classIds: new Set([1, 2]) }], ['order.wrongModel', request, { model: { ...facts.model!, kind: 'classify' } }], ['input.malformed', withInput({ promptTokens: [] })], ['input.malformed', withInput({ promptTokens: [100] })],
      ['input.tooLarge', withInput({ promptTokens: Array(32).fill(1) })], ['order.unitsTooMany', ordered({ order: { maxUnitsIn: 2 } })], ['order.unitsTooMany', ordered({ order: { maxUnitsOut: 3 } })],
      ['order.priceTooLow', ordered({ order: { priceInWei: 2n } })], ['order.priceTooLow', ordered({ order: { priceOutWei: 4n } })], ['order.malformed', ordered({ order: { tauVersion: 3 } })], ['order.malformed', ordered({ order: { splitVersion: 0 } })],
      ['order.malformed', { ...request, nonce: hash('x') }], ['order.malformed', withInput({ decode: { ...plainDecode, topK: 3 } })], ['order.wrongInput', withInput({ promptTokens: [5, 6] })],
      ['order.badSignature', ordered({ order: { client: verifier.address } })], ['order.badSignature', { ...request, orderSignature: `0x${'00'.repeat(65)}` }], ['order.notFunded', request, { freeReservationWei: 79n }], ['order.notFunded', request, { freeReservationWei: null }],
    ];
    for (const [code, value, change] of table) expect(refuseOrder(p, value, { ...facts, ...change })?.code, code).toBe(code);
    const classify: AdmissionFacts = { ...facts, model: { ...facts.model!, kind: 'classify', inputBytes: 4 } };
    const image = (body: string): JobRequest => ({ ...request, input: { kind: 'classify', dtype: 2, dims: [4], body } });
    expect(refuseOrder(p, image('0x0011'), classify)?.code).toBe('input.wrongShape');
    expect(refuseOrder(p, { ...image('0x00112233'), order: { ...request.order, maxUnitsOut: 0 } }, classify)?.code).toBe('order.malformed');
  });
  it('earns its units at its prices', () => {
    expect(jobPriceWei(fold(eventsOf('price', 0)))).toBe(price);
    expect(jobPriceWei(fold(eventsOf('price', 0).slice(0, 1)))).toBe(80n);
  });
});
