import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './places.ts';
import { usage } from './output.ts';

/**
 * Runs a script that belongs to the source tree and not to the app (benchmarks), with our own streams.
 * @throws usage.invalid  this is an installed app
 * @returns its exit code
 */
export function runSourceScript(path: string, args: readonly string[]): Promise<number> {
  const script = join(projectFolder, path);
  if (!existsSync(script)) throw usage('this command runs from a source checkout only');
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
