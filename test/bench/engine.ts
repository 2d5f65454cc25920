import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDecoder } from '../../electron/services/inference/decoder.ts';
import { batchRoomOf } from '../../electron/services/inference/cacheRoom.ts';
import { openDecoderSession } from '../../electron/services/inference/decoderSession.ts';
import { createEngine, type Answer, type Engine } from '../../electron/services/inference/engine.ts';
import { generate, type GenerateRequest } from '../../electron/services/inference/generate.ts';
import { createPrefixCache } from '../../electron/services/inference/prefixCache.ts';
import { openSession } from '../../electron/services/inference/session.ts';
import { rewriteDecoder } from '../../electron/services/models/decoderBytes.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDecoder, requestOf, type OpenDecoder } from '../support/decoderHarness.ts';
import { benchDecoder, parameterCount, writeDecoder } from '../support/generatedDecoder.ts';
import { measurePromptCost, type PromptCost } from './promptCost.ts';
import { figureOf, type Figure } from './statistics.ts';

/** Tokens per second of the clock, and per second of processor time of the whole process. */
export type Rate = { readonly wall: Figure; readonly cpu: Figure };

export type EngineFigure = {
  readonly parameters: number;
  readonly promptTokens: number;
  readonly newTokens: number;
  readonly threads: number;
  readonly rounds: number;
  /** As it was: the graph gives the whole cache back at every step, one sequence at a time. */
  readonly wholeCache: Rate;
  /** The engine, by clients at once; gains are over its own one client, of the same round. */
  readonly curve: readonly { readonly clients: number; readonly rate: Rate; readonly gain: Rate; readonly gainOverWholeCache: Rate }[];
  /** Until the first token, a prompt of `sharedTokens` and 32 more: computed, and with the first part known. Milliseconds. */
  readonly prefix: { readonly sharedTokens: number; readonly coldMs: Figure; readonly hitMs: Figure; readonly timesSooner: { readonly wall: Figure; readonly cpu: Figure } };
  /** Since 2026-11-30. */
  readonly prompt?: PromptCost;
  /** The same decoder with GroupQueryAttention over two heads of keys: eight clients one by one, as such exports ran before, one alone, and eight together. Since 2026-11-30. */
  readonly counted?: { readonly oneByOne: Rate; readonly alone: Rate; readonly together: Rate; readonly gain: Rate; readonly gainOverOneByOne: Rate };
};

export type EngineOptions = { readonly clients?: readonly number[]; readonly newTokens?: number; readonly rounds?: number; readonly threads?: number; readonly onRound?: (line: string) => void };

const promptTokens = 32;
const sharedTokens = 384;
const nowMs = (): number => performance.now();
type Work = { wallMs: number; cpuMs: number };

