import type { Rule } from '../../shared/rules.ts';
import { isScheduled, nextScheduleChange } from './schedule.ts';
import { isTold, told, unread, type DeviceSignals, type Reading, type Signals } from '../../shared/signals.ts';

/** What a rule says of one moment. `band`: neither: what holds goes on, what does not stays so (hysteresis). */
export type Check =
  | { readonly state: 'holds' | 'band' | 'clear'; readonly value: number | string | null; readonly limit: number | null; readonly endsAtMs?: number | null }
  | { readonly state: 'unread'; readonly reason: string };

export const startOfTomorrow = (atMs: number): number => new Date(atMs).setHours(24, 0, 0, 0);

/** Compares a reading with a limit, `band` wide below it. */
function above(reading: Reading<number>, limit: number, band = 0): Check {
  if (!isTold(reading)) return { state: 'unread', reason: reading.unread };
  const { value } = reading;
  return { state: value >= limit ? 'holds' : value > limit - band ? 'band' : 'clear', value, limit };
}
function below(reading: Reading<number>, limit: number, band = 0): Check {
  if (!isTold(reading)) return { state: 'unread', reason: reading.unread };
  const { value } = reading;
  return { state: value < limit ? 'holds' : value < limit + band ? 'band' : 'clear', value, limit };
}
function whether<T>(reading: Reading<T>, holds: (value: T) => boolean, show: (value: T) => number | string | null, limit: number | null = null): Check {
  if (!isTold(reading)) return { state: 'unread', reason: reading.unread };
  return { state: holds(reading.value) ? 'holds' : 'clear', value: show(reading.value), limit };
}
/** The first of several that holds; unread only when none can be read. */
function anyOf(checks: readonly Check[]): Check {
  return checks.find(({ state }) => state === 'holds') ?? checks.find(({ state }) => state === 'band') ?? checks.find(({ state }) => state === 'clear') ?? checks[0] ?? { state: 'clear', value: null, limit: null };
}

/** A disk is called roomy again a tenth above the least, so that it does not flutter around it. */
const diskBand = 0.1;
/** Memory that came free by our own going is no room yet. */
const memoryBand = 0.5;
/** A disk so small that the least would be all of it must keep this share free instead. */
const smallDiskShare = 0.01;
const nowhere: DeviceSignals = {
  temperatureCelsius: unread('deviceGone'), powerWatts: unread('deviceGone'), powerLimitWatts: unread('deviceGone'),
  othersMemoryPercent: unread('deviceGone'), othersLoadPercent: unread('deviceGone'), netPerHour: unread('deviceGone'), fault: null,
};

