import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork } from '../../electron/services/network/openNetwork.ts';
import { listeningShape } from '../../electron/shared/listening.ts';

/** One peer of the internet as a process, which says how it is reached each time that changes: `node reachChild.ts [--relay] [--upnp] [--peer ADDRESS]`, and connects to each address it reads. It ends cleanly at SIGTERM. */
const { values } = parseArgs({ options: { relay: { type: 'boolean', default: false }, upnp: { type: 'boolean', default: false }, peer: { type: 'string' } } });
const ending = new AbortController();
const network = await openNetwork({
  privateKey: await createNetworkKey(), listening: listeningShape.parse({ scope: 'internet', isRelay: values.relay, mapsPort: values.upnp }),
  onFault: (error, protocol) => process.stderr.write(`${protocol}: ${String(error)}\n`),
}, ending.signal);
let told = '';
setInterval(() => {
  const says = JSON.stringify({ reach: network.reach(), addresses: network.addresses(), isDirect: network.connections().some(({ isRelayed }) => !isRelayed), lines: network.connections().map(({ peer, address, isRelayed }) => ({ peer, address, isRelayed })) });
  if (says !== told) process.stdout.write(`${says}\n`);
  told = says;
}, 100);
if (values.peer !== undefined) await network.connect(values.peer);
createInterface({ input: process.stdin }).on('line', (address) => void network.connect(address).catch((error: unknown) => process.stderr.write(`${String(error)}\n`)));
process.once('SIGTERM', () => void network.close().then(() => process.exit()));
