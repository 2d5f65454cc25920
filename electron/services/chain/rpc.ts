import { HearthError, isHearthError } from '../../shared/errors.ts';
import { formatRpcReason, openRpcSource, RateLimited, RpcRefusal, waitOut, type RpcSource } from './rpcSource.ts';

/** Asks one source; what {@link RpcOptions.check} is given. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** How an address stands. `refused`: it serves another chain or other contracts, so nothing it says counts. */
export type SourceState = { readonly url: string; readonly state: 'unknown' | 'answers' | 'resting' | 'silent' | 'refused'; readonly reason: string | null; readonly refusal: HearthError | null };

export type Rpc = {
  /**
   * One JSON-RPC request. Tries the addresses in turn, beginning with the one that answered last; one that failed comes last until it answers again.
   * @throws RpcRefusal         a node answered with an error
   * @throws chain.unreachable  no address answered in time, or each asked us to wait for longer than that
   * @throws HearthError        what `check` threw, when every address was refused by it
   */
  request(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** The same at one address, checked like any other. */
  requestAt(url: string, method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** Has one address pass the check, as a request would. */
  verify(signal?: AbortSignal): Promise<void>;
  /** From now on these addresses are asked; what is known of those that stay is kept. At least one. */
  setUrls(urls: readonly string[]): void;
  /** From now on this address is asked first. */
  prefer(url: string): void;
  /** The address that answered last, or the first one. */
  currentUrl(): string;
  sources(): readonly SourceState[];
  /** What was sent to all addresses since the start: HTTP requests, and the calls in them. */
  sent(): { readonly requests: number; readonly calls: number };
};

export type RpcOptions = {
  readonly rpcUrls: readonly string[];
  /** Limit of one attempt at one address. */
  readonly timeoutMs: number;
  readonly nowMs?: () => number;
  /** Run at each address before its first answer is believed, and again after it was away. Throws a HearthError when the address is not to be used. */
  readonly check?: (ask: Ask) => Promise<void>;
};

/** An address that was refused is checked again after this long: its owner may have mended it. */
const refusedMs = 60_000;

type Standing = { readonly source: RpcSource; checked: Promise<void> | null; answered: boolean; failure: string | null; refusal: { readonly error: HearthError; readonly untilMs: number } | null };

/** JSON-RPC at several addresses of one chain, of which any may die, lag or lie. */
export function openRpc({ rpcUrls, timeoutMs, nowMs = Date.now, check }: RpcOptions): Rpc {
  const open = (url: string): Standing => ({ source: openRpcSource({ url, timeoutMs, nowMs }), checked: null, answered: false, failure: null, refusal: null });
  const standings: Standing[] = [...new Set(rpcUrls)].map(open);
  let current = 0;

  /** One that was taken out meanwhile is not used any more. */
  function use(one: Standing | undefined): void {
    const index = one ? standings.indexOf(one) : -1;
    if (index >= 0) current = index;
  }

  /** Not tied to the first caller's signal: others may wait for the same check. */
  async function passCheck(one: Standing): Promise<void> {
    if (!check) return;
    if (one.refusal && one.refusal.untilMs > nowMs()) throw one.refusal.error;
    const checking = (one.checked ??= check((method, params) => one.source.request(method, params)));
    try {
      await checking;
      one.refusal = null;
    } catch (error) {
      if (one.checked === checking) one.checked = null;
      if (isHearthError(error)) one.refusal = { error, untilMs: standings.length > 1 ? nowMs() + refusedMs : 0 };
      throw error;
    }
  }

  async function ask<T>(one: Standing, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      await passCheck(one);
      const result = await work();
      one.answered = true;
      one.failure = null;
      return result;
    } catch (error) {
      if (error instanceof RpcRefusal) {
        one.answered = true;
        one.failure = null;
      } else if (!isHearthError(error) && !(error instanceof RateLimited) && !signal?.aborted) {
        one.failure = formatRpcReason(error, timeoutMs);
        // What comes back after an outage may be another chain on the same port.
        one.checked = null;
      }
      throw error;
    }
  }

  /** In the order of trying: the one in use, then the others, with those that rest or failed last. */
  function order(): Standing[] {
    const turn = standings.map((_, index) => standings[(current + index) % standings.length]!);
    const rank = (one: Standing): number => (one.source.restingMs() > 0 ? 2 : one.failure === null ? 0 : 1);
    return turn.toSorted((a, b) => rank(a) - rank(b));
  }

  async function attempt<T>(work: (one: Standing) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const tried: { url: string; error: unknown }[] = [];
    for (const one of order()) {
      signal?.throwIfAborted();
      try {
        const result = await ask(one, () => work(one), signal);
        use(one);
        return result;
      } catch (error) {
        if (error instanceof RpcRefusal || signal?.aborted) throw error;
        tried.push({ url: one.source.url, error });
      }
    }
    throw toFailure(tried);
  }

  /** One that only failed may be honest tomorrow: the refusal of another does not stand for it. */
  function toFailure(tried: readonly { url: string; error: unknown }[]): unknown {
    const passing = tried.findLast(({ error }) => !isHearthError(error));
    if (!passing) return tried[0]?.error ?? new HearthError('chain.unreachable', { rpcUrl: 'none', reason: 'no address is known' });
    return new HearthError('chain.unreachable', { rpcUrl: passing.url, reason: formatRpcReason(passing.error, timeoutMs) }, passing.error);
  }

  async function patiently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const startedAtMs = nowMs();
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const restingMs = Math.min(...standings.map(({ source }) => source.restingMs()));
        const isRest = isHearthError(error, 'chain.unreachable') && error.cause instanceof RateLimited;
        // A rest that ends within the time limit of one attempt is waited for; a longer one is the caller's to know.
        if (!isRest || nowMs() - startedAtMs + restingMs > timeoutMs) throw error;
        await waitOut(Math.max(1, restingMs), signal);
      }
    }
  }

  const find = (url: string): Standing | undefined => standings.find(({ source }) => source.url === url);

  return {
    currentUrl: () => standings[current]?.source.url ?? 'none',
    request: (method, params, signal) => patiently(() => attempt(({ source }) => source.request(method, params, signal), signal), signal),
    async requestAt(url, method, params, signal) {
      const one = find(url);
      if (!one) throw new HearthError('chain.unreachable', { rpcUrl: url, reason: 'it was taken out' });
      try {
        return await ask(one, () => one.source.request(method, params, signal), signal);
      } catch (error) {
        if (error instanceof RpcRefusal || isHearthError(error) || signal?.aborted) throw error;
        throw toFailure([{ url, error }]);
      }
    },
    verify: (signal) => patiently(() => attempt(() => Promise.resolve(), signal), signal),
    prefer(url) {
      use(find(url));
    },
    setUrls(urls) {
      const inUse = standings[current];
      standings.splice(0, standings.length, ...[...new Set(urls)].map((url) => find(url) ?? open(url)));
      current = 0;
      use(inUse);
    },
    sources: () => standings.map(({ source, failure, refusal, answered }): SourceState => ({
      url: source.url, reason: refusal?.error.message ?? failure, refusal: refusal?.error ?? null,
      state: refusal ? 'refused' : source.restingMs() > 0 ? 'resting' : failure !== null ? 'silent' : answered ? 'answers' : 'unknown',
    })),
    sent: () => standings.reduce((sum, { source }) => ({ requests: sum.requests + source.sent().requests, calls: sum.calls + source.sent().calls }), { requests: 0, calls: 0 }),
  };
}
