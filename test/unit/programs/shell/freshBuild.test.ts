import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { buildIfStale } from '../../../../electron/programs/shell/freshBuild.ts';

const root = mkdtempSync(join(tmpdir(), 'hearth-build-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('builds once, and again only when a source says something else', async () => {
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const built = (force = false): Promise<boolean> =>
    buildIfStale(root, { sources: ['page', 'missing', 'lock.json'], result: 'out/a.html', stamp: 'out/.source', build: async () => write('out/a.html', 'x') }, force);
  write('page/a.ts', '1');
  write('page/deep/b.ts', '2');
  write('lock.json', '{}');
  expect(await built()).toBe(true);
  expect(await built()).toBe(false);
  utimesSync(join(root, 'page/a.ts'), 0, 0);
  expect(await built()).toBe(false);
  for (const [path, text] of [['page/deep/b.ts', '3'], ['page/c.ts', ''], ['lock.json', '{ }']] as const) {
    write(path, text);
    expect(await built(), path).toBe(true);
    expect(await built(), path).toBe(false);
  }
  rmSync(join(root, 'out/a.html'));
  expect(await built()).toBe(true);
  expect(await built(true)).toBe(true);
});
