import { InferenceSession, env, type Tensor } from 'onnxruntime-node';
import { HearthError } from '../../shared/errors.ts';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { withHalfBits } from './floats.ts';

// What the runtime would write to stderr comes back as an error too; a missing provider is an answer, not a line in the log. It reads
// this once, before its first session.
env.logLevel = 'fatal';

/** What went wrong, in one line: the runtime puts its source file and condition before it. */
export const runtimeReason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.replace(/^\/onnxruntime_src\/.* was false\. /, '').slice(0, 300);

export type SessionOptions = {
  readonly executionProvider: ExecutionProvider;
  /** Intra-op threads; 0 leaves the choice to the runtime. */
  readonly threads: number;
  /** 'all' unless a replay asks for less. */
  readonly optimization?: 'disabled' | 'basic' | 'extended' | 'all';
};

/** A loaded model of either runtime: what decoders and classifiers need of it. */
export type RuntimeSession = {
  readonly inputMetadata: readonly InferenceSession.ValueMetadata[];
  readonly outputMetadata: readonly InferenceSession.ValueMetadata[];
  run(feeds: Record<string, Tensor>, fetches: Readonly<Record<string, Tensor | null>>): Promise<InferenceSession.OnnxValueMapType>;
  release(): Promise<void>;
};

/** A product of attention with a scale folded into it leaves the runtime's way for single rows, and copies the whole cache to turn it: eight sequences of 256 positions took an eighth longer (docs/decisions/0040-attention-reads-the-past-where-it-lies.md). */
const withoutScaleFusion = { optimization: { disable_specified_optimizers: 'MatMulScaleFusion' } };

/**
 * Opens a runtime session on checked bytes. A GPU provider that cannot take the model fails here; there is no silent fall-back to CPU.
 *
 * @throws worker.loadFailed
 */
export async function openSession(model: OpenedModel, options: SessionOptions): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model.sessionBytes, {
      executionProviders: [options.executionProvider],
      graphOptimizationLevel: options.optimization ?? 'all',
      ...(options.threads > 0 ? { intraOpNumThreads: options.threads } : {}),
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
      ...(options.executionProvider === 'cpu' ? { extra: withoutScaleFusion } : {}),
      ...(model.externalData.length > 0 ? { externalData: model.externalData.map(({ path, data }) => ({ path, data })) } : {}),
    });
  } catch (error) {
    throw new HearthError('worker.loadFailed', { modelId: model.modelId, reason: runtimeReason(error) }, error);
  }
}

/**
 * @param fetches  which outputs to compute: a tensor is written into, null lets the runtime allocate
 * @throws worker.runFailed  whatever the runtime says
 */
export async function runSession(session: Pick<RuntimeSession, 'run'>, feeds: Record<string, Tensor>, fetches: Readonly<Record<string, Tensor | null>>): Promise<InferenceSession.OnnxValueMapType> {
  try {
    return await session.run(withHalfBits(feeds), fetches);
  } catch (error) {
    throw new HearthError('worker.runFailed', { reason: runtimeReason(error) }, error);
  }
}

/** Metadata of one tensor value by name. */
export type ValueInfo = { readonly name: string; readonly type: string; readonly shape: readonly (number | string)[] };

export const valuesOf = (metadata: readonly InferenceSession.ValueMetadata[]): ReadonlyMap<string, ValueInfo> =>
  new Map(metadata.flatMap((value) => (value.isTensor ? [[value.name, { name: value.name, type: value.type, shape: value.shape }] as const] : [])));
