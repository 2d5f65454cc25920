import { createAllowance, type Allowance } from './announcementBook.ts';

/** Faults a peer may make at once, and how soon one more is forgiven. */
const faultAllowance = { burst: 2, refillMs: 5 * 60_000 };
const banMs = 10 * 60_000;
/** Peers remembered; a peer id costs nothing, so the oldest is forgotten first. */
const rememberedPeers = 1024;

export type Bans = {
  /** One fault of this peer more. True when it is one too many: the peer is now let in no more. */
  count(peer: string): boolean;
  isBanned(peer: string): boolean;
};

/** Who made too many faults lately. */
export function createBans(nowMs: () => number): Bans {
  const peers = new Map<string, { readonly allowance: Allowance; untilMs: number }>();
  return {
    count(peer) {
      const known = peers.get(peer) ?? { allowance: createAllowance(faultAllowance), untilMs: 0 };
      peers.delete(peer);
      peers.set(peer, known);
      if (peers.size > rememberedPeers) peers.delete(peers.keys().next().value!);
      if (known.allowance.spend(nowMs())) return false;
      known.untilMs = nowMs() + banMs;
      return true;
    },
    isBanned: (peer) => (peers.get(peer)?.untilMs ?? 0) > nowMs(),
  };
}
