import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { readImportedPackages } from './builtImports.ts';

/**
 * Packs `hearth-client`, the client library for applications: plain JavaScript with its types, and of Hearth only what a receipt is verified with.
 * Run by `npm run pack:client`; prints the path of the tarball.
 *
 *   node packClient.ts [folder for the tarball, default dist]
 */
const root = join(import.meta.dirname, '../../..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const stage = join(out, 'hearth-client');

type Manifest = { readonly version: string; readonly license: string; readonly dependencies: Record<string, string> };
const ours = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const project = join(stage, 'tsconfig.json');
writeFileSync(project, JSON.stringify({
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: { noEmit: false, declaration: true, rewriteRelativeImportExtensions: true, rootDir: join(root, 'electron'), outDir: join(stage, 'lib'), types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
  files: [join(root, 'electron/client/index.ts')],
}));
execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--project', project], { stdio: ['ignore', 'inherit', 'inherit'] });
rmSync(project);
// The compiler rewrites what programs import, and leaves what types import.
for (const path of globSync('lib/**/*.d.ts', { cwd: stage })) writeFileSync(join(stage, path), readFileSync(join(stage, path), 'utf8').replace(/((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));

const names = readImportedPackages(join(stage, 'lib/client/index.js'));
const missing = names.filter((name) => !(name in ours.dependencies));
if (missing.length > 0) throw new Error(`the client imports packages that are no dependencies: ${missing.join(', ')}`);
cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
cpSync(join(root, 'docs/client.md'), join(stage, 'README.md'));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify({
  name: 'hearth-client', version: ours.version, description: 'Buy inference through a Hearth gateway, and verify its receipts on your own machine.', license: ours.license, type: 'module',
  exports: { '.': { types: './lib/client/index.d.ts', default: './lib/client/index.js' } }, engines: { node: '>=22.12' }, files: ['lib', 'LICENSE', 'README.md'], sideEffects: false,
  dependencies: Object.fromEntries(names.map((name) => [name, ours.dependencies[name]!])),
}, null, 2)}\n`);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const packed = execFileSync(npm, ['pack', '--silent', '--pack-destination', out], { cwd: stage, encoding: 'utf8', shell: process.platform === 'win32' }).trim();
process.stdout.write(`${join(out, packed)}\n`);
