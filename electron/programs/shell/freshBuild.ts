import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Build = {
  /** Files and folders the build is made of, relative to the checkout; missing ones are left out. */
  readonly sources: readonly string[];
  /** A file the build leaves, relative to the checkout. */
  readonly result: string;
  /** Where the hash of the sources is kept, relative to the checkout: outside any folder that a build empties. */
  readonly stamp: string;
  readonly build: () => Promise<void>;
};

/**
 * Builds when the result is missing or made of other sources; does nothing otherwise. Compares content, because a checkout
 * gives every file a new time.
 *
 * @returns whether it had to build
 */
export async function buildIfStale(root: string, { sources, result, stamp, build }: Build, force = false): Promise<boolean> {
  const now = hashSources(root, sources);
  const stampFile = join(root, stamp);
  const isFresh = existsSync(join(root, result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now;
  if (isFresh && !force) return false;
  await inProduction(build);
  writeFileSync(stampFile, now);
  return true;
}

/** A test runner's NODE_ENV made the page one for developers of React, several times slower, and `npm start` showed it to whoever had run the tests before. */
async function inProduction(build: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function hashSources(root: string, sources: readonly string[]): string {
  // What was built for developers by an earlier Hearth is not what is wanted now.
  const hash = createHash('sha256').update('production\0');
  for (const file of sources.flatMap((source) => listFiles(root, source))) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  return hash.digest('hex');
}

function listFiles(root: string, source: string): readonly string[] {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/.test(source)) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
