import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
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

it("is read by a linter of Electron's checklist that sees what is forbidden", async () => {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: 'electron.eslint.config.js' });
  const rulesOf = async (code: string, filePath = 'electron/main/someWindow.ts'): Promise<(string | null)[]> => (await eslint.lintText(code, { filePath: join(root, filePath) }))[0]!.messages.map(({ ruleId }) => ruleId);
  const opened = (more: string): string => `import { BrowserWindow, shell } from 'electron';\nexport const open = (address: string) => { const opened = new BrowserWindow({ webPreferences: { ${more} } }); void shell.openExternal(address); return opened; };\n`;
  expect(await rulesOf(opened('sandbox: false, contextIsolation: false'))).toEqual(expect.arrayContaining(['electron/no-sandbox-disabled', 'electron/no-context-isolation-disabled', 'electron/no-open-external-with-dynamic-url']));
  // The exception is of one rule in one file.
  expect(await rulesOf(opened('webSecurity: false'), 'electron/main/hearthWindow.ts')).toContain('electron/no-web-security-disabled');
});
