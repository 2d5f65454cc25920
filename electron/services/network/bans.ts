import { createAllowance, type Allowance } from './announcementBook.ts';

/**
 * Faults a peer may make at once, and how soon one more is forgiven. A wrong message of a topic was made or believed by who handed it on; a wrong frame of a stream,
 * or one that never becomes whole, has cost us that stream alone, and may be a line that stalls.
 */
const faultAllowances = { message: { burst: 2, refillMs: 5 * 60_000 }, frame: { burst: 12, refillMs: 60_000 } } as const;
export type Fault = keyof typeof faultAllowances;
const banMs = 10 * 60_000;
/** Peers remembered; a peer id costs nothing, so the oldest is forgotten first. */
const rememberedPeers = 1024;

export type Bans = {
  /** One fault of this peer more. True when it is one too many: the peer is now let in no more. */
  count(peer: string, fault: Fault): boolean;
  isBanned(peer: string): boolean;
};

/** Who made too many faults lately. */
export function createBans(nowMs: () => number): Bans {
  const peers = new Map<string, { readonly allowances: Readonly<Record<Fault, Allowance>>; untilMs: number }>();
  return {
    count(peer, fault) {
      const known = peers.get(peer) ?? { allowances: { message: createAllowance(faultAllowances.message), frame: createAllowance(faultAllowances.frame) }, untilMs: 0 };
      peers.delete(peer);
      peers.set(peer, known);
      if (peers.size > rememberedPeers) peers.delete(peers.keys().next().value!);
      if (known.allowances[fault].spend(nowMs())) return false;
      known.untilMs = nowMs() + banMs;
      return true;
    },
    isBanned: (peer) => (peers.get(peer)?.untilMs ?? 0) > nowMs(),
  };
}
