import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { AuditRuntime } from '../../electron/shared/workerBridge.ts';
import { deriveSketchKey } from '../../electron/protocol/keys.ts';
import { createRowSketcher } from '../../electron/protocol/sketch.ts';
import { auditGeneration, type AuditFindings } from '../../electron/services/audit/auditGeneration.ts';
import { describeDecoder, startRun, type Decoder } from '../../electron/services/inference/decoder.ts';
import { generate, type GenerateRequest } from '../../electron/services/inference/generate.ts';
import { openAuditSession } from '../../electron/services/inference/auditSession.ts';
import type { RuntimeSession, SessionOptions } from '../../electron/services/inference/session.ts';
import { createTextCodec } from '../../electron/services/inference/tokenizer.ts';
import { openModelFolder, type OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Decode } from '../../electron/shared/decode.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { compareJob, type ToplocError } from '../bench/toploc.ts';
import { createRandom } from './random.ts';

/** The provider of every order: sketches are made under its address. */
export const node = new Wallet(`0x${'32'.repeat(32)}`);

/** What a provider hands over, and the rows it would commit to (null where it has none of its own). */
export type Claim = { readonly request: GenerateRequest; readonly tokens: readonly number[]; readonly sketches: readonly Uint8Array[]; readonly stopReason: number; readonly rows: Float32Array | null };

/** What the bundle carries of it besides tokens. */
export const evidenceBytes = ({ sketches }: Claim): number => sketches.reduce((sum, sketch) => sum + sketch.length, 0);

/** A decoder under attack: its honest runs, and the auditor's own session. */
export type Subject = {
  readonly name: string;
  readonly model: OpenedModel;
  readonly provider: Decoder;
  readonly auditor: Decoder;
  readonly layers: number;
  readonly decode: Decode;
  /** The n-th order: an independent prompt, job and nonce. */
  request(n: number): GenerateRequest;
  honest(n: number): Promise<Claim>;
  /** A session on other weights or with other settings; released by `closeExtra`. */
  open(model: OpenedModel, options?: Partial<SessionOptions> & { readonly runtime?: AuditRuntime }): Promise<Decoder>;
  closeExtra(): Promise<void>;
  close(): Promise<void>;
};

export const plain: Decode = {
  samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 64, stopTokenIds: [1],
};

export const modelsFolder = join(import.meta.dirname, '../../assets/models');

export async function openSubject(name: string, folder: string, facts: { readonly seed: number; readonly decode: Decode; readonly layers: number; readonly promptOf: (model: OpenedModel, vocabSize: number) => (n: number) => number[] }): Promise<Subject> {
  const model = await openModelFolder(p, folder);
  const sessions: RuntimeSession[] = [];
  const open = async (changed: OpenedModel, options: Partial<SessionOptions> & { readonly runtime?: AuditRuntime } = {}): Promise<Decoder> => {
    const session = await openAuditSession(changed, { executionProvider: 'cpu', threads: 1, runtime: 'native', ...options });
    sessions.push(session);
    return describeDecoder(session, model);
  };
  const provider = await open(model);
  const auditor = await open(model, { optimization: 'disabled' });
  const promptOf = facts.promptOf(model, provider.vocabSize);
  const request = (n: number): GenerateRequest => {
    const digest = (label: string): Uint8Array => createHash('sha256').update(`${facts.seed}|${name}|${label}|${n}`).digest();
    return { jobId: `0x${Buffer.from(digest('job')).toString('hex')}`, provider: node.address as Hex, promptTokens: promptOf(n), nonce: new Uint8Array(digest('nonce')), decode: facts.decode };
  };
  const made = new Map<number, Promise<Claim>>();
  return {
    name, model, provider, auditor, layers: facts.layers, decode: facts.decode, request, open,
    honest(n) {
      if (!made.has(n)) made.set(n, run(provider, request(n)));
      return made.get(n)!;
    },
    // The first two are the honest provider's and the auditor's own.
    closeExtra: () => release(sessions.splice(2)),
    close: () => release(sessions.splice(0)),
  };
}

async function release(sessions: readonly RuntimeSession[]): Promise<void> {
  for (const session of sessions) await session.release();
}

/** Ember's own words: windows of held-out tales, and places near invented names. */
export function emberPrompts(seed: number): (model: OpenedModel, vocabSize: number) => (n: number) => number[] {
  const held = JSON.parse(readFileSync(join(modelsFolder, 'ember', 'heldOut.json'), 'utf8')) as { tale: string[] };
  const words = held.tale.flatMap((tale) => tale.replace(/^tale: /, '').split(' '));
  return (model, vocabSize) => {
    const codec = createTextCodec(model, vocabSize)!;
    return (n) => {
      const random = createRandom(`${seed}|prompt|${n}`);
      const window = (count: number): string => {
        const start = random.below(words.length - count);
        return words.slice(start, start + count).join(' ');
      };
      const name = words[random.below(words.length)]!.replace(/\W/g, '');
      return codec.encode(n % 4 === 3 ? `place near ${name.charAt(0).toUpperCase()}${name.slice(1)}:` : `tale: ${window(3 + random.below(14))}`);
    };
  };
}

