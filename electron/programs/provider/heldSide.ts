import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHeldFiles, type HeldFiles } from '../../services/audit/heldFiles.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { readDisputeSpan } from '../../services/chain/disputeReads.ts';
import { openKeptFiles } from '../../services/storage/keptFiles.ts';

/** Some ten thousand answers of a language model with their evidence. */
const quotaBytes = 256 * 1024 ** 2;
const retryMs = 5000;

export type HeldSide = { readonly held: HeldFiles; /** How long a receipt can be in a dispute; null while the chain has not said. */ readonly spanMs: () => number | null };

/** The evidence of other nodes' receipts on this disk, as long as they can be disputed. @effects disk */
export function openHeldSide({ folder, chain, nowMs, log }: { readonly folder: string; readonly chain: Chain; readonly nowMs: () => number; readonly log: (line: string) => void }, signal: AbortSignal): HeldSide {
  let spanMs: number | null = null;
  const files = openKeptFiles(join(folder, 'held'), {
    ending: 'json', quotaBytes, keepMs: 0, nowMs, isOver: (_receiptHash, ageMs) => spanMs !== null && ageMs > spanMs,
    onEvicted: (receiptHash) => log(`the evidence of ${receiptHash} went to make room: a dispute about it cannot be answered from here any more`),
  });
  void (async () => {
    while (!signal.aborted && spanMs === null) {
      // A chain that is away says it later; nothing is deleted before.
      spanMs = await readDisputeSpan(chain).then((seconds) => 1000 * seconds, () => null);
      if (spanMs === null) await sleep(retryMs, undefined, { signal }).catch(() => {});
    }
  })();
  return { held: createHeldFiles(files), spanMs: () => spanMs };
}
