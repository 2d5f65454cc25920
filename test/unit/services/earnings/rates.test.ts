import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { buildStatement, formatCsv } from '../../../../electron/services/earnings/books.ts';
import { createOwnerPrograms, firstNumber, readNumberFile } from '../../../../electron/services/earnings/ownerNumber.ts';
import { createCoinRate, openRateLog, rateOfList, valueOf } from '../../../../electron/services/earnings/rates.ts';
import { createPrices } from '../../../../electron/services/earnings/tariff.ts';
import type { PayoutRow, ReceiptRow } from '../../../../electron/shared/books.ts';
import { coinRateShape, tariffShape, type CoinRate } from '../../../../electron/shared/tariff.ts';
import { until } from '../../../support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-rates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const coin = 10n ** 18n;
const hour = 3_600_000;
const noPrograms = { read: () => ({ unknown: 'none' }) };

describe('the value of a coin', () => {
  it('is that of its own time, and the first rate stands in, as an estimate, for what is older', () => {
    const at = rateOfList([{ fromMs: 100, perCoin: 0.8 }, { fromMs: 200, perCoin: 0.9 }]);
    expect([50, 100, 199, 200, 9e12].map(at)).toEqual([
      { perCoin: 0.8, isEstimated: true }, { perCoin: 0.8, isEstimated: false }, { perCoin: 0.8, isEstimated: false }, { perCoin: 0.9, isEstimated: false }, { perCoin: 0.9, isEstimated: false },
    ]);
    expect(rateOfList([])(1)).toBe(null);
    expect(valueOf(25n * coin / 10n, 0.8)).toBe(2);
  });
  it('from a file is kept when it changes, so that what was paid before keeps its rate; a stale or senseless file is unknown', () => {
    const path = join(folder, 'rate.txt');
    let now = Date.now();
    let rate: CoinRate | null = { kind: 'file', currency: 'EUR', path, staleAfterSeconds: 60 };
    const log = openRateLog(new Database(':memory:'));
    const source = createCoinRate(log, noPrograms, () => rate, () => now);
    expect(source.now()).toEqual({ unknown: 'file.unreadable' });
    writeFileSync(path, 'EUR 0.50\n');
    utimesSync(path, now / 1000, now / 1000);
    expect(source.now()).toMatchObject({ value: 0.5 });
    now += 10_000;
    writeFileSync(path, '0.75');
    utimesSync(path, now / 1000, now / 1000);
    expect(source.now()).toMatchObject({ value: 0.75 });
    expect([source.at(now - 5000)?.perCoin, source.at(now)?.perCoin]).toEqual([0.5, 0.75]);
    now += 61_000;
    expect(source.now()).toEqual({ unknown: 'file.old' });
    rate = null;
    expect([source.now(), source.at(now)]).toEqual([{ unknown: 'no rate is set' }, null]);
    expect(readNumberFile(folder, 60, now)).toEqual({ unknown: 'file.unreadable' });
    expect([firstNumber('about -3.5e2 EUR'), firstNumber('none')]).toEqual([-350, NaN]);
  });
});

