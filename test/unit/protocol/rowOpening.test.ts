import { describe, expect, it } from 'vitest';
import { toHex } from '../../../electron/protocol/bytes.ts';
import { checkOpening, drawRows, openRows, openingLimit, rowDistance, rowRequestShape, rowsOfChunk, rowsOpenedShape } from '../../../electron/protocol/rowOpening.ts';
import { rowRoot } from '../../../electron/protocol/rows.ts';
import { decideWorked, derivePersonalKey, personalDistance, personalSketches, type Comparison } from '../../../electron/protocol/personalSketch.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, hash } from './samples.ts';

const hidden = 48;
const rowsOf = (count: number, noise = 0): Float32Array => Float32Array.from({ length: count * hidden }, (_, i) => Math.sin(i * 1.7 + 1) * (1 + noise * Math.cos(i * 3.1)));
const bytesOf = (rows: Float32Array): Uint8Array[] => Array.from({ length: rows.length / hidden }, (_, i) => new Uint8Array(rows.buffer, i * hidden * 4, hidden * 4));
const below = (n: number): number => (n * 7919) % n || n - 1;

describe('opening rows', () => {
  it('proves four of each chunk, and a whole chunk, for any count', () => {
    for (const count of [1, 3, 4, 31, 32, 33, 64, 70]) {
      const rows = rowsOf(count);
      const root = toHex(rowRoot(p, rows, hidden));
      for (const indexes of [drawRows(count, (n) => Math.floor(n / 2)), ...Array.from({ length: Math.ceil(count / 32) }, (_, chunk) => rowsOfChunk(count, chunk))]) {
        const opened = rowsOpenedShape.parse(openRows(p, bytesOf(rows), indexes));
        const checked = checkOpening(p, opened, { rowRoot: root, count, indexes });
        expect(checked.ok && checked.rows.map((row) => [...row])).toEqual(indexes.map((i) => [...rows.subarray(i * hidden, (i + 1) * hidden)]));
        expect(rowRequestShape.safeParse({ format: 'hearth-rows/1', jobId: hash('j'), receiptHash: hash('r'), indexes, atMs: 1 }).success).toBe(true);
      }
    }
  });
  it('draws four per chunk, ascending, all of a shorter one, never more than one request takes', () => {
    expect(drawRows(70, below).map((row) => Math.floor(row / 32))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(drawRows(3, below)).toEqual([0, 1, 2]);
    expect(drawRows(100_000, below)).toHaveLength(openingLimit);
    for (const count of [5, 64, 200]) expect(new Set(drawRows(count, below)).size).toBe(drawRows(count, below).length);
    expect(rowsOfChunk(40, 1)).toEqual([32, 33, 34, 35, 36, 37, 38, 39]);
    expect(rowsOfChunk(40, 2)).toEqual([]);
  });
  it('refuses another row, place, count, proof or width', () => {
    const rows = rowsOf(40);
    const expected = { rowRoot: toHex(rowRoot(p, rows, hidden)), count: 40, indexes: [0, 33] };
    const good = openRows(p, bytesOf(rows), expected.indexes);
    expect(checkOpening(p, good, expected).ok).toBe(true);
    const [one, two] = good.openings as [(typeof good.openings)[0], (typeof good.openings)[0]];
    for (const bad of [
      { ...good, count: 41 }, { ...good, openings: [one] }, { ...good, openings: [two, one] }, { ...good, openings: [one, { ...two, row: one.row }] },
      { ...good, openings: [one, { ...two, proof: two.proof.slice(1) }] }, { ...good, openings: [one, { ...two, row: two.row.slice(0, -2) }] }, { ...good, openings: [{ row: '0x', proof: [] }, two] },
    ]) expect(checkOpening(p, bad, expected).ok).toBe(false);
    expect(() => openRows(p, bytesOf(rows), [40])).toThrow(RangeError);
  });
  it('measures a row against one\'s own', () => {
    const [a, b] = [rowsOf(1), rowsOf(1, 1e-3)];
    expect(rowDistance(a, a)).toBe(0);
    expect(rowDistance(b, a)).toBeGreaterThan(3e-4);
    expect(rowDistance(b, a)).toBeLessThan(2e-3);
    expect(rowDistance(a.subarray(1), a)).toBe(Infinity);
    expect(rowDistance(new Float32Array(hidden).fill(Number.NaN), a)).toBe(Infinity);
  });
  it('asks for ascending rows, a bounded number of them', () => {
    const parse = (indexes: number[]): boolean => rowRequestShape.safeParse({ format: 'hearth-rows/1', jobId: hash('j'), receiptHash: hash('r'), indexes, atMs: 1 }).success;
    expect([[], [1, 1], [2, 1], Array.from({ length: openingLimit + 1 }, (_, i) => i), [-1], [0.5]].map(parse)).toEqual([false, false, false, false, false, false]);
  });
});

describe('personal sketches', () => {
  const [one, two, three] = ['v1', 'v2', 'v3'].map((name) => accountOf(name).address.toLowerCase()) as [string, string, string];
  const keyOf = (verifier: string, beacon = hash('beacon'), receipt = hash('receipt')): Uint8Array => derivePersonalKey(p, beacon, verifier, receipt);
  const made = (verifier: string, noise = 0): Uint8Array[] => personalSketches(p, keyOf(verifier), rowsOf(70, noise), hidden);

  it('are other numbers for every verifier, beacon and receipt, and the same for any spelling of the address', () => {
    const keys = [keyOf(one), keyOf(two), keyOf(one, hash('other')), keyOf(one, hash('beacon'), hash('other'))].map(toHex);
    expect(new Set(keys).size).toBe(4);
    expect(toHex(keyOf(accountOf('v1').address))).toBe(keys[0]);
    expect(made(one)).toHaveLength(3);
    expect(personalDistance(made(one), made(one))).toBe(0);
  });
  it('of honest replays agree within their noise, those of other rows do not, nor does a copy under another key', () => {
    expect(personalDistance(made(one, 1e-6), made(one))).toBeLessThan(2e-6);
    expect(personalDistance(made(one, 1e-2), made(one))).toBeGreaterThan(1e-3);
    expect(personalDistance(made(two), made(one))).toBeGreaterThan(0.1);
    expect(personalDistance(made(one).slice(1), made(one))).toBe(Infinity);
    expect(personalDistance([new Uint8Array(3)], [new Uint8Array(128)])).toBe(Infinity);
  });
  it('tell who worked: one lazy verifier among three is found, and takes no other down with it', () => {
    const compare = (by: string, of: string, distance: number): Comparison => ({ by, of, distance });
    const honest = [compare(one, two, 1e-7), compare(two, one, 2e-7)];
    const onLazy = [compare(one, three, 1), compare(two, three, 1)];
    expect(decideWorked([one, two, three], [...honest, ...onLazy], 1e-5)).toEqual(new Set([one, two]));
    // It lies about the others as well.
    expect(decideWorked([one, two, three], [...honest, ...onLazy, compare(three, one, Infinity), compare(three, two, Infinity)], 1e-5)).toEqual(new Set([one, two]));
    // Nobody speaks for himself, and nobody who is not of the committee for another.
    expect(decideWorked([one], [compare(one, one, 0), compare(two, one, 0)], 1e-5)).toEqual(new Set());
    // Two against each other: only opened rows can say.
    expect(decideWorked([one, two], [compare(one, two, 1), compare(two, one, 1)], 1e-5)).toEqual(new Set());
    expect(decideWorked([one, two], [compare(one, two, 1), compare(two, one, 1)], 1e-5, new Set([two]))).toEqual(new Set([two]));
  });
});
