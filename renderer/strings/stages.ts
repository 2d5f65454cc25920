import type { JobKind, JobStage, JobSummary } from '../../electron/shared/shapes.ts';

/** The six steps a person sees. */
export const visibleStages = ['queued', 'loading', 'running', 'proving', 'waiting', 'settled'] as const;
export type VisibleStage = (typeof visibleStages)[number];

export const visibleStageWords: Readonly<Record<VisibleStage, string>> = {
  queued: 'Queued',
  loading: 'Loading',
  running: 'Running',
  proving: 'Proving',
  waiting: 'Waiting for payment',
  settled: 'Settled',
};

/** Where each stage stands among the six; null for a job that ended without payment. */
export const stagePlace: Readonly<Record<JobStage, VisibleStage | null>> = {
  queued: 'queued',
  loading: 'loading',
  running: 'running',
  proving: 'proving',
  delivered: 'waiting',
  acknowledged: 'waiting',
  anchored: 'waiting',
  settled: 'settled',
  failed: null,
  cancelled: null,
  slashed: null,
};

export const stageWords: Readonly<Record<JobStage, string>> = {
  queued: 'Queued',
  loading: 'Loading the model',
  running: 'Running',
  proving: 'Proving',
  delivered: 'Waits for voucher',
  acknowledged: 'Waits for anchor',
  anchored: 'Waits for window',
  settled: 'Paid',
  failed: 'Failed',
  cancelled: 'Cancelled',
  slashed: 'Slashed',
};

/** The same with its reason, for one job's page. */
export const stageSentences: Readonly<Record<JobStage, string>> = {
  queued: 'Queued. It starts when the device is free.',
  loading: 'Loading the model onto the device.',
  running: 'Running on this machine.',
  proving: 'Computed. Its evidence is being hashed and signed.',
  delivered: "Delivered. It waits for the client's payment voucher.",
  acknowledged: 'The client acknowledged it. Its receipt goes to the chain with the next batch.',
  anchored: 'On the chain. It is paid when the dispute window closes.',
  settled: 'Paid.',
  failed: 'Failed. Nothing is paid for it.',
  cancelled: 'Cancelled. Nothing is paid for it.',
  slashed: 'Its receipt was proven false on the chain. Nothing is paid for it, and it cost stake.',
};

export const kindWords: Readonly<Record<JobKind, { readonly title: string; readonly one: string; readonly other: string }>> = {
  classify: { title: 'Classify', one: 'image', other: 'images' },
  generate: { title: 'Generate', one: 'token', other: 'tokens' },
};

export const verdictWords: Readonly<Record<NonNullable<JobSummary['verdict']>, string>> = { accepted: 'Accepted by verifiers', rejected: 'Rejected by verifiers' };

export const isLive = (stage: JobStage): boolean => stage !== 'settled' && stage !== 'failed' && stage !== 'cancelled' && stage !== 'slashed';
export const isComputing = (stage: JobStage): boolean => stage === 'queued' || stage === 'loading' || stage === 'running' || stage === 'proving';
