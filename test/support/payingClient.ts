import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { streamProtocol, voucherReplyShape, voucherRequestShape, type JobInput, type JobReply, type JobRequest } from '../../electron/protocol/messages.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest, type Domain, type JobOrder } from '../../electron/protocol/typedData.ts';
import { domainOf } from '../../electron/services/chain/calls.ts';
import { openChain, reservationIdOf } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { createJobClient, type JobOutcome } from '../../electron/services/network/jobClient.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { checkResult } from '../../electron/services/practice/checkResult.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { readOrCreatePracticeKeys } from '../../electron/services/practice/practiceKeys.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { createVoucherLines } from '../../electron/services/practice/voucherLines.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { errorFromFailure } from '../../electron/shared/errors.ts';
import { bundledModels } from './practiceProvider.ts';
import { newFolder, type Hearth } from './runningHearth.ts';
import { until } from './until.ts';

export type OrderChanges = { readonly order?: Partial<JobOrder>; readonly unsigned?: Partial<JobOrder>; readonly privateKey?: string; readonly request?: Partial<JobRequest>; /** Name of the model; the first of the input's kind. */ readonly model?: string };

/**
 * A client whose every order the test writes. It orders under the practice client's reservation through an app of its own, so it has
 * voucher lines of its own, and pays like any client: with vouchers over the real transport.
 */
export type PayingClient = {
  readonly domain: Domain;
  readonly network: Network;
  /** A held-out digit. */
  digit(): JobInput;
  /** Text of exactly so many tokens: nothing stops it before. */
  tale(tokens: number): JobInput;
  /** An order as it should be, then changed: `order` before the signature, `unsigned` after it, `request` around it. */
  build(input: JobInput, changes?: OrderChanges): JobRequest;
  /** Sends and waits for what becomes of it; a receipt is checked and, where nothing else is said, paid. */
  run(request: JobRequest, options?: { readonly onReply?: (reply: JobReply) => void; readonly limitMs?: number; readonly isPaying?: boolean }): Promise<JobOutcome>;
  close(): Promise<void>;
};

/** @param practice  the Hearth that runs the practice network, where `hearth` only joined it */
export async function openPayingClient(hearth: Hearth, practice: Hearth = hearth): Promise<PayingClient> {
  const keys = await readOrCreatePracticeKeys(join(practice.dataFolder, 'practice', 'keys.json'));
  const deployment = await readDeploymentFile(join(practice.dataFolder, 'practice', 'deployment.json'));
  const domain = domainOf(deployment) as Domain;
  const node = hearth.seen.network!.nodeAddress!;
  // A node that has stake may be known to the client for a moment before anything is reserved for it.
  const chain = openChain({ deployment });
  await until('something is reserved', async () => (await chain.readReservation(keys.client.address, node)).amountWei > 0n, 120_000);
  const app = new Wallet(`0x${randomBytes(32).toString('hex')}`).address;
  const { models } = await hearth.ask('readModels', {});
  const ending = new AbortController();
  const network = await openNetwork({ privateKey: await createNetworkKey(), listen: [] }, ending.signal);
  const folder = newFolder('client');
  const store = openPracticeStore(join(folder, 'client.sqlite'));
  const lines = createVoucherLines({
    p, store, clientKey: keys.client.privateKey, nowMs: Date.now,
    async deliver(request) {
      const reply = await network.request(hearth.addresses()[0]!, streamProtocol.voucher, { takes: voucherRequestShape, gives: voucherReplyShape }, request, { signal: ending.signal });
      if (!reply.ok) throw errorFromFailure(reply.failure!);
    },
    pauseMs: { first: 100, longest: 1000 },
  }, ending.signal);
  const jobs = createJobClient(network);
  const digits = (JSON.parse(readFileSync(join(bundledModels, 'digits', 'heldOut.json'), 'utf8')) as { samples: { pixels: number[] }[] }).samples;
  let next = 0;

  return {
    domain, network,
    digit() {
      const { pixels } = digits[next++ % digits.length]!;
      return { kind: 'classify', dtype: 2, dims: [1, pixels.length], body: `0x${Buffer.from(pixels).toString('hex')}` };
    },
    tale: (tokens) => ({
      kind: 'generate', promptTokens: [0, 10, 20, 30],
      decode: { samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: tokens, stopTokenIds: [] },
    }),
    build(input, changes = {}) {
      const model = models.find(({ kind, name, state }) => kind === input.kind && state === 'ready' && (changes.model === undefined || name === changes.model))!;
      const built = buildJobRequest(p, {
        domain, client: keys.client, app, provider: node, reservationId: reservationIdOf(keys.client.address, node), input,
        model: { modelId: model.modelId, kind: model.kind, name: model.name, classId: model.name === 'digits' ? 10 : 1, priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, maxContext: 512 },
        deliveryKey: `0x${'45'.repeat(32)}`, nowSeconds: Math.floor(Date.now() / 1000), randomBytes: (count) => new Uint8Array(randomBytes(count)),
      });
      const order = { ...built.order, ...changes.order };
      const orderSignature = signDigest(changes.privateKey ?? keys.client.privateKey, signingDigest(domain, 'JobOrder', order));
      return { ...built, orderSignature, order: { ...order, ...changes.unsigned }, ...changes.request };
    },
    run(request, options = {}) {
      const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(options.limitMs ?? 240_000)]);
      const outcome = jobs.run(() => hearth.addresses(), request, { signal, ...(options.onReply ? { onReply: options.onReply } : {}) }).then((found) => {
        if (found.kind === 'result' && options.isPaying !== false) pay(request, found.file);
        return found;
      });
      // A test that failed before it looked must not fail twice.
      outcome.catch(() => {});
      return outcome;
    },
    async close() {
      ending.abort();
      await network.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function pay(request: JobRequest, file: ReceiptFile): void {
    const checked = checkResult(p, request, file);
    if (!checked.ok) throw new Error(`the result is not sound: ${checked.reason}`);
    lines.accept(file, checked.receiptHash, checked.orderHash, []);
  }
}
