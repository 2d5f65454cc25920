import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/programs.ts';

test('the page is built for those who use it, whoever had it built: React without its tools for developers', () => {
  const folder = join(repository, 'out/renderer/assets');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((name) => /jsxDEV|react_stack_bottom_frame/.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
});
