import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largePages } from '../../electron/services/broker/nodeFork.ts';
import { openDecoderSession } from '../../electron/services/inference/decoderSession.ts';
import { rewriteDecoder } from '../../electron/services/models/decoderBytes.ts';
import { openModelFolder } from '../../electron/services/models/openModelFolder.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { requestOf, runAudit, runGenerate } from '../support/decoderHarness.ts';
import { benchDecoder, parameterCount, writeDecoder } from '../support/generatedDecoder.ts';
import { figureOf, type Figure } from './statistics.ts';

type Cost = { readonly wallMs: Figure; readonly cpuMs: Figure };
/** `peakBytes`: by how much the process grew meanwhile, at most; null where the system does not tell. */
type Arm = { readonly firstToken: Cost; readonly firstTokenPeakBytes: Figure | null; readonly audit: Cost; readonly auditPeakBytes: Figure | null };
/** What a long prompt and its audit cost with the logits of every position, and with those that are wanted alone. */
export type PromptCost = { readonly parameters: number; readonly vocab: number; readonly promptTokens: number; readonly newTokens: number; readonly threads: number; readonly all: Arm; readonly wanted: Arm; readonly timesSooner: { readonly firstToken: Figure; readonly audit: Figure } };

type Work = { readonly wallMs: number; readonly cpuMs: number; readonly peakBytes: number | null };
type Reading = { readonly firstToken: Work; readonly audit: Work };

/** The bench's decoder with a vocabulary as real ones have it. */
const decoder = { ...benchDecoder, vocab: 32_000, maxContext: 1024 };
const promptTokens = 512;
const newTokens = 64;

/** Each way in a process of its own that gets its memory as a worker does, in turns. */
export async function measurePromptCost(rounds: number, onRound: (line: string) => void): Promise<PromptCost> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-prompt-'));
  try {
    await writeDecoder(folder, decoder);
    const readings: Record<'all' | 'wanted', Reading[]> = { all: [], wanted: [] };
    for (let round = 0; round < rounds; round++) {
      for (const way of round % 2 === 0 ? (['all', 'wanted'] as const) : (['wanted', 'all'] as const)) readings[way].push(await readInChild(folder, way));
      onRound(`prompt, round ${round + 1}: ${(['all', 'wanted'] as const).map((way) => `${way} ${readings[way].at(-1)!.firstToken.wallMs.toFixed(0)} ms to the first token, ${readings[way].at(-1)!.audit.wallMs.toFixed(0)} ms an audit`).join('; ')}`);
    }
    const times = (pick: (reading: Reading) => Work): Figure => figureOf(readings.all.map((reading, i) => pick(reading).cpuMs / pick(readings.wanted[i]!).cpuMs));
    return {
      parameters: parameterCount(decoder), vocab: decoder.vocab, promptTokens, newTokens, threads: 1, all: armOf(readings.all), wanted: armOf(readings.wanted),
      timesSooner: { firstToken: times(({ firstToken }) => firstToken), audit: times(({ audit }) => audit) },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function armOf(readings: readonly Reading[]): Arm {
  const cost = (works: readonly Work[]): Cost => ({ wallMs: figureOf(works.map(({ wallMs }) => wallMs)), cpuMs: figureOf(works.map(({ cpuMs }) => cpuMs)) });
  const peak = (works: readonly Work[]): Figure | null => { const known = works.flatMap(({ peakBytes }) => peakBytes ?? []); return known.length === 0 ? null : figureOf(known); };
  const [first, audits] = [readings.map(({ firstToken }) => firstToken), readings.map(({ audit }) => audit)];
  return { firstToken: cost(first), firstTokenPeakBytes: peak(first), audit: cost(audits), auditPeakBytes: peak(audits) };
}

async function readInChild(folder: string, way: 'all' | 'wanted'): Promise<Reading> {
  const child = fork(import.meta.filename, [folder, way], { env: { ...process.env, ...largePages }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let found: Reading | null = null;
  child.on('message', (reading: Reading) => void (found = reading));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || !found) throw new Error(`the measuring process ended with ${code}`);
  return found;
}

async function read(folder: string, way: string): Promise<Reading> {
  const model = await openModelFolder(nodePrimitives, folder);
  const opened = await openDecoderSession(model, { executionProvider: 'cpu', threads: 1 }, (bytes, wishes) => rewriteDecoder(bytes, way === 'all' ? { ...wishes, noWanted: 'measured without' } : wishes));
  if ((opened.allLogits === null) !== (way === 'wanted')) throw new Error(`it does not compute ${way} logits: ${opened.allLogits}`);
  const open = { model, ...opened };
  const prompt = (seed: number): number[] => Array.from({ length: promptTokens }, (_, i) => (i === 0 ? 0 : 3 + ((seed * 7919 + i * 37) % (decoder.vocab - 3))));
  const request = (seed: number, count: number) => ({ ...requestOf(seed, decoder.vocab, { maxNewTokens: count }), promptTokens: prompt(seed) });
  const answered = request(1, newTokens);
  const made = await runGenerate(open, answered);
  const audit = async (): Promise<void> => {
    const { distances, stopReasonFollows } = await runAudit(open, answered, made, 512);
    if (distances.some((distance) => distance > 2e-5) || !stopReasonFollows) throw new Error('the audit of an honest job finds fault');
  };
  const firstToken = await measured(async () => void (await runGenerate(open, request(2, 1))));
  await audit();
  const reading = { firstToken, audit: await measured(audit) };
  await open.session.release();
  return reading;
}

async function measured(work: () => Promise<void>): Promise<Work> {
  const before = forgetPeak();
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  await work();
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000, peakBytes: before === null ? null : peakBytes() - before };
}

const peakBytes = (): number => 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);

/** Has Linux count this process's highest memory anew. @returns  what it takes now; null elsewhere */
function forgetPeak(): number | null {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return peakBytes();
  } catch {
    return null;
  }
}

if (import.meta.main) process.send!(await read(process.argv[2]!, process.argv[3]!));
