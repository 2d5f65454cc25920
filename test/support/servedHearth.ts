import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, repository } from './programs.ts';

export type ServedHearth = {
  /** Where its page is, with the token. */
  readonly address: string;
  readonly pid: number;
  /** Ends it and leaves its data, for another start. */
  end(): Promise<void>;
  stop(): Promise<void>;
};

export const newServedFolder = (name: string): string => mkdtempSync(join(tmpdir(), `hearth-${name}-`));

/** Runs `hearth start --headless` as a person does, with its page. @param folder  its data; removed by `stop` */
export async function serveHearth(folder: string, args: readonly string[]): Promise<ServedHearth> {
  const hearth = spawn(process.execPath, [cli, 'start', '--headless', '--json', '--port', '0', '--data', folder, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  const address = await new Promise<string>((resolve, reject) => {
    hearth.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /"address": "([^"]+)"/.exec(text)?.[1];
      if (found) resolve(found);
    });
    hearth.once('exit', (code) => reject(new Error(`hearth start ended with ${code}: ${text}`)));
  });
  const end = async (): Promise<void> => {
    if (hearth.exitCode !== null) return;
    hearth.kill('SIGTERM');
    await new Promise((resolve) => hearth.once('exit', resolve));
  };
  return {
    address, pid: hearth.pid!, end,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
