import { writeFileSync } from 'node:fs';
import { formatCoins } from '../../../renderer/format/money.ts';
import { formatCsv } from '../../services/earnings/books.ts';
import { tariffShape, type Tariff } from '../../shared/tariff.ts';
import type { Books, Difference, Statement } from '../../shared/books.ts';
import { earningsRangeShape } from '../../shared/shapes.ts';
import { formatTable, printable, shortId, usage, type Output } from './output.ts';
import { withRunning } from './running.ts';

async function readBooks(dataFolder: string, asked: string): Promise<Books> {
  const range = earningsRangeShape.safeParse(asked);
  if (!range.success) throw usage(`--range is one of ${earningsRangeShape.options.join(', ')}, not ${asked}`);
  return withRunning(dataFolder, (hearth) => hearth.ask('readBooks', { range: range.data }));
}

/** Receipts and payouts as CSV, on stdout or into a file. */
export async function writeCsv(dataFolder: string, range: string, file: string | true, output: Output): Promise<void> {
  const books = await readBooks(dataFolder, range);
  const csv = formatCsv(books);
  if (file === true) return void process.stdout.write(csv);
  writeFileSync(file, csv);
  output.say(`${books.receipts.length} receipts and ${books.payouts.length} payouts in ${file}`);
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
      : kind === 'csv' ? { kind, currency, path: rest[0] } : { kind, currency, path: rest[0], staleAfterSeconds: Number(rest[1] ?? 3600) };
  const parsed = tariffShape.safeParse(built);
  if (!parsed.success) throw usage('a tariff is: none · flat EUR 0.32 · dayNight EUR 0.34 0.22 06:00 22:00 · csv EUR prices.csv · file EUR price.txt 3600');
  return parsed.data;
}

export async function runTariff(dataFolder: string, words: readonly string[], output: Output): Promise<void> {
  const tariff = parseTariff(words);
  await withRunning(dataFolder, (hearth) => hearth.ask('setTariff', { tariff }));
  output.result(tariff, tariff ? `Power is now counted by the ${tariff.kind} tariff, in ${tariff.currency}.` : 'No tariff: what power costs is unknown.');
}

const netWords: Readonly<Record<Statement['netUnknown'], string>> = {
  noMeter: 'no power meter of a device can be read here', noTariff: 'no tariff is set (hearth tariff)', noCoinPrice: 'coins and the currency of the tariff have no rate here',
};

export async function showStatement(dataFolder: string, range: string, output: Output): Promise<void> {
  const { statement } = await readBooks(dataFolder, range);
  const { energy, energyCost, projection, returns } = statement;
  output.result(statement, [
    `Gross   ${formatCoins(statement.grossWei)} EMBER (test money)`,
    `Shares  ${formatCoins(statement.shareWei)}`,
    `Energy  ${energy ? `${energy.wattHours.toFixed(1)} Wh, ${(energy.coveredShare * 100).toFixed(0)} % of the time measured` : 'unknown: no meter'}${energyCost ? `, ${energyCost.least.toFixed(2)} to ${energyCost.most.toFixed(2)} ${energyCost.currency}` : ''}`,
    `Net     unknown: ${netWords[statement.netUnknown]}`,
    projection ? `A day   ${formatCoins(projection.perDayWei)} by the last ${projection.fromDays.toFixed(1)} days${projection.last ? `; yesterday it said ${formatCoins(projection.last.saidWei)}, and ${formatCoins(projection.last.wasWei)} came` : ''}` : 'A day   not said before a day of own figures',
    ...(returns.length > 0 ? ['', formatTable([['model', 'device', 'jobs', 'paid', 'per GPU-hour', 'per kWh'], ...returns.map((one) => [
      printable(one.modelName), printable(one.deviceId), String(one.jobs), formatCoins(one.grossWei), one.weiPerHour === null ? 'unknown' : formatCoins(one.weiPerHour), one.weiPerKilowattHour === null ? 'unknown' : formatCoins(one.weiPerKilowattHour),
    ])])] : []),
  ].join('\n'));
}
