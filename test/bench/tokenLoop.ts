import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { env, Tensor, type InferenceSession } from 'onnxruntime-node';
import { openSession, type RuntimeSession } from '../../electron/services/inference/session.ts';
import { deriveSamplerKey } from '../../electron/protocol/keys.ts';
import { createSampler } from '../../electron/protocol/sampler.ts';
import { auditGeneration } from '../../electron/services/audit/auditGeneration.ts';
import { startRun } from '../../electron/services/inference/decoder.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDecoder, requestOf, runGenerate } from '../support/decoderHarness.ts';
import { benchDecoder, parameterCount, writeDecoder, type DecoderConfig } from '../support/generatedDecoder.ts';
import { openTransformersLoop } from './transformersLoop.ts';

/** Median with the spread around it, over rounds. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number };

export type TokenLoopResult = {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly onnxruntime: string };
  readonly parameters: number;
  readonly promptTokens: number;
  readonly newTokens: number;
  readonly threads: number;
  readonly rounds: number;
  /** Our loop: seeded sampling at temperature 1, rows, sketches, roots. Wall time of the whole job, prefill included. */
  readonly tokensPerSecond: Figure;
  /** onnxruntime-node alone on the same session choosing the same tokens with the same sampler: rows not fetched, no evidence. */
  readonly bareTokensPerSecond: Figure;
  /** The same with a greedy choice: the least a program can do. */
  readonly bareGreedyTokensPerSecond: Figure;
  /** @huggingface/transformers on the same files, sampling from the whole vocabulary too; null with a reason where it is not installed. */
  readonly transformersTokensPerSecond: Figure | null;
  readonly transformersReason: string | null;
  /** Rows, sketches, hashes and finiteness checks as a share of our loop, measured inside it. */
  readonly evidenceShare: number;
  /** What our loop takes longer than a bare one that samples the same tokens, as a share of ours: median over interleaved pairs. CPU time does not see what else runs on the machine. */
  readonly overheadShare: { readonly wall: number; readonly cpu: number };
  /** The same against the bare greedy loop: the sampler is then counted too. */
  readonly overheadOverGreedyShare: { readonly wall: number; readonly cpu: number };
  /** Time spent outside the runtime's own run(), as a share of each loop's wall time. Busy neighbours move this least. */
  readonly outsideRuntimeShare: { readonly ours: number; readonly bare: number; readonly bareGreedy: number };
  /** One replay of prompt and tokens with all checks, and how many times cheaper that is than generating. */
  readonly auditMs: Figure;
  readonly auditSpeedup: number;
};

export type TokenLoopOptions = {
  readonly newTokens?: number;
  readonly promptTokens?: number;
  readonly threads?: number;
  readonly rounds?: number;
  readonly decoder?: DecoderConfig;
  /** A folder in whose node_modules @huggingface/transformers was installed, outside the product's tree. */
  readonly transformersFolder?: string | null;
  readonly onRound?: (line: string) => void;
};

/**
 * Generates with evidence, bare, and with the peer, interleaved in one process (A B C C B A …), on a decoder made for the purpose.
 * Takes 20 to 90 seconds.
 */
