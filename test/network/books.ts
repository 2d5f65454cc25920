import Database from 'better-sqlite3';
import { createEventReader } from '../../electron/services/chain/logs.ts';
import type { Outcome } from './traffic.ts';
import type { Practice, TestGateway } from './testWorld.ts';

export type Books = {
  /** Answers whose price the chain has paid, and their price. */
  readonly paidAnswers: number;
  readonly paidWei: bigint;
  /** Promised by vouchers and not on the chain yet. */
  readonly waitingWei: bigint;
  readonly faults: readonly string[];
};
type Line = { readonly count: number; readonly cumulativeWei: bigint };

/**
 * Holds what the chain paid for two gateways against what they promised and against what their applications were told. A line's payments add up to its sum, its sum to no
 * more than the vouchers, each receipt is in one voucher, and each answer in one receipt.
 * @effects reads the chain and the gateways' books
 */
export async function readBooks({ chain }: Practice, gateways: readonly TestGateway[], outcomes: readonly Outcome[]): Promise<Books> {
  const faults: string[] = [];
  const lines = new Map<string, Line>();
  for (const { args } of await createEventReader(chain, 'JobEscrow', 'Settled')()) {
    const [client, provider, app, modelId] = [args['client'], args['provider'], args['app'], args['modelId']] as string[];
    if (!gateways.some(({ account }) => account.toLowerCase() === client!.toLowerCase())) continue;
    const key = [client, provider, app, modelId].map((part) => part!.toLowerCase()).join(':');
    const before = lines.get(key) ?? { count: 0, cumulativeWei: 0n };
    const now = { count: Number(args.getValue('count')), cumulativeWei: args['cumulativeWei'] as bigint };
    if (now.cumulativeWei - before.cumulativeWei !== (args['paidWei'] as bigint)) faults.push(`${key} was paid ${String(args['paidWei'])} wei while its sum grew from ${before.cumulativeWei} to ${now.cumulativeWei}`);
    if (now.count <= before.count) faults.push(`${key} was paid again for ${now.count} receipts`);
    lines.set(key, now);
  }
  const promised = new Map<string, readonly { readonly receiptHash: string; readonly cumulativeWei: bigint }[]>();
  for (const { books } of gateways) {
    for (const [line, leaves] of readLeaves(books)) promised.set(line.split(':').slice(2).join(':'), leaves);
  }
  for (const [key, { count, cumulativeWei }] of lines) {
    const leaf = promised.get(key)?.[count - 1];
    if (leaf?.cumulativeWei !== cumulativeWei) faults.push(`${key}: the chain paid ${cumulativeWei} wei for ${count} receipts, the vouchers say ${leaf?.cumulativeWei ?? 'nothing'}`);
  }
  const receipts = [...promised.values()].flatMap((leaves) => leaves.map(({ receiptHash }) => receiptHash.toLowerCase()));
  if (new Set(receipts).size !== receipts.length) faults.push(`${receipts.length - new Set(receipts).size} receipts are in two vouchers`);
  const answered = outcomes.flatMap((outcome) => (outcome.end === 'answered' ? [outcome.receiptId.toLowerCase()] : []));
  if (new Set(answered).size !== answered.length) faults.push(`${answered.length - new Set(answered).size} answers share a receipt`);
  const known = new Set(receipts);
  const unpaid = answered.filter((receiptId) => !known.has(receiptId)).length;
  if (unpaid > 0) faults.push(`${unpaid} answers are in no voucher`);
  const paidWei = [...lines.values()].reduce((sum, line) => sum + line.cumulativeWei, 0n);
  const promisedWei = [...promised.values()].reduce((sum, leaves) => sum + (leaves.at(-1)?.cumulativeWei ?? 0n), 0n);
  return { paidAnswers: [...lines.values()].reduce((sum, { count }) => sum + count, 0), paidWei, waitingWei: promisedWei - paidWei, faults };
}

function readLeaves(path: string): Map<string, { receiptHash: string; cumulativeWei: bigint }[]> {
  const database = new Database(path, { readonly: true });
  try {
    const rows = database.prepare<[], { line: string; receiptHash: string; cumulativeWei: string }>('SELECT line, receiptHash, cumulativeWei FROM leaves ORDER BY line, place').all();
    const lines = new Map<string, { receiptHash: string; cumulativeWei: bigint }[]>();
    for (const { line, receiptHash, cumulativeWei } of rows) lines.set(line, [...(lines.get(line) ?? []), { receiptHash, cumulativeWei: BigInt(cumulativeWei) }]);
    return lines;
  } finally {
    database.close();
  }
}
