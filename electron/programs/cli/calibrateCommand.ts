import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { env } from 'onnxruntime-node';
import { z } from 'zod';
import { numericClass, tauVersion, thresholdsOf, type NumericClassName } from '../../protocol/numericClass.ts';
import { largestTapLimit, leastInputs } from '../../protocol/tapCalibration.ts';
import { summariseCalibration, summariseTaps, type CalibrationJob, type CalibrationReport, type Distribution, type ExactCalibration, type TapCalibration } from '../../services/audit/calibrate.ts';
import type { GenerateRequest } from '../../services/inference/generate.ts';
import { createTextCodec } from '../../services/inference/tokenizer.ts';
import type { Manifest } from '../../services/models/manifest.ts';
import { openModelFolder, type OpenedModel } from '../../services/models/openModelFolder.ts';
import { calibrationPath } from '../../services/models/readTapLimits.ts';
import { writeAtomically } from '../../services/practice/practiceKeys.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import type { Decode } from '../../shared/decode.ts';
import { configurationNames, measureExact, measureJob, measureTaps, openDecoders } from './calibrateRuns.ts';
import { usage, type Output } from './output.ts';
import { formatTable } from './table.ts';

const maxNewTokens = 64;
const promptsShape = z.object({ prompts: z.array(z.object({ prompt: z.string() })).min(1) });

/**
 * Runs a model honestly in every configuration and measures how far honest runs are apart: the provider decodes token by token, the auditor
 * prefills. An integer model is compared bit for bit; of a float model without tokens the taps and the output are compared between all configurations. Opens
 * the folder in this process: calibrate only a model that you trust.
 *
 * @param options.keep  writes the calibration of a float model without tokens into its folder and manifest, so that audits with that folder accuse by it
 * @returns  false when an honest run is beyond the thresholds in force, an exact output differs, or honest taps are too far apart to accuse by
 * @throws model.*, worker.loadFailed, usage.invalid
 */
