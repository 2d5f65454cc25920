import { setTimeout as sleep } from 'node:timers/promises';
import type { Primitives } from '../../../protocol/primitives.ts';
import { HearthError, isHearthError } from '../../../shared/errors.ts';
import { refusals } from '../../../shared/saidReasons.ts';
import { peersAddress } from '../../../shared/modelDownloads.ts';
import type { Hex } from '../../../shared/units.ts';
import { sizeLimitBytes } from '../manifest.ts';
import type { Growing, Missing } from './growing.ts';
import { WholeOnly, type HttpLimits } from './httpBody.ts';
import { listFileName, listLimitBytes, readList, readManifestOnly, type Wanted } from './modelList.ts';
import { chooseSource, urlOf, type Source } from './sources.ts';

export type FetchOptions = {
  readonly limits: HttpLimits;
  /** After a failure of a source: this, doubled with each failure in a row. */
  readonly retryMs: number;
  /** Waits until so many bytes may be taken that came from a source. @throws download.dataLimit  no more may, for now */
  readonly take: (bytes: number, signal: AbortSignal, from: URL) => Promise<void>;
};

/** Failures of one source in a row, without a block between, after which it is asked no more. */
const patienceTries = 5;
/** Requests at once, over all sources. */
const lanes = 4;
/** What one request should last, and the most blocks it asks for: a slow source then holds up the end by so much at most. */
const requestMs = 4000;
const mostBlocks = 8;

/** What lies at the first source that answers, held against the root, and whose word the list is. @throws download.* */
export async function fetchWanted(p: Primitives, sources: readonly Source[], root: Hex, options: FetchOptions, signal: AbortSignal): Promise<Wanted & { readonly by: Source }> {
  let last: unknown = new HearthError('download.unreachable', { url: peersAddress, reason: refusals.nobodyGives });
  for (const source of sources.filter(({ lost }) => lost === null)) {
    try {
      const list = await fetchSmall(source, listFileName, listLimitBytes, options, signal);
      if (list) return { ...readList(p, list, root, source.base.href), by: source };
      const manifest = await fetchSmall(source, 'manifest.json', sizeLimitBytes.manifest, options, signal);
      if (manifest) return { ...readManifestOnly(manifest, root, source.base.href), by: source };
      throw new HearthError('download.notThere', { url: urlOf(source, 'manifest.json').href.slice(0, 300), status: 404 });
    } catch (error) {
      signal.throwIfAborted();
      last = error;
      source.lost = isHearthError(error) ? error : null;
    }
  }
  throw last;
}

/** A whole small file; null where there is none. */
async function fetchSmall(source: Source, path: string, limitBytes: number, { limits, take }: FetchOptions, signal: AbortSignal): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of source.body({ path, limits, signal, part: null, limitBytes, isExact: false, take: (bytes) => take(bytes, signal, source.base) })) chunks.push(chunk);
  } catch (error) {
    if (isHearthError(error, 'download.notThere') && (error.about.status === 404 || error.about.status === 410)) return null;
    throw error;
  }
  return Buffer.concat(chunks);
}

/**
 * Fetches every missing block, several at once and from all sources. A source that gives something else than was asked is asked no more; when none is left, its last failure is everybody's.
 * @throws download.* · storage.*
 */
