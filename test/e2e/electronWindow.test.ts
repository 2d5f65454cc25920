import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findElectron } from '../../electron/programs/shell/findElectron.ts';
import { runCommand } from '../support/runCommand.ts';

/** The real window. Runs where the Electron runtime is there and a display to show it on; `node node_modules/electron/install.js` fetches it. */
const root = join(import.meta.dirname, '../..');
const electron = await findElectron({ downloadMs: 0 });

describe('the window', () => {
  let app: ElectronApplication;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'hearth-window-'));
  const launchArguments = [root, `--data=${folder}`, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])];

  beforeEach(({ skip }) => skip(electron.path === null, electron.reason ?? ''));

  beforeAll(async () => {
    if (electron.path === null) return;
    const built = await runCommand(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: root, limitMs: 120_000 });
    expect(built.status, built.output).toBe(0);
    app = await _electron.launch({ executablePath: electron.path, args: launchArguments });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    if (electron.path !== null) await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('shows the page from its own scheme, without Node in it', async () => {
    expect(page.url()).toMatch(/^hearth-app:\/\/page\//);
    expect(await page.evaluate(() => Object.keys(globalThis).filter((name) => ['require', 'process', 'module', 'Buffer', 'hearth'].includes(name)))).toEqual(['hearth']);
    expect(await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const { contextIsolation, sandbox, nodeIntegration, webSecurity } = (window!.webContents as unknown as { getLastWebPreferences(): Record<string, boolean> }).getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webSecurity };
    })).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
  });

  it('reaches the provider through the port of the preload', async () => {
    const state: unknown = await page.evaluate(() => new Promise((resolve) => {
      const port = (globalThis as unknown as { hearth: { connect(which: string): { post(message: unknown): void; onMessage(listener: (message: { kind: string; value: unknown }) => void): void } } }).hearth.connect('provider');
      port.onMessage((message) => {
        if (message.kind === 'topic') resolve(message.value);
      });
      port.post({ kind: 'watch', topic: 'status' });
    }));
    expect(state).toHaveProperty('state');
  });

  it('runs its first practice job to a payment', async () => {
    // A fresh Hearth opens with its introduction.
    await page.getByRole('button', { name: 'Leave it for later' }).click();
    await expect.poll(async () => page.locator('body').innerText(), { timeout: 90_000 }).toMatch(/settled/i);
  });

  it('goes nowhere else and reaches no network', async () => {
    await page.evaluate(() => void ((globalThis as unknown as { location: { href: string } }).location.href = 'https://example.org/'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(page.url()).toMatch(/^hearth-app:\/\/page\//);
    expect(await page.evaluate(() => fetch('https://example.org/').then(() => 'reached', () => 'refused'))).toBe('refused');
    expect(await page.evaluate(() => fetch('hearth-app://page/../../package.json').then(({ status }) => status, () => 'refused'))).not.toBe(200);
  });

  it('hands a second start over to the first, which shows the screen of its link and follows no other, and ends it', async () => {
    for (const link of ['hearth://jobs', 'hearth://evil.example/steal?x=1']) {
      const second = await promisify(execFile)(electron.path!, [...launchArguments, link], { timeout: 30_000 });
      expect(second.stderr).not.toContain('Error');
      expect(app.windows()).toHaveLength(1);
      await expect.poll(() => page.url()).toMatch(/#\/jobs$/);
    }
  });

  it('keeps the provider when its window closes, and opens again', async () => {
    await page.close();
    expect(app.windows()).toHaveLength(0);
    const opened = app.waitForEvent('window');
    await app.evaluate(({ app: main }) => void main.emit('activate'));
    page = await opened;
    await expect.poll(async () => page.locator('body').innerText(), { timeout: 30_000 }).toMatch(/settled/i);
  });
});
