import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Rows of the checklist: number, where it is done, what tests it. */
const rows = [...read('SECURITY.md').matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, number, here, test]) => ({ number: Number(number), here: here!, test: test! }));
const pointer = /^`([^`]+)`: `([^`]+)`$/;

describe('SECURITY.md', () => {
  it('answers every item of the checklist', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
  it('names lines and tests that exist', () => {
    for (const { number, here, test } of rows) {
      for (const text of here.trim() === 'no such switch' ? [test] : [here, test]) {
        const [, file, quoted] = pointer.exec(text.trim()) ?? [];
        expect(file, `row ${number}: ${text}`).toBeDefined();
        expect(existsSync(join(root, file!)), `row ${number}: ${file}`).toBe(true);
        expect(read(file!), `row ${number}: ${quoted} in ${file}`).toContain(quoted);
      }
    }
  });
});

describe('the shell', () => {
  it('sets no switch that the checklist forbids', () => {
    const files = ['electron/main', 'electron/preload'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      expect(read(file), file).not.toMatch(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|webviewTag: true|sandbox: false|contextIsolation: false|webSecurity: false|nodeIntegration\w*: true|no-sandbox|disable-web-security|remote-debugging/);
    }
  });
});