export const randomPrompts = (seed: number) => (_model: OpenedModel, vocabSize: number) => (n: number): number[] => {
  const random = createRandom(`${seed}|random prompt|${n}`);
  return [0, ...Array.from({ length: 8 + random.below(24) }, () => 3 + random.below(vocabSize - 3))];
};

const never = new AbortController().signal;
const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);

/** One honest token loop on whatever session; the claim is about `request`, whatever was really asked. */
export async function run(decoder: Decoder, request: GenerateRequest, asked: GenerateRequest = request): Promise<Claim> {
  const made = await generate({ p, nowMs: () => performance.now() }, decoder, asked, never);
  return { request, tokens: made.tokens, sketches: made.sketches, stopReason: made.stopReason, rows: floats(made.rows) };
}

/** Evidence as a true run of `decoder` over these tokens would give it: one prefill, sketched under the job's own key. */
export async function refit(decoder: Decoder, request: GenerateRequest, tokens: readonly number[], stopReason: number): Promise<Claim> {
  const { hiddenSize } = decoder;
  const sequence = startRun(decoder, { wantsCache: false });
  try {
    const { rows } = await sequence.step([...request.promptTokens, ...tokens.slice(0, -1)]);
    const sketcher = createRowSketcher(p, { sketchKey: deriveSketchKey(p, request.nonce, request.jobId, request.provider), hiddenSize });
    const last = (request.promptTokens.length - 1) * hiddenSize;
    sketcher.sketchPrompt(rows.subarray(0, last));
    const own = rows.slice(last);
    for (let at = 0; at < own.length; at += hiddenSize) sketcher.add(own.subarray(at, at + hiddenSize));
    return { request, tokens, sketches: sketcher.finish(), stopReason, rows: own };
  } finally {
    sequence.close();
  }
}

export type Feeds = Record<string, Tensor>;
type Run = (feeds: Feeds, fetches: Record<string, Tensor | null>) => Promise<InferenceSession.OnnxValueMapType>;

/** The same decoder with a hand between it and the runtime. */
export function intercept(decoder: Decoder, make: (run: Run) => Run): Decoder {
  const inner: Run = (feeds, fetches) => decoder.session.run(feeds, fetches);
  return { ...decoder, session: { run: make(inner) } as unknown as RuntimeSession };
}

export type Audited = { readonly figures: AuditFindings; readonly toploc: ToplocError | null; readonly bits: number; readonly ms: number };

/** The auditor's one prefill over a claim, with TOPLOC beside it on the same rows. */
export async function audit(decoder: Decoder, claim: Claim, options: { readonly segmentRows?: number; readonly wantsBits?: boolean; readonly withToploc?: boolean } = {}): Promise<Audited> {
  const { hiddenSize, vocabSize } = decoder;
  const sequence = startRun(decoder, { wantsCache: options.segmentRows !== undefined });
  const rows: Float32Array[] = [];
  let bits = 0;
  let aside = 0;
  let position = 0;
  const first = claim.request.promptTokens.length - 1;
  const replay = {
    vocabSize, hiddenSize, maxContext: decoder.maxContext,
    async step(tokens: readonly number[]) {
      const result = await sequence.step(tokens);
      const before = performance.now();
      for (let i = 0; i < tokens.length; i++, position++) {
        if (position < first) continue;
        rows.push(result.rows.slice(i * hiddenSize, (i + 1) * hiddenSize));
        if (options.wantsBits) bits += entropyBits(result.logits.subarray(i * vocabSize, (i + 1) * vocabSize));
      }
      aside += performance.now() - before;
      return result;
    },
  };
  const startMs = performance.now();
  try {
    const figures = await auditGeneration(p, replay, claim, options.segmentRows);
    const ms = performance.now() - startMs - aside;
    const own = new Float32Array(rows.length * hiddenSize);
    rows.forEach((row, i) => own.set(row, i * hiddenSize));
    const toploc = claim.rows && options.withToploc !== false ? compareJob(claim.rows, own, hiddenSize) : null;
    return { figures, toploc, bits: bits / Math.max(1, rows.length), ms };
  } finally {
    sequence.close();
  }
}

function entropyBits(logits: Float32Array): number {
  let most = -Infinity;
  for (const logit of logits) most = Math.max(most, logit);
  let total = 0;
  let weighted = 0;
  for (const logit of logits) {
    const weight = Math.exp(logit - most);
    total += weight;
    weighted += weight * (logit - most);
  }
  return (Math.log(total) - weighted / total) / Math.LN2;
}
