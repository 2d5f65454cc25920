import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameRoom } from '../../../../electron/services/network/frameRoom.ts';

it('gives up the largest stream of a peer that holds too much, and of the greediest where all hold too much', () => {
  const gone: string[] = [];
  const room = createFrameRoom<string>({ perPeer: 100, all: 150 }, (stream) => void gone.push(stream));
  room.hold('a', 'a1', 40);
  room.hold('a', 'a2', 60);
  expect(gone).toEqual([]);
  room.hold('a', 'a1', 45);
  expect(gone).toEqual(['a2']);
  room.hold('b', 'b1', 70);
  room.hold('c', 'c1', 36);
  expect(gone).toEqual(['a2', 'b1']);
  // What became whole, or ended, is held no more.
  room.hold('a', 'a1', 0);
  room.hold('d', 'd1', 100);
  expect(gone).toEqual(['a2', 'b1']);
});

it('never holds more than its limits, whatever comes', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 130 })), { maxLength: 60 }), (steps) => {
    const held = new Map<string, number>();
    const room = createFrameRoom<string>({ perPeer: 100, all: 180 }, (stream) => void held.delete(stream));
    for (const [peer, n, bytes] of steps) {
      held.set(`${peer}${n}`, bytes);
      room.hold(peer, `${peer}${n}`, bytes);
      const sum = (of: string): number => [...held].filter(([stream]) => stream.startsWith(of)).reduce((total, [, one]) => total + one, 0);
      for (const one of ['a', 'b', 'c']) expect(sum(one)).toBeLessThanOrEqual(100);
      expect(sum('')).toBeLessThanOrEqual(180);
    }
  }));
});
