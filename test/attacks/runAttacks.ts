import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'onnxruntime-node';
import { numericClass, numericClassName, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { verdict } from '../../electron/protocol/typedData.ts';
import { upperBound, type AttackReport, type AttackRow, type HonestRuns } from '../../electron/services/audit/attackReport.ts';
import { judgeGeneration, type Judgement } from '../../electron/services/practice/judgeAudit.ts';
import { exceeds, publishedLimits, type ToplocError } from '../bench/toploc.ts';
import { writeDecoder } from '../support/generatedDecoder.ts';
import { decoderAttacks, type DecoderAttack } from './decoderAttacks.ts';
import { fileAttacks, type FileAttack } from './fileAttacks.ts';
import { createRandom } from './random.ts';
import { audit, emberPrompts, modelsFolder, openSubject, plain, randomPrompts, run, type Subject } from './subject.ts';

export type AttackOptions = { readonly isQuick: boolean; readonly only?: readonly string[]; readonly seed?: number; readonly say?: (line: string) => void };

const cpuFp32 = numericClass['cpu-fp32'];
/** 6 layers of 512: the larger generated decoder. */
const generatedConfig = { layers: 6, hidden: 512, heads: 8, kvHeads: 8, headDim: 64, intermediate: 1024, vocab: 1024, maxContext: 256, logitScale: 2.5 } as const;

const sizes = {
  full: { jobs: 1500, emberTrials: 100, generatedTrials: 20, fileTrials: 200, generatedJobs: 60 },
  quick: { jobs: 24, emberTrials: 4, generatedTrials: 1, fileTrials: 10, generatedJobs: 2 },
};

export const attackNames = (): string[] => [...decoderAttacks.map(({ name }) => name), ...fileAttackNames];
const fileAttackNames = [
  'edited receipt', 'forged receipt', 'receipt for another job', "seed of the provider's choosing", 'stale model', 'sequence fork', 'lying vote against an honest receipt',
  'lying vote for an edited answer', 'pruned weights', 'answer of another input', 'one bit of the output',
];

/**
 * Runs the suite for real: honest jobs over honest configurations first, then every attack against the bundled decoder, a larger generated one, the
 * classifier and receipt files. Everything but the clock follows from the seed.
 */
export async function runAttacks(options: AttackOptions): Promise<AttackReport> {
  const seed = options.seed ?? 20261122;
  const say = options.say ?? (() => {});
  const size = options.isQuick ? sizes.quick : sizes.full;
  const startMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'hearth-attacks-'));
  const subjects: Subject[] = [];
  const files: { close(): Promise<void> }[] = [];
  try {
    const ember = await openSubject('ember', join(modelsFolder, 'ember'), { seed, decode: plain, layers: 4, promptOf: emberPrompts(seed) });
    subjects.push(ember);
    await writeDecoder(folder, { ...generatedConfig, seed: 7 });
    const generated = await openSubject('generated', folder, { seed, decode: { ...plain, maxNewTokens: 32 }, layers: generatedConfig.layers, promptOf: randomPrompts(seed) });
    subjects.push(generated);

    const { honest, toplocLimits } = await runHonest([{ subject: ember, jobs: size.jobs }, { subject: generated, jobs: size.generatedJobs }], seed, say);
    const wanted = (name: string): boolean => options.only === undefined || options.only.some((part) => name.includes(part.trim()));
    const attacks: AttackRow[] = [];
    for (const attack of decoderAttacks) {
      if (!wanted(attack.name) || (options.isQuick && !options.only && !attack.isQuick)) continue;
      attacks.push(await runDecoderAttack(ember, attack, size.emberTrials, seed, toplocLimits));
      say(progressOf(attacks.at(-1)!));
      if (options.isQuick && !options.only && !['fp16 weights', 'int8 cache', 'edited token, refitted'].includes(attack.name)) continue;
      attacks.push(await runDecoderAttack(generated, attack, size.generatedTrials, seed, toplocLimits));
      say(progressOf(attacks.at(-1)!));
    }
    const onFiles = await fileAttacks(ember);
    files.push(onFiles);
    for (const attack of onFiles.attacks) {
      if (!wanted(attack.name)) continue;
      attacks.push(await runFileAttack(attack, attack.name.startsWith('lying') ? size.emberTrials : size.fileTrials, seed));
      say(progressOf(attacks.at(-1)!));
    }
    return {
      date: new Date().toISOString().slice(0, 10), seed, isQuick: options.isQuick,
      machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`,
      versions: { node: process.version, onnxruntime: env.versions.node ?? env.versions.common }, seconds: Math.round((performance.now() - startMs) / 100) / 10, honest, attacks,
    };
  } finally {
    for (const { close } of [...files, ...subjects]) await close();
    await rm(folder, { recursive: true, force: true });
  }
}

const progressOf = (row: AttackRow): string => `${row.subject}: ${row.name}: ${row.caught} of ${row.trials} caught (${row.caughtDiffering} of ${row.differing} that differ)`;

const meanMargin = (margins: readonly number[]): number => margins.reduce((sum, margin) => sum + Math.min(margin, thresholdsOf(cpuFp32, tauVersion, null).deltaClip), 0) / Math.max(1, margins.length);
const isAccused = ({ verdict: said }: Judgement): boolean => said === verdict.reject;

const optimizations = ['disabled', 'basic', 'all'] as const;

/** Provider and auditor walk through optimisation levels, thread counts and replay segments, each pair of them in turn. */
async function runHonest(parts: readonly { readonly subject: Subject; readonly jobs: number }[], seed: number, say: (line: string) => void): Promise<{ honest: HonestRuns; toplocLimits: ToplocError }> {
  
  const sum = { jobs: 0, chunks: 0, falseAccusations: 0, toplocFalseAccusations: 0 };
  const largest = { distance: 0, margin: 0, mean: 0 };
  const toploc = { exponents: 0, mean: 0, median: 0 };
  const bitsPerToken: Record<string, number> = {};
  const settings = optimizations.flatMap((optimization) => [1, 2].map((threads) => ({ optimization, threads })));
  const configurations = settings.map(({ optimization, threads }) => `${optimization}/${threads}`);
  for (const { subject, jobs } of parts) {
    const decoders = [];
    for (const setting of settings) decoders.push(await subject.open(subject.model, setting));
    let bits = 0;
    let tokens = 0;
    for (let n = 0; n < jobs; n++) {
      const random = createRandom(`${seed}|honest|${subject.name}|${n}`);
      // Not the orders the attacks use: an independent prompt each.
      const claim = await run(decoders[n % decoders.length]!, subject.request(1_000_000 + n));
      const segmentRows = [undefined, 16, 48][random.below(3)];
      const audited = await audit(decoders[random.below(decoders.length)]!, claim, { wantsBits: n % 10 === 0, ...(segmentRows ? { segmentRows } : {}) });
      sum.jobs++;
      sum.chunks += Math.ceil(claim.tokens.length / 32);
      if (isAccused(judgeGeneration(audited.figures, thresholdsOf(cpuFp32, tauVersion, claim.request.decode), cpuFp32))) sum.falseAccusations++;
      largest.distance = Math.max(largest.distance, ...audited.figures.distances);
      largest.margin = Math.max(largest.margin, ...audited.figures.margins);
      largest.mean = Math.max(largest.mean, meanMargin(audited.figures.margins));
      if (audited.toploc) {
        if (exceeds(audited.toploc, publishedLimits)) sum.toplocFalseAccusations++;
        for (const key of ['exponents', 'mean', 'median'] as const) toploc[key] = Math.max(toploc[key], audited.toploc[key]);
      }
      if (n % 10 === 0) {
        bits += audited.bits * claim.tokens.length;
        tokens += claim.tokens.length;
      }
      if (n % 250 === 249) say(`${subject.name}: ${n + 1} honest jobs, ${sum.falseAccusations} false accusations, largest distance ${largest.distance.toExponential(1)}`);
    }
    await subject.closeExtra();
    bitsPerToken[subject.name] = Math.round((bits / Math.max(1, tokens)) * 100) / 100;
  }
  const honest: HonestRuns = {
    ...sum, upperPerChunk: upperBound(sum.falseAccusations, sum.chunks), upperPerJob: upperBound(sum.falseAccusations, sum.jobs),
    largestDistance: largest.distance, largestMargin: largest.margin, largestMeanMargin: largest.mean, toplocLargest: toploc, bitsPerToken, configurations,
  };
  say(`honest: ${sum.chunks} chunks of ${sum.jobs} jobs, ${sum.falseAccusations} false accusations`);
  return { honest, toplocLimits: toploc };
}

async function runDecoderAttack(subject: Subject, attack: DecoderAttack, trials: number, seed: number, toplocLimits: ToplocError): Promise<AttackRow> {
  const classId = attack.classId ?? cpuFp32;
  const cheat = await attack.prepare(subject, createRandom(`${seed}|${attack.name}|${subject.name}`));
  const count = { trials: 0, caught: 0, differing: 0, caughtDiffering: 0, published: 0, recalibrated: 0, toploc: 0 };
  const needed: number[] = [];
  let ms = 0;
  // Some orders give a cheat nothing to do; the next one is taken then.
  for (let n = 0; count.trials < trials && n < 4 * trials + 20; n++) {
    const claim = await cheat(n, createRandom(`${seed}|${attack.name}|${subject.name}|${n}`));
    if (!claim) continue;
    const ordered = claim.request.decode === subject.decode ? await subject.honest(n) : await run(subject.provider, claim.request);
    const audited = await audit(subject.auditor, claim, { withToploc: !attack.noRows });
    const judgement = judgeGeneration(audited.figures, thresholdsOf(classId, tauVersion, claim.request.decode), classId);
    const accused = isAccused(judgement);
    const differs = claim.tokens.length !== ordered.tokens.length || claim.tokens.some((token, i) => token !== ordered.tokens[i]);
    count.trials++;
    ms += audited.ms;
    if (accused) needed.push(Math.max(1, judgement.chunk));
    if (accused) count.caught++;
    if (differs) count.differing++;
    if (differs && accused) count.caughtDiffering++;
    if (audited.toploc) {
      count.toploc++;
      if (exceeds(audited.toploc, publishedLimits)) count.published++;
      if (exceeds(audited.toploc, toplocLimits)) count.recalibrated++;
    }
  }
  await subject.closeExtra();
  needed.sort((a, b) => a - b);
  return {
    name: attack.name, subject: subject.name, class: numericClassName(classId)!, trials: count.trials, caught: count.caught, differing: count.differing, caughtDiffering: count.caughtDiffering,
    expected: attack.expected, chunksNeeded: needed[needed.length >> 1] ?? null, toplocCaught: count.toploc > 0 ? count.published : null,
    toplocRecalibrated: count.toploc > 0 ? count.recalibrated : null, verifierMs: Math.round((ms / Math.max(1, count.trials)) * 100) / 100, note: attack.note,
  };
}

async function runFileAttack(attack: FileAttack, trials: number, seed: number): Promise<AttackRow> {
  let [caught, differing, caughtDiffering, ms] = [0, 0, 0, 0];
  for (let n = 0; n < trials; n++) {
    const outcome = await attack.attempt(n, createRandom(`${seed}|${attack.name}|${attack.subject}|${n}`));
    ms += outcome.ms;
    if (outcome.caught) caught++;
    if (outcome.differs) differing++;
    if (outcome.caught && outcome.differs) caughtDiffering++;
  }
  return {
    name: attack.name, subject: attack.subject, class: attack.subject === 'digits' ? 'int-exact' : 'cpu-fp32', trials, caught, differing, caughtDiffering, expected: attack.expected,
    chunksNeeded: null, toplocCaught: null, toplocRecalibrated: null, verifierMs: Math.round((ms / Math.max(1, trials)) * 100) / 100, note: attack.note,
  };
}
