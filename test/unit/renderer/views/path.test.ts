import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check } from '../../../../electron/shared/shapes.ts';
import { layoutPath, walkPath } from '../../../../renderer/views/job/layoutPath.ts';
import { markNode } from '../../../../renderer/views/job/markNodes.ts';

const nodes = [
  { id: 'order', parents: ['receipt'] }, { id: 'input', parents: ['order', 'receipt'] }, { id: 'rows', parents: ['bundle'] }, { id: 'bundle', parents: ['receipt'] },
  { id: 'receipt', parents: ['anchor'] }, { id: 'anchor', parents: ['payment'] }, { id: 'voucher', parents: ['payment'] }, { id: 'payment', parents: [] },
];
const layout = layoutPath(nodes);
const columnOf = (id: string): number => layout.placed.find(({ node }) => node.id === id)!.column;

test('puts each node just before what commits it', () => {
  expect(['input', 'order', 'bundle', 'receipt', 'anchor', 'voucher', 'payment'].map(columnOf)).toEqual([0, 1, 1, 2, 3, 3, 4]);
  expect([layout.columns, layout.rows]).toEqual([5, 2]);
});

test('leaves out a line that a longer way already shows', () => {
  const drawn = layout.lines.map(({ from, to }) => `${from.node.id} ${to.node.id}`);
  expect(drawn).toContain('input order');
  expect(drawn).not.toContain('input receipt');
  expect(drawn).toHaveLength(7);
});

test('walks along what commits what, and stays at the ends', () => {
  expect(walkPath(layout, 'receipt', 'ArrowRight')).toBe('anchor');
  expect(walkPath(layout, 'anchor', 'ArrowDown')).toBe('voucher');
  expect(walkPath(layout, 'receipt', 'ArrowLeft')).toBe('order');
  expect(walkPath(layout, 'receipt', 'End')).toBe('payment');
  expect(walkPath(layout, 'payment', 'ArrowRight')).toBeNull();
  expect(walkPath(layout, 'gone', 'ArrowRight')).toBeNull();
});

test('draws any path, also a circle or one with missing parts, and always from left to right', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'missing');
  const any = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), parents: fc.array(ids, { maxLength: 4 }) }), { selector: ({ id }) => id });
  fc.assert(
    fc.property(any, (path) => {
      const drawn = layoutPath(path);
      const spots = new Set(drawn.placed.map(({ column, row }) => `${column} ${row}`));
      return drawn.placed.length === path.length && spots.size === path.length && drawn.lines.every(({ from, to }) => from.column < to.column) && drawn.placed.every(({ column, row }) => column >= 0 && column < drawn.columns && row < drawn.rows);
    }),
  );
});

const check = (state: Check['state'], ...covers: string[]): Check => ({ name: 'x', state, reason: '', covers });

test('marks a node by every check that covers it, and never passes what was not checked', () => {
  expect(markNode('a', []).state).toBe('notChecked');
  expect(markNode('a', [check('passed', 'b')]).state).toBe('notChecked');
  expect(markNode('a', [check('passed', 'a')]).state).toBe('passed');
  expect(markNode('a', [check('passed', 'a'), check('notChecked', 'a')]).state).toBe('partly');
  expect(markNode('a', [check('passed', 'a'), check('failed', 'a', 'b')]).state).toBe('failed');
});
