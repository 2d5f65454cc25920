import { describe, expect, it } from 'vitest';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { rowRoot } from '../../../../electron/protocol/rows.ts';
import { createRowSketcher, sketchRoot } from '../../../../electron/protocol/sketch.ts';
import { collectEvidence } from '../../../../electron/services/inference/evidence.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';

const sketchKey = new Uint8Array(32).fill(9);
const rowsOf = (count: number, hiddenSize: number): Float32Array => Float32Array.from({ length: count * hiddenSize }, (_, i) => Math.sin(i * 0.37) * ((i % 11) + 1));
const open = (hiddenSize: number, expectedRows: number) => collectEvidence(p, { sketchKey, hiddenSize, expectedRows, nowMs: () => 0 });

describe('evidence collected while tokens come', () => {
  it.each([
    ['more rows than were expected', 6, 70, 3],
    ['just whole chunks', 6, 64, 64],
    ['rows beyond a large page', 4096, 150, 140],
  ])('is that of all rows at once: %s', (_name, hiddenSize, count, expected) => {
    const [prompt, rows] = [rowsOf(5, hiddenSize), rowsOf(count, hiddenSize)];
    const evidence = open(hiddenSize, expected);
    const auditor = createRowSketcher(p, { sketchKey, hiddenSize });
    evidence.addPrompt(prompt);
    auditor.sketchPrompt(prompt);
    // The runtime gives its buffer again with the next row in it.
    const buffer = new Float32Array(hiddenSize);
    for (let i = 0; i < count; i++) {
      buffer.set(rows.subarray(i * hiddenSize, (i + 1) * hiddenSize));
      evidence.add(buffer);
      auditor.add(buffer);
    }
    const made = evidence.finish();
    const sketches = auditor.finish();
    expect(made.sketches.map(toHex)).toEqual(sketches.map(toHex));
    expect(made.sketchRoot).toBe(toHex(sketchRoot(p, sketches)));
    expect(Buffer.compare(made.rows, new Uint8Array(rows.buffer))).toBe(0);
    expect(made.rowRoot).toBe(toHex(rowRoot(p, rows, hiddenSize)));
  });

  it.each([NaN, Infinity, -Infinity])('is refused at the row that holds %s, by its number', (bad) => {
    const evidence = open(8, 4);
    evidence.add(new Float32Array(8));
    const broken = Float32Array.of(0, 0, 0, 0, 0, 0, 0, bad);
    expect(() => evidence.add(broken)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'evidence.nonFinite') && error.about['where'] === 'last hidden row 1'));
    expect(() => evidence.addPrompt(broken)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'evidence.nonFinite') && error.about['where'] === 'prompt rows'));
  });
});
