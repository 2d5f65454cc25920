import { z } from 'zod';
import { safeUintShape, uint32Shape } from './units.ts';

/** How many sequences of a model a worker runs in one step, and what their key-value cache may take. */
export const batchRoomShape = z.strictObject({
  /** Sequences at once; 1 runs one after the other. */
  sequences: uint32Shape.min(1),
  /** Bytes of cache per position of one sequence. */
  positionBytes: safeUintShape,
  /** Bytes of cache for all of them. */
  cacheBytes: safeUintShape,
  /** Why only one at a time; null where several can. */
  oneByOne: z.string().max(300).nullable(),
});
export type BatchRoom = z.infer<typeof batchRoomShape>;

/** Room is made in steps of this many positions, and a cache that grows exists twice for a moment. */
const widthStep = 64;
const growth = 1.5;

/**
 * Whether sequences that may become this long fit at once. Pure; provider and worker decide alike. Every slot is as wide as the longest sequence,
 * so one long sequence among short ones takes the room of as many long ones. A single sequence always fits: it can only be tried.
 *
 * @param positions  of each, prompt and largest answer together
 */
export function hasRoom(room: BatchRoom, positions: readonly number[]): boolean {
  if (positions.length <= 1) return true;
  if (positions.length > room.sequences) return false;
  const width = (Math.ceil(Math.max(...positions) / widthStep) + 1) * widthStep;
  return positions.length * width * room.positionBytes * growth <= room.cacheBytes;
}
