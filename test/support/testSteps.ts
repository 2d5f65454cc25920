import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand, type Finished } from './runCommand.ts';
import { filesToRepeat, mergeRepeat } from './secondRun.ts';
import type { Outcome } from './testSummary.ts';

export type Step = {
  readonly name: string;
  /** One phrase for the progress and the help. */
  readonly says: string;
  /**
   * `before` the others: they all need what it makes. `inTurn`: starts real programs and mostly waits for them. `beside` those: only reads the tree and
   * computes, and takes the processor where they leave it.
   */
  readonly runs: 'before' | 'inTurn' | 'beside';
  readonly run: (filters: readonly string[], how: HowToRun) => Promise<Outcome>;
};

export type HowToRun = {
  /** Another step runs at the same time and comes first. */
  readonly gives: boolean;
};

/** Far above what any step takes, beside others on the smallest machine too. */
const limitMs = 2_400_000;

/** Fewer modules than this means that dependency-cruiser looked past the code, and its silence is worth nothing. Raise it as the tree grows. */
const fewestModules = 200;

/** Every step of `npm test`, in the order in which they begin. Each one that is not vitest counts as one test. */
export function buildSteps(root: URL): readonly Step[] {
  const cwd = fileURLToPath(root);
  const bin = binOf(cwd);
  const node = (args: readonly string[], { gives }: HowToRun): Promise<Finished> => runCommand(process.execPath, args, { cwd, limitMs, gives });
  const check = (name: string, says: string, args: readonly string[]): Step => ({
    name, says, runs: 'beside', run: async (_, how) => asOneTest(name, await node(args, how)),
  });
  // The compiler in Go, ten times sooner; eslint still needs the one in JavaScript, whose interface it is built on.
  const types = (name: string, project: string): Step => check(name, `tsc on ${project}`, [bin('typescript7', 'tsc'), '-p', project]);
  const suite = (name: string, says: string, runs: Step['runs']): Step => ({
    name, says, runs, run: (filters, { gives }) => runSuite({ name, filters, isRepeated: name !== 'unit' && filters.length === 0 }, (args, env) => runCommand(process.execPath, [bin('vitest', 'vitest'), ...args], { cwd, limitMs, env, stream: !gives, gives })),
  });
  const build = (name: string, says: string, script: string): Step => ({ ...check(name, says, [`electron/programs/shell/${script}.ts`]), runs: 'before' });
  return [
    ...group('build', [build('build:page', 'the page as it is shipped', 'freshPage'), build('build:programs', 'the programs as they are shipped', 'freshPrograms')]),
    ...group('lint', [
      check('lint:types', 'oxlint, for what only types can tell', [bin('oxlint', 'oxlint'), '--type-aware', '--deny-warnings']),
      check('lint:rest', 'eslint', [bin('eslint', 'eslint'), '.', '--max-warnings', '0']),
      check('lint:electron', "eslint, for Electron's checklist", [bin('eslint', 'eslint'), '--config', 'electron.eslint.config.js', 'electron/main', 'electron/preload', '--max-warnings', '0']),
      check('lint:unused', 'knip, for what nothing uses', [bin('knip', 'knip'), '--no-progress']),
    ]),
    check('lock', 'package-lock.json holds every platform', ['native/runtime/completeLock.mjs', '--check']),
    check('generated', 'committed ABIs and bytecode match the contracts', ['native/contracts/generate.ts', '--check']),
    ...group('types', [types('types:node', 'tsconfig.json'), types('types:shared', 'tsconfig.shared.json'), types('types:page', 'tsconfig.renderer.json')]),
    { name: 'imports', says: 'who may import whom', runs: 'beside', run: async (_, how) => checkImports(await node([bin('dependency-cruiser', 'depcruise'), ...cruised(cwd), '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], how)) },
    suite('unit', 'pure rules, transitions and error codes', 'beside'),
    suite('contracts', 'Solidity on a local chain', 'beside'),
    suite('integration', 'real worker, signer, chain', 'inTurn'),
    suite('page', 'every screen in a real browser', 'inTurn'),
    suite('e2e', 'a real Hearth in a real browser', 'inTurn'),
  ];
}

/** Several checks under one name that `--only` knows. */
function group(name: string, steps: readonly Step[]): readonly Step[] {
  return [{
    name,
    says: steps.map(({ says }) => says).join(', '),
    runs: steps[0]!.runs,
    run: async (filters, how) => {
      const parts = [];
      for (const step of steps) parts.push(await step.run(filters, how));
      return { passed: parts.reduce((sum, part) => sum + part.passed, 0), failed: parts.flatMap((part) => part.failed), skipped: [] };
    },
  }];
}

function asOneTest(name: string, finished: Finished): Outcome {
  if (finished.status === 0) return { passed: 1, failed: [], skipped: [] };
  return { passed: 0, failed: [{ name, message: `${finished.ended}\n${finished.output}` }], skipped: [] };
}

/** Adds one failure when vitest ended badly without naming a test, and one when it ran none: silence is not success. */
async function runSuite(suite: { readonly name: string; readonly filters: readonly string[]; readonly isRepeated: boolean }, vitest: Vitest): Promise<Outcome> {
  const first = await runVitest(suite.name, suite.filters, vitest);
  const files = suite.isRepeated ? filesToRepeat(first) : [];
  if (files.length === 0) return first;
  process.stderr.write(`\n> ${suite.name}: ${files.join(', ')} once more, alone\n`);
  return mergeRepeat(first, files, await runVitest(suite.name, files, vitest));
}

type Vitest = (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<Finished>;

async function runVitest(name: string, filters: readonly string[], vitest: Vitest): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-test-'));
  try {
    const file = join(folder, 'report.json');
    const finished = await vitest(['run', '--project', name, ...filters], { HEARTH_TEST_REPORT: file });
    if (!existsSync(file)) return { passed: 0, failed: [{ name, message: `${finished.ended} and left no report` }], skipped: [] };
    const report = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
    const ran = report.passed + report.failed.length + report.skipped.length;
    if (ran === 0) return { ...report, failed: [{ name, message: `the ${name} suite ran no test` }] };
    if (finished.status !== 0 && report.failed.length === 0) return { ...report, failed: [{ name, message: `${finished.ended} although no test failed` }] };
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Cruise = { readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string; readonly severity: string } }[] } };

function checkImports(finished: Finished): Outcome {
  let cruise: Cruise;
  try {
    cruise = JSON.parse(finished.stdout) as Cruise;
  } catch {
    return asOneTest('imports', { ...finished, status: finished.status || 1 });
  }
  const { totalCruised, violations } = cruise.summary;
  const failed = violations.filter(({ rule }) => rule.severity === 'error').map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  if (totalCruised < fewestModules) failed.push(`only ${totalCruised} modules seen, at least ${fewestModules} expected`);
  if (failed.length > 0) return { passed: 0, failed: [{ name: 'imports', message: failed.join('\n') }], skipped: [] };
  return { passed: 1, failed: [], skipped: [] };
}

const cruised = (cwd: string): readonly string[] => ['electron', 'renderer', 'native', 'test'].filter((folder) => existsSync(join(cwd, folder)));

/** The script behind a package's command: started by this very Node, whatever PATH holds and on every system. */
function binOf(cwd: string): (name: string, command: string) => string {
  const require = createRequire(join(cwd, 'package.json'));
  return (name, command) => {
    const folder = join(cwd, 'node_modules', name);
    const manifest = require(join(folder, 'package.json')) as { bin: string | Record<string, string> };
    const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
    if (file === undefined) throw new Error(`${name} has no command ${command}`);
    return join(folder, file);
  };
}
