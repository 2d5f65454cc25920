import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCertain, wilson, type AttackReport, type AttackRow } from '../../services/audit/attackReport.ts';
import { formatTable, usage, type Output } from './output.ts';
import { projectFolder } from './places.ts';

export type AttackOptions = { readonly list: boolean; readonly quick: boolean; readonly write: boolean; readonly only?: string; readonly seed?: number };
type Suite = {
  readonly attackNames: () => string[];
  readonly runAttacks: (options: { isQuick: boolean; only?: readonly string[]; seed?: number; say: (line: string) => void }) => Promise<AttackReport>;
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
  if (options.write && (options.quick || only)) throw usage('--write keeps the full run only');
  const report = await suite.runAttacks({ isQuick: options.quick, say: (line) => output.say(line), ...(only ? { only } : {}), ...(options.seed === undefined ? {} : { seed: options.seed }) });
  if (options.write) writeFileSync(join(projectFolder, 'docs', 'attacks.md'), formatPage(report));
  output.result(report, formatReport(report));
  const broken = report.attacks.filter((row) => isCertain(row) && row.caught < row.trials);
  for (const row of broken) output.say(`NOT caught every time: ${row.subject}, ${row.name}: ${row.caught} of ${row.trials}`);
  return report.honest.falseAccusations === 0 && broken.length === 0 ? 0 : 1;
}

const percent = (rate: number): string => `${(100 * rate).toFixed(rate === 0 || rate === 1 ? 0 : 1)}`;
const interval = (hits: number, trials: number): string => (trials === 0 ? '–' : `${percent(hits / trials)} % (${wilson(hits, trials).map(percent).join('–')})`);
const scientific = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
const of = (count: number | null, trials: number): string => (count === null ? '–' : `${count}/${trials}`);

const head = ['attack', 'model', 'class', 'caught', 'rate, 95 %', 'of those that differ', 'expected', 'chunks', 'TOPLOC', 'TOPLOC recalibrated', 'audit ms'];
const cellsOf = (row: AttackRow): string[] => [
  row.name, row.subject, row.class, `${row.caught}/${row.trials}`, interval(row.caught, row.trials), row.differing === 0 ? 'none differ' : `${row.caughtDiffering}/${row.differing}, ${interval(row.caughtDiffering, row.differing)}`,
  row.expected, row.chunksNeeded === null ? '–' : String(row.chunksNeeded), of(row.toplocCaught, row.trials), of(row.toplocRecalibrated, row.trials), row.verifierMs === null ? '–' : String(row.verifierMs),
];

function honestLines({ honest }: AttackReport): string[] {
  const entropy = Object.entries(honest.bitsPerToken).map(([name, bits]) => `${name} ${bits}`).join(', ');
  const { toplocLargest: toploc } = honest;
  return [
    `Honest runs: ${honest.falseAccusations} false accusations in ${honest.chunks} chunks of ${honest.jobs} jobs, each with its own prompt, nonce and job.`,
    `Upper 95 % bound of the false-accusation rate: ${(100 * honest.upperPerChunk).toFixed(2)} % per chunk (taking chunks of one job as independent), ${(100 * honest.upperPerJob).toFixed(2)} % per job.`,
    `Largest distance ${scientific(honest.largestDistance)}, largest margin ${scientific(honest.largestMargin)}, largest mean margin ${scientific(honest.largestMeanMargin)}.`,
    `Configurations of provider and auditor (optimisation/threads): ${honest.configurations.join(', ')}; provider decodes, auditor prefills, in one piece or in segments of 16 or 48 rows.`,
    `Entropy, bits per token: ${entropy}.`,
    `TOPLOC on the same honest chunks: ${honest.toplocFalseAccusations} jobs refused by its repository's thresholds; worst chunk ${toploc.exponents} exponents, mean ${toploc.mean.toFixed(2)}, median ${toploc.median}.`,
  ];
}

const missed = (row: AttackRow): boolean => row.caught < row.trials;
const missLine = (row: AttackRow): string => `${row.subject}, ${row.name}: ${row.caught}/${row.trials} caught, ${row.caughtDiffering}/${row.differing} of those whose output differs. ${row.note || 'No reason is known yet.'}`;

function formatReport(report: AttackReport): string {
  const misses = report.attacks.filter(missed).map(missLine);
  return [...honestLines(report), '', formatTable([head, ...report.attacks.map(cellsOf)]), '', ...(misses.length > 0 ? ['Not caught every time:', ...misses.map((line) => `  ${line}`)] : ['Every trial was caught.']), `${report.seconds} s, seed ${report.seed}`].join('\n');
}

const markdownRow = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** docs/attacks.md */
export function formatPage(report: AttackReport): string {
  const versions = Object.entries(report.versions).map(([name, value]) => `${name} ${value}`).join(', ');
  const misses = report.attacks.filter(missed);
  const notes = report.attacks.filter((row, i, all) => row.note !== '' && !missed(row) && all.findIndex(({ name }) => name === row.name) === i);
  return `${[
    '# Attacks',
    '',
    'Written by `hearth attack --write`; do not edit. Every attack here was run for real: a cheating provider computed and the auditor judged what it handed over, with',
    'the thresholds that receipts are judged with (`electron/protocol/numericClass.ts`).',
    '',
    `- Date ${report.date}, seed ${report.seed}, ${report.seconds} s.`,
    `- Machine: 2-core x86-64 virtual machine (${report.machine}). ${versions}.`,
    '- One machine, one instruction set, CPU only: nothing here says how GPUs or other processors differ.',
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
    'median 8) and with thresholds at the largest values of the honest runs above; its own domain is bf16 models on GPUs, where its thresholds were tuned. It does not look at how tokens were chosen, so rows that only tokens betray show 0; – where it does not apply.',
    '',
    markdownRow(head), markdownRow(head.map(() => '---')), ...report.attacks.map((row) => markdownRow(cellsOf(row))),
    '',
    '## What is missed, and why',
    '',
    ...(misses.length > 0 ? misses.map((row) => `- ${missLine(row)}`) : ['Nothing.']),
    '',
    '## How each was done',
    '',
    ...notes.map((row) => `- ${row.name}: ${row.note}.`),
    '',
    '## Not in this suite yet',
    '',
    '- Lazy verifier, copied vote and withheld rows (they need personal sketches and row opening), 16-bit classes and jobs-to-detection in them (they need a GPU), drift per provider (CUSUM), bytes per attack.',
  ].join('\n')}\n`;
}
