import type { Hex } from '../../electron/shared/units.ts';
import type { DecoderAttack } from './decoderAttacks.ts';
import { refit, run, type Subject } from './subject.ts';

/** The second node of a quorum whose owner is the first's: the same job, nonce and tokens, another address. */
const accomplice: Hex = `0x${'5b'.repeat(20)}`;
const theirs = (subject: Subject, n: number) => run(subject.provider, { ...subject.request(n), provider: accomplice });

/** One execution sold by two nodes (HVI-1 3.10, attack 29). */
export const sybilAttacks: readonly DecoderAttack[] = [
  {
    name: 'duplicate execution: sketches of the accomplice', expected: '100 %', isQuick: true, noRows: true, note: 'both nodes of a quorum got the same job and nonce, so the same tokens; a sketch key holds the node\'s address, so what the other made is worth nothing under it',
    prepare: async (subject) => async (n) => {
      const { tokens, sketches, stopReason } = await theirs(subject, n);
      return { request: subject.request(n), tokens, sketches, stopReason, rows: null };
    },
  },
  {
    name: 'duplicate execution: rows of the accomplice', expected: 'missed', isQuick: false, noRows: true,
    note: 'nodes that share their rows compute once and are paid twice for the right answer; no evidence can show it. The draw excludes an operator\'s own seats, and a client that wants two executions must choose two owners',
    prepare: async (subject) => async (n) => {
      const { tokens, stopReason } = await theirs(subject, n);
      return refit(subject.provider, subject.request(n), tokens, stopReason);
    },
  },
];
