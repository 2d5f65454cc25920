import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatReceiptFile, type ReceiptFile } from '../../protocol/receiptFile.ts';
import type { AppKey } from './appKeys.ts';

/** How long, and how many of them, receipts of keys that keep none can still be fetched. */
export const heldMs = 10 * 60_000;
export const heldReceipts = 64;

type Owner = Pick<AppKey, 'name' | 'privacy'>;
export type ReceiptShelf = {
  /** @effects disk, unless the key keeps nothing: then memory */
  keep(file: ReceiptFile, receiptHash: string, key: Owner): void;
  /** The receipt file as text; null when there is none of this id, or it is held for another key alone. */
  read(receiptHash: string, key: Pick<Owner, 'name'>): string | null;
};

/** Receipts hold prompts and answers. Those of a key that keeps nothing are never written: its application fetches them in time, or has none. */
export function createReceiptShelf(folder: string, nowMs: () => number): ReceiptShelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = new Map<string, { readonly text: string; readonly owner: string; readonly untilMs: number }>();
  const forget = (): void => {
    for (const [hash, { untilMs }] of held) if (untilMs <= nowMs() || held.size > heldReceipts) held.delete(hash);
  };
  const pathOf = (receiptHash: string): string => join(folder, `${receiptHash}.json`);
  return {
    keep(file, receiptHash, { name, privacy }) {
      if (privacy === 'keep') return writeFileSync(pathOf(receiptHash), formatReceiptFile(file), { mode: 0o600 });
      held.set(receiptHash, { text: formatReceiptFile(file), owner: name, untilMs: nowMs() + heldMs });
      forget();
      // Nobody may ask again for hours: what is over must not wait for it.
      setTimeout(forget, heldMs + 1000).unref();
    },
    read(receiptHash, { name }) {
      forget();
      const found = held.get(receiptHash);
      if (found) return found.owner === name ? found.text : null;
      return existsSync(pathOf(receiptHash)) ? readFileSync(pathOf(receiptHash), 'utf8') : null;
    },
  };
}
