import type { Rule, RuleKind } from '../../../../electron/shared/rules.ts';
import { told, unread, type DeviceSignals, type Signals } from '../../../../electron/shared/signals.ts';

/** Noon of a Wednesday. */
export const noonMs = new Date(2026, 10, 18, 12, 0).getTime();

export const calmDevice: DeviceSignals = {
  temperatureCelsius: told(50), powerWatts: told(60), powerLimitWatts: told(200), othersMemoryPercent: told(10), othersLoadPercent: told(2), netPerHour: told(0.5), fault: null,
};
/** A machine nobody is at and nothing troubles. */
export const calm: Signals = {
  atMs: noonMs, idleSeconds: told(100_000), isLocked: told(false), isDisplayAsleep: told(false), fullScreenApp: told(null), apps: told([]),
  battery: told({ isDischarging: false, percent: null, isSaving: false }), isMetered: told(false), megabytesToday: told(0), pricePerKilowattHour: told(0.3), hook: told('allow'),
  diskFreeBytes: told(2 ** 36), diskTotalBytes: told(2 ** 38), isDiskFull: false, wattHoursToday: told(10), clockAheadSeconds: told(0), dataLimit: null, memoryPressure: told({ availableBytes: 2 ** 33, stalledPercent: 0, isLow: null }), heat: unread('otherSource'), devices: { gpu: calmDevice },
};
export const withDevice = (change: Partial<DeviceSignals>): Partial<Signals> => ({ devices: { gpu: { ...calmDevice, ...change } } });

type RuleCase = { readonly rule: Rule; readonly holds: Partial<Signals>; readonly value: unknown; readonly unread: Partial<Signals> };
const base = { deviceId: null, isOn: true } as const;
const gone = unread('otherSource');
/** Every kind of rule: one of it, signals that break it, what it must name as the value, and signals that leave it blind. */
export const ruleCases: Readonly<Record<Exclude<RuleKind, 'fault' | 'clock' | 'pause' | 'dataLimit'>, RuleCase>> = {
  temperature: { rule: { ...base, kind: 'temperature', giveBack: 'kill', stopCelsius: 78, bandCelsius: 8 }, holds: withDevice({ temperatureCelsius: told(79) }), value: 79, unread: withDevice({ temperatureCelsius: gone }) },
  disk: { rule: { ...base, kind: 'disk', giveBack: 'finish', freeBytesLeast: 1000 }, holds: { diskFreeBytes: told(999) }, value: 999, unread: { diskFreeBytes: gone } },
  power: { rule: { ...base, kind: 'power', giveBack: 'throttle', percentMost: 60, wattsMost: null }, holds: withDevice({ powerWatts: told(120) }), value: 120, unread: withDevice({ powerWatts: gone }) },
  energy: { rule: { ...base, kind: 'energy', giveBack: 'finish', wattHoursPerDay: 500 }, holds: { wattHoursToday: told(500) }, value: 500, unread: { wattHoursToday: gone } },
  price: { rule: { ...base, kind: 'price', giveBack: 'finish', mostPerKilowattHour: 0.3 }, holds: { pricePerKilowattHour: told(0.31) }, value: 0.31, unread: { pricePerKilowattHour: gone } },
  profit: { rule: { ...base, kind: 'profit', giveBack: 'finish', leastPerHour: 0.01 }, holds: withDevice({ netPerHour: told(-0.02) }), value: -0.02, unread: withDevice({ netPerHour: gone }) },
  hook: { rule: { ...base, kind: 'hook', giveBack: 'finish', path: '/run/solar' }, holds: { hook: told('deny') }, value: 'deny', unread: { hook: gone } },
  metered: { rule: { ...base, kind: 'metered', giveBack: 'finish', megabytesPerDay: null }, holds: { isMetered: told(true) }, value: 'metered', unread: { isMetered: gone } },
  battery: { rule: { ...base, kind: 'battery', giveBack: 'finish', percentLeast: 40, onSaver: true }, holds: { battery: told({ isDischarging: true, percent: 39, isSaving: false }) }, value: 39, unread: { battery: gone } },
  idle: { rule: { ...base, kind: 'idle', giveBack: 'kill', minutes: 10 }, holds: { idleSeconds: told(599) }, value: 599, unread: { idleSeconds: gone } },
  apps: { rule: { ...base, kind: 'apps', giveBack: 'kill', names: ['EldenRing.exe'], resumeAfterSeconds: 120 }, holds: { apps: told(['bash', 'eldenring']) }, value: 'eldenring', unread: { apps: gone } },
  fullScreen: { rule: { ...base, kind: 'fullScreen', giveBack: 'kill', resumeAfterSeconds: 120 }, holds: { fullScreenApp: told('mpv') }, value: 'mpv', unread: { fullScreenApp: gone } },
  pressure: { rule: { ...base, kind: 'pressure', giveBack: 'kill', availableBytesLeast: 2 ** 28, stalledPercentMost: 40, resumeAfterSeconds: 60 }, holds: { memoryPressure: told({ availableBytes: 2 ** 27, stalledPercent: null, isLow: false }) }, value: 2 ** 27, unread: { memoryPressure: gone } },
  memory: { rule: { ...base, kind: 'memory', giveBack: 'kill', othersPercentMost: 85, resumeAfterSeconds: 60 }, holds: withDevice({ othersMemoryPercent: told(85) }), value: 85, unread: withDevice({ othersMemoryPercent: gone }) },
  load: { rule: { ...base, kind: 'load', giveBack: 'kill', othersPercentMost: 30, resumeAfterSeconds: 60 }, holds: withDevice({ othersLoadPercent: told(31) }), value: 31, unread: withDevice({ othersLoadPercent: gone }) },
  session: { rule: { ...base, kind: 'session', giveBack: 'finish', stopsWhenLocked: true, stopsWhenDisplayAsleep: false }, holds: { isLocked: told(true) }, value: 'locked', unread: { isLocked: gone } },
  schedule: { rule: { ...base, kind: 'schedule', giveBack: 'finish', windows: [{ days: [1, 2, 3, 4, 5], fromMinute: 22 * 60, toMinute: 6 * 60 }], exceptions: [] }, holds: {}, value: null, unread: {} },
};
