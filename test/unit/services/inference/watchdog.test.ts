import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readStop } from '../../../../electron/services/broker/stoppedWorker.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-watchdog-'));
afterAll(() => rmSync(folder, { recursive: true }));
let programs = 0;
const watchdog = join(import.meta.dirname, '../../../../electron/services/inference/watchdog.ts');

/** Does that under a watchdog in a process of its own. @returns  how it ended, and what it wrote */
function run(code: string): Promise<{ readonly how: string; readonly said: string }> {
  const source = `import { startWatchdog } from ${JSON.stringify(watchdog)};
const dog = startWatchdog();
const limits = { timeMs: 300, memoryBytes: 4 * 2 ** 30 };
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const spin = (ms) => { const before = used(); while (used() - before < ms); };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
${code}
process.exit(0);`;
  const file = join(folder, `${programs++}.mjs`);
  writeFileSync(file, source);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ how: signal ?? `exit ${code}`, said })));
}

describe('the watchdog of a worker', () => {
  it('lets work be that gets no processor for longer than it may take, also after other work', async () => {
    expect(await run('await dog.during({ ...limits, timeMs: Infinity }, () => spin(600)); await dog.during(limits, () => wait(1200)); await wait(400); await dog.during(limits, () => wait(900));')).toEqual({ how: 'exit 0', said: '' });
  });

  it('ends work that takes the processor for longer, and says what it took', async () => {
    const { how, said } = await run('await dog.during(limits, () => spin(60_000));');
    expect(how).toBe('SIGKILL');
    expect(said).toMatch(/^worker stopped: past its deadline, 300 ms: \d+ ms, \d+ ms of the processor\n$/);
    expect(readStop(said.trim())).toMatch(/^end\.time:0\.3\|[\d.]+\|[\d.]+$/);
  });

  it('ends work that never comes back, though it takes nothing', async () => {
    const startedAtMs = Date.now();
    const { how, said } = await run('await dog.during(limits, () => new Promise(() => setInterval(() => {}, 1000)));');
    expect([how, said.slice(0, 14)]).toEqual(['SIGKILL', 'worker stopped']);
    expect(Date.now() - startedAtMs).toBeGreaterThan(3000);
  });

  it('says of memory what was taken and what is allowed; of any other line nothing', () => {
    expect(readStop('worker stopped: memory 1100 MiB, limit 1024 MiB')).toBe('end.memory:1100|1024');
    expect([readStop('worker stopped: for fun'), readStop('a model says: worker stopped: memory 1 MiB, limit 2 MiB')]).toEqual([null, null]);
  });
});
