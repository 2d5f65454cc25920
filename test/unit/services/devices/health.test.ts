import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHealthSide } from '../../../../electron/programs/provider/healthSide.ts';
import { applyHealth, describeFault, failureLimit, healthy, isDriverReset, type HealthEvent } from '../../../../electron/services/devices/health.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';

const lost = (jobId: string, atMs = 1): HealthEvent => ({ kind: 'workerLost', jobId, how: 'SIGSEGV', atMs });
const fold = (events: readonly HealthEvent[]) => events.reduce(applyHealth, healthy);

describe('blame', () => {
  it('is on the job that kills worker after worker, and on the device on which different jobs die', () => {
    expect(describeFault(fold([lost('a'), lost('a'), lost('a'), lost('a')]))).toBe(null);
    expect(describeFault(fold([lost('a'), lost('b'), { kind: 'jobDone' }, lost('c'), lost('d')]))).toBe(null);
    expect(describeFault(fold([lost('a'), lost('b'), lost('c')]))).toBe('fault.workers:3|SIGSEGV');
    expect(describeFault(fold([lost('a'), lost('b'), lost('c'), { kind: 'jobDone' }]))).not.toBe(null);
    expect(fold([lost('a'), lost('b'), lost('c'), { kind: 'retry' }])).toEqual(healthy);
  });
  it('sets aside exactly after as many different jobs in a row, whatever came before', () => {
    const event = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e').map((jobId) => lost(jobId)), fc.constant<HealthEvent>({ kind: 'jobDone' }), fc.constant<HealthEvent>({ kind: 'retry' }));
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let jobs = new Set<string>();
      let isAside = false;
      let health = healthy;
      for (const one of events) {
        health = applyHealth(health, one);
        if (one.kind === 'retry') isAside = false;
        if (one.kind === 'retry' || (one.kind === 'jobDone' && !isAside)) jobs = new Set();
        if (one.kind === 'workerLost') jobs.add(one.jobId);
        isAside ||= jobs.size >= failureLimit;
        expect(health.setAsideAtMs !== null).toBe(isAside);
      }
    }));
  });
  it('outlives a restart, and a new driver or the owner ends it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-health-'));
    const told: string[] = [];
    const side = () => createHealthSide(openSettings(folder), (deviceId) => told.push(deviceId));
    const first = side();
    first.note('gpu', lost('a'));
    first.noteDriver('gpu', '1.0');
    for (const jobId of ['b', 'c', 'd']) first.note('gpu', lost(jobId));
    expect(told).toEqual(['gpu']);
    side().noteDriver('gpu', '1.0');
    expect(side().faultOf('gpu')).toContain('SIGSEGV');
    side().noteDriver('gpu', '2.0');
    expect(side().faultOf('gpu')).toBe(null);
    const again = side();
    for (const jobId of ['e', 'f', 'g']) again.note('gpu', lost(jobId));
    again.retry();
    expect(side().faultOf('gpu')).toBe(null);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('a driver', () => {
  const reset = (atMs: number): HealthEvent => ({ kind: 'driverReset', how: 'device lost', atMs });
  const hour = 3_600_000;
  it('that is reset twice within a day sets its device aside; a day apart, or after another try, it does not', () => {
    expect(describeFault(fold([reset(0), { kind: 'jobDone' }, reset(23 * hour)]))).toBe('fault.driver:2|device lost');
    expect(describeFault(fold([reset(0), reset(25 * hour)]))).toBe(null);
    expect(describeFault(fold([reset(0), { kind: 'retry' }, reset(hour)]))).toBe(null);
  });
  it('is recognised by what runtimes say when they lose it, and not by what they say of a model', () => {
    for (const text of ['CUDA failure 719: unspecified launch failure ; GPU=0', 'CUDNN failure 4: CUDA error 700', 'DXGI_ERROR_DEVICE_REMOVED', 'VK_ERROR_DEVICE_LOST', 'WebGPU: Device was lost', 'CUDA_ERROR_ECC_UNCORRECTABLE: ecc', 'GPU has fallen off the bus']) expect(isDriverReset(text), text).toBe(true);
    for (const text of ['CUDA failure 2: out of memory', 'Non-zero status code returned while running Add node', 'invalid dimensions for input', 'cancelled']) expect(isDriverReset(text), text).toBe(false);
  });
});

describe('a self-test that finds something wrong', () => {
  it('sets the device aside at once, with its reason, until another try', () => {
    const wrong: HealthEvent = { kind: 'wrong', reason: 'its self-test failed: ember', atMs: 5 };
    expect(describeFault(fold([wrong, { kind: 'jobDone' }]))).toBe('its self-test failed: ember');
    expect(describeFault(fold([wrong, { kind: 'retry' }]))).toBe(null);
  });
});
