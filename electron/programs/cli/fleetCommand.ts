import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diagnosticsWords } from '../../../renderer/strings/diagnostics.ts';
import { formatCoins } from '../../../renderer/format/money.ts';
import { describeNotice } from '../../../renderer/strings/notices.ts';
import { statusWords } from '../../../renderer/strings/status.ts';
import { isHearthError, type Failure } from '../../shared/errors.ts';
import type { Reach } from '../../shared/diagnostics.ts';
import { fleetLimit, type FleetSaid } from '../../shared/fleet.ts';
import { printable, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { askNode } from '../fleet/askNode.ts';

/** Who reaches a node, as short as a column. */
const reachWords: Readonly<Record<Reach, string>> = { nothing: 'nobody yet', thisMachine: 'this machine', homeNetwork: 'home', internet: 'internet', direct: 'others, directly', relay: 'others, by relay', closed: 'not others', untried: 'not tried yet' };

/** One node of one operator, or why it says nothing. */
export type FleetRow = { readonly folder: string } & ({ readonly failure: Failure } | ({ readonly failure: null; readonly sentence: string } & FleetSaid));

/** Folders a file names, one a line; empty lines and those after # are left out. Relative ones are beside the file. Pure. */
export const parseFleet = (text: string, beside: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => resolve(beside, line));

/**
 * Asks many nodes how they are, each through the control socket in its folder. One on another machine is reached by forwarding that socket (`ssh -L`), so no node opens
 * a port or has a password for it. Exit code 1 where one of them did not answer.
 */
export async function runFleet(folders: readonly string[], options: { readonly file?: string }, output: Output): Promise<number> {
  const listed = options.file === undefined ? [] : parseFleet(await readFile(options.file, 'utf8').catch(() => {
    throw usage(`there is no file ${options.file}`);
  }), dirname(resolve(options.file)));
  const all = [...new Set([...folders.map((folder) => resolve(folder)), ...listed])];
  if (all.length === 0) throw usage('hearth fleet takes the data folders of the nodes, or --file with one a line');
  if (all.length > fleetLimit) throw usage(`hearth fleet asks at most ${fleetLimit} nodes at once`);
  const rows = await Promise.all(all.map(readRow));
  const there = rows.filter((row) => row.failure === null);
  const sum = (of: (row: (typeof there)[number]) => bigint): bigint => there.reduce((wei, row) => wei + of(row), 0n);
  // Coins of different networks are different coins.
  const isOneNetwork = new Set(there.map(({ networkId }) => networkId)).size <= 1;
  // A token is not what a script should print into its log.
  output.result({ nodes: rows.map((row) => (row.failure === null ? { ...row, pageAddress: undefined } : row)) }, [
    formatTable([['node', 'is', 'operator', 'network', 'reach', 'devices', 'jobs today', 'paid today', 'waits', 'paid in all', 'needs you'], ...rows.map((row) => row.failure !== null
      ? [row.folder, `does not answer (${row.failure.code})`, '', '', '', '', '', '', '']
      : [row.folder, printable(row.sentence), row.operator === null ? '' : shortId(row.operator), `${printable(row.network)}${row.isTestMoney ? ' (test money)' : ''}`, reachWords[row.reach], String(row.devices.filter(({ enabled }) => enabled).length), String(row.todayJobs), formatCoins(row.todayWei), formatCoins(row.waitingWei), formatCoins(row.totalWei), row.attention === null ? '' : printable(describeNotice(row.attention.notice).what)])]),
    '',
    `${there.length} of ${rows.length} answer${isOneNetwork && there.length > 0 ? `; together ${formatCoins(sum(({ todayWei }) => todayWei))} paid today, ${formatCoins(sum(({ waitingWei }) => waitingWei))} waiting` : ''}.`,
    ...describeOperators(there),
    ...(there.some(({ reach }) => reach === 'closed') ? [diagnosticsWords.network.reach.closed] : []),
  ].join('\n'));
  return there.length === rows.length ? 0 : 1;
}

/** What each operator has together, where one has several of the nodes; on a practice network each node has its own. */
function describeOperators(there: readonly Extract<FleetRow, { failure: null }>[]): readonly string[] {
  const groups = [...Map.groupBy(there.filter(({ operator }) => operator !== null), ({ networkId, operator }) => `${networkId} ${operator!.toLowerCase()}`).values()];
  if (groups.length <= 1 || groups.every((own) => own.length === 1)) return [];
  const sum = (own: typeof there, of: (row: (typeof there)[number]) => bigint): string => formatCoins(own.reduce((wei, row) => wei + of(row), 0n));
  return groups.map((own) => `Operator ${own[0]!.operator!} on ${printable(own[0]!.network)}: ${own.length === 1 ? '1 node' : `${own.length} nodes`}, ${sum(own, ({ todayWei }) => todayWei)} paid today, ${sum(own, ({ waitingWei }) => waitingWei)} waiting, ${sum(own, ({ totalWei }) => totalWei)} in all.`);
}

async function readRow(folder: string): Promise<FleetRow> {
  try {
    const said = await askNode(folder);
    const { status, devices, tokensPerSecond } = said;
    return { folder, failure: null, sentence: statusWords[status.state](status.about, { nowMs: Date.now(), devices, jobs: null, tokensPerSecond }, status.sinceMs).sentence, ...said };
  } catch (error) {
    if (!isHearthError(error)) throw error;
    return { folder, failure: error.toFailure() };
  }
}
