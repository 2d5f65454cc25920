import { startSettlementWorld } from '../support/settlementWorld.ts';
import { until } from '../support/until.ts';
import type { Say } from './measureHearth.ts';

/** The provider's own chain side on a local chain: from signed receipts with vouchers in the journal to all of them paid in the journal. */
export type SettlementFigure = {
  readonly receipts: number;
  readonly lines: number;
  /** Of the practice chain; a batch waits for the end of the window after its own. */
  readonly windowSeconds: number;
  /** All of it, the window included. */
  readonly seconds: number;
  readonly receiptsPerSecond: number;
  /** Until the last batch was seen on the chain. */
  readonly anchoredAfterSeconds: number;
  /** Processor time of this process: journal, planning, requests. The chain and the signer are processes of their own. */
  readonly cpuMsPerReceipt: number;
  readonly transactions: number;
  readonly requests: number;
  readonly calls: number;
  readonly gasPerReceipt: number;
};

const clients = 20;
const windowSeconds = 2;

/** @effects processes, temporary folders */
export async function measureSettlement(receipts: number, say: Say): Promise<SettlementFigure> {
  const world = await startSettlementWorld({ clients, windowSeconds, pollingMs: 200, anchorEveryMs: 0, say: (line) => say(`settlement, ${line}`) });
  try {
    const entries = await world.makeJobs(receipts);
    const books = world.openBooks();
    books.journal.append(entries);
    const transactionsBefore = await countTransactions();
    const blockBefore = await world.net.chain.readBlockNumber();
    const cpuBefore = process.cpuUsage();
    const beganMs = performance.now();
    books.run();
    const anchoredAfterSeconds = await until('all receipts are anchored', () => books.journal.live().every(({ anchored }) => anchored !== null) && (performance.now() - beganMs) / 1000, 300_000);
    await until('all receipts are paid', () => books.journal.counts(0).settled === receipts, 300_000);
    const seconds = (performance.now() - beganMs) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const { requests, calls } = books.side.chain.sent();
    const ledger = await world.net.chain.readLedger(world.node);
    if (ledger.settledCount !== receipts) throw new Error(`the chain settled ${ledger.settledCount} of ${receipts} receipts`);
    if (books.problems.length > 0) say(`settlement, ${books.problems.length} problems, the first: ${books.problems[0]}`);
    const figure: SettlementFigure = {
      receipts, lines: clients, windowSeconds, seconds, receiptsPerSecond: receipts / seconds, anchoredAfterSeconds, cpuMsPerReceipt: (cpu.user + cpu.system) / 1000 / receipts,
      transactions: (await countTransactions()) - transactionsBefore, requests, calls, gasPerReceipt: (await gasSince(blockBefore)) / receipts,
    };
    say(`settlement, ${figure.receiptsPerSecond.toFixed(0)} receipts a second`);
    return figure;
  } finally {
    await world.stop();
  }

  async function countTransactions(): Promise<number> {
    return Number(await world.net.rpc('eth_getTransactionCount', world.node, 'latest'));
  }
  /** Nobody else sends to this chain meanwhile. */
  async function gasSince(block: number): Promise<number> {
    let gas = 0;
    for (let number = block + 1; number <= (await world.net.chain.readBlockNumber()); number++) {
      gas += Number((await world.net.rpc<{ gasUsed: string }>('eth_getBlockByNumber', `0x${number.toString(16)}`, false)).gasUsed);
    }
    return gas;
  }
}
