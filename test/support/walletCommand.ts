import { spawn } from 'node:child_process';
import { cli, repository } from './programs.ts';

export type RanWallet = { readonly code: number | null; readonly stdout: string; readonly stderr: string; /** What it wrote to --phrase-fd. */ readonly phrase: string; readonly json: () => Record<string, unknown> };

/** `hearth wallet …` as a process of its own, its secrets on descriptor 3, a phrase, where it is asked for one, on descriptor 4. */
export function runWallet(dataFolder: string, args: readonly string[], secrets: readonly string[] = [], wantsPhrase = false): Promise<RanWallet> {
  const fds = [...(secrets.length > 0 ? ['--secret-fd', '3'] : []), ...(wantsPhrase ? ['--phrase-fd', '4'] : [])];
  const child = spawn(process.execPath, [cli, 'wallet', ...args, '--data', dataFolder, '--json', ...fds], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const output = { stdout: '', stderr: '', phrase: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const [given, shown] = [child.stdio[3] as NodeJS.WritableStream, child.stdio[4] as NodeJS.ReadableStream];
  // It may end without having read its secrets.
  given.on('error', () => undefined);
  given.end(secrets.length > 0 ? `${secrets.join('\n')}\n` : '');
  shown.setEncoding('utf8').on('data', (text: string) => (output.phrase += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output, json: () => JSON.parse(output.stdout) as Record<string, unknown> })));
}
