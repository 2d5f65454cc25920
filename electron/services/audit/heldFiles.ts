import { formatReceiptFile, parseReceiptFile, type ReceiptFile } from '../../protocol/receiptFile.ts';
import type { KeptFiles } from '../storage/keptFiles.ts';

/** Receipt files of other nodes: what this one accepted in an audit, and what nodes hand over that it guards. With them it can answer a dispute for a node that sleeps. They hold prompts. */
export type HeldFiles = {
  /** @throws storage.* @effects disk */
  hold(receiptHash: string, file: ReceiptFile): void;
  read(receiptHash: string): ReceiptFile | null;
  /** Deletes what cannot be disputed any more. */
  expire(): void;
  usedBytes(): number;
};

export function createHeldFiles(files: KeptFiles): HeldFiles {
  return {
    hold(receiptHash, file) {
      if (files.read(receiptHash) === null) files.keep(receiptHash, new TextEncoder().encode(formatReceiptFile(file)));
    },
    read(receiptHash) {
      const bytes = files.read(receiptHash);
      const parsed = bytes && parseReceiptFile(bytes);
      return parsed?.ok ? parsed.file : null;
    },
    expire: () => files.expire(),
    usedBytes: () => files.usedBytes(),
  };
}
