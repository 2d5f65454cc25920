import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledModels } from '../support/practiceProvider.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** One Hearth whose data folder is a disk of 4 MB, where this system lets us make one, and one of whose models is corrupt. */
let root: string;
let dataFolder: string;
let hearth: Hearth;
let client: PayingClient;
let noDisk: string | null = null;

function mountSmallDisk(path: string): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) noDisk = 'a small disk needs root on Linux';
  else {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'pipe' });
    } catch {
      noDisk = 'this system does not let us mount a small disk';
    }
  }
}
/** The bundled models, and a copy of the digits whose model has one flipped bit. */
function makeModels(): string[] {
  for (const name of ['digits', 'ember']) cpSync(join(bundledModels, name), join(root, 'models', name), { recursive: true });
  const folder = join(root, 'models', 'digits-corrupt');
  cpSync(join(bundledModels, 'digits'), folder, { recursive: true });
  const bytes = readFileSync(join(folder, 'model.onnx'));
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(join(folder, 'model.onnx'), bytes);
  return ['digits-corrupt', 'digits', 'ember'].map((name) => join(root, 'models', name));
}

beforeAll(async () => {
  root = newFolder('disk');
  dataFolder = join(root, 'data');
  mkdirSync(join(root, 'practice'));
  mkdirSync(dataFolder);
  mountSmallDisk(dataFolder);
  // The practice network is another party: its disk has room.
  symlinkSync(join(root, 'practice'), join(dataFolder, 'practice'));
  hearth = await startHearth({ dataFolder, modelFolders: makeModels() });
  await hearth.waitUntilReady();
  client = await openPayingClient(hearth);
});
afterAll(async () => {
  await client?.close();
  await hearth?.stop();
  if (!noDisk) execFileSync('umount', ['-l', dataFolder]);
  rmSync(root, { recursive: true, force: true });
});

describe('a corrupt model', () => {
  it('is shown with the file that does not match, the others are offered, and nothing is started over and over', async () => {
    const { models } = await hearth.ask('readModels', {});
    expect(models.map(({ name, state }) => [name, state])).toEqual([['digits-corrupt', 'corrupt'], [expect.any(String), 'ready'], [expect.any(String), 'ready']]);
    expect(models[0]!.reason).toMatch(/model\.corrupt.*model\.onnx/);
    for (const input of [client.digit(), client.tale(4)]) expect((await client.run(client.build(input))).kind).toBe('result');
    expect(hearth.lines.filter((line) => line.includes('model.corrupt'))).toHaveLength(2);
    expect(hearth.seen.about?.programs.every(({ restarts }) => restarts === 0)).toBe(true);
  });
});

describe('a full disk', () => {
  const filler = (): string => join(dataFolder, 'filler');
  /** Fills what is left, as another program would, to the last byte. */
  function fill(): void {
    const { bavail, bsize } = statfsSync(dataFolder);
    // Hearth writes too: what was free a moment ago may not be any more.
    for (const size of [Math.max(1, bavail * bsize - 64 * 1024), 4096, 512, 1]) {
      try {
        for (;;) writeFileSync(filler(), Buffer.alloc(size), { flag: 'a' });
      } catch {
        // No room for this much any more.
      }
    }
  }

  it('is named in the status and refuses orders, keeps every receipt, and ends when there is room again', async ({ skip }) => {
    if (noDisk) skip(noDisk);
    const waiting = client.build(client.tale(500));
    const outcome = client.run(waiting, { limitMs: 300_000 });
    await until('it runs', () => hearth.seen.jobs?.some(({ jobId, unitsDone }) => jobId === waiting.order.jobId && unitsDone > 0));
    fill();
    // What is signed or admitted first finds no room. An order that still found some is answered when there is room again, and another is sent meanwhile.
    const admitted: ReturnType<PayingClient['run']>[] = [];
    let refused = client.build(client.digit());
    await until('orders are refused', async () => {
      refused = client.build(client.digit());
      const running = client.run(refused, { limitMs: 300_000 });
      const found = await Promise.race([running, pause(3000, null)]);
      if (found === null || found.kind === 'result') admitted.push(running);
      return found?.kind === 'refused' && found.failure.code === 'job.paused' && found.failure.about['rule'] === 'diskFull';
    }, 60_000);
    await until('the status says so', () => hearth.seen.status?.state === 'diskFull');
    expect(hearth.seen.status?.about['path']).toContain(dataFolder);
    expect((await hearth.ask('readJobs', { search: refused.order.jobId })).total).toBe(0);
    expect(hearth.seen.about?.programs.find(({ name }) => name === 'provider')?.restarts).toBe(0);

    rmSync(filler());
    // Nobody says anything: it finds out by itself.
    await until('it goes on', () => hearth.seen.status?.state !== 'diskFull', 60_000);
    for (const found of [outcome, ...admitted]) expect((await found).kind).toBe('result');
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
    await until('everything is settled', async () => (await hearth.ask('readJobs', { stage: 'live' })).total === 0, 120_000);
    const { jobs } = await hearth.ask('readJobs', {});
    expect(jobs.map(({ stage }) => stage)).toEqual(jobs.map(() => 'settled'));
    const ledger = readFileSync(join(dataFolder, 'node', 'ledger.jsonl'), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as { jobId: string; seq: number });
    expect(ledger.map(({ seq }) => seq)).toEqual(jobs.map((_, index) => index));
    expect(new Set(ledger.map(({ jobId }) => jobId))).toEqual(new Set(jobs.map(({ jobId }) => jobId)));
  }, 400_000);

  it('leaves a database that is whole', async () => {
    await client.close();
    await hearth.stop();
    const database = new Database(join(dataFolder, 'hearth.sqlite'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});
