import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { textShape } from '../../shared/units.ts';

const limit = 64;
const fileLimitBytes = 64 * 1024;
const fileShape = z.strictObject({ format: z.literal('hearth-known-nodes/1'), addresses: z.array(textShape(300)).max(limit) });

/** Addresses of nodes heard of before: only where to dial first. A file that is missing, too large or no such file is as good as none. @effects disk */
export async function readKnownAddresses(path: string): Promise<readonly string[]> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > fileLimitBytes ? [] : fileShape.parse(JSON.parse(text)).addresses;
  } catch {
    return [];
  }
}

/** The whole file or the one before. @effects disk */
export async function writeKnownAddresses(path: string, addresses: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(fileShape.parse({ format: 'hearth-known-nodes/1', addresses: addresses.slice(0, limit) }), null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
