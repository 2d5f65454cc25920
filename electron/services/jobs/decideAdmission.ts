import { decodeHashOf, inputRootOf } from '../../protocol/bundle.ts';
import { fromHex } from '../../protocol/bytes.ts';
import { nonceCommitOf } from '../../protocol/keys.ts';
import { inputTensor, type JobRequest } from '../../protocol/messages.ts';
import { isTauVersion, numericClassName, splitVersion, tauVersion } from '../../protocol/numericClass.ts';
import { orderMaxWei } from '../../protocol/pricing.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { isSignedBy } from '../../protocol/signature.ts';
import { dtype } from '../../protocol/tensor.ts';
import { signingDigest, type Domain } from '../../protocol/typedData.ts';
import { HearthError } from '../../shared/errors.ts';
import type { JobKind } from '../../shared/shapes.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';

/** A model this node offers, with what an order for it must respect. */
export type OfferedModel = {
  readonly modelId: string;
  readonly name: string;
  readonly kind: JobKind;
  /** classify: bytes of one input. */
  readonly inputBytes: number;
  readonly vocabSize: number;
  readonly maxContext: number;
  readonly priceInWei: bigint;
  readonly priceOutWei: bigint;
};

export type AdmissionFacts = {
  readonly node: string;
  readonly domain: Domain;
  readonly model: OfferedModel | undefined;
  readonly nowSeconds: number;
  readonly isKnownJob: boolean;
  readonly queued: number;
  readonly queueLimit: number;
  /** The rule that keeps new orders out, if any: paused, diskFull. */
  readonly closedBy: string | null;
  /** Numeric classes in which devices that are on run the model. */
  readonly classIds: ReadonlySet<number>;
  /** What of the order its owner does not take; null: nothing. */
  readonly notTaken: 'kind' | 'model' | 'client' | null;
  /** What the order needs here and what its deadline leaves, where that cannot be kept; null: it can, or nobody knows. */
  readonly tooLate: { readonly neededSeconds: number; readonly leftSeconds: number } | null;
  /** Reserved by this client for this node, less what unpaid jobs may still take; null when the chain has not said. */
  readonly freeReservationWei: bigint | null;
};

/**
 * Whether an order becomes a job. Pure. The cheapest tests come first; a signature is recovered only for an order that could run.
 * Gives the refusal, or null to admit.
 */
export function refuseOrder(p: Primitives, request: JobRequest, facts: AdmissionFacts): HearthError | null {
  const { order, input, domain } = request;
  const jobId = order.jobId as Hex;
  if (facts.closedBy) return new HearthError('job.paused', { rule: facts.closedBy });
  if (facts.isKnownJob) return new HearthError('order.duplicate', { jobId });
  if (facts.queued >= facts.queueLimit) return new HearthError('job.busy', { running: facts.queued, limit: facts.queueLimit });
  if (domain.chainId !== facts.domain.chainId || !sameAddress(domain.verifyingContract, facts.domain.verifyingContract)) {
    return new HearthError('order.malformed', { reason: 'the order is for another network' });
  }
  if (!sameAddress(order.provider, facts.node)) return new HearthError('order.notForThisNode', { provider: order.provider });
  if (order.deadlineSeconds <= facts.nowSeconds) return new HearthError('order.expired', { deadlineSeconds: order.deadlineSeconds, nowSeconds: facts.nowSeconds });
  if (facts.notTaken) return new HearthError('order.notTaken', { what: facts.notTaken });
  if (facts.tooLate) return new HearthError('order.tooLate', facts.tooLate);
  const { model } = facts;
  if (!model) return new HearthError('model.unknown', { modelId: order.modelId });
  if (model.kind !== input.kind) return new HearthError('order.wrongModel', { modelId: order.modelId });
  if (request.classId === undefined || !facts.classIds.has(request.classId)) {
    return new HearthError('order.wrongClass', { asked: formatClass(request.classId), runs: [...facts.classIds].map(formatClass).join(', ') || 'none now' });
  }
  const shape = refuseInput(request, model);
  if (shape) return shape;
  if (order.priceInWei < model.priceInWei || order.priceOutWei < model.priceOutWei) {
    return new HearthError('order.priceTooLow', { offeredWei: `${order.priceInWei} in, ${order.priceOutWei} out`, askedWei: `${model.priceInWei} in, ${model.priceOutWei} out` });
  }
  if (!isTauVersion(order.tauVersion) || order.splitVersion !== splitVersion) return new HearthError('order.malformed', { reason: `only tauVersion 1 to ${tauVersion} and splitVersion ${splitVersion} exist` });
  const nonce = fromHex(request.nonce);
  if (nonceCommitOf(p, nonce) !== order.nonceCommit) return new HearthError('order.malformed', { reason: 'the nonce does not match its commitment' });
  const decodeHash = decodeHashOf(p, input.kind === 'generate' ? input.decode : null, request.classId);
  if (decodeHash !== order.decodeHash) return new HearthError('order.malformed', { reason: 'the decoding rules do not match their hash' });
  const inputRoot = inputRootOf(p, nonce, jobId, inputTensor(input));
  if (inputRoot !== order.inputRoot) return new HearthError('order.wrongInput', { expected: order.inputRoot, found: inputRoot });
  if (!isSignedBy(signingDigest(domain, 'JobOrder', order), request.orderSignature, order.client)) {
    return new HearthError('order.badSignature', { reason: 'not signed by the client it names' });
  }
  const neededWei = orderMaxWei(order);
  if (facts.freeReservationWei === null || facts.freeReservationWei < neededWei) {
    return new HearthError('order.notFunded', { neededWei: neededWei.toString(), reservedWei: facts.freeReservationWei?.toString() ?? 'unknown' });
  }
  return null;
}

