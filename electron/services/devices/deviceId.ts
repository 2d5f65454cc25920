import { createHash } from 'node:crypto';

/**
 * A device's name for ever: of its UUID where it has one, else of where it sits. Drivers, reboots and other cards change nothing of it; a card
 * without a UUID that is put into another slot is another device.
 */
export const buildDeviceId = (key: string, earlier = 0): string => `gpu-${createHash('sha256').update(earlier === 0 ? key : `${key} #${earlier}`).digest('hex').slice(0, 12)}`;
