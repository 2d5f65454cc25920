import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { works } from '../../../../renderer/views/about/works.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../../../..', name), 'utf8'));
const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
const { packages } = read('package-lock.json') as { packages: Record<string, { license?: string }> };

test('names every work that Hearth ships, with the licence of its package', () => {
  const shown = new Map(works.map(({ name, licence }) => [name, licence]));
  for (const name of Object.keys(dependencies)) expect(shown.get(name), `add ${name} to renderer/views/about/works.ts`).toBe(packages[`node_modules/${name}`]!.license);
  for (const [name, licence] of shown) expect(packages[`node_modules/${name}`]?.license, `${name} is not here any more`).toBe(licence);
});