export async function fetchBlocks(wanted: Wanted, growing: Growing, sources: readonly Source[], options: FetchOptions, signal: AbortSignal): Promise<void> {
  const waiting = growing.missing();
  /** Files that a lane fetches whole. */
  const whole = new Set<number>();
  const stop = new AbortController();
  const all = AbortSignal.any([signal, stop.signal]);

  /** The next run of blocks of one file; all of them from a source that gives no parts. */
  function nextRun({ isWhole, blocksPerRequest }: Source): Missing[] {
    const start = waiting.findIndex(({ file }) => !whole.has(file));
    if (start < 0) return [];
    const first = waiting[start]!;
    let end = start + 1;
    while (end < waiting.length && waiting[end]!.file === first.file && (isWhole || (end - start < blocksPerRequest && waiting[end]!.block === first.block + end - start))) end++;
    return waiting.splice(start, end - start);
  }

  async function lane(): Promise<void> {
    for (;;) {
      all.throwIfAborted();
      const source = chooseSource(sources);
      if (!source) throw sources.findLast(({ lost }) => lost !== null)!.lost!;
      const run = nextRun(source);
      if (run.length === 0) {
        if (waiting.length === 0) return;
        // What is left belongs to files another lane takes whole: it may yet give some back.
        await sleep(20, undefined, { signal: all });
        continue;
      }
      const { file } = run[0]!;
      if (source.isWhole) whole.add(file);
      source.inFlight++;
      const startMs = performance.now();
      try {
        await fetchRun(source, run);
        whole.delete(file);
        measure(source, run, performance.now() - startMs);
      } catch (error) {
        waiting.unshift(...run.filter((at) => !written.has(keyOf(at))));
        whole.delete(file);
        await weigh(source, error);
      } finally {
        source.inFlight--;
      }
    }
  }

  /** How fast it is, and how much it is asked for at once from now on. */
  function measure(source: Source, run: readonly Missing[], ms: number): void {
    const speed = (run.reduce((sum, at) => sum + growing.lengthOf(at), 0) * 1000) / Math.max(1, ms);
    source.bytesPerSecond = source.bytesPerSecond === null ? speed : 0.7 * source.bytesPerSecond + 0.3 * speed;
    if (source.isPeer) source.blocksPerRequest = Math.max(1, Math.min(mostBlocks, Math.floor(((source.bytesPerSecond / source.inFlight) * requestMs) / (1000 * wanted.blockBytes))));
  }

  const written = new Set<string>();
  const keyOf = ({ file, block }: Missing): string => `${file}/${block}`;
  async function fetchRun(source: Source, run: readonly Missing[]): Promise<void> {
    const { path, sizeBytes } = wanted.files[run[0]!.file]!;
    const [first, last] = [run[0]!, run.at(-1)!];
    const from = source.isWhole ? 0 : first.block * wanted.blockBytes;
    const to = source.isWhole ? sizeBytes : last.block * wanted.blockBytes + growing.lengthOf(last);
    const wantedBlocks = new Set(run.map(({ block }) => block));
    let at = { file: first.file, block: source.isWhole ? 0 : first.block };
    let held: Uint8Array[] = [];
    let heldBytes = 0;
    const part = source.isWhole ? null : { from, to, sizeBytes };
    for await (const chunk of source.body({ path, limits: options.limits, signal: all, part, limitBytes: sizeBytes, isExact: true, take: (bytes) => options.take(bytes, all, source.base) })) {
      for (let rest = chunk; rest.length > 0; ) {
        const piece = rest.subarray(0, growing.lengthOf(at) - heldBytes);
        rest = rest.subarray(piece.length);
        held.push(piece);
        heldBytes += piece.length;
        if (heldBytes < growing.lengthOf(at)) continue;
        if (wantedBlocks.has(at.block)) {
          await growing.write(at, Buffer.concat(held));
          written.add(keyOf(at));
          source.failures = 0;
        }
        [held, heldBytes] = [[], 0];
        at = { file: at.file, block: at.block + 1 };
      }
    }
  }

  /** What a failure means for its source; a disk's, or a limit of the owner's, is nobody's fault and ends the download. */
  async function weigh(source: Source, error: unknown): Promise<void> {
    all.throwIfAborted();
    if (error instanceof WholeOnly) {
      source.isWhole = true;
      return;
    }
    if (!isHearthError(error) || error.code.startsWith('storage.') || isHearthError(error, 'download.dataLimit')) throw error;
    const isPassing = isHearthError(error, 'download.unreachable') || isHearthError(error, 'download.tooSlow');
    // Without hashes of blocks nobody knows which source gave the wrong one.
    if (isHearthError(error, 'download.wrongBytes') && wanted.files.some(({ blocks }) => blocks === null)) throw error;
    if (source.isPeer) source.bytesPerSecond = 0;
    if (!isPassing || ++source.failures >= patienceTries) source.lost = error;
    else await sleep(Math.min(30_000, options.retryMs * 2 ** (source.failures - 1)), undefined, { signal: all });
  }

  const running = Array.from({ length: lanes }, () => lane());
  try {
    await Promise.all(running);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(running);
    signal.throwIfAborted();
    throw error;
  }
}
