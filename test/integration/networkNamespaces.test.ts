import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withRunning } from '../../electron/programs/cli/running.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { openNamespaces, whyNoNamespaces, type Namespaces } from '../support/namespaces.ts';
import { builtPrograms, cli, repository } from '../support/programs.ts';
import { newFolder } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

const why = whyNoNamespaces();
/** The practice client, which is the relay, and the chain. */
const publicPorts = [7414, 7415];
const [delayMs, jitterMs] = [40, 60];
if (why !== null) process.stderr.write(`networkNamespaces is skipped: ${why}\n`);

/**
 * Three machines: the practice network with its chain and its client on one of the internet, which serves as a relay; a provider in one home; a gateway in another.
 * Both homes are behind routers that translate addresses and let nobody in, and 80 to 200 ms there and back from the internet: what goes to it passes a program that holds it so long.
 */
describe.skipIf(why !== null)('a network over three machines', () => {
  const folders = { net: newFolder('hearth-net-'), provider: newFolder('hearth-first-'), gateway: newFolder('hearth-second-') };
  const children: ChildProcess[] = [];
  const outputs = new Map<string, string>();
  let spaces: Namespaces;
  let apiKey: string;

  function start(space: string, name: string, program: string, args: readonly string[]): ChildProcess {
    const [command, ...words] = [...spaces.enter(space), process.execPath, program, ...args] as [string, ...string[]];
    const child = spawn(command, words, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => outputs.set(name, `${outputs.get(name) ?? ''}${text}`));
    children.push(child);
    return child;
  }
  /** Runs one command in a namespace to its end; a failure shows what it said. */
  async function run(space: string, program: readonly string[]): Promise<string> {
    const [command, ...words] = [...spaces.enter(space), process.execPath, ...program] as [string, ...string[]];
    const child = spawn(command, words, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    let said = '';
    let wrong = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (wrong += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code, `${program.join(' ')}\n${wrong}`).toBe(0);
    return said;
  }
  /** A control socket lies in a folder, so it is reached from outside the namespace. */
  const known = () => withRunning(folders.provider, (hearth) => hearth.ask('readReach', {})).catch(() => null);
  /** One completion, asked inside the gateway's machine, as an application there would. */
  async function buy(prompt: string): Promise<{ choices: { text: string }[]; hearth: { receiptId: string; verification: string; paidWei: string } }> {
    const ask = `const r = await fetch(process.argv[1] + '/completions', { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + process.argv[2] }, body: JSON.stringify({ model: 'ember', prompt: process.argv[3], max_tokens: 16, temperature: 0 }), signal: AbortSignal.timeout(90_000) }); const t = await r.text(); if (!r.ok) { console.error(t); process.exit(1); } console.log(t);`;
    const address = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(outputs.get('gateway') ?? '')![0];
    return JSON.parse(await run('second', ['--input-type=module', '-e', ask, address, apiKey, prompt])) as Awaited<ReturnType<typeof buy>>;
  }
  const diagnose = (): string => [...outputs].map(([name, text]) => `--- ${name}\n${text.slice(-3000)}`).join('\n');

  beforeAll(async () => {
    spaces = openNamespaces(`hearth-${process.pid}`, [{ name: 'public', ip: '5.1.0.10' }], [{ name: 'first', wan: '5.1.0.21' }, { name: 'second', wan: '5.1.0.22' }]);
    for (const home of ['first', 'second']) {
      start(`${home}-router`, `${home} line`, join(repository, 'test/support/slowLineChild.ts'), ['5.1.0.10', String(delayMs), String(jitterMs), ...publicPorts.map(String)]);
      await until(`the line of the ${home} home is laid`, () => outputs.get(`${home} line`)?.match(/each way/g)?.length === publicPorts.length).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); });
      spaces.slowDown(home, publicPorts);
    }
    start('public', 'net', join(builtPrograms, 'devnet.js'), ['--standalone', '--data', join(folders.net, 'practice'), '--rate', '0', '--block-time', '1', '--window', '5', '--listening', JSON.stringify({ scope: 'internet', isRelay: true })]);
    const networkFile = join(folders.net, 'practice', 'network.json');
    await until('the network has a file', () => existsSync(networkFile)).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); });
    await run('first', [cli, 'join', networkFile, '--name', 'winter', '--data', folders.provider]);
    await run('second', [cli, 'join', networkFile, '--data', folders.gateway]);
    start('first', 'provider', cli, ['start', '--headless', '--port', '0', '--listen', 'internet', '--data', folders.provider]);
    apiKey = openAppKeys(join(folders.gateway, 'gateway', 'keys.json'), Date.now).create('test', { budgetWei: weiPerCoin, maxPriceWei: null });
    start('second', 'gateway', cli, ['gateway', '--port', '0', '--data', folders.gateway]);
    await until('the provider is reached through the relay', async () => (await known())?.reach === 'relay', 90_000).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); });
    await until('the gateway serves', () => /http:\/\/127\.0\.0\.1:\d+\/v1/.test(outputs.get('gateway') ?? '')).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); });
  });
  afterAll(async () => {
    for (const child of children.toReversed()) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => new Promise((resolve) => child.once('close', resolve))));
    spaces?.close();
  });

  it('is far from the internet: each word takes its time', async () => {
    const ask = `const took = []; for (let i = 0; i < 6; i++) { const t = performance.now(); await (await fetch('http://5.1.0.10:7415', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}' })).text(); took.push(performance.now() - t); } console.log(JSON.stringify(took));`;
    for (const home of ['first', 'second']) {
      const took = JSON.parse(await run(home, ['--input-type=module', '-e', ask])) as number[];
      expect(Math.min(...took), `${home}: ${took.join(' ')}`).toBeGreaterThanOrEqual(2 * delayMs);
    }
  });

  it('tells others no address of its home and none of its machine, and knows that nobody comes in directly', async () => {
    const { reach, addresses } = (await known())!;
    expect(reach).toBe('relay');
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(address).toMatch(/^\/ip4\/5\.1\.0\.10\/tcp\/7414\/p2p\/\w+\/p2p-circuit\/p2p\/\w+$/);
  });

  it('has a job ordered from one home, served in another, replayed and paid, through the relay', async () => {
    const answer = await until('a job is bought', () => buy('date: 7th October twenty sixty-nine =').catch(() => null), 90_000);
    expect(answer.choices[0]!.text).toBe(' 2069-10-07');
    expect(answer.hearth).toMatchObject({ verification: 'replayed' });
    expect(BigInt(answer.hearth.paidWei)).toBeGreaterThan(0n);
    await until('the provider is paid', async () => {
      const { payouts } = await withRunning(folders.provider, (hearth) => hearth.ask('readCsv', { range: '7d' }));
      return payouts > 0;
    }, 90_000).catch((error: unknown) => { throw new Error(diagnose(), { cause: error }); });
    expect(existsSync(join(folders.provider, 'networks', 'winter', 'hearth.sqlite'))).toBe(true);
  });

  it('goes on over a line that loses packets, and after the home was cut off in the middle', async () => {
    if (spaces.hasLoss) spaces.lose('first', 3);
    else process.stderr.write('no packets are lost: the kernel draws no random numbers for nftables\n');
    expect((await buy('sum: 189 + 325 =')).choices[0]!.text.trim()).toBe('514');
    spaces.cut('first', true);
    const bought = buy('sum: 2 + 2 =');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    spaces.cut('first', false);
    expect((await bought).choices[0]!.text.trim()).toBe('4');
  });

  it('is left again, with what belongs to it kept apart', async () => {
    const { stdout } = await runHearth(['networks', '--json', '--data', folders.provider]);
    expect(JSON.parse(stdout)).toMatchObject({ current: 'winter', joined: [{ name: 'winter', isPractice: true }] });
    expect((await runHearth(['leave', 'nowhere', '--data', folders.provider])).stderr).toContain('has joined no network called nowhere');
    expect(JSON.parse(readFileSync(join(folders.provider, 'settings.json'), 'utf8'))).toMatchObject({ network: 'winter', listening: { scope: 'internet' } });
  });
});
