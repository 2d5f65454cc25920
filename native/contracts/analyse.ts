import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Runs Foundry's analyser over the contracts and holds what it finds against the answers in analysed.json, by rule and file: exits 1 when there is more, or less,
 * than was answered. Not part of the tests: it fetches Foundry (81 MB) where it is not here, and takes half a minute.
 *
 *   npm run analyse                       fetches Foundry of the version below through npm
 *   npm run analyse -- --forge /path/forge
 *   npm run analyse -- --list             every finding with its line
 */
const version = '1.7.1';
const here = import.meta.dirname;
const require = createRequire(import.meta.url);
type Answers = { readonly [rule: string]: { readonly why: string; readonly files: { readonly [file: string]: number } } };
type Finding = { readonly rule: string; readonly file: string; readonly line: number; readonly code: string };

const argumentOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** Foundry asks a compiler of the machine for its version and for the sources' syntax trees; ours is the one the contracts are built with. */
const compiler = `#!${process.execPath}
const solc = require(${JSON.stringify(dirname(require.resolve('solc/package.json')))});
if (process.argv.includes('--version')) {
  console.log('solc, the solidity compiler commandline interface\\nVersion: ' + solc.version().replace('Emscripten.clang', 'Linux.g++'));
} else {
  const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  input.settings.outputSelection = { '*': { '': ['ast'], '*': ['abi'] } };
  process.stdout.write(solc.compile(JSON.stringify(input)));
}
`;

function lint(): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-analyse-'));
  try {
    cpSync(join(here, 'src'), join(folder, 'src'), { recursive: true });
    cpSync(dirname(require.resolve('@openzeppelin/contracts/package.json')), join(folder, 'library', 'contracts'), { recursive: true });
    writeFileSync(join(folder, 'solc.cjs'), compiler);
    chmodSync(join(folder, 'solc.cjs'), 0o700);
    writeFileSync(join(folder, 'foundry.toml'), ['[profile.default]', 'src = "src"', 'libs = []', 'offline = true', 'auto_detect_solc = false', `solc = ${JSON.stringify(join(folder, 'solc.cjs'))}`, 'evm_version = "cancun"', 'remappings = ["@openzeppelin/=library/"]', ''].join('\n'));
    const own = argumentOf('--forge');
    const wanted = ['lint', '--force', '--json', '--severity', 'high', 'med', 'low'];
    const [command, args] = own === undefined ? ['npm', ['exec', '--yes', `--package=@foundry-rs/forge@${version}`, '--', 'forge', ...wanted]] : [own, wanted];
    const { stderr, status, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
    if (error || status === null || status > 1) throw error ?? new Error(stderr.slice(-2000));
    const lines = stderr.split('\n').filter((text) => text.startsWith('{'));
    if (!stderr.includes('"$message_type"') || stderr.includes('AST source not found')) throw new Error(`nothing was analysed: ${stderr.slice(-2000)}`);
    return lines.flatMap((text) => read(JSON.parse(text) as Message));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Message = { readonly code?: { readonly code: string } | null; readonly spans?: readonly { readonly file_name: string; readonly line_start: number; readonly text?: readonly { readonly text: string }[] }[] };
function read({ code, spans }: Message): Finding[] {
  const [span] = spans ?? [];
  const file = span?.file_name.split('/src/').at(-1)?.replace(/^src\//, '');
  return code && span && file ? [{ rule: code.code, file, line: span.line_start, code: span.text?.[0]?.text.trim() ?? '' }] : [];
}

const answers = JSON.parse(readFileSync(join(here, 'analysed.json'), 'utf8')) as Answers;
const findings = lint();
const counted = new Map<string, number>();
for (const { rule, file } of findings) counted.set(`${rule} ${file}`, (counted.get(`${rule} ${file}`) ?? 0) + 1);
if (process.argv.includes('--list')) for (const { rule, file, line, code } of findings) console.log(`${file}:${line}  ${rule}  ${code}`);
const answered = new Map<string, number>(Object.entries(answers).flatMap(([rule, { files }]) => Object.entries(files).map(([file, count]) => [`${rule} ${file}`, count] as const)));
const different = [...new Set([...counted.keys(), ...answered.keys()])].filter((name) => counted.get(name) !== answered.get(name));
for (const name of different) console.log(`${name}: ${counted.get(name) ?? 0} found, ${answered.get(name) ?? 0} answered in analysed.json`);
console.log(`${findings.length} findings of ${new Set(findings.map(({ rule }) => rule)).size} rules, ${different.length === 0 ? 'all answered' : 'not all answered'}`);
process.exitCode = different.length === 0 ? 0 : 1;
