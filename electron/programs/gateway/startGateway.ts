import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOfFailure } from '../../../renderer/strings/errors.ts';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import { announcementTopic, fundReplyShape, fundRequestShape, joinProtocol } from '../../protocol/joinMessages.ts';
import { receiptPriceWei } from '../../protocol/pricing.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { dtype } from '../../protocol/tensor.ts';
import { verdict } from '../../protocol/typedData.ts';
import type { Fork } from '../../services/broker/broker.ts';
import * as calls from '../../services/chain/calls.ts';
import { openChain, type Chain } from '../../services/chain/chain.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import { networkFileOf, networkFolder } from '../network/joinedNetworks.ts';
import { answerAsk, factsOf } from '../../services/gateway/answerAsk.ts';
import { startControlServer } from '../../services/control/controlServer.ts';
import { openAppKeys, type AppKey, type Purchased } from '../../services/gateway/appKeys.ts';
import { createBuyer, type Bought, type Purchase } from '../../services/gateway/buyer.ts';
import { answerEmbeddings } from '../../services/gateway/openaiEmbeddings.ts';
import { barredMs, type GatewayNode } from '../../services/gateway/chooseNode.ts';
import { firstDayOf, openUsageBook, type UsageEntry } from '../../services/gateway/usageBook.ts';
import { startOpenaiServer, type Classified, type OfferedModel } from '../../services/gateway/openaiServer.ts';
import { createReceiptShelf } from '../../services/gateway/receiptShelf.ts';
import { createJobClient } from '../../services/network/jobClient.ts';
import { readOrCreateNetworkKey } from '../../services/network/networkKey.ts';
import { openNetwork } from '../../services/network/openNetwork.ts';
import * as policy from '../../services/practice/auditPolicy.ts';
import { checkResult } from '../../services/practice/checkResult.ts';
import { buildJobRequest } from '../../services/practice/orders.ts';
import { readOrCreateAccount, type PracticeAccount } from '../../services/practice/practiceKeys.ts';
import { openPracticeStore } from '../../services/practice/practiceStore.ts';
import { keepReserved } from '../../services/practice/reservations.ts';
import { followRpcUrls } from '../../services/chain/rpcUrls.ts';
import { createThresholdReader } from '../../services/chain/thresholds.ts';
import { auditReceipt } from '../../services/practice/verifier.ts';
import { deliverVoucher } from '../../services/practice/voucherDelivery.ts';
import { createVoucherLines, pause } from '../../services/practice/voucherLines.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { openSettings } from '../../services/settings/settings.ts';
import { HearthError, errorFromFailure, isHearthError } from '../../shared/errors.ts';
import { defaultListening } from '../../shared/listening.ts';
import { weiPerCoin } from '../../shared/units.ts';
import type { LoadedModel } from '../../shared/workerBridge.ts';
import { queueOf } from '../devnet/keepChain.ts';
import { keepRefunds } from '../devnet/keepRefunds.ts';
import { keepWorker } from '../devnet/keepWorker.ts';
import { findNodes } from '../network/findNodes.ts';
import { readElsewhere } from '../network/readElsewhere.ts';

export type GatewayOptions = {
  /** Hearth's data folder, in which a practice network runs or ran. */
  readonly dataFolder: string;
  readonly modelsFolder: string;
  /** Model folders beside those: the gateway buys only what it can replay. */
  readonly moreModels?: readonly string[];
  readonly port: number;
  /** An IP address of this machine; 127.0.0.1 where absent. */
  readonly host?: string;
  /** Peers to ask first, beside the practice network's client; multiaddrs with their peer ids. */
  readonly peers?: readonly string[];
  readonly fork: Fork;
  /** Draws which answers are replayed, 0 <= x < 1; Math.random where absent. */
  readonly random?: () => number;
  readonly log: (line: string) => void;
};
export type Gateway = { readonly address: string; readonly account: string; stop(): Promise<void> };

