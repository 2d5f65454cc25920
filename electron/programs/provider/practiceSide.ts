import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { practiceFileShape } from '../../protocol/messages.ts';
import { readDeploymentFile, type Deployment } from '../../services/chain/deployment.ts';
import { operatorAddressOf } from '../../services/practice/nodeOperators.ts';
import type { ChannelPorts } from '../../services/ports/channelPorts.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import type { brokerBridge } from '../../shared/brokerBridge.ts';
import { devnetBridge } from '../../shared/devnetBridge.ts';
import { HearthError } from '../../shared/errors.ts';
import { readElsewhere } from '../network/readElsewhere.ts';

export type PracticeSide = {
  readonly deployment: Deployment;
  /** Where the network says that its chain is asked now: a chain that was started again may not have had its old port. */
  rpcUrls(): readonly string[];
  /** May stake for this node without being asked; null: only the owner's wallet does. */
  readonly operator: string | null;
  /** Peers to meet first, beside the clients. */
  seeds(): readonly string[];
  clientAddresses(): readonly string[];
  /** Chain accounts of its programs that run on this machine. */
  localAccounts(): readonly string[];
  /** Accounts whose votes count on this network. */
  verifiers(): readonly string[];
  /** Orders a minute its client sends; null while the practice network is away. */
  jobsPerMinute(): number | null;
  /** @throws network.unreachable · usage.invalid */
  setRate(jobsPerMinute: number): Promise<void>;
  /** Has its client order so many jobs at once, whatever the rate. @throws network.unreachable */
  orderJobs(jobs: number): Promise<void>;
};

const retryMs = 1000;
/** How often a node that joined looks whether the network's addresses changed. */
const lookAgainMs = 5000;

/**
 * Joins a network that runs elsewhere, by its file. On a practice network the rate is its owner's, and this node's operator is the one it keeps for it; on another
 * nobody stakes for this node but its owner.
 * @throws usage.invalid  not a file of a network, or one of a version that takes nobody in
 */
export async function joinPracticeSide(practiceFile: string, node: string, options: { readonly onChanged: () => void }, signal: AbortSignal): Promise<PracticeSide> {
  let network = await readElsewhere(practiceFile);
  const { deployment } = network;
  const look = setInterval(() => void readElsewhere(practiceFile).then((next) => {
    network = next;
    options.onChanged();
  }, () => {}), lookAgainMs);
  look.unref();
  signal.addEventListener('abort', () => clearInterval(look), { once: true });
  return {
    deployment, rpcUrls: () => network.deployment.rpcUrls, operator: network.practice ? operatorAddressOf(network.practice.operatorsKey, node) : null, seeds: () => [...network.relays, ...network.seeds], clientAddresses: () => network.practice?.clients ?? [], localAccounts: () => [],
    verifiers: () => network.practice?.verifiers ?? [], jobsPerMinute: () => null,
    setRate: () => Promise.reject(new HearthError('usage.invalid', { reason: 'the rate of a network that this node joined is set where it runs' })),
    orderJobs: () => Promise.reject(new HearthError('usage.invalid', { reason: 'the client of a network that this node joined is asked where it runs' })),
  };
}

/** Joins the practice network the broker runs, and again after it was restarted: its chain and deployment stay, its addresses and the chain's may change. */
export async function openPracticeSide(
  broker: BridgeClient<typeof brokerBridge>, channels: ChannelPorts,
  options: { readonly jobsPerMinute: () => number | null; readonly onChanged: () => void; readonly onProblem: (error: unknown, where: string) => void }, signal: AbortSignal,
): Promise<PracticeSide> {
  type Joined = { readonly client: BridgeClient<typeof devnetBridge>; readonly deployment: Deployment; readonly operator: string; readonly clientAccount: string; readonly addresses: readonly string[]; readonly verifiers: readonly string[] };
  let joined: Joined | null = null;
  let rate: number | null = null;
  let rpcUrls: readonly string[] = [];
  let lastProblem = '';

  async function join(): Promise<Joined | null> {
    let isGone = false;
    const { channel } = await broker.ask('connect', { program: 'devnet' });
    const client = connectBridge(devnetBridge, channels.open(channel, () => {
      isGone = true;
      if (joined?.client !== client) return;
      rate = null;
      joined = null;
      options.onChanged();
      void joinUntilDone().catch((error: unknown) => signal.aborted || options.onProblem(error, 'practice network'));
    }));
    const { practiceFile } = await client.ask('waitForReady', {});
    const practice = practiceFileShape.parse(JSON.parse(await readFile(practiceFile, 'utf8')));
    const deployment = await readDeploymentFile(practice.deploymentFile);
    const asked = options.jobsPerMinute();
    if (asked !== null) await client.ask('setRate', { jobsPerMinute: asked });
    client.watch('practice', (value) => {
      rate = value.jobsPerMinute;
      options.onChanged();
    });
    // It may end together with its last answer, and would be heard of by nobody.
    return isGone ? null : { client, deployment, operator: practice.operator, clientAccount: practice.client, addresses: practice.clientAddresses, verifiers: practice.verifiers };
  }

  async function joinUntilDone(): Promise<Joined> {
    for (;;) {
      signal.throwIfAborted();
      try {
        joined = await join();
        if (joined) {
          ({ rpcUrls } = joined.deployment);
          options.onChanged();
          return joined;
        }
      } catch (error) {
        // The same reason every second says nothing new.
        const text = error instanceof Error ? error.message : 'fault';
        if (text !== lastProblem) options.onProblem(error, 'practice network');
        lastProblem = text;
      }
      await sleep(retryMs, undefined, { signal });
    }
  }

  const first = await joinUntilDone();
  return {
    deployment: first.deployment,
    rpcUrls: () => rpcUrls,
    operator: first.operator,
    seeds: () => [],
    clientAddresses: () => joined?.addresses ?? [],
    localAccounts: () => [first.clientAccount],
    verifiers: () => joined?.verifiers ?? first.verifiers,
    jobsPerMinute: () => rate,
    async setRate(jobsPerMinute) {
      if (!joined) throw new HearthError('network.unreachable', { address: 'practice network', reason: 'it is being started again' });
      await joined.client.ask('setRate', { jobsPerMinute });
    },
    async orderJobs(jobs) {
      if (!joined) throw new HearthError('network.unreachable', { address: 'practice network', reason: 'it is being started again' });
      await joined.client.ask('sendJobs', { jobs });
    },
  };
}
