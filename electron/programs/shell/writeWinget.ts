import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the three files that the Windows Package Manager wants of a release, into `winget/` of the folder that holds its installer. They are offered to microsoft/winget-pkgs by hand.
 * https://learn.microsoft.com/windows/package-manager/package/manifest
 *
 *   node writeWinget.ts OWNER/REPOSITORY dist
 */
const [repository, folder] = process.argv.slice(2);
if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !folder) {
  process.stderr.write('give the repository, OWNER/NAME, and the folder with the installer\n');
  process.exit(2);
}
const { version, description, license } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { version: string; description: string; license: string };
const name = `hearth-${version}-windows-x64.exe`;
const digest = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').toUpperCase();
const head = `PackageIdentifier: Hearth.Hearth\nPackageVersion: ${version}\n`;
const tail = (type: string): string => `ManifestType: ${type}\nManifestVersion: 1.9.0\n`;

const files: Readonly<Record<string, string>> = {
  'Hearth.Hearth.yaml': `${head}DefaultLocale: en-US\n${tail('version')}`,
  'Hearth.Hearth.locale.en-US.yaml': `${head}PackageLocale: en-US\nPublisher: The Hearth authors\nPackageName: Hearth\nPackageUrl: https://github.com/${repository}\nLicense: ${license}\nShortDescription: ${JSON.stringify(description)}\n${tail('defaultLocale')}`,
  'Hearth.Hearth.installer.yaml': `${head}InstallerType: nullsoft\nScope: user\nInstallModes:\n  - silent\nUpgradeBehavior: install\nInstallers:\n  - Architecture: x64\n    InstallerUrl: https://github.com/${repository}/releases/download/v${version}/${name}\n    InstallerSha256: ${digest}\n${tail('installer')}`,
};
mkdirSync(join(folder, 'winget'), { recursive: true });
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, 'winget', file), text);
process.stdout.write(`${Object.keys(files).map((file) => join(folder, 'winget', file)).join('\n')}\n`);
