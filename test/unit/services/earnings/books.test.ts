import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProjection, buildStatement, formatCsv, reconcile } from '../../../../electron/services/earnings/books.ts';
import type { PayoutRow, ReceiptRow } from '../../../../electron/shared/books.ts';

const hour = 3_600_000;
const receipt = (jobId: string, change: Partial<ReceiptRow> = {}): ReceiptRow => ({
  jobId, admittedAtMs: 1, finishedAtMs: 2, stage: 'settled', modelName: 'ember', deviceId: 'gpu', priceWei: 100n, paidWei: 100n, paidAtMs: 3, txHash: 'tx1', computeMs: 1000, wattHours: 0.05, measuredShare: 1, ...change,
});
const waiting = (jobId: string, stage: string): ReceiptRow => receipt(jobId, { stage, paidWei: null, paidAtMs: null, txHash: null });
const payout = (txHash: string, settledWei: bigint, arrivedWei = settledWei): PayoutRow => ({ txHash, atMs: 3, blockNumber: 9, settledWei, arrivedWei });

describe('reconciliation', () => {
  it('of books that agree is whole, shares and what still waits named', () => {
    const { differences, ...rest } = reconcile([receipt('a'), receipt('b'), waiting('c', 'delivered'), waiting('d', 'acknowledged'), waiting('e', 'anchored'), waiting('f', 'failed')], [payout('tx1', 200n, 190n)]);
    expect(rest).toEqual({ signedWei: 500n, arrivedWei: 190n, isWhole: true });
    expect(differences.map(({ name, amountWei, count }) => [name, amountWei, count])).toEqual([['waitingVoucher', 100n, 1], ['waitingAnchor', 100n, 1], ['waitingWindow', 100n, 1], ['share', 10n, 1]]);
  });
  it('names what was booked but never came, and what came but was never booked', () => {
    const short = reconcile([receipt('a'), receipt('b', { txHash: 'gone' })], [payout('tx1', 70n)]);
    expect(short.differences.map(({ name, amountWei, examples }) => [name, amountWei, examples])).toEqual([['missing', 130n, ['tx1', 'gone']]]);
    expect(short.isWhole).toBe(false);
    expect(reconcile([receipt('a')], [payout('tx1', 130n)])).toMatchObject({ differences: [{ name: 'notBooked', amountWei: 30n }], isWhole: false });
  });
  it('explains every coin, whatever was lost on either side', () => {
    const rows = fc.array(fc.record({ tx: fc.constantFrom('t1', 't2', 't3', null), stage: fc.constantFrom('delivered', 'acknowledged', 'anchored'), wei: fc.bigInt({ min: 0n, max: 1000n }) }), { maxLength: 20 });
    const paid = fc.uniqueArray(fc.record({ tx: fc.constantFrom('t1', 't2', 't3'), settled: fc.bigInt({ min: 0n, max: 5000n }), share: fc.bigInt({ min: 0n, max: 50n }) }), { selector: ({ tx }) => tx });
    fc.assert(fc.property(rows, paid, (receipts, payouts) => {
      const made = reconcile(
        receipts.map(({ tx, stage, wei }, i) => (tx ? receipt(String(i), { txHash: tx, paidWei: wei, priceWei: wei }) : receipt(String(i), { stage, txHash: null, paidWei: null, priceWei: wei }))),
        payouts.map(({ tx, settled, share }) => payout(tx, settled, settled > share ? settled - share : 0n)),
      );
      const of = (name: string): bigint => made.differences.find((one) => one.name === name)?.amountWei ?? 0n;
      expect(made.signedWei - of('waitingVoucher') - of('waitingAnchor') - of('waitingWindow') - of('missing') + of('notBooked') - of('share')).toBe(made.arrivedWei);
      expect(made.isWhole).toBe(of('missing') === 0n && of('notBooked') === 0n);
    }));
  });
});

describe('a statement', () => {
  const span = { fromMs: 0, toMs: 24 * hour };
  const metered = { wattHours: 1000, coveredMs: 10 * hour, seenMs: 20 * hour, cost: 0.3, costedWattHours: 1000 };
  it('against books computed by hand: two jobs, 1 kWh at 0.30, half the day unmeasured', () => {
    const made = buildStatement(span, [receipt('a'), receipt('b', { computeMs: 3000, wattHours: 0.15 }), waiting('c', 'delivered')], [payout('tx1', 200n, 190n)], [metered], 'EUR', [], 0);
    expect(made).toMatchObject({ grossWei: 200n, arrivedWei: 190n, shareWei: 10n, energy: { wattHours: 1000, coveredShare: 0.5 }, energyCost: { currency: 'EUR', least: 0.3, most: 0.6 }, netUnknown: 'noRate', projection: null });
    // 200 wei in 4 s of computing are 180,000 an hour; by 0.2 Wh, 1,000,000 a kWh.
    expect(made.returns).toEqual([{ modelName: 'ember', deviceId: 'gpu', jobs: 2, grossWei: 200n, computeMs: 4000, weiPerHour: 180_000n, wattHours: 0.2, weiPerKilowattHour: 1_000_000n, valuePerHour: null, valuePerKilowattHour: null, netPerHour: null }]);
  });
  it('knows what an hour of jobs is worth that take less than half a millisecond each', () => {
    const quick = buildStatement(span, [receipt('a', { computeMs: 0.25 }), receipt('b', { computeMs: 0.15 })], [payout('tx1', 200n)], [metered], 'EUR', [], 0);
    // 200 wei in 0.4 ms.
    expect(quick.returns[0]).toMatchObject({ computeMs: 0.4, weiPerHour: 1_800_000_000n });
    expect(buildStatement(span, [receipt('a', { computeMs: 0 })], [], [metered], 'EUR', [], 0).returns[0]).toMatchObject({ weiPerHour: null });
  });
  it('says what is unknown instead of zero', () => {
    expect(buildStatement(span, [], [], [], 'EUR', [], 0)).toMatchObject({ energy: null, energyCost: null, netUnknown: 'noMeter' });
    expect(buildStatement(span, [], [], [{ ...metered, cost: 0, costedWattHours: 0 }], null, [], 0)).toMatchObject({ energyCost: null, netUnknown: 'noTariff' });
    expect(buildStatement(span, [receipt('a'), receipt('b', { wattHours: null })], [], [], null, [], 0).returns[0]).toMatchObject({ wattHours: null, weiPerKilowattHour: null });
  });
  it('projects only from a day of own figures, and tells what it said yesterday', () => {
    const day = 24 * hour;
    expect(buildProjection([{ atMs: 1, payoutWei: 5n }], day)).toBe(null);
    expect(buildProjection([{ atMs: 0, payoutWei: 10n }, { atMs: day, payoutWei: 30n }], 2 * day)).toEqual({ perDayWei: 20n, fromDays: 2, last: { saidWei: 10n, wasWei: 30n } });
  });
});