describe("a program of the owner's", () => {
  const commands = join(folder, 'commands');
  mkdirSync(commands);
  const write = (name: string, body: string): void => {
    writeFileSync(join(commands, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(commands, name), 0o700);
  };
  it.skipIf(process.platform === 'win32')('gives its number in the background, is asked again when that is due, and keeps its last word until it is stale', async () => {
    write('price', 'echo 0.31 EUR');
    let now = 1e12;
    const programs = createOwnerPrograms(commands, () => now);
    const prices = createPrices(() => ({ kind: 'command', currency: 'EUR', name: 'price', staleAfterSeconds: 600 }), programs, () => now);
    expect(prices(now)).toEqual({ unknown: 'program.notAsked:price' });
    await until('it has answered', () => 'price' in prices(now));
    expect(prices(now)).toEqual({ price: 0.31 });
    expect(prices(now - 1)).toEqual({ unknown: 'price.newer' });
    write('price', 'exit 3');
    now += 400_000;
    prices(now);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(prices(now)).toEqual({ price: 0.31 });
    now += 300_000;
    expect(prices(now)).toEqual({ unknown: 'program.old:price' });
  });
  it.skipIf(process.platform === 'win32')('that fails, is missing, floods or prints no number is unknown, with the reason', async () => {
    write('fails', 'exit 1');
    write('words', 'echo hello');
    write('floods', 'yes 1');
    const programs = createOwnerPrograms(commands, () => 5e11);
    for (const [name, reason] of [['fails', /^program\.failed:fails: /], ['words', /^program\.noNumber:words$/], ['floods', /^program\.failed:floods: /], ['absent', /^program\.none:absent$/]] as const) {
      await until(`${name} was asked`, () => {
        const said = programs.read(name, 3600);
        return 'unknown' in said && reason.test(said.unknown);
      });
    }
  });
  it('is named by its plain name and nothing else', () => {
    for (const name of ['../price', 'a/b', '/bin/sh', '.hidden', 'a b', '', 'price;rm', '..']) {
      expect(tariffShape.safeParse({ kind: 'command', currency: 'EUR', name, staleAfterSeconds: 60 }).success, name).toBe(false);
      expect(coinRateShape.safeParse({ kind: 'command', currency: 'EUR', name, staleAfterSeconds: 60 }).success, name).toBe(false);
    }
  });
});

describe('a statement with a rate', () => {
  const receipt = (jobId: string, change: Partial<ReceiptRow> = {}): ReceiptRow => ({
    jobId, admittedAtMs: 1, finishedAtMs: 2, stage: 'settled', modelName: 'ember', deviceId: 'gpu', priceWei: coin, paidWei: coin, paidAtMs: 3 * hour, txHash: 'tx1', computeMs: hour, wattHours: 200, measuredShare: 1, ...change,
  });
  const payouts: PayoutRow[] = [{ txHash: 'tx1', atMs: 3 * hour, blockNumber: 9, settledWei: 2n * coin, arrivedWei: (2n * coin * 9n) / 10n }];
  const metered = { wattHours: 1000, coveredMs: 10 * hour, seenMs: 20 * hour, cost: 0.3, costedWattHours: 1000 };
  const rate = { currency: 'EUR', at: rateOfList([{ fromMs: 0, perCoin: 0.8 }, { fromMs: 4 * hour, perCoin: 8 }]) };
  const span = { fromMs: 0, toMs: 24 * hour };

  it('against books computed by hand: two coins at 0.80 less a tenth, less 0.30 to 0.60 of energy', () => {
    const made = buildStatement(span, [receipt('a'), receipt('b')], payouts, [metered], 'EUR', [], 5 * hour, rate);
    expect(made.value).toEqual({ currency: 'EUR', gross: 1.6, arrived: expect.closeTo(1.44, 12), shares: expect.closeTo(0.16, 12), isEstimated: false });
    expect(made.net).toEqual({ currency: 'EUR', least: expect.closeTo(0.84, 12), most: expect.closeTo(1.14, 12) });
    expect(made.netUnknown).toBe(null);
    // 1.60 in two hours of computing and 400 Wh; after a tenth and 0.4 kWh at 0.30: (1.44 - 0.12) / 2.
    expect(made.returns[0]).toMatchObject({ valuePerHour: 0.8, valuePerKilowattHour: 4, netPerHour: expect.closeTo(0.66, 9) });
  });
  it('is unknown without a rate, in two currencies, and for a device whose jobs were not measured', () => {
    expect(buildStatement(span, [], payouts, [metered], 'EUR', [], 5 * hour)).toMatchObject({ net: null, netUnknown: 'noRate', value: null });
    expect(buildStatement(span, [receipt('a')], payouts, [metered], 'USD', [], 5 * hour, rate)).toMatchObject({ net: null, netUnknown: 'twoCurrencies', returns: [{ netPerHour: null, valuePerHour: 0.8 }] });
    expect(buildStatement(span, [receipt('a', { wattHours: null })], payouts, [metered], 'EUR', [], 5 * hour, rate).returns[0]).toMatchObject({ netPerHour: null, valuePerKilowattHour: null, valuePerHour: 0.8 });
  });
  it('has the values of the CSV, and says which are estimated', () => {
    const late = { currency: 'EUR', at: rateOfList([{ fromMs: 4 * hour, perCoin: 0.8 }]) };
    const rows = formatCsv({ receipts: [receipt('a')], payouts }, late).trimEnd().split('\n').map((line) => line.split(','));
    const column = rows[0]!.indexOf('value');
    const screen = buildStatement(span, [], payouts, [], null, [], 5 * hour, late).value!;
    expect(Number(rows[2]![column])).toBe(screen.arrived);
    expect([rows[1]![column], rows[2]!.slice(column + 1, column + 3)]).toEqual(['', ['EUR', 'estimated']]);
    expect(screen.isEstimated).toBe(true);
  });
});
