import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildAddon } from '../../native/gpu-probe/build.ts';

export type XDisplay = {
  readonly name: string;
  readonly serverPid: number;
  /** Tells the window of the tests what to be (test/fixtures/xWindow). */
  window(line: string): Promise<void>;
  readonly windowPid: number;
  stop(): void;
};

/** What this machine lacks to show the addon a real X display; null: nothing. */
export function missingForX(): string | null {
  if (process.platform !== 'linux') return 'X displays are tested on Linux';
  if (spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error) return 'Xvfb is not installed';
  const built = buildAddon({ ifStale: true });
  return 'missing' in built ? `${built.missing} is not installed, which the addon needs to be built` : null;
}

/** Starts an X server without a screen and, as its first client, a window that does what it is told. @effects processes, ended by `stop` */
export async function startXDisplay(size = '1280x720x24'): Promise<XDisplay> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-x-'));
  const program = join(folder, 'xWindow');
  const sources = ['test/fixtures/xWindow/xWindow.cc', 'native/gpu-probe/src/linux/xcb.cc'].map((path) => join(import.meta.dirname, '../..', path));
  execFileSync('c++', ['-std=c++20', '-O1', '-o', program, ...sources, '-ldl'], { stdio: 'pipe' });
  // The server picks a free number and tells it.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [bytes] = (await once(server.stdio[3]!, 'data')) as [Buffer];
  const name = `:${bytes.toString('utf8').trim()}`;
  const client = spawn(program, [name], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: client.stdout });
  await once(lines, 'line');
  return {
    name, serverPid: server.pid!, windowPid: client.pid!,
    async window(line) {
      const answer = once(lines, 'line') as Promise<[string]>;
      client.stdin.write(`${line}\n`);
      const [word] = await answer;
      if (word !== 'ok') throw new Error(`the window of the tests says ${word}`);
    },
    stop() {
      client.kill('SIGKILL');
      server.kill('SIGCONT');
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
