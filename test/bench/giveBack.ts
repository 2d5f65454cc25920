import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { presets } from '../../electron/services/rules/presets.ts';
import { paidStages, startHearthRun, type HearthRun } from './hearthRun.ts';
import type { Say } from './measureHearth.ts';
import { readTree } from './processes.ts';
import { figureOf, type Figure } from './statistics.ts';

/** From the moment a program writes "deny" into the owner's hook file until the worker, its model in memory, is gone. Milliseconds. */
export type GiveBackFigure = { readonly rounds: number; readonly p50Ms: number; readonly p95Ms: number; readonly spread: Figure; readonly heldBytes: number; readonly measuredOn: 'cpu memory' };

const limitMs = 60_000;
/** Finer than the figure, coarser than a busy loop. */
const pollMs = 5;

const worker = (run: HearthRun) => readTree(run.hostPid).find(({ name }) => name === 'worker');
async function until(what: string, isIt: () => boolean | Promise<boolean>, everyMs: number): Promise<void> {
  const endMs = performance.now() + limitMs;
  while (!(await isIt())) {
    if (performance.now() > endMs) throw new Error(`${what}: not within ${limitMs} ms`);
    await sleep(everyMs);
  }
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Real programs, a real model in a real worker; the trigger comes at a random moment, as a game does. */
export async function measureGiveBack(rounds: number, say: Say): Promise<GiveBackFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-hook-'));
  const hook = join(folder, 'hook');
  writeFileSync(hook, 'allow');
  const run = await startHearthRun();
  try {
    await run.hearth.ask('setRules', { rules: [...presets.dedicated, { kind: 'hook', deviceId: null, isOn: true, giveBack: 'kill', path: hook }] });
    const times: number[] = [];
    let heldBytes = 0;
    for (let round = 0; round < rounds; round++) {
      const known = new Set((await run.waitForJobs(() => true, limitMs)).filter(({ stage }) => paidStages.has(stage)).map(({ jobId }) => jobId));
      run.sendJobs(1);
      await run.waitForJobs((jobs) => jobs.some(({ jobId, stage }) => !known.has(jobId) && paidStages.has(stage)), limitMs);
      const held = worker(run);
      if (!held) throw new Error('no worker holds a model');
      heldBytes = Math.max(heldBytes, held.rssBytes);
      await sleep(Math.random() * 1000);
      const startMs = performance.now();
      writeFileSync(hook, 'deny');
      await until('the worker is gone', () => !isAlive(held.pid), pollMs);
      times.push(performance.now() - startMs);
      say(`give-back ${round + 1} of ${rounds}: ${times.at(-1)!.toFixed(0)} ms`);
      writeFileSync(hook, 'allow');
      await until('it may work again', async () => (await run.hearth.ask('readGuest', {})).decisions.every(({ giveBack }) => giveBack === null), 100);
    }
    const sorted = [...times].sort((a, b) => a - b);
    return { rounds, p50Ms: sorted[Math.ceil(rounds * 0.5) - 1]!, p95Ms: sorted[Math.ceil(rounds * 0.95) - 1]!, spread: figureOf(times), heldBytes, measuredOn: 'cpu memory' };
  } finally {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
