import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';

type Record = Gives<PageBridge, 'readModelRecords'>['models'][number];

/** Paid for an hour of its own computing, from what was measured here; null: nothing was, which is not nothing. */
export const perHourOf = ({ paidWei, computeMs, jobs }: Pick<Record, 'paidWei' | 'computeMs' | 'jobs'>): bigint | null => (jobs === 0 || computeMs === 0 ? null : (paidWei * 3_600_000_000n) / BigInt(Math.max(1, Math.round(computeMs * 1000))));
