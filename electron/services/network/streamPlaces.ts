export type StreamPlaces<T> = {
  /**
   * Takes a place for a stream of `peer`, or gives null where there is none. Where all are taken, the peer with the most gives one up, unless it then had fewer than
   * this one: whoever opens many keeps nobody else out.
   *
   * @param open  makes the stream, once there is a place
   */
  take(peer: string, open: () => T): T | null;
  /** Gives it back; nothing where it was given up already. */
  leave(peer: string, stream: T): void;
};

/**
 * Who holds how many streams of one protocol.
 * @param giveUp  ends a stream that another peer's takes the place of: the newest of its peer, since the older ones have work behind them
 */
export function createStreamPlaces<T>(limits: { readonly perPeer: number; readonly all: number }, giveUp: (stream: T) => void): StreamPlaces<T> {
  const held = new Map<string, T[]>();
  let taken = 0;
  const remove = (peer: string, stream: T): boolean => {
    const streams = held.get(peer);
    const at = streams?.indexOf(stream) ?? -1;
    if (!streams || at < 0) return false;
    streams.splice(at, 1);
    if (streams.length === 0) held.delete(peer);
    taken -= 1;
    return true;
  };
  return {
    take(peer, open) {
      const own = held.get(peer)?.length ?? 0;
      if (own >= limits.perPeer) return null;
      if (taken >= limits.all) {
        const [greedy, streams] = [...held].reduce((most, one) => (one[1].length > most[1].length ? one : most));
        if (streams.length <= own + 1) return null;
        const newest = streams.at(-1)!;
        remove(greedy, newest);
        giveUp(newest);
      }
      const stream = open();
      held.set(peer, [...(held.get(peer) ?? []), stream]);
      taken += 1;
      return stream;
    },
    leave: (peer, stream) => void remove(peer, stream),
  };
}
