import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Primitives } from '../../../protocol/primitives.ts';
import { HearthError, isHearthError } from '../../../shared/errors.ts';
import { refusals } from '../../../shared/saidReasons.ts';
import { downloadUrlShape, peersAddress, type Download } from '../../../shared/modelDownloads.ts';
import { bytes32Shape, safeUintShape, type Hex } from '../../../shared/units.ts';
import { toStorageError } from '../../storage/database.ts';
import { fetchBlocks, fetchWanted, type FetchOptions } from './fetchModel.ts';
import { FalseList, openGrowing } from './growing.ts';
import type { Wanted } from './modelList.ts';
import { readSource, readSources, type Source } from './sources.ts';

export type DownloadsDependencies = {
  readonly primitives: Primitives;
  /** Where models grow; may move between downloads. */
  readonly folder: () => string;
  /** Makes room for so many bytes, deleting at most what is named. @throws model.noRoom */
  readonly makeRoom: (bytes: number, evict: readonly string[]) => void;
  readonly freeBytes: () => number | null;
  /** Judges the whole by opening it, and offers it. @returns its title @throws model.* · worker.lost */
  readonly install: (folder: string, wanted: Pick<Wanted, 'modelId'>, from: string) => Promise<string>;
  readonly isInstalled: (modelId: string) => boolean;
  /** Peers that give a model away now, each a fresh source; none where there is no network. */
  readonly peersOf?: (modelId: string) => readonly Source[];
  readonly fetchOptions: FetchOptions;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly onEnded: (download: Download) => void;
};
export type Downloads = {
  list(): Download[];
  /** @throws download.* · model.noRoom · usage.invalid */
  start(urls: readonly string[], root: Hex, evict: readonly string[]): Promise<Download>;
  pause(root: string): Promise<void>;
  resume(root: string): void;
  cancel(root: string): Promise<void>;
  /** Bytes that downloads under way will take when they are whole. */
  reservedBytes(): number;
  /** Whether one writes now. */
  isBusy(): boolean;
  close(): Promise<void>;
};

const noteShape = z.strictObject({ format: z.literal('hearth-download/1'), root: bytes32Shape, urls: z.array(downloadUrlShape).min(1).max(8), totalBytes: safeUintShape, isPaused: z.boolean() });
type Entry = { shown: Download; /** Of the present run. */ sources: readonly Source[]; totalBytes: number; stop: AbortController | null; running: Promise<void> | null; samples: { atMs: number; bytes: number }[] };

/** Speed is that of so many milliseconds. */
const speedOverMs = 8000;
/** While less than this is free, nothing more is written: the same reserve that a start keeps. */
const leastFreeBytes = 64 * 2 ** 20;
const lookAtDiskEvery = 32 * 2 ** 20;
/** After these, going on makes sense; after any other, what came is not what was asked, and is deleted. */
const passing: ReadonlySet<string> = new Set(['download.dataLimit', 'download.unreachable', 'download.untrusted', 'download.tooSlow', 'download.notThere', 'storage.diskFull', 'storage.unreadable', 'worker.lost', 'internal']);

