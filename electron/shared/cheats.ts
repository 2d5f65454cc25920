import { z } from 'zod';

/** Ways to cheat with other weights than the model's: what a worker is told by a node of the practice network that cheats on purpose. */
export const weightCheatShape = z.enum(['cheap-weights', 'skip-layer']);
export type WeightCheat = z.infer<typeof weightCheatShape>;
