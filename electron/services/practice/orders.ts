import { decodeHashOf, inputRootOf } from '../../protocol/bundle.ts';
import { toHex } from '../../protocol/bytes.ts';
import { nonceCommitOf } from '../../protocol/keys.ts';
import { inputTensor, inputUnits, type Announcement, type JobInput, type JobRequest } from '../../protocol/messages.ts';
import { splitVersion, tauVersion } from '../../protocol/numericClass.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { signDigest } from '../../protocol/signature.ts';
import { signingDigest, type Domain } from '../../protocol/typedData.ts';

/** How long a provider has for an order, seconds. */
export const orderSeconds = 120;

export type OrderFacts = {
  readonly domain: Domain;
  readonly client: { readonly address: string; readonly privateKey: string };
  readonly app: string;
  readonly provider: string;
  readonly reservationId: string;
  readonly model: Announcement['models'][number];
  readonly input: JobInput;
  /** X25519 public key, 32 bytes. */
  readonly deliveryKey: string;
  readonly nowSeconds: number;
  /** How long the provider has; {@link orderSeconds} where absent. */
  readonly seconds?: number;
  /** Fresh random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
};

/**
 * A signed order with its input and nonce, at the prices and in the numeric class announced: tier 1, audited by named verifiers.
 * @source docs/protocol/receipts.md section 1
 */
export function buildJobRequest(p: Primitives, facts: OrderFacts): JobRequest {
  const { input, model, domain } = facts;
  const jobId = toHex(facts.randomBytes(32));
  const nonce = facts.randomBytes(32);
  const order = {
    jobId, client: facts.client.address, provider: facts.provider, app: facts.app, reservationId: facts.reservationId, modelId: model.modelId,
    tauVersion, splitVersion, inputRoot: inputRootOf(p, nonce, jobId, inputTensor(input)),
    decodeHash: decodeHashOf(p, input.kind === 'generate' ? input.decode : null, model.classId), nonceCommit: nonceCommitOf(p, nonce), tier: 1, auditPolicy: 1,
    ...inputUnits(input), priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, deadlineSeconds: facts.nowSeconds + (facts.seconds ?? orderSeconds), deliveryKey: facts.deliveryKey,
  };
  return { domain, order, orderSignature: signDigest(facts.client.privateKey, signingDigest(domain, 'JobOrder', order)), nonce: toHex(nonce), classId: model.classId, input };
}
