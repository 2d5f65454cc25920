import { randomBytes } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { frameLimitBytes, jobReplyShape, jobRequestShape, streamProtocol, type JobInput, type JobReply, type JobRequest } from '../../electron/protocol/messages.ts';
import { readCrashReports } from '../../electron/services/diagnostics/crashReports.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** One running Hearth for everything that goes wrong while jobs run and that it lives through. */
let hearth: Hearth;
let client: PayingClient;
beforeAll(async () => {
  hearth = await startHearth();
  await hearth.waitUntilReady();
  client = await openPayingClient(hearth);
});
afterAll(async () => {
  await client?.close();
  await hearth?.stop();
});

const stageOf = async (jobId: string) => (await hearth.readJob(jobId))?.stage;
/** Until a job of this id has made tokens and its worker may be struck. */
const untilComputing = (jobId: string, attempt: number) =>
  until(`attempt ${attempt} computes`, () => hearth.seen.jobs?.some((job) => job.jobId === jobId && job.attempts === attempt && job.stage === 'running' && job.unitsDone > 0) && hearth.pidOf('worker'));

describe('while jobs run', () => {
  it('retries a job on a fresh worker when its worker is killed, says so, and is paid in the end', async () => {
    const request = client.build(client.tale(500));
    const { jobId } = request.order;
    const outcome = client.run(request);
    const before = await untilComputing(jobId, 1);
    process.kill(before, 'SIGKILL');
    await until('the status says that the worker was lost', () => hearth.statuses.some(({ state, about }) => state === 'workerLost' && about['jobId'] === jobId));
    await untilComputing(jobId, 2);
    expect(hearth.pidOf('worker')).not.toBe(before);
    expect((await outcome).kind).toBe('result');
    expect(hearth.notices('jobRetried')).toMatchObject([{ about: { jobId, attempts: 1, signal: 'SIGKILL' } }]);
    expect(hearth.notices('workerRestarted')).toMatchObject([{ count: 1 }]);
    // Of what ended by itself a report stays here, without a name of this machine.
    const [crash] = readCrashReports(hearth.dataFolder, 1);
    expect(crash).toMatchObject({ program: 'worker', how: 'SIGKILL', ranSeconds: expect.any(Number), lines: expect.arrayContaining([expect.stringContaining('provider')]) });
    expect(JSON.stringify(crash)).not.toContain(hearth.dataFolder);
    await until('the first receipt was told', () => hearth.notices('firstReceipt').length === 1);
    const job = await until('it is settled', async () => ((await stageOf(jobId)) === 'settled' ? hearth.readJob(jobId) : null));
    expect(job).toMatchObject({ attempts: 2, failure: null });
    // The rest of the price is the verifiers', the application's, the model's and the treasury's.
    expect(Number((100n * job.payoutWei!) / job.priceWei)).toSatisfy((percent: number) => percent >= 70 && percent < 100);
    expect(hearth.seen.status?.state).not.toBe('workerLost');
  });

  it('fails a job whose workers die three times, and then works on', async () => {
    const request = client.build(client.tale(500));
    const { jobId } = request.order;
    const outcome = client.run(request);
    for (const attempt of [1, 2, 3]) process.kill(await untilComputing(jobId, attempt), 'SIGKILL');
    expect(await outcome).toEqual({ kind: 'failed', failure: { code: 'job.workerLost', about: { jobId, attempts: 3, signal: 'SIGKILL' } } });
    expect(await hearth.readJob(jobId)).toMatchObject({ stage: 'failed', attempts: 3, failure: { code: 'job.workerLost' }, payoutWei: null });
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
  });

  it('kills a job at its deadline and says so', async () => {
    // A machine with other work may need longer than a short deadline to begin: then there is another, longer one.
    for (let seconds = 4, isStopped = false; !isStopped; seconds *= 2) {
      const request = client.build(client.tale(500), { order: { deadlineSeconds: Math.floor(Date.now() / 1000) + seconds } });
      const { jobId, deadlineSeconds } = request.order;
      const outcome = client.run(request);
      const worker = await Promise.race([untilComputing(jobId, 1).catch(() => null), outcome.then(() => null)]);
      // Held still, a job cannot be faster than its deadline.
      if (worker !== null) process.kill(worker, 'SIGSTOP');
      const ended = await outcome;
      isStopped = worker !== null;
      if (!isStopped && seconds < 60) continue;
      expect(ended).toEqual({ kind: 'failed', failure: { code: 'job.deadline', about: { jobId, deadlineSeconds } } });
      await until('the worker is another', () => hearth.pidOf('worker') !== worker);
      expect(await stageOf(jobId)).toBe('failed');
    }
  });

  it('cancels a running job by killing its worker, and the next job runs', async () => {
    const [first, second] = [client.build(client.tale(500)), client.build(client.digit())];
    const [cancelled, done] = [client.run(first), client.run(second)];
    const worker = await untilComputing(first.order.jobId, 1);
    await hearth.ask('cancelJob', { jobId: first.order.jobId });
    expect(await cancelled).toEqual({ kind: 'failed', failure: { code: 'job.cancelled', about: { jobId: first.order.jobId } } });
    expect(await stageOf(first.order.jobId)).toBe('cancelled');
    await until('the worker is another', () => hearth.pidOf('worker') !== worker);
    expect((await done).kind).toBe('result');
  });

  it('runs jobs of one model together, and after their worker is killed each once more, without blame for the device', async () => {
    const requests = Array.from({ length: 3 }, () => client.build(client.tale(500)));
    const ids = requests.map(({ order }) => order.jobId);
    const outcomes = requests.map((request) => client.run(request));
    const together = (attempt: number) => until(`all compute at once, attempt ${attempt}`, () =>
      ids.every((jobId) => hearth.seen.jobs?.some((job) => job.jobId === jobId && job.attempts === attempt && job.stage === 'running' && job.unitsDone > 0)) && hearth.pidOf('worker'));
    process.kill(await together(1), 'SIGKILL');
    const worker = await together(2);
    const [cancelled, ...kept] = ids;
    await hearth.ask('cancelJob', { jobId: cancelled! });
    expect(await outcomes[0]).toEqual({ kind: 'failed', failure: { code: 'job.cancelled', about: { jobId: cancelled } } });
    for (const outcome of outcomes.slice(1)) expect((await outcome).kind).toBe('result');
    expect(hearth.pidOf('worker')).toBe(worker);
    for (const jobId of kept) expect(await hearth.readJob(jobId)).toMatchObject({ attempts: 2, failure: null });
    expect(hearth.notices('deviceSetAside')).toEqual([]);
    await until('the auditors accepted both', async () => (await Promise.all(kept.map(stageOf))).every((stage) => stage === 'settled'));
  });

  it('loses nothing when the signer is killed while receipts are signed', async () => {
    const requests = Array.from({ length: 6 }, () => client.build(client.digit()));
    const outcomes = requests.map((request) => client.run(request));
    await until('one is signed', async () => (await stageOf(requests[0]!.order.jobId)) !== 'queued');
    hearth.kill('signer');
    for (const outcome of outcomes) expect((await outcome).kind).toBe('result');
    await until('all are settled', async () => (await Promise.all(requests.map(({ order }) => stageOf(order.jobId)))).every((stage) => stage === 'settled'));
    expect(hearth.notices('signerRestarted')).toHaveLength(1);
  });
});