/** Evidence and sampling included, in one process; the contestants take turns within each round, so that a busy machine hits all of them. */
export async function measureEngine({ clients = [1, 2, 4, 8, 16], newTokens = 128, rounds = 5, threads = 1, onRound = () => undefined }: EngineOptions = {}): Promise<EngineFigure> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-engine-'));
  try {
    await writeDecoder(folder, benchDecoder);
    const open = await openDecoder(folder, { threads });
    if (open.oneByOne !== null) throw new Error(`the bench decoder runs one by one: ${open.oneByOne}`);
    const plain = await openSession(open.model, { executionProvider: 'cpu', threads });
    const plainDecoder = describeDecoder(plain, open.model);
    const engine = engineOn(open);
    let asked = 0;
    const nextRequest = (): GenerateRequest => ({ ...requestOf(++asked, benchDecoder.vocab, { maxNewTokens: newTokens }), promptTokens: promptOf(asked, promptTokens) });
    const together = (count: number) => () => Promise.all(Array.from({ length: count }, () => engine.generate(nextRequest(), { signal: never, scope: null })));
    const contestants = [
      { name: 'whole cache', tokens: newTokens, run: () => generate({ p: nodePrimitives, nowMs }, plainDecoder, nextRequest(), never), works: [] as Work[] },
      ...clients.map((count) => ({ name: `${count}`, tokens: count * newTokens, run: together(count), works: [] as Work[] })),
    ];
    await inTurns(contestants, rounds, onRound);
    const [whole, alone] = [contestants[0]!, contestants[1]!];
    const curve = contestants.slice(1).map((one, i) => ({ clients: clients[i]!, rate: rateOf(one), gain: gainOf(one, alone), gainOverWholeCache: gainOf(one, whole) }));
    const prefix = await measurePrefix(open, Math.max(3, 3 * rounds));
    await open.session.release();
    await plain.release();
    const counted = await measureCounted({ newTokens, rounds, threads, onRound });
    const prompt = await measurePromptCost(rounds, onRound);
    return { parameters: parameterCount(benchDecoder), promptTokens, newTokens, threads, rounds, wholeCache: rateOf(whole), curve, prefix, counted, prompt };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Contestant = { readonly name: string; readonly tokens: number; readonly run: () => Promise<unknown>; readonly works: Work[] };

async function inTurns(contestants: readonly Contestant[], rounds: number, onRound: (line: string) => void): Promise<void> {
  for (const { run } of contestants) await run();
  for (let round = 0; round < rounds; round++) {
    for (const { run, works } of round % 2 === 0 ? contestants : contestants.toReversed()) works.push(await timed(run));
    onRound(`round ${round + 1}: ${contestants.map(({ name, tokens, works }) => `${name} ${((tokens / works.at(-1)!.wallMs) * 1000).toFixed(0)} (${((tokens / works.at(-1)!.cpuMs) * 1000).toFixed(0)} per CPU second)`).join(', ')}`);
  }
}

const rateOf = ({ tokens, works }: Contestant): Rate => ({ wall: figureOf(works.map(({ wallMs }) => (tokens / wallMs) * 1000)), cpu: figureOf(works.map(({ cpuMs }) => (tokens / cpuMs) * 1000)) });
/** Within each round. */
function gainOf(one: Contestant, over: Contestant): Rate {
  const times = (pick: (work: Work) => number): Figure => figureOf(one.works.map((work, i) => (one.tokens / pick(work)) / (over.tokens / pick(over.works[i]!))));
  return { wall: times(({ wallMs }) => wallMs), cpu: times(({ cpuMs }) => cpuMs) };
}

async function measureCounted({ newTokens, rounds, threads, onRound }: Required<Omit<EngineOptions, 'clients'>>): Promise<NonNullable<EngineFigure['counted']>> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-counted-'));
  try {
    await writeDecoder(folder, { ...benchDecoder, kvHeads: 2, groupQuery: 'turns' });
    const open = await openDecoder(folder, { threads });
    if (open.oneByOne !== null) throw new Error(`the bench decoder with GroupQueryAttention runs one by one: ${open.oneByOne}`);
    const serial = await openDecoderSession(open.model, { executionProvider: 'cpu', threads }, (bytes, wishes) => rewriteDecoder(bytes, { ...wishes, noFresh: 'measured one by one' }));
    let asked = 0;
    const by = (engine: Engine, count: number) => () => Promise.all(Array.from({ length: count }, () => engine.generate({ ...requestOf(++asked, benchDecoder.vocab, { maxNewTokens: newTokens }), promptTokens: promptOf(asked, promptTokens) }, { signal: never, scope: null })));
    const of = (name: string, engine: Engine, count: number): Contestant => ({ name, tokens: count * newTokens, run: by(engine, count), works: [] });
    const shared = engineOn(open);
    const [oneByOne, alone, together] = [of('GroupQueryAttention, 8 one by one', engineOn({ model: open.model, ...serial }), 8), of('1', shared, 1), of('8', shared, 8)];
    await inTurns([oneByOne, alone, together], rounds, onRound);
    await open.session.release();
    await serial.session.release();
    return { oneByOne: rateOf(oneByOne), alone: rateOf(alone), together: rateOf(together), gain: gainOf(together, alone), gainOverOneByOne: gainOf(together, oneByOne) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const never = new AbortController().signal;
const promptOf = (seed: number, length: number): number[] => Array.from({ length }, (_, i) => (i === 0 ? 0 : 3 + ((seed * 7919 + i * 37) % (benchDecoder.vocab - 3))));

const engineOn = ({ decoder }: OpenDecoder): Engine => {
  const room = batchRoomOf(decoder, { oneByOne: null, memoryBytes: 4 * 2 ** 30, executionProvider: 'cpu' });
  return createEngine({ p: nodePrimitives, nowMs, inTurn: (work) => work() }, decoder, { room, prefixes: createPrefixCache(256 * 2 ** 20) });
};

async function timed(run: () => Promise<unknown>): Promise<Work> {
  const cpu = process.cpuUsage();
  const startMs = nowMs();
  await run();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: nowMs() - startMs, cpuMs: (user + system) / 1000 };
}

/** One token each: a job's time is then its time to the first token. */
async function measurePrefix(open: OpenDecoder, rounds: number): Promise<EngineFigure['prefix']> {
  const engine = engineOn(open);
  const first = (seed: number, question: number): Promise<Answer> => engine.generate(
    { ...requestOf(question, benchDecoder.vocab, { maxNewTokens: 1 }), promptTokens: [...promptOf(seed, sharedTokens), ...promptOf(question, 32).map((token) => token || 5)] }, { signal: never, scope: 'one client' },
  );
  const cold: Work[] = [];
  const hit: Work[] = [];
  // Both ways once before the clock runs.
  await first(1000, 1);
  await first(1000, 2);
  for (let round = 0; round < rounds; round++) {
    cold.push(await timed(async () => assertReused(await first(round, 2000 + round), 0)));
    hit.push(await timed(async () => assertReused(await first(round, 3000 + round), sharedTokens)));
  }
  const times = (pick: (work: Work) => number): Figure => figureOf(cold.map((work, i) => pick(work) / pick(hit[i]!)));
  return { sharedTokens, coldMs: figureOf(cold.map(({ wallMs }) => wallMs)), hitMs: figureOf(hit.map(({ wallMs }) => wallMs)), timesSooner: { wall: times(({ wallMs }) => wallMs), cpu: times(({ cpuMs }) => cpuMs) } };
}

function assertReused({ reusedPositions }: Answer, expected: number): void {
  if (expected === 0 ? reusedPositions > 1 : reusedPositions < expected) throw new Error(`${reusedPositions} positions were taken from the cache, not ${expected}`);
}
