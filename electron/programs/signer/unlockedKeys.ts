import type { WalletPolicy } from '../../shared/walletBridge.ts';

type Open = { readonly vaultKey: Buffer; readonly keys: Map<string, Buffer>; readonly policy: WalletPolicy; readonly policyVerified: boolean };

/** Keys in memory while a wallet is open. All of them close together: when nothing was asked for some minutes, or at once. */
export type UnlockedKeys = {
  open(rootId: string, opened: Open): void;
  /** Null: locked. The buffer stays ours; do not keep it. */
  of(rootId: string): Open | null;
  keyOf(rootId: string, address: string): Buffer | null;
  addKey(rootId: string, address: string, key: Buffer): void;
  setPolicy(rootId: string, policy: WalletPolicy): void;
  /** The owner did something: the minutes start again. */
  touch(): void;
  close(rootId: string): void;
  /** Overwrites every key. */
  lock(): void;
  untilMs(): number | null;
};

/**
 * Buffers are overwritten when they close. What JavaScript does not let us overwrite: the strings a passphrase, a phrase and a key were while
 * they were typed, parsed or handed to the signing library; they go when the collector gets to them.
 */
export function createUnlockedKeys(nowMs: () => number, onLocked: (isByItself: boolean) => void): UnlockedKeys {
  const open = new Map<string, Open>();
  let timer: NodeJS.Timeout | null = null;
  let until: number | null = null;

  function arm(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    until = null;
    if (open.size === 0) return;
    const minutes = Math.min(...[...open.values()].map(({ policy }) => policy.autoLockMinutes));
    until = nowMs() + minutes * 60_000;
    timer = setTimeout(() => lock(true), minutes * 60_000);
    timer.unref();
  }
  function wipe(rootId: string): void {
    const opened = open.get(rootId);
    if (!opened) return;
    opened.vaultKey.fill(0);
    for (const key of opened.keys.values()) key.fill(0);
    open.delete(rootId);
  }
  function lock(isByItself: boolean): void {
    const wasOpen = open.size > 0;
    for (const rootId of [...open.keys()]) wipe(rootId);
    arm();
    if (wasOpen) onLocked(isByItself);
  }
  /** A timer stands still while the machine sleeps; the clock does not. */
  function lockIfDue(): void {
    if (until !== null && nowMs() >= until) lock(true);
  }
  return {
    open(rootId, opened) {
      wipe(rootId);
      open.set(rootId, opened);
      arm();
    },
    of(rootId) {
      lockIfDue();
      return open.get(rootId) ?? null;
    },
    keyOf(rootId, address) {
      lockIfDue();
      return open.get(rootId)?.keys.get(address.toLowerCase()) ?? null;
    },
    addKey: (rootId, address, key) => void open.get(rootId)?.keys.set(address.toLowerCase(), key),
    setPolicy(rootId, policy) {
      const opened = open.get(rootId);
      if (opened) open.set(rootId, { ...opened, policy, policyVerified: true });
      arm();
    },
    touch() {
      lockIfDue();
      arm();
    },
    close(rootId) {
      wipe(rootId);
      arm();
    },
    lock: () => lock(false),
    untilMs: () => until,
  };
}
