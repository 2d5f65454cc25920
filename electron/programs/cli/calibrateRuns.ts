import { createHash } from 'node:crypto';
import { equalBytes } from '../../protocol/bytes.ts';
import { auditGeneration } from '../../services/audit/auditGeneration.ts';
import type { CalibrationJob, ExactCalibration } from '../../services/audit/calibrate.ts';
import { openAuditSession } from '../../services/inference/auditSession.ts';
import { classify, describeClassifier } from '../../services/inference/classify.ts';
import { describeDecoder, startRun, type Decoder } from '../../services/inference/decoder.ts';
import { generate, type GenerateRequest } from '../../services/inference/generate.ts';
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
        hear(made['logits']!.data as Float32Array);
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

const seededBytes = (label: string, count: number): Uint8Array =>
  Buffer.concat(Array.from({ length: Math.ceil(count / 64) }, (_, block) => createHash('sha512').update(`${label}|${block}`).digest())).subarray(0, count);
