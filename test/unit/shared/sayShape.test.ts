import { expect, test } from 'vitest';
import { z } from 'zod';
import { sayShape } from '../../../electron/shared/sayShape.ts';

const shape = z.strictObject({ kind: z.enum(['classify', 'embed']), count: z.int().min(1).max(9), files: z.array(z.strictObject({ path: z.string().max(3) })), at: z.iso.datetime() });
const right = { kind: 'embed', count: 3, files: [{ path: 'a' }], at: '2026-11-30T00:00:00Z' };
const said = (value: unknown): string => sayShape(shape.safeParse(value).error!);

test.each([
  [{ ...right, kind: 'paint' }, 'the entry kind is missing or of another form than classify | embed'],
  [{ ...right, count: 'x' }, 'the entry count is missing or of another form than number'],
  [{ ...right, count: 0 }, 'the entry count is missing or of another form than ≥ 1'],
  [{ ...right, count: 10 }, 'the entry count is missing or of another form than ≤ 9'],
  [{ ...right, files: [{}] }, 'the entry files.0.path is missing or of another form than string'],
  [{ ...right, files: [{ path: 'a', more: 1 }] }, 'the entry files.0.more is not known here'],
  [{ ...right, more: 1 }, 'the entry more is not known here'],
  [{ ...right, at: 'noon' }, 'the entry at is missing or of another form than datetime'],
  [[], 'of another form'],
])('%j: %s', (value, sentence) => expect(said(value)).toBe(sentence));

test('a name that floods is cut', () => expect(said({ ...right, ['x'.repeat(5000)]: 1 }).length).toBeLessThan(300));
