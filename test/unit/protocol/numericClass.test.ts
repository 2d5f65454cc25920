import { describe, expect, it } from 'vitest';
import { isTauVersion, marginScale, numericClass, tauVersion, thresholdsFor, thresholdsOf } from '../../../electron/protocol/numericClass.ts';

const cpu = numericClass['cpu-fp32'];
const decode = { temperatureMicro: 1_000_000, repetitionPenaltyMicro: 1_000_000 };

describe('thresholds', () => {
  it('of an earlier version never change: receipts whose orders pinned them are judged by them', () => {
    expect(thresholdsOf(cpu, 1, { ...decode, temperatureMicro: 1000 })).toEqual({ chunkDistance: 2e-5, hardMargin: 0.05, meanMargin: 0.002, deltaClip: 1, vectorDistance: 1e-4, calibrated: true });
    expect(thresholdsOf(cpu, 2, decode)).toEqual({ chunkDistance: 2e-5, hardMargin: 1e-3, meanMargin: 5e-4, deltaClip: 1, vectorDistance: 1e-4, calibrated: true });
    expect(tauVersion).toBe(2);
  });

  it('accuse nobody in a class without calibration, or by a table that does not exist', () => {
    for (const [classId, version] of [[numericClass['cuda-fp16'], 2], [numericClass['webgpu-fp32'], 1], [cpu, 0], [cpu, 3], [cpu, 1.5], [999, 2]] as const) expect(thresholdsOf(classId, version, decode).calibrated).toBe(false);
    expect([0, 1, 2, 3, 1.5].map(isTauVersion)).toEqual([false, true, true, false, false]);
  });

  it('are the registry\'s where it accepted some before the order, also in a class without any of this program\'s', () => {
    const order = { tauVersion: 2, deadlineSeconds: 1000 };
    const registered = { tauVersion: 2, sinceSeconds: 1000, calibrationRoot: '0x01', chunkDistance: 3e-3, hardMargin: 0.2, meanMargin: 0.01 };
    const hot = { ...decode, temperatureMicro: 500_000 };
    for (const classId of [cpu, numericClass['cuda-fp16']]) {
      expect(thresholdsFor(order, classId, hot, registered)).toMatchObject({ limits: { chunkDistance: 3e-3, hardMargin: 0.4, meanMargin: 0.02, deltaClip: 1, calibrated: true }, by: { tauVersion: 2, calibrationRoot: '0x01' } });
      // Accepted after the order: they judge later ones.
      for (const [at, what] of [[999, registered], [1000, null]] as const) expect(thresholdsFor({ ...order, deadlineSeconds: at }, classId, hot, what)).toEqual({ limits: thresholdsOf(classId, 2, hot), by: { tauVersion: 2, calibrationRoot: null } });
    }
  });

  it('of the registry hold for the vector of a model without tokens too', () => {
    const order = { tauVersion: 2, deadlineSeconds: 1000 };
    const registered = { tauVersion: 2, sinceSeconds: 1000, calibrationRoot: '0x01', chunkDistance: 3e-3, hardMargin: 0.2, meanMargin: 0.01 };
    for (const classId of [cpu, numericClass['cuda-fp16']]) expect(thresholdsFor(order, classId, null, registered)).toMatchObject({ limits: { vectorDistance: 3e-3, calibrated: true }, by: { calibrationRoot: '0x01' } });
    expect(thresholdsFor({ ...order, deadlineSeconds: 999 }, cpu, null, registered)).toEqual({ limits: thresholdsOf(cpu, 2, null), by: { tauVersion: 2, calibrationRoot: null } });
  });

  it('grow with what the order does to the noise of logits, and never shrink', () => {
    expect(marginScale({ ...decode, temperatureMicro: 100_000 })).toBe(10);
    expect(marginScale({ temperatureMicro: 500_000, repetitionPenaltyMicro: 1_500_000 })).toBe(3);
    expect(marginScale({ ...decode, temperatureMicro: 0 })).toBe(1);
    expect(marginScale({ ...decode, temperatureMicro: 2_000_000 })).toBe(1);
    expect(thresholdsOf(cpu, 2, { ...decode, temperatureMicro: 100_000 })).toMatchObject({ chunkDistance: 2e-5, hardMargin: 0.01, meanMargin: 0.005 });
  });
});
