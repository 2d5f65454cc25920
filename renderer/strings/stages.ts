import { localized } from './localized.ts';
import type { JobKind, JobStage, JobSummary } from '../../electron/shared/shapes.ts';

/** The six steps a person sees. */
export const visibleStages = ['queued', 'loading', 'running', 'proving', 'waiting', 'settled'] as const;
export type VisibleStage = (typeof visibleStages)[number];

export const visibleStageWords = localized('visibleStageWords', {
  queued: 'Queued',
  loading: 'Loading',
  running: 'Running',
  proving: 'Proving',
  waiting: 'Waiting for payment',
  settled: 'Settled',
} satisfies Record<VisibleStage, string>);

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
  voided: null,
};

export const stageWords = localized('stageWords', {
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
  voided: 'Void',
} satisfies Record<JobStage, string>);

/** The same with its reason, for one job's page. */
export const stageSentences = localized('stageSentences', {
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
  voided: 'A committee of verifiers replayed it and rejected its receipt. Nothing is paid for it.',
} satisfies Record<JobStage, string>);

export const kindWords = localized('kindWords', {
  classify: { title: 'Classify', one: 'image', other: 'images' },
  embed: { title: 'Embed', one: 'vector', other: 'vectors' },
  generate: { title: 'Generate', one: 'token', other: 'tokens' },
} satisfies Record<JobKind, { readonly title: string; readonly one: string; readonly other: string }>);

export const verdictWords = localized('verdictWords', { accepted: 'Accepted by verifiers', rejected: 'Rejected by verifiers' } satisfies Record<NonNullable<JobSummary['verdict']>, string>);

export const isLive = (stage: JobStage): boolean => stage !== 'settled' && stage !== 'failed' && stage !== 'cancelled' && stage !== 'slashed' && stage !== 'voided';
export const isComputing = (stage: JobStage): boolean => stage === 'queued' || stage === 'loading' || stage === 'running' || stage === 'proving';