describe('the CSV', () => {
  it('adds up to the screen, exactly, and leaves the unknown empty', () => {
    const receipts = [receipt('a', { paidWei: 10n ** 30n + 1n }), receipt('b', { paidWei: 2n, wattHours: null }), waiting('c', 'delivered')];
    const payouts = [payout('tx1', 10n ** 30n + 3n, 10n ** 30n)];
    const rows = formatCsv({ receipts, payouts }).trimEnd().split('\n').map((line) => line.split(','));
    const head = rows[0]!;
    const sum = (kind: string, column: string): bigint => rows.filter(([row]) => row === kind).reduce((total, row) => total + BigInt(row[head.indexOf(column)] || '0'), 0n);
    const screen = buildStatement({ fromMs: 0, toMs: 1 }, receipts, payouts, [], null, [], 0);
    expect([sum('receipt', 'paidWei'), sum('payout', 'paidWei') - sum('payout', 'arrivedWei'), sum('payout', 'arrivedWei')]).toEqual([screen.grossWei, screen.shareWei, screen.arrivedWei]);
    expect(rows[2]![head.indexOf('wattHours')]).toBe('');
  });
  it('adds up to the screen in energy and its cost too, hour by hour, the unmeasured empty', () => {
    const hours = [
      { hourMs: 0, deviceId: 'gpu', wattHours: 120.5, coveredMs: hour, seenMs: hour, cost: 0.03, costedWattHours: 120.5 },
      { hourMs: hour, deviceId: 'gpu', wattHours: 60.25, coveredMs: hour / 2, seenMs: hour, cost: 0, costedWattHours: 0 },
      { hourMs: hour, deviceId: 'cpu', wattHours: 0, coveredMs: 0, seenMs: hour, cost: 0, costedWattHours: 0 },
    ];
    const lines = formatCsv({ receipts: [receipt('a')], payouts: [payout('tx1', 100n)] }, null, { hours, currency: 'EUR' }).trimEnd().split('\n').map((line) => line.split(','));
    const of = (row: readonly string[], column: string): string => row[lines[0]!.indexOf(column)]!;
    const rows = lines.filter(([kind]) => kind === 'energy');
    const screen = buildStatement({ fromMs: 0, toMs: 2 * hour }, [], [], hours, 'EUR', [], 0);
    const sum = (column: string): number => rows.reduce((total, row) => total + Number(of(row, column) || '0'), 0);
    expect([sum('wattHours'), sum('energyCost')]).toEqual([screen.energy!.wattHours, screen.energyCost!.least]);
    expect(lines.every((line) => line.length === lines[0]!.length)).toBe(true);
    expect([of(rows[1]!, 'energyCost'), of(rows[1]!, 'measuredShare'), of(rows[2]!, 'wattHours'), of(rows[2]!, 'measuredShare')]).toEqual(['', '0.5', '', '0']);
  });
  it('gives a spreadsheet no formula and no second cell', () => {
    expect(formatCsv({ receipts: [receipt('a', { modelName: '=cmd("x"),y' })], payouts: [] })).toContain(`"'=cmd(""x""),y"`);
  });
});

describe('days on which the clock is changed', () => {
  it('have 23 and 25 hours, and every bar begins at local midnight', () => {
    const file = JSON.stringify(join(import.meta.dirname, '../../../../electron/services/earnings/earnings.ts'));
    const script = `const { buildEarnings, startOfRange } = await import(${file});
      const look = (now) => { const pay = [new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 0, 0), new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 23, 59)].map((at) => ({ atMs: at.getTime(), payoutWei: 1n }));
        const { buckets } = buildEarnings('7d', pay, now.getTime());
        return { hours: buckets.map((b) => (b.endMs - b.startMs) / 3600000), midnight: buckets.every((b) => new Date(b.startMs).getHours() === 0), jobs: buckets.map((b) => b.jobs), isStart: startOfRange('7d', now.getTime(), null) === buckets[0].startMs }; };
      console.log(JSON.stringify([look(new Date(2026, 2, 30, 12)), look(new Date(2026, 9, 26, 12))]));`;
    const out = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ: 'Europe/Berlin', NODE_NO_WARNINGS: '1' } })) as unknown;
    const day = (hours: number) => ({ hours: [24, 24, 24, 24, 24, hours, 24], midnight: true, jobs: [0, 0, 0, 0, 0, 2, 0], isStart: true });
    expect(out).toEqual([day(23), day(25)]);
  });
});
