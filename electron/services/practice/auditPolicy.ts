/** Jobs of a node that are all audited before any may go unseen. */
export const watchedJobs = 10;
/** Share of later jobs that is audited. */
export const auditShare = 0.2;

/**
 * How likely the next job of a node is to be audited. Adaptive: certain until ten audits in a row passed, and again after a failure.
 *
 * @param streak  audits passed in a row
 * @source HVI-1 3.7, after BOINC's adaptive replication
 */
export const auditProbability = (streak: number): number => (streak < watchedJobs ? 1 : auditShare);

/** A failed audit forgets all that passed before. */
export const nextStreak = (streak: number, passed: boolean): number => (passed ? streak + 1 : 0);
