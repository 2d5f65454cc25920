import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { announceReplyShape, announceRequestShape, collectReplyShape, collectRequestShape, practiceFileShape, streamProtocol, type RowsReply, type RowsRequest, type VoucherRequest } from '../../protocol/messages.ts';
import { toHex } from '../../protocol/bytes.ts';
import { announcementTopic } from '../../protocol/joinMessages.ts';
import { committeeSizes } from '../../protocol/committee.ts';
import { thresholdsFor } from '../../protocol/numericClass.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Fork } from '../../services/broker/broker.ts';
import * as calls from '../../services/chain/calls.ts';
import * as auditCalls from '../../services/chain/auditCalls.ts';
import * as auditReads from '../../services/chain/auditReads.ts';
import { buildStoreRoundTransaction, readAuditRound } from '../../services/chain/court.ts';
import { practiceBeaconKey, practiceSchedule } from '../../services/chain/practiceBeacon.ts';
import * as receiptProofs from '../../services/chain/receiptProofs.ts';
import { createThresholdReader } from '../../services/chain/thresholds.ts';
import { createJobClient } from '../../services/network/jobClient.ts';
import { readOrCreateNetworkKey } from '../../services/network/networkKey.ts';
import { openNetwork, type Network } from '../../services/network/openNetwork.ts';
import { requestRows } from '../../services/network/provider.ts';
import { reachOf } from '../../services/network/reach.ts';
import { createAccusations } from '../../services/practice/accusations.ts';
import { askChunk, chunkCount, type AskedRows } from '../../services/practice/askRows.ts';
import { runCommittee } from '../../services/practice/auditCommittee.ts';
import { refuseAnnouncement, type AnnounceRequest } from '../../services/practice/announcements.ts';
import { createPracticeClient, type PracticeEvent } from '../../services/practice/client.ts';
import { createFaucet, fundOperator, type Faucet } from '../../services/practice/faucet.ts';
import { beaconAccountOf, operatorAccountOf, operatorsKeyOf } from '../../services/practice/nodeOperators.ts';
import { takeSeats } from '../../services/practice/verifierSeats.ts';
import { readOrCreatePracticeKeys, writeAtomically } from '../../services/practice/practiceKeys.ts';
import { openPracticeStore } from '../../services/practice/practiceStore.ts';
import { keepReserved } from '../../services/practice/reservations.ts';
import { keepBeacon } from '../../services/practice/keepBeacon.ts';
import { askVerifier } from '../../services/practice/verifier.ts';
import { deliverVoucher } from '../../services/practice/voucherDelivery.ts';
import { createVoucherLines, pause } from '../../services/practice/voucherLines.ts';
import { createDeck, readWorkload } from '../../services/practice/workload.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import type { TopicValue } from '../../shared/bridgeKit.ts';
import type { devnetBridge } from '../../shared/devnetBridge.ts';
import { HearthError, errorTable, isHearthError, type Failure } from '../../shared/errors.ts';
import { defaultListening, type Listening } from '../../shared/listening.ts';
import { sameAddress, weiPerCoin, type Hex } from '../../shared/units.ts';
import { findNodes } from '../network/findNodes.ts';
import { keepChain } from './keepChain.ts';
import { keepRefunds } from './keepRefunds.ts';
import { keepVerifier } from './keepVerifiers.ts';
import { keepWorker } from './keepWorker.ts';
import { createDisputes, type Disputes } from './disputes.ts';
import { openToOthers, practicePorts } from './openToOthers.ts';
import { serveDisputed } from './serveDisputed.ts';
import { serveJoiners } from './serveJoiners.ts';

