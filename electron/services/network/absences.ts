/** Readings kept, the newest of each peer, and for how long each says something. */
const keptReadings = 8;
const readingLifeMs = 30 * 60_000;
/** Fewer say nothing. */
const fewestReadings = 3;

/** Which of the nodes that are known here are missing in other peers' books. */
export type Absences = {
  /**
   * @param known   nodes that a book ought to have had when it was read
   * @param listed  those of them that it had
   */
  note(peer: string, known: readonly string[], listed: ReadonlySet<string>, nowMs: number): void;
  /** Whether most of the books that were read lately have it not, though they ought to. Peers do not list whom they cut off. */
  isAbsent(node: string, nowMs: number): boolean;
};

/**
 * What other books say by what is not in them. A node that floods everybody but its customers does its customers no wrong that they could see; the others' books lack it. Books are those of
 * peers this one chose or drew, so whoever wants to hide a node must be most of them. Nodes are lower case.
 */
export function createAbsences(): Absences {
  const readings = new Map<string, { readonly atMs: number; readonly known: ReadonlySet<string>; readonly listed: ReadonlySet<string> }>();
  return {
    note(peer, known, listed, nowMs) {
      readings.delete(peer);
      readings.set(peer, { atMs: nowMs, known: new Set(known), listed });
      if (readings.size > keptReadings) readings.delete(readings.keys().next().value!);
    },
    isAbsent(node, nowMs) {
      const about = [...readings.values()].filter(({ atMs, known }) => nowMs - atMs <= readingLifeMs && known.has(node));
      return about.length >= fewestReadings && 2 * about.filter(({ listed }) => !listed.has(node)).length > about.length;
    },
  };
}
