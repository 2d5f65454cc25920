import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNamespaces, upnpRouter, whyNoUpnp, type Namespaces } from '../support/namespaces.ts';
import { repository } from '../support/programs.ts';
import { newFolder } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

const why = whyNoUpnp();
if (why !== null) process.stderr.write(`networkUpnp is skipped: ${why}\n`);

type Said = { readonly reach: string; readonly addresses: readonly string[] };

/** A peer behind a home's router that speaks UPnP (miniupnpd, as many routers have it), and one on the internet that is asked to dial back. */
describe.skipIf(why !== null)('a home whose router forwards a port when it is asked to', () => {
  const folder = newFolder('upnp');
  const children: ChildProcess[] = [];
  const outputs = new Map<string, string>();
  let spaces: Namespaces;

  function start(space: string, name: string, ...program: readonly string[]): ChildProcess {
    const [command, ...words] = [...spaces.enter(space), ...program] as [string, ...string[]];
    const child = spawn(command, words, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => outputs.set(name, `${outputs.get(name) ?? ''}${text}`));
    children.push(child);
    return child;
  }
  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
  };
  const said = (name: string): Said | null => {
    const line = outputs.get(name)?.split('\n').findLast((one) => one.startsWith('{'));
    return line === undefined ? null : (JSON.parse(line) as Said);
  };
  const peer = join(repository, 'test/support/reachChild.ts');
  const diagnose = (): string => [...outputs].map(([name, text]) => `--- ${name}\n${text.slice(-3000)}`).join('\n');
  const see = <T>(what: string, look: () => T | null | false, limitMs: number): Promise<T> => until(what, look, limitMs).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); }) as Promise<T>;

  beforeAll(() => {
    spaces = openNamespaces(`hearth-u${process.pid}`, [{ name: 'public', ip: '5.1.0.10' }], [{ name: 'home', wan: '5.1.0.21' }]);
    spaces.addRules('home', upnpRouter.chains);
    writeFileSync(join(folder, 'miniupnpd.conf'), upnpRouter.conf);
  });
  afterAll(async () => {
    for (const child of children.toReversed()) await end(child);
    spaces?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is reached directly at the port it was given, is told so, and gives the port back when it ends', async () => {
    start('home-router', 'router', 'miniupnpd', '-d', '-f', join(folder, 'miniupnpd.conf'), '-P', join(folder, 'miniupnpd.pid'));
    start('public', 'public', process.execPath, peer, '--relay');
    const address = await see('the peer of the internet listens', () => said('public')?.addresses[0], 60_000);
    await see('the router listens', () => outputs.get('router')?.includes('HTTP listening'), 60_000);
    const home = start('home', 'home', process.execPath, peer, '--upnp', '--peer', address!);
    await see('others come in through the router', () => said('home')?.reach === 'direct', 60_000);
    expect(said('home')!.addresses).toEqual([expect.stringMatching(/^\/ip4\/5\.1\.0\.21\/tcp\/7413\/p2p\/\w+$/)]);
    expect(spaces.rules('home')).toMatch(/dport 7413 dnat ip to 192\.168\.1\.20:7413/);
    // Without the forward the same home is closed: that it was reached is the router's doing.
    await end(home);
    await see('the port is given back', () => !/dnat ip to 192\.168\.1\.20/.test(spaces.rules('home')), 60_000);
  });
});
