import { z } from 'zod';
import { domainShape, type Domain } from '../../protocol/typedData.ts';
import { domainOf } from '../../services/chain/calls.ts';
import { addressesOf, type Deployment } from '../../services/chain/deployment.ts';
import type { ChannelPorts } from '../../services/ports/channelPorts.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import type { brokerBridge } from '../../shared/brokerBridge.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { otherNetworkRule, signerBridge, type SignerBridge, type WalletNews } from '../../shared/signerBridge.ts';

/** The network a signer is told about, once per run. */
export type SignerNetwork = { readonly domain: Domain; readonly stakeManager: string; readonly practice: boolean; readonly operator: string | null; readonly contracts?: Readonly<Record<string, string>> };

/** What a signer is told of a deployment. Pure. */
export const signerNetworkOf = (deployment: Deployment, operator: string | null): SignerNetwork =>
  ({ domain: domainOf(deployment) as Domain, stakeManager: deployment.contracts.StakeManager.address, practice: deployment.practice, operator, contracts: addressesOf(deployment) });

export type SignerSide = {
  /** @throws signer.unavailable  it is being started again; what needed it is tried again */
  client(): BridgeClient<SignerBridge>;
  setNetwork(network: SignerNetwork): Promise<void>;
  /** Whether a signer that starts anew would take it, while this one has another. @throws signer.refused */
  tryNetwork(network: SignerNetwork): Promise<void>;
};

const retryMs = 300;

/** Keeps a channel to the signer: after its crash a new one is opened and told the network again. */
export async function openSignerSide(
  broker: BridgeClient<typeof brokerBridge>, channels: ChannelPorts, hears: { readonly onLost: () => void; readonly onBack: () => void; readonly onWalletNews: (news: WalletNews) => void; readonly onProblem: (error: unknown, where: string) => void }, signal: AbortSignal,
): Promise<SignerSide> {
  let current: BridgeClient<SignerBridge> | null = null;
  let network: SignerNetwork | null = null;

  const tell = (client: BridgeClient<SignerBridge>, { domain, ...rest }: SignerNetwork): Promise<unknown> => client.ask('setNetwork', { domain: z.encode(domainShape, domain), ...rest });

  async function connect(): Promise<void> {
    for (;;) {
      try {
        const { channel } = await broker.ask('connect', { program: 'signer' });
        const client = connectBridge(signerBridge, channels.open(channel, () => {
          current = null;
          if (signal.aborted) return;
          hears.onLost();
          setTimeout(() => void connect().then(hears.onBack, (error: unknown) => hears.onProblem(error, 'signer')), retryMs);
        }));
        await client.ask('readAccounts', {});
        if (network) await tell(client, network);
        current = client;
        client.watch('walletNews', hears.onWalletNews);
        return;
      } catch (error) {
        if (signal.aborted || !isHearthError(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  const client = (): BridgeClient<SignerBridge> => {
    if (!current) throw new HearthError('signer.unavailable', {});
    return current;
  };
  await connect();
  return {
    client,
    async setNetwork(asked) {
      await tell(client(), asked);
      network = asked;
    },
    async tryNetwork(asked) {
      await tell(client(), asked).catch((error: unknown) => {
        if (!isHearthError(error, 'signer.refused') || error.about.rule !== otherNetworkRule) throw error;
      });
    },
  };
}
