import { describe, expect, it } from 'vitest';
import { estimateSeconds, findTooLate, fitsMemory, type DeviceView } from '../../../../electron/services/jobs/planJobs.ts';

const speeds = {
  small: { modelId: 'small', modelName: 'small', kind: 'generate', loadMs: 2000, prefillPerSecond: 1000, decodePerSecond: 100, itemsPerSecond: null, joulesPerUnit: null },
  large: { modelId: 'large', modelName: 'large', kind: 'generate', loadMs: 20_000, prefillPerSecond: 100, decodePerSecond: 10, itemsPerSecond: null, joulesPerUnit: null },
  image: { modelId: 'image', modelName: 'image', kind: 'classify', loadMs: 500, prefillPerSecond: null, decodePerSecond: null, itemsPerSecond: 50, joulesPerUnit: null },
} as const;
const device = (change: Partial<DeviceView> = {}): DeviceView => ({ speedOf: (modelId) => speeds[modelId as 'small'] ?? null, isLoaded: () => false, freeBytes: 10_000, ...change });
const job = (modelId: string, tokens: number): Parameters<typeof estimateSeconds>[0] =>
  ({ request: { order: { modelId }, input: modelId === 'image' ? { kind: 'classify' } : { kind: 'generate', promptTokens: [1, 2], decode: { maxNewTokens: tokens } } } }) as unknown as Parameters<typeof estimateSeconds>[0];

describe('the length of a job', () => {
  it('is load, prompt and output at the measured speeds, and unknown where nobody measured', () => {
    expect(estimateSeconds(job('small', 100), device())).toBeCloseTo(2 + 0.002 + 1, 9);
    expect(estimateSeconds(job('small', 100), device({ isLoaded: () => true }))).toBeCloseTo(1.002, 9);
    expect(estimateSeconds(job('image', 0), device())).toBeCloseTo(0.52, 9);
    expect(estimateSeconds(job('other', 100), device())).toBe(null);
  });
  it('makes an order too late only when it surely is', () => {
    expect([findTooLate(10, 0, 10), findTooLate(10, 20, 11), findTooLate(null, 1e9, 1)]).toEqual([null, { neededSeconds: 12, leftSeconds: 11 }, null]);
  });
});

describe('memory', () => {
  it('holds a model with a fifth to spare; a device that does not say how much is free takes any', () => {
    expect([fitsMemory(5000, 6000), fitsMemory(5000, 5999), fitsMemory(5000, null)]).toEqual([true, false, true]);
  });
});
