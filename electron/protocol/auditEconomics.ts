/**
 * When cheating does not pay. Any unit of money, the same throughout; figures are floating point and decide no payment.
 * @source docs/protocol/audits.md section 6 (HVI-1 3.8)
 */
export type AuditEconomics = {
  readonly price: number;
  readonly honestCost: number;
  readonly cheatingCost: number;
  /** What somebody outside pays for a wrong answer. */
  readonly bribe: number;
  readonly auditProbability: number;
  /** Share of cheats that an audit finds, and share of honest jobs that it accuses (its upper bound). */
  readonly detection: number;
  readonly falseAccusation: number;
};

export function expectedCheat(facts: AuditEconomics, slash: number): number {
  const caught = facts.auditProbability * facts.detection;
  return (1 - caught) * (facts.price - facts.cheatingCost + facts.bribe) - caught * (slash + facts.cheatingCost);
}

export function expectedHonest(facts: AuditEconomics, slash: number): number {
  const accused = facts.auditProbability * facts.falseAccusation;
  return (1 - accused) * (facts.price - facts.honestCost) - accused * (slash + facts.honestCost);
}

/** The slash above which honesty earns more; below 0 where losing the price deters already. Infinity when audits find no more cheats than honest jobs. */
export function slashNeeded(facts: AuditEconomics): number {
  const { auditProbability: p, detection: d, falseAccusation: e, price, bribe } = facts;
  if (p * (d - e) <= 0) return Infinity;
  return (facts.honestCost - facts.cheatingCost + (1 - p * d) * bribe - p * (d - e) * price) / (p * (d - e));
}

/** Stake that covers the slash and everything still unpaid, with a factor of safety. */
export const stakeNeeded = (slash: number, inFlight: number, safety: number): number => safety * Math.max(slash, inFlight);

/** How likely a node that cheats on a share of its jobs is caught within `jobs`. */
export const caughtWithin = (jobs: number, auditProbability: number, detection: number, share = 1): number => 1 - (1 - auditProbability * detection * share) ** jobs;

/** What a void job costs beyond itself: one unanswered audit stands for all that were not asked (HVI-1 0.5). */
export const silencePenalty = (price: number, floor: number): number => price / floor;
