import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Wallet } from 'ethers/wallet';
import { z } from 'zod';
import { createChainSide, type ChainSide } from '../../electron/programs/provider/chainSide.ts';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { createGrowingTree, treeTag } from '../../electron/protocol/tree.ts';
import { jobOrderShape, receiptShape, signingDigest, type Domain, type Voucher } from '../../electron/protocol/typedData.ts';
import { buildApproveTransaction, buildBindNodeTransaction, buildStakeTransaction, domainOf } from '../../electron/services/chain/calls.ts';
import { reservationIdOf } from '../../electron/services/chain/chain.ts';
import type { WeighFee } from '../../electron/services/earnings/feeShare.ts';
import { openPayoutLog, type PayoutLog } from '../../electron/services/earnings/payoutLog.ts';
import type { JobEvent } from '../../electron/services/jobs/jobEvents.ts';
import { openJournal, type Journal } from '../../electron/services/jobs/journal.ts';
import { createPayWaits, type PayWaits } from '../../electron/services/jobs/payWaits.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDatabase, type HearthDatabase } from '../../electron/services/storage/database.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { signedJob } from '../unit/protocol/samples.ts';
import { fundReservation } from './chainActors.ts';
import { startTestNet, testParameters, testWallet, type TestNet } from './chainTestNet.ts';
import { startRealSigner, type RealSigner } from './realSigner.ts';

type Entry = { readonly jobId: string; readonly event: JobEvent };

/** A real signer's node with stake on a real chain, clients with reservations, and signed receipts with their vouchers: what the provider's chain side settles. */
export type SettlementWorld = {
  readonly net: TestNet;
  readonly signer: RealSigner;
  readonly node: Hex;
  clientOf(address: string): Wallet;
  /** Signs so many more jobs, spread over the clients, up to the client's voucher: the journal's entries, in order of signing. */
  makeJobs(count: number): Promise<Entry[]>;
  /** A database of its own with the provider's chain side on it; closed by the world's stop. */
  openBooks(options?: BooksOptions): Books;
  stop(): Promise<void>;
};
/** The owner's rule on fees, if there is one, and the clock. */
type BooksOptions = { readonly feeRule?: () => WeighFee | null; readonly nowMs?: () => number };
export type Books = {
  readonly database: HearthDatabase;
  readonly journal: Journal;
  readonly payouts: PayoutLog;
  readonly waits: PayWaits;
  readonly side: ChainSide;
  readonly problems: string[];
  run(): void;
  close(): Promise<void>;
};

