import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHeldSide, type HeldSide } from '../../../../electron/programs/provider/heldSide.ts';
import type { Chain } from '../../../../electron/services/chain/chain.ts';
import { until } from '../../../support/until.ts';
import { signedJob } from '../../protocol/samples.ts';

let folder: string;
const ending = new AbortController();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-held-'));
});
afterEach(() => {
  ending.abort();
  rmSync(folder, { recursive: true, force: true });
});

/** Disputes are opened for 100 s and answered within 10 s each, 16 of them: 260 s after its anchor no receipt is disputed. */
const chain = { readContract: (contract: string) => Promise.resolve([contract === 'DisputeGame' ? 100n : 10n]) } as unknown as Chain;
const spanMs = 260_000;
const modeOf = (...path: string[]): number => statSync(join(folder, ...path)).mode & 0o777;

it('prompts of other nodes are read by this user alone, and gone from the disk when no dispute about them is possible', async ({ skip }) => {
  let nowMs = Date.now();
  // Somebody made the folder before, for everybody.
  mkdirSync(join(folder, 'held'));
  chmodSync(join(folder, 'held'), 0o755);
  const open = async (): Promise<HeldSide> => {
    const side = openHeldSide({ folder, chain, nowMs: () => nowMs, log: () => {} }, ending.signal);
    await until('the chain said for how long', () => side.spanMs() !== null);
    return side;
  };
  const { held, spanMs: span } = await open();
  expect(span()).toBe(spanMs);
  const [first, second] = [signedJob('first'), signedJob('second')];
  held.hold(first.receiptHash, first.file);
  nowMs += spanMs - 1000;
  held.hold(second.receiptHash, second.file);
  const names = (): string[] => readdirSync(join(folder, 'held')).sort();
  expect(names()).toEqual([`${first.receiptHash}.json`, `${second.receiptHash}.json`].sort());
  if (process.platform === 'win32') skip('Windows keeps no such modes');
  expect([modeOf('held'), modeOf('held', `${first.receiptHash}.json`)]).toEqual([0o700, 0o600]);
  held.expire();
  expect(names()).toHaveLength(2);
  nowMs += 2000;
  held.expire();
  expect([names(), held.read(first.receiptHash), held.read(second.receiptHash)?.order.jobId]).toEqual([[`${second.receiptHash}.json`], null, second.jobId]);
  // What an earlier run left goes as well.
  nowMs += spanMs;
  (await open()).held.expire();
  expect(names()).toEqual([]);
});
