import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { HearthError } from '../../shared/errors.ts';

export type PageFile = { readonly bytes: Buffer; readonly type: string; readonly cache: string };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the built page into memory, under the paths it is asked for. A request is then a lookup, so there is no path to
 * climb out of; links are not followed. The build is about 2 MB.
 *
 * @throws host.pageMissing  there is no index.html in `folder`
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new HearthError('host.pageMissing', { folder }, cause);
  });
  for (const entry of entries) {
    // Names that begin with a dot are the build's own notes.
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, {
      bytes: await readFile(file),
      type: types[extname(entry.name)] ?? 'application/octet-stream',
      // The build names what is under assets/ by its content.
      cache: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    });
  }
  const index = files.get('/index.html');
  if (!index) throw new HearthError('host.pageMissing', { folder });
  files.set('/', index);
  return files;
}
