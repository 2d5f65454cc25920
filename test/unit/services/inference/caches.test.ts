import fc from 'fast-check';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createKvCache, canKeep } from '../../../../electron/services/inference/kvCache.ts';
import { createPrefixCache, type PrefixBlock } from '../../../../electron/services/inference/prefixCache.ts';

const [heads, dim] = [2, 3];
const inputs = [{ name: 'past_key_values.0.key', type: 'float32', shape: ['batch', heads, 'past', dim] }, { name: 'past_key_values.0.value', type: 'float32', shape: ['batch', heads, 'past', dim] }];
/** A number that names its sequence, position, lane and place. */
const valueAt = (sequence: number, position: number, lane: number, head: number, i: number): number => sequence * 1e6 + position * 100 + lane * 50 + head * 10 + i;
const freshOf = (sequences: readonly number[], from: readonly number[], count: number): Tensor[] => [0, 1].map((lane) => {
  const data = new Float32Array(sequences.length * heads * count * dim);
  sequences.forEach((sequence, row) => {
    for (let head = 0; head < heads; head++) for (let c = 0; c < count; c++) for (let i = 0; i < dim; i++) data[((row * heads + head) * count + c) * dim + i] = valueAt(sequence, from[row]! + c, lane, head, i);
  });
  return new Tensor('float32', data, [sequences.length, heads, count, dim]);
});

describe('the cache of several sequences', () => {
  it('holds what was written, however slots come, go, grow and swap', () => {
    const actions = fc.array(fc.record({ kind: fc.constantFrom('add', 'append', 'step', 'remove', 'swap', 'reset'), slot: fc.nat(9), other: fc.nat(9), count: fc.integer({ min: 1, max: 90 }) }), { maxLength: 40 });
    fc.assert(fc.property(actions, (all) => {
      const kv = createKvCache(inputs);
      const live: { name: number; length: number }[] = [];
      let names = 0;
      for (const { kind, slot: any, other, count } of all) {
        const slot = any % Math.max(1, live.length);
        if (kind === 'add' && live.length < 6) live[kv.addSlot()] = { name: ++names % 8, length: 0 };
        if (live.length === 0) continue;
        const one = live[slot]!;
        if (kind === 'append') {
          kv.fit(one.length + count, 1000);
          kv.append(slot, 1, count, freshOf([one.name], [one.length], count));
          one.length += count;
        } else if (kind === 'step') {
          kv.fit(Math.max(...live.map(({ length }) => length)) + 1, 1000);
          kv.append(0, live.length, 1, freshOf(live.map(({ name }) => name), live.map(({ length }) => length), 1));
          for (const each of live) each.length++;
        } else if (kind === 'remove') {
          kv.copySlot(live.length - 1, slot);
          live[slot] = live.at(-1)!;
          live.pop();
          kv.dropLast();
        } else if (kind === 'swap') {
          const to = other % live.length;
          kv.swapSlots(slot, to);
          [live[slot], live[to]] = [live[to]!, live[slot]!];
        } else if (kind === 'reset') {
          kv.wipe(slot);
          one.length = 0;
        }
        live.forEach(({ name, length }, at) => {
          expect(kv.lengthOf(at)).toBe(length);
          const [batch, compact, read] = [kv.batch(live.length), kv.compact(at), kv.read(at, 0, length)];
          for (const lane of [0, 1]) for (let head = 0; head < heads; head++) for (const position of [0, Math.floor(length / 2), length - 1].filter((p) => p >= 0 && p < length)) for (let i = 0; i < dim; i++) {
            const expected = valueAt(name, position, lane, head, i);
            expect((batch[lane]!.data as Float32Array)[((at * heads + head) * kv.width() + position) * dim + i]).toBe(expected);
            expect((compact[lane]!.data as Float32Array)[(head * length + position) * dim + i]).toBe(expected);
            expect(read[lane]![(head * length + position) * dim + i]).toBe(expected);
          }
        });
      }
    }), { numRuns: 60 });
  });

  it('takes only caches whose batch and positions are open, of a type it can hold', () => {
    const of = (type: string, shape: (number | string)[]) => canKeep({ name: 'x', type, shape });
    expect([of('float32', ['b', 2, 'p', 4]), of('float16', ['b', 2, 'p', 4]), of('float32', [1, 2, 'p', 4]), of('float32', ['b', 'h', 'p', 4]), of('float32', ['b', 2, 4]), of('uint8', ['b', 2, 'p', 4])])
      .toEqual([true, true, false, false, false, false]);
  });
});

