import { z } from 'zod';
import { jobKindShape } from './shapes.ts';
import { addressShape, bytes32Shape } from './units.ts';

/** What the owner does not take: kinds of jobs, models, clients. Everything else is taken. */
export const refusalsShape = z.strictObject({
  kinds: z.array(jobKindShape).max(jobKindShape.options.length),
  models: z.array(bytes32Shape).max(1000),
  clients: z.array(addressShape).max(10_000),
});
export type Refusals = z.infer<typeof refusalsShape>;
export const noRefusals: Refusals = { kinds: [], models: [], clients: [] };
