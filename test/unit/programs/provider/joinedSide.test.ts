import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJoinedSide } from '../../../../electron/programs/provider/joinedSide.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';
import { defaultListening } from '../../../../electron/shared/listening.ts';
import type { WaitingAudits } from '../../../../electron/shared/networks.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-joined-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const context = { signal: new AbortController().signal };
/** A Hearth on a network that it can leave for its own practice network, as often as it is started. */
function open(change: { waiting?: WaitingAudits | null; live?: readonly Job[] } = {}) {
  const seen: { restarts: string[]; closed: boolean[]; told: unknown[]; stopped: number; announced: number; looks: number; waiting: WaitingAudits | null; live: readonly Job[] } = { restarts: [], closed: [], told: [], stopped: 0, announced: 0, looks: 0, waiting: { receipts: 2, untilMs: 9 }, live: [], ...change };
  const settings = openSettings(folder);
  const side = createJoinedSide({
    dataFolder: folder, settings, running: defaultListening, journal: { live: () => seen.live }, network: () => ({ announceNow: () => void seen.announced++ }) as never,
    waiting: () => { seen.looks++; return seen.waiting; }, stopTaking: () => void seen.stopped++, closeToOrders: (isClosed) => void seen.closed.push(isClosed), tell: (leaving) => void seen.told.push(leaving), restart: (kind) => void seen.restarts.push(kind), tryNetwork: async () => {}, log: () => {}, clearLookMs: 1,
  });
  const looked = async (): Promise<void> => {
    const before = seen.looks;
    await expect.poll(() => seen.looks - before, { timeout: 30_000, interval: 1 }).toBeGreaterThan(2);
  };
  const gone = () => expect.poll(() => seen.restarts, { timeout: 30_000, interval: 5 }).toEqual(['withSigner']);
  return { seen, settings, side, looked, gone };
}

describe('going over to another network', () => {
  beforeEach(() => openSettings(folder).write({ network: 'winter' }));

  it('happens at once where nothing else is asked for, whatever waits', async () => {
    const { seen, settings, side, gone } = open();
    await side.switchNetwork({ name: null }, context);
    await gone();
    expect([settings.read().network, settings.read().goingTo, seen.stopped]).toEqual([null, null, 1]);
    expect(seen.told).toEqual([{ to: null, waiting: null, isClearing: false }]);
  });

  it('waits for the last receipt and for what was taken, closed to orders, and goes by itself', async () => {
    const job = { signed: null } as Job;
    const { seen, settings, side, looked, gone } = open({ live: [job] });
    await side.switchNetwork({ name: null, whenClear: true }, context);
    expect([seen.closed, seen.announced, settings.read()]).toMatchObject([[true], 1, { network: 'winter', goingTo: { name: null } }]);
    await looked();
    expect(seen.told.at(-1)).toEqual({ to: null, waiting: { receipts: 2, untilMs: 9 }, isClearing: true });
    seen.waiting = { receipts: 0, untilMs: null };
    await looked();
    expect([seen.restarts, seen.stopped]).toEqual([[], 0]);
    expect(await side.readNetworks({}, context)).toEqual({ current: 'winter', joined: [], goingTo: { name: null }, waiting: { receipts: 0, untilMs: null } });
    seen.live = [];
    await gone();
    expect([settings.read().network, settings.read().goingTo]).toEqual([null, null]);
  });

  it('is remembered over a restart, and waits until it is known what waits', async () => {
    await open().side.switchNetwork({ name: null, whenClear: true }, context);
    const { seen, looked, gone } = open({ waiting: null });
    await looked();
    expect([seen.closed, seen.restarts]).toEqual([[true], []]);
    seen.waiting = { receipts: 0, untilMs: null };
    await gone();
  });

  it('is taken back by the name of the network it is on: orders are taken again, and nothing is gone over to when all is clear', async () => {
    const { seen, settings, side, looked } = open();
    await side.switchNetwork({ name: null, whenClear: true }, context);
    await looked();
    await side.switchNetwork({ name: 'winter' }, context);
    seen.waiting = { receipts: 0, untilMs: null };
    // Whoever still waited would look once more, and go.
    const { looks } = seen;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(seen.looks - looks).toBeLessThan(2);
    expect([seen.closed, settings.read().goingTo, seen.restarts]).toEqual([[true, false], null, []]);
    expect(settings.read().network).toBe('winter');
    expect(seen.told.at(-1)).toBeNull();
  });

  it('goes at once after all where the owner says so while it waits', async () => {
    const { settings, side, looked, gone } = open();
    await side.switchNetwork({ name: null, whenClear: true }, context);
    await looked();
    await side.switchNetwork({ name: null }, context);
    await gone();
    expect(settings.read()).toMatchObject({ network: null, goingTo: null });
  });

  it('stays where the network it waited for is here no more', async () => {
    openSettings(folder).write({ goingTo: { name: 'gone' } });
    const { seen, settings, looked } = open();
    await looked();
    seen.waiting = { receipts: 0, untilMs: null };
    await expect.poll(() => seen.closed, { timeout: 30_000, interval: 1 }).toEqual([true, false]);
    expect([settings.read().network, settings.read().goingTo, seen.restarts]).toEqual(['winter', null, []]);
  });
});