const discoverEveryMs = 5000;
const discoverFirstMs = 500;
const refundEveryMs = 5000;
/** Nodes with which coins are reserved: each costs a transaction. */
const reservedNodes = 64;
/** Test money with which nobody is asked for more. */
const enoughWei = 500_000n * weiPerCoin;
/**
 * Buys inference on the practice network for applications, on this machine unless another address is named, through the HTTP interface they already speak. Has its own account, its own
 * worker for replays, and its own books; keys of applications limit what each may spend.
 *
 * @throws gateway.notPractice · host.alreadyRunning (a gateway has these books open) · host.portBusy · usage.invalid (no address of this machine) · model.* · chain.* · storage.*
 * @effects processes, disk, chain, a socket on loopback or on the address named
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { log } = options;
  const folder = join(options.dataFolder, 'gateway');
  const practice = await readPractice(options.dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ending = new AbortController();
  const { signal } = ending;
  const closers: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    ending.abort();
    for (const close of closers.splice(0).reverse()) await Promise.resolve(close()).catch((error: unknown) => log(`stopping: ${messageOf(error)}`));
  };
  // Two sets of one account's nonces and budgets would spend twice.
  closers.push((await startControlServer(folder, (port) => port.close())).close);
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<Gateway> {
    const { deployment } = practice;
    const chain = openChain({ deployment, pollingMs: 200 });
    const domain = calls.domainOf(deployment);
    const account = await readOrCreateAccount(join(folder, 'account.json'));
    const store = openPracticeStore(join(practice.books, 'gateway.sqlite'));
    closers.push(() => store.close());
    const worker = keepWorker(options.fork, options.modelsFolder, log, options.moreModels);
    closers.push(() => worker.stop());
    await worker.ready();
    const network = await openNetwork({ privateKey: await readOrCreateNetworkKey(join(folder, 'network.key')), listening: defaultListening, dialsOut: practice.isElsewhere, topics: [announcementTopic(domain)], onFault: (error, protocol) => log(`${protocol}: ${messageOf(error)}`) }, signal);
    closers.push(() => network.close());
    const queue = queueOf(chain, account, signal);
    const readThresholds = createThresholdReader(chain, Date.now);
    await fund();
    let { seeds } = practice;
    const discovery = await findNodes({ chain, domain, network, seeds: () => [...(options.peers ?? []), ...seeds], hintsFile: join(practice.books, 'known-nodes.json'), log }, signal);
    closers.push(() => discovery.close());

    const barred = new Set(store.rejectedSince(`${domain.chainId}:${domain.verifyingContract.toLowerCase()}`, Date.now() - barredMs));
    /** All that were ever heard of: what is known against one is not forgotten while it is away. */
    const nodes = new Map<string, GatewayNode>();
    const present = (): readonly GatewayNode[] => [...nodes.values()].filter(({ announcement }) => discovery.addressesOf(announcement.node).length > 0);
    const addressesOf = (node: string): readonly string[] => nodes.get(node.toLowerCase())?.announcement.addresses ?? [];
    const lines = createVoucherLines({ p, store, clientKey: account.privateKey, nowMs: Date.now, deliver: (request) => deliverVoucher(network, addressesOf(request.voucher.provider), request, signal) }, signal);
    const buyer = createBuyer({
      p, domain, account, app: account.address, deliveryKey: drawDeliveryKey(), store, lines, jobs: createJobClient(network), nodes: present, isConnected: ({ announcement }) => network.connectedPeers().includes(announcement.peerId),
      orders: { buildJobRequest, checkResult }, policy, randomBytes: drawBytes, random: options.random ?? Math.random, nowMs: Date.now, log,
      async audit(file) {
        const { vote, reason } = await auditReceipt({ p, domain, account, worker: () => worker.ready(), models: worker.models, randomBytes: drawBytes, readThresholds }, file, { beacon: `0x${randomBytes(32).toString('hex')}`, round: 0 });
        return { accepted: vote.verdict === verdict.accept, reason: wordsOfReason(reason) };
      },
    });

    /** Asks for test money once; an account that has some keeps buying while nobody gives any. */
    async function fund(): Promise<void> {
      if ((await chain.readBalance(account.address)).coinWei >= enoughWei) return allow(chain, account);
      for (const address of practice.clients) {
        const reply = await network.request(address, joinProtocol.fund, { takes: fundRequestShape, gives: fundReplyShape }, { account: account.address }, { signal, timeoutMs: 30_000 }).catch((error: unknown) => {
          if (!isHearthError(error, 'network.unreachable')) throw error;
          return null;
        });
        if (reply && !reply.ok && reply.failure) throw errorFromFailure(reply.failure);
        if (reply?.ok) {
          await allow(chain, account);
          return;
        }
      }
      throw new HearthError('gateway.notPractice', { dataFolder: options.dataFolder });
    }
    async function allow(on: Chain, { address }: PracticeAccount): Promise<void> {
      if ((await on.readAllowance(address, 'JobEscrow')) < 2n ** 255n) await queue.send({ ...calls.buildApproveTransaction(deployment, 'JobEscrow', 2n ** 256n - 1n), id: 'approve JobEscrow' });
    }

    /** Takes over what was heard of nodes, and keeps coins reserved for each. */
    async function discover(): Promise<void> {
      const now = await readPractice(options.dataFolder);
      ({ seeds } = now);
      // A practice chain that was started again may not have had its old port.
      followRpcUrls(chain, now.deployment.rpcUrls);
      for (const { announcement } of discovery.nodes()) {
        const known = nodes.get(announcement.node.toLowerCase());
        const isAbsent = discovery.isAbsent(announcement.node);
        if (known) Object.assign(known, { announcement, isAbsent });
        else nodes.set(announcement.node.toLowerCase(), { announcement, reservationId: null, inFlight: 0, restUntilMs: 0, faults: 0, isBarred: barred.has(announcement.node.toLowerCase()), isAbsent, jobMs: new Map() });
      }
      for (const node of worthReserving(present(), worker.models)) {
        const { reservationId } = await keepReserved({ chain, client: account.address, queue, calls, domain, lines }, node.announcement);
        node.reservationId = reservationId;
      }
    }
    lines.resume();
    await discover();
    void (async () => {
      while (!signal.aborted) {
        await pause(nodes.size === 0 ? discoverFirstMs : discoverEveryMs, signal);
        if (!signal.aborted) await discover().catch((error: unknown) => signal.aborted || log(`looking for nodes: ${messageOf(error)}`));
      }
    })();

    // ---- what applications ask
    const receipts = createReceiptShelf(join(folder, 'receipts'), Date.now);
    const keys = openAppKeys(join(folder, 'keys.json'), Date.now);
    closers.push(() => keys.close());
    const usage = openUsageBook(join(folder, 'usage.sqlite'), 'write', Date.now);
    closers.push(() => usage.close());
    /** What cannot be noted is said, and takes no answer away that is paid. */
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        log(`usage was not noted: ${messageOf(error)}`);
      }
    };
    const note = (entry: UsageEntry): void => attempt(() => usage.add(entry));
    const refunds = keepRefunds({
      chain, client: account.address, queue, nodes: () => [...nodes.values()].map(({ announcement }) => announcement.node), store, log,
      onRefund: ({ node, orderHash, priceWei, refundedWei, transactionHash }) => usage.addRefund({ node, orderHash, priceWei, refundedWei, txHash: transactionHash }),
    });
    void (async () => {
      while (!signal.aborted) {
        await refunds.advance().catch((error: unknown) => signal.aborted || log(`refunds: ${messageOf(error)}`));
        await pause(refundEveryMs, signal);
      }
    })();
    const modelOf = (name: string, kind: LoadedModel['kind']): LoadedModel => {
      const model = [...worker.models.values()].find((one) => one.kind === kind && (one.name === name || one.modelId === name));
      if (!model) throw new HearthError('model.unknown', { modelId: name });
      return model;
    };
    type Rules = Pick<Purchase, 'maxPriceWei' | 'hedgeMs' | 'auditPolicy' | 'keepReceipt'>;
    /** Buys under a key's budget: what may be spent is held first, what is spent is booked before it is paid. */
    async function buyFor(key: AppKey, { name: model, kind }: Pick<LoadedModel, 'name' | 'kind'>, work: (rules: Rules, hold: (wei: bigint) => boolean) => Promise<Bought>): Promise<Bought> {
      let held = 0n;
      const rules: Rules = {
        maxPriceWei: key.maxPriceWei, hedgeMs: key.hedgeMs, auditPolicy: key.auditPolicy,
        keepReceipt(file, receiptHash) {
          receipts.keep(file, receiptHash, key);
          const wei = receiptPriceWei(file.order, file.receipt.io);
          keys.pay(key.name, wei);
          const freed = wei < held ? wei : held;
          keys.release(key.name, freed);
          held -= freed;
        },
      };
      let purchased: Purchased | null = null;
      let seller = '';
      let others: Promise<bigint> = Promise.resolve(0n);
      try {
        const bought = await work(rules, (wei) => {
          keys.release(key.name, held);
          held = keys.hold(key.name, wei) ? wei : 0n;
          return held === wei;
        });
        const { unitsIn, unitsOut } = bought.file.receipt.io;
        purchased = { model, unitsIn, unitsOut, paidWei: bought.paidWei, isReplayed: bought.verification === 'replayed' };
        seller = bought.provider;
        others = bought.othersWei;
        return bought;
      } finally {
        attempt(() => keys.book(key.name, purchased));
        note({ key: key.name, model, kind, requests: 1, ...(purchased && { ...usageOf(purchased), node: seller }) });
        // Who was asked beside the one that answered is still at work, and will be paid too.
        void others.then((wei) => {
          keys.release(key.name, held);
          if (wei > 0n) note({ key: key.name, model, spentWei: wei });
        });
      }
    }
    const server = await startOpenaiServer({ host: options.host ?? '127.0.0.1', port: options.port }, {
      findKey: (secret) => keys.find(secret),
      models: () => offeredModels(present(), worker.models),
      modelIdOf: (name) => modelOf(name, 'generate').modelId,
      async generate(ask, index, key, onPart, gone) {
        const model = modelOf(ask.model, 'generate');
        return answerAsk({
          p, worker: await worker.ready(), model, randomBytes: drawBytes, newId,
          buy: (purchase) => buyFor(key, model, (rules, hold) => buyer.buy({ ...purchase, ...rules, gone }, hold, signal)),
        }, ask, index, onPart);
      },
      async classify(ask, key, gone): Promise<Classified> {
        const model = modelOf(ask.model, 'classify');
        if (ask.input.length !== model.inputBytes) throw new HearthError('input.wrongShape', { expected: `${model.inputBytes} bytes`, found: `${ask.input.length} bytes` });
        const bought = await buyFor(key, model, (rules, hold) => buyer.buy({
          modelId: model.modelId, ...rules, gone, input: { kind: 'classify', dtype: dtype.uint8, dims: [1, ask.input.length], body: `0x${Buffer.from(ask.input).toString('hex')}` },
        }, hold, signal));
        return { ...readScores(bought.file, model), facts: factsOf(bought) };
      },
      async embed(ask, key, gone) {
        const model = modelOf(ask.model, 'embed');
        const client = await worker.ready();
        return answerEmbeddings({
          model, encode: async (text) => (await client.ask('encode', { modelId: model.modelId, text })).tokens,
          buy: (purchase) => buyFor(key, model, (rules, hold) => buyer.buy({ ...purchase, ...rules, gone }, hold, signal)),
        }, ask);
      },
      readReceipt: (receiptId, key) => receipts.read(receiptId, key),
      usage: ({ name, budgetWei, spentWei, requests, models }) => ({
        object: 'usage', key: name, requests, spentWei: spentWei.toString(), budgetWei: budgetWei?.toString() ?? null, coin: 'EMBER', practice: true,
        models: Object.entries(models).map(([model, { spentWei: wei, ...units }]) => ({ model, ...units, spentWei: wei.toString() })),
        days: usage.list({ sinceDay: firstDayOf(30, Date.now()), key: name }).map(({ key: _key, kind: _kind, spentWei: wei, ...row }) => ({ ...row, spentWei: wei.toString() })),
      }),
      newId,
      nowMs: Date.now,
      wordsOf: (failure) => wordsOfFailure(failure).what,
      onFault(error) {
        const incident = randomBytes(4).toString('hex');
        log(`incident ${incident}: ${messageOf(error)}`);
        return incident;
      },
    });
    closers.push(() => server.close());
    return { address: server.address, account: account.address, stop };
  }
}

