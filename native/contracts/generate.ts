import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles the contracts into the committed ABIs and bytecode. Nothing compiles when Hearth starts.
 *
 *   node native/contracts/generate.ts                  compiles (about 15 s) and writes what changed
 *   node native/contracts/generate.ts LeafDot Beacon   only these contracts, and only the sources they import
 *   node native/contracts/generate.ts --check          exits 1, naming what is stale: sources, compiler or settings moved on
 *   node native/contracts/generate.ts --check --deep   compiles too, so that an edited output is found; writes nothing
 */
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const require = createRequire(import.meta.url);

/** Contract name to the folder, from the repository root, that holds its JSON. */
const outputs = {
  HearthToken: 'electron/services/chain/abi',
  StakeManager: 'electron/services/chain/abi',
  JobEscrow: 'electron/services/chain/abi',
  ModelRegistry: 'electron/services/chain/abi',
  HearthParameters: 'electron/services/chain/abi',
  HearthTimelock: 'electron/services/chain/abi',
  HearthGovernor: 'electron/services/chain/abi',
  TypesProbe: 'test/contracts/abi',
  Beacon: 'electron/services/chain/abi',
  AuditCourt: 'electron/services/chain/abi',
  LeafJudge: 'electron/services/chain/abi',
  ReceiptProofs: 'electron/services/chain/abi',
  DisputeGame: 'electron/services/chain/abi',
  CourtDouble: 'test/contracts/abi',
  BondCoin: 'test/contracts/abi',
  HostileClient: 'test/contracts/abi',
  LeafDotProbe: 'test/contracts/abi',
} as const;
const outputPath = (contractName: string) => join(outputs[contractName as keyof typeof outputs], `${contractName}.json`);

/** Contracts that pass the limit of 24,576 bytes when the optimizer favours speed over size. */
const runsOf: Readonly<Record<string, number>> = { JobEscrow: 800, AuditCourt: 200, DisputeGame: 200 };
const optimizerRuns = (contractName: string) => runsOf[contractName] ?? 1_000_000;

const settingsOf = (runs: number) => ({
  evmVersion: 'cancun',
  // The older code generator gives up on JobEscrow ("stack too deep"); this one is slower to compile and cheaper to run.
  viaIR: true,
  optimizer: { enabled: true, runs },
  // No metadata in the bytecode: the code hash then depends on the code alone.
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: {
    '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences'] },
  },
});

type Compiled = {
  abi: unknown[];
  evm: {
    bytecode: { object: string };
    deployedBytecode: { object: string; immutableReferences: Record<string, { start: number; length: number }[]> };
  };
};
type CompilerOutput = {
  errors?: { severity: string; formattedMessage: string; sourceLocation?: { file: string } }[];
  contracts: Record<string, Record<string, Compiled>>;
};

/** Where each of our contracts is written, by its name. */
const sourcePathOf = Object.fromEntries(
  ['src', 'test'].flatMap((folder) =>
    readdirSync(join(here, folder))
      .filter((name) => name.endsWith('.sol'))
      .map((name) => [name.slice(0, -'.sol'.length), `${folder}/${name}`]),
  ),
);

/** Every source these contracts need, ours and the library's, by import path. */
function readSources(contractNames: readonly string[]): Record<string, string> {
  const sources: Record<string, string> = {};
  const waiting = contractNames.map((name) => sourcePathOf[name]!);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path in sources) continue;
    const text = readFileSync(path.startsWith('@') ? join(root, 'node_modules', path) : join(here, path), 'utf8');
    sources[path] = text;
    for (const match of text.matchAll(/^import\s[^"';]*["']([^"']+)["'];/gm)) {
      waiting.push(match[1]!.startsWith('.') ? join(dirname(path), match[1]!) : match[1]!);
    }
  }
  return Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Over the sources of this one contract, so that a change elsewhere leaves its output fresh. */
function hashSources(contractName: string): string {
  const sources = readSources([contractName]);
  const compilerVersion = (require('solc/package.json') as { version: string }).version;
  return `0x${createHash('sha256')
    .update(JSON.stringify([compilerVersion, settingsOf(optimizerRuns(contractName)), sources]))
    .digest('hex')}`;
}

/** The documents to commit, by path from the repository root. Throws on any error, and on any warning in our own sources. */
function compile(contractNames: readonly string[]): Record<string, string> {
  const groups = [...Map.groupBy(contractNames, optimizerRuns)];
  return Object.assign({}, ...groups.map(([runs, names]) => compileGroup(names, runs))) as Record<string, string>;
}

function compileGroup(contractNames: readonly string[], runs: number): Record<string, string> {
  const sources = readSources(contractNames);
  const solc = require('solc') as { compile(input: string): string };
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: settingsOf(runs),
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  // OpenZeppelin's own sources raise "will be promoted to keyword" warnings; only ours are ours to mend.
  const faults = (output.errors ?? []).filter(
    (fault) =>
      fault.severity === 'error' ||
      (fault.severity === 'warning' && !fault.sourceLocation?.file.startsWith('@') && !isSizeElsewhere(fault.formattedMessage, contractNames)),
  );
  if (faults.length > 0) throw new Error(faults.map((fault) => fault.formattedMessage).join('\n'));

  return Object.fromEntries(
    contractNames.map((contractName) => {
      const compiled = Object.entries(output.contracts).find(([path, file]) => !path.startsWith('@') && contractName in file)![1][
        contractName
      ]!;
      const document = {
        contractName,
        abi: compiled.abi,
        bytecode: `0x${compiled.evm.bytecode.object}`,
        deployedBytecode: `0x${compiled.evm.deployedBytecode.object}`,
        immutableReferences: Object.values(compiled.evm.deployedBytecode.immutableReferences).flat(),
        sourceHash: hashSources(contractName),
      };
      return [outputPath(contractName), `${JSON.stringify(document, null, 1)}\n`];
    }),
  );
}

/** A contract that is only imported here is written out by another group, with settings under which it fits. */
const isSizeElsewhere = (message: string, contractNames: readonly string[]) =>
  message.includes('Contract code size') && !contractNames.some((name) => message.includes(`src/${name}.sol`));

const readOutput = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);

function findStale(contractNames: readonly string[]): string[] {
  if (process.argv.includes('--deep')) {
    return Object.entries(compile(contractNames))
      .filter(([path, text]) => readOutput(path) !== text)
      .map(([path]) => path);
  }
  return contractNames
    .filter((name) => {
      const text = readOutput(outputPath(name));
      return text === undefined || (JSON.parse(text) as { sourceHash: string }).sourceHash !== hashSources(name);
    })
    .map(outputPath);
}

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !(name in outputs));
if (unknown.length > 0) throw new Error(`not a contract that is written out: ${unknown.join(', ')}`);
const contractNames = named.length > 0 ? named : Object.keys(outputs);
if (process.argv.includes('--check')) {
  const stale = findStale(contractNames);
  process.stderr.write(
    stale.length > 0 ? `stale, run "node native/contracts/generate.ts": ${stale.join(', ')}\n` : 'contracts: outputs are fresh\n',
  );
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of Object.entries(compile(contractNames))) {
    if (readOutput(path) === text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stderr.write(`contracts: wrote ${path}\n`);
  }
}
