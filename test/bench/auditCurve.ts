import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditGeneration, type Replay } from '../../electron/services/audit/auditGeneration.ts';
import { startRun } from '../../electron/services/inference/decoder.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDecoder, requestOf, runGenerate, type OpenDecoder } from '../support/decoderHarness.ts';
import { benchDecoder, parameterCount, writeDecoder, type DecoderConfig } from '../support/generatedDecoder.ts';
import { figureOf, type Figure } from './statistics.ts';

/** Wall time and processor time of the whole process, milliseconds. */
export type Cost = { readonly wallMs: Figure; readonly cpuMs: Figure };
export type AuditPoint = {
  readonly promptTokens: number;
  readonly newTokens: number;
  readonly generate: Cost;
  readonly audit: Cost;
  /** How many times cheaper the audit is. CPU time sees less of what else runs on the machine. */
  readonly timesCheaper: { readonly wall: Figure; readonly cpu: Figure };
  /** Share of the audit's wall time inside the runtime; the rest is margins, sketches and checks. */
  readonly modelShare: number;
};
export type AuditCurve = { readonly parameters: number; readonly threads: number; readonly rounds: number; readonly points: readonly AuditPoint[] };

export type AuditCurveOptions = {
  readonly promptLengths?: readonly number[];
  readonly newTokens?: number;
  readonly threads?: number;
  readonly rounds?: number;
  readonly decoder?: DecoderConfig;
  readonly onPoint?: (line: string) => void;
};

/**
 * What one audit costs beside generating the same job, over prompt lengths: a whole job each, evidence and all checks included, generation and audit in
 * turns so that a busy machine hits both.
 */
export async function measureAuditCurve(options: AuditCurveOptions = {}): Promise<AuditCurve> {
  const { promptLengths = [32, 64, 128, 256, 512], newTokens = 256, threads = 1, rounds = 5, onPoint = () => undefined } = options;
  const decoder = { ...(options.decoder ?? benchDecoder), maxContext: Math.max(...promptLengths) + newTokens };
  const folder = await mkdtemp(join(tmpdir(), 'hearth-curve-'));
  try {
    await writeDecoder(folder, decoder);
    const open = await openDecoder(folder, { threads });
    const points: AuditPoint[] = [];
    for (const promptTokens of promptLengths) {
      const point = await measurePoint(open, decoder, { promptTokens, newTokens, rounds });
      points.push(point);
      onPoint(`${promptTokens} in, ${newTokens} out: audit ${point.timesCheaper.wall.median.toFixed(1)} times cheaper by the clock, ${point.timesCheaper.cpu.median.toFixed(1)} by processor time`);
    }
    await open.session.release();
    return { parameters: parameterCount(decoder), threads, rounds, points };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurePoint(open: OpenDecoder, config: DecoderConfig, { promptTokens, newTokens, rounds }: { promptTokens: number; newTokens: number; rounds: number }): Promise<AuditPoint> {
  const prompt = Array.from({ length: promptTokens }, (_, i) => (i === 0 ? 0 : 3 + ((i * 37) % (config.vocab - 3))));
  const request = { ...requestOf(1, config.vocab, { maxNewTokens: newTokens }), promptTokens: prompt };
  const made = await runGenerate(open, request);
  if (made.tokens.length !== newTokens) throw new Error(`${made.tokens.length} tokens instead of ${newTokens}`);
  let modelMs = 0;
  const audit = async (): Promise<void> => {
    const run = startRun(open.decoder, { wantsCache: false });
    const replay: Replay = {
      vocabSize: config.vocab, hiddenSize: config.hidden, maxContext: config.maxContext,
      async step(tokens, logitsFrom) {
        const start = performance.now();
        const result = await run.step(tokens, logitsFrom);
        modelMs += performance.now() - start;
        return result;
      },
    };
    const findings = await auditGeneration(nodePrimitives, replay, { request, ...made }, promptTokens + newTokens);
    run.close();
    if (findings.distances.some((distance) => distance > 2e-5) || !findings.stopReasonFollows) throw new Error('the audit of an honest job finds fault');
  };
  await audit();
  modelMs = 0;
  const [generated, audited]: [Reading[], Reading[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    generated.push(await readCost(async () => void (await runGenerate(open, request))));
    audited.push(await readCost(audit));
  }
  const costOf = (readings: readonly Reading[]): Cost => ({ wallMs: figureOf(readings.map(({ wallMs }) => wallMs)), cpuMs: figureOf(readings.map(({ cpuMs }) => cpuMs)) });
  const ratio = (pick: (reading: Reading) => number): Figure => figureOf(generated.map((reading, i) => pick(reading) / pick(audited[i]!)));
  return {
    promptTokens, newTokens, generate: costOf(generated), audit: costOf(audited), timesCheaper: { wall: ratio(({ wallMs }) => wallMs), cpu: ratio(({ cpuMs }) => cpuMs) },
    modelShare: modelMs / audited.reduce((sum, { wallMs }) => sum + wallMs, 0),
  };
}

type Reading = { readonly wallMs: number; readonly cpuMs: number };
async function readCost(run: () => Promise<void>): Promise<Reading> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const used = process.cpuUsage(cpu);
  return { wallMs: performance.now() - start, cpuMs: (used.user + used.system) / 1000 };
}
