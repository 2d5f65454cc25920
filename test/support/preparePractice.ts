import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtPrograms } from './programs.ts';

/** Seconds of the window of a Hearth under test, if it does not ask for another. */
export const testWindowSeconds = 2;
const limitMs = 90_000;
const variable = 'HEARTH_TEST_PRACTICE';

/** A practice network that was started once and has ended, to begin a test's own from; null outside a suite that made one. */
export const preparedPractice = (): string | null => process.env[variable] ?? null;

/**
 * Deploys one practice network for the whole suite. A Hearth under test begins from a copy of its folder, as a second start of a real one does, which takes
 * a second of processor time and two of waiting less than contracts of its own. First starts are tested by those that start through the command line.
 */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-prepared-'));
  const practice = join(folder, 'practice');
  const child = spawn(process.execPath, [join(builtPrograms, 'devnet.js'), '--standalone', '--data', practice, '--rate', '0', '--window', String(testWindowSeconds)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let said = '';
  for await (const line of createInterface(child.stderr)) {
    said += `${line}\n`;
    if (line.includes('join with')) child.kill('SIGTERM');
  }
  await ended;
  clearTimeout(timer);
  if (!existsSync(join(practice, 'practice.json')) || !said.includes('join with')) throw new Error(`no practice network could be prepared:\n${said}`);
  process.env[variable] = practice;
  return () => rmSync(folder, { recursive: true, force: true });
}
