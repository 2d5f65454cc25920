import { describe, expect, it } from 'vitest';
import { decideStatus, type StatusFacts } from '../../../../electron/services/notices/decideStatus.ts';
import type { Finding } from '../../../../electron/shared/rules.ts';
import { statusShape } from '../../../../electron/shared/shapes.ts';

const facts: StatusFacts = {
  nowMs: 100_000, startingStep: null, stoppedBy: null, diskFullPath: null, usableDevices: 1, enabledDevices: 1, running: 0, waiting: 2, finishedLately: 0, deviceName: 'cpu', chainGone: null, workerLost: null, lastChangeMs: 7,
};
const finding = (rule: Finding['rule']): Finding => ({ rule, deviceId: 'cpu', giveBack: 'kill', value: 'mpv', limit: null, sinceMs: 4, endsAtMs: null, isCalming: false });
describe('the one status', () => {
  it('names the rule that stops every device, and offers to overrule it unless it is one of safety', () => {
    expect(decideStatus({ ...facts, stoppedBy: finding('fullScreen') })).toEqual({
      state: 'ruled', about: { rule: 'fullScreen', deviceId: 'cpu', value: 'mpv', limit: null, endsAtMs: null, isCalming: 0, giveBack: 'kill', running: 0 }, action: 'resume', sinceMs: 4,
    });
    expect(decideStatus({ ...facts, stoppedBy: finding('temperature') }).action).toBe(null);
  });
  it('is that of the strictest fact, each before all that come after it', () => {
    const order: [string, Partial<StatusFacts>][] = [
      ['starting', { startingStep: 'models' }], ['diskFull', { diskFullPath: '/data' }], ['leaving', { leaving: { to: 'berlin', waiting: { receipts: 2, untilMs: 9 }, isClearing: true, sinceMs: 5 } }], ['paused', { stoppedBy: finding('pause') }], ['noDevice', { enabledDevices: 0 }],
      ['workerLost', { workerLost: { jobId: 'j', attempts: 1, atMs: 99_000 } }], ['chainGone', { chainGone: { sinceMs: 3, rpcUrl: 'http://x' } }], ['chainDoubt', { chainDoubt: { kind: 'stale', ageSeconds: 840, rpcUrl: 'http://x', sinceMs: 4 } }], ['working', { running: 1 }], ['idle', {}],
    ];
    order.forEach(([state], i) => {
      const all = order.slice(i).reverse().reduce((sum, [, change]) => ({ ...sum, ...change }), facts);
      const status = decideStatus(all);
      expect(status.state).toBe(state);
      expect(statusShape.safeParse(status).error?.issues ?? [], state).toEqual([]);
    });
  });
  it('says where a node goes over to, and what keeps it', () => {
    expect(decideStatus({ ...facts, leaving: { to: 'berlin', waiting: { receipts: 2, untilMs: null }, isClearing: true, sinceMs: 5 } })).toEqual({ state: 'leaving', about: { to: 'berlin', receipts: 2, untilMs: null, isClearing: 1 }, action: 'showNetworks', sinceMs: 5 });
    expect(decideStatus({ ...facts, leaving: { to: null, waiting: null, isClearing: false, sinceMs: 5 } }).about).toEqual({ to: null, receipts: null, untilMs: null, isClearing: 0 });
  });
  it('forgets a crash after a quarter of a minute, and calls no usable device what it is', () => {
    expect(decideStatus({ ...facts, workerLost: { jobId: 'j', attempts: 1, atMs: 85_000 } }).state).toBe('idle');
    expect(decideStatus({ ...facts, usableDevices: 0 }).state).toBe('noDevice');
    expect(decideStatus({ ...facts, stoppedBy: { ...finding('pause'), endsAtMs: 9 } })).toMatchObject({ about: { untilMs: 9 }, sinceMs: 4, action: 'resume' });
  });
});
