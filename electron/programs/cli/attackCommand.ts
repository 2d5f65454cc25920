import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCertain, wilson, type AttackReport, type AttackRow, type HalfClass } from '../../services/audit/attackReport.ts';
import { usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { projectFolder } from './places.ts';

export type AttackOptions = { readonly list: boolean; readonly quick: boolean; readonly write: boolean; readonly only?: string; readonly seed?: number; readonly resume?: string };
type Suite = {
  readonly attackNames: () => string[];
  readonly runAttacks: (options: { isQuick: boolean; only?: readonly string[]; seed?: number; resume?: string; say: (line: string) => void }) => Promise<AttackReport>;
};

/** Runs the attack suite of the source tree. Exit code 1 when an honest run was accused or a certain attack got through. */
export async function runAttackCommand(options: AttackOptions, output: Output): Promise<number> {
  const path = join(projectFolder, 'test', 'attacks', 'runAttacks.ts');
  if (!existsSync(path)) throw usage('the attack suite belongs to the source tree and is not packed with the app');
  const suite = (await import(pathToFileURL(path).href)) as Suite;
  if (options.list) {
    const names = suite.attackNames();
    output.result(names, names.join('\n'));
    return 0;
  }
  const only = options.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((part) => !suite.attackNames().some((name) => name.includes(part)));
  if (unknown !== undefined) throw usage(`no attack is called '${unknown}'; hearth attack --list names them`);
  if (options.write && options.quick) throw usage('--write is for runs of full size');
  if (options.resume !== undefined && (options.quick || only)) throw usage('--resume is for the full run only');
  const report = await suite.runAttacks({ isQuick: options.quick, say: (line) => output.say(line), ...(only ? { only } : {}), ...(options.seed === undefined ? {} : { seed: options.seed }), ...(options.resume === undefined ? {} : { resume: options.resume }) });
  if (options.write) writePage(join(projectFolder, 'docs', 'attacks.md'), report, only !== undefined);
  output.result(report, formatReport(report));
  const broken = report.attacks.filter((row) => isCertain(row) && row.caught < row.trials);
  for (const row of broken) output.say(`NOT caught every time: ${row.subject}, ${row.name}: ${row.caught} of ${row.trials}`);
  return report.honest.falseAccusations === 0 && broken.length === 0 ? 0 : 1;
}

/** A full run writes the page anew; a run of some rows puts them at its end, with a date, seed and machine of their own. */
function writePage(path: string, report: AttackReport, isPart: boolean): void {
  if (!isPart) return writeFileSync(path, formatPage(report));
  const [page] = readFileSync(path, 'utf8').split(`\n${partTitle}\n`) as [string];
  writeFileSync(path, `${page}\n${partTitle}\n${formatPart(report)}`);
}

const percent = (rate: number): string => `${(100 * rate).toFixed(rate === 0 || rate === 1 ? 0 : 1)}`;
const interval = (hits: number, trials: number): string => (trials === 0 ? '–' : `${percent(hits / trials)} % (${wilson(hits, trials).map(percent).join('–')})`);
const scientific = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
const of = (count: number | null, trials: number): string => (count === null ? '–' : `${count}/${trials}`);

const head = ['attack', 'model', 'class', 'caught', 'rate, 95 %', 'of those that differ', 'expected', 'chunks', 'TOPLOC', 'TOPLOC recalibrated', 'bytes', 'audit ms'];
const cellsOf = (row: AttackRow): string[] => [
  row.name, row.subject, row.class, `${row.caught}/${row.trials}`, interval(row.caught, row.trials), row.differing === 0 ? 'none differ' : `${row.caughtDiffering}/${row.differing}, ${interval(row.caughtDiffering, row.differing)}`,
  row.expected, orDash(row.chunksNeeded), of(row.toplocCaught, row.trials), of(row.toplocRecalibrated, row.trials), orDash(row.evidenceBytes), orDash(row.verifierMs),
];
const halfHead = ['class', 'cheat', 'caught', 'rate, 95 %', 'of those that differ', 'jobs to detection', 'jobs until drift shows', 'TOPLOC', 'TOPLOC recalibrated'];
const halfCellsOf = (row: AttackRow): string[] => [
  row.class, row.name, `${row.caught}/${row.trials}`, interval(row.caught, row.trials), row.differing === 0 ? 'none differ' : `${row.caughtDiffering}/${row.differing}, ${interval(row.caughtDiffering, row.differing)}`,
  row.jobsToDetection === null ? 'not in these trials' : String(row.jobsToDetection), row.jobsToDrift === null ? 'over 2,000' : String(row.jobsToDrift), of(row.toplocCaught, row.trials), of(row.toplocRecalibrated, row.trials),
];
const orDash = (value: number | null): string => (value === null ? '–' : String(value));
/** A class that nothing is accused in: what an audit would have said with thresholds of its own. */
const isShadow = (row: AttackRow): boolean => row.expected === 'shadow only';

function honestLines({ honest }: AttackReport): string[] {
  const entropy = Object.entries(honest.bitsPerToken).map(([name, bits]) => `${name} ${bits}`).join(', ');
  const { toplocLargest: toploc } = honest;
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return [
    `Honest runs: ${honest.falseAccusations} false accusations in ${honest.chunks} chunks of ${honest.jobs} jobs, each with its own prompt, nonce and job; ${honest.wasmJobs} of them with provider and auditor on different instruction sets.`,
    `Upper 95 % bound of the false-accusation rate: ${(100 * honest.upperPerChunk).toFixed(2)} % per chunk (taking chunks of one job as independent), ${(100 * honest.upperPerJob).toFixed(2)} % per job.`,
    `Nearest to a threshold: distance ${share(honest.largestDistance)}, margin ${share(honest.largestMargin)}, mean margin ${share(honest.largestMeanMargin)} of what is allowed.`,
    `Configurations of provider and auditor (optimisation/threads): ${honest.configurations.join(', ')}; provider decodes, auditor prefills, in one piece or in segments of 16 or 48 rows. One job in four has another way of decoding: temperatures from 0 to 0.7, filters, penalties, a seed that the order names.`,
    `Entropy, bits per token: ${entropy}.`,
    `Evidence: 128 bytes per 32 tokens and 128 for the prompt, ${honest.evidenceBytes} bytes for all honest jobs; TOPLOC's 258 per 32 tokens would be ${258 * honest.chunks}, without the prompt.`,
    `TOPLOC on the same honest chunks: ${honest.toplocFalseAccusations} jobs refused by its repository's thresholds; worst chunk ${toploc.exponents} exponents, mean ${toploc.mean.toFixed(2)}, median ${toploc.median}.`,
  ];
}

const halfLine = ({ precision, jobs, tokens, flipped, largestDistance, largestMargin, toplocRefused, toplocLargest, thresholds }: HalfClass): string =>
  `${precision}: ${jobs} honest jobs of ${tokens} tokens, ${flipped} of which an auditor would have chosen otherwise; largest distance ${scientific(largestDistance)}, largest margin ${scientific(largestMargin)}. Thresholds taken: distance ${scientific(thresholds.chunkDistance)}, margin ${scientific(thresholds.hardMargin)}, mean margin ${scientific(thresholds.meanMargin)}. TOPLOC refused ${toplocRefused} of these jobs; worst chunk ${toplocLargest.exponents} exponents, mean ${toplocLargest.mean.toFixed(2)}, median ${toplocLargest.median}.`;

const missed = (row: AttackRow): boolean => row.caught < row.trials;
const missLine = (row: AttackRow): string => `${row.subject}, ${row.name}: ${row.caught}/${row.trials} caught, ${row.caughtDiffering}/${row.differing} of those whose output differs. ${row.note || 'No reason is known yet.'}`;

function formatReport(report: AttackReport): string {
  const own = report.attacks.filter((row) => !isShadow(row));
  const shadow = report.attacks.filter(isShadow);
  const misses = own.filter(missed).map(missLine);
  return [...honestLines(report), '', formatTable([head, ...own.map(cellsOf)]), '', ...report.halfClasses.map(halfLine), ...(shadow.length > 0 ? [formatTable([halfHead, ...shadow.map(halfCellsOf)]), ''] : []), ...(misses.length > 0 ? ['Not caught every time:', ...misses.map((line) => `  ${line}`)] : ['Every trial was caught.']), `${report.seconds} s, seed ${report.seed}`].join('\n');
}

const markdownRow = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** docs/attacks.md */
export function formatPage(report: AttackReport): string {
  const versions = Object.entries(report.versions).map(([name, value]) => `${name} ${value}`).join(', ');
  const own = report.attacks.filter((row) => !isShadow(row));
  const shadow = report.attacks.filter(isShadow);
  const misses = own.filter(missed);
  const notes = own.filter((row, i, all) => row.note !== '' && !missed(row) && all.findIndex(({ name }) => name === row.name) === i);
  return `${[
    '# Attacks',
    '',
    'Written by `hearth attack --write`; do not edit. Every attack here was run for real: a cheating provider computed and the auditor judged what it handed over, with',
    'the thresholds that receipts are judged with (`electron/protocol/numericClass.ts`). Two kinds of rows draw from what was measured instead: drift, and cheating on one job in ten, which follows the rule of audits alone.',
    '',
    `- Date ${report.date}, seed ${report.seed}. Its parts took ${report.seconds} s in all, some side by side; other work on the machine makes times longer, the audit ms too.`,
    `- Machine: 2-core x86-64 virtual machine (${report.machine}). ${versions}.`,
    '- One machine, CPU only; two instruction sets, native and WebAssembly builds of one runtime. Nothing here says how GPUs or other processors differ.',
    '- `ember` is the bundled decoder (tales and places, sampled at temperature 1, up to 64 tokens); `generated` has 6 layers of 512 with seeded random weights, 32 tokens; `digits` is the bundled integer classifier.',
    '',
    '## Honest runs',
    '',
    ...honestLines(report).map((line) => `- ${line}`),
    '',
    '## Table',
    '',
    'One trial is one audited job. *Caught* counts all trials; *of those that differ* only trials whose tokens differ from what an honest run of the same order emits (HVI-1 0.9). *Chunks* is the median',
    'number of generated chunks looked at until the first fault. *TOPLOC* is the published rule on the same rows (top 128 of 32 last-hidden rows), with its repository\'s thresholds (90 of 128 exponents, mean 10,',
    'median 8) and with thresholds at the largest values of the honest runs above; its own domain is bf16 models on GPUs, where its thresholds were tuned. It does not look at how tokens were chosen, so rows that only tokens betray show 0; – where it does not apply. *Bytes* are the sketches of one job.',
    '',
    markdownRow(head), markdownRow(head.map(() => '---')), ...own.map((row) => markdownRow(cellsOf(row))),
    '',
    '## 16-bit classes, emulated',
    '',
    'Weights and stored activations are rounded to 16 bits on the CPU; sums inside a kernel stay float32. No GPU was used: how two GPUs order their sums is not in here, the orders of two runtimes at three optimisation',
    'settings stand in. These classes are shadow only: the table says what an audit with thresholds at twice the largest honest figure would see, and no verdict of Hearth rests on it. The profitable cheat is the one',
    'with true rows: a cheap decode, then one true prefill. *Jobs to detection* is how many audited jobs it takes until single verdicts catch 95 % of such providers; *drift* is a running sum of mean margins over',
    'a provider\'s jobs, with the limit at the most that 20,000 resampled honest jobs reached.',
    '',
    ...report.halfClasses.map((half) => `- ${halfLine(half)}`),
    '',
    markdownRow(halfHead), markdownRow(halfHead.map(() => '---')), ...shadow.map((row) => markdownRow(halfCellsOf(row))),
    '',
    '## What is missed, and why',
    '',
    ...(misses.length > 0 ? misses.map((row) => `- ${missLine(row)}`) : ['Nothing.']),
    '',
    '## How each was done',
    '',
    ...notes.map((row) => `- ${row.name}: ${row.note}.`),
    '',
    '## Not in this suite',
    '',
    '- GPU kernels: the 16-bit classes are emulated, and their thresholds are nobody\'s to be accused by.',
    '- Two executions of one order (tier 2): no client orders them yet. The rows on duplicate execution say what evidence can tell of them.',
  ].join('\n')}\n`;
}

const partTitle = '## Rows run on their own';

/** The end of docs/attacks.md: rows of a later run of these attacks alone. */
export function formatPart(report: AttackReport): string {
  const versions = Object.entries(report.versions).map(([name, value]) => `${name} ${value}`).join(', ');
  const own = report.attacks.filter((row) => !isShadow(row));
  return `${[
    '',
    'Written by `hearth attack --only … --write`. These attacks are newer than the run above, or were run again: the same code and sizes, at another time, without the honest runs. The next full run puts them in the table.',
    '',
    `- Date ${report.date}, seed ${report.seed}; ${report.seconds} s. Machine: ${report.machine}. ${versions}.`,
    '',
    markdownRow(head), markdownRow(head.map(() => '---')), ...own.map((row) => markdownRow(cellsOf(row))),
    '',
    ...own.filter((row, i) => row.note !== '' && own.findIndex(({ name }) => name === row.name) === i).map((row) => `- ${row.name}: ${row.note}.`),
  ].join('\n')}\n`;
}
