import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBench } from '../../bench/bench.ts';
import { latencyOf } from '../../bench/gatewayLatency.ts';
import { formatFigures, targets, type BenchFigures } from '../../bench/figures.ts';
import { sharesOf } from '../../bench/measureHearth.ts';
import { nameOf, readTree } from '../../bench/processes.ts';
import { figureOf, medianOf } from '../../bench/statistics.ts';

const spread = figureOf([10, 20, 30]);
const figures: BenchFigures = {
  format: 'hearth-bench/6', date: '2026-01-01T00:00:00.000Z', commit: null, isQuick: true, load: { before: 0.1, after: 1 }, engine: null, transfer: null,
  machine: { cpu: 'a processor', cores: 2, memoryBytes: 8e9, os: 'linux x64', node: 'v24', onnxruntime: '1' },
  generate: {
    tokensPerSecond: 20, bareTokensPerSecond: 21, bareGreedyTokensPerSecond: 22, transformersTokensPerSecond: null, transformersVersion: null, transformersReason: 'npm could not be run', evidenceShare: 0.02,
    overheadShare: { wall: 0.03, cpu: 0.02 }, overheadOverGreedyShare: { wall: 0.04, cpu: 0.03 }, parameters: 24e6, newTokens: 256, threads: 1, auditSpeedup: 9,
    spread: { tokensPerSecond: spread, bareTokensPerSecond: spread, bareGreedyTokensPerSecond: spread, transformersTokensPerSecond: null },
  },
  classify: { jobsPerSecond: 20, jobs: 60, settled: 60, spread, settledAfterMs: 12_000, cpuMsPerJob: { provider: 20 } },
  evidence: null, audit: null, jobOverheadMs: 20, jobOverheadSpread: spread, startToFirstReceiptMs: 20, startSpread: spread, idle: null, busy: null, giveBack: null, signer: null, settlement: null, signals: null, page: null,
  gateway: { model: 'ember', newTokens: 64, rounds: 1, curve: [{ clients: 4, requests: 16, rateShare: spread, direct: { requestsPerSecond: spread, firstTokenMs: { p50: 4, p95: 9 }, perTokenMs: { p50: 1, p95: 2 } }, gateway: { requestsPerSecond: spread, firstTokenMs: { p50: 40, p95: 90 }, perTokenMs: { p50: 1, p95: 3 } } }] },
};

describe('statistics', () => {
  it('takes the middle value, or the mean of the two middle ones', () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
    expect(medianOf([7])).toBe(7);
    expect(() => medianOf([])).toThrow(RangeError);
  });
  it('orders numbers, not their texts, and leaves the readings as they were', () => {
    const values = [10, 9, 100];
    expect(figureOf(values)).toEqual({ median: 10, least: 9, most: 100, count: 3 });
    expect(values).toEqual([10, 9, 100]);
  });
  it('keeps the median between the least and the most', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { median, least, most } = figureOf(values);
      expect(least <= median && median <= most).toBe(true);
    }));
  });
});

describe('latency', () => {
  it('is what half, and nineteen in twenty, did not exceed', () => {
    expect(latencyOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ p50: 50, p95: 95 });
    expect(latencyOf([3])).toEqual({ p50: 3, p95: 3 });
    expect(() => latencyOf([])).toThrow(RangeError);
  });
});

describe('processes', () => {
  it('names programs by their file, and the worker of the practice network apart', () => {
    expect(nameOf('node\0/x/electron/programs/provider.ts\0--data\0/tmp/a', 'host')).toBe('provider');
    expect(nameOf('node\0/x/out/programs/worker.js', 'host')).toBe('worker');
    expect(nameOf('node\0/x/programs/worker.ts', 'devnet')).toBe('devnet worker');
    expect(nameOf('node\0/x/test/bench/hearthHost.ts\0/tmp/a', '')).toBe('host');
    expect(nameOf('/x/node_modules/anvil/bin/anvil\0--port\0' + '0', 'devnet')).toBe('anvil');
  });
  it.runIf(process.platform === 'linux')('reads memory and CPU time of a living process', () => {
    const [self] = readTree(process.pid);
    expect(self!.rssBytes).toBeGreaterThan(1e6);
    expect(self!.cpuMs).toBeGreaterThan(0);
  });
  it('gives shares of one core between two readings, and all of a newcomer', () => {
    const reading = (pid: number, cpuMs: number) => ({ name: `p${pid}`, pid, rssBytes: 5, cpuMs });
    expect(sharesOf([reading(1, 100), reading(3, 5)], [reading(1, 150), reading(2, 30)], 1000)).toEqual([
      { name: 'p1', rssBytes: 5, cpuShare: 0.05 }, { name: 'p2', rssBytes: 5, cpuShare: 0.03 },
    ]);
  });
});

describe('the figures in words', () => {
  it('say beside each target whether it is held, and why a peer is missing', () => {
    const text = formatFigures(figures);
    expect(text).toContain('not measured: npm could not be run');
    expect(text).toContain('60 of 60 settled');
    expect(text).toMatch(/gateway, 4 at once.*first token p50 40.0 ms, p95 90.0/);
    expect(text).not.toContain('MISSED');
    expect(formatFigures({ ...figures, jobOverheadMs: targets.jobOverheadMs + 1 })).toContain('MISSED');
  });
});

describe('hearth bench', () => {
  it('refuses a part or a name it does not know before it measures anything', async () => {
    const say = (): void => {};
    await expect(runBench({ isQuick: true, only: 'everything', say })).rejects.toMatchObject({ code: 'usage.invalid' });
    await expect(runBench({ isQuick: true, save: '../x', say })).rejects.toMatchObject({ code: 'usage.invalid' });
  });
  it('keeps results: those of today\'s format have the shape of today; older ones keep their number', () => {
    const folder = join(import.meta.dirname, '../../bench/results');
    const kept = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(kept.length).toBeGreaterThan(0);
    for (const name of kept) {
      const result = JSON.parse(readFileSync(join(folder, name), 'utf8')) as BenchFigures;
      expect(result.format).toMatch(/^hearth-bench\/[1-9]\d*$/);
      if (result.format !== figures.format) continue;
      expect(Object.keys(result).sort()).toEqual(Object.keys(figures).sort());
      expect(() => formatFigures(result)).not.toThrow();
    }
  });
});
