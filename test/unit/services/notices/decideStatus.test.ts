import { describe, expect, it } from 'vitest';
import { decideStatus, type StatusFacts } from '../../../../electron/services/notices/decideStatus.ts';
import { statusShape } from '../../../../electron/shared/shapes.ts';

const facts: StatusFacts = {
  nowMs: 100_000, startingStep: null, pause: null, diskFullPath: null, usableDevices: 1, enabledDevices: 1, running: 0, waiting: 2, finishedLately: 0, deviceName: 'cpu', chainGone: null, workerLost: null, lastChangeMs: 7,
};
describe('the one status', () => {
  it('is that of the strictest fact, each before all that come after it', () => {
    const order: [string, Partial<StatusFacts>][] = [
      ['starting', { startingStep: 'models' }], ['diskFull', { diskFullPath: '/data' }], ['paused', { pause: { sinceMs: 1, untilMs: null } }], ['noDevice', { enabledDevices: 0 }],
      ['workerLost', { workerLost: { jobId: 'j', attempts: 1, atMs: 99_000 } }], ['chainGone', { chainGone: { sinceMs: 3, rpcUrl: 'http://x' } }], ['working', { running: 1 }], ['idle', {}],
    ];
    order.forEach(([state], i) => {
      const all = order.slice(i).reverse().reduce((sum, [, change]) => ({ ...sum, ...change }), facts);
      const status = decideStatus(all);
      expect(status.state).toBe(state);
      expect(statusShape.safeParse(status).error?.issues ?? [], state).toEqual([]);
    });
  });
  it('forgets a crash after a quarter of a minute, and calls no usable device what it is', () => {
    expect(decideStatus({ ...facts, workerLost: { jobId: 'j', attempts: 1, atMs: 85_000 } }).state).toBe('idle');
    expect(decideStatus({ ...facts, usableDevices: 0 }).state).toBe('noDevice');
    expect(decideStatus({ ...facts, pause: { sinceMs: 4, untilMs: 9 } })).toMatchObject({ about: { untilMs: 9 }, sinceMs: 4, action: 'resume' });
  });
});
