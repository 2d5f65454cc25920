import { spawn, type ChildProcess } from 'node:child_process';
import { cli, repository } from './programs.ts';

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly json: () => Record<string, unknown> };

/** Runs `hearth …` as a process of its own to its end. */
export function runHearth(args: readonly string[], options: { readonly limitMs?: number; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1', ...options.env } });
  const timer = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 240_000);
  return collect(child).finally(() => clearTimeout(timer));
}

/** Starts `hearth start --headless` and leaves it running; `output` grows. */
export function spawnHearth(args: readonly string[]): { readonly child: ChildProcess; readonly output: { stdout: string; stderr: string }; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [cli, 'start', '--headless', '--json', '--port', '0', ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const output = { stdout: '', stderr: '' };
  return { child, output, ended: collect(child, output) };
}

function collect(child: ChildProcess, output = { stdout: '', stderr: '' }): Promise<Ran> {
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output, json: () => JSON.parse(output.stdout) as Record<string, unknown> })));
}
