import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FakeCard = {
  readonly code?: number; readonly total?: number; readonly used?: number; readonly busy?: number; readonly celsius?: number; readonly milliwatts?: number; readonly limit?: number;
  readonly reasons?: number; readonly mig?: number; readonly pid?: number; readonly pidBytes?: number;
};
export type FakeNvml = { readonly path: string; set(cards: readonly FakeCard[]): void; remove(): void };

/** Compiles a stand-in for NVIDIA's library. @returns  it, or why it cannot be had here */
export function buildFakeNvml(): FakeNvml | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'the stand-in for NVML is built on Linux only' };
  const folder = mkdtempSync(join(tmpdir(), 'hearth-nvml-'));
  const path = join(folder, 'libnvidia-ml.so.1');
  const state = join(folder, 'cards');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', `-DSTATE="${state}"`, '-o', path, join(import.meta.dirname, '../fixtures/fakeNvml/fakeNvml.c')], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { missing: `no C compiler: ${error instanceof Error ? error.message.split('\n')[0]! : 'unknown'}` };
  }
  return {
    path,
    set(cards) {
      const line = (card: FakeCard): string => [card.code ?? 0, card.total ?? 12e9, card.used ?? 1e9, card.busy ?? 0, card.celsius ?? 50, card.milliwatts ?? 60_000, card.limit ?? 200_000, card.reasons ?? 1, card.mig ?? 0, card.pid ?? 0, card.pidBytes ?? 0].join(' ');
      writeFileSync(state, `${cards.length}\n${cards.map(line).join('\n')}\n`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
