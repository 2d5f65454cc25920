import { z } from 'zod';
import { deviceHealthShape } from './health.ts';
import { deviceSignalsShape } from './signals.ts';
import { safeUintShape, timeMsShape } from './units.ts';

const { temperatureCelsius: numberReading } = deviceSignalsShape.shape;

/** Whose memory it is. mine, others and free together are the total, as far as they are told. */
export const deviceMemoryShape = z.strictObject({
  totalBytes: safeUintShape,
  freeBytes: safeUintShape,
  /** null: the driver does not tell whose the used memory is. */
  mineBytes: safeUintShape.nullable(),
  othersBytes: safeUintShape.nullable(),
});
export type DeviceMemory = z.infer<typeof deviceMemoryShape>;

/** What a device that can compute says of itself now: each value, or why there is none. */
export const deviceReadingShape = z.strictObject({
  deviceId: z.string().max(80),
  atMs: timeMsShape,
  temperatureCelsius: numberReading,
  powerWatts: numberReading,
  powerLimitWatts: numberReading,
  /** Work of everybody, Hearth's included. */
  loadPercent: numberReading,
  othersLoadPercent: numberReading,
  memory: z.union([z.strictObject({ value: deviceMemoryShape }), z.strictObject({ unread: z.string() })]),
});
export type DeviceReading = z.infer<typeof deviceReadingShape>;

const mean = z.number().nullable();
/** One stretch of a device's past; null: no sample of it told the value. */
export const historyPointShape = z.strictObject({
  startMs: timeMsShape,
  temperatureMostCelsius: mean,
  powerMeanWatts: mean,
  othersLoadMeanPercent: mean,
  othersMemoryMeanPercent: mean,
});
export type HistoryPoint = z.infer<typeof historyPointShape>;

/** What was recorded of the devices, a sample a minute, in equal stretches without gaps between them. */
export const historyShape = z.strictObject({
  stepMs: z.number().int(),
  devices: z.array(z.strictObject({ deviceId: z.string().max(80), points: z.array(historyPointShape).max(200), health: deviceHealthShape })),
});
export type History = z.infer<typeof historyShape>;
