import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { isAlive, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A Hearth with little patience for a worker that says nothing. */
let hearth: Hearth;
let client: PayingClient;
const computing = (jobId: string) => until('it computes', () => hearth.seen.jobs?.some((job) => job.jobId === jobId && job.stage === 'running' && job.unitsDone > 0) && hearth.pidOf('worker'), 60_000);

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
    await until('it was ended', () => !isAlive(worker), 60_000);
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
    await new Promise((resolve) => setTimeout(resolve, 30_000));
    for (const pid of [provider, worker]) process.kill(pid, 'SIGCONT');
    await until('its owner was told', () => hearth.notices('woke').length === 1, 30_000);
    await until('the job is over', async () => (await hearth.readJob(request.order.jobId))?.stage === 'cancelled', 30_000);
    expect((await hearth.readJob(request.order.jobId))?.failure).toEqual({ code: 'job.handedBack', about: { jobId: request.order.jobId, rule: 'sleep' } });
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code: 'job.handedBack' } });
    expect(hearth.seen.earnings?.todayRejected).toBe(rejected);
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
  });
});
