import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { largePages } from '../../electron/services/broker/nodeFork.ts';
import { createReadAhead } from '../../electron/services/models/readAhead.ts';
import { openDecoder } from '../support/decoderHarness.ts';
import { benchDecoder, writeDecoder } from '../support/generatedDecoder.ts';
import type { Say } from './measureHearth.ts';
import { figureOf, type Figure } from './statistics.ts';

/** What reading a model ahead brings: loading it as a worker does, with nothing of it in memory, after it was read ahead, and with all of it in memory. Milliseconds. */
export type LoadingFigure = {
  readonly fileBytes: number;
  readonly coldMs: Figure;
  /** Beside other work, before the model's turn. */
  readonly readAheadMs: Figure;
  readonly aheadMs: Figure;
  readonly warmMs: Figure;
  /** Of the files, how much a cold load took from the disk: less than all where the system kept some. */
  readonly readShare: Figure;
};

type Round = { readonly coldMs: number; readonly readAheadMs: number; readonly aheadMs: number; readonly warmMs: number; readonly readShare: number };

/** In a process that gets its memory as a worker does. @returns null  this system does not let a program empty the page cache of its own files, or does not count what comes from a disk */
export async function measureLoading(rounds: number, say: Say): Promise<LoadingFigure | null> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-load-'));
  try {
    await writeDecoder(folder, benchDecoder);
    const files = filesOf(folder);
    if (diskBytes() === null || !forget(files)) return null;
    const child = fork(import.meta.filename, [folder, String(rounds)], { env: { ...process.env, ...largePages }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const made: Round[] = [];
    child.on('message', (round: Round) => {
      made.push(round);
      say(`loading, round ${made.length}: cold ${round.coldMs.toFixed(0)} ms, read ahead in ${round.readAheadMs.toFixed(0)} and then ${round.aheadMs.toFixed(0)}, warm ${round.warmMs.toFixed(0)}`);
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0 || made.length !== rounds) throw new Error(`the measuring process ended with ${code} after ${made.length} of ${rounds} rounds`);
    const of = (pick: (round: Round) => number): Figure => figureOf(made.map(pick));
    return {
      fileBytes: sizeOf(files), coldMs: of(({ coldMs }) => coldMs), readAheadMs: of(({ readAheadMs }) => readAheadMs), aheadMs: of(({ aheadMs }) => aheadMs), warmMs: of(({ warmMs }) => warmMs), readShare: of(({ readShare }) => readShare),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each way in turns within a round, the order turned from round to round: what a load leaves behind in memory hits all of them. */
async function measureRounds(folder: string, rounds: number, onRound: (round: Round) => void): Promise<void> {
  const files = filesOf(folder);
  const fileBytes = sizeOf(files);
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const startMs = performance.now();
    await work();
    return performance.now() - startMs;
  };
  const load = async (): Promise<number> => {
    let session: { release(): Promise<void> } | null = null;
    const tookMs = await timed(async () => ({ session } = await openDecoder(folder)));
    await session!.release();
    return tookMs;
  };
  await load();
  await load();
  for (let round = 0; round < rounds; round++) {
    const made = { coldMs: 0, readAheadMs: 0, aheadMs: 0, warmMs: 0, readShare: 0 };
    const ways = [
      async () => {
        forget(files);
        const before = diskBytes()!;
        made.coldMs = await load();
        made.readShare = (diskBytes()! - before) / fileBytes;
      },
      async () => {
        forget(files);
        made.readAheadMs = await timed(() => createReadAhead({ freeBytes: freemem, nowMs: Date.now })(folder));
        made.aheadMs = await load();
      },
      async () => void (made.warmMs = await load()),
    ];
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) await way();
    onRound(made);
  }
}

const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const sizeOf = (files: readonly string[]): number => files.reduce((sum, path) => sum + statSync(path).size, 0);

/** Has the system forget what it holds of these files: GNU dd's `nocache`, which needs no rights. */
function forget(files: readonly string[]): boolean {
  try {
    for (const path of files) execFileSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Bytes that this process had the disk read so far; null where nobody counts them. */
function diskBytes(): number | null {
  try {
    return Number(/^read_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))![1]);
  } catch {
    return null;
  }
}

if (import.meta.main) await measureRounds(process.argv[2]!, Number(process.argv[3]), (round) => process.send!(round));
