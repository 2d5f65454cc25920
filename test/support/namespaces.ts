import { execFileSync, spawnSync } from 'node:child_process';

/** A home: a router with one address of the internet, and one machine behind it. */
export type Home = { readonly name: string; readonly wan: string };
export type Namespaces = {
  /** What runs a command in one of them: put it before the command's words. */
  enter(name: string): readonly string[];
  /** Whether the kernel loses packets for us; without, a test that needs loss says so. */
  readonly hasLoss: boolean;
  /** So many of a hundred packets that pass a home's router are lost. */
  lose(home: string, percent: number): void;
  /** Leads a home's TCP connections to these ports through its router's own ports + 10000, where slowLineChild.ts carries them. */
  slowDown(home: string, ports: readonly number[]): void;
  /** Cuts a home off, and takes the cut back. */
  cut(home: string, isCut: boolean): void;
  /** From now on a home's router gives each line a port by chance, whatever port it comes from. */
  renumber(home: string): void;
  /** Gives a home's router chains of rules more. */
  addRules(home: string, rules: string): void;
  /** The rules of a home's router, as nft tells them. */
  rules(home: string): string;
  close(): void;
};

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });
const works = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'pipe' }).status === 0;
const filter = (home: string, rules: string): void => void execFileSync('ip', ['netns', 'exec', home, 'nft', '-f', '-'], { input: rules, stdio: ['pipe', 'pipe', 'pipe'] });

/** Why this machine cannot make network namespaces with address translation; null: it can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a matter of Linux';
  if (process.getuid?.() !== 0) return 'it needs root, to make network namespaces';
  if (!works('ip', '-V')) return 'iproute2 (ip) is not installed';
  if (!works('nft', '--version')) return 'nftables (nft) is not installed';
  const name = `hearth-try-${process.pid}`;
  try {
    if (!works('ip', 'netns', 'add', name)) return 'the kernel makes no network namespaces here';
    const rule = 'table ip hearth {\nchain post {\ntype nat hook postrouting priority 100;\nmasquerade;\n}\n}\n';
    return spawnSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input: rule }).status === 0 ? null : 'the kernel has no address translation (nf_nat) in namespaces';
  } finally {
    works('ip', 'netns', 'del', name);
  }
}

/** Why no router can be made here that forwards ports when it is asked to (UPnP); null: it can. */
export const whyNoUpnp = (): string | null => whyNoNamespaces() ?? (works('miniupnpd', '--version') ? null : 'miniupnpd is not installed (miniupnpd-nftables)');

/** What miniupnpd runs with as a home's router, and the chains it puts its forwards into. */
export const upnpRouter = {
  conf: [
    'ext_ifname=wan0', 'listening_ip=lan0', 'enable_natpmp=no', 'enable_upnp=yes', 'secure_mode=yes', 'uuid=3f3a8f06-0f6f-4c7c-9d2a-5a5b7e6f0a11', 'upnp_table_name=upnp', 'upnp_nat_table_name=upnp', 'upnp_forward_chain=mapped',
    'upnp_nat_chain=inward', 'upnp_nat_postrouting_chain=outward', 'allow 1024-65535 192.168.1.0/24 1024-65535', 'deny 0-65535 0.0.0.0/0 0-65535', '',
  ].join('\n'),
  chains: [
    'table inet upnp {', 'chain mapped {', '}', 'chain inward {', '}', 'chain outward {', '}', 'chain forward {', 'type filter hook forward priority 0;', 'jump mapped;', '}',
    'chain pre {', 'type nat hook prerouting priority -100;', 'jump inward;', '}', 'chain post {', 'type nat hook postrouting priority 100;', 'jump outward;', '}', '}', '',
  ].join('\n'),
} as const;

/**
 * A small internet: public machines on one segment, and homes behind routers that translate addresses and let nobody in.
 * @param prefix  of the names, so that two runs at once do not meet
 * @effects network namespaces of this kernel; {@link Namespaces.close} takes them away
 */
