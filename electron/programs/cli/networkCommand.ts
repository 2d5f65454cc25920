import { formatCoins } from '../../../renderer/format/money.ts';
import { diagnosticsWords } from '../../../renderer/strings/diagnostics.ts';
import { describeData } from './dataLimitCommand.ts';
import { printable, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

/** What the running Hearth knows of its network. */
export async function showNetwork(dataFolder: string, output: Output): Promise<void> {
  const { known, data } = await withRunning(dataFolder, async (hearth) => ({ known: await hearth.ask('readPeers', {}), data: await hearth.ask('readDataLimits', {}) }));
  const { peerId, addresses, reach, port, peers, nodes } = known;
  const nowMs = Date.now();
  const stateOf = (node: (typeof nodes)[number]): string => (node.isOwn ? 'this one' : node.isConnected ? 'connected' : '');
  const rows = nodes.flatMap((node) => (node.models.length > 0 ? node.models : [null]).map((model, i) => [
    i === 0 ? node.node : '', model ? printable(model.name) : 'offers nothing now', model ? formatCoins(model.priceInWei) : '', model ? formatCoins(model.priceOutWei) : '',
    i === 0 ? (node.region ?? '') : '', i === 0 ? `${Math.max(0, Math.round((nowMs - node.announcedAtMs) / 1000))} s ago` : '', i === 0 ? stateOf(node) : '',
  ]));
  output.result({ ...known, data }, [
    diagnosticsWords.network.reach[reach],
    diagnosticsWords.network.reachWhy[reach],
    ...(port !== null && (reach === 'closed' || reach === 'relay') ? [diagnosticsWords.network.forward(port)] : []),
    ...(peerId === null ? [] : [`Peer id   ${peerId}`]),
    ...addresses.map((address, i) => `${i === 0 ? 'Listens   ' : '          '}${printable(address)}`),
    `Peers     ${peers.length} connected`,
    '',
    describeData(data),
    '',
    nodes.length === 0 ? 'No node of this network was heard of yet.' : `${formatTable([['node', 'model', 'EMBER a unit in', 'EMBER a unit out', 'country', 'announced', ''], ...rows])}\n\n${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} by their own words. Each has stake; what it says of itself is not checked.`,
  ].join('\n'));
}