/** Whether one rule holds for one device at the moment of the signals. Pure; knows nothing of before. */
export function checkRule(rule: Rule, signals: Signals, deviceId: string): Check {
  const device = signals.devices[deviceId] ?? nowhere;
  switch (rule.kind) {
    case 'temperature': return anyOf([above(device.temperatureCelsius, rule.stopCelsius, rule.bandCelsius), checkHeat(signals.heat, rule.stopCelsius)]);
    case 'disk': {
      const least = Math.min(rule.freeBytesLeast, isTold(signals.diskTotalBytes) ? signals.diskTotalBytes.value * smallDiskShare : Infinity);
      if (signals.isDiskFull) return { state: 'holds', value: 0, limit: least };
      return below(signals.diskFreeBytes, least, least * diskBand);
    }
    case 'power': return checkPower(rule, device);
    case 'energy': return { ...above(signals.wattHoursToday, rule.wattHoursPerDay), endsAtMs: startOfTomorrow(signals.atMs) } as Check;
    case 'price': return whether(signals.pricePerKilowattHour, (price) => price > rule.mostPerKilowattHour, (price) => price, rule.mostPerKilowattHour);
    case 'profit': return whether(device.netPerHour, (net) => net < rule.leastPerHour, (net) => net, rule.leastPerHour);
    case 'hook': return whether(signals.hook, (word) => word === 'deny', (word) => word);
    case 'metered': return anyOf([
      whether(signals.isMetered, (isMetered) => isMetered, () => 'metered'),
      ...(rule.megabytesPerDay === null ? [] : [{ ...above(signals.megabytesToday, rule.megabytesPerDay), endsAtMs: startOfTomorrow(signals.atMs) } as Check]),
    ]);
    case 'battery': return whether(
      signals.battery,
      ({ isDischarging, percent, isSaving }) => (isDischarging && (rule.percentLeast === null || percent === null || percent < rule.percentLeast)) || (rule.onSaver && isSaving === true),
      ({ isDischarging, percent }) => (isDischarging ? percent : 'saver'), rule.percentLeast,
    );
    case 'idle': return below(signals.idleSeconds, rule.minutes * 60);
    case 'apps': return whether(signals.apps, (running) => firstListed(rule.names, running) !== null, (running) => firstListed(rule.names, running));
    case 'fullScreen': return whether(signals.fullScreenApp, (app) => app !== null, (app) => app);
    case 'memory': return above(device.othersMemoryPercent, rule.othersPercentMost, 5);
    case 'pressure': {
      const { memoryPressure } = signals;
      if (!isTold(memoryPressure)) return { state: 'unread', reason: memoryPressure.unread };
      const { availableBytes, stalledPercent, isLow } = memoryPressure.value;
      return anyOf([
        ...(isLow === null ? [] : [whether(told(isLow), (low) => low, () => 'low')]),
        below(told(availableBytes), rule.availableBytesLeast, rule.availableBytesLeast * memoryBand),
        ...(rule.stalledPercentMost === null || stalledPercent === null ? [] : [whether(told(stalledPercent), (percent) => percent >= rule.stalledPercentMost!, () => 'stalled', rule.stalledPercentMost)]),
      ]);
    }
    case 'load': return above(device.othersLoadPercent, rule.othersPercentMost, 10);
    case 'session': {
      const checks = [
        ...(rule.stopsWhenLocked ? [whether(signals.isLocked, (isLocked) => isLocked, () => 'locked')] : []),
        ...(rule.stopsWhenDisplayAsleep ? [whether(signals.isDisplayAsleep, (isAsleep) => isAsleep, () => 'displayAsleep')] : []),
      ];
      return anyOf(checks);
    }
    case 'schedule': return isScheduled(rule, signals.atMs)
      ? { state: 'clear', value: null, limit: null }
      : { state: 'holds', value: null, limit: null, endsAtMs: nextScheduleChange(rule, signals.atMs) };
  }
}

/** The system's own word, where it shows no degrees: what it calls serious it already slows the machine for. */
function checkHeat(heat: Signals['heat'], limit: number): Check {
  if (!isTold(heat)) return { state: 'unread', reason: heat.unread };
  return { state: heat.value === 'serious' || heat.value === 'critical' ? 'holds' : heat.value === 'fair' ? 'band' : 'clear', value: heat.value, limit };
}

/** Whichever limit is lower counts. The band keeps a throttled device throttled: it is below its limit because it is slowed. */
function checkPower(rule: Extract<Rule, { kind: 'power' }>, device: DeviceSignals): Check {
  const ofLimit = rule.percentMost === null || rule.percentMost >= 100 || !isTold(device.powerLimitWatts) ? null : (device.powerLimitWatts.value * rule.percentMost) / 100;
  const limits = [ofLimit, rule.wattsMost].filter((watts) => watts !== null);
  if (limits.length === 0) {
    if (rule.percentMost !== null && rule.percentMost < 100 && !isTold(device.powerLimitWatts)) return { state: 'unread', reason: device.powerLimitWatts.unread };
    return { state: 'clear', value: null, limit: null };
  }
  const limit = Math.min(...limits);
  return above(device.powerWatts, limit, limit * 0.3);
}

/** Names are compared without case and without Windows' ending. */
const plainName = (name: string): string => name.toLowerCase().replace(/\.exe$/, '');
function firstListed(names: readonly string[], running: readonly string[]): string | null {
  const listed = new Set(names.map(plainName));
  return running.find((name) => listed.has(plainName(name))) ?? null;
}

