import { Tensor } from 'onnxruntime-node';
import type { ValueInfo } from './session.ts';

type Numbers = Float32Array | Uint16Array;

/**
 * Positions are made room for in steps of this. A step moves the whole cache once; until the next, every sequence reads the unused positions too. What both cost together is least near the root of the length.
 */
const widthStepOf = (positions: number): number => (positions <= 128 ? 16 : positions <= 512 ? 32 : 64);

/**
 * Keys and values of several sequences in tensors that a batched step reads as they lie: [slots, heads, width, headDim], a sequence per slot,
 * its positions from 0, the rest of `width` unused. New positions are written in place; nothing else moves when a sequence grows.
 *
 * What lies beyond a slot's length is masked out by the step, but it still takes part in products with zero, so it must stay finite:
 * {@link KvCache.wipe} a slot that may hold NaN.
 */
export type KvCache = {
  readonly slots: () => number;
  readonly width: () => number;
  lengthOf(slot: number): number;
  /** Adds an empty slot after the last one. Returns its index. */
  addSlot(): number;
  /** Removes the last slot. */
  dropLast(): void;
  /** `to` becomes what `from` is. */
  copySlot(from: number, to: number): void;
  swapSlots(a: number, b: number): void;
  /** Fills a slot with zeros and empties it. */
  wipe(slot: number): void;
  /** Makes every slot wide enough for `needed` positions and for what it holds, rounded up to at most `limit`; narrower again when much is unused. */
  fit(needed: number, limit: number): void;
  /** The first `count` slots as inputs of a step, in the order of the cache inputs. Views: read them before the next change. */
  batch(count: number): Tensor[];
  /** One slot without its unused part, [1, heads, length, headDim]. Copies, into buffers that the next call takes again. */
  compact(slot: number): Tensor[];
  /** Appends `count` new positions to each of `slots` slots from `first` on: `fresh` are tensors [slots, heads, count, headDim]. */
  append(first: number, slots: number, count: number, fresh: readonly Tensor[]): void;
  /** Positions [from, to) of a slot, per cache input [heads, to - from, headDim]. Copies. */
  read(slot: number, from: number, to: number): Numbers[];
  /** Appends the first `count` positions of such a block, which holds `blockCount`. */
  appendBlock(slot: number, block: readonly Numbers[], count: number, blockCount: number): void;
};

/** Whether a cache input can be kept here: [batch, heads, positions, headDim] with fixed heads and width, of a type whose numbers JavaScript holds. */
export const canKeep = ({ type, shape }: ValueInfo): boolean =>
  (type === 'float32' || type === 'float16') && shape.length === 4 && typeof shape[0] !== 'number' && typeof shape[1] === 'number' && shape[1] > 0 && typeof shape[2] !== 'number' && typeof shape[3] === 'number' && shape[3] > 0;

/** Bytes that one position of one sequence takes, all layers together. */
export const positionBytesOf = (inputs: readonly ValueInfo[]): number =>
  inputs.reduce((sum, { type, shape }) => sum + Number(shape[1]) * Number(shape[3]) * (type === 'float16' ? 2 : 4), 0);

type Lane = { readonly type: 'float32' | 'float16'; readonly heads: number; readonly dim: number; data: Numbers; scratch: Numbers };

