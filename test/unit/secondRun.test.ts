import { describe, expect, it } from 'vitest';
import { filesToRepeat, mergeRepeat } from '../support/secondRun.ts';
import type { Outcome } from '../support/testSummary.ts';

const fail = (name: string): { name: string; message: string } => ({ name, message: `${name} went wrong` });
const suite = (failed: Outcome['failed'], passed = 10): Outcome => ({ passed, passedByFile: { 'test/a.test.ts': 4, 'test/b.test.ts': passed - 4 }, failed, skipped: [{ name: 'test/a.test.ts > c', reason: 'no display' }, { name: 'test/b.test.ts > d', reason: 'no display' }] });

describe('which files run a second time', () => {
  it('are those of the failed tests, each once', () => {
    expect(filesToRepeat(suite([fail('test/a.test.ts > a > one'), fail('test/a.test.ts > two')]))).toEqual(['test/a.test.ts']);
    expect(filesToRepeat(suite([]))).toEqual([]);
  });
  it('are none where three files failed, or something outside any test did', () => {
    expect(filesToRepeat(suite(['a', 'b', 'c'].map((name) => fail(`test/${name}.test.ts > x`))))).toEqual([]);
    expect(filesToRepeat(suite([fail('test/a.test.ts > one'), fail('outside any test')]))).toEqual([]);
  });
});

describe('what a suite came to after its second run', () => {
  const files = ['test/a.test.ts'];
  it('counts the repeated file by that run and names what was flaky', () => {
    const merged = mergeRepeat(suite([fail('test/a.test.ts > one')]), files, { passed: 5, failed: [], skipped: [{ name: 'test/a.test.ts > c', reason: 'no display' }] });
    expect(merged).toMatchObject({ passed: 11, failed: [], flaky: [{ name: 'test/a.test.ts > one' }] });
    expect(merged.skipped.map(({ name }) => name).sort()).toEqual(['test/a.test.ts > c', 'test/b.test.ts > d']);
  });
  it('has failed where the file failed again, by whichever test', () => {
    const same = mergeRepeat(suite([fail('test/a.test.ts > one')]), files, { passed: 4, failed: [fail('test/a.test.ts > one')], skipped: [] });
    expect(same).toMatchObject({ passed: 10, failed: [{ name: 'test/a.test.ts > one' }], flaky: [] });
    const other = mergeRepeat(suite([fail('test/a.test.ts > one')]), files, { passed: 4, failed: [fail('test/a.test.ts > two')], skipped: [] });
    expect(other).toMatchObject({ failed: [{ name: 'test/a.test.ts > two' }], flaky: [{ name: 'test/a.test.ts > one' }] });
  });
  it('has failed where the second run ran nothing', () => {
    expect(mergeRepeat(suite([fail('test/a.test.ts > one')]), files, { passed: 0, failed: [], skipped: [] }).failed).toHaveLength(1);
  });
});
