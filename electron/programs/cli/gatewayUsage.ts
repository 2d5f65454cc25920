import { join } from 'node:path';
import { formatCoins } from '../../../renderer/format/money.ts';
import { costAtClouds, type CloudCost } from '../../services/gateway/cloudPrices.ts';
import { firstDayOf, openUsageBook, type UsageRow } from '../../services/gateway/usageBook.ts';
import { formatTable, printable, type Output } from './output.ts';

const usageFile = (dataFolder: string): string => join(dataFolder, 'gateway', 'usage.sqlite');

/** What the tokens of each kind would cost at the list prices of clouds; rows of before, whose kind is not known, are left out. */
const besideClouds = (rows: readonly UsageRow[]): readonly (CloudCost & { readonly unitsIn: number; readonly unitsOut: number })[] => (['generate', 'embed'] as const).flatMap((kind) => {
  const { unitsIn, unitsOut } = sumOf(rows.filter((row) => row.kind === kind));
  return unitsIn === 0 ? [] : costAtClouds({ unitsIn, unitsOut: kind === 'embed' ? 0 : unitsOut }, kind).map((cost) => ({ ...cost, unitsIn, unitsOut }));
});

const formatClouds = (clouds: ReturnType<typeof besideClouds>): string[] => (clouds.length === 0 ? [] : [
  formatTable([
    ['as many tokens at a cloud', 'in', 'out', 'USD', 'list price for a million', 'read on', 'from'],
    ...clouds.map(({ cloud, model, kind, unitsIn, unitsOut, usd, inUsd, outUsd, readOn, source }) => [
      `${cloud}, ${model}`, String(unitsIn), kind === 'embed' ? '' : String(unitsOut), usd === null ? 'unknown' : usd.toFixed(6),
      inUsd === null ? 'none with a source' : kind === 'embed' ? `$${inUsd}` : `$${inUsd} in, $${outUsd ?? ''} out`, readOn ?? '', source,
    ]),
  ]),
  'Other models than those bought here, and other tokenizers: what tokens cost there, not what an answer as good would. Prices: assets/cloudPrices.json.',
  '',
]);

/** What applications bought through the gateway, by day, key and model; also while it runs. */
export function showGatewayUsage(dataFolder: string, options: { readonly days: number; readonly key?: string }, output: Output): void {
  const sinceDay = firstDayOf(options.days, Date.now());
  const book = openUsageBook(usageFile(dataFolder), 'read', Date.now);
  try {
    const rows = book.list({ sinceDay, ...(options.key === undefined ? {} : { key: options.key }) });
    const all = sumOf(rows);
    const clouds = besideClouds(rows);
    output.result({ sinceDay, coin: 'EMBER', practice: true, rows, total: all, clouds }, rows.length === 0
      ? `Nothing was bought since ${sinceDay}${options.key === undefined ? '' : ` with the key ${printable(options.key)}`}.`
      : [
        formatTable([
          ['day (UTC)', 'key', 'model', 'requests', 'answers', 'units in', 'units out', 'EMBER', 'replayed'],
          ...rows.map((row) => [row.day, row.key, printable(row.model), ...cellsOf(row)]),
          ...(rows.length > 1 ? [['all', '', '', ...cellsOf(all)]] : []),
        ]),
        '',
        ...formatClouds(clouds),
        'Test money. Of every answer hashes and signatures were checked before it was paid; replayed ones were also run again here.',
      ].join('\n'));
  } finally {
    book.close();
  }
}

type Sums = Omit<UsageRow, 'day' | 'key' | 'model' | 'kind'>;
const sumOf = (rows: readonly Sums[]): Sums => rows.reduce((sum, row) => ({
  requests: sum.requests + row.requests, answers: sum.answers + row.answers, replayed: sum.replayed + row.replayed, unitsIn: sum.unitsIn + row.unitsIn, unitsOut: sum.unitsOut + row.unitsOut, spentWei: sum.spentWei + row.spentWei,
}), { requests: 0, answers: 0, replayed: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n });
const cellsOf = ({ requests, answers, replayed, unitsIn, unitsOut, spentWei }: Sums): string[] =>
  [String(requests), String(answers), String(unitsIn), String(unitsOut), formatCoins(spentWei), answers === 0 ? '' : `${Math.round((100 * replayed) / answers)} %`];
