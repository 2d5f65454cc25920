import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { env } from 'onnxruntime-node';
import { z } from 'zod';
import { numericClass, thresholdsOf, type NumericClassName } from '../../protocol/numericClass.ts';
import { auditGeneration } from '../../services/audit/auditGeneration.ts';
import { summariseCalibration, type CalibrationJob, type CalibrationReport, type Distribution } from '../../services/audit/calibrate.ts';
import { describeDecoder, startRun, type Decoder } from '../../services/inference/decoder.ts';
import { generate, type GenerateRequest } from '../../services/inference/generate.ts';
import { openSession } from '../../services/inference/session.ts';
import { createTextCodec } from '../../services/inference/tokenizer.ts';
import { openModelFolder, type OpenedModel } from '../../services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import type { Decode } from '../../shared/decode.ts';
import { formatTable, usage, type Output } from './output.ts';

const settings = (['disabled', 'basic', 'all'] as const).flatMap((optimization) => [1, 2].map((threads) => ({ optimization, threads, name: `${optimization}/${threads}` })));
const maxNewTokens = 64;
const promptsShape = z.object({ prompts: z.array(z.object({ prompt: z.string() })).min(1) });

/**
 * Runs a model honestly in every configuration and measures how far honest runs are apart: the provider decodes token by token, the auditor
 * prefills. Opens the folder in this process: calibrate only a model that you trust.
 *
 * @throws model.*, worker.loadFailed, usage.invalid
 */
