/** What the loop remembers of one device: its share of working time, and the sum that holds it there. */
export type DutyState = { readonly share: number; readonly sum: number };
export const fullDuty: DutyState = { share: 1, sum: 1 };

/** Below this a model would hardly move; whoever wants less wants it stopped. */
const leastShare = 0.05;
/** Found on the simulated card of the tests: settles within a minute. */
const powerGain = { proportional: 0.3, integral: 0.25 } as const;
/** Heat follows work with a lag of a minute, where a sum would swing: full work this far below the most, none at it. */
const heatBandCelsius = 4;

export type DutyTarget = { readonly kind: 'power' | 'temperature'; readonly value: number; readonly most: number } | { readonly kind: 'share'; readonly most: number };

/**
 * One step of a control loop that holds a device at or below its most by the share of time it works: proportional and integral
 * for power, proportional for heat. The sum stays within what a share can be, so that a long calm does not have to be paid back. Of several
 * targets the strictest counts. Pure.
 *
 * @param elapsedSeconds  since the last step
 */
export function applyDuty(state: DutyState, targets: readonly DutyTarget[], elapsedSeconds: number): DutyState {
  if (targets.length === 0) return fullDuty;
  const seconds = Math.min(10, Math.max(0, elapsedSeconds));
  const clamp = (share: number): number => Math.min(1, Math.max(leastShare, share));
  const steps = targets.map((target): DutyState => {
    if (target.kind === 'share') return { share: clamp(target.most), sum: state.sum };
    const { kind, value, most } = target;
    if (kind === 'temperature') return { share: clamp((most - value) / heatBandCelsius), sum: state.sum };
    const error = (most - value) / most;
    const sum = clamp(state.sum + powerGain.integral * error * seconds);
    return { share: clamp(sum + powerGain.proportional * Math.min(0, error)), sum };
  });
  return steps.reduce((strictest, step) => (step.share < strictest.share ? step : strictest));
}
