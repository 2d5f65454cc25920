import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openHearth } from '../../electron/client/openHearth.ts';
import { modelsFolder } from '../../electron/programs/cli/places.ts';
import { keepWorker, type WorkerClient } from '../../electron/programs/devnet/keepWorker.ts';
import { startGateway } from '../../electron/programs/gateway/startGateway.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { seedOfNumber } from '../../electron/services/gateway/answerAsk.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import type { LoadedModel } from '../../electron/shared/workerBridge.ts';
import { until } from '../support/until.ts';
import { startHearthRun } from './hearthRun.ts';
import type { Say } from './measureHearth.ts';
import { figureOf, type Figure } from './statistics.ts';

/** Milliseconds: half, and nineteen in twenty, of all requests took no longer. */
export type Latency = { readonly p50: number; readonly p95: number };
type Side = { readonly requestsPerSecond: Figure; readonly firstTokenMs: Latency; readonly perTokenMs: Latency };
/** The same prompts under the same seeds, so the same tokens: through the gateway, and by a worker asked directly. */
export type GatewayFigure = {
  readonly model: string;
  readonly newTokens: number;
  readonly rounds: number;
  readonly curve: readonly { readonly clients: number; readonly requests: number; readonly direct: Side; readonly gateway: Side; readonly rateShare: Figure }[];
};

/** `laterTokens`: those that came after the first word. */
type Sample = { readonly firstMs: number; readonly laterMs: number; readonly laterTokens: number };
type Ask = (seed: number) => Promise<Sample>;
const newTokens = 64;
const prompt = 'tale:';
const model = 'ember';
const temperature = 0.8;

/**
 * Requests per second and latency, in turns within each round. The gateway's side has everything in it: HTTP, the order, libp2p, the provider's journal and
 * receipt, the gateway's own replay, the voucher. All of it shares this machine.
 *
 * @effects processes, temporary folders
 */
export async function measureGateway(options: { readonly rounds: number; readonly clients: readonly number[]; readonly requestsPerClient: number; readonly say: Say }): Promise<GatewayFigure> {
  const run = await startHearthRun([model]);
  const fork = createNodeFork(join(import.meta.dirname, '../../electron/programs'), 'ts', () => {});
  const direct = keepWorker(fork, modelsFolder, () => {});
  const gateway = await startGateway({ dataFolder: run.dataFolder, modelsFolder, port: 0, fork, log: () => {} });
  try {
    const apiKey = openAppKeys(join(run.dataFolder, 'gateway', 'keys.json'), Date.now).create('bench', { budgetWei: null, maxPriceWei: null });
    const hearth = openHearth({ apiKey, baseUrl: gateway.address });
    await until('a provider offers the model', async () => (await hearth.models()).some(({ name }) => name === model), 60_000);
    const worker = await direct.ready();
    const loaded = [...direct.models.values()].find(({ name }) => name === model)!;
    const sides: readonly { readonly name: 'direct' | 'gateway'; readonly ask: Ask }[] = [{ name: 'direct', ask: await directAsk(worker, loaded) }, { name: 'gateway', ask: gatewayAsk(hearth) }];
    for (const { ask } of sides) await ask(0);
    const curve = [];
    for (const clients of options.clients) curve.push(await measureAt(clients, sides, options));
    return { model, newTokens, rounds: options.rounds, curve };
  } finally {
    await gateway.stop();
    await direct.stop();
    await run.stop();
  }
}

async function measureAt(clients: number, sides: readonly { readonly name: 'direct' | 'gateway'; readonly ask: Ask }[], { rounds, requestsPerClient, say }: { readonly rounds: number; readonly requestsPerClient: number; readonly say: Say }) {
  const made = { direct: { rates: [] as number[], samples: [] as Sample[] }, gateway: { rates: [] as number[], samples: [] as Sample[] } };
  const requests = clients * requestsPerClient;
  for (let round = 0; round < rounds; round++) {
    for (const { name, ask } of round % 2 === 0 ? sides : [...sides].reverse()) {
      const startMs = performance.now();
      const samples = await Promise.all(Array.from({ length: clients }, async (_, client) => {
        const own: Sample[] = [];
        for (let n = 0; n < requestsPerClient; n++) own.push(await ask(1 + round * requests + client * requestsPerClient + n));
        return own;
      }));
      made[name].rates.push((1000 * requests) / (performance.now() - startMs));
      made[name].samples.push(...samples.flat());
    }
    say(`gateway, ${clients} at once, round ${round + 1}: ${sides.map(({ name }) => `${name} ${made[name].rates.at(-1)!.toFixed(1)} requests/s`).join(', ')}`);
  }
  const sideOf = ({ rates, samples }: { readonly rates: readonly number[]; readonly samples: readonly Sample[] }): Side => ({
    requestsPerSecond: figureOf(rates), firstTokenMs: latencyOf(samples.map(({ firstMs }) => firstMs)), perTokenMs: latencyOf(samples.filter(({ laterTokens }) => laterTokens > 0).map(({ laterMs, laterTokens }) => laterMs / laterTokens)),
  });
  return { clients, requests, direct: sideOf(made.direct), gateway: sideOf(made.gateway), rateShare: figureOf(made.gateway.rates.map((rate, i) => rate / made.direct.rates[i]!)) };
}

/** @throws RangeError  nothing was measured */
export function latencyOf(values: readonly number[]): Latency {
  if (values.length === 0) throw new RangeError('a quantile of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { p50: at(0.5), p95: at(0.95) };
}

const gatewayAsk = (hearth: ReturnType<typeof openHearth>): Ask => async (seed) => {
  const startMs = performance.now();
  let firstMs = 0;
  let lastMs = 0;
  const answer = hearth.generate({ model, prompt, maxTokens: newTokens, temperature, seed });
  for await (const _ of answer) {
    lastMs = performance.now() - startMs;
    firstMs ||= lastMs;
  }
  const { usage } = await answer.result;
  return { firstMs, laterMs: lastMs - firstMs, laterTokens: usage.completionTokens - 1 };
};

/** A worker tells of tokens at most every 50 ms, here as there. */
async function directAsk(worker: WorkerClient, loaded: LoadedModel): Promise<Ask> {
  const { tokens: promptTokens } = await worker.ask('encode', { modelId: loaded.modelId, text: prompt });
  const heard = new Map<string, (atMs: number) => void>();
  worker.watch('progress', ({ jobId }) => heard.get(jobId)?.(performance.now()));
  return async (seed) => {
    const jobId = toHex(new Uint8Array(randomBytes(32)));
    const startMs = performance.now();
    let firstMs = 0;
    let lastMs = 0;
    heard.set(jobId, (atMs) => {
      lastMs = atMs - startMs;
      firstMs ||= lastMs;
    });
    const { tokens } = await worker.ask('generate', {
      jobId, modelId: loaded.modelId, provider: `0x${'11'.repeat(20)}`, promptTokens, nonce: toHex(new Uint8Array(randomBytes(32))),
      decode: {
        samplerVersion: 2, temperatureMicro: temperature * 1e6, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: newTokens,
        stopTokenIds: [...loaded.stopTokenIds], seed: seedOfNumber(nodePrimitives, seed, 0), firstPosition: 0,
      },
    });
    heard.delete(jobId);
    // What came with the answer alone came at its end.
    if (firstMs === 0) firstMs = lastMs = performance.now() - startMs;
    return { firstMs, laterMs: lastMs - firstMs, laterTokens: tokens.length - 1 };
  };
}
