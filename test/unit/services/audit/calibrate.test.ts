import { describe, expect, it } from 'vitest';
import { thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import { distributionOf, summariseCalibration, type CalibrationJob } from '../../../../electron/services/audit/calibrate.ts';

const job = (distances: number[], largestMargin = 0, logitNoise = 1e-5): CalibrationJob => ({
  prompt: `prompt ${distances[0]}`, provider: 'all/1', tokens: 40, audits: [{ auditor: 'disabled/1', distances, largestMargin, meanMargin: largestMargin / 40, logitNoise }],
});

describe('distributionOf', () => {
  it('counts zeros and takes the ranks', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    expect(distributionOf(values)).toEqual({ count: 1000, zeros: 1, median: 499, p99: 989, p999: 998, max: 999 });
  });

  it('has nothing to say about nothing', () => {
    expect(distributionOf([])).toEqual({ count: 0, zeros: 0, median: 0, p99: 0, p999: 0, max: 0 });
  });
});

describe('summariseCalibration', () => {
  const current = thresholdsOf(1, 1, null);

  it('recommends twice the largest distance, and by pair', () => {
    const report = summariseCalibration('cpu-fp32', ['disabled/1', 'all/1'], [job([1e-7, 4e-7, 2e-7]), job([3e-7, 1e-7])], current);
    expect(report).toMatchObject({ jobs: 2, chunks: 4, prompts: 2, distanceByPair: { 'all/1 by disabled/1': 4e-7 }, recommended: { chunkDistance: 8e-7 }, beyondCurrent: 0 });
  });

  it('takes the noise of the logits where no token was ever chosen otherwise', () => {
    expect(summariseCalibration('cpu-fp32', ['all/1'], [job([1e-7])], current).recommended.hardMargin).toBeCloseTo(4e-5, 12);
    expect(summariseCalibration('cpu-fp32', ['all/1'], [job([1e-7], 0.01)], current).recommended.hardMargin).toBeCloseTo(0.02, 12);
  });

  it('counts what would accuse an honest machine today', () => {
    const jobs = [job([1e-7]), job([1e-7, 3e-5]), job([1e-7], 0.06), job([1e-7, 1.9e-5])];
    expect(summariseCalibration('cpu-fp32', ['all/1'], jobs, current).beyondCurrent).toBe(2);
  });
});
