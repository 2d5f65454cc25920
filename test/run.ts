import { parseArgs } from 'node:util';
import { buildSteps, type HowToRun, type Step } from './support/testSteps.ts';
import { formatSlowest, formatSummary, sumOutcomes, type Outcome } from './support/testSummary.ts';

const root = new URL('..', import.meta.url);
const steps = buildSteps(root);
const suitesOfPrograms = ['contracts', 'integration', 'page', 'e2e'];

const usage = `Runs every check of this repository and ends with "N passed, N failed, N skipped".

  npm test                       everything
  npm test -- --only unit,types  only these steps
  npm test -- --only unit -- test/unit/protocol   one part of a suite

Where at most two files of contracts, integration, page or e2e fail, they run once more, alone; what passes then is printed as FLAKY (docs/decisions/0043).

Steps, in order:
${steps.map((step) => `  ${step.name.padEnd(12)} ${step.says}`).join('\n')}
`;

/** Exit status: 0 all passed, 1 something failed or nothing ran, 2 wrong usage. */
async function main(): Promise<number> {
  let asked: string[] | null;
  let filters: string[];
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    asked = values.only?.split(',').map((name) => name.trim()) ?? null;
    filters = positionals;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const unknown = asked?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
  if (unknown.length > 0) {
    process.stderr.write(`No step is called ${unknown.join(', ')}.\n\n${usage}`);
    return 2;
  }

  const chosen = steps.filter(({ name }) => asked === null || asked.includes(name));
  // What starts programs needs them built, asked for or not: two suites that found them stale would build into one folder at once.
  const wanted = steps.filter((step) => chosen.includes(step) || (step.runs === 'before' && chosen.some(({ name }) => suitesOfPrograms.includes(name))));
  const of = (runs: Step['runs']): readonly Step[] => wanted.filter((step) => step.runs === runs);
  const inTurn = of('inTurn');
  const outcomes = await runEach(of('before'), filters, { gives: false });
  const isBuilt = outcomes.every(({ failed }) => failed.length === 0);
  if (isBuilt) outcomes.push(...(await Promise.all([runEach(inTurn, filters, { gives: false }), runEach(of('beside'), filters, { gives: inTurn.length > 0 })])).flat());
  const sum = sumOutcomes(outcomes);
  for (const { name, reason } of sum.skipped) process.stdout.write(`SKIPPED ${name}: ${reason}\n`);
  for (const { name, message } of sum.failed) process.stdout.write(`FAILED  ${name}\n${message.replace(/^/gm, '        ').trimEnd()}\n`);
  for (const { name, message } of sum.flaky ?? []) process.stdout.write(`FLAKY   ${name}: failed, and passed when its file ran once more, alone. A defect to be mended.\n${message.slice(0, 4000).replace(/^/gm, '        ').trimEnd()}\n`);
  process.stdout.write(`${formatSummary(sum)}\n`);
  return sum.failed.length > 0 || sum.passed === 0 ? 1 : 0;
}

async function runEach(some: readonly Step[], filters: readonly string[], how: HowToRun): Promise<Outcome[]> {
  const outcomes = [];
  for (const step of some) outcomes.push(await runStep(step, filters, how));
  return outcomes;
}

async function runStep(step: Step, filters: readonly string[], how: HowToRun): Promise<Outcome> {
  const startedMs = performance.now();
  process.stderr.write(`\n> ${step.name}: ${step.says}\n`);
  const outcome = await step.run(filters, how).catch((error: unknown): Outcome => ({
    passed: 0,
    failed: [{ name: step.name, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }],
    skipped: [],
  }));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  for (const { name, message } of outcome.failed) process.stderr.write(`\n  FAILED ${name}\n${message.slice(0, 4000).replace(/^/gm, '        ').trimEnd()}\n`);
  process.stderr.write(`\n  ${step.name} ${outcome.failed.length > 0 ? 'FAILED' : 'ok'} in ${seconds} s: ${formatSummary(outcome)}\n${formatSlowest(outcome)}`);
  return outcome;
}

process.exitCode = await main();
