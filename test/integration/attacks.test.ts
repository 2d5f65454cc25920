import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCertain, upperBound, wilson, type AttackReport } from '../../electron/services/audit/attackReport.ts';
import { formatPage } from '../../electron/programs/cli/attackCommand.ts';
import { jobsByDrift, jobsByVerdict } from '../attacks/halfRows.ts';
import { openLedger, type Ledger } from '../attacks/ledger.ts';
import { createRandom } from '../attacks/random.ts';
import { attackNames, runAttacks } from '../attacks/runAttacks.ts';

describe('the quick attack suite', () => {
  let report: AttackReport;
  beforeAll(async () => {
    report = await runAttacks({ isQuick: true });
  }, 300_000);

  it('accuses no honest run, over every honest configuration', () => {
    expect(report.honest).toMatchObject({ falseAccusations: 0, configurations: ['disabled/1', 'disabled/2', 'basic/1', 'basic/2', 'all/1', 'all/2', 'wasm disabled', 'wasm all'] });
    expect(report.honest.wasmJobs).toBeGreaterThan(2);
    expect(report.honest.chunks).toBeGreaterThanOrEqual(30);
  });

  it('samples from models with at least two bits of entropy per token', () => {
    for (const bits of Object.values(report.honest.bitsPerToken)) expect(bits).toBeGreaterThan(2);
  });

  it('catches every trial of every attack that is marked 100 %', () => {
    const certain = report.attacks.filter(isCertain);
    expect(certain.length).toBeGreaterThanOrEqual(25);
    expect(certain.filter(({ caught, trials }) => caught < trials)).toEqual([]);
    expect(certain.filter(({ trials }) => trials === 0)).toEqual([]);
  });

  it('judges 16-bit classes by what honest runs of them measured, and accuses nobody by it', () => {
    expect(report.halfClasses.map(({ precision }) => precision)).toEqual(['fp16', 'bf16']);
    for (const { precision, largestDistance, thresholds } of report.halfClasses) {
      // Rounding to 11 bits and to 8: honest runs must be that far apart, or nothing was rounded.
      expect(largestDistance, precision).toBeGreaterThan(1e-4);
      expect(thresholds.chunkDistance, precision).toBe(2 * largestDistance);
      const rows = report.attacks.filter((row) => row.class === `${precision}, emulated`);
      expect(rows.find(({ name }) => name === 'int4 weights')).toMatchObject({ caught: 2, expected: 'shadow only', jobsToDetection: 1 });
      expect(rows.find(({ name }) => name === 'int4 tokens, true rows')!.differing).toBeGreaterThan(0);
    }
  });

  it('carries no more than half of TOPLOC\'s 258 bytes per 32 tokens', () => {
    expect(report.honest.evidenceBytes).toBe(128 * (report.honest.chunks + report.honest.jobs));
  });

  it('lists what it misses with the reason', () => {
    const noise = report.attacks.find(({ name }) => name === 'noise below the threshold')!;
    expect(noise).toMatchObject({ caught: 0, expected: 'missed' });
    for (const row of report.attacks) if (row.caught < row.trials) expect(row.note, row.name).not.toBe('');
  });

  it('writes a page with a row per attack and a line per miss', () => {
    const page = formatPage(report);
    for (const { name, subject } of report.attacks) expect(page).toMatch(new RegExp(`\\| ${name.replace(/[()]/g, '\\$&')} \\| (?:${subject} \\||\\d+/\\d+)`));
    const misses = report.attacks.filter(({ caught, trials, expected }) => caught < trials && expected !== 'shadow only');
    expect(page.split('## What is missed, and why')[1]!.split('##')[0]!.match(/^- /gm)).toHaveLength(misses.length);
  });

  it('names every attack it runs', () => {
    const names = new Set(attackNames());
    expect(report.attacks.filter(({ name, expected }) => !names.has(name) && expected !== 'shadow only')).toEqual([]);
  });
});

describe('the statistics of the table', () => {
  it('gives the interval of Wilson', () => {
    const [low, high] = wilson(48, 48);
    expect([low, high].map((rate) => rate.toFixed(4))).toEqual(['0.9259', '1.0000']);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  it('gives the upper bound of Clopper and Pearson', () => {
    expect(upperBound(0, 1000)).toBeCloseTo(1 - 0.05 ** (1 / 1000), 9);
    expect(upperBound(1, 100)).toBeCloseTo(0.04656, 4);
    expect(upperBound(3, 3)).toBe(1);
  });
});

describe('a run that was stopped', () => {
  it('goes on after what it finished, and starts anew for another seed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-ledger-'));
    try {
      const path = join(folder, 'parts.jsonl');
      let calls = 0;
      const count = (ledger: Ledger, key: string): Promise<number> => ledger.once(key, () => Promise.resolve(++calls));
      const first = openLedger(path, 1);
      expect([await count(first, 'a'), await count(first, 'a'), await count(first, 'b')]).toEqual([1, 1, 2]);
      expect(await count(openLedger(path, 1), 'b')).toBe(2);
      expect(await count(openLedger(path, 2), 'b')).toBe(3);
      expect(await count(openLedger(null, 1), 'a')).toBe(4);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('jobs until a cheat shows', () => {
  it('by single verdicts: the geometric law', () => {
    expect([jobsByVerdict(0, 100), jobsByVerdict(100, 100), jobsByVerdict(50, 100), jobsByVerdict(1, 100)]).toEqual([null, 1, 5, 299]);
  });

  it('by drift: never for what honest runs do too, soon for what they never do', () => {
    const honest = Array.from({ length: 200 }, (_, n) => (n % 50 === 0 ? 1e-4 : 0));
    expect(jobsByDrift(honest, honest, 0, createRandom('drift'))).toBeNull();
    expect(jobsByDrift(honest, [0.01], 0, createRandom('drift'))).toBe(1);
    const slow = jobsByDrift(honest, [5e-5], 0, createRandom('drift'))!;
    expect(slow).toBeGreaterThan(1);
    expect(slow).toBeLessThan(40);
  });
});