/** Downloads of models, one after another. Each is on disk from its start: whoever dies goes on where it was, after hashing what is there. */
export function createDownloads(dependencies: DownloadsDependencies): Downloads {
  const { primitives: p, fetchOptions } = dependencies;
  const entries = new Map<string, Entry>();
  const placeOf = (root: string): string => join(dependencies.folder(), root);
  let isClosed = false;

  const show = (entry: Entry, change: Partial<Download>): void => void (entry.shown = { ...entry.shown, ...change });
  function measure(entry: Entry, doneBytes: number): void {
    const atMs = performance.now();
    entry.samples = [...entry.samples.filter((sample) => atMs - sample.atMs < speedOverMs), { atMs, bytes: doneBytes }];
    show(entry, { doneBytes });
  }
  /** As of now: a download from which nothing comes any more has no speed. */
  function present({ shown, samples }: Entry): Download {
    if (shown.phase !== 'fetch' || shown.totalBytes === null) return shown;
    const nowMs = performance.now();
    const first = samples.find(({ atMs }) => nowMs - atMs < speedOverMs);
    const bytesPerSecond = first && nowMs > first.atMs ? Math.round(((shown.doneBytes - first.bytes) * 1000) / (nowMs - first.atMs)) : 0;
    return { ...shown, bytesPerSecond, leftMs: bytesPerSecond > 0 ? Math.round(((shown.totalBytes - shown.doneBytes) * 1000) / bytesPerSecond) : null };
  }

  function note(entry: Entry, isPaused: boolean): void {
    const { root, urls } = entry.shown;
    try {
      mkdirSync(placeOf(root), { recursive: true, mode: 0o700 });
      writeFileSync(join(placeOf(root), 'download.json'), JSON.stringify({ format: 'hearth-download/1', root, urls, totalBytes: entry.totalBytes, isPaused }));
    } catch (error) {
      throw toStorageError(error, placeOf(root));
    }
  }
  const remove = (root: string): void => rmSync(placeOf(root), { recursive: true, force: true, maxRetries: 3 });

  /** Takes over what an earlier run left; what is no download is deleted, for the folder holds nothing else. */
  function takeOver(): void {
    for (const name of existsSync(dependencies.folder()) ? readdirSync(dependencies.folder()) : []) {
      try {
        const { root, urls, totalBytes, isPaused } = noteShape.parse(JSON.parse(readFileSync(join(placeOf(name), 'download.json'), 'utf8')));
        if (root !== name) throw new Error('another root');
        entries.set(root, { shown: blank(root, urls, isPaused ? 'paused' : 'waiting', totalBytes), sources: [], totalBytes, stop: null, running: null, samples: [] });
      } catch {
        remove(name);
      }
    }
  }
  const blank = (root: string, urls: readonly string[], phase: Download['phase'], totalBytes: number | null): Download => ({ root, urls: [...urls], phase, title: null, doneBytes: 0, totalBytes, bytesPerSecond: 0, leftMs: null, failure: null });

  function startNext(): void {
    if (isClosed || [...entries.values()].some(({ running }) => running !== null)) return;
    const next = [...entries.values()].find(({ shown }) => shown.phase === 'waiting');
    if (!next) return;
    const stop = (next.stop = new AbortController());
    next.running = run(next, stop.signal)
      .catch((error: unknown) => end(next, stop.signal, error))
      .finally(() => {
        [next.running, next.stop] = [null, null];
        startNext();
      });
  }

  async function run(entry: Entry, signal: AbortSignal): Promise<void> {
    const { root } = entry.shown;
    show(entry, { phase: 'list', failure: null });
    entry.sources = sourcesOf(entry.shown.urls, root);
    const liars = new Set<Source>();
    for (;;) {
      const wanted = await fetchWanted(p, entry.sources, root as Hex, fetchOptions, signal);
      // By the root of a list nobody knows whom to ask before the list is here.
      if (wanted.modelId !== root && entry.shown.urls.includes(peersAddress)) entry.sources = [...entry.sources, ...(dependencies.peersOf?.(wanted.modelId) ?? [])];
      try {
        return await fetchAll(entry, wanted, signal);
      } catch (error) {
        if (!isListDoubtful(error, wanted, root)) throw error;
        liars.add(wanted.by);
        const others = entry.sources.filter((source) => !liars.has(source));
        if (others.length === 0) throw new HearthError('download.wrongBytes', { file: wanted.files[0]!.path }, error);
        wanted.by.lost = new HearthError('download.wrongBytes', { file: wanted.files[0]!.path });
        // Whoever was blamed by it is asked again.
        for (const source of others) if (isHearthError(source.lost, 'download.wrongBytes')) [source.failures, source.lost] = [0, null];
      }
    }
  }
  const sourcesOf = (urls: readonly string[], root: string): readonly Source[] => readSources(urls, () => dependencies.peersOf?.(root) ?? []);

  /** By the model id alone, hashes of blocks are the word of whoever gave the list: where a file is wrong of right blocks, or everybody's blocks are wrong, that word is. */
  const isListDoubtful = (error: unknown, wanted: Wanted, root: string): boolean =>
    error instanceof FalseList || (root === wanted.modelId && wanted.manifest === null && isHearthError(error, 'download.wrongBytes'));

  async function fetchAll(entry: Entry, wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { root } = entry.shown;
    show(entry, { title: wanted.title, totalBytes: wanted.totalBytes });
    entry.totalBytes = wanted.totalBytes;
    const growing = await openGrowing(placeOf(root), wanted);
    try {
      measure(entry, growing.doneBytes());
      show(entry, { phase: 'fetch' });
      let lookedAtBytes = growing.doneBytes();
      assertDisk(root, wanted.totalBytes - growing.doneBytes());
      const write = async (...[at, bytes]: Parameters<typeof growing.write>): Promise<void> => {
        if (growing.doneBytes() - lookedAtBytes >= lookAtDiskEvery) {
          lookedAtBytes = growing.doneBytes();
          assertDisk(root, 0);
        }
        await growing.write(at, bytes);
        measure(entry, growing.doneBytes());
      };
      await fetchBlocks(wanted, { ...growing, write }, entry.sources, fetchOptions, signal);
    } finally {
      await growing.close();
    }
    show(entry, { phase: 'check' });
    const title = await dependencies.install(join(placeOf(root), 'files'), wanted, entry.shown.urls[0]!);
    remove(root);
    show(entry, { phase: 'done', title });
    dependencies.onEnded(entry.shown);
  }
  function assertDisk(root: string, neededBytes: number): void {
    const free = dependencies.freeBytes();
    if (free !== null && free < neededBytes + leastFreeBytes) throw new HearthError('storage.diskFull', { path: placeOf(root) });
  }

  function end(entry: Entry, signal: AbortSignal, error: unknown): void {
    // Paused, cancelled or closed: whoever did it says what becomes of it.
    if (signal.aborted) return;
    const failure = isHearthError(error) ? error.toFailure() : new HearthError('internal', { incident: 'download' }).toFailure();
    const isPassing = passing.has(failure.code);
    if (!isHearthError(error)) dependencies.onProblem(error, `download ${entry.shown.root}`);
    if (!isPassing) remove(entry.shown.root);
    show(entry, { phase: isPassing ? 'failed' : 'refused', failure, ...(isPassing ? {} : { doneBytes: 0 }) });
    dependencies.onEnded(entry.shown);
  }

  function find(root: string): Entry {
    const entry = entries.get(root);
    if (!entry) throw new HearthError('usage.invalid', { reason: refusals.downloadNone });
    return entry;
  }
  async function halt(entry: Entry): Promise<void> {
    entry.stop?.abort();
    await entry.running;
  }

  takeOver();
  queueMicrotask(startNext);
  return {
    list: () => [...entries.values()].map(present),
    async start(urls, root, evict) {
      const sources = sourcesOf(urls, root);
      const known = entries.get(root);
      if (known && known.shown.phase !== 'refused' && known.shown.phase !== 'done') throw new HearthError('usage.invalid', { reason: refusals.downloadOnWay });
      if (dependencies.isInstalled(root)) throw new HearthError('usage.invalid', { reason: refusals.modelHere });
      const wanted = await fetchWanted(p, sources, root, fetchOptions, AbortSignal.timeout(60_000));
      if (dependencies.isInstalled(wanted.modelId)) throw new HearthError('usage.invalid', { reason: refusals.modelHere });
      dependencies.makeRoom(wanted.totalBytes, evict);
      const entry: Entry = { shown: { ...blank(root, urls.map((one) => (one === peersAddress ? one : readSource(one).base.href)), 'waiting', wanted.totalBytes), title: wanted.title }, sources: [], totalBytes: wanted.totalBytes, stop: null, running: null, samples: [] };
      note(entry, false);
      entries.set(root, entry);
      startNext();
      return present(entry);
    },
    async pause(root) {
      const entry = find(root);
      if (!['waiting', 'list', 'fetch', 'failed'].includes(entry.shown.phase)) throw new HearthError('usage.invalid', { reason: refusals.downloadIdle });
      note(entry, true);
      await halt(entry);
      show(entry, { phase: 'paused' });
      startNext();
    },
    resume(root) {
      const entry = find(root);
      if (entry.shown.phase !== 'paused' && entry.shown.phase !== 'failed') throw new HearthError('usage.invalid', { reason: refusals.downloadGoing });
      note(entry, false);
      show(entry, { phase: 'waiting', failure: null });
      startNext();
    },
    async cancel(root) {
      const entry = find(root);
      if (entry.shown.phase === 'check') throw new HearthError('usage.invalid', { reason: refusals.downloadChecked });
      await halt(entry);
      entries.delete(root);
      remove(root);
      startNext();
    },
    reservedBytes: () => [...entries.values()].reduce((sum, { shown, totalBytes }) => sum + (shown.phase === 'done' || shown.phase === 'refused' ? 0 : totalBytes), 0),
    isBusy: () => [...entries.values()].some(({ running }) => running !== null),
    async close() {
      isClosed = true;
      await Promise.all([...entries.values()].map(halt));
    },
  };
}
