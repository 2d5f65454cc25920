import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export type Finished = {
  /** Exit status; 1 when it could not start or was stopped. */
  readonly status: number;
  /** How it ended, as a phrase. */
  readonly ended: string;
  readonly stdout: string;
  /** stdout and stderr as they came. */
  readonly output: string;
};

/**
 * Runs one command to its end, at most `limitMs`, and keeps what it printed.
 * With `stream`, everything it prints also goes to this process's stderr as it comes; with `gives`, it and what it starts take the processor only where
 * others leave it.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly limitMs: number; readonly env?: NodeJS.ProcessEnv; readonly stream?: boolean; readonly gives?: boolean },
): Promise<Finished> {
  return new Promise((resolve) => {
    // Colours are for a person; in a log they only hide the words.
    const colours = process.stderr.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...colours, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    if (options.gives && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let stdout = '';
    let output = '';
    let stopped = false;
    const hear = (chunk: string, isStdout: boolean): void => {
      if (isStdout) stdout += chunk;
      output += chunk;
      if (options.stream) process.stderr.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => hear(chunk, true));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => hear(chunk, false));
    const timer = setTimeout(() => {
      stopped = true;
      child.kill('SIGKILL');
    }, options.limitMs);
    const finish = (status: number, ended: string): void => {
      clearTimeout(timer);
      resolve({ status, ended, stdout, output });
    };
    child.on('error', (error) => finish(1, `could not start: ${error.message}`));
    child.on('close', (code, signal) => {
      if (stopped) finish(1, `was stopped after ${options.limitMs / 1000} s`);
      else finish(code ?? 1, code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with status ${code}`);
    });
  });
}
