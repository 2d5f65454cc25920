import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    await until('the status says that the worker was lost', () => hearth.seen.status?.state === 'workerLost' && hearth.seen.status.about['jobId'] === jobId);
    await untilComputing(jobId, 2);
    expect(hearth.pidOf('worker')).not.toBe(before);
    expect((await outcome).kind).toBe('result');
    expect(hearth.notices('jobRetried')).toMatchObject([{ about: { jobId, attempts: 1, signal: 'SIGKILL' } }]);
    const job = await until('it is settled', async () => ((await stageOf(jobId)) === 'settled' ? hearth.readJob(jobId) : null));
    expect(job).toMatchObject({ attempts: 2, failure: null, payoutWei: job.priceWei });
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
    const request = client.build(client.tale(500), { order: { deadlineSeconds: Math.floor(Date.now() / 1000) + 4 } });
    const { jobId, deadlineSeconds } = request.order;
    const outcome = client.run(request);
    const worker = await untilComputing(jobId, 1);
    // Held still, a job cannot be faster than its deadline.
    process.kill(worker, 'SIGSTOP');
    expect(await outcome).toEqual({ kind: 'failed', failure: { code: 'job.deadline', about: { jobId, deadlineSeconds } } });
    expect(hearth.pidOf('worker')).not.toBe(worker);
    expect(await stageOf(jobId)).toBe('failed');
  });

  it('cancels a running job by killing its worker, and the next job runs', async () => {
    const [first, second] = [client.build(client.tale(500)), client.build(client.digit())];
    const [cancelled, done] = [client.run(first), client.run(second)];
    const worker = await untilComputing(first.order.jobId, 1);
    await hearth.ask('cancelJob', { jobId: first.order.jobId });
    expect(await cancelled).toEqual({ kind: 'failed', failure: { code: 'job.cancelled', about: { jobId: first.order.jobId } } });
    expect(await stageOf(first.order.jobId)).toBe('cancelled');
    expect(hearth.pidOf('worker')).not.toBe(worker);
    expect((await done).kind).toBe('result');
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
