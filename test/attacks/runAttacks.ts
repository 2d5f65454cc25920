import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'onnxruntime-node';
import { numericClass, numericClassName, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { verdict } from '../../electron/protocol/typedData.ts';
import type { AttackReport, AttackRow, HalfClass, HonestRuns } from '../../electron/services/audit/attackReport.ts';
import { judgeGeneration } from '../../electron/services/practice/judgeAudit.ts';
import { exceeds, publishedLimits, type ToplocError } from '../bench/toploc.ts';
import { largerDecoder, writeDecoder } from '../support/generatedDecoder.ts';
import { bindingAttackNames, bindingAttacks } from './bindingAttacks.ts';
import { chainAttackNames, chainAttacks } from './chainAttacks.ts';
import { committeeAttackNames, committeeAttacks } from './committeeAttacks.ts';
import { driftAttackNames, driftAttacks } from './driftAttacks.ts';
import { decoderAttacks, type DecoderAttack } from './decoderAttacks.ts';
import { fileAttackNames, fileAttacks, type FileAttack } from './fileAttacks.ts';
import { jobsByVerdict, runHalfClass } from './halfRows.ts';
import { hostAttackNames, hostAttacks } from './hostAttacks.ts';
import { runHonest } from './honestRuns.ts';
import { openLedger } from './ledger.ts';
import { createRandom } from './random.ts';
import { seedAttacks } from './seedAttacks.ts';
import { sybilAttacks } from './sybilAttacks.ts';
import { audit, emberPrompts, evidenceBytes, modelsFolder, openSubject, plain, randomPrompts, run, type Subject } from './subject.ts';

export type AttackOptions = {
  readonly isQuick: boolean; readonly only?: readonly string[]; readonly seed?: number; readonly say?: (line: string) => void;
  /** Keeps every finished part in this file and takes what is there. */
  readonly resume?: string;
};

const cpuFp32 = numericClass['cpu-fp32'];

/** At least 100 trials each (HVI-1 0.9). On the larger decoder, where one costs a second, rows that every chunk betrays have fewer. */
const sizes = {
  full: { jobs: 1300, emberTrials: 100, generatedSampling: 100, generatedTrials: 40, fileTrials: 100, slowTrials: 100, generatedJobs: 100, halfHonest: 120, halfTrials: 100, driftJobs: 60 },
  quick: { jobs: 24, emberTrials: 4, generatedSampling: 1, generatedTrials: 1, fileTrials: 6, slowTrials: 2, generatedJobs: 2, halfHonest: 9, halfTrials: 2, driftJobs: 8 },
};
/** In the quick subset these run on the larger decoder too. */
const quickOnBoth = new Set(['fp16 weights', 'int8 cache', 'edited token, refitted']);

const onDecoders: readonly DecoderAttack[] = [...decoderAttacks, ...seedAttacks, ...sybilAttacks];

export const attackNames = (): string[] => [...onDecoders.map(({ name }) => name), ...driftAttackNames, ...fileAttackNames, ...bindingAttackNames, ...committeeAttackNames, ...hostAttackNames, ...chainAttackNames];

/**
 * Runs the suite for real: honest jobs over honest configurations first, then every attack against the bundled decoder, a larger generated one, the
 * classifier and receipt files, then the two emulated 16-bit classes. Everything but the clock follows from the seed.
 */
export async function runAttacks(options: AttackOptions): Promise<AttackReport> {
  const seed = options.seed ?? 20261122;
  const say = options.say ?? (() => {});
  const size = options.isQuick ? sizes.quick : sizes.full;
  const ledger = openLedger(options.resume ?? null, seed);
  const folder = await mkdtemp(join(tmpdir(), 'hearth-attacks-'));
  const opened: { close(): Promise<void> }[] = [];
  try {
    const ember = await openSubject('ember', join(modelsFolder, 'ember'), { seed, decode: plain, layers: 4, promptOf: emberPrompts(seed) });
    opened.push(ember);
    await writeDecoder(folder, largerDecoder);
    const generated = await openSubject('generated', folder, { seed, decode: { ...plain, maxNewTokens: 32 }, layers: largerDecoder.layers, promptOf: randomPrompts(seed) });
    opened.push(generated);

    const wanted = (name: string): boolean => options.only === undefined || options.only.some((some) => name.includes(some.trim()));
    // Rows are compared with TOPLOC at the largest figures of honest runs; where no wanted attack has rows, few of these do.
    const { jobs, generatedJobs } = onDecoders.some(({ name, noRows }) => wanted(name) && !noRows) ? size : sizes.quick;
    const honest = await ledger.once<HonestRuns>(`honest ${jobs}+${generatedJobs}`, () => runHonest([{ subject: ember, jobs }, { subject: generated, jobs: generatedJobs }], seed, say));
    const attacks: AttackRow[] = [];
    const part = async (name: string, trials: number, work: (trials: number) => Promise<AttackRow>): Promise<void> => {
      attacks.push(await ledger.once(`${name} ×${trials}`, () => work(trials)));
      say(progressOf(attacks.at(-1)!));
    };
    const isSubset = options.isQuick && !options.only;
    for (const attack of onDecoders) {
      if (!wanted(attack.name) || (isSubset && !attack.isQuick)) continue;
      await part(`ember ${attack.name}`, size.emberTrials, (trials) => runDecoderAttack(ember, attack, trials, seed, honest.toplocLargest));
      if (isSubset && !quickOnBoth.has(attack.name)) continue;
      await part(`generated ${attack.name}`, attack.isSampling ? size.generatedSampling : size.generatedTrials, (trials) => runDecoderAttack(generated, attack, trials, seed, honest.toplocLargest));
    }
    if (driftAttackNames.some(wanted)) {
      for (const attack of await driftAttacks(ember, size.driftJobs)) if (wanted(attack.name)) await part(`${attack.subject} ${attack.name}`, size.fileTrials, (trials) => runFileAttack(attack, trials, seed));
    }
    const onFiles = await fileAttacks(ember);
    opened.unshift(onFiles);
    for (const attack of [...onFiles.attacks, ...bindingAttacks(ember), ...committeeAttacks(ember)]) {
      if (wanted(attack.name)) await part(`${attack.subject} ${attack.name}`, attack.isSlow ? size.slowTrials : size.fileTrials, (trials) => runFileAttack(attack, trials, seed));
    }
    // Each has a folder or a chain of its own, which is made only when one of its attacks is wanted.
    for (const [names, open] of [[hostAttackNames, () => hostAttacks(ember)], [chainAttackNames, chainAttacks]] as const) {
      if (!names.some(wanted)) continue;
      const group = await open();
      opened.unshift(group);
      for (const attack of group.attacks.filter(({ name }) => wanted(name))) await part(`${attack.subject} ${attack.name}`, attack.isSlow ? size.slowTrials : size.fileTrials, (trials) => runFileAttack(attack, trials, seed));
    }
    const halfClasses: HalfClass[] = [];
    for (const precision of options.only === undefined ? (['fp16', 'bf16'] as const) : []) {
      const { half, rows } = await ledger.once(`class ${precision} ${size.halfHonest} ×${size.halfTrials}`, () => runHalfClass(ember, precision, { honest: size.halfHonest, trials: size.halfTrials, isQuick: options.isQuick }, seed, say));
      halfClasses.push(half);
      attacks.push(...rows);
    }
    return {
      date: new Date().toISOString().slice(0, 10), seed, isQuick: options.isQuick,
      machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`,
      versions: { node: process.version, onnxruntime: env.versions.node ?? env.versions.common }, seconds: Math.round(ledger.spentMs() / 100) / 10, honest, halfClasses, attacks,
    };
  } finally {
    for (const { close } of opened) await close();
    await rm(folder, { recursive: true, force: true });
  }
}

const progressOf = (row: AttackRow): string => `${row.subject}: ${row.name}: ${row.caught} of ${row.trials} caught (${row.caughtDiffering} of ${row.differing} that differ)`;

async function runDecoderAttack(subject: Subject, attack: DecoderAttack, trials: number, seed: number, toplocLimits: ToplocError): Promise<AttackRow> {
  const classId = attack.classId ?? cpuFp32;
  const cheat = await attack.prepare(subject, createRandom(`${seed}|${attack.name}|${subject.name}`));
  const count = { trials: 0, caught: 0, differing: 0, caughtDiffering: 0, published: 0, recalibrated: 0, toploc: 0, bytes: 0 };
  const needed: number[] = [];
  let ms = 0;
  // Some orders give a cheat nothing to do; the next one is taken then.
  for (let n = 0; count.trials < trials && n < 4 * trials + 20; n++) {
    const claim = await cheat(n, createRandom(`${seed}|${attack.name}|${subject.name}|${n}`));
    if (!claim) continue;
    const ordered = claim.request.decode === subject.decode ? await subject.honest(n) : await run(subject.provider, claim.request);
    const audited = await audit(subject.auditor, claim, { withToploc: !attack.noRows });
    const judgement = judgeGeneration(audited.figures, thresholdsOf(classId, tauVersion, claim.request.decode), classId);
    const accused = judgement.verdict === verdict.reject;
    const differs = claim.tokens.length !== ordered.tokens.length || claim.tokens.some((token, i) => token !== ordered.tokens[i]);
    count.trials++;
    count.bytes += evidenceBytes(claim);
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
    toplocRecalibrated: count.toploc > 0 ? count.recalibrated : null, verifierMs: Math.round((ms / Math.max(1, count.trials)) * 100) / 100,
    evidenceBytes: Math.round(count.bytes / Math.max(1, count.trials)), jobsToDetection: jobsByVerdict(count.caught, count.trials), jobsToDrift: null, note: attack.note,
  };
}

async function runFileAttack(attack: FileAttack, trials: number, seed: number): Promise<AttackRow> {
  const needed: number[] = [];
  let [caught, differing, caughtDiffering, ms] = [0, 0, 0, 0];
  for (let n = 0; n < trials; n++) {
    const outcome = await attack.attempt(n, createRandom(`${seed}|${attack.name}|${attack.subject}|${n}`));
    ms += outcome.ms;
    if (outcome.caught) caught++;
    if (outcome.caught && outcome.chunks !== undefined) needed.push(outcome.chunks);
    if (outcome.differs) differing++;
    if (outcome.caught && outcome.differs) caughtDiffering++;
  }
  return {
    name: attack.name, subject: attack.subject, class: attack.subject === 'digits' ? 'int-exact' : attack.subject === 'contracts' ? '–' : 'cpu-fp32', trials, caught, differing, caughtDiffering, expected: attack.expected,
    chunksNeeded: needed.sort((a, b) => a - b)[needed.length >> 1] ?? null, toplocCaught: null, toplocRecalibrated: null, verifierMs: Math.round((ms / Math.max(1, trials)) * 100) / 100, evidenceBytes: null,
    jobsToDetection: jobsByVerdict(caught, trials), jobsToDrift: null, note: attack.note,
  };
}
