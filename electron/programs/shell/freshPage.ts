import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds the page into out/renderer when it is missing or older than its source; does nothing otherwise.
 * `--force` builds in any case. The stamp is a hash of content, because a checkout gives every file a new time.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const stampFile = join(root, 'out/renderer/.source');
const sources = ['renderer', 'electron/shared', 'assets/icons', 'vite.config.ts', 'package-lock.json', 'tsconfig.renderer.json', 'tsconfig.base.json'];

function hashSources(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = source.includes('.') ? [source] : readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .sort();
    for (const file of files) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

const now = hashSources();
const built = existsSync(stampFile) && existsSync(join(root, 'out/renderer/index.html')) ? readFileSync(stampFile, 'utf8') : null;
if (process.argv.includes('--force') || built !== now) {
  process.stderr.write('Building the page (a few seconds)…\n');
  // Loaded only now: a fresh page must not cost the second that vite takes to load.
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stampFile, now);
}
