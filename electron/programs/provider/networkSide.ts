import { join } from 'node:path';
import { z } from 'zod';
import { announcementTopic } from '../../protocol/joinMessages.ts';
import { announcementShape, type Announcement, type JobReply } from '../../protocol/messages.ts';
import { serveAudits, type AuditHandlers } from '../../services/network/auditPeers.ts';
import { leavesHome, type CountBytes } from '../../services/network/countBytes.ts';
import type { Discovery } from '../../services/network/discovery.ts';
import { openNetwork, type Network } from '../../services/network/openNetwork.ts';
import { readOrCreateNetworkKey } from '../../services/network/networkKey.ts';
import { announceTo, serveProvider, type AnnounceRequest, type ProviderHandlers } from '../../services/network/provider.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Listening } from '../../shared/listening.ts';
import type { Job } from '../../services/jobs/job.ts';
import { isOver } from '../../services/jobs/job.ts';
import { findNodes, type FindingFacts } from '../network/findNodes.ts';

export type NetworkSide = {
  /** For what this node asks of other nodes. */
  readonly peer: Network;
  /** Which nodes there are and where they listen. */
  readonly discovery: Discovery;
  readonly peerId: string;
  /** Peers with a connection that are not nodes themselves. */
  clients(): number;
  /** Tells the practice clients and the network that this node is there, again and again until the signal; cheap when they know already. */
  announceForever(build: (isLast?: boolean) => Promise<AnnounceRequest>, addresses: () => readonly string[], signal: AbortSignal): Promise<void>;
  /** Tells others that this node ends; never longer than a moment, and whatever fails is no reason to stay. */
  leave(): Promise<void>;
  /** Tells them again now instead of at the next turn. */
  announceNow(): void;
  addresses(): string[];
  close(): Promise<void>;
};

export type NetworkSideDependencies = {
  readonly dataFolder: string;
  /** Where its network's nodes were. */
  readonly hintsFile: string;
  readonly listening: Listening;
  /** Whether its network is more than this machine, wherever it listens itself. */
  readonly dialsOut: boolean;
  readonly finding: Pick<FindingFacts, 'domain' | 'chain' | 'seeds'>;
  /** Admits or throws the refusal. */
  readonly admit: (request: Parameters<ProviderHandlers['onJob']>[0]) => Promise<{ readonly queued: number }>;
  readonly waitForOutcome: (jobId: string, signal: AbortSignal) => Promise<Job>;
  readonly readJob: (jobId: string) => Job | null;
  readonly buildFile: (job: Job) => Extract<JobReply, { kind: 'result' }>['file'] | null;
  readonly onDelivered: (jobId: string) => void;
  readonly onVoucher: ProviderHandlers['onVoucher'];
  readonly onRows: ProviderHandlers['onRows'];
  readonly audits: AuditHandlers;
  readonly watchTokens: (jobId: string, onTokens: (tokens: readonly number[]) => void) => () => void;
  /** What an exchange about a job carried. */
  readonly onCarried: NonNullable<ProviderHandlers['onCarried']>;
  /** Counts what leaves this home. */
  /** Whether a limit on data is reached: then nothing is carried for others. */
  readonly isSpent: () => boolean;
  readonly onBytes: CountBytes;
  readonly log: (line: string) => void;
};

/** How often a node says it is there while its client is reachable, and how soon it tries again when it is not. */
const announceEveryMs = 20_000;
const announceRetryMs = 1500;
/** The longest that telling others of the end holds it up. */
const lastWordMs = 1500;

