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
export const tauVersion = 1;
export const splitVersion = 1;

export type Thresholds = {
  /** Largest accepted sketch distance. */
  readonly chunkDistance: number;
  /** A single token whose margin is above this was not chosen by the seed. Nats. */
  readonly hardMargin: number;
  /** Largest accepted mean of min(margin, deltaClip) over a job's tokens. Nats. */
  readonly meanMargin: number;
  readonly deltaClip: number;
  /** False: shadow only; it reports and never accuses. */
  readonly calibrated: boolean;
};

/**
 * Thresholds of tauVersion 1. cpu-fp32 is provisional: twice the largest distance of honest runs measured here over optimisation levels, thread
 * counts and decode against prefill, rounded up generously (docs/protocol/evidence.md section 3); other float classes are
 * uncalibrated and so shadow only.
 */
export const thresholdsOf = (classId: number): Thresholds =>
  classId === numericClass['cpu-fp32']
    ? { chunkDistance: 2e-5, hardMargin: 0.05, meanMargin: 0.002, deltaClip: 1, calibrated: true }
    : { chunkDistance: 5e-2, hardMargin: 2, meanMargin: 0.1, deltaClip: 1, calibrated: false };
