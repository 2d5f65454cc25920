import { orderMaxWei } from '../../protocol/pricing.ts';
import type { JobRequest, VoucherRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { lineKey, refuseVoucher } from '../../services/jobs/acceptVoucher.ts';
import { refuseOrder, type OfferedModel } from '../../services/jobs/decideAdmission.ts';
import { refuseByLoad, type LoadedOrder } from '../../services/jobs/decideLoad.ts';
import { workOf } from '../../services/jobs/fairQueue.ts';
import { decideRefusal } from '../../services/jobs/decideRefusal.ts';
import { findTooLate } from '../../services/jobs/planJobs.ts';
import type { Refusals } from '../../shared/refusals.ts';
import { jobPriceWei } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';

/** Jobs that wait or run at once; more are refused as busy. */
export const queueLimit = 64;
const unlimitedWei = 2n ** 256n;

export type OrderSideDependencies = {
  readonly primitives: Primitives;
  readonly journal: Journal;
  readonly node: string;
  readonly domain: Domain;
  readonly offered: ReadonlyMap<string, OfferedModel>;
  /** Numeric classes in which devices that are on run a model. */
  readonly classIdsOf: (modelId: string) => ReadonlySet<number>;
  readonly refusals: () => Refusals;
  /** Seconds the order needs on the quickest device that may run it, and what waits before it; null: not measured. */
  readonly estimate: (request: JobRequest) => { readonly jobSeconds: number | null; readonly queueSeconds: number };
  readonly nowMs: () => number;
  /** The rule that keeps new orders out now, if any. */
  readonly closedBy: () => string | null;
  /** What a client reserved for this node, wei; null when the chain has not said. */
  readonly readReservedWei: (client: string) => Promise<bigint | null>;
  /** Whether this network knows an account as a verifier. */
  readonly isVerifier: (address: string) => boolean;
  readonly log: (line: string) => void;
  readonly onAdmitted: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type OrderSide = {
  /** Makes a job of an order, or throws the refusal. On disk when it returns. */
  admit(request: JobRequest): Promise<{ readonly queued: number }>;
  /** Keeps an acknowledgement, or throws why not. The same one twice is fine. */
  acceptVoucher(request: VoucherRequest): Promise<void>;
  queued(): number;
};

const loadOf = (order: JobRequest['order']): LoadedOrder => ({ client: order.client.toLowerCase(), valueWei: orderMaxWei(order), work: workOf(order.maxUnitsIn, order.maxUnitsOut) });

/** Gathers the facts for the pure decisions about orders and vouchers, and writes what they decide. */
export function createOrderSide(dependencies: OrderSideDependencies): OrderSide {
  const { primitives: p, journal, nowMs } = dependencies;
  const queued = (): number => journal.live().filter((job) => !job.signed).length;
  const refuse = (request: JobRequest, freeReservationWei: bigint | null): HearthError | null =>
    refuseOrder(p, request, {
      node: dependencies.node, domain: dependencies.domain, model: dependencies.offered.get(request.order.modelId), nowSeconds: Math.floor(nowMs() / 1000),
      isKnownJob: journal.read(request.order.jobId) !== null, queued: queued(), queueLimit, closedBy: dependencies.closedBy(), freeReservationWei,
      classIds: dependencies.classIdsOf(request.order.modelId), notTaken: decideRefusal(dependencies.refusals(), { kind: request.input.kind, modelId: request.order.modelId, client: request.order.client }), tooLate: tooLateFor(request),
    });
  function tooLateFor(request: JobRequest): ReturnType<typeof findTooLate> {
    const { jobSeconds, queueSeconds } = dependencies.estimate(request);
    return findTooLate(jobSeconds, queueSeconds, Math.floor(request.order.deadlineSeconds - nowMs() / 1000));
  }
  return {
    queued,
    async admit(request) {
      const { order } = request;
      // What is wrong by itself is refused at once, without asking the chain.
      const early = refuse(request, unlimitedWei);
      if (early) throw early;
      const reservedWei = await dependencies.readReservedWei(order.client);
      const owedWei = journal.live().filter((job) => sameAddress(job.request.order.client, order.client)).reduce((sum, job) => sum + jobPriceWei(job), 0n);
      const model = dependencies.offered.get(order.modelId);
      const refusal = refuse(request, reservedWei === null ? null : reservedWei - owedWei);
      if (refusal || !model) throw refusal ?? new HearthError('model.unknown', { modelId: order.modelId });
      const busy = refuseByLoad(journal.live().filter((job) => !job.signed).map((job) => loadOf(job.request.order)), loadOf(order), queueLimit);
      if (busy) throw busy;
      const waiting = queued();
      try {
        journal.append([{ jobId: order.jobId, event: { kind: 'admitted', request, modelName: model.name, priceMaxWei: orderMaxWei(order) } }]);
      } catch (error) {
        dependencies.onProblem(error, 'admitting');
        throw isHearthError(error, 'storage.diskFull') ? new HearthError('job.paused', { rule: 'diskFull' }, error) : error;
      }
      dependencies.onAdmitted();
      return { queued: waiting };
    },
    async acceptVoucher(request) {
      const job = journal.read(request.jobId);
      if (!job || !journal.isOwn(job)) throw new HearthError('input.malformed', { reason: 'no such job' });
      if (job.acknowledged) {
        if (job.acknowledged.voucher.count === request.voucher.count && job.acknowledged.voucher.receiptsRoot === request.voucher.receiptsRoot) return;
        throw new HearthError('input.malformed', { reason: 'this job has another voucher' });
      }
      const refusal = refuseVoucher(p, request, job, journal.newestVoucher(lineKey(request.voucher)));
      if (refusal) throw refusal;
      const { voucher, signature, index, proof } = request;
      // A client can sign with as many keys as it likes: only votes of known verifiers become part of the receipt.
      const votes = request.votes.filter(({ vote }) => dependencies.isVerifier(vote.verifier));
      if (votes.length < request.votes.length) dependencies.log(`${request.votes.length - votes.length} votes on ${request.jobId} are by nobody this network knows as a verifier: left out`);
      journal.append([{ jobId: request.jobId, event: { kind: 'acknowledged', voucher, signature, index, proof, votes } }]);
      dependencies.onAdmitted();
    },
  };
}
