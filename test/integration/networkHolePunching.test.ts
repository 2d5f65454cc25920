import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNamespaces, whyNoNamespaces, type Namespaces } from '../support/namespaces.ts';
import { repository } from '../support/programs.ts';
import { until } from '../support/until.ts';

const why = whyNoNamespaces();
if (why !== null) process.stderr.write(`networkHolePunching is skipped: ${why}\n`);

type Line = { readonly peer: string; readonly address: string; readonly isRelayed: boolean };
type Said = { readonly reach: string; readonly addresses: readonly string[]; readonly lines: readonly Line[] };

/** A relay of the internet, and three homes whose routers translate addresses and let nobody in; the last router gives each line a port of its own. */
describe.skipIf(why !== null)('two homes that are both closed', () => {
  const children: ChildProcess[] = [];
  const outputs = new Map<string, string>();
  let spaces: Namespaces;

  function start(space: string, ...words: readonly string[]): ChildProcess {
    const [command, ...args] = [...spaces.enter(space), process.execPath, join(repository, 'test/support/reachChild.ts'), ...words] as [string, ...string[]];
    const child = spawn(command, args, { cwd: repository, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => outputs.set(space, `${outputs.get(space) ?? ''}${text}`));
    children.push(child);
    return child;
  }
  const said = (space: string): Said | null => {
    const line = outputs.get(space)?.split('\n').slice(0, -1).findLast((one) => one.startsWith('{'));
    return line === undefined ? null : (JSON.parse(line) as Said);
  };
  const see = <T>(what: string, look: () => T | null | undefined | false, limitMs: number): Promise<T> =>
    until(what, look, limitMs).catch((error: unknown) => { throw new Error([...outputs].map(([name, text]) => `--- ${name}\n${text.slice(-2000)}`).join('\n'), { cause: error }); }) as Promise<T>;
  const peerOf = (address: string): string => address.split('/p2p/').at(-1)!;
  const linesTo = (space: string, address: string): readonly Line[] => (said(space)?.lines ?? []).filter(({ peer }) => peer === peerOf(address));

  let relayed: string;
  let dialler: ChildProcess;
  let other: ChildProcess;

  beforeAll(async () => {
    spaces = openNamespaces(`hearth-h${process.pid}`, [{ name: 'public', ip: '5.1.0.10' }], [{ name: 'first', wan: '5.1.0.21' }, { name: 'second', wan: '5.1.0.22' }, { name: 'renumbered', wan: '5.1.0.23' }]);
    spaces.renumber('renumbered');
    start('public', '--relay');
    const relay = await see('the relay listens', () => said('public')?.addresses[0], 60_000);
    start('first', '--peer', relay);
    dialler = start('second', '--peer', relay);
    other = start('renumbered', '--peer', relay);
    relayed = await see('the first home is reached through the relay', () => said('first')?.addresses.find((address) => address.includes('/p2p-circuit')), 90_000);
    for (const home of ['second', 'renumbered']) await see(`${home} knows that nobody comes in`, () => said(home)?.reach === 'relay', 90_000);
  });
  afterAll(async () => {
    for (const child of children.toReversed()) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => new Promise((resolve) => child.once('close', resolve))));
    spaces?.close();
  });

  it('get a direct line through both routers, and let the relay go', async () => {
    dialler.stdin!.write(`${relayed}\n`);
    const [line] = await see('a direct line is there', () => {
      const lines = linesTo('second', relayed);
      return lines.length > 0 && lines.every(({ isRelayed }) => !isRelayed) && lines;
    }, 60_000);
    // Not where the first home listens, which its router keeps closed.
    expect(line!.address).toMatch(/^\/ip4\/5\.1\.0\.21\/tcp\/(?!7413\b)\d+\/p2p\/\w+$/);
    const back = said('second')!.addresses[0]!;
    await see('the other side has it too', () => linesTo('first', back).some(({ isRelayed, address }) => !isRelayed && address.startsWith('/ip4/5.1.0.22/')), 60_000);
    for (const home of ['first', 'second']) expect(said(home)!.addresses.every((address) => address.includes('/p2p-circuit')), `${home} tells nobody of a port that is open to one peer`).toBe(true);
  });

  it('stay on the relay where a router gives each line another port', async () => {
    other.stdin!.write(`${relayed}\n`);
    await see('the line through the relay is there', () => linesTo('renumbered', relayed).some(({ isRelayed }) => isRelayed), 60_000);
    // Three tries of five seconds.
    await new Promise((resolve) => setTimeout(resolve, 18_000));
    expect(linesTo('renumbered', relayed).map(({ isRelayed }) => isRelayed)).toEqual([true]);
  });
});