/** Sends one order over a stream of its own and gives what was said first after it: admitted or refused. Null: the stream was cut. */
async function offer(request: JobRequest): Promise<JobReply | null> {
  const stream = await client.network.openStream(hearth.addresses()[0]!, streamProtocol.job, { limitBytes: frameLimitBytes });
  try {
    await stream.write(jobRequestShape, request);
    return await stream.read(jobReplyShape, { timeoutMs: 60_000 });
  } finally {
    stream.reset('heard enough');
  }
}
const bytes32 = (byte: string): string => `0x${byte.repeat(32)}`;

describe('an order that cannot be taken', () => {
  const stranger = new Wallet(`0x${'58'.repeat(32)}`);
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const digit = (changes: Partial<Extract<JobInput, { kind: 'classify' }>>): JobInput => ({ ...client.digit(), ...changes }) as JobInput;
  const tale = (promptTokens: number[]): JobInput => ({ ...client.tale(4), promptTokens }) as JobInput;
  const cases: Record<string, [code: string, build: () => JobRequest]> = {
    'another network': ['order.malformed', () => client.build(client.digit(), { request: { domain: { ...client.domain, chainId: 1 } } })],
    'a nonce that is not the committed one': ['order.malformed', () => client.build(client.digit(), { request: { nonce: bytes32('11') } })],
    'decoding rules that are not the committed ones': ['order.malformed', () => client.build(client.digit(), { order: { decodeHash: bytes32('12') } })],
    'a numeric class this node does not run': ['order.wrongClass', () => client.build(client.digit(), { request: { classId: 1 } })],
    'no numeric class': ['order.wrongClass', () => client.build(client.digit(), { request: { classId: undefined } })],
    'no units': ['order.malformed', () => client.build(client.digit(), { order: { maxUnitsOut: 0 } })],
    'too few units for its prompt': ['order.unitsTooMany', () => client.build(client.tale(4), { order: { maxUnitsIn: 1 } })],
    'too few units for its answer': ['order.unitsTooMany', () => client.build(client.tale(4), { order: { maxUnitsOut: 3 } })],
    'an expired deadline': ['order.expired', () => client.build(client.digit(), { order: { deadlineSeconds: nowSeconds() - 1 } })],
    'a price below what is asked': ['order.priceTooLow', () => client.build(client.digit(), { order: { priceOutWei: 1n } })],
    'a client without coins': ['order.notFunded', () => client.build(client.digit(), { order: { client: stranger.address }, privateKey: stranger.privateKey })],
    "somebody else's signature": ['order.badSignature', () => client.build(client.digit(), { privateKey: stranger.privateKey })],
    'a change after the signature': ['order.badSignature', () => client.build(client.digit(), { unsigned: { deadlineSeconds: nowSeconds() + 999 } })],
    'another node': ['order.notForThisNode', () => client.build(client.digit(), { order: { provider: stranger.address } })],
    'a model nobody has': ['model.unknown', () => client.build(client.digit(), { order: { modelId: bytes32('13') } })],
    'a model of the other kind': ['order.wrongModel', () => client.build(client.digit(), { order: { modelId: client.build(client.tale(4)).order.modelId } })],
    'another input root': ['order.wrongInput', () => client.build(client.digit(), { order: { inputRoot: bytes32('14') } })],
    'too few bytes': ['input.wrongShape', () => client.build(digit({ dims: [1, 2], body: '0x0102' }))],
    'dimensions that are not those of its bytes': ['input.wrongShape', () => client.build(digit({ dims: [1, 9] }))],
    'a type that is not that of its bytes': ['input.wrongShape', () => client.build(digit({ dtype: 1 }))],
    'an empty prompt': ['input.malformed', () => client.build(tale([]))],
    'a token outside the vocabulary': ['input.malformed', () => client.build(tale([5_000_000]))],
    'a prompt longer than the context': ['input.tooLarge', () => client.build(tale(Array<number>(512).fill(10)))],
  };

  it.each(Object.entries(cases))('for %s is refused at once with its code', async (_name, [code, build]) => {
    const { total } = await hearth.ask('readJobs', {});
    const request = build();
    const startMs = performance.now();
    expect(await offer(request)).toMatchObject({ kind: 'refused', failure: { code } });
    // Not after a limit of somebody's: the shortest that an order meets is its deadline of two minutes.
    expect(performance.now() - startMs).toBeLessThan(30_000);
    expect(await hearth.ask('readJobs', {})).toMatchObject({ total });
  });

  it('because it came before is refused, and the first one is untouched', async () => {
    const request = client.build(client.digit());
    expect((await client.run(request)).kind).toBe('result');
    expect(await offer(request)).toMatchObject({ kind: 'refused', failure: { code: 'order.duplicate', about: { jobId: request.order.jobId } } });
    expect((await hearth.ask('readJobs', { search: request.order.jobId })).total).toBe(1);
  });

  it('because it is garbage is cut off, is named in the log, and disturbs nobody', async () => {
    const { total } = await hearth.ask('readJobs', {});
    const address = hearth.addresses()[0]!;
    const port = Number(/\/tcp\/(\d+)\//.exec(address)![1]);
    const sockets = Array.from({ length: 5 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    for (const socket of sockets) socket.write(randomBytes(5000));
    const wire = z.encode(jobRequestShape, client.build(client.digit()));
    const extra = z.looseObject({});
    for (const frame of [{}, [], 'order', { ...wire, order: { ...wire.order, maxUnitsOut: -1 } }, { ...wire, more: 1 }, { ...wire, order: { ...wire.order, priceOutWei: 'free' } }]) {
      const stream = await client.network.openStream(address, streamProtocol.job, { limitBytes: frameLimitBytes });
      await stream.write(z.unknown(), frame);
      await expect(stream.read(extra, { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'network.unreachable' });
    }
    const huge = await client.network.openStream(address, streamProtocol.job, { limitBytes: frameLimitBytes });
    const writing = huge.write(z.unknown(), 'x'.repeat(frameLimitBytes + 1)).catch(() => {});
    await expect(huge.read(extra, { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'network.unreachable' });
    await writing;
    for (const socket of sockets) socket.destroy();
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
    await until('each is named in the log', () => hearth.lines.filter((line) => line.includes('network.malformed')).length >= 7);
    expect(await hearth.ask('readJobs', {})).toMatchObject({ total: total + 1 });
  });
});

describe('a pause', () => {
  it('refuses orders, outlives a killed provider, and ends when it is told to', async () => {
    const request = client.build(client.tale(400));
    const running = client.run(request);
    await untilComputing(request.order.jobId, 1);
    await hearth.ask('pause', { minutes: null });
    await until('the status says so', () => hearth.seen.status?.state === 'paused' && hearth.seen.status.about['untilMs'] === null);
    expect(await offer(client.build(client.digit()))).toEqual({ kind: 'refused', failure: { code: 'job.paused', about: { rule: 'paused' } } });
    expect((await running).kind).toBe('result');

    const before = hearth.addresses()[0];
    hearth.kill('provider');
    await until('it listens again', () => hearth.addresses()[0] !== before);
    await until('it is paused again', () => hearth.seen.status?.state === 'paused');
    // What it told before is there, and that it had ended unexpectedly.
    await until('it says that it had ended', () => hearth.notices('providerRestarted').length === 1);
    expect(hearth.notices('firstReceipt')).toHaveLength(1);
    expect(await offer(client.build(client.digit()))).toMatchObject({ kind: 'refused', failure: { code: 'job.paused' } });
    await hearth.ask('resume', {});
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
  });
});

describe('a chain that goes away', () => {
  it('lets jobs finish and receipts wait, is named in the status, and settles everything when it is back', async () => {
    await until('nothing waits', async () => (await hearth.ask('readJobs', { stage: 'live' })).total === 0);
    const requests = Array.from({ length: 3 }, () => client.build(client.digit()));
    const anvil = hearth.pidOfChain();
    process.kill(anvil, 'SIGSTOP');
    try {
      await until('the status says that the chain is gone', () => hearth.seen.status?.state === 'chainGone');
      for (const request of requests) expect((await client.run(request)).kind).toBe('result');
      await until('it says how many wait', () => hearth.seen.status?.state === 'chainGone' && hearth.seen.status.about['waiting'] === 3);
      expect(hearth.seen.network?.chain).toBe('gone');
      expect(hearth.seen.status?.about['rpcUrl']).toBe(hearth.seen.network?.rpcUrl);
      await until('vouchers came all the same', async () => (await Promise.all(requests.map(({ order }) => stageOf(order.jobId)))).every((stage) => stage === 'acknowledged'));
    } finally {
      process.kill(anvil, 'SIGCONT');
    }
    await until('all are settled', async () => (await Promise.all(requests.map(({ order }) => stageOf(order.jobId)))).every((stage) => stage === 'settled'));
    expect(hearth.notices('chainGone').length).toBeGreaterThan(0);
    await until('it says that the chain is back, as often as it was gone', () => hearth.notices('chainBack').length === hearth.notices('chainGone').length);
    await until('the status is calm', () => ['idle', 'working'].includes(hearth.seen.status!.state));
  });

  it('and comes back without its last seconds settles everything on what is left', async () => {
    const requests = Array.from({ length: 3 }, () => client.build(client.digit()));
    for (const request of requests) expect((await client.run(request)).kind).toBe('result');
    await until('one is anchored', async () => ['anchored', 'settled'].includes((await stageOf(requests[0]!.order.jobId))!));
    const killed = hearth.pidOfChain();
    process.kill(killed, 'SIGKILL');
    await until('another process is the chain', () => hearth.pidOfChain() > 0 && hearth.pidOfChain() !== killed);
    await until('all are settled', async () => (await Promise.all(requests.map(({ order }) => stageOf(order.jobId)))).every((stage) => stage === 'settled'), 120_000);
    const chain = await hearth.openChain();
    const record = await chain.readNode(hearth.seen.network!.nodeAddress!);
    if (!record.bound) throw new Error('the node is not bound');
    // Payments of earlier jobs were among the lost seconds too, and come again.
    await until('all that is settled was paid', async () => {
      const { jobs } = await hearth.ask('readJobs', { stage: 'settled', limit: 500 });
      return (await chain.readBalance(record.payout)).coinWei === jobs.reduce((sum, { payoutWei }) => sum + payoutWei!, 0n);
    });
  });

  it('and whose port somebody else took meanwhile is found where it is now', async () => {
    const before = hearth.seen.network!.rpcUrl!;
    const killed = hearth.pidOfChain();
    const taker = createServer((socket) => socket.destroy());
    hearth.kill('devnet');
    process.kill(killed, 'SIGKILL');
    await until('its port is taken', () => new Promise<boolean>((resolve) => {
      taker.once('error', () => resolve(false));
      taker.listen(Number(new URL(before).port), '127.0.0.1', () => resolve(true));
    }));
    try {
      await until('another process is the chain', () => hearth.pidOfChain() > 0 && hearth.pidOfChain() !== killed);
      await until('the chain is asked elsewhere', () => hearth.seen.network?.rpcUrl !== before && hearth.seen.network?.chain === 'reachable');
      const request = client.build(client.digit());
      expect((await client.run(request)).kind).toBe('result');
      await until('it is settled', async () => (await stageOf(request.order.jobId)) === 'settled', 90_000);
    } finally {
      taker.close();
    }
  });
});
