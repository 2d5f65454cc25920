import { applyHealth, describeFault, healthy, isSpotless, type HealthEvent } from '../../services/devices/health.ts';
import type { DeviceHealth } from '../../shared/health.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';

export type HealthSide = {
  note(deviceId: string, event: HealthEvent): void;
  read(deviceId: string): DeviceHealth;
  faultOf(deviceId: string): string | null;
  /** A device with another driver than when it was set aside gets another try. */
  noteDriver(deviceId: string, driver: string | null): void;
  /** The owner gives devices another try; all of them without an id. */
  retry(deviceId?: string): void;
};

/** Which devices are set aside, kept over restarts: a device that crashes the machine must not be tried anew by the restart. */
export function createHealthSide(settings: SettingsFile, onSetAside: (deviceId: string) => void): HealthSide {
  const read = (deviceId: string): DeviceHealth => settings.read().health[deviceId] ?? healthy;
  const side: HealthSide = {
    note(deviceId, event) {
      const before = read(deviceId);
      const after = applyHealth(before, event);
      if (after === before || (isSpotless(before) && isSpotless(after))) return;
      const { [deviceId]: _old, ...others } = settings.read().health;
      settings.write({ health: isSpotless(after) ? others : { ...others, [deviceId]: { ...after, driver: before.driver ?? null } } });
      if (before.setAsideAtMs === null && after.setAsideAtMs !== null) onSetAside(deviceId);
    },
    read,
    faultOf: (deviceId) => describeFault(read(deviceId)),
    noteDriver(deviceId, driver) {
      const before = read(deviceId);
      if (isSpotless(before) || before.driver === driver) return;
      if (before.driver != null) return side.note(deviceId, { kind: 'retry' });
      settings.write({ health: { ...settings.read().health, [deviceId]: { ...before, driver } } });
    },
    retry(deviceId) {
      for (const id of deviceId === undefined ? Object.keys(settings.read().health) : [deviceId]) side.note(id, { kind: 'retry' });
    },
  };
  return side;
}