export type DevnetOptions = {
  readonly folder: string;
  readonly modelsFolder: string;
  readonly jobsPerMinute: number;
  readonly blockSeconds: number;
  readonly windowSeconds: number;
  /** The client takes every result and pays for none. */
  readonly isClientSilent?: boolean;
  /** The client pays for every result before it has it audited. */
  readonly isClientTrusting?: boolean;
  /** Who may reach its client and its chain. */
  readonly listening?: Listening;
  readonly fork: Fork;
  readonly log: (line: string) => void;
  readonly onEvent: (event: PracticeEvent) => void;
  readonly onState: (state: PracticeState) => void;
  /** Nothing here is true any more; start the program anew. */
  readonly onFatal: (error: unknown) => void;
};
export type PracticeState = TopicValue<typeof devnetBridge, 'practice'>;

export type Devnet = {
  readonly practiceFile: string;
  /** What others join it with. */
  readonly networkFile: string;
  readonly rpcUrl: string;
  readonly clientAddresses: readonly string[];
  readonly windowSeconds: number;
  readonly pids: { readonly anvil: number };
  setRate(jobsPerMinute: number): void;
  sendJobs(count: number): void;
  stop(): Promise<void>;
};

/** Nodes one practice network looks after. */
const nodeLimit = 64;
/** A node that was enrolled this recently is not looked at again when it announces itself. */
const enrolledForMs = 30_000;
const reservationEveryMs = 5000;
const blockEveryMs = 1000;
const accuseEveryMs = 500;
const disputeEveryMs = 1000;
const refundEveryMs = 2000;
/** A silent client's orders are over soon, so that the node's patience can be watched. */
const silentOrderSeconds = 20;
/** How long a node has to open rows (HVI-1 0.5). */
const responseWindowMs = 60_000;

/**
 * The practice network: a local chain with our contracts, a client that orders real work, three verifiers. All money is test money.
 *
 * @throws chain.toolMissing, storage.locked, storage.unreadable, model.*, devnet.failed
 * @effects processes, disk, chain, sockets on loopback
 */
