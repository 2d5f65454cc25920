import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../support/runCommand.ts';

/** What the release workflow runs beside electron-builder, over files that stand in for what was built. */
const root = join(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hearth-release-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const run = (script: string, ...args: string[]) => runCommand(process.execPath, [join(root, 'electron/programs/shell', script), ...args], { cwd: folder, limitMs: 30_000 });
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('the checksums of a release', () => {
  it('are those that sha256sum finds, of what is published and nothing else', async () => {
    for (const name of ['hearth.AppImage', 'hearth-node.tgz', 'hearth.cdx.json', 'builder-debug.yml', 'latest-linux.yml']) writeFileSync(join(folder, name), `bytes of ${name}`);
    const written = await run('writeChecksums.ts', folder, 'Linux');
    expect(written.status, written.output).toBe(0);
    const text = readFileSync(join(folder, 'SHA256SUMS-Linux.txt'), 'utf8');
    expect(text.match(/ {2}(.+)$/gm)).toEqual(['  hearth-node.tgz', '  hearth.AppImage', '  hearth.cdx.json']);
    expect(text).toContain(createHash('sha256').update('bytes of hearth.AppImage').digest('hex'));
    if (process.platform !== 'linux') return;
    const check = await runCommand('sha256sum', ['--check', 'SHA256SUMS-Linux.txt'], { cwd: folder, limitMs: 30_000 });
    expect(check.status, check.output).toBe(0);
    writeFileSync(join(folder, 'hearth.AppImage'), 'other bytes');
    expect((await runCommand('sha256sum', ['--check', 'SHA256SUMS-Linux.txt'], { cwd: folder, limitMs: 30_000 })).status).not.toBe(0);
  });

  it('are not written of nothing, nor of an installer above the size budget, which is named', async () => {
    expect(await run('writeChecksums.ts', folder, 'Linux')).toMatchObject({ status: 1, output: expect.stringContaining('holds nothing') });
    writeFileSync(join(folder, 'hearth.deb'), '');
    truncateSync(join(folder, 'hearth.deb'), 180_000_001);
    expect(await run('writeChecksums.ts', folder, 'Linux')).toMatchObject({ status: 1, output: 'above 180 MB: hearth.deb\n' });
    expect(existsSync(join(folder, 'SHA256SUMS-Linux.txt'))).toBe(false);
  });
});

it('has three files for winget, with the address and the digest of the very installer', async () => {
  writeFileSync(join(folder, `hearth-${version}-windows-x64.exe`), 'the installer');
  const written = await run('writeWinget.ts', 'someone/hearth', folder);
  expect(written.status, written.output).toBe(0);
  expect(readdirSync(join(folder, 'winget')).sort()).toEqual(['Hearth.Hearth.installer.yaml', 'Hearth.Hearth.locale.en-US.yaml', 'Hearth.Hearth.yaml']);
  const installer = readFileSync(join(folder, 'winget', 'Hearth.Hearth.installer.yaml'), 'utf8');
  expect(installer).toContain(`InstallerUrl: https://github.com/someone/hearth/releases/download/v${version}/hearth-${version}-windows-x64.exe\n`);
  expect(installer).toContain(`InstallerSha256: ${createHash('sha256').update('the installer').digest('hex').toUpperCase()}\n`);
  for (const file of readdirSync(join(folder, 'winget'))) expect(readFileSync(join(folder, 'winget', file), 'utf8'), file).toMatch(new RegExp(`^PackageIdentifier: Hearth\\.Hearth\\nPackageVersion: ${version.replaceAll('.', '\\.')}\\n[^]*ManifestType: \\w+\\nManifestVersion: 1\\.9\\.0\\n$`));
  expect((await run('writeWinget.ts', 'no repository', folder)).status).toBe(2);
});
