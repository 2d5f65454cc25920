import { TopicValidatorResult } from '@libp2p/gossipsub';
import type { GossipSub } from '@libp2p/gossipsub';
import type { PeerId } from '@libp2p/interface';
import type { Judgement } from './announcementBook.ts';

export type Topic = {
  readonly judge: (bytes: Uint8Array, peer: string) => Promise<Judgement>;
  readonly subscribed: {
    /** Tells every peer of the topic. Done when our buffers took it; how many they were is not known to be how many read it. */
    publish(bytes: Uint8Array): Promise<void>;
    /** Connected peers that take part. */
    peers(): string[];
    /** Hears of each peer that begins to take part. */
    onPeer(listener: (peer: string) => void): void;
  };
};

const results = { accept: TopicValidatorResult.Accept, ignore: TopicValidatorResult.Ignore, reject: TopicValidatorResult.Reject } as const;

/** Messages of one peer that wait to be judged; more are left alone. */
const waitingPerPeer = 64;

/**
 * One topic of a peer. What one neighbour hands on is judged one after the other, so that the first wrong ones decide about those that came with them.
 * @param onReject  hears who handed on a message that was wrong
 */
export function serveTopic(gossip: GossipSub, topic: string, judge: Topic['judge'], isBanned: (peer: string) => boolean, onReject: (peer: PeerId) => void): Topic['subscribed'] {
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  async function judgeNext(bytes: Uint8Array, peer: PeerId): Promise<Judgement['verdict']> {
    if (isBanned(peer.toString())) return 'reject';
    const { verdict } = await judge(bytes, peer.toString());
    if (verdict === 'reject') onReject(peer);
    return verdict;
  }
  gossip.topicValidators.set(topic, async (from, message) => {
    const peer = from.toString();
    const queue = queues.get(peer) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= waitingPerPeer) return results.ignore;
    queues.set(peer, queue);
    queue.waiting += 1;
    const judged = queue.last.then(() => judgeNext(message.data, from));
    queue.last = judged.catch(() => {});
    try {
      return results[await judged];
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(peer);
    }
  });
  gossip.subscribe(topic);
  return {
    async publish(bytes) {
      await gossip.publish(topic, bytes);
    },
    peers: () => gossip.getSubscribers(topic).map(String),
    onPeer(listener) {
      gossip.addEventListener('subscription-change', ({ detail }) => {
        if (detail.subscriptions.some((one) => one.topic === topic && one.subscribe)) listener(detail.peerId.toString());
      });
    },
  };
}
