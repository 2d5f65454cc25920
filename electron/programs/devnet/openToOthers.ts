import { join } from 'node:path';
import type { PracticeFile } from '../../protocol/messages.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import { formatNetworkFile, networkProtocol } from '../../services/chain/networkFile.ts';
import { serveOpenRpc } from '../../services/chain/openRpc.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import { reachOf } from '../../services/network/reach.ts';
import { writeAtomically } from '../../services/practice/practiceKeys.ts';
import { listenPort, type Listening } from '../../shared/listening.ts';

/** The ports of a practice network that others may join: beside the node's own, which a router has to be told together with them. */
export const practicePorts = ({ port }: Pick<Listening, 'port'>): { readonly client: number; readonly rpc: number } => {
  const first = port === 0 ? listenPort : port;
  return { client: first + 1, rpc: first + 2 };
};

export type OpenToOthersFacts = {
  readonly folder: string;
  readonly listening: Listening;
  readonly network: Network;
  readonly deployment: Deployment;
  readonly practice: () => Omit<PracticeFile, 'format' | 'deploymentFile' | 'clientAddresses' | 'operatorsKey'> & { readonly operatorsKey: string };
  readonly log: (line: string) => void;
};

const hostOf = (address: string): string | null => {
  const [, kind, host = ''] = address.split('/');
  return host === '' || address.includes('/p2p-circuit') ? null : kind === 'ip6' ? `[${host}]` : host;
};

/** Where others ask the chain: at every address that they reach the client at. Pure. */
export const rpcUrlsFor = (addresses: readonly string[], port: number): readonly string[] => [...new Set(addresses.map(hostOf).filter((host) => host !== null))].map((host) => `http://${host}:${port}`);

/**
 * Lets machines that may reach the practice client ask its chain as well, and keeps the file they join with: `practice/network.json`. On a practice network that stays on
 * this machine the file is for its own programs.
 * @effects disk, a socket
 */
export async function openToOthers({ folder, listening, network, deployment, practice, log }: OpenToOthersFacts): Promise<{ readonly networkFile: string; write(): Promise<void>; close(): Promise<void> }> {
  const networkFile = join(folder, 'network.json');
  const { rpc: rpcPort } = practicePorts(listening);
  const isOpen = listening.scope !== 'thisMachine';
  const rpc = isOpen ? await serveOpenRpc({
    target: () => deployment.rpcUrls[0]!, port: rpcPort,
    isWelcome: (ip) => listening.scope === 'internet' || ['thisMachine', 'homeNetwork'].includes(reachOf(`/ip${ip.includes(':') && !ip.startsWith('::ffff:') ? 6 : 4}/${ip.replace(/^::ffff:/, '')}`)),
  }) : null;
  async function write(): Promise<void> {
    const clients = network.addresses().slice(0, 16);
    const rpcUrls = isOpen ? rpcUrlsFor(clients, rpcPort) : deployment.rpcUrls;
    // Nothing is known yet that others could use; the file is written as soon as there is.
    if (rpcUrls.length === 0) return;
    await writeAtomically(networkFile, formatNetworkFile({
      format: 'hearth-network/1', protocol: networkProtocol, name: `practice-${deployment.contracts.JobEscrow.address.slice(2, 8).toLowerCase()}`, deployment: { ...deployment, rpcUrls: [...rpcUrls] }, seeds: clients, relays: listening.isRelay ? clients : [],
      practice: { clients, ...practice() },
    }), 0o644);
  }
  const rewrite = (): void => void write().catch((error: unknown) => log(`the network's file was not written: ${error instanceof Error ? error.message : 'fault'}`));
  network.onMoved(rewrite);
  await write();
  return { networkFile, write, close: async () => void (await rpc?.close()) };
}
