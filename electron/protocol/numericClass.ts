import type { Decode } from '../shared/decode.ts';

/**
 * Numeric class of a run: execution provider x precision x policy, as the receipt's uint16. Two honest runs of one class agree
 * within its threshold.
 * @source docs/protocol/evidence.md section 3 (HVI-1 3.1)
 */
export const numericClass = {
  'canonical': 0, 'cpu-fp32': 1, 'cuda-fp32': 2, 'cuda-tf32': 3, 'cuda-fp16': 4, 'dml-fp32': 5, 'dml-fp16': 6, 'webgpu-fp32': 7,
  'webgpu-fp16': 8, 'coreml-fp16': 9, 'int-exact': 10,
} as const;
export type NumericClassName = keyof typeof numericClass;
export const numericClassName = (id: number): NumericClassName | null =>
  (Object.entries(numericClass).find(([, value]) => value === id)?.[0] as NumericClassName | undefined) ?? null;

/** The newest table of thresholds, and of how a payment is split. An order pins both; a later one never judges an earlier receipt. */
export const tauVersion = 2;
export const splitVersion = 1;
export const isTauVersion = (version: number): boolean => Number.isInteger(version) && version >= 1 && version <= tauVersion;

export type Thresholds = {
  /** Largest accepted sketch distance. */
  readonly chunkDistance: number;
  /** A single token whose margin is above this was not chosen by the seed. Nats. */
  readonly hardMargin: number;
  /** Largest accepted mean of min(margin, deltaClip) over a job's tokens. Nats. */
  readonly meanMargin: number;
  readonly deltaClip: number;
  /** Largest accepted relative distance of an embedding from the replay's. */
  readonly vectorDistance: number;
  /** False: shadow only; it reports and never accuses. */
  readonly calibrated: boolean;
};

/**
 * cpu-fp32 by tauVersion. 1 was guessed from one machine's native runs. 2 comes from docs/calibration.md, which adds a second instruction set:
 * logits of honest runs differ by at most 1.3e-4, so a margin is at most 2.6e-4; largest distance 6.2e-6.
 */
const cpuFp32: readonly Thresholds[] = [
  { chunkDistance: 2e-5, hardMargin: 0.05, meanMargin: 0.002, deltaClip: 1, vectorDistance: 1e-4, calibrated: true },
  { chunkDistance: 2e-5, hardMargin: 1e-3, meanMargin: 5e-4, deltaClip: 1, vectorDistance: 1e-4, calibrated: true },
];
const shadow: Thresholds = { chunkDistance: 5e-2, hardMargin: 2, meanMargin: 0.1, deltaClip: 1, vectorDistance: 5e-2, calibrated: false };

/**
 * By how much an order's way of decoding enlarges the noise of logits before it reaches a margin: penalties multiply, temperatures divide. Never
 * below 1. At temperature 0 margins are differences of logits.
 */
export const marginScale = ({ temperatureMicro, repetitionPenaltyMicro }: Pick<Decode, 'temperatureMicro' | 'repetitionPenaltyMicro'>): number =>
  Math.max(1, repetitionPenaltyMicro / (temperatureMicro > 0 ? temperatureMicro : 1e6));

/**
 * What an audit of a receipt measures against: the class that ran, the table and the way of decoding that its order pinned. Other float classes,
 * and tables that do not exist, are uncalibrated and so shadow only.
 *
 * @param decode  null for a job without tokens
 * @source docs/protocol/evidence.md section 3
 */
export function thresholdsOf(classId: number, version: number, decode: Pick<Decode, 'temperatureMicro' | 'repetitionPenaltyMicro'> | null): Thresholds {
  const table = (classId === numericClass['cpu-fp32'] ? cpuFp32[version - 1] : undefined) ?? shadow;
  if (version === 1 || decode === null) return table;
  const scale = marginScale(decode);
  return { ...table, hardMargin: table.hardMargin * scale, meanMargin: table.meanMargin * scale };
}

/** Thresholds of one model in one class and version that governance accepted into the registry. */
export type RegisteredThresholds = Pick<Thresholds, 'chunkDistance' | 'hardMargin' | 'meanMargin'> & {
  readonly tauVersion: number;
  /** Of the raw measurements that they come from. */
  readonly calibrationRoot: string;
  /** When they were accepted; they judge no order of before. */
  readonly sinceSeconds: number;
};

/** Whose thresholds judged: the registry's with the root of its raw measurements; null: this program's own table. */
export type ThresholdSource = { readonly tauVersion: number; readonly calibrationRoot: string | null };

/** What an order pins of thresholds. By its deadline and not by the receipt's times, which are the node's own word. */
type PinnedOrder = { readonly tauVersion: number; readonly deadlineSeconds: number };

/** The registry's thresholds where they judge this order: those that were accepted before its deadline. */
export const registeredFor = (order: PinnedOrder, registered: RegisteredThresholds | null): RegisteredThresholds | null => (registered && order.deadlineSeconds >= registered.sinceSeconds ? registered : null);

/**
 * What a receipt is judged by, and whose thresholds those are: the registry's where it holds accepted ones for the model, class and version that the
 * order pinned, this program's table otherwise. Of a model without tokens the registry's distance is that of its vector; its taps: limitsFor in tapCalibration.ts.
 *
 * @param decode      null for a job without tokens
 * @param registered  null: the registry has none
 * @source docs/protocol/evidence.md section 3 (HVI-1 0.3)
 */
export function thresholdsFor(
  order: PinnedOrder, classId: number, decode: Pick<Decode, 'temperatureMicro' | 'repetitionPenaltyMicro'> | null, registered: RegisteredThresholds | null,
): { readonly limits: Thresholds; readonly by: ThresholdSource } {
  const table = thresholdsOf(classId, order.tauVersion, decode);
  const accepted = registeredFor(order, registered);
  if (!accepted) return { limits: table, by: { tauVersion: order.tauVersion, calibrationRoot: null } };
  const scale = decode === null ? 1 : marginScale(decode);
  return {
    limits: { chunkDistance: accepted.chunkDistance, vectorDistance: accepted.chunkDistance, hardMargin: accepted.hardMargin * scale, meanMargin: accepted.meanMargin * scale, deltaClip: 1, calibrated: true },
    by: { tauVersion: accepted.tauVersion, calibrationRoot: accepted.calibrationRoot },
  };
}
