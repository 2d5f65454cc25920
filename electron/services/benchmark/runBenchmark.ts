import type { Primitives } from '../../protocol/primitives.ts';
import { toHex } from '../../protocol/bytes.ts';
import type { Thresholds } from '../../protocol/numericClass.ts';
import { vectorDistance } from '../../protocol/vectors.ts';
import type { BenchmarkState, ModelSpeed, SelfCheck } from '../../shared/benchmark.ts';
import type { Decode } from '../../shared/decode.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { LoadedModel } from '../../shared/workerBridge.ts';
import type { WorkerClient, WorkerProcess } from '../jobs/workers.ts';
import { checkGeneration, checkOutputs, checkVectors } from './decideVerdict.ts';

export type Step = NonNullable<BenchmarkState['step']>;
export type BenchModel = { readonly modelId: string; readonly folder: string; readonly name: string; readonly isExact: boolean; /** Of runs on the device. */ readonly classId: number };

export type BenchmarkDependencies = {
  readonly primitives: Primitives;
  /** A monotonic clock, and the one of the energy meter. */
  readonly monotonicMs: () => number;
  readonly nowMs: () => number;
  /** The device's own worker with a model loaded. */
  readonly ready: (model: BenchModel) => Promise<{ readonly client: WorkerClient; readonly loaded: LoadedModel }>;
  /** What would judge a receipt of this model on this device, of an order made now. @param decode  null for a job without tokens */
  readonly readLimits: (model: BenchModel, decode: Decode | null) => Promise<Thresholds>;
  /** Starts the worker that computes what is right, on the processor. */
  readonly launchReference: () => Promise<WorkerProcess>;
  /** A processor is compared with another instruction set where the runtime has one; everything else with the processor. */
  readonly isProcessor: boolean;
  readonly executionProvider: 'cpu' | 'webgpu' | 'cuda' | 'tensorrt' | 'dml' | 'coreml';
  readonly threads: number;
  /** What the device drew between two moments; null where no meter covered them. */
  readonly measureJoules: (fromMs: number, toMs: number) => number | null;
  readonly onStep: (step: Step) => void;
  /** Throws where it must stop: cancelled, or the device belongs to somebody else now. Asked before each run. */
  readonly assertGoOn: () => void;
};

const jobId = `0x${'5e1f'.repeat(16)}` as const;
const nobody = `0x${'00'.repeat(20)}`;
/** Nothing here is secret; a fixed nonce makes every run of a device the same. */
const nonce = `0x${'07'.repeat(32)}`;
const text = 'Once upon a time there was a small house at the edge of a wood. On the 4th of July 1998 somebody added 17 and 25. ';
const decodeOf = (maxNewTokens: number): Decode => ({ samplerVersion: 1, temperatureMicro: 800_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens, stopTokenIds: [] });

const checkedTokens = 64;
const decodedTokens = 128;
const longestPrefill = 256;
const prefills = 5;
const checkedItems = 16;
/** How long a speed is measured at least, and how often a run is repeated for it at most. */
const measuredMs = 1500;
const mostRuns = 400;
const stepsPerModel = 4;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Bytes without a pattern, the same everywhere. */
const itemOf = (sizeBytes: number, which: number): Uint8Array => Uint8Array.from({ length: sizeBytes }, (_, at) => ((at + 1) * (167 + 2 * which) + (at >> 3) * 13 + which * 41) & 255);

/**
 * Runs each model on the device as a job would, compares what it makes with a run on the processor, and measures speed and energy. Takes turns with
 * jobs: between two runs, none longer than a few seconds, a job may have the device.
 *
 * @throws worker.lost · worker.* · model.*  as the device or the files have it; whatever `assertGoOn` throws
 */
