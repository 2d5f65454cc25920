import type { SignedAnnouncement } from '../../protocol/joinMessages.ts';
import type { JudgeDependencies } from './announcementBook.ts';

/** Nodes that wait; the one that has waited longest makes room, so that a stranger who makes up nodes only costs the others this second look. */
const capacity = 64;

export type Undecided = {
  /** Keeps one that is signed, and whose node's stake could not be seen. */
  add(signed: SignedAnnouncement): void;
  /** Asks again for each, and keeps in the book those whose node has stake by now. */
  lookAgain(): Promise<void>;
};

/**
 * Announcements whose node had no stake yet, or for which the chain could not be asked. A node that was staked for a moment later would else be unknown here until
 * it speaks again: these very bytes are not judged twice.
 */
export function createUndecided({ book, isStaked, nowMs }: Pick<JudgeDependencies, 'book' | 'isStaked' | 'nowMs'>): Undecided {
  const waiting = new Map<string, SignedAnnouncement>();
  return {
    add(signed) {
      const key = signed.announcement.node.toLowerCase();
      if ((waiting.get(key)?.announcement.atMs ?? -Infinity) >= signed.announcement.atMs) return;
      waiting.delete(key);
      waiting.set(key, signed);
      if (waiting.size > capacity) waiting.delete(waiting.keys().next().value!);
    },
    async lookAgain() {
      await Promise.all([...waiting].map(async ([key, signed]) => {
        const mayCount = book.weigh(signed, nowMs()).verdict === 'accept';
        const staked = mayCount && (await isStaked(signed.announcement.node));
        if (staked) book.keep(signed, nowMs());
        // A newer one may have come while the chain was asked.
        if ((staked || !mayCount) && waiting.get(key) === signed) waiting.delete(key);
      }));
    },
  };
}
