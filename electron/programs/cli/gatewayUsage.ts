import { formatCoins } from '../../../renderer/format/money.ts';
import { readGatewayUsage } from '../../services/gateway/readGatewayUsage.ts';
import type { UsageRow } from '../../services/gateway/usageBook.ts';
import type { GatewayUsage } from '../../shared/gatewayUsage.ts';
import { printable, type Output } from './output.ts';
import { formatTable } from './table.ts';

const formatClouds = (clouds: GatewayUsage['clouds']): string[] => (clouds.length === 0 ? [] : [
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

/** What was bought of each provider over all the days, the most first. */
function formatSellers(sellers: GatewayUsage['sellers']): string[] {
  const all = new Map<string, Omit<Sums, 'requests'>>();
  for (const { day: _day, node, ...row } of sellers) all.set(node, addSums(all.get(node) ?? noSums, row));
  const rows = [...all].sort(([, a], [, b]) => (a.spentWei < b.spentWei ? 1 : -1));
  return rows.length === 0 ? [] : [formatTable([['provider', 'answers', 'units in', 'units out', 'EMBER', 'replayed'], ...rows.map(([node, sums]) => [node, ...cellsOf({ ...sums, requests: 0 }).slice(1)])]), ''];
}

/** What courts brought back for answers that were paid and proved false. */
const formatRefunds = (refunds: GatewayUsage['refunds']): string[] => (refunds.length === 0 ? [] : [
  formatTable([['refunded (UTC)', 'provider', 'EMBER', 'had cost', 'transaction'], ...refunds.map(({ day, node, refundedWei, priceWei, txHash }) => [day, node, formatCoins(refundedWei), formatCoins(priceWei), txHash])]),
  'For answers that a court found false, the price came back out of the provider\'s stake.',
  '',
]);

/** What applications bought through the gateway, by day, key and model; also while it runs. */
export function showGatewayUsage(dataFolder: string, options: { readonly days: number; readonly key?: string }, output: Output): void {
  const { sinceDay, rows, clouds, sellers, refunds } = readGatewayUsage(dataFolder, options, Date.now());
  const all = sumOf(rows);
  output.result({ sinceDay, coin: 'EMBER', practice: true, rows, total: all, sellers, refunds, clouds }, rows.length === 0
    ? [`Nothing was bought since ${sinceDay}${options.key === undefined ? '' : ` with the key ${printable(options.key)}`}.`, ...formatRefunds(refunds)].join('\n')
    : [
      formatTable([
        ['day (UTC)', 'key', 'model', 'requests', 'answers', 'units in', 'units out', 'EMBER', 'replayed'],
        ...rows.map((row) => [row.day, row.key, printable(row.model), ...cellsOf(row)]),
        ...(rows.length > 1 ? [['all', '', '', ...cellsOf(all)]] : []),
      ]),
      '',
      ...formatSellers(sellers),
      ...formatRefunds(refunds),
      ...formatClouds(clouds),
      'Test money. Of every answer hashes and signatures were checked before it was paid; replayed ones were also run again here.',
    ].join('\n'));
}

type Sums = Omit<UsageRow, 'day' | 'key' | 'model' | 'kind'>;
const noSums = { answers: 0, replayed: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n };
const addSums = (sum: Omit<Sums, 'requests'>, row: Omit<Sums, 'requests'>): Omit<Sums, 'requests'> =>
  ({ answers: sum.answers + row.answers, replayed: sum.replayed + row.replayed, unitsIn: sum.unitsIn + row.unitsIn, unitsOut: sum.unitsOut + row.unitsOut, spentWei: sum.spentWei + row.spentWei });
const sumOf = (rows: readonly Sums[]): Sums => rows.reduce<Sums>((sum, row) => ({ ...addSums(sum, row), requests: sum.requests + row.requests }), { ...noSums, requests: 0 });
const cellsOf = ({ requests, answers, replayed, unitsIn, unitsOut, spentWei }: Sums): string[] =>
  [String(requests), String(answers), String(unitsIn), String(unitsOut), formatCoins(spentWei), answers === 0 ? '' : `${Math.round((100 * replayed) / answers)} %`];
