import { computeHmac, sha256 } from 'ethers/crypto';
import { concatBytes, fromHex, toHex, u64BE } from '../../electron/protocol/bytes.ts';
import { deriveSamplerKey } from '../../electron/protocol/keys.ts';
import type { Primitives } from '../../electron/protocol/primitives.ts';
import { exp, ln } from '../../electron/protocol/realMath.ts';
import { createSampler } from '../../electron/protocol/sampler.ts';
import type { Decode } from '../../electron/shared/decode.ts';
import type { Hex } from '../../electron/shared/units.ts';

/** The part of WebCrypto used here; the compiler has no DOM in this environment. */
type Subtle = { importKey(...args: unknown[]): Promise<unknown>; encrypt(...args: unknown[]): Promise<ArrayBuffer> };

export type SamplerRun = { readonly nonce: Hex; readonly jobId: Hex; readonly decode: Decode; readonly vocabSize: number; readonly prompt: readonly number[]; readonly logits: readonly (readonly number[])[] };
export type SamplerAnswer = { readonly samplerKey: Hex; readonly tokens: number[]; readonly margins: number[]; readonly lnBits: string; readonly expBits: string };

/** Runs the sampler on primitives that are not Node's: the browser's own AES, and hashes in plain JavaScript. */
export async function runSampler({ nonce, jobId, decode, vocabSize, prompt, logits }: SamplerRun): Promise<SamplerAnswer> {
  const { subtle } = (globalThis as unknown as { crypto: { subtle: Subtle } }).crypto;
  const streams = new Map<string, Uint8Array>();
  const primitives: Primitives = {
    sha256: (...parts) => fromHex(sha256(concatBytes(...parts))),
    hmacSha256: (key, ...parts) => fromHex(computeHmac('sha256', key, concatBytes(...parts))),
    aes256Ctr: (_key, block) => streams.get(toHex(block))!,
  };
  const samplerKey = deriveSamplerKey(primitives, fromHex(nonce), jobId);
  const key = await subtle.importKey('raw', samplerKey, 'AES-CTR', false, ['encrypt']);
  for (let position = 0; position < logits.length; position++) {
    const counter = concatBytes(u64BE(position), new Uint8Array(8));
    streams.set(toHex(counter), new Uint8Array(await subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, key, new Uint8Array(4 * vocabSize))));
  }
  const sampler = createSampler(primitives, { samplerKey, decode, vocabSize });
  const history = [...prompt];
  const tokens: number[] = [];
  const margins: number[] = [];
  logits.forEach((values, position) => {
    const scores = Float32Array.from(values);
    const token = sampler.choose(scores, position, history);
    margins.push(sampler.margin(scores, position, history, (token + 1) % vocabSize));
    tokens.push(token);
    history.push(token);
  });
  const bitsOf = (compute: (x: number) => number): string => toHex(new Uint8Array(Float64Array.from({ length: 500 }, (_, i) => compute((i + 0.5) / 7)).buffer));
  return { samplerKey: toHex(samplerKey), tokens, margins, lnBits: bitsOf(ln), expBits: bitsOf((x) => exp(-x)) };
}

(globalThis as unknown as { runSampler: typeof runSampler }).runSampler = runSampler;