/** Nodes to have coins reserved with: where some are already, then others that offer a model of ours. */
const worthReserving = (nodes: readonly GatewayNode[], models: ReadonlyMap<string, LoadedModel>): readonly GatewayNode[] =>
  nodes.filter(({ announcement, isBarred, reservationId }) => reservationId !== null || (!isBarred && announcement.models.some(({ modelId }) => models.has(modelId))))
    .toSorted((a, b) => Number(a.reservationId === null) - Number(b.reservationId === null)).slice(0, reservedNodes);

/** Models that a node offers, at the lowest price any asks; only those this gateway has itself, since it could not replay others. */
function offeredModels(nodes: readonly GatewayNode[], models: ReadonlyMap<string, LoadedModel>): readonly OfferedModel[] {
  return [...models.values()].flatMap((model): OfferedModel[] => {
    const offers = nodes.filter(({ isBarred }) => !isBarred).flatMap(({ announcement }) => announcement.models.filter(({ modelId }) => modelId === model.modelId));
    const [cheapest] = offers.toSorted((a, b) => (a.priceOutWei < b.priceOutWei ? -1 : a.priceOutWei > b.priceOutWei ? 1 : 0));
    return cheapest ? [{ name: model.name, modelId: model.modelId, kind: model.kind, providers: offers.length, priceInWei: cheapest.priceInWei.toString(), priceOutWei: cheapest.priceOutWei.toString(), maxContext: model.maxContext }] : [];
  });
}

