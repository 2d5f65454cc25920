import { writeFileSync } from 'node:fs';
import { formatCoins } from '../../../renderer/format/money.ts';
import { coinRateShape, feeLimitShape, gasRateShape, perCoinShape, tariffShape, type CoinRate, type MoneySettings, type Tariff } from '../../shared/tariff.ts';
import type { Books, Difference, Statement } from '../../shared/books.ts';
import { earningsRangeShape, type EarningsRange } from '../../shared/shapes.ts';
import { printable, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

async function readBooks(dataFolder: string, asked: string): Promise<Books> {
  const range = parseRange(asked);
  return withRunning(dataFolder, (hearth) => hearth.ask('readBooks', { range }));
}

const parseRange = (asked: string): EarningsRange => {
  const range = earningsRangeShape.safeParse(asked);
  if (!range.success) throw usage(`--range is one of ${earningsRangeShape.options.join(', ')}, not ${asked}`);
  return range.data;
};

/** Receipts and payouts as CSV, on stdout or into a file. */
export async function writeCsv(dataFolder: string, asked: string, file: string | true, output: Output): Promise<void> {
  const range = parseRange(asked);
  const { csv, receipts, payouts } = await withRunning(dataFolder, (hearth) => hearth.ask('readCsv', { range }));
  if (file === true) return void process.stdout.write(csv);
  writeFileSync(file, csv);
  output.result({ file, receipts, payouts }, `${receipts} receipts and ${payouts} payouts in ${file}`);
}

const differenceWords: Readonly<Record<Difference['name'], string>> = {
  waitingVoucher: "wait for the client's voucher", waitingAnchor: 'wait for the anchor', waitingWindow: 'wait for the window', share: "taken by the network's shares",
  missing: 'booked as paid, but no payment was heard', notBooked: 'paid, but no receipt here says for what',
};

export async function runReconcile(dataFolder: string, output: Output): Promise<number> {
  const { reconciliation } = await readBooks(dataFolder, 'all');
  const { signedWei, arrivedWei, differences, isWhole } = reconciliation;
  output.result(reconciliation, [
    `Signed for ${formatCoins(signedWei)}, arrived ${formatCoins(arrivedWei)} EMBER (test money).`,
    ...differences.map(({ name, amountWei, count, examples }) => `  ${formatCoins(amountWei)}  ${differenceWords[name]} (${count}; ${examples.slice(0, 3).map((id) => shortId(printable(id))).join(', ')})`),
    isWhole ? 'Every coin is accounted for.' : 'The books do not agree: something is missing or not booked.',
  ].join('\n'));
  return isWhole ? 0 : 1;
}

/** @throws usage.invalid  no tariff of these words */
function parseTariff(words: readonly string[]): Tariff | null {
  const [kind, currency, ...rest] = words;
  if (kind === 'none') return null;
  const minuteOf = (text = ''): number => {
    const match = /^(\d{1,2}):(\d{2})$/.exec(text);
    return match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  };
  const built = kind === 'flat' ? { kind, currency, perKilowattHour: Number(rest[0]) }
    : kind === 'dayNight' ? { kind, currency, dayPerKilowattHour: Number(rest[0]), nightPerKilowattHour: Number(rest[1]), dayFromMinute: minuteOf(rest[2] ?? '06:00'), nightFromMinute: minuteOf(rest[3] ?? '22:00') }
      : kind === 'csv' ? { kind, currency, path: rest[0] } : kind === 'command' ? { kind, currency, name: rest[0], staleAfterSeconds: Number(rest[1] ?? 3600) } : { kind, currency, path: rest[0], staleAfterSeconds: Number(rest[1] ?? 3600) };
  const parsed = tariffShape.safeParse(built);
  if (!parsed.success) throw usage('a tariff is: none · flat EUR 0.32 · dayNight EUR 0.34 0.22 06:00 22:00 · csv EUR prices.csv · file EUR price.txt 3600 · command EUR price 3600 (a program in the folder commands of the data folder)');
  return parsed.data;
}

export async function runTariff(dataFolder: string, words: readonly string[], output: Output): Promise<void> {
  if (words.length === 0) return showMoney(dataFolder, output);
  const tariff = parseTariff(words);
  await withRunning(dataFolder, (hearth) => hearth.ask('setTariff', { tariff }));
  output.result(tariff, tariff ? `Power is now counted by the ${tariff.kind} tariff, in ${tariff.currency}.` : 'No tariff: what power costs is unknown.');
}

/** @throws usage.invalid  no rate of these words */
function parseRate(words: readonly string[], from: string | undefined): { readonly rate: CoinRate | null; readonly perCoin: number | null; readonly fromMs: number | null } {
  const [kind, currency, ...rest] = words;
  if (kind === 'none') return { rate: null, perCoin: null, fromMs: null };
  const isFixed = kind !== 'file' && kind !== 'command';
  const stale = Number(rest[1] ?? 86_400);
  // "EUR 0.85" is short for "fixed EUR 0.85".
  const [said, figure] = kind === 'fixed' ? [currency, rest[0]] : [kind, currency];
  const rate = coinRateShape.safeParse(isFixed ? { kind: 'fixed', currency: said } : kind === 'file' ? { kind, currency, path: rest[0], staleAfterSeconds: stale } : { kind, currency, name: rest[0], staleAfterSeconds: stale });
  const perCoin = isFixed ? perCoinShape.safeParse(figure === undefined || figure === '' ? NaN : Number(figure)) : null;
  if (!rate.success || perCoin?.success === false) throw usage('a rate is: none · EUR 0.85 [--from 2026-11-01] · file EUR rate.txt 86400 · command EUR rate 86400 (a program in the folder commands of the data folder)');
  const fromMs = from === undefined ? null : /^\d{4}-\d{2}-\d{2}$/.test(from) ? new Date(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1, Number(from.slice(8))).getTime() : NaN;
  if (Number.isNaN(fromMs)) throw usage(`--from takes a date such as 2026-11-01, not ${from}`);
  return { rate: rate.data, perCoin: perCoin?.data ?? null, fromMs };
}

export async function runRate(dataFolder: string, words: readonly string[], from: string | undefined, output: Output): Promise<void> {
  if (words.length === 0) return showMoney(dataFolder, output);
  if (words[0] === 'fees') return setGasRate(dataFolder, words.slice(1), output);
  if (words[0] === 'limit') return setFeeLimit(dataFolder, words[1], output);
  const asked = parseRate(words, from);
  await withRunning(dataFolder, (hearth) => hearth.ask('setRate', asked));
  output.result(asked, asked.rate ? `Coins are now counted in ${asked.rate.currency}.` : 'No rate: what a coin is worth is unknown.');
}

/** What pays fees is another coin than EMBER, so it has a rate of its own. */
async function setGasRate(dataFolder: string, [currency, figure]: readonly string[], output: Output): Promise<void> {
  const parsed = currency === 'none' ? null : gasRateShape.safeParse({ currency, perCoin: figure === undefined || figure === '' ? NaN : Number(figure) });
  if (parsed?.success === false) throw usage('a rate of fees is: fees none · fees EUR 2410');
  const gasRate = parsed?.data ?? null;
  await withRunning(dataFolder, (hearth) => hearth.ask('setGasRate', { gasRate }));
  output.result({ gasRate }, gasRate ? `Fees are now shown in ${gasRate.currency} too.` : 'Fees are shown in their own coin alone.');
}

/** How much of a payment may go into the fee that fetches it. */
async function setFeeLimit(dataFolder: string, figure: string | undefined, output: Output): Promise<void> {
  const parsed = feeLimitShape.safeParse(figure === undefined || figure === '' ? NaN : Number(figure));
  if (!parsed.success) throw usage('a limit of fees is a percentage from 0.1 to 100: limit 5');
  await withRunning(dataFolder, (hearth) => hearth.ask('setFeeLimit', { percent: parsed.data }));
  output.result({ feeLimitPercent: parsed.data }, `Nothing is settled or claimed any more whose fee takes more than ${parsed.data} % of it, as far as both coins have a rate.`);
}

async function showMoney(dataFolder: string, output: Output): Promise<void> {
  const money = await withRunning(dataFolder, (hearth) => hearth.ask('readMoney', {}));
  const now = (said: MoneySettings['priceNow']): string => ('value' in said ? String(said.value) : `unknown: ${printable(said.unknown)}`);
  output.result(money, [
    `Power   ${money.tariff ? `${money.tariff.kind}, ${money.tariff.currency} a kWh; now ${now(money.priceNow)}` : 'no tariff (hearth tariff flat EUR 0.32)'}`,
    `Coin    ${money.rate ? `${money.rate.kind}, ${money.rate.currency}; now ${now(money.rateNow)}` : 'no rate (hearth rate EUR 0.85)'}`,
    `Limit   fees take at most ${money.feeLimitPercent} % of what they fetch${money.gasRate && money.rate?.currency === money.gasRate.currency ? '' : ', not weighed: that takes a rate of both coins in one currency'} (hearth rate limit)`,
    `Fees    ${money.gasRate ? `${money.gasRate.perCoin} ${money.gasRate.currency} a coin of the chain's own currency` : 'no rate (hearth rate fees EUR 2410)'}`,
  ].join('\n'));
}

const netWords: Readonly<Record<NonNullable<Statement['netUnknown']>, string>> = {
  noMeter: 'no power meter of a device can be read here', noTariff: 'no tariff is set (hearth tariff)', noRate: 'a coin has no rate (hearth rate)', twoCurrencies: 'the tariff and the rate are in two currencies',
};

export async function showStatement(dataFolder: string, range: string, output: Output): Promise<void> {
  const { statement } = await readBooks(dataFolder, range);
  const { energy, energyCost, value, net, projection, returns } = statement;
  const inMoney = (amount: number | undefined): string => (value && amount !== undefined ? `, ${amount.toFixed(2)} ${value.currency}${value.isEstimated ? ' (estimated)' : ''}` : '');
  const each = (coins: bigint | null, money: number | null): string => (coins === null ? 'unknown' : `${formatCoins(coins)}${money === null ? '' : ` (${money.toFixed(4)})`}`);
  output.result(statement, [
    `Gross   ${formatCoins(statement.grossWei)} EMBER (test money)${inMoney(value?.gross)}`,
    `Shares  ${formatCoins(statement.shareWei)}${inMoney(value?.shares)}`,
    `Energy  ${energy ? `${energy.wattHours.toFixed(1)} Wh, ${(energy.coveredShare * 100).toFixed(0)} % of the time measured` : 'unknown: no meter'}${energyCost ? `, ${energyCost.least.toFixed(2)} to ${energyCost.most.toFixed(2)} ${energyCost.currency}` : ''}`,
    net ? `Net     ${net.least.toFixed(2)} to ${net.most.toFixed(2)} ${net.currency}${value?.isEstimated ? ' (estimated: some payments are older than the first rate)' : ''}` : `Net     unknown: ${statement.netUnknown ? netWords[statement.netUnknown] : ''}`,
    projection ? `A day   ${formatCoins(projection.perDayWei)} by the last ${projection.fromDays.toFixed(1)} days${projection.last ? `; yesterday it said ${formatCoins(projection.last.saidWei)}, and ${formatCoins(projection.last.wasWei)} came` : ''}` : 'A day   not said before a day of own figures',
    ...(returns.length > 0 ? ['', formatTable([['model', 'device', 'jobs', 'paid', 'per GPU-hour', 'per kWh', 'net per GPU-hour'], ...returns.map((one) => [
      printable(one.modelName), printable(one.deviceId), String(one.jobs), formatCoins(one.grossWei), each(one.weiPerHour, one.valuePerHour), each(one.weiPerKilowattHour, one.valuePerKilowattHour), one.netPerHour === null || !value ? 'unknown' : `${one.netPerHour.toFixed(4)} ${value.currency}`,
    ])])] : []),
  ].join('\n'));
}
