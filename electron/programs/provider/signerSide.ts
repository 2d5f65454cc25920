import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { domainShape, type Domain } from '../../protocol/typedData.ts';
import { domainOf } from '../../services/chain/calls.ts';
import { addressesOf, type Deployment } from '../../services/chain/deployment.ts';
import type { ChannelPorts } from '../../services/ports/channelPorts.ts';
import { connectBridge, type BridgeClient, type Gives } from '../../shared/bridgeKit.ts';
import type { brokerBridge } from '../../shared/brokerBridge.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { otherNetworkRule, signerBridge, type SignerBridge, type WalletNews } from '../../shared/signerBridge.ts';

/** The network a signer is told about, once per run. */
export type SignerNetwork = { readonly domain: Domain; readonly stakeManager: string; readonly practice: boolean; readonly operator: string | null; readonly contracts?: Readonly<Record<string, string>> };

/** What a signer is told of a deployment. Pure. */
export const signerNetworkOf = (deployment: Deployment, operator: string | null): SignerNetwork =>
  ({ domain: domainOf(deployment) as Domain, stakeManager: deployment.contracts.StakeManager.address, practice: deployment.practice, operator, contracts: addressesOf(deployment) });

export type SignerSide = {
  /** Whose signer it is, as it said first: the same for every one of this data folder. */
  readonly accounts: Gives<SignerBridge, 'readAccounts'>;
  /** @throws signer.unavailable  it is being started again; what needed it is tried again */
  client(): BridgeClient<SignerBridge>;
  /** Waits for a signer that is being started again. @throws signer.refused */
  setNetwork(network: SignerNetwork): Promise<void>;
  /** Whether a signer that starts anew would take it, while this one has another. @throws signer.refused */
  tryNetwork(network: SignerNetwork): Promise<void>;
};

const retryMs = 300;

/** Keeps one channel to the signer: after its crash a new one is opened and told the network again. */
export async function openSignerSide(
  broker: BridgeClient<typeof brokerBridge>, channels: ChannelPorts, hears: { readonly onLost: () => void; readonly onBack: () => void; readonly onWalletNews: (news: WalletNews) => void; readonly onProblem: (error: unknown, where: string) => void }, signal: AbortSignal,
): Promise<SignerSide> {
  let current: BridgeClient<SignerBridge> | null = null;
  let network: SignerNetwork | null = null;
  let lastProblem = '';

  const tell = (client: BridgeClient<SignerBridge>, { domain, ...rest }: SignerNetwork): Promise<unknown> => client.ask('setNetwork', { domain: z.encode(domainShape, domain), ...rest });
  const wait = (): Promise<void> => sleep(retryMs, undefined, { signal });

  function lose(): void {
    current = null;
    if (signal.aborted) return;
    hears.onLost();
    void wait().then(connect).then(hears.onBack, (error: unknown) => signal.aborted || hears.onProblem(error, 'signer'));
  }

  async function connectOnce(): Promise<SignerSide['accounts'] | null> {
    let isGone = false;
    const { channel } = await broker.ask('connect', { program: 'signer' });
    const client = connectBridge(signerBridge, channels.open(channel, () => {
      isGone = true;
      if (current === client) lose();
    }));
    const accounts = await client.ask('readAccounts', {});
    if (network) await tell(client, network);
    // It may end together with its last answer, and would be heard of by nobody.
    if (isGone) return null;
    current = client;
    client.watch('walletNews', hears.onWalletNews);
    return accounts;
  }

  async function connect(): Promise<SignerSide['accounts']> {
    for (;;) {
      const accounts = await connectOnce().catch((error: unknown) => {
        if (signal.aborted || !isHearthError(error)) throw error;
        // That it is being started is no news; what it refuses is, once.
        if (!isHearthError(error, 'bridge.closed') && !isHearthError(error, 'host.programFailed') && error.message !== lastProblem) hears.onProblem(error, 'signer');
        lastProblem = error.message;
        return null;
      });
      if (accounts) return accounts;
      await wait();
    }
  }

  const client = (): BridgeClient<SignerBridge> => {
    if (!current) throw new HearthError('signer.unavailable', {});
    return current;
  };
  const accounts = await connect();
  return {
    accounts,
    client,
    async setNetwork(asked) {
      for (;;) {
        const told = current && (await tell(current, asked).catch((error: unknown) => {
          if (!isHearthError(error, 'bridge.closed')) throw error;
          return null;
        }));
        network = told ? asked : network;
        if (told) return;
        await wait();
      }
    },
    async tryNetwork(asked) {
      await tell(client(), asked).catch((error: unknown) => {
        if (!isHearthError(error, 'signer.refused') || error.about.rule !== otherNetworkRule) throw error;
      });
    },
  };
}
