import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { keccak256 } from 'ethers/crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashNetworkFile, parseNetworkFile, type NetworkFile } from '../../electron/services/chain/networkFile.ts';
import { openSettings } from '../../electron/services/settings/settings.ts';
import { sameAddress } from '../../electron/shared/units.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { startRpcProxy, type RpcProxy } from '../support/rpcProxy.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

const limitMs = 120_000;
const chromium = findChromium();

/** Two Hearths, each with a practice network of its own; the first goes over to the second's and back. */
describe('a Hearth that goes from network to network', () => {
  let here: Hearth;
  let there: Hearth;
  let text: string;
  let file: NetworkFile;
  let proxy: RpcProxy;
  const served = new Map<string, string>();
  const web = createServer(({ url }, response) => void response.end(served.get(url!) ?? ''));
  const addressOf = (name: string, body: string, sha256 = hashNetworkFile(body)): string => {
    served.set(`/${name}`, body);
    return `http://127.0.0.1:${(web.address() as AddressInfo).port}/${name}#sha256=${sha256}`;
  };
  const run = (...words: string[]) => runHearth([...words, '--data', here.dataFolder, '--json']);
  // A job that was admitted keeps it where it is until it is done, or its deadline is over.
  const isOn = (name: string | null, escrow: string) => until(`it is on ${name ?? 'its own network'}`, () => here.seen.network?.escrow != null && sameAddress(here.seen.network.escrow, escrow), 3 * limitMs);
  const ownEscrow = async (): Promise<string> => (await here.openChain()).deployment.contracts.JobEscrow.address;
  const jobIds = async (): Promise<readonly string[]> => (await here.ask('readJobs', {})).jobs.map(({ jobId }) => jobId);
  const isKnownThere = async (): Promise<boolean> => (await there.ask('readPeers', {})).nodes.some(({ node, addresses }) => sameAddress(node, here.seen.network!.nodeAddress!) && addresses.length > 0);
  /** Of its own practice network and of the other, before it left each. */
  const kept: { own: readonly string[]; winter: readonly string[] } = { own: [], winter: [] };

  beforeAll(async () => {
    // Another window than the one that is prepared for tests: a practice network of its own making.
    [here, there] = await Promise.all([startHearth({ hasPage: true }), startHearth({ window: 3 })]);
    await Promise.all([here.waitUntilReady(), there.waitUntilReady(), new Promise((resolve) => web.listen(0, '127.0.0.1', () => resolve(null)))]);
    text = readFileSync(join(there.dataFolder, 'practice', 'network.json'), 'utf8');
    file = parseNetworkFile(text, 'test');
    proxy = await startRpcProxy(file.deployment.rpcUrls[0]!);
  }, 300_000);
  afterAll(async () => {
    web.close();
    await proxy?.stop();
    await Promise.all([here?.stop(), there?.stop()]);
  });

  it('stays where it is for a file that is not the one named, of another chain, with other contracts, or with another clock', async () => {
    const provider = here.pidOf('provider');
    const refused = async (asked: string, code: string, reason: RegExp): Promise<void> => {
      const ran = await run('join', asked);
      expect([ran.code !== 0, (ran.json() as { code: string }).code], asked).toEqual([true, code]);
      expect(ran.stdout, asked).toMatch(reason);
    };
    const edited = (change: Partial<NetworkFile['deployment']>): string => JSON.stringify({ ...file, deployment: { ...file.deployment, ...change } });
    const throughProxy = (instead: RpcProxy['instead'], change: Partial<NetworkFile['deployment']> = {}): string => {
      proxy.instead = instead;
      return edited({ rpcUrls: [proxy.url], ...change });
    };
    const { address } = file.deployment.contracts.HearthToken;
    const otherCode = `${await (await there.openChain()).request<string>('eth_getCode', [address, 'latest'])}00`;
    let looks = 0;
    const shifted = (bySeconds: number): RpcProxy['instead'] => async ({ method, params }, ask) => {
      if (method !== 'eth_getBlockByNumber') return undefined;
      const block = (await ask(method, params)) as { number: string; timestamp: string };
      return { result: { ...block, number: `0x${(Number(block.number) + looks++).toString(16)}`, timestamp: `0x${(Math.round(Date.now() / 1000) + bySeconds).toString(16)}` } };
    };
    await refused(addressOf('network.json', text).split('#')[0]!, 'usage.invalid', /needs the hash of its file/);
    await refused(addressOf('network.json', text, 'ab'.repeat(32)), 'network.fileInvalid', /not the one that was named/);
    await refused(addressOf('deployment.json', JSON.stringify(file.deployment)), 'network.fileInvalid', /hearth network-file/);
    await refused(addressOf('version.json', JSON.stringify({ ...file, protocol: 'hvi/9' })), 'network.incompatible', /hvi\/9/);
    await refused(addressOf('chain.json', edited({ chainId: 1 })), 'chain.wrongChain', /"expected":\s*1\b/);
    await refused(addressOf('contracts.json', edited({ rpcUrls: (await here.openChain()).deployment.rpcUrls })), 'chain.codeMismatch', /"expected":\s*"0x/);
    const contracts = { ...file.deployment.contracts, HearthToken: { address, codeHash: keccak256(otherCode) as `0x${string}` } };
    await refused(addressOf('built.json', throughProxy(({ method, params }) => (method === 'eth_getCode' && sameAddress(params[0] as string, address) ? { result: otherCode } : undefined), { contracts })), 'network.incompatible', /another HearthToken contract/);
    await refused(addressOf('ahead.json', throughProxy(shifted(40))), 'network.clockWrong', /\b(3\d|40)\b/);
    await refused(addressOf('behind.json', throughProxy(shifted(-300))), 'network.clockWrong', /\b(30\d|31\d)\b/);
    await refused(join(here.dataFolder, 'practice', 'network.json'), 'usage.invalid', /as practice, which this Hearth runs itself/);
    proxy.instead = null;
    expect(await here.ask('readNetworks', {})).toMatchObject({ current: null, joined: [], goingTo: null });
    expect([existsSync(join(here.dataFolder, 'networks')), here.pidOf('provider')]).toEqual([false, provider]);
  }, 2 * limitMs);

  it('goes over while it works: what it computes is finished, and the other network has books of its own', async () => {
    await here.ask('setPracticeRate', { jobsPerMinute: 90 });
    await until('it is paid on its own network', async () => (await here.ask('readJobs', { stage: 'settled' })).total > 1, limitMs);
    const ran = await run('join', addressOf('network.json', text), '--name', 'winter');
    expect([ran.code, ran.json()]).toMatchObject([0, { name: 'winter', isPractice: true, isCurrent: true, sha256: hashNetworkFile(text) }]);
    await isOn('winter', file.deployment.contracts.JobEscrow.address);
    // Two journals of one chain would part: the client's next voucher fits one of them alone.
    expect(await run('join', addressOf('network.json', text), '--name', 'spring')).toMatchObject({ code: 2, stdout: expect.stringContaining('here already, as winter') as string });
    // What is asked of the chain is asked of the network it is on, and the test keys of its own practice network sign nothing there.
    const { contracts } = file.deployment;
    expect((await run('treasury')).json()).toMatchObject({ account: contracts.HearthTimelock.address });
    expect(await run('claim')).toMatchObject({ code: 2, stdout: expect.stringContaining('--key-file') as string });
    await until('the other network stakes for it', () => (here.seen.network?.stakeWei ?? 0n) > 0n, limitMs);
    expect(await jobIds()).toEqual([]);
    expect(openSettings(here.dataFolder).read().network).toBe('winter');
    await until('the other network knows it', isKnownThere, limitMs);
    await there.ask('setPracticeRate', { jobsPerMinute: 90 });
    await until('it is paid on the other network', async () => (await here.ask('readJobs', { stage: 'settled' })).total > 1, limitMs);
    await there.ask('setPracticeRate', { jobsPerMinute: 0 });
    expect(existsSync(join(here.dataFolder, 'networks', 'winter', 'hearth.sqlite'))).toBe(true);
    kept.winter = await jobIds();
  }, 6 * limitMs);

  it('goes back from its page, where real money is told apart; the jobs of each network are there again, and of that one alone', async ({ skip }) => {
    skip(chromium.path === null, chromium.reason ?? '');
    const real = join(here.dataFolder, 'meadow.json');
    writeFileSync(real, JSON.stringify({ ...file, practice: null, deployment: { ...file.deployment, practice: false } }));
    const joined = await runHearth(['join', real, '--name', 'meadow', '--stay', '--data', here.dataFolder]);
    expect([joined.code, joined.stdout]).toEqual([0, expect.stringMatching(/^Joined meadow, chain \d+\. REAL MONEY: its coins have value\.$/m)]);
    const browser = await launchBrowser(chromium.path!);
    const watched = await openPage(browser, here.host.address!);
    try {
      const { page } = watched;
      await page.getByRole('button', { name: 'Leave it for later' }).click({ timeout: limitMs });
      // The page goes on by itself once that is answered, and would go on from wherever it was sent meanwhile.
      await page.getByRole('link', { name: 'Jobs' }).first().click({ timeout: limitMs });
      await page.locator('table').first().waitFor();
      await page.evaluate("location.hash = '#/network'");
      await page.locator('[data-network=winter] [aria-current=true]').waitFor();
      expect(await page.locator('[data-network=winter] .test-money').count()).toBe(1);
      await page.locator('[data-network=meadow]').getByText('real money').waitFor();
      await page.locator("[data-network='']").getByRole('button').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Switch', exact: true }).click();
      await isOn(null, await ownEscrow());
      await page.locator("[data-network=''] [aria-current=true]").waitFor({ timeout: limitMs });
    } finally {
      await watched.close();
      await browser.close();
    }
    await here.ask('setPracticeRate', { jobsPerMinute: 0 });
    kept.own = await jobIds();
    expect(kept.own.length).toBeGreaterThan(1);
    expect(kept.own.filter((jobId) => kept.winter.includes(jobId))).toEqual([]);
    // Nothing that computed when it left was lost; what still waited for a device may have missed its deadline.
    expect((await here.ask('readJobs', { stage: 'failed' })).jobs.filter(({ attempts }) => attempts > 0)).toEqual([]);
    await until('the other network hears that it left', async () => !(await isKnownThere()), limitMs);
  }, 5 * limitMs);

  it('finds its books on the other network again, and leaves it with nothing of it kept', async () => {
    // No receipt of the network it leaves is left alone: it goes once the last one is past its audit.
    const asked = await run('networks', 'use', 'winter', '--when-clear');
    expect([asked.code, asked.json()]).toMatchObject([0, { goingTo: 'winter' }]);
    await until('the status says so, or it is there', () => here.seen.status?.state === 'leaving' || here.seen.network?.escrow === file.deployment.contracts.JobEscrow.address);
    await isOn('winter', file.deployment.contracts.JobEscrow.address);
    const again = await until('its jobs there are told', async () => {
      const found = await jobIds().catch(() => []);
      return found.length > 0 ? found : null;
    }, limitMs);
    expect(openSettings(here.dataFolder).read()).toMatchObject({ network: 'winter', goingTo: null });
    // One that was ordered last may have come after they were counted.
    expect(again).toEqual(expect.arrayContaining([...kept.winter]));
    const left = await run('leave', 'winter', '--forget');
    expect([left.code, left.json()]).toMatchObject([0, { name: 'winter', left: true, forgotten: true }]);
    await isOn(null, await ownEscrow());
    expect(existsSync(join(here.dataFolder, 'networks', 'winter'))).toBe(false);
    expect((await run('networks')).json()).toMatchObject({ current: null, joined: chromium.path === null ? [] : [{ name: 'meadow', isPractice: false }] });
    expect(await jobIds()).toEqual(expect.arrayContaining([...kept.own]));
  }, 7 * limitMs);
});