export async function startDevnet(options: DevnetOptions): Promise<Devnet> {
  const { log } = options;
  const folder = resolve(options.folder);
  const practiceFile = join(folder, 'practice.json');
  const ending = new AbortController();
  const { signal } = ending;
  const closers: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    ending.abort();
    for (const close of closers.splice(0).reverse()) await Promise.resolve(close()).catch((error: unknown) => log(`stopping: ${messageOf(error)}`));
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<Devnet> {
    const keys = await readOrCreatePracticeKeys(join(folder, 'keys.json'));
    const store = openPracticeStore(join(folder, 'practice.sqlite'));
    closers.push(() => store.close());
    const state = createState(options);
    const worker = keepWorker(options.fork, options.modelsFolder, log);
    closers.push(() => worker.stop());
    const working = worker.ready();
    working.catch(() => {});
    /** Whether the chain was asked, since it last came up, what it still knows of the accusations. */
    let isRechecked = false;
    let disputes: Disputes | null = null;
    const kept = await keepChain({
      folder, keys, blockSeconds: options.blockSeconds, windowSeconds: options.windowSeconds, log, onLost: options.onFatal,
      onState(chainState) {
        state.set({ state: chainState === 'gone' ? 'chainGone' : 'ready' });
        if (chainState === 'back') {
          isRechecked = false;
          disputes?.chainIsBack();
        }
      },
    });
    closers.push(() => kept.stop());
    const domain = calls.domainOf(kept.deployment);
    const { chain } = kept;
    const listening = options.listening ?? defaultListening;
    const isOpen = listening.scope !== 'thisMachine';

    const addressesOf = (node: string): readonly string[] => client.nodes().find(({ announcement }) => sameAddress(announcement.node, node))?.announcement.addresses ?? [];
    const openPeer = async (name: string, listen: readonly string[], topics: readonly string[] = []): Promise<Network> => {
      const privateKey = await readOrCreateNetworkKey(join(folder, 'network', `${name}.key`));
      const onFault = (error: unknown, protocol: string): void => log(`${name} ${protocol}: ${messageOf(error)}`);
      if (isOpen) {
        const isClient = topics.length > 0;
        const network = await openNetwork({ privateKey, listening: isClient ? { ...listening, port: practicePorts(listening).client } : defaultListening, dialsOut: true, topics, onFault }, signal);
        closers.push(() => network.close());
        return network;
      }
      const tries = [listen, ['/ip4/127.0.0.1/tcp/0']];
      for (const addresses of tries) {
        try {
          const network = await openNetwork({ privateKey, listen: addresses, topics, onFault }, signal);
          closers.push(() => network.close());
          return network;
        } catch (error) {
          if (addresses === tries.at(-1)) throw error;
        }
      }
      throw new HearthError('devnet.failed', { reason: 'no peer' });
    };
    // The client comes back where it was, so that nodes which know its address find it after a restart.
    const clientNetwork = await openPeer('client', await readListen(practiceFile), [announcementTopic(domain)]);
    const discovery = await findNodes({ chain, domain, network: clientNetwork, seeds: () => [], hintsFile: join(folder, 'network', 'known-nodes.json'), log }, signal);
    closers.push(() => discovery.close());
    await working;
    const verifierPeers = await Promise.all(keys.verifiers.map(async (account, i) => {
      const name = `verifier${i + 1}`;
      const network = await openPeer(name, ['/ip4/127.0.0.1/tcp/0']);
      const verifier = await keepVerifier({ folder: join(folder, 'verifiers'), kept, domain, worker, addressesOf, clientAddresses: () => clientNetwork.addresses(), log }, account, network, name, signal);
      closers.push(() => verifier.close());
      return network;
    }));
    const beaconSender = beaconAccountOf(p, keys.operator.privateKey);
    void keepBeacon({
      p, chain, secretKey: practiceBeaconKey(p, keys.operator.privateKey), schedule: practiceSchedule, queue: kept.senderOf(beaconSender), fund: () => kept.practiceChain.fundGas(beaconSender.address, 1000n * weiPerCoin), reads: { ...auditReads, readAuditRound }, buildStoreRound: buildStoreRoundTransaction, nowMs: Date.now,
    }, { pollingMs: 500, onProblem: (error) => log(`beacon: ${messageOf(error)}`) }, signal);

    const items = await readWorkload(worker.known, async (modelId, text) => (await (await worker.ready()).ask('encode', { modelId, text })).tokens);
    const deck = createDeck(items, Math.random);
    const refused = new Set<string>();
    const lines = createVoucherLines({
      p, store, clientKey: keys.client.privateKey, nowMs: Date.now, deliver: (request) => deliver(request),
      onAcknowledged: (jobId) => {
        state.add('acknowledged', 1);
        options.onEvent({ kind: 'ended', jobId, node: '', end: 'acknowledged', reason: null, again: false });
      },
      onRefused: (request, failure) => {
        if (refused.has(request.jobId)) return;
        refused.add(request.jobId);
        log(`a node refuses voucher ${request.voucher.count}: ${failure.code} ${JSON.stringify(failure.about)}; it is offered again`);
      },
    }, signal);
    const accusations = createAccusations({
      p, chain, domain, queue: kept.senderOf('client'), proofs: receiptProofs, store, nowMs: Date.now,
      onStep: (receiptHash, { state: step, fault, file, slashedWei, feeWei, proofTx, voidTx, refusal }) => log(`receipt ${receiptHash} of ${file.receipt.provider}, ${fault} fault: ${step}${refusal ? ` (${refusal})` : ''}, ${slashedWei} wei slashed in ${proofTx ?? 'nothing'}, void in ${voidTx ?? 'nothing'}, ${feeWei} wei of gas`),
    });
    const readThresholds = createThresholdReader(chain, Date.now);
    const client = createPracticeClient({
      p, domain, client: keys.client, app: keys.app.address, deliveryKey: drawDeliveryKey(), store, jobs: createJobClient(clientNetwork), draw: (ids) => deck.draw(ids),
      ...(options.isClientSilent ? { orderSeconds: silentOrderSeconds } : {}), ...(options.isClientTrusting ? { paysFirst: true } : {}),
      lines: options.isClientSilent ? { accept: (file) => store.endJob(file.order.jobId, 'lost', 'this client was told to fall silent: it sends no voucher') } : lines,
      audit: (file, jobSignal) => runCommittee({
        p, sizes: committeeSizes.practice, readThresholds, beacon: toHex(drawBytes(32)),
        peers: verifierPeers.map((peer, i) => ({ address: keys.verifiers[i]!.address, ask: (request, stop) => askVerifier(clientNetwork, peer.addresses()[0]!, request, { signal: stop }) })),
        openChunk: async (stop) => {
          const asked = await openChunk(file, Math.floor(Math.random() * chunkCount(file)), stop);
          return asked.kind === 'opened' ? asked.chunk : null;
        },
      }, file, jobSignal),
      limitsOf: async ({ order, receipt, bundle }) =>
        thresholdsFor(order, receipt.exec.classId, bundle.kind === 'generate' ? bundle.decode : null, await readThresholds(order.modelId, receipt.exec.classId, order.tauVersion)).limits,
      accuse(file) {
        if (accusations.accuse(file)) return;
        log(`receipt of job ${file.order.jobId} is false, and no single call proves it: it is not paid, and replayed for a dispute`);
        disputes?.challenge(file);
      },
      askChunk: (file, chunk, jobSignal) => openChunk(file, chunk, jobSignal),
      randomBytes: drawBytes, random: Math.random, nowMs: Date.now,
      onFault: (error) => log(`client: ${messageOf(error)}`),
      onEvent: (event) => {
        if (event.kind === 'excluded') log(`the vote of ${event.verifier} on ${event.jobId.slice(0, 10)} does not count: ${event.reason}`);
        if (event.kind === 'sent') state.add('sent', 1);
        if (event.kind === 'ended' && event.again) state.add('sent', -1);
        if (event.kind === 'ended' && !event.again && event.end !== 'accepted') state.add('failed', 1);
        options.onEvent(event);
      },
    }, signal);

    const ownDisputes = (disputes = createDisputes({ kept, keys, domain, store, worker, network: clientNetwork, addressesOf, log }, signal));

    function openChunk(file: ReceiptFile, chunk: number, stop: AbortSignal): Promise<AskedRows> {
      const ask = async (request: RowsRequest): Promise<RowsReply> => {
        let last: unknown = new HearthError('network.unreachable', { address: file.order.provider, reason: 'the node has no address' });
        for (const address of addressesOf(file.order.provider)) {
          try {
            return await requestRows(clientNetwork, address, request, { signal: stop });
          } catch (error) {
            last = error;
          }
        }
        throw last;
      };
      return askChunk({ p, clientKey: keys.client.privateKey, ask, nowMs: Date.now, windowMs: responseWindowMs }, file, chunk, stop);
    }

    const deliver = (request: VoucherRequest): Promise<void> =>
      deliverVoucher(clientNetwork, addressesOf(request.voucher.provider), request, signal);

    // ---- nodes
    const faucets = new Map<string, Faucet>();
    /** The owner's own node belongs to the practice operator, every other to one of its own: nobody judges a node of his own operator. */
    async function enrol(request: AnnounceRequest): Promise<void> {
      const { node, models } = request.announcement;
      const own = operatorAccountOf(p, keys.operator.privateKey, node);
      const operator = request.binding && sameAddress(request.binding.operator, own.address) ? own : keys.operator;
      const queue = kept.senderOf(operator);
      if (operator === own) await fundOperator({ chain, practiceChain: kept.practiceChain, funder: kept.senderOf('operator'), calls }, own);
      const faucet = faucets.get(operator.address) ?? createFaucet({ chain, practiceChain: kept.practiceChain, operator: operator.address, queue, calls });
      faucets.set(operator.address, faucet);
      await faucet.enrol(request);
      // Without a seat it can still earn: a node whose stake a court has taken keeps its orders.
      await takeSeats({ chain, readSeats: auditReads.readSeats, calls: auditCalls }, node as Hex, queue, models.map(({ modelId }) => modelId).filter((modelId) => worker.models.has(modelId)))
        .catch((error: unknown) => log(`no seat for ${node}: ${messageOf(error)}`));
    }
    const enrolled = new Map<string, { payout: string; atMs: number }>();
    const reserved = new Map<string, bigint>();
    const reserve = async (node: string): Promise<void> => {
      const known = client.nodes().find(({ announcement }) => announcement.node.toLowerCase() === node.toLowerCase());
      if (!known) return;
      const { reservationId, amountWei } = await keepReserved({ chain, client: keys.client.address, queue: kept.senderOf('client'), calls, domain, lines }, known.announcement);
      reserved.set(node.toLowerCase(), amountWei);
      state.set({ reservedWei: [...reserved.values()].reduce((sum, wei) => sum + wei, 0n) });
      client.setReserved(node, reservationId);
    };
    async function onAnnounce(request: AnnounceRequest, peer: string): Promise<void> {
      const { announcement } = request;
      const key = announcement.node.toLowerCase();
      const before = client.nodes().find((node) => node.announcement.node.toLowerCase() === key)?.announcement;
      const refusal = refuseAnnouncement(p, request, { domain, peer, nowMs: Date.now(), before });
      if (refusal) throw new HearthError('order.malformed', { reason: refusal });
      if (!before && client.nodes().length >= nodeLimit) throw new HearthError('job.busy', { running: client.nodes().length, limit: nodeLimit });
      store.saveNode(announcement);
      client.setNode(announcement);
      const done = enrolled.get(key);
      if (!done || done.payout !== announcement.payout || Date.now() - done.atMs > enrolledForMs) {
        await enrol(request);
        enrolled.set(key, { payout: announcement.payout, atMs: Date.now() });
      }
      // Staked for just now, or lately.
      discovery.keep({ announcement, signature: request.signature });
      await reserve(announcement.node);
    }
    for (const { announcement } of store.nodes()) {
      if (announcement.domain.verifyingContract === domain.verifyingContract) client.setNode(announcement);
    }
    await clientNetwork.answer(streamProtocol.announce, { takes: announceRequestShape, gives: announceReplyShape }, { limitBytes: 256 * 1024, streamsPerPeer: 4 }, async (request, peer) => {
      try {
        await onAnnounce(request, peer);
        return { ok: true, failure: null };
      } catch (error) {
        log(`an announcement of ${request.announcement.node} failed: ${messageOf(error)}`);
        return { ok: false, failure: failureOf(error) };
      }
    });

    await serveDisputed({ network: clientNetwork, chain, store, log });
    await serveJoiners({ network: clientNetwork, chain, practiceChain: kept.practiceChain, queue: kept.senderOf('client'), log });

    lines.resume();
    client.resume();
    client.setRate(options.jobsPerMinute);
    state.set({ jobsPerMinute: options.jobsPerMinute });
    closers.push(() => client.stopped());
    for (const { announcement } of client.nodes()) void greet(announcement.addresses, announcement.node);
    void every(reservationEveryMs, async () => {
      for (const node of client.nodes()) if (node.reservationId !== null) await reserve(node.announcement.node);
    });
    void every(accuseEveryMs, async () => {
      const isDue = !isRechecked;
      // Before it is asked: a chain that comes back meanwhile is asked again.
      isRechecked = true;
      if (isDue) await accusations.recheck().catch((error: unknown) => {
        isRechecked = false;
        throw error;
      });
      await accusations.advance();
    });
    void every(disputeEveryMs, () => ownDisputes.tend());
    const refunds = keepRefunds({ chain, client: keys.client.address, queue: kept.senderOf('client'), nodes: () => client.nodes().map(({ announcement }) => announcement.node), store, log });
    void every(refundEveryMs, () => refunds.advance());
    void every(blockEveryMs, async () => {
      try {
        state.set({ blockNumber: await chain.readBlockNumber(signal), state: 'ready' });
      } catch (error) {
        // Also a process that hangs: it is there and does not answer.
        if (!signal.aborted) state.set({ state: 'chainGone' });
        throw error;
      }
    });

    /** A node of an earlier run that still answers gets orders at once, without waiting for its next announcement. */
    async function greet(addresses: readonly string[], node: string): Promise<void> {
      const jobId = `0x${randomBytes(32).toString('hex')}`;
      for (const address of addresses) {
        const answers = await clientNetwork.request(address, streamProtocol.collect, { takes: collectRequestShape, gives: collectReplyShape }, { jobId }, { signal }).then(() => true, () => false);
        if (answers) return reserve(node).catch((error: unknown) => log(`reserving for ${node}: ${messageOf(error)}`));
      }
    }
    async function every(ms: number, act: () => Promise<void>): Promise<void> {
      while (!signal.aborted) {
        await act().catch((error: unknown) => {
          if (!isHearthError(error, 'chain.unreachable') && !signal.aborted) log(messageOf(error));
        });
        await pause(ms, signal);
      }
    }

    const accounts = { operator: keys.operator.address, operatorsKey: operatorsKeyOf(p, keys.operator.privateKey), client: keys.client.address, verifiers: keys.verifiers.map(({ address }) => address) };
    // Programs of this machine reach the client here, whatever others are told.
    const clientAddresses = (): string[] => [...new Set([...clientNetwork.listened().filter((address) => reachOf(address) === 'thisMachine').map((address) => `${address.replace(/\/p2p\/.*$/, '')}/p2p/${clientNetwork.peerId}`), ...clientNetwork.addresses()])].slice(0, 16);
    await writeAtomically(practiceFile, `${JSON.stringify(practiceFileShape.parse({ format: 'hearth-practice/1', deploymentFile: kept.deploymentFile, ...accounts, clientAddresses: clientAddresses() }), null, 2)}\n`, 0o644);
    const opened = await openToOthers({ folder, listening, network: clientNetwork, deployment: kept.deployment, practice: () => accounts, log });
    closers.push(() => opened.close());
    state.set({ state: 'ready' });
    return {
      practiceFile, networkFile: opened.networkFile, rpcUrl: kept.deployment.rpcUrls[0]!, clientAddresses: clientNetwork.addresses(), windowSeconds: kept.deployment.windowSeconds,
      pids: {
        get anvil() {
          return kept.pid;
        },
      },
      setRate(jobsPerMinute) {
        client.setRate(jobsPerMinute);
        state.set({ jobsPerMinute });
      },
      sendJobs: (count) => client.sendJobs(count),
      stop,
    };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
const drawBytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
/** Outputs are not encrypted to it yet; a fresh key per start says so to nobody and costs nothing. */
const drawDeliveryKey = (): string => `0x${generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')}`;

const failureOf = (error: unknown): Failure =>
  isHearthError(error) && (errorTable[error.code].audience === 'peer' || error.code.startsWith('chain.')) ? error.toFailure() : { code: 'internal', about: { incident: 'announce' } };

/** Where the client listened last time. */
async function readListen(practiceFile: string): Promise<string[]> {
  try {
    const { clientAddresses } = practiceFileShape.parse(JSON.parse(await readFile(practiceFile, 'utf8')));
    return clientAddresses.map((address) => address.replace(/\/p2p\/.*$/, ''));
  } catch {
    return ['/ip4/127.0.0.1/tcp/0'];
  }
}

/** The published state; told at most every 200 ms. */
function createState(options: Pick<DevnetOptions, 'onState'>) {
  let value: PracticeState = { state: 'starting', jobsPerMinute: 0, sent: 0, acknowledged: 0, failed: 0, reservedWei: 0n, blockNumber: null };
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      options.onState(value);
    }, 200);
    timer.unref();
  };
  options.onState(value);
  return {
    set(part: Partial<PracticeState>): void {
      value = { ...value, ...part };
      tell();
    },
    add(field: 'sent' | 'acknowledged' | 'failed', count: number): void {
      value = { ...value, [field]: Math.max(0, value[field] + count) };
      tell();
    },
  };
}