/** The node's face to its clients: orders in, tokens and receipts out, vouchers in. */
export async function openNetworkSide(dependencies: NetworkSideDependencies, signal: AbortSignal): Promise<NetworkSide> {
  const privateKey = await readOrCreateNetworkKey(join(dependencies.dataFolder, 'node', 'network.key'));
  const { finding } = dependencies;
  const network: Network = await openNetwork({ privateKey, listening: dependencies.listening, dialsOut: dependencies.dialsOut, topics: [announcementTopic(finding.domain)], meterOf: (address) => (leavesHome(address) ? dependencies.onBytes : null), isSpent: dependencies.isSpent, onFault: (error, protocol) => dependencies.log(`network ${protocol}: ${error instanceof Error ? error.message : 'fault'}`) }, signal);

  dependencies.log(`network listens at ${network.addresses().join(' ')}`);

  let hurry = (): void => {};
  const outcomeOf = (job: Job): JobReply => {
    const file = dependencies.buildFile(job);
    if (file) return { kind: 'result', file };
    return { kind: 'failed', failure: job.failure ?? { code: 'job.cancelled', about: { jobId: job.jobId } } };
  };

  await serveProvider(network, {
    async onJob(request, _peer, reply, streamSignal) {
      const { queued } = await dependencies.admit(request);
      const { jobId } = request.order;
      await reply({ kind: 'admitted', queued });
      const stopTokens = dependencies.watchTokens(jobId, (tokens) => void reply({ kind: 'tokens', tokens: [...tokens] }).catch(() => {}));
      try {
        const job = await dependencies.waitForOutcome(jobId, AbortSignal.any([streamSignal, signal]));
        await reply(outcomeOf(job));
        if (job.signed) dependencies.onDelivered(jobId);
      } catch (error) {
        // The client lost the stream; it will collect.
        if (!isHearthError(error, 'bridge.closed') && !isHearthError(error, 'network.unreachable')) throw error;
      } finally {
        stopTokens();
      }
    },
    onCollect(jobId) {
      const job = dependencies.readJob(jobId);
      if (!job) return Promise.resolve({ kind: 'unknown' as const });
      if (!job.signed && !isOver(job.stage)) return Promise.resolve({ kind: 'pending' as const });
      if (job.signed) dependencies.onDelivered(jobId);
      return Promise.resolve(outcomeOf(job) as Extract<JobReply, { kind: 'result' | 'failed' }>);
    },
    onVoucher: dependencies.onVoucher,
    onRows: dependencies.onRows,
    onCarried: (jobId, carried) => dependencies.onCarried(jobId, carried),
  }, (error, where) => {
    dependencies.log(`${where}: ${error instanceof Error ? error.message : 'fault'}`);
    return where;
  });

  await serveAudits(network, dependencies.audits, (error, where) => {
    dependencies.log(`${where}: ${error instanceof Error ? error.message : 'fault'}`);
    return where;
  });

  const discovery = await findNodes({ ...finding, network, hintsFile: dependencies.hintsFile, log: dependencies.log }, signal);
  let told = network.addresses().join(' ');
  network.onMoved(() => {
    const now = network.addresses().join(' ');
    if (now !== told) discovery.announceSoon();
    told = now;
  });
  /** Clients that took this node's announcement once. */
  const greeted = new Set<string>();
  let buildLast: (() => Promise<AnnounceRequest>) | null = null;

  return {
    peer: network,
    discovery,
    peerId: network.peerId,
    clients() {
      const nodes = new Set(discovery.nodes().map(({ announcement }) => announcement.peerId));
      return network.connectedPeers().filter((peer) => !nodes.has(peer)).length;
    },
    addresses: () => network.addresses(),
    announceNow() {
      hurry();
      discovery.announceSoon();
    },
    async leave() {
      if (!buildLast) return;
      const said = buildLast().then(({ announcement, signature }) => discovery.sayGone({ announcement, signature })).catch((error: unknown) => dependencies.log(`leaving: ${error instanceof Error ? error.message : 'fault'}`));
      await Promise.race([said, new Promise((resolve) => setTimeout(resolve, lastWordMs))]);
    },
    async announceForever(build, addresses, stop) {
      buildLast = () => build(true);
      void discovery.announceForever(async () => {
        const { announcement, signature } = await build();
        return { announcement, signature };
      }, stop);
      while (!stop.aborted) {
        let waitMs = announceEveryMs;
        for (const address of addresses()) {
          try {
            await announceTo(network, address, await build(), { signal: stop });
            // The practice client stakes for whom it greets: only now others believe this node.
            if (!greeted.has(address)) discovery.announceSoon();
            greeted.add(address);
          } catch (error) {
            if (stop.aborted) return;
            waitMs = announceRetryMs;
            // Whatever it is: a node that stopped to announce itself would be gone for everybody, and not know.
            if (!isHearthError(error, 'network.unreachable') && !isHearthError(error, 'bridge.closed')) dependencies.log(`announcing: ${error instanceof Error ? error.message : 'fault'}`);
          }
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          hurry = () => (clearTimeout(timer), resolve());
          stop.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
        });
      }
    },
    async close() {
      await discovery.close();
      await network.close();
    },
  };
}

/** The announcement as it crosses to the signer and over the wire. */
export const announcementToWire = (announcement: Announcement): z.input<typeof announcementShape> => z.encode(announcementShape, announcement);
