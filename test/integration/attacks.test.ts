import { beforeAll, describe, expect, it } from 'vitest';
import { isCertain, upperBound, wilson, type AttackReport } from '../../electron/services/audit/attackReport.ts';
import { formatPage } from '../../electron/programs/cli/attackCommand.ts';
import { attackNames, runAttacks } from '../attacks/runAttacks.ts';

describe('the quick attack suite', () => {
  let report: AttackReport;
  beforeAll(async () => {
    report = await runAttacks({ isQuick: true });
  });

  it('accuses no honest run, over every honest configuration', () => {
    expect(report.honest).toMatchObject({ falseAccusations: 0, configurations: ['disabled/1', 'disabled/2', 'basic/1', 'basic/2', 'all/1', 'all/2'] });
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

  it('lists what it misses with the reason', () => {
    const noise = report.attacks.find(({ name }) => name === 'noise below the threshold')!;
    expect(noise).toMatchObject({ caught: 0, expected: 'missed' });
    for (const row of report.attacks) if (row.caught < row.trials) expect(row.note, row.name).not.toBe('');
  });

  it('writes a page with a row per attack and a line per miss', () => {
    const page = formatPage(report);
    for (const { name, subject } of report.attacks) expect(page).toContain(`| ${name} | ${subject} |`);
    const misses = report.attacks.filter(({ caught, trials }) => caught < trials);
    expect(page.split('## What is missed, and why')[1]!.split('##')[0]!.match(/^- /gm)).toHaveLength(misses.length);
  });

  it('names every attack it runs', () => {
    const names = new Set(attackNames());
    expect(report.attacks.filter(({ name }) => !names.has(name))).toEqual([]);
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