export function openNamespaces(prefix: string, publics: readonly { readonly name: string; readonly ip: string }[], homes: readonly Home[]): Namespaces {
  const named = (name: string): string => `${prefix}-${name}`;
  const all = ['hub', ...publics.map(({ name }) => name), ...homes.flatMap(({ name }) => [`${name}-router`, name])].map(named);
  const close = (): void => {
    for (const name of all) works('ip', 'netns', 'del', name);
  };
  const plug = (name: string, ip: string, i: number): void => {
    run('ip', 'link', 'add', `p${i}`, 'netns', named('hub'), 'type', 'veth', 'peer', 'name', 'wan0', 'netns', named(name));
    run('ip', '-n', named('hub'), 'link', 'set', `p${i}`, 'master', 'br0');
    run('ip', '-n', named('hub'), 'link', 'set', `p${i}`, 'up');
    run('ip', '-n', named(name), 'addr', 'add', `${ip}/24`, 'dev', 'wan0');
    run('ip', '-n', named(name), 'link', 'set', 'wan0', 'up');
  };
  try {
    for (const name of all) {
      run('ip', 'netns', 'add', name);
      run('ip', '-n', name, 'link', 'set', 'lo', 'up');
    }
    run('ip', '-n', named('hub'), 'link', 'add', 'br0', 'type', 'bridge');
    run('ip', '-n', named('hub'), 'link', 'set', 'br0', 'up');
    publics.forEach(({ name, ip }, i) => plug(name, ip, i));
    homes.forEach(({ name, wan }, i) => {
      const router = `${name}-router`;
      plug(router, wan, publics.length + i);
      run('ip', 'link', 'add', 'lan0', 'netns', named(router), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', named(name));
      for (const [space, device, ip] of [[router, 'lan0', '192.168.1.1/24'], [name, 'eth0', '192.168.1.20/24']] as const) {
        run('ip', '-n', named(space), 'addr', 'add', ip, 'dev', device);
        run('ip', '-n', named(space), 'link', 'set', device, 'up');
      }
      run('ip', '-n', named(name), 'route', 'add', 'default', 'via', '192.168.1.1');
      run('ip', 'netns', 'exec', named(router), 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
      filter(named(router), [
        'table ip nat {', 'chain pre {', 'type nat hook prerouting priority -100;', '}', 'chain post {', 'type nat hook postrouting priority 100;', 'oifname "wan0" masquerade;', '}', '}',
        'table inet guard {', 'chain weather {', 'type filter hook prerouting priority -300;', '}',
        'chain forward {', 'type filter hook forward priority 0; policy drop;', 'ct state established,related accept;', 'ct status dnat accept;', 'iifname "lan0" accept;', '}',
        'chain input {', 'type filter hook input priority 0; policy drop;', 'ct state established,related accept;', 'iifname { "lo", "lan0" } accept;', '}', '}', '',
      ].join('\n'));
    });
  } catch (error) {
    close();
    throw error;
  }
  const weather = (home: string, rule: string): void => filter(named(`${home}-router`), `flush chain inet guard weather\n${rule ? `add rule inet guard weather ${rule}\n` : ''}`);
  const first = homes[0]?.name;
  let hasLoss = false;
  if (first !== undefined) try {
    weather(first, 'numgen random mod 100 < 1 drop');
    hasLoss = true;
    weather(first, '');
  } catch {
    // Said by whoever needs it.
  }
  return {
    enter: (name) => ['ip', 'netns', 'exec', named(name)],
    addRules: (home, rules) => filter(named(`${home}-router`), rules),
    rules: (home) => execFileSync('ip', ['netns', 'exec', named(`${home}-router`), 'nft', 'list', 'ruleset'], { encoding: 'utf8' }),
    renumber: (home) => filter(named(`${home}-router`), 'flush chain ip nat post\nadd rule ip nat post oifname "wan0" masquerade random\n'),
    hasLoss,
    lose: (home, percent) => weather(home, percent > 0 ? `numgen random mod 100 < ${percent} drop` : ''),
    slowDown: (home, ports) => filter(named(`${home}-router`), ports.map((port) => `add rule ip nat pre iifname "lan0" tcp dport ${port} redirect to :${port + 10_000}\n`).join('')),
    cut: (home, isCut) => weather(home, isCut ? 'drop' : ''),
    close,
  };
}
