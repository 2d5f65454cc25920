import type { BatchRoom } from '../../shared/batchRoom.ts';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import type { Decoder } from './decoder.ts';
import { positionBytesOf } from './kvCache.ts';

/** Sequences in one step: beyond this a step of the bench decoder on two cores takes as much longer as it brings (docs/bench.md). */
const sequenceLimit = 16;
/** A step on another device sends the whole cache there, and its memory is not known here. */
const otherDeviceBytes = 2 ** 30;
const leastBytes = 64 * 2 ** 20;

/** What is left of the process's memory once the model is loaded, half of it for running sequences. */
export function batchRoomOf(decoder: Decoder, { oneByOne, memoryBytes, executionProvider }: { readonly oneByOne: string | null; readonly memoryBytes: number; readonly executionProvider: ExecutionProvider }): BatchRoom {
  const freeBytes = Math.max(0, memoryBytes - process.memoryUsage.rss());
  const cacheBytes = Math.max(leastBytes, Math.min(executionProvider === 'cpu' ? Infinity : otherDeviceBytes, Math.floor(freeBytes / 2)));
  const positionBytes = positionBytesOf(decoder.cache.map(({ past }) => past));
  return { sequences: oneByOne === null ? sequenceLimit : 1, positionBytes, cacheBytes, oneByOne };
}

/** Budget of the prefix cache: a quarter of the sequences' own, at most 512 MiB. */
export const prefixBytesOf = ({ cacheBytes }: BatchRoom): number => Math.min(512 * 2 ** 20, Math.floor(cacheBytes / 4));
