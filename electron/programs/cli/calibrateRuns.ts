import { createHash } from 'node:crypto';
import { equalBytes } from '../../protocol/bytes.ts';
import { sketchDistance, sketchRows } from '../../protocol/sketch.ts';
import { outputDistance } from '../../protocol/tapCalibration.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { auditGeneration } from '../../services/audit/auditGeneration.ts';
import type { CalibrationJob, ExactCalibration, TapRun } from '../../services/audit/calibrate.ts';
import { openAuditSession } from '../../services/inference/auditSession.ts';
import { classify, describeClassifier, type Classification } from '../../services/inference/classify.ts';
import { describeDecoder, startRun, type Decoder } from '../../services/inference/decoder.ts';
import { generate, type GenerateRequest } from '../../services/inference/generate.ts';
import { floatsOf } from '../../services/inference/floats.ts';
import type { RuntimeSession } from '../../services/inference/session.ts';
import type { OpenedModel } from '../../services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';

/** Every way an honest machine of this kind may run a CPU model. */
const settings = [
  ...(['disabled', 'basic', 'all'] as const).flatMap((optimization) => [1, 2].map((threads) => ({ runtime: 'native' as const, optimization, threads, name: `${optimization}/${threads}` }))),
  ...(['disabled', 'all'] as const).map((optimization) => ({ runtime: 'wasm' as const, optimization, threads: 1, name: `wasm ${optimization}` })),
];
export const configurationNames = settings.map(({ name }) => name);

export type OpenedDecoder = { readonly name: string; readonly session: RuntimeSession; readonly decoder: Decoder };

const openEach = async <T>(model: OpenedModel, describe: (session: RuntimeSession) => T): Promise<(T & { readonly name: string; readonly session: RuntimeSession })[]> => {
  const opened = [];
  for (const setting of settings) {
    const session = await openAuditSession(model, { executionProvider: 'cpu', ...setting });
    opened.push({ ...describe(session), name: setting.name, session });
  }
  return opened;
};

/** @throws worker.loadFailed */
export const openDecoders = (model: OpenedModel): Promise<OpenedDecoder[]> => openEach(model, (session) => ({ decoder: describeDecoder(session, model) }));

/** Hands every step's logits to `hear` before the loop sees them. */
function overheard(decoder: Decoder, hear: (logits: Float32Array) => void): Decoder {
  const { session } = decoder;
  return {
    ...decoder,
    session: {
      inputMetadata: session.inputMetadata, outputMetadata: session.outputMetadata, release: () => session.release(),
      async run(feeds, fetches) {
        const made = await session.run(feeds, fetches);
        hear(floatsOf(made['logits']!));
        return made;
      },
    },
  };
}