export async function measureTokenLoop(options: TokenLoopOptions = {}): Promise<TokenLoopResult> {
  const { newTokens = 256, promptTokens: promptLength = 32, threads = 1, rounds = 5, decoder: config = benchDecoder, onRound = () => undefined } = options;
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  try {
    await writeDecoder(folder, config);
    const open = await openDecoder(folder, { threads });
    const request = { ...requestOf(1, config.vocab, { maxNewTokens: newTokens }), promptTokens: Array.from({ length: promptLength }, (_, i) => (i === 0 ? 0 : 3 + ((i * 37) % 250))) };
    const plain = await openSession(open.model, { executionProvider: 'cpu', threads });
    const runtime = timeRuns(open.session, plain);
    const bare = createBareLoop(plain, config);
    const samplerKey = deriveSamplerKey(nodePrimitives, request.nonce, request.jobId);
    const sampled = (): Choose => {
      const sampler = createSampler(nodePrimitives, { samplerKey, decode: request.decode, vocabSize: config.vocab });
      return (logits, position, history) => sampler.choose(logits, position, history);
    };
    const peer = await openTransformersLoop(options.transformersFolder ?? null, folder, threads);
    const peerLoop = 'reason' in peer ? null : peer;

    let evidenceMs = 0;
    let computeMs = 0;
    const ours = async (): Promise<void> => {
      const made = await runGenerate(open, request);
      evidenceMs += made.evidenceMs;
      computeMs += made.computeMs;
    };
    const contestants: Contestant[] = [
      { name: 'ours', run: ours, walls: [], cpus: [], outside: [] },
      { name: 'bare', run: () => bare(request.promptTokens, newTokens, sampled()), walls: [], cpus: [], outside: [] },
      { name: 'bare greedy', run: () => bare(request.promptTokens, newTokens, greedy), walls: [], cpus: [], outside: [] },
      ...(peerLoop ? [{ name: 'transformers', run: () => peerLoop.generate(request.promptTokens, newTokens), walls: [], cpus: [], outside: [] }] : []),
    ];
    for (const { run } of contestants) await run();
    evidenceMs = computeMs = 0;
    for (let round = 0; round < rounds; round++) {
      for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) await measure(contestant, runtime);
      onRound(`round ${round + 1}: ${contestants.map(({ name, walls }) => `${name} ${((newTokens / walls.at(-1)!) * 1000).toFixed(1)}`).join(', ')} tokens/s`);
    }

    const made = await runGenerate(open, request);
    const audit: Contestant = {
      name: 'audit', walls: [], cpus: [], outside: [],
      run: async () => {
        const run = startRun(open.decoder, { wantsCache: false });
        await auditGeneration(nodePrimitives, { ...run, vocabSize: config.vocab, hiddenSize: config.hidden, maxContext: config.maxContext }, { request, ...made });
        run.close();
      },
    };
    for (let round = 0; round <= rounds; round++) await measure(audit, runtime);
    audit.walls.shift();
    await open.session.release();
    await plain.release();
    await peerLoop?.close();

    const [us, them, least] = [contestants[0]!, contestants[1]!, contestants[2]!];
    const pairs = (other: Contestant, pick: (each: Contestant) => number[]): number => medianOf(pick(us).map((value, i) => 1 - pick(other)[i]! / value));
    const over = (other: Contestant) => ({ wall: pairs(other, ({ walls }) => walls), cpu: pairs(other, ({ cpus: values }) => values) });
    const perSecond = ({ walls }: Contestant): Figure => figureOf(walls.map((ms) => (newTokens / ms) * 1000));
    return {
      machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, onnxruntime: env.versions.node ?? env.versions.common },
      parameters: parameterCount(config), promptTokens: promptLength, newTokens, threads, rounds,
      tokensPerSecond: perSecond(us), bareTokensPerSecond: perSecond(them),
      bareGreedyTokensPerSecond: perSecond(least),
      transformersTokensPerSecond: contestants[3] ? perSecond(contestants[3]) : null,
      transformersReason: 'reason' in peer ? peer.reason : null,
      evidenceShare: evidenceMs / computeMs,
      overheadShare: over(them),
      overheadOverGreedyShare: over(least),
      outsideRuntimeShare: { ours: medianOf(us.outside), bare: medianOf(them.outside), bareGreedy: medianOf(least.outside) },
      auditMs: figureOf(audit.walls),
      auditSpeedup: medianOf(us.walls) / medianOf(audit.walls),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Contestant = { readonly name: string; readonly run: () => Promise<void>; readonly walls: number[]; readonly cpus: number[]; readonly outside: number[] };

/** Adds up the time inside `run`, which also holds the event loop's turn before it. */
function timeRuns(...sessions: RuntimeSession[]): { spentMs: number } {
  const spent = { spentMs: 0 };
  for (const session of sessions) {
    const run = session.run.bind(session) as (...all: unknown[]) => Promise<InferenceSession.OnnxValueMapType>;
    session.run = async (...all: unknown[]) => {
      const start = performance.now();
      const result = await run(...all);
      spent.spentMs += performance.now() - start;
      return result;
    };
  }
  return spent;
}

async function measure({ run, walls, cpus: cpuTimes, outside }: Contestant, runtime: { spentMs: number }): Promise<void> {
  runtime.spentMs = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  walls.push(performance.now() - start);
  outside.push(1 - runtime.spentMs / walls.at(-1)!);
  const used = process.cpuUsage(cpu);
  cpuTimes.push(used.user + used.system);
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
function medianOf(values: readonly number[]): number {
  const all = sorted(values);
  return (all[(all.length - 1) >> 1]! + all[all.length >> 1]!) / 2;
}
const figureOf = (values: readonly number[]): Figure => ({ median: medianOf(values), least: Math.min(...values), most: Math.max(...values) });

type Choose = (logits: Float32Array, position: number, history: readonly number[]) => number;

const greedy: Choose = (logits) => {
  let top = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[top]!) top = i;
  return top;
};

/**
 * A loop on onnxruntime-node and nothing else: no rows, no checks, no evidence; the present is the next past. It runs on a session of the plain
 * file, as a program would that knows no better: two sessions of one file differ by up to 8 % here, by where their weights happen to lie in memory.
 */
function createBareLoop(session: InferenceSession, config: DecoderConfig): (promptTokens: readonly number[], newTokens: number, choose: Choose) => Promise<void> {
  const names = Array.from({ length: config.layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  const fetches = ['logits', ...names.map((name) => `present.${name}`)];
  const mask = new BigInt64Array(config.maxContext).fill(1n);
  return async (promptTokens, newTokens, choose) => {
    let past: Tensor[] = names.map(() => new Tensor('float32', [], [1, config.kvHeads, 0, config.headDim]));
    let fed = [...promptTokens];
    const history = [...promptTokens];
    for (let length = 0, made = 0; made < newTokens; made++) {
      const total = length + fed.length;
      const feeds: Record<string, Tensor> = {
        input_ids: new Tensor('int64', BigInt64Array.from(fed, BigInt), [1, fed.length]),
        attention_mask: new Tensor('int64', mask.subarray(0, total), [1, total]),
        position_ids: new Tensor('int64', BigInt64Array.from(fed, (_, i) => BigInt(length + i)), [1, fed.length]),
      };
      names.forEach((name, i) => (feeds[`past_key_values.${name}`] = past[i]!));
      const result = await session.run(feeds, fetches);
      for (const tensor of past) tensor.dispose();
      past = names.map((name) => result[`present.${name}`] as Tensor);
      const token = choose((result['logits']!.data as Float32Array).subarray((fed.length - 1) * config.vocab, fed.length * config.vocab), made, history);
      history.push(token);
      fed = [token];
      length = total;
    }
    for (const tensor of past) tensor.dispose();
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = await measureTokenLoop({
    transformersFolder: process.env['HEARTH_TRANSFORMERS'] ?? null,
    threads: Number(process.env['HEARTH_BENCH_THREADS'] ?? 1),
    onRound: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
