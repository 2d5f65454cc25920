import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { decideTrust, freshestOf, type ChainTrust, type SourceHead } from './agreement.ts';
import type { Rpc } from './rpc.ts';

type RawHead = { readonly number: string; readonly hash: Hex; readonly timestamp: string };

export type TrustOptions = {
  readonly staleSeconds: number;
  /** A judgement holds for so long. */
  readonly everyMs: number;
  readonly nowMs: () => number;
};

/** A source that fell silent is tried again this often, beside the others, so that its time limit holds nobody up. */
const silentEveryMs = 15_000;

/**
 * Compares the sources of a chain now and then. With one source it tells staleness only: nobody is there to disagree with.
 * When the source in use is left behind by another, the other one is used from then on.
 */
export function openTrust(rpc: Rpc, { staleSeconds, everyMs, nowMs }: TrustOptions): { read(signal?: AbortSignal): Promise<ChainTrust> } {
  let judged: { readonly atMs: number; readonly trust: Promise<ChainTrust> } | null = null;
  const triedAtMs = new Map<string, number>();

  async function judge(): Promise<ChainTrust> {
    const heads = await readHeads();
    const freshest = freshestOf(heads);
    const using = heads.find(({ url }) => url === rpc.currentUrl());
    if (using === undefined || freshest.timeSeconds - using.timeSeconds > staleSeconds) rpc.prefer(freshest.url);
    const height = Math.min(...heads.map(({ number }) => number));
    const hashes = await Promise.all(heads.map(async ({ url, number, hash }) => (number === height ? { url, hash } : readHash(url, height))));
    return decideTrust(heads, { height, hashes: hashes.filter((found) => found !== null) }, nowMs() / 1000, staleSeconds);
  }

  async function readHeads(): Promise<SourceHead[]> {
    const sources = rpc.sources();
    const isAlone = sources.length === 1;
    for (const { url } of isAlone ? [] : sources.filter(({ state }) => state === 'silent')) tryAgain(url);
    const asked = sources.filter(({ state }) => isAlone || (state !== 'silent' && state !== 'resting'));
    const heads = await Promise.all(asked.map(({ url }) => readHead(url).catch(() => null)));
    const found = heads.filter((head) => head !== null);
    if (found.length > 0) return found;
    // Nobody answered: let the request that anybody would make say why.
    const raw = (await rpc.request('eth_getBlockByNumber', ['latest', false])) as RawHead;
    return [toHead(rpc.currentUrl(), raw)];
  }

  const readHead = async (url: string): Promise<SourceHead> => toHead(url, (await rpc.requestAt(url, 'eth_getBlockByNumber', ['latest', false])) as RawHead);

  function tryAgain(url: string): void {
    if (nowMs() - (triedAtMs.get(url) ?? 0) < silentEveryMs) return;
    triedAtMs.set(url, nowMs());
    readHead(url).catch(() => {});
  }

  async function readHash(url: string, number: number): Promise<{ url: string; hash: Hex } | null> {
    const raw = (await rpc.requestAt(url, 'eth_getBlockByNumber', [`0x${number.toString(16)}`, false]).catch(() => null)) as RawHead | null;
    return raw && { url, hash: raw.hash };
  }

  return {
    async read(signal) {
      signal?.throwIfAborted();
      if (!judged || nowMs() - judged.atMs >= everyMs || nowMs() < judged.atMs) {
        const now = { atMs: nowMs(), trust: judge() };
        judged = now;
        now.trust.catch(() => {
          if (judged === now) judged = null;
        });
      }
      return judged.trust;
    },
  };
}

/** Nothing is decided on data that may be old, or that two sources tell differently. */
export function toTrustError(trust: ChainTrust): HearthError | null {
  if (trust.state === 'stale') return new HearthError('chain.stale', { rpcUrl: trust.url, ageSeconds: trust.ageSeconds, blockNumber: trust.blockNumber });
  if (trust.state === 'disagreement') return new HearthError('chain.disagreement', { rpcUrl: trust.url, otherUrl: trust.otherUrl, blockNumber: trust.blockNumber });
  return null;
}

function toHead(url: string, raw: RawHead): SourceHead {
  if (typeof raw !== 'object' || raw === null || !/^0x[0-9a-f]{64}$/i.test(raw.hash)) throw new Error('shows no newest block');
  return { url, number: Number(raw.number), hash: raw.hash, timeSeconds: Number(raw.timestamp) };
}
