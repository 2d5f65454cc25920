import { announcedAddressShape, defaultListening, listenPort, listeningShape, type Listening, type ListenScope } from '../../shared/listening.ts';
import { usage } from './output.ts';

/** Words of the command line; the settings have their own. */
const scopes: Readonly<Record<string, ListenScope>> = { loopback: 'thisMachine', home: 'homeNetwork', internet: 'internet' };
/** In English, null where the letters are no country's. */
const nameOfRegion = (code: string): string | null => (/^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) ?? null) : null);
const nameOf = (scope: ListenScope): string => Object.entries(scopes).find(([, one]) => one === scope)![0];

export type ListenOptions = { readonly listen?: string; readonly listenPort?: number; readonly announce?: readonly string[]; readonly relay?: boolean; readonly upnp?: boolean; readonly region?: string };

/** What the options of a command ask for; null: nothing of it was given. @throws hearth.usage */
export function readListening({ listen, listenPort: port, announce = [], relay = false, upnp = false, region }: ListenOptions): Listening | null {
  const isMore = port !== undefined || announce.length > 0 || relay || upnp || region !== undefined;
  if (listen === undefined) {
    if (isMore) throw usage('--listen-port, --announce, --relay, --upnp and --region go with --listen home or --listen internet');
    return null;
  }
  const scope = scopes[listen];
  if (scope === undefined) throw usage(`--listen takes loopback, home or internet, not '${listen.slice(0, 40)}'`);
  if (scope === 'thisMachine') {
    if (isMore) throw usage('--listen loopback opens nothing: it takes none of --listen-port, --announce, --relay, --upnp and --region');
    return defaultListening;
  }
  const wrong = announce.find((address) => !announcedAddressShape.safeParse(address).success);
  if (wrong !== undefined) throw usage(`--announce takes an address such as /ip4/192.0.2.7/tcp/${listenPort} or /dns/home.example.org/tcp/${listenPort}, not '${wrong.slice(0, 80)}'`);
  if (port !== undefined && port !== 0 && port < 1024) throw usage(`--listen-port takes 1024 to 65535; ${listenPort} is Hearth's own`);
  if (upnp && scope !== 'internet') throw usage('--upnp asks the router to let the internet in: it goes with --listen internet');
  const code = region?.toUpperCase() ?? null;
  if (code !== null && nameOfRegion(code) === null) throw usage(`--region takes the two letters of a country (ISO 3166-1) such as DE, not '${code.slice(0, 20)}'`);
  return listeningShape.parse({ scope, port: port ?? 0, announce, isRelay: relay, mapsPort: upnp, region: code });
}

/** What it opens, in one line each. */
export function describeListening({ scope, port, announce, isRelay, mapsPort, region }: Listening): readonly string[] {
  const fixed = port === 0 ? listenPort : port;
  if (scope === 'thisMachine') return [`${nameOf(scope)}: nothing is opened; programs on this machine reach the node`];
  return [
    scope === 'homeNetwork' ? `home: TCP port ${fixed} is open to machines with an address of your home; others are turned away` : `internet: TCP port ${fixed} is open to everybody, and your IP address is in the node's announcement, which is public`,
    ...(announce.length > 0 ? [`others are told ${announce.join(' ')}`] : []),
    ...(isRelay ? ['others that cannot be reached are reached through this node: at most 32, 16 MiB and 10 minutes a connection'] : []),
    ...(mapsPort ? ['the router is asked to forward the port (UPnP)'] : []),
    ...(region === null ? [] : [`others are told that it stands in ${nameOfRegion(region) ?? region}`]),
  ];
}
