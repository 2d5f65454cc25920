import { isIP } from 'node:net';
import { z } from 'zod';
import type { Reach } from '../../shared/diagnostics.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Listening } from '../../shared/listening.ts';
import { createAlarm } from './alarm.ts';
import { decideAnnounced, decideProven, decideVerdict, describeReach, type BackDial, type Verdict } from './announced.ts';
import { createAllowance, type Allowance } from './announcementBook.ts';
import type { Network } from './openNetwork.ts';
import { reachOf } from './reach.ts';

/**
 * "Dial me at this port": the answer says where the asker's connection comes from and whether the dial came through. Nobody but the asker's own address is ever dialled,
 * so it makes no peer knock at a third one's door.
 * @source docs/protocol/messages.md section 8
 */
export const reachProtocol = '/hearth/reach/1';
const askShape = z.strictObject({ port: z.int().min(1).max(65_535) });
const answerShape = z.strictObject({ from: z.union([z.ipv4(), z.ipv6()]), reached: z.boolean() });
export const reachShapes = { takes: askShape, gives: answerShape };

/** Answers kept: of the newest peers. */
const keptAnswers = 8;
const peersAtOnce = 3;
const askAgainMs = 5 * 60_000;
/** How soon it looks for peers to ask: while nothing is known, and after. */
const lookFirstMs = 2000;
const lookMs = 10_000;
const dialMs = 5000;
/** A peer may ask this often, and all together: each costs a dial. */
const peerAllowance = { burst: 3, refillMs: 60_000 };
const allAllowance = { burst: 20, refillMs: 5000 };
const rememberedPeers = 256;

export type ReachingParts = {
  readonly network: Network;
  /** Looks for relays to be reached through; nothing when it does already. */
  readonly reserve: () => Promise<void>;
  readonly dialBack: (address: string, signal: AbortSignal) => Promise<boolean>;
  readonly onFault: (error: unknown, protocol: string, peer: string) => void;
};

export type Reaching = {
  /** What to tell others, of the addresses that were found; without peer id. */
  announced(found: readonly string[]): readonly string[];
  describe(addresses: readonly string[]): Reach;
  /** Answers others who want to know, and finds out for this node until the signal. @effects network */
  run(parts: ReachingParts, signal: AbortSignal): Promise<void>;
};

/** Whether others reach this node, found out by asking them to dial it. What libp2p's AutoNAT lacks for that is in docs/decisions (nodes in other homes). */
export function createReaching(listening: Listening | null, nowMs: () => number): Reaching {
  let answers: readonly BackDial[] = [];
  let port: number | null = null;
  const scope = listening?.scope ?? 'thisMachine';
  const verdictOf = (family: 4 | 6): Verdict => decideVerdict(answers, family, nowMs());
  const overall = (): Verdict => (['reached', 'closed', 'unknown'] as const).find((verdict) => verdictOf(4) === verdict || verdictOf(6) === verdict)!;

  async function serve({ network, dialBack }: ReachingParts, signal: AbortSignal): Promise<void> {
    const peers = new Map<string, Allowance>();
    const all = createAllowance(allAllowance);
    await network.answer(reachProtocol, reachShapes, { limitBytes: 256, streamsPerPeer: 1, streams: 16, isDirectOnly: true }, async (ask, peer) => {
      const allowance = peers.get(peer) ?? createAllowance(peerAllowance);
      peers.set(peer, allowance);
      if (peers.size > rememberedPeers) peers.delete(peers.keys().next().value!);
      const from = hostOf(network.connections().find((one) => one.peer === peer && one.isInbound && !one.isRelayed)?.address ?? '');
      if (from === null || !allowance.spend(nowMs()) || !all.spend(nowMs())) throw new HearthError('network.unreachable', { address: peer, reason: 'it may not ask for a dial now' });
      const reached = await dialBack(`/ip${isIP(from)}/${from}/tcp/${ask.port}/p2p/${peer}`, AbortSignal.any([signal, AbortSignal.timeout(dialMs)]));
      return { from, reached };
    });
  }

  async function ask({ network }: ReachingParts, peer: string, signal: AbortSignal): Promise<void> {
    const reply = await network.request(`/p2p/${peer}`, reachProtocol, reachShapes, { port: port! }, { signal, timeoutMs: dialMs + 5000, limitBytes: 256 });
    // A peer of this home sees an address of this home, and can say nothing of the router.
    if (reachOf(`/ip${isIP(reply.from)}/${reply.from}`) !== 'internet') return;
    // Whoever says he came in is here.
    const reached = reply.reached && network.connections().some((one) => one.peer === peer && one.isInbound && !one.isRelayed);
    answers = [...answers.filter((one) => one.peer !== peer), { peer, from: reply.from, reached, atMs: nowMs() }].slice(-keptAnswers);
  }

  async function look(parts: ReachingParts, askedMs: Map<string, number>, signal: AbortSignal): Promise<void> {
    const { network } = parts;
    port = portOf(listening!.announce[0] ?? '') ?? portOf(network.listened().find((address) => address.startsWith('/ip4/')) ?? network.listened()[0] ?? '');
    if (port === null) return;
    const peers = [...new Set(network.connections().filter(({ address, isInbound, isRelayed }) => !isInbound && !isRelayed && reachOf(address) === 'internet').map(({ peer }) => peer))];
    const due = peers.filter((peer) => nowMs() - (askedMs.get(peer) ?? -Infinity) >= askAgainMs).slice(0, peersAtOnce);
    const before = overall();
    for (const peer of due) askedMs.set(peer, nowMs());
    while (askedMs.size > rememberedPeers) askedMs.delete(askedMs.keys().next().value!);
    await Promise.all(due.map((peer) => ask(parts, peer, signal).catch((error: unknown) => {
      if (!signal.aborted && !isHearthError(error)) throw error;
    })));
    if (overall() === 'closed') await parts.reserve();
    if (overall() !== before) network.moved();
  }

  return {
    announced: (found) => decideAnnounced({ scope, announce: listening?.announce ?? [], found, proven: port === null ? [] : decideProven(answers, port, nowMs()), verdictOf }),
    describe: (addresses) => describeReach({ scope, addresses, verdict: overall() }),
    async run(parts, signal) {
      if (scope === 'thisMachine') return;
      await serve(parts, signal);
      if (scope !== 'internet') return;
      const asked = new Map<string, number>();
      void (async () => {
        while (!signal.aborted) {
          await look(parts, asked, signal).catch((error: unknown) => signal.aborted || parts.onFault(error, reachProtocol, parts.network.peerId));
          await createAlarm().wait(overall() === 'unknown' ? lookFirstMs : lookMs, signal);
        }
      })();
    },
  };
}

const hostOf = (address: string): string | null => /^\/ip[46]\/([^/]+)\/tcp\//.exec(address)?.[1] ?? null;
function portOf(address: string): number | null {
  const port = Number(/\/tcp\/(\d+)/.exec(address)?.[1]);
  return Number.isInteger(port) && port > 0 ? port : null;
}
