import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'peers');
const limitMs = 180_000;

/** Where the library we compare with lives, outside the product's own tree, or why it does not. */
export type Peer = { readonly folder: string; readonly version: string } | { readonly reason: string };

/** Installs @huggingface/transformers into test/bench/peers/ (ignored by git) unless it is there. One try, with a time limit. */
export async function findTransformers(say: (line: string) => void): Promise<Peer> {
  const manifest = join(folder, 'node_modules/@huggingface/transformers/package.json');
  if (!existsSync(manifest)) {
    say('Installing @huggingface/transformers into test/bench/peers (once)…');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true, "name": "hearth-bench-peers" }\n');
    const failure = await install();
    if (failure !== null) return { reason: failure };
  }
  try {
    return { folder, version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version };
  } catch {
    return { reason: 'its installation is not whole; remove test/bench/peers and run again' };
  }
}

/** null when it worked. Scripts stay off: they would fetch files from elsewhere than the package registry. */
function install(): Promise<string | null> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['install', '@huggingface/transformers@4.3.1', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32', timeout: limitMs,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`npm could not be run: ${error.message}`));
    child.once('close', (code, signal) => resolve(code === 0 ? null : signal ? `npm install took longer than ${limitMs / 1000} s` : `npm install failed: ${said.split('\n', 1)[0]!.slice(0, 160)}`));
  });
}
