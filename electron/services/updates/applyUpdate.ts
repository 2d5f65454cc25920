import type { UpdateChoice, UpdateProblem, Updates } from '../../shared/updates.ts';

export type UpdateEvent =
  | { readonly kind: 'chosen'; readonly choice: UpdateChoice }
  | { readonly kind: 'checking' }
  | { readonly kind: 'upToDate'; readonly atMs: number }
  | { readonly kind: 'offered'; readonly version: string; readonly changes: string | null; readonly atMs: number }
  | { readonly kind: 'fetching'; readonly percent: number }
  | { readonly kind: 'fetched'; readonly version: string }
  | { readonly kind: 'waiting' | 'installing' }
  | { readonly kind: 'failed'; readonly why: UpdateProblem; readonly version: string | null; readonly atMs: number };

const nothing = { state: 'idle', version: null, changes: null, percent: null } as const;

/** How an update stands after what happened. Pure. */
export function applyUpdate(now: Updates, event: UpdateEvent): Updates {
  switch (event.kind) {
    case 'chosen': return { ...now, choice: event.choice };
    // Looking again takes nothing away that is ready already.
    case 'checking': return isReady(now) ? now : { ...now, state: 'checking' };
    case 'upToDate': return isReady(now) ? { ...now, checkedAtMs: event.atMs, problem: null } : { ...now, ...nothing, checkedAtMs: event.atMs, problem: null };
    case 'offered': return { ...now, state: 'available', version: event.version, changes: event.changes, percent: null, checkedAtMs: event.atMs, problem: null };
    case 'fetching': return { ...now, state: 'downloading', percent: Math.min(100, Math.max(0, Math.floor(event.percent))) };
    case 'fetched': return { ...now, state: 'ready', version: event.version, percent: null };
    case 'waiting': return isReady(now) ? { ...now, state: 'waiting' } : now;
    case 'installing': return isReady(now) ? { ...now, state: 'installing' } : now;
    case 'failed': {
      const problem = { why: event.why, version: event.version, atMs: event.atMs };
      return isReady(now) && event.version !== now.version ? { ...now, problem } : { ...now, ...nothing, problem };
    }
  }
}

const isReady = ({ state }: Updates): boolean => state === 'ready' || state === 'waiting' || state === 'installing';

/** Whether Hearth asks the feed by itself now. Pure. */
export const isCheckDue = ({ off, choice, state }: Updates, lastTryMs: number | null, nowMs: number, everyMs: number): boolean =>
  off === null && choice !== 'never' && (state === 'idle' || state === 'available') && (lastTryMs === null || nowMs - lastTryMs >= everyMs);

/** Whether what is offered is fetched without a question. Pure. */
export const mayFetch = ({ choice, state }: Updates): boolean => choice === 'automatic' && state === 'available';

/** Whether a quitting Hearth installs what is ready: it was asked to, or the owner leaves it to Hearth. Pure. */
export const mayInstall = ({ choice, state }: Updates, isAsked: boolean): boolean => (state === 'ready' || state === 'waiting') && (isAsked || choice === 'automatic');
