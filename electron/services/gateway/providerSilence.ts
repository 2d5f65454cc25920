import { HearthError } from '../../shared/errors.ts';

/** How many times as long a silence is borne where nobody else could take over. */
const boreLonger = 4;
export type ProviderWatch = {
  /** Aborts once the work should move. */
  readonly signal: AbortSignal;
  heard(): void;
  /** It says that it is still at it. */
  readonly pending: () => void;
  /** Nobody answers where it was. */
  readonly unreachable: () => void;
  /** Since the last word. */
  lastedMs(): number;
  stop(): void;
};

export type SilenceLimits = {
  readonly stallMs: number;
  readonly unreachableMs: number;
  /** Whether another could take over, as far as is known; and whether one could to whom a line is open, so that it is certain to be there. */
  readonly isElsewhere: () => boolean;
  readonly isElsewhereNow: () => boolean;
  readonly nowMs: () => number;
};

/**
 * Aborts after `stallMs` without a word; while nobody else could take over, or the provider says that it is still at it, after four times as long. Sooner where nobody answers at its
 * address for `unreachableMs` and another is certain to be there: else it is the one that may be starting again.
 */
export function watchProvider({ stallMs, unreachableMs, isElsewhere, isElsewhereNow, nowMs }: SilenceLimits): ProviderWatch {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(new HearthError('network.unreachable', { address: 'provider', reason: 'silent' }));
  let waits = 0;
  let isPending = false;
  let heardAtMs = nowMs();
  let away: NodeJS.Timeout | null = null;
  const arm = (): NodeJS.Timeout => setTimeout(() => {
    const isBorne = ++waits < boreLonger && (isPending || !isElsewhere());
    isPending = false;
    if (isBorne) timer = arm();
    else giveUp();
  }, stallMs);
  const armAway = (): NodeJS.Timeout => setTimeout(() => (isElsewhereNow() ? giveUp() : void (away = armAway())), unreachableMs);
  const isBack = (): void => {
    if (away) clearTimeout(away);
    away = null;
  };
  let timer = arm();
  return {
    signal: controller.signal,
    heard() {
      waits = 0;
      heardAtMs = nowMs();
      isBack();
      clearTimeout(timer);
      timer = arm();
    },
    pending() {
      isPending = true;
      isBack();
    },
    unreachable: () => void (away ??= armAway()),
    lastedMs: () => nowMs() - heardAtMs,
    stop() {
      clearTimeout(timer);
      isBack();
    },
  };
}
