import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.ts';
import type { ProcessWatch, ProgramKind, SeenProcess } from './chaosProcesses.ts';

export type Target = Exclude<ProgramKind, 'other'>;
/** What is done at one instant; all of it drawn before, so that a seed is a plan. */
export type Blow = { readonly waitMs: number } & (
  | { readonly kind: 'kill'; readonly targets: readonly Target[] }
  /** The target, and its successor so long after it is there. */
  | { readonly kind: 'killAgain'; readonly target: Target; readonly afterMs: number }
  /** The provider, and the first worker of its successor. */
  | { readonly kind: 'killWhileStarting'; readonly target: Target; readonly afterMs: number }
  | { readonly kind: 'hold'; readonly target: Target; readonly holdMs: number }
  /** One is held, and another, which looks after it, is killed meanwhile. */
  | { readonly kind: 'holdAndKill'; readonly target: Target; readonly killed: Target; readonly holdMs: number }
);

const targets: readonly Target[] = ['provider', 'signer', 'devnet', 'worker', 'auditor', 'chain'];
const startLimitMs = 60_000;

/** Pure but for `random`. */
export function drawBlow(random: () => number): Blow {
  const draw = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const waitMs = Math.round(random() * 3000);
  const share = random();
  const target = draw(targets);
  if (share < 0.3) return { kind: 'kill', waitMs, targets: [target] };
  if (share < 0.5) return { kind: 'kill', waitMs, targets: [target, draw(targets.filter((one) => one !== target))] };
  if (share < 0.7) return { kind: 'killAgain', waitMs, target, afterMs: Math.round(random() * 1000) };
  if (share < 0.83) return { kind: 'killWhileStarting', waitMs, target: draw(['worker', 'signer', 'devnet', 'chain']), afterMs: Math.round(random() * 1500) };
  const holdMs = 3000 + Math.round(random() * 7000);
  if (share < 0.93) return { kind: 'hold', waitMs, target, holdMs };
  const [held, killed] = draw([['chain', 'devnet'], ['worker', 'provider'], ['auditor', 'devnet'], ['signer', 'provider']] as const);
  return { kind: 'holdAndKill', waitMs, target: held, killed, holdMs };
}

export function describeBlow(blow: Blow): string {
  switch (blow.kind) {
    case 'kill': return `kill ${blow.targets.join(' and ')}`;
    case 'killAgain': return `kill ${blow.target}, and again ${blow.afterMs} ms after its start`;
    case 'killWhileStarting': return `kill provider, and ${blow.target} ${blow.afterMs} ms after its start`;
    case 'hold': return `hold ${blow.target} for ${blow.holdMs} ms`;
    case 'holdAndKill': return `hold ${blow.target} for ${blow.holdMs} ms, kill ${blow.killed}`;
  }
}

function signal({ pid }: SeenProcess, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended a moment before by itself.
  }
}

/** @effects ends and stops processes that `watch` saw */
export async function strike(blow: Blow, watch: ProcessWatch): Promise<void> {
  const there = (kind: Target): Promise<SeenProcess> => until(`a ${kind} runs`, () => watch.find(kind), startLimitMs);
  const next = (kind: Target, before: SeenProcess): Promise<SeenProcess> => until(`another ${kind} runs`, () => {
    const found = watch.find(kind);
    return found && (found.pid !== before.pid || found.startTicks !== before.startTicks) && found;
  }, startLimitMs);
  await sleep(blow.waitMs);
  switch (blow.kind) {
    case 'kill': {
      const struck = await Promise.all(blow.targets.map(there));
      for (const one of struck) signal(one, 'SIGKILL');
      return;
    }
    case 'killAgain': {
      // A worker is started when it is needed; what needs it is there by then.
      const first = await there(blow.target);
      signal(first, 'SIGKILL');
      const second = await next(blow.target, first);
      await sleep(blow.afterMs);
      return signal(second, 'SIGKILL');
    }
    case 'killWhileStarting': {
      const first = await there('provider');
      signal(first, 'SIGKILL');
      await next('provider', first);
      if (blow.target !== 'worker') await sleep(blow.afterMs);
      return signal(await there(blow.target), 'SIGKILL');
    }
    case 'hold': {
      const held = await there(blow.target);
      signal(held, 'SIGSTOP');
      await sleep(blow.holdMs);
      return signal(held, 'SIGCONT');
    }
    case 'holdAndKill': {
      const [held, killed] = await Promise.all([there(blow.target), there(blow.killed)]);
      signal(held, 'SIGSTOP');
      signal(killed, 'SIGKILL');
      await sleep(blow.holdMs);
      return signal(held, 'SIGCONT');
    }
  }
}
