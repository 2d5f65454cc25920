import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { gossipsub, StrictNoSign } from '@libp2p/gossipsub';

const decayIntervalMs = 10_000;

/** Messages go deflated: an announcement is half as long. What is no deflated text, or too long a one, is left as it is and judged so. Its id is that of the text. */
const deflated = (limitBytes: number) => ({
  outboundTransform: (_topic: string, data: Uint8Array): Uint8Array => deflateRawSync(data, { level: 9 }),
  inboundTransform(_topic: string, data: Uint8Array): Uint8Array {
    try {
      return inflateRawSync(data, { maxOutputLength: limitBytes });
    } catch {
      return data;
    }
  },
});

/**
 * Gossipsub for announcements: few, small, not urgent. The heartbeat is slow, since each beat wakes a machine that is to be idle; what a peer misses until
 * then it asks of its neighbours' books. A quiet topic says nothing of a neighbour, so nobody is scored for delivering little; wrong messages weigh by their
 * square. Messages carry no signature of the peer: the node's own is inside, and equal bytes are one message.
 *
 * @param topics      the only ones there are
 * @param limitBytes  largest message
 */
export const createGossip = (topics: readonly string[], limitBytes: number): ReturnType<typeof gossipsub> =>
  gossipsub({
    allowedTopics: [...topics],
    globalSignaturePolicy: StrictNoSign,
    dataTransform: deflated(limitBytes),
    fallbackToFloodsub: false,
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    heartbeatInterval: 5000,
    // Each copy is a kilobyte of somebody's line, and what a thin mesh misses is in the books (docs/scale.md has what it costs).
    D: 3, Dlo: 2, Dhi: 4, Dscore: 2, Dout: 1,
    seenTTL: 120_000,
    // Announcements are small: telling neighbours that one need not come would cost as much as the announcement.
    idontwantMinDataSize: 1024 * 1024,
    maxInboundStreams: 2,
    maxOutboundStreams: 2,
    maxInboundDataLength: 16 * limitBytes,
    maxOutboundBufferSize: 64 * limitBytes,
    decodeRpcLimits: { maxSubscriptions: 16, maxMessages: 256, maxIhaveMessageIDs: 1024, maxIwantMessageIDs: 1024, maxIdontwantMessageIDs: 64, maxControlMessages: 64, maxPeerInfos: 16 },
    scoreThresholds: { gossipThreshold: -20, publishThreshold: -40, graylistThreshold: -60, acceptPXThreshold: 100, opportunisticGraftThreshold: 1 },
    scoreParams: {
      decayInterval: decayIntervalMs, retainScore: 60 * 60_000, appSpecificWeight: 0, topicScoreCap: 20,
      // Machines of one home have one address; a whole practice network has 127.0.0.1.
      IPColocationFactorThreshold: 8, IPColocationFactorWeight: -2, IPColocationFactorWhitelist: new Set(['127.0.0.1', '::1']),
      behaviourPenaltyThreshold: 6, behaviourPenaltyWeight: -5, behaviourPenaltyDecay: 0.9,
      topics: Object.fromEntries(topics.map((topic) => [topic, {
        topicWeight: 1, timeInMeshWeight: 0.01, timeInMeshQuantum: 60_000, timeInMeshCap: 500,
        firstMessageDeliveriesWeight: 0.5, firstMessageDeliveriesDecay: 0.95, firstMessageDeliveriesCap: 20,
        meshMessageDeliveriesWeight: 0, meshMessageDeliveriesDecay: 0.5, meshMessageDeliveriesCap: 1, meshMessageDeliveriesThreshold: 1, meshMessageDeliveriesWindow: 0, meshMessageDeliveriesActivation: 5000,
        meshFailurePenaltyWeight: 0, meshFailurePenaltyDecay: 0.5, invalidMessageDeliveriesWeight: -10, invalidMessageDeliveriesDecay: 0.97,
      }])),
    },
  });