/** One honest job of one configuration, decoded token by token, and each configuration's prefill over it. */
export async function measureJob(provider: OpenedDecoder, auditors: readonly OpenedDecoder[], request: GenerateRequest, prompt: string): Promise<CalibrationJob> {
  const { vocabSize } = provider.decoder;
  const own: Float32Array[] = [];
  const made = await generate({ p, nowMs: () => performance.now() }, overheard(provider.decoder, (logits) => own.push(logits.slice(-vocabSize))), request, new AbortController().signal);
  const audits: CalibrationJob['audits'][number][] = [];
  for (const { name, decoder } of auditors) {
    const run = startRun(decoder, { wantsCache: false });
    let logitNoise = 0;
    const replay = {
      vocabSize, hiddenSize: decoder.hiddenSize, maxContext: decoder.maxContext,
      async step(tokens: readonly number[]) {
        const result = await run.step(tokens);
        const first = request.promptTokens.length - 1;
        own.forEach((logits, i) => { logitNoise = Math.max(logitNoise, largestDifference(logits, result.logits.subarray((first + i) * vocabSize))); });
        return result;
      },
    };
    try {
      const { distances, margins } = await auditGeneration(p, replay, { request, tokens: made.tokens, sketches: made.sketches, stopReason: made.stopReason });
      audits.push({ auditor: name, distances, largestMargin: Math.max(0, ...margins), meanMargin: margins.reduce((sum, margin) => sum + Math.min(1, margin), 0) / margins.length, logitNoise });
    } finally {
      run.close();
    }
  }
  return { prompt, provider: provider.name, tokens: made.tokens.length, audits };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

/**
 * An integer model in every configuration over inputs of seeded random bytes: full range, so that products that saturate on some processors do so here.
 * @throws worker.loadFailed, model.unsupported
 */
export async function measureExact(model: OpenedModel, inputs: number, progress: (done: number) => void): Promise<ExactCalibration> {
  const opened = await openEach(model, (session) => describeClassifier(session, model.plan.taps));
  const differing: Record<string, number> = Object.fromEntries(configurationNames.map((name) => [name, 0]));
  try {
    for (let n = 0; n < inputs; n++) {
      const input = seededBytes(`calibrate|input|${n}`, opened[0]!.inputBytes);
      let reference: Uint8Array | null = null;
      for (const classifier of opened) {
        const { logits } = await classify(classifier, input, () => performance.now());
        reference ??= logits.slice();
        if (!equalBytes(reference, logits)) differing[classifier.name]!++;
      }
      progress(n + 1);
    }
  } finally {
    for (const { session } of opened) await session.release();
  }
  return { class: 'int-exact', inputs, configurations: configurationNames, differing };
}

/**
 * A float model without tokens in every configuration over seeded inputs, each sketched under a key of its own; every configuration is measured against every
 * other, as provider and as auditor.
 * @throws worker.loadFailed, model.unsupported, evidence.nonFinite
 */
export async function measureTaps(model: OpenedModel, inputs: number, progress: (done: number) => void): Promise<TapRun[]> {
  const opened = await openEach(model, (session) => describeClassifier(session, model.plan.taps));
  const runs: TapRun[] = [];
  try {
    for (let n = 0; n < inputs; n++) {
      const input = seededInput(opened[0]!, n);
      const key = seededBytes(`calibrate|key|${n}`, 32);
      const made: { name: string; result: Classification }[] = [];
      for (const classifier of opened) {
        const result = await classify(classifier, input, () => performance.now(), (position, values) => sketchRows(p, key, position, values));
        made.push({ name: classifier.name, result: { ...result, logits: result.logits.slice() } });
      }
      for (const provider of made) {
        for (const auditor of made) {
          if (provider === auditor) continue;
          const [own, theirs] = [auditor, provider].map(({ result }) => ({ dtype: result.dtype, dims: result.dims, body: result.logits })) as [TensorBytes, TensorBytes];
          runs.push({ provider: provider.name, auditor: auditor.name, distances: auditor.result.sketches.map((sketch, tap) => sketchDistance(provider.result.sketches[tap]!, sketch)), output: outputDistance(theirs, own) });
        }
      }
      progress(n + 1);
    }
  } finally {
    for (const { session } of opened) await session.release();
  }
  return runs;
}

/** Floats of a normal distribution, as images and signals are fed; whole numbers over their full range. */
function seededInput({ input, inputBytes }: { readonly input: { readonly type: string }; readonly inputBytes: number }, n: number): Uint8Array {
  if (input.type !== 'float32') return seededBytes(`calibrate|input|${n}`, inputBytes);
  const uniform = new Uint32Array(seededBytes(`calibrate|input|${n}`, 2 * inputBytes).slice().buffer);
  const values = Float32Array.from({ length: inputBytes / 4 }, (_, i) => Math.sqrt(-2 * Math.log((uniform[2 * i]! + 1) / 2 ** 32)) * Math.cos((2 * Math.PI * uniform[2 * i + 1]!) / 2 ** 32));
  return new Uint8Array(values.buffer);
}

const seededBytes = (label: string, count: number): Uint8Array =>
  Buffer.concat(Array.from({ length: Math.ceil(count / 64) }, (_, block) => createHash('sha512').update(`${label}|${block}`).digest())).subarray(0, count);
