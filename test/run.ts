import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { buildSteps, type Step } from './support/testSteps.ts';
import { formatSummary, sumOutcomes, type Outcome } from './support/testSummary.ts';

const root = new URL('..', import.meta.url);
const steps = buildSteps(root);

const usage = `Runs every check of this repository and ends with "N passed, N failed, N skipped".

  npm test                       everything
  npm test -- --only unit,types  only these steps
  npm test -- --only unit -- test/unit/protocol   one part of a suite

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

  const wanted = steps.filter(({ name }) => asked === null || asked.includes(name));
  const outcomes = await runTogether(wanted.filter(({ runs }) => runs === 'together'), availableParallelism(), (step) => runStep(step, filters));
  for (const step of wanted.filter(({ runs }) => runs === 'alone')) outcomes.push(await runStep(step, filters));
  const sum = sumOutcomes(outcomes);
  for (const { name, reason } of sum.skipped) process.stdout.write(`SKIPPED ${name}: ${reason}\n`);
  for (const { name, message } of sum.failed) process.stdout.write(`FAILED  ${name}\n${message.replace(/^/gm, '        ').trimEnd()}\n`);
  process.stdout.write(`${formatSummary(sum)}\n`);
  return sum.failed.length > 0 || sum.passed === 0 ? 1 : 0;
}

async function runStep(step: Step, filters: readonly string[]): Promise<Outcome> {
  const startedMs = performance.now();
  process.stderr.write(`\n> ${step.name}: ${step.says}\n`);
  const outcome = await step.run(filters).catch((error: unknown): Outcome => ({
    passed: 0,
    failed: [{ name: step.name, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }],
    skipped: [],
  }));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stderr.write(`  ${step.name} ${outcome.failed.length > 0 ? 'FAILED' : 'ok'} in ${seconds} s: ${formatSummary(outcome)}\n`);
  return outcome;
}

/** Runs so many at once, begun in order; the results are in order too. */
async function runTogether<In, Out>(items: readonly In[], atOnce: number, run: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const left = items.entries();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const [index, item] of left) results[index] = await run(item);
  }));
  return results;
}

process.exitCode = await main();