/** The classifier's own integers, largest first; they are no probabilities. */
function readScores(file: ReceiptFile, model: LoadedModel): Omit<Classified, 'facts'> {
  if (file.bundle.kind !== 'classify') return { label: null, scores: [] };
  const { output } = file.bundle;
  const body = Buffer.from(output.body.slice(2), 'hex');
  const read = output.dtype === dtype.int32 ? (i: number) => body.readInt32LE(4 * i) : output.dtype === dtype.float32 ? (i: number) => body.readFloatLE(4 * i) : null;
  if (!read) return { label: null, scores: [] };
  const scores = Array.from({ length: body.length / 4 }, (_, i) => ({ label: model.labels?.[i] ?? String(i), score: read(i) })).sort((a, b) => b.score - a.score);
  return { label: scores[0]?.label ?? null, scores };
}

const usageOf = ({ unitsIn, unitsOut, paidWei, isReplayed }: Purchased): Omit<UsageEntry, 'key' | 'model' | 'kind'> => ({ answers: 1, replayed: isReplayed ? 1 : 0, unitsIn, unitsOut, spentWei: paidWei });

/** The network this data folder is on: one that was joined, or the practice network of the Hearth that runs here. */
async function readPractice(dataFolder: string): Promise<{ readonly deployment: Deployment; readonly clients: readonly string[]; readonly seeds: readonly string[]; readonly isElsewhere: boolean; /** What belongs to this network alone. */ readonly books: string }> {
  const name = openSettings(dataFolder).read().network;
  const file = name === null ? join(dataFolder, 'practice', 'practice.json') : networkFileOf(dataFolder, name);
  try {
    const { deployment, practice, seeds, relays } = await readElsewhere(file);
    const clients = practice?.clients ?? [];
    return { deployment, clients, seeds: [...relays, ...seeds, ...clients], isElsewhere: name !== null, books: name === null ? join(dataFolder, 'gateway') : networkFolder(dataFolder, name) };
  } catch (error) {
    if (name !== null && isHearthError(error)) throw error;
    throw new HearthError('gateway.notPractice', { dataFolder }, error);
  }
}

const messageOf = (error: unknown): string => (isHearthError(error) ? `${wordsOfFailure(error.toFailure()).what} [${error.code}]` : error instanceof Error ? error.message : String(error)).slice(0, 500);
const newId = (): string => randomBytes(12).toString('hex');
const drawBytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
/** Answers are not encrypted to it yet. */
const drawDeliveryKey = (): string => `0x${generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')}`;
