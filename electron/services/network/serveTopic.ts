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

/** One topic of a peer. @param onReject  hears who handed on a message that was wrong */
export function serveTopic(gossip: GossipSub, topic: string, judge: Topic['judge'], onReject: (peer: PeerId) => void): Topic['subscribed'] {
  gossip.topicValidators.set(topic, async (peer, message) => {
    const { verdict } = await judge(message.data, peer.toString());
    if (verdict === 'reject') onReject(peer);
    return results[verdict];
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