export async function runBenchmark(dependencies: BenchmarkDependencies, models: readonly BenchModel[]): Promise<{ readonly checks: SelfCheck[]; readonly speeds: ModelSpeed[] }> {
  const checks: SelfCheck[] = [];
  const speeds: ModelSpeed[] = [];
  let reference: WorkerProcess | null = null;
  try {
    reference = await dependencies.launchReference();
    for (const [index, model] of models.entries()) {
      const step = (name: Step['name'], within: number): void => {
        dependencies.assertGoOn();
        dependencies.onStep({ name, modelName: model.name, done: index * stepsPerModel + within, of: models.length * stepsPerModel });
      };
      step('load', 0);
      const device = await dependencies.ready(model).catch((error: unknown) => {
        // A model that does not fit, or is not exact here, says nothing of the others.
        if (isHearthError(error, 'model.unsupported') || isHearthError(error, 'worker.loadFailed')) return error;
        throw error;
      });
      if (device instanceof HearthError) {
        checks.push({ name: model.isExact ? 'output' : 'sketches', modelName: model.name, state: 'notChecked', reason: reasonOf('check.notHere', 'reason' in device.about ? String(device.about.reason) : device.code).slice(0, 300) });
        continue;
      }
      if (index === 0) checks.push(...(await checkIntegers(device.client)));
      step('check', 1);
      const compared = await loadReference(reference, model);
      const run = { ...device, model, compared, step };
      const { check, ...speed } = device.loaded.kind === 'generate' ? await benchDecoder(run) : device.loaded.kind === 'embed' ? await benchEmbedder(run) : await benchClassifier(run);
      checks.push(...check);
      speeds.push({ modelId: model.modelId, modelName: model.name, kind: device.loaded.kind, loadMs: device.loaded.loadMs, ...speed });
    }
  } finally {
    await reference?.kill('the test is over');
  }
  return { checks, speeds };

  type Run = { readonly client: WorkerClient; readonly loaded: LoadedModel; readonly model: BenchModel; readonly compared: WorkerClient | null; readonly step: (name: Step['name'], within: number) => void };
  type Made = Pick<ModelSpeed, 'prefillPerSecond' | 'decodePerSecond' | 'itemsPerSecond' | 'joulesPerUnit'> & { readonly check: readonly SelfCheck[] };

  async function checkIntegers(client: WorkerClient): Promise<SelfCheck[]> {
    const { weightBits, reason } = await client.ask('testIntegers', { executionProvider: dependencies.executionProvider });
    return (['integers', 'sevenBits'] as const).map((name) => {
      const isExact = weightBits >= (name === 'integers' ? 8 : 7);
      return { name, modelName: null, state: isExact ? 'passed' : 'failed', reason: isExact ? reasonOf('check.integers') : reasonOf('check.integersWrong', reason ?? '').slice(0, 300) };
    });
  }

  /** An installed app may lack the second build; a second process of the first still finds memory that does not keep what it was given. null: neither runs the model. */
  async function loadReference({ client }: WorkerProcess, model: BenchModel): Promise<WorkerClient | null> {
    for (const runtime of dependencies.isProcessor ? (['wasm', 'native'] as const) : (['native', 'wasm'] as const)) {
      try {
        await client.ask('load', { folder: model.folder, executionProvider: 'cpu', threads: dependencies.threads, expectModelId: model.modelId, runtime });
        return client;
      } catch (error) {
        if (!isHearthError(error, 'worker.loadFailed') && !isHearthError(error, 'model.unsupported')) throw error;
      }
    }
    return null;
  }
  const notCompared = (name: SelfCheck['name'], modelName: string): SelfCheck => ({ name, modelName, state: 'notChecked', reason: reasonOf('check.noPeer') });

  /** Repeats a run until it was measured for long enough. */
  async function repeat(once: () => Promise<{ readonly units: number; readonly ms: number }>): Promise<{ readonly perSecond: number; readonly joulesPerUnit: number | null }> {
    const fromMs = dependencies.nowMs();
    const startMs = dependencies.monotonicMs();
    let units = 0;
    let ms = 0;
    for (let runs = 0; runs < mostRuns && dependencies.monotonicMs() - startMs < measuredMs; runs++) {
      dependencies.assertGoOn();
      const made = await once();
      units += made.units;
      ms += made.ms;
    }
    const joules = dependencies.measureJoules(fromMs, dependencies.nowMs());
    return { perSecond: ms > 0 ? (units * 1000) / ms : 0, joulesPerUnit: joules === null || units === 0 ? null : joules / units };
  }

  async function benchDecoder({ client, loaded, model, compared, step }: Run): Promise<Made> {
    const { tokens } = await client.ask('encode', { modelId: loaded.modelId, text });
    const prompt = (length: number): number[] => Array.from({ length }, (_, at) => tokens[at % tokens.length]!);
    const room = loaded.maxContext - 1;
    const promptTokens = prompt(Math.min(24, room));
    const ask = (promptGiven: number[], maxNewTokens: number) => client.ask('generate', { jobId, modelId: loaded.modelId, provider: nobody, promptTokens: promptGiven, nonce, decode: decodeOf(maxNewTokens) });
    const decode = decodeOf(checkedTokens);
    const made = await ask(promptTokens, checkedTokens);
    const replayed = await compared?.ask('audit', { jobId, modelId: loaded.modelId, provider: nobody, promptTokens, tokens: made.tokens, nonce, decode, sketches: made.sketches, stopReason: made.stopReason });
    const check = replayed ? checkGeneration(model.name, model.classId, await dependencies.readLimits(model, decode), replayed) : [notCompared('sketches', model.name)];

    step('prefill', 2);
    const long = prompt(Math.max(1, Math.min(longestPrefill, Math.floor(room / 2))));
    const times: number[] = [];
    for (let i = 0; i < prefills; i++) {
      dependencies.assertGoOn();
      times.push((await ask(long, 1)).firstUnitMs);
    }
    step('decode', 3);
    const { perSecond, joulesPerUnit } = await repeat(async () => {
      const { tokens: given, computeMs, firstUnitMs } = await ask(promptTokens, decodedTokens);
      return { units: given.length - 1, ms: computeMs - firstUnitMs };
    });
    return { check, prefillPerSecond: (long.length * 1000) / Math.max(1e-3, median(times)), decodePerSecond: perSecond, itemsPerSecond: null, joulesPerUnit };
  }

  async function benchEmbedder({ client, loaded, model, compared, step }: Run): Promise<Made> {
    const { tokens } = await client.ask('encode', { modelId: loaded.modelId, text });
    const ask = (asked: WorkerClient, length: number) => asked.ask('embed', { jobId, modelId: loaded.modelId, inputTokens: Array.from({ length: Math.min(length, loaded.maxContext) }, (_, at) => tokens[at % tokens.length]!) });
    const floats = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
    const distances: number[] = [];
    for (let length = 4; compared && length <= checkedTokens; length *= 2) distances.push(vectorDistance(floats((await ask(client, length)).vector), floats((await ask(compared, length)).vector)));
    const check = [compared ? checkVectors(model.name, model.classId, await dependencies.readLimits(model, null), distances) : notCompared('vectors', model.name)];
    step('prefill', 2);
    const length = Math.min(longestPrefill, loaded.maxContext);
    const { perSecond, joulesPerUnit } = await repeat(async () => ({ units: length, ms: (await ask(client, length)).computeMs }));
    return { check, prefillPerSecond: perSecond, decodePerSecond: null, itemsPerSecond: null, joulesPerUnit };
  }

  async function benchClassifier({ client, loaded, model, compared, step }: Run): Promise<Made> {
    const ask = (asked: WorkerClient, which: number) => asked.ask('classify', { jobId, modelId: loaded.modelId, input: itemOf(loaded.inputBytes, which) });
    const pairs = [];
    for (let which = 0; compared && which < checkedItems; which++) pairs.push({ found: (await ask(client, which)).logits, expected: (await ask(compared, which)).logits });
    const check = [compared ? checkOutputs(model.name, model.isExact, pairs) : notCompared('output', model.name)];
    step('classify', 2);
    let which = 0;
    const { perSecond, joulesPerUnit } = await repeat(async () => ({ units: 1, ms: (await ask(client, which++ % checkedItems)).computeMs }));
    return { check, prefillPerSecond: null, decodePerSecond: null, itemsPerSecond: perSecond, joulesPerUnit };
  }
}

/** A short name of what was benchmarked: another one is another benchmark. */
export const benchmarkKey = (p: Primitives, driver: string | null, runtime: string, executionProvider: string, modelIds: readonly string[]): string =>
  toHex(p.sha256(new TextEncoder().encode(JSON.stringify([driver, runtime, executionProvider, [...modelIds].sort()]))));
