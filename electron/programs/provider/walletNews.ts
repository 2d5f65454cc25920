import type { WalletNews } from '../../shared/signerBridge.ts';
import type { NoticeSide } from './noticeSide.ts';

/** What happened longer ago than this was told by an earlier run, or is no news any more. */
const freshMs = 60_000;
const lookEveryMs = 600_000;

/** Tells the owner that the wallet locked by itself, and when its phrase should be compared with the copy: once for each time it falls due. */
export function createWalletNews({ notices, nowMs }: { readonly notices: Pick<NoticeSide, 'raise' | 'raiseOnce'>; readonly nowMs: () => number }, signal: AbortSignal): (news: WalletNews) => void {
  let dueAtMs: number | null = null;
  let toldLockAtMs: number | null = null;
  const look = (): void => {
    if (dueAtMs !== null && nowMs() >= dueAtMs) notices.raiseOnce([{ key: `backup due ${dueAtMs}`, kind: 'backupDue', about: {} }]);
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return ({ lockedByItselfAtMs, backupDueAtMs }) => {
    dueAtMs = backupDueAtMs;
    look();
    if (lockedByItselfAtMs === null || lockedByItselfAtMs === toldLockAtMs || nowMs() - lockedByItselfAtMs > freshMs) return;
    toldLockAtMs = lockedByItselfAtMs;
    notices.raise('walletLocked');
  };
}
