import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', import.meta.filename.endsWith('.ts') ? 'devnet.ts' : 'devnet.js');

/** The practice network alone, in a program of its own that hears the same signals. Returns its exit code. */
export async function runDevnet(dataFolder: string, rate: number): Promise<number> {
  const child = spawn(process.execPath, [program, '--standalone', '--data', join(dataFolder, 'practice'), '--rate', String(rate)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
