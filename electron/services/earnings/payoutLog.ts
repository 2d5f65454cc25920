import { z } from 'zod';
import type { PayoutRow } from '../../shared/books.ts';
import { weiShape } from '../../shared/units.ts';
import type { HearthDatabase } from '../storage/database.ts';

export type PayoutEvent = { readonly blockHash: string; readonly logIndex: number; readonly blockNumber: number; readonly transactionHash: string; readonly wei: bigint; /** Time of its block, so that a replay from the chain books it where it was. */ readonly atMs: number };

/** What the chain was heard to pay, event by event: the other side of the books, kept apart from the journal so that the two can be held against each other. */
export type PayoutLog = {
  /** The same event twice is one. settled: a voucher line gave it; arrived: it reached the payout address. */
  note(kind: 'settled' | 'arrived', event: PayoutEvent): void;
  /** Takes back what stood in blocks above this one. */
  onReorg(keptBlock: number): void;
  /** Transactions heard of in [fromMs, toMs), oldest first. */
  read(fromMs: number, toMs: number): PayoutRow[];
};

/** @effects disk */
export function openPayoutLog(database: HearthDatabase): PayoutLog {
  database.exec('CREATE TABLE IF NOT EXISTS payoutEvents (place TEXT PRIMARY KEY, kind TEXT NOT NULL, txHash TEXT NOT NULL, blockNumber INTEGER NOT NULL, atMs INTEGER NOT NULL, wei TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT OR IGNORE INTO payoutEvents VALUES (?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM payoutEvents WHERE blockNumber > ?');
  const select = database.prepare<[], { kind: 'settled' | 'arrived'; txHash: string; blockNumber: number; atMs: number; wei: string }>('SELECT kind, txHash, blockNumber, atMs, wei FROM payoutEvents ORDER BY atMs, place');
  return {
    note: (kind, { blockHash, logIndex, blockNumber, transactionHash, wei, atMs }) => void insert.run(`${blockHash} ${logIndex}`, kind, transactionHash, blockNumber, atMs, z.encode(weiShape, wei)),
    onReorg: (keptBlock) => void remove.run(keptBlock),
    read(fromMs, toMs) {
      const rows = new Map<string, PayoutRow>();
      for (const { kind, txHash, blockNumber, atMs, wei } of select.iterate()) {
        const row = rows.get(txHash) ?? { txHash, atMs, blockNumber, settledWei: 0n, arrivedWei: 0n };
        rows.set(txHash, kind === 'settled' ? { ...row, settledWei: row.settledWei + BigInt(wei) } : { ...row, arrivedWei: row.arrivedWei + BigInt(wei) });
      }
      return [...rows.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    },
  };
}
