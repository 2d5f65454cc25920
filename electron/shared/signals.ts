import { z } from 'zod';
import { reachedLimitShape } from './dataLimits.ts';

/** A value, or why it cannot be read here. Never a stand-in. */
export type Reading<T> = { readonly value: T } | { readonly unread: string };
export const told = <T>(value: T): Reading<T> => ({ value });
/** Why a value cannot be read, as a code: the page and the command line have words for it in each language. Those that end in a colon name what they are about. */
export type UnreadCode =
  | 'unmetered' | 'firstLook' | 'notRecorded' | 'deviceGone' | 'otherSource' | 'noBlock' | 'noPowerMeter' | 'elsewhere:'
  | 'card.temperature' | 'card.power' | 'card.powerLimit' | 'card.busy' | 'card.memory' | 'card.cut' | 'driver.whoseMemory' | 'driver.whoseWork'
  | 'processor.temperature' | 'processor.heatOnly' | 'processor.ownersOnly' | 'processor.noMeter' | 'processor.limit' | 'system.silent' | 'system.memory' | 'system.busy' | 'system.network' | 'system.programs' | 'system.disk' | 'system.lock'
  | 'noDisplay' | 'noSession' | 'noDesktop' | 'noX' | 'idle.untold' | 'idle.notYet' | 'metered.unknown' | 'waylandHides' | 'hook.none' | 'hook.unreadable' | 'hook.unclear'
  | 'display.sleep' | 'system.power' | 'metered.untold' | 'noX.library' | 'noX.display' | 'noX.refused:' | 'noX.gone:' | 'addon.notBuilt' | 'addon.broken:'
  | 'price.none' | 'price.later' | 'price.ended' | 'price.newer' | 'price.wrong' | 'price.line:' | 'file.noNumber' | 'file.old' | 'file.unreadable'
  | 'program.none:' | 'program.notAsked:' | 'program.noNumber:' | 'program.failed:' | 'program.old:'
  | 'service.notYet:' | 'service.notRunning:' | 'service.silent:' | 'noBus:';
type Plain = Exclude<UnreadCode, `${string}:`>;
/** @param part  what a code with a colon is about: a service, a system */
export function unread(code: Plain): { readonly unread: string };
export function unread(code: Exclude<UnreadCode, Plain>, part: string): { readonly unread: string };
export function unread(code: UnreadCode, part = ''): { readonly unread: string } {
  return { unread: `${code}${part}` };
}
/** For whoever speaks for itself: an owner's program, a driver, the code of another table. */
export const unreadInWords = (text: string): { readonly unread: string } => ({ unread: text });
export const isTold = <T>(reading: Reading<T>): reading is { readonly value: T } => 'value' in reading;

const reading = <T extends z.ZodType>(shape: T) => z.union([z.strictObject({ value: shape }), z.strictObject({ unread: z.string() })]);

export const deviceSignalsShape = z.strictObject({
  temperatureCelsius: reading(z.number()),
  powerWatts: reading(z.number()),
  powerLimitWatts: reading(z.number()),
  /** Share of the device's memory that programs other than Hearth hold. */
  othersMemoryPercent: reading(z.number()),
  othersLoadPercent: reading(z.number()),
  /** What it earns an hour after fees and energy, in the tariff's currency. */
  netPerHour: reading(z.number()),
  /** Why it was set aside; null: it was not. */
  fault: z.string().nullable(),
});
export type DeviceSignals = z.infer<typeof deviceSignalsShape>;

/** Everything the rules look at, as read at one moment. Recorded, it can be replayed. */
export const signalsShape = z.strictObject({
  atMs: z.number().int(),
  idleSeconds: reading(z.number()),
  isLocked: reading(z.boolean()),
  isDisplayAsleep: reading(z.boolean()),
  /** The program that fills the screen; null: none does. */
  fullScreenApp: reading(z.string().nullable()),
  /** Names of running programs, of those the rules ask for. */
  apps: reading(z.array(z.string())),
  battery: reading(z.strictObject({ isDischarging: z.boolean(), percent: z.number().nullable(), /** null: nobody says. */ isSaving: z.boolean().nullable() })),
  isMetered: reading(z.boolean()),
  megabytesToday: reading(z.number()),
  pricePerKilowattHour: reading(z.number()),
  hook: reading(z.enum(['allow', 'deny'])),
  diskFreeBytes: reading(z.number()),
  diskTotalBytes: reading(z.number()),
  /** A write failed for want of room and none has succeeded since. */
  isDiskFull: z.boolean(),
  wattHoursToday: reading(z.number()),
  /** How far this machine's clock is ahead of the chain's. */
  clockAheadSeconds: reading(z.number()).default(unread('notRecorded')),
  /** The owner's limit on data that is reached; null: none. */
  dataLimit: reachedLimitShape.nullable().default(null),
  /** Memory that programs can still have, and the share of the last ten seconds in which some waited for memory; null: the system does not count that. */
  memoryPressure: reading(z.strictObject({ availableBytes: z.number(), stalledPercent: z.number().nullable(), /** The system's own word; null: it says none. */ isLow: z.boolean().nullable().default(null) })).default(unread('notRecorded')),
  /** How hot the system finds the machine, where it says so in words and not in degrees. */
  heat: reading(z.enum(['nominal', 'fair', 'serious', 'critical'])).default(unread('notRecorded')),
  devices: z.record(z.string(), deviceSignalsShape),
});
export type Signals = z.infer<typeof signalsShape>;
