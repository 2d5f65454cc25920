import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { HearthError } from '../../shared/errors.ts';
import { inTemporaryFolder } from './canonicalReplay.ts';

const mark = 'HEARTH_REPLAY_APART';
/** Most that a replay may print as JSON. */
const printedLimitBytes = 64 << 20;

/** Whether this process is the one that may be killed. */
export const isApart = (): boolean => process.env[mark] === '1';

/**
 * `hearth dispute …` in a process of its own: a stranger's model may hang or crash it, and only it. It ends after `limitMs` whatever it does, and what it wrote
 * into its temporary folder goes with it.
 *
 * @param args     the command line after `hearth`
 * @param capture  keeps stdout instead of passing it on
 * @throws worker.runFailed  stopped, crashed, or printed without end
 */
export function runReplayApart(args: readonly string[], limitMs: number, capture: boolean): Promise<{ readonly code: number; readonly stdout: string }> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const failed = (reason: string): HearthError => new HearthError('worker.runFailed', { reason });
  return inTemporaryFolder((folder) => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', `cli.${extension}`), ...args], {
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'], env: { ...process.env, [mark]: '1', TMPDIR: folder, TEMP: folder, TMP: folder },
    });
    let stdout = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > printedLimitBytes) child.kill('SIGKILL');
    });
    child.once('error', (error) => reject(failed(`the replay could not start: ${error.message}`)));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (isLate) reject(failed(`the replay was stopped after ${limitMs / 1000} s`));
      else if (code === null) reject(failed(`the replay's process ended by ${signal ?? 'a signal'}`));
      else resolve({ code, stdout });
    });
  }));
}