/** @param inputs  cache inputs that {@link canKeep} */
export function createKvCache(inputs: readonly ValueInfo[]): KvCache {
  const lanes = inputs.map(({ type, shape }): Lane => ({ type: type as Lane['type'], heads: Number(shape[1]), dim: Number(shape[3]), data: numbersOf(type, 0), scratch: numbersOf(type, 0) }));
  const lengths: number[] = [];
  let width = 0;

  /** Moves every slot's used part to where it lies in slots of another width; in place where the buffers are large enough. */
  function lay(next: number): void {
    for (const lane of lanes) {
      const { heads, dim, data, type } = lane;
      const needed = lengths.length * heads * next * dim;
      const isLarger = needed > data.length;
      const target = isLarger ? numbersOf(type, Math.ceil(needed * 1.5)) : data;
      const rows = lengths.flatMap((length, slot) => Array.from({ length: heads }, (_, head) => ({ at: slot * heads + head, count: length * dim })));
      // Rows that move outwards are taken from the end, so that none is overwritten before it moved.
      for (const { at, count } of next > width ? rows.reverse() : rows) {
        const from = at * width * dim;
        if (isLarger) target.set(data.subarray(from, from + count) as never, at * next * dim);
        else if (next !== width) data.copyWithin(at * next * dim, from, from + count);
      }
      lane.data = target;
    }
    width = next;
  }

  const cache: KvCache = {
    slots: () => lengths.length,
    width: () => width,
    lengthOf: (slot) => lengths[slot]!,
    addSlot() {
      lengths.push(0);
      lay(width);
      return lengths.length - 1;
    },
    dropLast: () => void lengths.pop(),
    copySlot(from, to) {
      if (from === to) return;
      for (const { heads, dim, data } of lanes) {
        for (let head = 0; head < heads; head++) {
          const at = (from * heads + head) * width * dim;
          data.copyWithin((to * heads + head) * width * dim, at, at + lengths[from]! * dim);
        }
      }
      lengths[to] = lengths[from]!;
    },
    swapSlots(a, b) {
      if (a === b) return;
      const spare = cache.addSlot();
      cache.copySlot(a, spare);
      cache.copySlot(b, a);
      cache.copySlot(spare, b);
      cache.dropLast();
    },
    wipe(slot) {
      for (const { heads, dim, data } of lanes) data.fill(0, slot * heads * width * dim, (slot + 1) * heads * width * dim);
      lengths[slot] = 0;
    },
    fit(needed, limit) {
      const least = Math.max(needed, ...lengths);
      const widthStep = widthStepOf(least);
      const wanted = Math.max(least, Math.min(limit, Math.ceil(least / widthStep) * widthStep));
      if (least > width || width - wanted >= 2 * widthStep) lay(wanted);
    },
    batch: (count) => lanes.map(({ type, heads, dim, data }) => new Tensor(type, data.subarray(0, count * heads * width * dim) as never, [count, heads, width, dim])),
    compact: (slot) => lanes.map((lane) => {
      const { heads, dim, data, type } = lane;
      const length = lengths[slot]!;
      const size = heads * length * dim;
      if (lane.scratch.length < size) lane.scratch = numbersOf(type, Math.ceil(size * 1.5));
      for (let head = 0; head < heads; head++) {
        const from = (slot * heads + head) * width * dim;
        lane.scratch.set(data.subarray(from, from + length * dim) as never, head * length * dim);
      }
      return new Tensor(type, lane.scratch.subarray(0, size) as never, [1, heads, length, dim]);
    }),
    append(first, slots, count, fresh) {
      lanes.forEach(({ heads, dim, data }, i) => {
        const added = fresh[i]!.data as Numbers;
        const size = count * dim;
        for (let row = 0; row < slots; row++) {
          const start = lengths[first + row]! * dim;
          for (let head = 0; head < heads; head++) {
            const from = (row * heads + head) * size;
            data.set(added.subarray(from, from + size) as never, ((first + row) * heads + head) * width * dim + start);
          }
        }
      });
      for (let row = 0; row < slots; row++) lengths[first + row]! += count;
    },
    read: (slot, from, to) => lanes.map(({ type, heads, dim, data }) => {
      const block = numbersOf(type, heads * (to - from) * dim);
      for (let head = 0; head < heads; head++) {
        const at = ((slot * heads + head) * width + from) * dim;
        block.set(data.subarray(at, at + (to - from) * dim) as never, head * (to - from) * dim);
      }
      return block;
    }),
    appendBlock(slot, block, count, blockCount) {
      lanes.forEach(({ heads, dim, data }, i) => {
        for (let head = 0; head < heads; head++) {
          const from = head * blockCount * dim;
          data.set(block[i]!.subarray(from, from + count * dim) as never, ((slot * heads + head) * width + lengths[slot]!) * dim);
        }
      });
      lengths[slot]! += count;
    },
  };
  return cache;
}

/** Newer JavaScript has an array of its own for half floats, and the runtime then wants that. */
const HalfArray = (globalThis as unknown as { Float16Array?: Uint16ArrayConstructor }).Float16Array ?? Uint16Array;
const numbersOf = (type: string, length: number): Numbers => (type === 'float16' ? new HalfArray(length) : new Float32Array(length));
