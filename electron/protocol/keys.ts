import type { Decode } from '../shared/decode.ts';
import type { Hex } from '../shared/units.ts';
import { fromHex, toHex, utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';

/**
 * Keys of one job. The client draws `nonce` and commits to it in the order, so a provider has nothing to grind.
 * A receipt does not prove to third parties that the client drew it fairly.
 * @source docs/protocol/sampler.md section 1 (HVI-1, 0.6)
 */

/** The same for every replica of a job, so that a quorum draws the same tokens. */
export const deriveSamplerKey = (p: Primitives, nonce: Uint8Array, jobId: Hex): Uint8Array =>
  p.hmacSha256(nonce, utf8Bytes('hearth/sampler/1'), fromHex(jobId));

/** What a generation draws its noise from: the job's own key, or the seed its order names, which draws the same in every job that names it. */
export const noiseKeyOf = (p: Primitives, job: { readonly nonce: Uint8Array; readonly jobId: Hex; readonly decode: Decode }): Uint8Array =>
  job.decode.samplerVersion === 1 ? deriveSamplerKey(p, job.nonce, job.jobId) : p.hmacSha256(fromHex(job.decode.seed), utf8Bytes('hearth/sampler/2'));

/** Bound to the provider: a copied sketch is worth nothing. */
export const deriveSketchKey = (p: Primitives, nonce: Uint8Array, jobId: Hex, provider: Hex): Uint8Array =>
  p.hmacSha256(nonce, utf8Bytes('hearth/sketch/1'), fromHex(jobId), fromHex(provider.toLowerCase()));

/** Salts keep prompts and outputs from being guessed from their roots. `side` is "input" or "output". */
export const deriveSalt = (p: Primitives, nonce: Uint8Array, jobId: Hex, side: 'input' | 'output'): Uint8Array =>
  p.hmacSha256(nonce, utf8Bytes(`hearth/salt/${side}/1`), fromHex(jobId));

export const nonceCommitOf = (p: Primitives, nonce: Uint8Array): Hex => toHex(p.sha256(nonce));

/** Names the seed in the receipt without revealing it: sha256("hearth/seed/1" ‖ samplerKey). */
export const seedHashOf = (p: Primitives, samplerKey: Uint8Array): Hex => toHex(p.sha256(utf8Bytes('hearth/seed/1'), samplerKey));