const block = (from: number, to: number): Omit<PrefixBlock, 'positions'> => ({ cache: [Float32Array.from({ length: to - from }, (_, i) => from + i)], rows: new Float32Array(to - from) });
const blockBytes = 32 * 8;
const tokens = (count: number, seed = 0): number[] => Array.from({ length: count }, (_, i) => seed * 1000 + i);
const found = (hits: readonly { readonly count: number }[]): number => hits.reduce((sum, { count }) => sum + count, 0);

describe('the prefix cache', () => {
  it('gives the longest beginning it knows, down to the token that differs', () => {
    const cache = createPrefixCache(1e6);
    cache.keep('ann', tokens(100), block);
    expect(found(cache.find('ann', tokens(100)))).toBe(96);
    expect(found(cache.find('ann', [...tokens(70), 5, 5, 5]))).toBe(70);
    expect(found(cache.find('ann', tokens(10)))).toBe(10);
    expect(found(cache.find('ann', [9, ...tokens(50)]))).toBe(0);
    expect(cache.find('ann', tokens(64)).map(({ block: { cache: [values] } }) => values![0])).toEqual([0, 32]);
  });

  it('shows one scope nothing of another', () => {
    const cache = createPrefixCache(1e6);
    cache.keep('ann', tokens(64), block);
    expect(cache.find('ben', tokens(64))).toEqual([]);
  });

  it('keeps shared beginnings once', () => {
    const cache = createPrefixCache(1e6);
    cache.keep('ann', tokens(64), block);
    const before = cache.sizeBytes();
    cache.keep('ann', [...tokens(64), ...tokens(32, 7)], (from, to) => {
      expect(from).toBe(64);
      return block(from, to);
    });
    expect(cache.sizeBytes()).toBe(before + blockBytes);
  });

  it('never exceeds its budget, and never leaves a block without those before it', () => {
    fc.assert(fc.property(fc.array(fc.record({ scope: fc.constantFrom('a', 'b'), seed: fc.nat(5), count: fc.integer({ min: 1, max: 300 }), finds: fc.boolean() }), { maxLength: 40 }), fc.integer({ min: 0, max: 12 }), (steps, blocks) => {
      const cache = createPrefixCache(blocks * blockBytes);
      for (const { scope, seed, count, finds } of steps) {
        if (!finds) cache.keep(scope, tokens(count, seed), block);
        const hits = cache.find(scope, tokens(count, seed));
        hits.forEach((hit, i) => expect(hit.block.cache[0]![0]).toBe(i * 32));
        expect(cache.sizeBytes()).toBeLessThanOrEqual(blocks * blockBytes);
      }
    }));
  });

  it('drops what is used least first, and what was used much long ago before what is used now', () => {
    const cache = createPrefixCache(4 * blockBytes);
    cache.keep('a', tokens(64, 1), block);
    for (let i = 0; i < 5; i++) cache.find('a', tokens(64, 1));
    cache.keep('a', tokens(64, 2), block);
    cache.keep('a', tokens(64, 3), block);
    expect(found(cache.find('a', tokens(64, 1)))).toBe(64);
    expect(found(cache.find('a', tokens(64, 2)))).toBe(0);
    for (let seed = 4; seed < 60; seed++) {
      cache.keep('a', tokens(64, seed), block);
      cache.find('a', tokens(64, seed));
    }
    expect(found(cache.find('a', tokens(64, 1)))).toBe(0);
  });
});
