import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tauVersion, thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import type { Announcement, JobRequest } from '../../../../electron/protocol/messages.ts';
import type { JobClient, JobOutcome } from '../../../../electron/services/network/jobClient.ts';
import { createPracticeClient, type PracticeEvent } from '../../../../electron/services/practice/client.ts';
import { openPracticeStore, type PracticeStore } from '../../../../electron/services/practice/practiceStore.ts';
import { decideTopUp, targetWeiOf } from '../../../../electron/services/practice/reservations.ts';
import { createDeck, readWorkload, type WorkItem } from '../../../../electron/services/practice/workload.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin } from '../../../../electron/shared/units.ts';
import { bundledModels } from '../../../support/practiceProvider.ts';
import { sampleApp, sampleClient, sampleDomain, sampleNode } from '../../../support/practiceSamples.ts';

const modelId = `0x${'46'.repeat(32)}`;
const item: WorkItem = { task: 'digit', modelId, expected: '1', input: { kind: 'classify', dtype: 2, dims: [1, 1], body: '0x00' } };
const announcement: Announcement = {
  format: 'hearth-announcement/2', domain: sampleDomain, node: sampleNode.address, payout: sampleNode.address, epoch: 1, peerId: 'x', addresses: ['/x'], freeSlots: 1, atMs: 1, untilMs: 2,
  models: [{ modelId, kind: 'classify', name: 'x', classId: 10, priceInWei: 1n, priceOutWei: 1n, maxContext: 1 }],
};
let folder: string;
let store: PracticeStore;
let ending: AbortController;
beforeEach(async () => {
  ending = new AbortController();
  folder = await mkdtemp(join(tmpdir(), 'hearth-client-'));
  store = openPracticeStore(join(folder, 'practice.sqlite'));
});
afterEach(async () => {
  ending.abort();
  store.close();
  await rm(folder, { recursive: true });
});

function open(run: (request: JobRequest, index: number) => Promise<JobOutcome>) {
  const requests: JobRequest[] = [];
  const events: PracticeEvent[] = [];
  let running = 0;
  let most = 0;
  const jobs: JobClient = {
    async run(_addresses, request) {
      most = Math.max(most, ++running);
      try {
        return await run(request, requests.push(request) - 1);
      } finally {
        running--;
      }
    },
  };
  const client = createPracticeClient({
    p, domain: sampleDomain, client: sampleClient, app: sampleApp, deliveryKey: `0x${'45'.repeat(32)}`, store, lines: { accept: () => {} }, jobs, draw: () => item, limitsOf: async () => thresholdsOf(1, tauVersion, null), audit: async () => ({ state: { kind: 'unaudited' }, votes: [], excluded: [] }), askChunk: async () => ({ kind: 'withheld', reason: 'none' }),
    randomBytes: (count) => new Uint8Array(randomBytes(count)), random: Math.random, nowMs: Date.now, onEvent: (event) => events.push(event), onFault: () => {},
  }, ending.signal);
  return { client, requests, events, most: () => most };
}
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const lost: JobOutcome = { kind: 'failed', failure: { code: 'worker.timeout', about: { stage: 'run', limitMs: 1 } } };

