import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReadAhead } from '../../../../electron/services/models/readAhead.ts';
import { newFolder } from '../../../support/runningHearth.ts';

function modelOf(bytes: number): string {
  const folder = newFolder('model');
  mkdirSync(join(folder, 'onnx'));
  writeFileSync(join(folder, 'onnx/model.onnx'), new Uint8Array(bytes));
  writeFileSync(join(folder, 'manifest.json'), '{}');
  return folder;
}

describe('reading a model ahead', () => {
  it('reads every file once, and again only after a while', async () => {
    let atMs = 0;
    const readAhead = createReadAhead({ freeBytes: () => 1e9, nowMs: () => atMs });
    const folder = modelOf(3_000_001);
    expect(await readAhead(folder)).toBe(3_000_003);
    expect(await readAhead(folder)).toBe(0);
    atMs = 600_000;
    expect(await readAhead(folder)).toBe(3_000_003);
  });
  it('leaves alone what would push out half of the memory that is free, and what is not there', async () => {
    const readAhead = createReadAhead({ freeBytes: () => 4_000_000, nowMs: () => 0 });
    expect(await readAhead(modelOf(2_000_000))).toBe(0);
    expect(await readAhead(modelOf(1_000_000))).toBe(1_000_002);
    expect(await readAhead(join(newFolder('empty'), 'nothing'))).toBe(0);
  });
  it('reads one model at a time', async () => {
    const readAhead = createReadAhead({ freeBytes: () => 1e9, nowMs: () => 0 });
    expect(await Promise.all([readAhead(modelOf(2_000_000)), readAhead(modelOf(10))])).toEqual([2_000_002, 0]);
  });
});
