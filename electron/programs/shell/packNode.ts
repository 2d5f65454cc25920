import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readImportedPackages } from './builtImports.ts';

/**
 * Packs `hearth-node`, Hearth without a window for machines that npm looks after: the built programs, the page, the bundled models, a systemd unit.
 * Run by `npm run pack:node` after `npm run build`; prints the path of the tarball.
 *
 *   node packNode.ts [folder for the tarball, default dist]
 */
const root = join(import.meta.dirname, '../../..');
const out = process.argv[2] ?? join(root, 'dist');
const stage = join(out, 'hearth-node');
const programs = ['cli', 'provider', 'worker', 'signer', 'devnet'];

type Manifest = { readonly version: string; readonly description: string; readonly license: string; readonly dependencies: Record<string, string>; readonly devDependencies: Record<string, string> };
const ours = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const copy = (path: string, keep: (path: string) => boolean = () => true): void => cpSync(join(root, path), join(stage, path), { recursive: true, filter: (from) => keep(relative(root, from)) });
copy('out/main', (path) => !path.endsWith('.map') && path !== join('out', 'main', 'index.js'));
copy('out/renderer');
copy('assets/models', (path) => !/\.(?:py|ts)$/.test(path));
copy('assets/rig');
copy('LICENSE');
if (existsSync(join(root, 'assets/accelerators.json'))) copy('assets/accelerators.json');
cpSync(join(root, 'docs/rig.md'), join(stage, 'README.md'));

/** The window's runtime; the second runtime, whose 14 MB only whoever checks on another instruction set needs; the chain of the practice network, optional below. */
const left = new Set(['electron', 'onnxruntime-web', '@foundry-rs/anvil']);
const names = new Set(programs.flatMap((name) => readImportedPackages(join(stage, 'out/main', `${name}.js`))).filter((name) => !left.has(name)));
const missing = [...names].filter((name) => !(name in ours.dependencies));
if (missing.length > 0) throw new Error(`the built programs import packages that are no dependencies: ${missing.join(', ')}`);
const dependencies = Object.fromEntries([...names].map((name) => [name, ours.dependencies[name]!]));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify({
  name: 'hearth-node', version: ours.version, description: ours.description, license: ours.license, type: 'module',
  bin: { hearth: 'out/main/cli.js' }, engines: { node: '>=22.12' }, files: ['out', 'assets', 'LICENSE', 'README.md'],
  dependencies,
  // The chain of the practice network; without it Hearth says so and runs with --no-practice.
  optionalDependencies: { '@foundry-rs/anvil': ours.devDependencies['@foundry-rs/anvil'] },
}, null, 2)}\n`);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const packed = execFileSync(npm, ['pack', '--silent', '--pack-destination', out], { cwd: stage, encoding: 'utf8', shell: process.platform === 'win32' }).trim();
process.stdout.write(`${join(out, packed)}\n`);