export async function runCalibrateCommand(options: { readonly folder: string; readonly chunks: number; readonly out?: string; readonly keep?: boolean }, output: Output): Promise<boolean> {
  const folder = resolve(options.folder);
  const model = await openModelFolder(p, folder);
  const facts = {
    format: 'hearth-calibration/1', modelId: model.modelId, name: model.manifest.name, date: new Date().toISOString().slice(0, 10), atSeconds: Math.floor(Date.now() / 1000),
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`, versions: { node: process.version, onnxruntime: env.versions.node ?? env.versions.common },
  };
  const keep = (content: object): void => {
    if (options.out) writeFileSync(options.out, `${JSON.stringify(content)}\n`.replaceAll(/\{"prompt"/g, '\n{"prompt"'));
  };
  if (options.keep && (model.spec.kind !== 'classify' || model.manifest.numericClass === 'int-exact')) throw usage('--keep is for float models without tokens: others are judged by the thresholds of their class, or bit for bit');
  if (model.spec.kind === 'classify' && model.manifest.numericClass !== 'int-exact') {
    const { distance, summary } = await calibrateTaps(model, options.chunks, (done) => output.progress(`${done} of ${options.chunks} inputs`));
    const content = { ...facts, summary };
    keep(content);
    if (options.keep) await keepInFolder(folder, content);
    output.result(content, `${formatTaps(summary, distance)}${options.keep ? `\nKept in ${join(folder, calibrationPath)} and listed in the manifest: the model id stays.` : ''}`);
    return summary.recommended !== null;
  }
  if (model.spec.kind === 'classify') {
    const summary = await measureExact(model, options.chunks, (done) => output.progress(`${done} of ${options.chunks} inputs`));
    keep({ ...facts, summary });
    output.result({ ...facts, summary }, formatExact(summary));
    return Object.values(summary.differing).every((count) => count === 0);
  }
  if (model.spec.kind === 'embed') throw usage('embeddings are judged by one distance for all models of their class (docs/calibration.md): there is nothing to calibrate for one');
  const opened = await openDecoders(model);
  try {
    const prompts = readPrompts(folder, model, opened[0]!.decoder.vocabSize);
    const jobs: CalibrationJob[] = [];
    for (let n = 0, chunks = 0; chunks < options.chunks; n++) {
      const prompt = prompts[n % prompts.length]!;
      const job = await measureJob(opened[n % opened.length]!, opened, requestOf(model, n, prompt.tokens), prompt.name);
      jobs.push(job);
      chunks += Math.ceil(job.tokens / 32);
      output.progress(`${chunks} of ${options.chunks} chunks`);
    }
    const { numericClass: className } = model.manifest;
    const summary = summariseCalibration(className, configurationNames, jobs, thresholdsOf(numericClass[className as NumericClassName], tauVersion, null));
    keep({ ...facts, summary, jobs: jobs.map(compact) });
    output.result({ ...facts, summary }, formatCalibration(summary));
    return summary.beyondCurrent === 0;
  } finally {
    for (const { session } of opened) await session.release();
  }
}

async function calibrateTaps(model: OpenedModel, inputs: number, progress: (done: number) => void) {
  const { numericClass: className } = model.manifest;
  const { chunkDistance } = thresholdsOf(numericClass[className as NumericClassName], tauVersion, null);
  const runs = await measureTaps(model, inputs, progress);
  return { distance: chunkDistance, summary: summariseTaps({ modelId: model.modelId, class: className, tauVersion, inputs, configurations: configurationNames, taps: model.plan.taps }, runs, chunkDistance) };
}

/** The manifest last: with the calibration alone, the folder is as it was. */
async function keepInFolder(folder: string, content: object): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(content)}\n`);
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const files = [...manifest.files.filter((file) => file.path !== calibrationPath), { path: calibrationPath, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length }];
  await writeAtomically(join(folder, calibrationPath), bytes.toString(), 0o644);
  await writeAtomically(path, `${JSON.stringify({ ...manifest, files }, null, 2)}\n`, 0o644);
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

function formatExact({ inputs, configurations, differing }: ExactCalibration): string {
  const unequal = Object.values(differing).reduce((sum, count) => sum + count, 0);
  return `Class int-exact: ${inputs} random inputs in ${configurations.length} configurations (${configurations.join(', ')}); ${unequal} outputs differ from the first configuration's.`;
}

function formatTaps(report: TapCalibration, classDistance: number): string {
  const row = (name: string, d: Omit<Distribution, 'max'> & { readonly max: number | null }): string[] => [name, String(d.count), String(d.zeros), ...[d.median, d.p99, d.p999, d.max].map((value) => (value === null ? '–' : scientific(value)))];
  const { recommended } = report;
  const farthest = report.taps.map((name, tap) => ({ name, distance: report.distanceByTap[tap]! })).toSorted((a, b) => b.distance - a.distance)[0];
  return [
    `Class ${report.class}: ${report.inputs} seeded inputs in ${report.configurations.length} configurations (${report.configurations.join(', ')}), each against each other; ${report.taps.length} taps${farthest ? `, the farthest ${farthest.name}: ${scientific(farthest.distance)}` : ''}.`,
    '',
    formatTable([['figure', 'count', 'zero', 'median', '99 %', '99.9 %', 'max'], row('tap distance', report.distance), row('output distance', report.output)]),
    '',
    recommended
      ? `An audit may accuse from a tap distance of ${scientific(recommended.distance)}${recommended.output === null ? ' on; outputs are whole numbers, which are compared and accuse nobody' : `, or an output distance of ${scientific(recommended.output)}, on`}: twice the largest of honest runs, at least the ${classDistance} of the class.`
      : `The model stays shadow only: ${report.inputs < leastInputs ? `${report.inputs} inputs are fewer than ${leastInputs}` : `its class has no thresholds, or honest runs are farther apart than ${largestTapLimit / 2}`}.`,
  ].join('\n');
}

const scientific = (value: number): string => (value === 0 ? '0' : value.toExponential(2));

function formatCalibration(report: CalibrationReport): string {
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
