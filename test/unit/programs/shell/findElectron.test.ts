import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultDataFolder } from '../../../../electron/programs/shell/dataFolder.ts';
import { findElectron } from '../../../../electron/programs/shell/findElectron.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function electronPackage(installer: string | null, isReady = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-electron-'));
  folders.push(folder);
  if (installer !== null) writeFileSync(join(folder, 'install.js'), installer);
  if (isReady) {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/electron'), '');
    writeFileSync(join(folder, 'path.txt'), 'electron');
  }
  return folder;
}
const seat = { environment: { DISPLAY: ':0' }, platform: 'linux' } as const;

describe('findElectron', () => {
  it('finds a runtime that is there', async () => {
    const packageFolder = electronPackage(null, true);
    expect(await findElectron({ ...seat, packageFolder })).toEqual({ path: join(packageFolder, 'dist', 'electron'), reason: null });
  });

  it('does not look for a runtime where no window could be shown', async () => {
    const packageFolder = electronPackage(null, true);
    expect(await findElectron({ environment: {}, platform: 'linux', packageFolder })).toEqual({ path: null, reason: 'there is no display' });
    expect(await findElectron({ environment: { SSH_CONNECTION: 'x' }, platform: 'darwin', packageFolder })).toMatchObject({ reason: 'this is a remote login without a display' });
    expect(await findElectron({ environment: { DISPLAY: ':0', HEARTH_HEADLESS: '1' }, platform: 'linux', packageFolder })).toMatchObject({ path: null });
  });

  it('lets the package fetch its runtime and says so', async () => {
    const packageFolder = electronPackage("const fs=require('fs'),p=require('path');fs.mkdirSync(p.join(__dirname,'dist'));fs.writeFileSync(p.join(__dirname,'dist/electron'),'');fs.writeFileSync(p.join(__dirname,'path.txt'),'electron');");
    const lines: string[] = [];
    expect(await findElectron({ ...seat, packageFolder, onProgress: (line) => lines.push(line) })).toMatchObject({ reason: null });
    expect(lines).toEqual(['Fetching the Electron runtime (at most 10 s)…']);
  });

  it('gives up on a fetch that fails or takes too long, in one sentence', async () => {
    expect(await findElectron({ ...seat, packageFolder: electronPackage('process.exit(1)') })).toEqual({ path: null, reason: 'the Electron runtime could not be fetched from here' });
    expect(await findElectron({ ...seat, packageFolder: electronPackage('setTimeout(() => {}, 60000)'), downloadMs: 200 })).toEqual({ path: null, reason: 'the Electron runtime was not fetched within 0 s' });
    expect(await findElectron({ ...seat, packageFolder: electronPackage('process.exit(1)'), downloadMs: 0 })).toEqual({ path: null, reason: 'the Electron runtime is not downloaded' });
    expect(await findElectron({ ...seat, packageFolder: null })).toEqual({ path: null, reason: 'the electron package is not installed' });
  });
});

describe('defaultDataFolder', () => {
  it('keeps to the places of each system', () => {
    expect(defaultDataFolder({}, 'linux', '/home/a')).toBe(join('/home/a', '.local', 'share', 'hearth'));
    expect(defaultDataFolder({ XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe(join('/x', 'hearth'));
    expect(defaultDataFolder({}, 'darwin', '/Users/a')).toBe(join('/Users/a', 'Library', 'Application Support', 'Hearth'));
    expect(defaultDataFolder({ LOCALAPPDATA: '/l' }, 'win32', '/u')).toBe(join('/l', 'Hearth'));
    expect(defaultDataFolder({ HEARTH_DATA: '/d' }, 'win32', '/u')).toBe('/d');
  });
});
