import type { WorkerClient } from '../../services/jobs/workers.ts';
import { applyDuty, fullDuty, type DutyState, type DutyTarget } from '../../services/rules/decideDuty.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Decision, Rule } from '../../shared/rules.ts';
import { isTold, type DeviceSignals, type Signals } from '../../shared/signals.ts';

/** A smaller change is not worth a message. */
const leastChange = 0.02;
/** Work is slowed this far below the temperature that stops it. */
const heatMarginCelsius = 3;
/** What a rule that throttles leaves of a device where it names no watts to hold: a game keeps most of the card, and work still moves. */
const throttledShare = 0.3;

/** What one device is to be held at. Pure. */
export function targetsOf(rules: readonly Rule[], deviceId: string, device: DeviceSignals, decision: Decision | null): DutyTarget[] {
  // Watts and degrees have targets of their own below; a system that says only in words how hot it is gives none.
  const isThrottled = decision !== null && [decision.winner, ...decision.also].some((finding) => finding?.giveBack === 'throttle' && finding.rule !== 'power' && (finding.rule !== 'temperature' || typeof finding.value === 'string'));
  return [...measuredTargets(rules, deviceId, device), ...(isThrottled ? [{ kind: 'share', most: throttledShare } as const] : [])];
}

function measuredTargets(rules: readonly Rule[], deviceId: string, device: DeviceSignals): DutyTarget[] {
  const own = new Set(rules.filter((rule) => rule.deviceId === deviceId).map(({ kind }) => kind));
  return rules.filter((rule) => rule.isOn && (rule.deviceId === deviceId || (rule.deviceId === null && !own.has(rule.kind)))).flatMap((rule): DutyTarget[] => {
    if (rule.kind === 'temperature' && isTold(device.temperatureCelsius)) return [{ kind: 'temperature', value: device.temperatureCelsius.value, most: rule.stopCelsius - heatMarginCelsius }];
    if (rule.kind !== 'power' || rule.giveBack !== 'throttle' || !isTold(device.powerWatts)) return [];
    const limits = [rule.wattsMost, rule.percentMost !== null && rule.percentMost < 100 && isTold(device.powerLimitWatts) ? (device.powerLimitWatts.value * rule.percentMost) / 100 : null].filter((watts) => watts !== null);
    return limits.length > 0 ? [{ kind: 'power', value: device.powerWatts.value, most: Math.min(...limits) }] : [];
  });
}

/** Keeps the control loop of every device and tells its worker the share, also one that was just started. */
export function createDuties(clientOf: (deviceId: string) => WorkerClient | null, onProblem: (error: unknown, where: string) => void): { follow(signals: Signals, rules: readonly Rule[], decisions: readonly Decision[]): void } {
  const duties = new Map<string, { state: DutyState; atMs: number; told: number; client: WorkerClient | null }>();
  return {
    follow(signals, rules, decisions) {
      for (const [deviceId, device] of Object.entries(signals.devices)) {
        const before = duties.get(deviceId) ?? { state: fullDuty, atMs: signals.atMs, told: 1, client: null };
        const state = applyDuty(before.state, targetsOf(rules, deviceId, device, decisions.find((one) => one.deviceId === deviceId) ?? null), (signals.atMs - before.atMs) / 1000);
        const client = clientOf(deviceId);
        const told = client === before.client ? before.told : 1;
        const isWorth = client !== null && (Math.abs(state.share - told) >= leastChange || (state.share === 1 && told !== 1));
        duties.set(deviceId, { state, atMs: signals.atMs, told: isWorth ? state.share : told, client });
        if (isWorth) client.ask('setDuty', { share: state.share }).catch((error: unknown) => isHearthError(error, 'bridge.closed') || onProblem(error, 'slowing a worker'));
      }
    },
  };
}