export async function runCalibrateCommand(options: { readonly folder: string; readonly chunks: number; readonly out?: string }, output: Output): Promise<void> {
  const folder = resolve(options.folder);
  const model = await openModelFolder(p, folder);
  if (model.spec.kind !== 'generate') throw usage('only models that generate have thresholds; an integer classifier is compared byte for byte');
  const opened = [];
  try {
    for (const setting of settings) {
      const session = await openSession(model, { executionProvider: 'cpu', threads: setting.threads, optimization: setting.optimization });
      opened.push({ ...setting, session, decoder: describeDecoder(session, model) });
    }
    const prompts = readPrompts(folder, model, opened[0]!.decoder.vocabSize);
    const jobs: CalibrationJob[] = [];
    for (let n = 0, chunks = 0; chunks < options.chunks; n++) {
      const provider = opened[n % opened.length]!;
      const prompt = prompts[n % prompts.length]!;
      const job = await measure(provider, opened, requestOf(model, n, prompt.tokens), prompt.name);
      jobs.push(job);
      chunks += Math.ceil(job.tokens / 32);
      output.progress(`${chunks} of ${options.chunks} chunks`);
    }
    const { numericClass: className } = model.manifest;
    const report = summariseCalibration(className, settings.map(({ name }) => name), jobs, thresholdsOf(numericClass[className as NumericClassName]));
    const facts = {
      format: 'hearth-calibration/1', modelId: model.modelId, name: model.manifest.name, date: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`, versions: { node: process.version, onnxruntime: env.versions.node ?? env.versions.common },
      summary: report,
    };
    if (options.out) writeFileSync(options.out, `${JSON.stringify({ ...facts, jobs: jobs.map(compact) })}\n`.replaceAll(/\{"prompt"/g, '\n{"prompt"'));
    output.result(facts, formatCalibration(report));
  } finally {
    for (const { session } of opened) await session.release();
  }
}

/** Three digits are more than a threshold needs. */
const round = (value: number): number => Number(value.toPrecision(3));
const compact = ({ audits, ...job }: CalibrationJob) => ({
  ...job, audits: audits.map(({ auditor, distances, largestMargin, meanMargin, logitNoise }) => [auditor, distances.map(round), round(largestMargin), round(meanMargin), round(logitNoise)]),
});

function readPrompts(folder: string, model: OpenedModel, vocabSize: number): { readonly name: string; readonly tokens: number[] }[] {
  const path = join(folder, 'prompts.json');
  const codec = createTextCodec(model, vocabSize);
  if (existsSync(path) && codec) {
    const { prompts } = promptsShape.parse(JSON.parse(readFileSync(path, 'utf8')));
    // Every sort of question in turn, whatever order the file has them in.
    const texts = [...new Set(prompts.map(({ prompt }) => prompt))];
    const order = (text: string): string => createHash('sha256').update(text).digest('hex');
    return texts.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((name) => ({ name, tokens: codec.encode(name) }));
  }
  return Array.from({ length: 1000 }, (_, n) => {
    const digest = createHash('sha512').update(`calibrate|${n}`).digest();
    return { name: `random ${n}`, tokens: Array.from({ length: 8 + (n % 24) }, (_unused, i) => digest.readUInt16LE(2 * i) % vocabSize) };
  });
}

function requestOf(model: OpenedModel, n: number, promptTokens: number[]): GenerateRequest {
  const digest = (label: string): Buffer => createHash('sha256').update(`calibrate|${label}|${n}`).digest();
  const decode: Decode = {
    samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens, stopTokenIds: [...model.spec.stopTokenIds],
  };
  return { jobId: `0x${digest('job').toString('hex')}`, provider: `0x${'22'.repeat(20)}`, promptTokens, nonce: new Uint8Array(digest('nonce')), decode };
}

type Opened = { readonly name: string; readonly decoder: Decoder };

async function measure(provider: Opened, auditors: readonly Opened[], request: GenerateRequest, prompt: string): Promise<CalibrationJob> {
  const made = await generate({ p, nowMs: () => performance.now() }, provider.decoder, request, new AbortController().signal);
  const audits: CalibrationJob['audits'][number][] = [];
  let reference: Float32Array | null = null;
  for (const { name, decoder } of auditors) {
    const run = startRun(decoder, { wantsCache: false });
    let logits = new Float32Array(0);
    const replay = {
      vocabSize: decoder.vocabSize, hiddenSize: decoder.hiddenSize, maxContext: decoder.maxContext,
      async step(tokens: readonly number[]) {
        const result = await run.step(tokens);
        logits = result.logits.slice((request.promptTokens.length - 1) * decoder.vocabSize);
        return result;
      },
    };
    try {
      const { distances, margins } = await auditGeneration(p, replay, { request, tokens: made.tokens, sketches: made.sketches, stopReason: made.stopReason });
      reference ??= logits;
      let logitNoise = 0;
      for (let i = 0; i < logits.length; i++) logitNoise = Math.max(logitNoise, Math.abs(logits[i]! - reference[i]!));
      audits.push({ auditor: name, distances, largestMargin: Math.max(0, ...margins), meanMargin: margins.reduce((sum, margin) => sum + Math.min(1, margin), 0) / margins.length, logitNoise });
    } finally {
      run.close();
    }
  }
  return { prompt, provider: provider.name, tokens: made.tokens.length, audits };
}

function formatCalibration(report: CalibrationReport): string {
  const scientific = (value: number): string => (value === 0 ? '0' : value.toExponential(2));
  const row = (name: string, d: Distribution): string[] => [name, String(d.count), String(d.zeros), ...[d.median, d.p99, d.p999, d.max].map(scientific)];
  const { recommended, current } = report;
  return [
    `Class ${report.class}: ${report.chunks} chunks of ${report.jobs} jobs over ${report.prompts} prompts, each audited in ${report.configurations.length} configurations (${report.configurations.join(', ')}).`,
    '',
    formatTable([['figure', 'count', 'zero', 'median', '99 %', '99.9 %', 'max'], row('sketch distance', report.distance), row('largest margin of a job', report.margin), row('mean margin of a job', report.meanMargin), row('logit noise', report.logitNoise)]),
    '',
    formatTable([
      ['threshold', 'recommended (2 x max)', 'in force'],
      ['chunk distance', scientific(recommended.chunkDistance), scientific(current.chunkDistance)],
      ['hard margin', scientific(recommended.hardMargin), scientific(current.hardMargin)],
      ['mean margin', scientific(recommended.meanMargin), scientific(current.meanMargin)],
    ]),
    '',
    report.beyondCurrent === 0 ? 'No honest audit was beyond the thresholds in force.' : `${report.beyondCurrent} honest audits were BEYOND the thresholds in force: they would accuse honest machines.`,
  ].join('\n');
}