export async function startSettlementWorld(options: { readonly clients: number; readonly windowSeconds: number; readonly pollingMs: number; readonly anchorEveryMs: number; readonly say?: (line: string) => void }): Promise<SettlementWorld> {
  const net = await startTestNet({ blockSeconds: 1, instant: true, deploy: { windowSeconds: options.windowSeconds, payoutDelaySeconds: options.windowSeconds, parameters: testParameters(options.windowSeconds) } });
  const signer = startRealSigner();
  const domain = domainOf(net.deployment) as Domain;
  const { deployment: d } = net;
  const operator = net.deployer.address;
  const contracts = Object.fromEntries(Object.entries(d.contracts).map(([name, { address }]) => [name, address]));
  await signer.provider.ask('setNetwork', { domain, stakeManager: d.contracts.StakeManager.address, practice: true, operator, contracts });
  const node = (await signer.provider.ask('readAccounts', {})).node as Hex;
  const deadlineSeconds = Math.floor(Date.now() / 1000) + 3600;
  const binding = await signer.provider.ask('signBinding', { deadlineSeconds });
  await net.send(net.deployer, buildBindNodeTransaction(d, { node, deadlineSeconds, signature: binding.signature as Hex }));
  const stakeWei = 100_000n * weiPerCoin;
  await net.send(net.deployer, buildApproveTransaction(d, 'StakeManager', stakeWei));
  await net.send(net.deployer, buildStakeTransaction(d, node, stakeWei));
  await net.practice.fundGas(node, 1000n * weiPerCoin);
  const clients = Array.from({ length: options.clients }, (_, i) => testWallet(`settle ${i}`));
  for (const client of clients) await fundReservation(net, client, node, 10_000n * weiPerCoin);
  const lines = new Map(clients.map((client) => [client.address, { tree: createGrowingTree(p, treeTag.voucherReceipt), count: 0, cumulativeWei: 0n }]));
  let { seq, prev } = await signer.provider.ask('readSequence', {});
  const open: Books[] = [];

  async function makeJob(client: Wallet): Promise<Entry[]> {
    const sign = (digest: string): Hex => signDigest(client.privateKey as Hex, digest as Hex);
    const job = signedJob(`settle ${seq}`, { order: { client: client.address, provider: node, reservationId: reservationIdOf(client.address, node), priceOutWei: 250_000_000_000_000n, deadlineSeconds: deadlineSeconds + 86_400 } });
    const orderHash = signingDigest(domain, 'JobOrder', job.order);
    const orderSignature = sign(orderHash);
    const receipt = { ...job.receipt, orderHash, provider: node, seq, prev: prev as Hex };
    const { signature, receiptHash } = await signer.provider.ask('signReceipt', { order: z.encode(jobOrderShape, job.order), orderSignature, receipt: z.encode(receiptShape, receipt) });
    [seq, prev] = [seq + 1, receiptHash];
    const line = lines.get(client.address)!;
    line.tree.append(fromHex(receiptHash));
    line.cumulativeWei += BigInt(receipt.io.unitsIn) * job.order.priceInWei + BigInt(receipt.io.unitsOut) * job.order.priceOutWei;
    const index = line.count++;
    const voucher: Voucher = { client: client.address as Hex, provider: node, app: job.order.app, modelId: job.order.modelId, count: line.count, cumulativeWei: line.cumulativeWei, receiptsRoot: toHex(line.tree.root()) };
    const events: JobEvent[] = [
      { kind: 'admitted', request: { ...job.request, domain, order: job.order, orderSignature }, modelName: 'sample', priceMaxWei: 10n ** 16n },
      { kind: 'started', attempt: 1, deviceId: 'cpu', classId: 1 },
      { kind: 'signing', receipt, bundle: job.bundle, runtime: job.runtime },
      { kind: 'signed', signature: signature as Hex, receiptHash: receiptHash as Hex },
      { kind: 'delivered' },
      { kind: 'acknowledged', voucher, signature: sign(signingDigest(domain, 'Voucher', voucher)), index, proof: line.tree.proof(index).map(toHex), votes: [] },
    ];
    return events.map((event) => ({ jobId: job.jobId, event }));
  }

  return {
    net, signer, node,
    clientOf: (address) => clients.find((client) => client.address === address)!,
    async makeJobs(count) {
      const entries: Entry[] = [];
      for (let i = 0; i < count; i++) {
        entries.push(...(await makeJob(clients[i % clients.length]!)));
        if (i % 500 === 499) options.say?.(`${i + 1} receipts signed`);
      }
      return entries;
    },
    openBooks({ feeRule = () => null, nowMs = Date.now } = {}) {
      const folder = mkdtempSync(join(tmpdir(), 'hearth-books-'));
      const database = openDatabase(folder);
      const journal = openJournal(database, Date.now);
      const payouts = openPayoutLog(database);
      const waits = createPayWaits(() => {});
      const problems: string[] = [];
      const side = createChainSide(net.deployment, {
        primitives: p, journal, database, payouts, waits, feeRule, signer: () => signer.provider, node, nowMs, onChanged: () => {}, raise: () => {},
        onProblem: (error, where) => void problems.push(`${where}: ${String(error)}`), log: (line) => void problems.push(line),
      }, { pollingMs: options.pollingMs, anchorEveryMs: options.anchorEveryMs });
      const stop = new AbortController();
      let running: Promise<void> = Promise.resolve();
      const books: Books = {
        database, journal, payouts, waits, side, problems,
        run: () => void (running = side.run(stop.signal)),
        async close() {
          if (stop.signal.aborted) return;
          stop.abort();
          await running;
          database.close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
      open.push(books);
      return books;
    },
    async stop() {
      for (const books of open) await books.close();
      await signer.stop();
      await net.stop();
    },
  };
}
