import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isHearthRunning } from '../../services/control/controlServer.ts';
import { HearthError } from '../../shared/errors.ts';
import { advise } from './output.ts';

const program = join(import.meta.dirname, '..', import.meta.filename.endsWith('.ts') ? 'devnet.ts' : 'devnet.js');

/**
 * The practice network alone, in a program of its own that hears the same signals.
 *
 * @returns  its exit code
 * @throws host.alreadyRunning  a Hearth runs on the folder, and its practice network with it
 */
export async function runDevnet(dataFolder: string, rate: number): Promise<number> {
  await advise({ 'host.alreadyRunning': 'Its practice network runs with it: hearth network shows who takes part, or start this one with another --data.' }, async () => {
    if (await isHearthRunning(dataFolder)) throw new HearthError('host.alreadyRunning', { dataFolder });
  });
  const child = spawn(process.execPath, [program, '--standalone', '--data', join(dataFolder, 'practice'), '--rate', String(rate)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
