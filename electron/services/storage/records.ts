import type { z } from 'zod';
import { toStorageError, type HearthDatabase } from './database.ts';

/** Signed transactions that are not finished. Kept before their broadcast, forgotten after their end. */
export type PendingTransaction = { readonly id: string; readonly call: string; readonly nonce: number; readonly hash: `0x${string}`; readonly raw: `0x${string}`; readonly signedAtMs: number };

export type TransactionRecords = {
  pending(): PendingTransaction[];
  keep(transaction: PendingTransaction): void;
  /** Drops every version of one transaction. */
  forget(id: string): void;
};

export function openTransactionRecords(database: HearthDatabase): TransactionRecords {
  const insert = database.prepare('INSERT OR REPLACE INTO transactions (hash, id, call, nonce, raw, signedAtMs) VALUES (@hash, @id, @call, @nonce, @raw, @signedAtMs)');
  return {
    pending: () => database.prepare<[], PendingTransaction>('SELECT id, call, nonce, hash, raw, signedAtMs FROM transactions ORDER BY nonce, signedAtMs').all(),
    keep(transaction) {
      try {
        insert.run(transaction);
      } catch (error) {
        throw toStorageError(error, database.name);
      }
    },
    forget: (id) => void database.prepare('DELETE FROM transactions WHERE id = ?').run(id),
  };
}

/** One named JSON value, such as how far the chain was read. */
export function openFact<T extends z.ZodType>(database: HearthDatabase, name: string, shape: T): { read(): z.output<T> | null; write(value: z.input<T>): void } {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?');
  const upsert = database.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  return {
    read() {
      const found = select.get(name);
      return found ? shape.parse(JSON.parse(found.value)) : null;
    },
    write(value) {
      try {
        upsert.run(name, JSON.stringify(value));
      } catch (error) {
        throw toStorageError(error, database.name);
      }
    },
  };
}