const formatClass = (classId: number | undefined): string => (classId === undefined ? 'none' : (numericClassName(classId) ?? String(classId)));

/** Bytes of one element; NaN for a type that receipts do not know, which no size equals. */
function tensorElementBytes(type: number): number {
  switch (type) {
    case dtype.uint8: case dtype.int8: return 1;
    case dtype.float16: case dtype.bfloat16: return 2;
    case dtype.float32: case dtype.int32: case dtype.uint32: return 4;
    case dtype.int64: return 8;
    default: return Number.NaN;
  }
}

function refuseInput({ order, input }: JobRequest, model: OfferedModel): HearthError | null {
  if (input.kind === 'classify') {
    const found = (input.body.length - 2) / 2;
    // The worker gets the bytes alone: a header that tells another story about them must not be committed to.
    const told = input.dims.reduce((size, dim) => size * dim, tensorElementBytes(input.dtype));
    if (told !== found) return new HearthError('input.wrongShape', { expected: `${found} bytes, as many as came`, found: `a header of ${told} bytes` });
    if (found !== model.inputBytes) return new HearthError('input.wrongShape', { expected: `${model.inputBytes} bytes`, found: `${found} bytes` });
    return order.maxUnitsIn < 1 || order.maxUnitsOut < 1 ? new HearthError('order.malformed', { reason: 'the order allows no units' }) : null;
  }
  const isText = input.kind === 'generate';
  const tokens = isText ? input.promptTokens : input.inputTokens;
  if (tokens.length === 0) return new HearthError('input.malformed', { reason: 'the prompt is empty' });
  const outside = tokens.find((token) => token >= model.vocabSize);
  if (outside !== undefined) return new HearthError('input.malformed', { reason: `token ${outside} is outside the vocabulary of ${model.vocabSize}` });
  // Whoever writes needs room for one token at least.
  const limit = isText ? model.maxContext - 1 : model.maxContext;
  if (tokens.length > limit) return new HearthError('input.tooLarge', { what: 'prompt tokens', limit, found: tokens.length });
  if (tokens.length > order.maxUnitsIn) return new HearthError('order.unitsTooMany', { limit: order.maxUnitsIn, found: tokens.length });
  const unitsOut = isText ? input.decode.maxNewTokens : 1;
  if (unitsOut > order.maxUnitsOut) return new HearthError('order.unitsTooMany', { limit: order.maxUnitsOut, found: unitsOut });
  return null;
}
