import { z } from 'zod';

/** What counts against a device. `driver` is the one it was seen with: another one is a new start. */
export const deviceHealthShape = z.strictObject({
  lost: z.array(z.strictObject({ jobId: z.string().max(80), how: z.string().max(60), atMs: z.number().int() })).max(3),
  setAsideAtMs: z.number().int().nullable(),
  driver: z.string().max(120).nullable().optional(),
  /** What its self-test found to be wrong. */
  wrong: z.string().max(200).nullable().optional(),
  /** Resets of its driver in the last day. */
  resets: z.array(z.strictObject({ how: z.string().max(120), atMs: z.number().int() })).max(10).optional(),
});
export type DeviceHealth = z.infer<typeof deviceHealthShape>;
