import { connectControl } from '../../services/control/controlServer.ts';
import { pageBridge } from '../../shared/bridge.ts';
import { connectBridge, type BridgeClient, type TopicValue } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import type { FleetSaid } from '../../shared/fleet.ts';
import { attentionOf } from '../../shared/notices.ts';

type Client = BridgeClient<typeof pageBridge>;
type TopicName = keyof typeof pageBridge.topics;

/** A node at the other end of a tunnel may hang; the others are shown without it. */
const answerMs = 10_000;

/**
 * Asks one node how it is, through the control socket in its data folder.
 *
 * @throws host.notRunning · bridge.*  it does not answer within ten seconds, or not as this version understands
 */
export async function askNode(folder: string): Promise<FleetSaid> {
  const client = connectBridge(pageBridge, await connectControl(folder));
  const limit = AbortSignal.timeout(answerMs);
  const [closed, reject] = ending(client, limit);
  try {
    const topic = <Name extends TopicName>(name: Name) => Promise.race([first(client, name), closed]);
    const [status, devices, earnings, network, about, notices, pulse, { reach }, { address }] = await Promise.all([
      topic('status'), topic('devices'), topic('earnings'), topic('network'), topic('about'), topic('notices'), topic('pulse'),
      client.ask('readReach', {}, { signal: limit }), client.ask('readPageAddress', {}, { signal: limit }),
    ]);
    const attention = attentionOf(notices).filter(({ severity }) => severity !== 'info');
    return {
      status, devices, tokensPerSecond: pulse.tokensPerSecond, version: about.version, node: network.nodeAddress, operator: network.operator, reach, network: network.name, networkId: network.escrow === null ? network.name : `${network.chainId ?? 0}:${network.escrow.toLowerCase()}`, isTestMoney: network.practice, coin: network.coin,
      todayWei: earnings.todayWei, todayJobs: earnings.todayJobs, todayRejected: earnings.todayRejected, waitingWei: earnings.waitingAnchorWei + earnings.waitingWindowWei + earnings.waitingVoucherWei, totalWei: earnings.totalWei,
      stakeWei: network.stakeWei, attention: attention[0] ? { notice: attention[0], count: attention.length } : null, pageAddress: address,
    };
  } finally {
    reject();
    client.close();
  }
}

/** The present value of a topic. */
const first = <Name extends TopicName>(client: Client, name: Name): Promise<TopicValue<typeof pageBridge, Name>> =>
  new Promise((resolve) => void client.watch(name, (value) => resolve(value)));

/** Rejects once the other side is gone or the time is over; never fulfils. */
function ending(client: Client, limit: AbortSignal): readonly [Promise<never>, () => void] {
  let end = (): void => {};
  const closed = new Promise<never>((_resolve, reject) => {
    end = () => reject(new HearthError('bridge.closed', {}));
    client.onClose(end);
    limit.addEventListener('abort', end, { once: true });
  });
  closed.catch(() => {});
  return [closed, end];
}