describe('the practice client', () => {
  it('sends nothing before coins are reserved, then as fast as the node takes it, a few at a time', async () => {
    const { client, requests, most } = open(async () => (await sleep(2), lost));
    client.sendJobs(20);
    client.setNode(announcement);
    await sleep(10);
    expect(requests.length).toBe(0);
    client.setReserved(announcement.node, `0x${'44'.repeat(32)}`);
    while (requests.length < 20) await sleep(5);
    await sleep(20);
    expect(requests.length).toBe(20);
    expect(most()).toBe(4);
    expect(new Set(requests.map(({ order }) => order.jobId)).size).toBe(20);
  });

  it('asks a node that says it is full after a free one', () => {
    const { client, requests } = open(() => new Promise((_resolve, reject) => ending.signal.addEventListener('abort', () => reject(new Error('stopping')), { once: true })));
    const free = sampleApp;
    for (const [node, freeSlots] of [[announcement.node, 0], [free, 64]] as const) {
      client.setNode({ ...announcement, node, freeSlots, atMs: Date.now() });
      client.setReserved(node, `0x${'44'.repeat(32)}`);
    }
    client.sendJobs(3);
    expect(requests.map(({ order }) => order.provider)).toEqual([free, announcement.node, free]);
  });

  it('sends another order in place of one that was refused for the moment', async () => {
    const { client, requests, events } = open(async (_request, index) => (index === 0 ? { kind: 'refused', failure: { code: 'job.busy', about: { running: 1, limit: 1 } } } : lost));
    client.setNode(announcement);
    client.setReserved(announcement.node, `0x${'44'.repeat(32)}`);
    client.sendJobs(1);
    while (requests.length < 2) await sleep(20);
    await sleep(20);
    expect(requests.length).toBe(2);
    expect(events.filter((event) => event.kind === 'ended').map((event) => event.again)).toEqual([true, false]);
  });

  it('keeps an order outstanding when it is stopped, and takes it up again at the next start', async () => {
    const first = open((_request) => new Promise((_resolve, reject) => ending.signal.addEventListener('abort', () => reject(new Error('stopping')), { once: true })));
    first.client.setNode(announcement);
    first.client.setReserved(announcement.node, `0x${'44'.repeat(32)}`);
    first.client.sendJobs(1);
    await sleep(5);
    ending.abort();
    await first.client.stopped();
    ending = new AbortController();
    const second = open(async () => lost);
    second.client.resume();
    await second.client.stopped();
    expect(second.requests.map(({ order }) => order.jobId)).toEqual(first.requests.map(({ order }) => order.jobId));
    expect(store.outstanding(`${sampleDomain.chainId}:${sampleDomain.verifyingContract}`)).toEqual([]);
  });

  it('rejects a result for another order, and sends no voucher', async () => {
    const { client, events } = open(async () => ({ kind: 'result', file: { domain: { ...sampleDomain, chainId: 1 } } as never }));
    client.setNode(announcement);
    client.setReserved(announcement.node, `0x${'44'.repeat(32)}`);
    client.sendJobs(1);
    while (!events.some((event) => event.kind === 'ended')) await sleep(5);
    expect(events.find((event) => event.kind === 'ended')).toMatchObject({ end: 'rejected' });
  });

  it('tops a reservation up before it runs out, and prolongs it', () => {
    const target = targetWeiOf(announcement.models);
    expect(target).toBe(1000n * weiPerCoin);
    const facts = { amountWei: target, owedWei: 0n, targetWei: target, secondsLeft: 29 * 86_400 };
    expect(decideTopUp(facts)).toBe(0n);
    expect(decideTopUp({ ...facts, owedWei: target / 2n + 1n })).toBe(target / 2n + 1n);
    expect(decideTopUp({ ...facts, amountWei: 0n })).toBe(target);
    expect(decideTopUp({ ...facts, secondsLeft: 86_400 })).toBe(1n);
  });

  it('asks held-out digits and prompts of every kind, half and half', async () => {
    const items = await readWorkload([
      { modelId: '0xd', folder: join(bundledModels, 'digits'), kind: 'classify', stopTokenIds: [], labels: null },
      { modelId: '0xe', folder: join(bundledModels, 'ember'), kind: 'generate', stopTokenIds: [1], labels: null },
    ], async () => [0, 5]);
    const deck = createDeck(items, Math.random);
    const drawn = Array.from({ length: 200 }, () => deck.draw(new Set(['0xd', '0xe']))!);
    expect(drawn.filter(({ task }) => task === 'digit').length).toBe(100);
    expect(new Set(drawn.map(({ task }) => task))).toEqual(new Set(['digit', 'date', 'sum', 'place', 'tale']));
    const sampled = drawn.find(({ task }) => task === 'tale')!.input;
    const greedy = drawn.find(({ task }) => task === 'date')!.input;
    expect(sampled).toMatchObject({ decode: { temperatureMicro: 1_000_000, stopTokenIds: [1] } });
    expect(greedy).toMatchObject({ decode: { temperatureMicro: 0 } });
    expect(deck.draw(new Set(['0xf']))).toBeNull();
  });
});
