import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addColumn, defaultJobFields, jobFieldNames, moveColumn } from '../../../electron/shared/jobFields.ts';

test('a column that is added stands behind those it follows in the table’s own order, wherever they are', () => {
  expect(addColumn(defaultJobFields, 'speed')).toEqual([...defaultJobFields, 'speed']);
  expect(addColumn(['job', 'price', 'model', 'stage'], 'speed')).toEqual(['job', 'price', 'model', 'stage', 'speed']);
  expect(addColumn(['job', 'model', 'price'], 'speed')).toEqual(['job', 'model', 'speed', 'price']);
  expect(addColumn(['job', 'model'], 'model')).toEqual(['job', 'model']);
});

test('a column that is moved goes where it was put, the first one stays, and none is lost or doubled', () => {
  expect(moveColumn(['job', 'model', 'stage', 'paid'], 'paid', 1)).toEqual(['job', 'paid', 'model', 'stage']);
  expect(moveColumn(['job', 'model', 'stage', 'paid'], 'model', 9)).toEqual(['job', 'stage', 'paid', 'model']);
  expect(moveColumn(['job', 'model', 'stage'], 'model', 0)).toEqual(['job', 'model', 'stage']);
  expect(moveColumn(['job', 'model', 'stage'], 'job', 2)).toEqual(['job', 'model', 'stage']);
  fc.assert(fc.property(fc.shuffledSubarray(jobFieldNames.slice(1) as never[]), fc.constantFrom(...jobFieldNames), fc.integer({ min: -2, max: 80 }), (rest, name, to) => {
    const shown = ['job', ...rest] as typeof jobFieldNames;
    const moved = moveColumn(shown, name, to);
    expect(moved[0]).toBe('job');
    expect([...moved].sort()).toEqual([...shown].sort());
    if (name !== 'job' && shown.includes(name)) expect(moved.indexOf(name)).toBe(Math.min(Math.max(to, 1), shown.length - 1));
  }));
});
