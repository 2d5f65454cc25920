import { announcedAddressShape, defaultListening, listenPort, listeningShape, type Listening, type ListenScope } from '../../shared/listening.ts';
import { usage } from './output.ts';

/** Words of the command line; the settings have their own. */
const scopes: Readonly<Record<string, ListenScope>> = { loopback: 'thisMachine', home: 'homeNetwork', internet: 'internet' };
const nameOf = (scope: ListenScope): string => Object.entries(scopes).find(([, one]) => one === scope)![0];

export type ListenOptions = { readonly listen?: string; readonly listenPort?: number; readonly announce?: readonly string[]; readonly relay?: boolean; readonly upnp?: boolean };

/** What the options of a command ask for; null: nothing of it was given. @throws hearth.usage */
export function readListening({ listen, listenPort: port, announce = [], relay = false, upnp = false }: ListenOptions): Listening | null {
  if (listen === undefined) {
    if (port !== undefined || announce.length > 0 || relay || upnp) throw usage('--listen-port, --announce, --relay and --upnp go with --listen home or --listen internet');
    return null;
  }
  const scope = scopes[listen];
  if (scope === undefined) throw usage(`--listen takes loopback, home or internet, not '${listen.slice(0, 40)}'`);
  if (scope === 'thisMachine') {
    if (port !== undefined || announce.length > 0 || relay || upnp) throw usage('--listen loopback opens nothing: it takes none of --listen-port, --announce, --relay and --upnp');
    return defaultListening;
  }
  const wrong = announce.find((address) => !announcedAddressShape.safeParse(address).success);
  if (wrong !== undefined) throw usage(`--announce takes an address such as /ip4/192.0.2.7/tcp/${listenPort} or /dns/home.example.org/tcp/${listenPort}, not '${wrong.slice(0, 80)}'`);
  if (port !== undefined && port !== 0 && port < 1024) throw usage(`--listen-port takes 1024 to 65535; ${listenPort} is Hearth's own`);
  if (upnp && scope !== 'internet') throw usage('--upnp asks the router to let the internet in: it goes with --listen internet');
  return listeningShape.parse({ scope, port: port ?? 0, announce, isRelay: relay, mapsPort: upnp });
}

/** What it opens, in one line each. */
export function describeListening({ scope, port, announce, isRelay, mapsPort }: Listening): readonly string[] {
  const fixed = port === 0 ? listenPort : port;
  if (scope === 'thisMachine') return [`${nameOf(scope)}: nothing is opened; programs on this machine reach the node`];
  return [
    scope === 'homeNetwork' ? `home: TCP port ${fixed} is open to machines with an address of your home; others are turned away` : `internet: TCP port ${fixed} is open to everybody, and your IP address is in the node's announcement, which is public`,
    ...(announce.length > 0 ? [`others are told ${announce.join(' ')}`] : []),
    ...(isRelay ? ['others that cannot be reached are reached through this node: at most 32, 16 MiB and 10 minutes a connection'] : []),
    ...(mapsPort ? ['the router is asked to forward the port (UPnP)'] : []),
  ];
}
