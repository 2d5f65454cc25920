import { formatExactCoins } from '../../shared/coins.ts';
import type { NodeTransaction } from '../../shared/nodeTransactions.ts';
import { printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

export type TransactionsOptions = { readonly cancel?: string; readonly speedUp?: string };

const short = (id: string): string => printable(id.length > 46 ? `${id.slice(0, 45)}…` : id);
const age = (sinceMs: number | null, nowMs: number): string => (sinceMs === null ? '' : `${Math.max(0, Math.round((nowMs - sinceMs) / 1000))} s`);

/** @throws usage.invalid  none begins so, or several do */
function findOne(transactions: readonly NodeTransaction[], prefix: string): NodeTransaction {
  const found = transactions.filter(({ id, hash }) => id === prefix || id.startsWith(prefix) || hash?.startsWith(prefix));
  const exact = found.find(({ id }) => id === prefix);
  if (exact) return exact;
  if (found.length !== 1) throw usage(found.length === 0 ? `no unfinished transaction of this node begins with ${printable(prefix).slice(0, 60)}; hearth transactions lists them` : `${found.length} begin with ${printable(prefix).slice(0, 60)}; give more of it`);
  return found[0]!;
}

/** The node's own transactions that the chain has not decided on, and one of them sped up or cancelled. */
export async function runTransactions(dataFolder: string, { cancel, speedUp }: TransactionsOptions, output: Output): Promise<void> {
  if (cancel !== undefined && speedUp !== undefined) throw usage('--cancel or --speed-up, not both');
  const prefix = cancel ?? speedUp;
  const { transactions, done } = await withRunning(dataFolder, async (hearth) => {
    const { transactions: now } = await hearth.ask('readNodeTransactions', {});
    if (prefix === undefined) return { transactions: now, done: null };
    const one = findOne(now, prefix);
    await hearth.ask('replaceNodeTransaction', { id: one.id, how: cancel === undefined ? 'speedUp' : 'cancel' });
    return { transactions: (await hearth.ask('readNodeTransactions', {})).transactions, done: one };
  });
  const nowMs = Date.now();
  const rows = transactions.map((one) => [short(one.id), one.call, one.state, one.nonce === null ? '' : String(one.nonce), age(one.signedAtMs, nowMs), one.maxFeeWei === null ? '' : formatExactCoins(one.maxFeeWei), String(one.versions), printable(one.waitReason ?? '')]);
  const said = done && (cancel === undefined ? `${short(done.id)} is signed anew at a higher fee.` : `${short(done.id)} is being cancelled: an empty transaction takes its nonce, unless the chain has it first. The node may send it again later.`);
  output.result({ transactions, ...(done ? { replaced: done.id } : {}) }, [
    ...(said ? [said, ''] : []),
    transactions.length === 0 ? 'Nothing of this node is on its way to the chain.' : formatTable([['transaction', 'call', 'stands', 'nonce', 'age', 'fee at most (chain’s coin)', 'versions', 'because'], ...rows]),
  ].join('\n'));
}
