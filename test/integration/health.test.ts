import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RpcAddress } from '../../electron/shared/rpcAddresses.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { startRpcProxy } from '../support/rpcProxy.ts';
import { isAlive, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A Hearth with little patience for a worker that says nothing. */
let hearth: Hearth;
let client: PayingClient;
const computing = (jobId: string) => until('it computes', () => hearth.seen.jobs?.some((job) => job.jobId === jobId && job.stage === 'running' && job.unitsDone > 0) && hearth.pidOf('worker'));

beforeAll(async () => {
  hearth = await startHearth({ providerArgs: ['--patience', '4'] });
  await hearth.waitUntilReady();
  client = await openPayingClient(hearth);
});
afterAll(async () => {
  await client?.close();
  await hearth?.stop();
});

describe('a worker that hangs', () => {
  it('is ended long before the deadline of its job, which a fresh one does', async () => {
    const request = client.build(client.tale(300));
    const outcome = client.run(request);
    const worker = await computing(request.order.jobId);
    // Stopped, it lives and answers nothing, as one that hangs in a driver does.
    process.kill(worker, 'SIGSTOP');
    await until('it was ended', () => !isAlive(worker));
    expect((await outcome).kind).toBe('result');
    await until('its owner was told', () => hearth.notices('jobRetried').length === 1);
    expect(hearth.notices('jobRetried')[0]!.about).toMatchObject({ jobId: request.order.jobId, signal: 'hung' });
    expect(await hearth.readJob(request.order.jobId)).toMatchObject({ attempts: 2 });
  });
});

describe('a machine that sleeps', () => {
  it('hands a job whose deadline passed back to its client, calls it no failure, and says at once that it is back', async () => {
    const request = client.build(client.tale(480), { order: { deadlineSeconds: Math.floor(Date.now() / 1000) + 20 } });
    const outcome = client.run(request);
    const worker = await computing(request.order.jobId);
    const provider = hearth.pidOf('provider')!;
    const rejected = hearth.seen.earnings?.todayRejected;
    // Both stand still, as in a sleep that the clock runs through.
    for (const pid of [provider, worker]) process.kill(pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, Math.max(15_000, request.order.deadlineSeconds * 1000 + 5000 - Date.now())));
    for (const pid of [provider, worker]) process.kill(pid, 'SIGCONT');
    await until('its owner was told', () => hearth.notices('woke').length === 1);
    await until('the job is over', async () => (await hearth.readJob(request.order.jobId))?.stage === 'cancelled');
    expect((await hearth.readJob(request.order.jobId))?.failure).toEqual({ code: 'job.handedBack', about: { jobId: request.order.jobId, rule: 'sleep' } });
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code: 'job.handedBack' } });
    expect(hearth.seen.earnings?.todayRejected).toBe(rejected);
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
  });
});

describe("the owner's addresses of the chain", () => {
  it('are refused with a code when they are none or another chain; one of this chain is kept, compared at once, and taken out by the same command', async () => {
    const rpc = (...words: string[]) => runHearth(['rpc', ...words, '--data', hearth.dataFolder, '--json']).then((run) => ({ code: run.code, out: run.json() as { code?: string; addresses?: RpcAddress[] } }));
    const chain = await hearth.openChain();
    const proxy = await startRpcProxy(chain.rpcUrl());
    try {
      expect(await rpc('add', 'http://rpc.example.org')).toMatchObject({ code: 1, out: { code: 'chain.addressInvalid' } });
      proxy.instead = ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : undefined);
      expect((await rpc('add', proxy.url)).out).toMatchObject({ code: 'chain.wrongChain' });
      expect(await rpc('add', 'http://127.0.0.1:9')).toMatchObject({ code: 1, out: { code: 'chain.addressInvalid', about: { reason: 'silent' } } });
      proxy.instead = null;
      const added = await rpc('add', proxy.url);
      expect(added).toMatchObject({ code: 0, out: { addresses: [{ isOwners: false, isInUse: true }, { isOwners: true }] } });
      // It lies about the newest block: nothing is decided, and the owner hears which two disagree.
      proxy.instead = async ({ method, params }, ask) => (method === 'eth_getBlockByNumber' ? { result: { ...((await ask(method, params)) as object), hash: `0x${'ab'.repeat(32)}` } } : undefined);
      const told = await until('its owner was told', () => hearth.notices('chainDoubt')[0]);
      expect(told.about).toMatchObject({ kind: 'disagreement' });
      expect(JSON.stringify(told.about)).toContain(new URL(proxy.url).host);
      expect(await rpc('remove', proxy.url)).toMatchObject({ code: 0, out: { addresses: [{ isOwners: false }] } });
      await until('the chain is sound again', () => hearth.notices('chainSound').length > 0);
    } finally {
      await proxy.stop();
    }
  });
});

describe("the owner's limit on fees", () => {
  it('is set by a command within its bounds, and shown with what it needs to be weighed', async () => {
    const rate = (...words: string[]) => runHearth(['rate', ...words, '--data', hearth.dataFolder]);
    for (const wrong of ['0', '101', '-5', 'NaN', '']) expect((await rate('limit', wrong)).code).toBe(2);
    expect(await rate('limit', '2.5')).toMatchObject({ code: 0 });
    expect((await hearth.ask('readMoney', {})).feeLimitPercent).toBe(2.5);
    expect((await rate()).stdout).toContain('at most 2.5 % of what they fetch, not weighed');
  });
});
