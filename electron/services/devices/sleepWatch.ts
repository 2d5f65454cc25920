/** The two clocks of one look, ms: one that is set by people and servers, one that only runs. */
export type ClockLook = { readonly wallMs: number; readonly steadyMs: number };
/** slept: the machine, or this process, stood still for so long. setBack: somebody set the clock back. */
export type ClockJump = { readonly kind: 'slept'; readonly forMs: number } | { readonly kind: 'setBack'; readonly byMs: number };

/** Looks are a second apart; a busy machine makes them late, but not by this much. */
export const longestLateMs = 20_000;

/**
 * What happened between two looks. Where sleep stops the steady clock (Linux) the wall clock runs ahead of it; elsewhere, and for a process that was
 * frozen, both run on and the look is late. A clock set far forward cannot be told from sleep, and means the same to every deadline. Pure.
 */
export function decideJump(before: ClockLook, now: ClockLook): ClockJump | null {
  const wallMs = now.wallMs - before.wallMs;
  const steadyMs = now.steadyMs - before.steadyMs;
  if (steadyMs >= longestLateMs || wallMs - steadyMs >= longestLateMs) return { kind: 'slept', forMs: Math.max(steadyMs, wallMs) };
  return wallMs < steadyMs - 1000 ? { kind: 'setBack', byMs: steadyMs - wallMs } : null;
}

export type SleepWatch = {
  /** The looks begin now: what a start takes is no sleep. */
  begin(): void;
  /** Called each second, and wherever it matters at once whether the machine has just slept. */
  look(): void;
  /** What the system's power events say, where a shell hears them. */
  tell(power: 'asleep' | 'awake'): void;
  /** Whether it slept at any time after this moment. */
  sleptSince(atMs: number): boolean;
};

const keptSleeps = 50;

export function createSleepWatch(clocks: { readonly wallMs: () => number; readonly steadyMs: () => number }, onWoke: (forMs: number) => void): SleepWatch {
  const read = (): ClockLook => ({ wallMs: clocks.wallMs(), steadyMs: clocks.steadyMs() });
  let last = read();
  let asleepSinceMs: number | null = null;
  const wokeAtMs: number[] = [];

  function woke(forMs: number, atMs: number): void {
    wokeAtMs.push(atMs);
    wokeAtMs.splice(0, Math.max(0, wokeAtMs.length - keptSleeps));
    onWoke(forMs);
  }
  function look(): void {
    const now = read();
    const jump = decideJump(last, now);
    last = now;
    if (jump?.kind === 'slept') {
      asleepSinceMs = null;
      woke(jump.forMs, now.wallMs);
    }
    // After a clock that was set back, "since" would never be reached again.
    if (jump?.kind === 'setBack') for (const [index, atMs] of wokeAtMs.entries()) wokeAtMs[index] = atMs - jump.byMs;
  }

  return {
    begin: () => void (last = read()),
    look,
    tell(power) {
      look();
      if (power === 'asleep') asleepSinceMs ??= last.wallMs;
      else if (asleepSinceMs !== null) {
        const forMs = Math.max(0, last.wallMs - asleepSinceMs);
        asleepSinceMs = null;
        woke(forMs, last.wallMs);
      }
    },
    sleptSince(atMs) {
      look();
      return asleepSinceMs !== null || wokeAtMs.some((woken) => woken >= atMs);
    },
  };
}
