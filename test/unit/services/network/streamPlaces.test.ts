import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamPlaces } from '../../../../electron/services/network/streamPlaces.ts';

describe('the places of a protocol', () => {
  it('are never more than there are, none is given up for a peer that has as many, and a newcomer is refused only where each has one at most', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(9)), { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), (turns, all, perPeer) => {
      const open: { peer: string; id: number }[] = [];
      const close = (stream: { peer: string; id: number }): void => void open.splice(open.indexOf(stream), 1);
      const countOf = (peer: string): number => open.filter((one) => one.peer === peer).length;
      let givenUp: { peer: string; id: number } | null;
      let before = 0;
      const places = createStreamPlaces<{ peer: string; id: number }>({ perPeer, all }, (stream) => {
        givenUp = stream;
        before = countOf(stream.peer);
        expect(open.filter((one) => one.peer === stream.peer).every(({ id }) => id <= stream.id)).toBe(true);
        close(stream);
      });
      let ids = 0;
      for (const [isLeaving, number] of turns) {
        const peer = `peer${number}`;
        const own = countOf(peer);
        if (isLeaving) {
          const stream = open.find((one) => one.peer === peer);
          if (stream) {
            close(stream);
            places.leave(peer, stream);
            places.leave(peer, stream);
          }
          continue;
        }
        givenUp = null;
        const stream = places.take(peer, () => ({ peer, id: ids++ }));
        if (stream) open.push(stream);
        expect(open.length).toBeLessThanOrEqual(all);
        expect(countOf(peer)).toBeLessThanOrEqual(perPeer);
        if (givenUp) expect(before).toBeGreaterThan(own + 1);
        if (!stream && own === 0) expect(Math.max(...open.map((one) => countOf(one.peer)))).toBe(1);
      }
    }), { numRuns: 200 });
  });
});
