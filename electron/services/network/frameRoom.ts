/** Whose streams hold how many bytes of frames that are not whole yet. */
export type FrameRoom<T> = {
  /** Says what a stream holds now; 0 when it holds nothing any more. */
  hold(peer: string, stream: T, bytes: number): void;
};

/**
 * Bounds what strangers make us keep: a frame is kept until it is whole, and whoever begins many large ones and ends none would fill the memory. Beyond a limit the stream that holds most of the peer that
 * holds most is given up, so that others go on.
 *
 * @param limits  bytes, for each peer and for all together
 */
export function createFrameRoom<T>(limits: { readonly perPeer: number; readonly all: number }, giveUp: (stream: T) => void): FrameRoom<T> {
  const peers = new Map<string, { bytes: number; readonly streams: Map<T, number> }>();
  let all = 0;
  function put(peer: string, stream: T, bytes: number): void {
    const known = peers.get(peer) ?? { bytes: 0, streams: new Map<T, number>() };
    const more = bytes - (known.streams.get(stream) ?? 0);
    known.bytes += more;
    all += more;
    if (bytes > 0) known.streams.set(stream, bytes);
    else known.streams.delete(stream);
    if (known.streams.size > 0) peers.set(peer, known);
    else peers.delete(peer);
  }
  const mostOf = <K>(entries: Iterable<readonly [K, number]>): K => [...entries].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  function drop(peer: string): void {
    const stream = mostOf(peers.get(peer)!.streams);
    put(peer, stream, 0);
    giveUp(stream);
  }
  return {
    hold(peer, stream, bytes) {
      put(peer, stream, bytes);
      while ((peers.get(peer)?.bytes ?? 0) > limits.perPeer) drop(peer);
      while (all > limits.all) drop(mostOf([...peers].map(([one, { bytes: held }]) => [one, held] as const)));
    },
  };
}
