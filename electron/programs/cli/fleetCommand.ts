import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diagnosticsWords } from '../../../renderer/strings/diagnostics.ts';
import { formatCoins } from '../../../renderer/format/money.ts';
import { statusWords } from '../../../renderer/strings/status.ts';
import type { Reach } from '../../shared/diagnostics.ts';
import { isHearthError, type Failure } from '../../shared/errors.ts';
import type { Status } from '../../shared/shapes.ts';
import { formatTable, printable, usage, type Output } from './output.ts';
import { readTopic, withRunning } from './running.ts';

/** One node of one operator, or why it says nothing. */
export type FleetRow =
  & { readonly folder: string }
  & ({ readonly failure: Failure } | {
    readonly failure: null; readonly sentence: string; readonly state: Status['state']; readonly version: string; readonly node: string | null; readonly network: string; readonly isTestMoney: boolean; readonly reach: Reach; readonly devices: number;
    readonly todayJobs: number; readonly todayWei: bigint; readonly waitingWei: bigint; readonly totalWei: bigint;
  });

/** A node at the other end of a tunnel may hang; the others are shown without it. */
const answerMs = 10_000;
const nodeLimit = 200;

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
  if (all.length > nodeLimit) throw usage(`hearth fleet asks at most ${nodeLimit} nodes at once`);
  const rows = await Promise.all(all.map(askNode));
  const there = rows.filter((row) => row.failure === null);
  const sum = (of: (row: (typeof there)[number]) => bigint): bigint => there.reduce((wei, row) => wei + of(row), 0n);
  // Coins of different networks are different coins.
  const isOneNetwork = new Set(there.map(({ network }) => network)).size <= 1;
  output.result({ nodes: rows }, [
    formatTable([['node', 'is', 'network', 'reach', 'devices', 'jobs today', 'paid today', 'waits', 'paid in all'], ...rows.map((row) => row.failure !== null
      ? [row.folder, `does not answer (${row.failure.code})`, '', '', '', '', '', '', '']
      : [row.folder, printable(row.sentence), `${printable(row.network)}${row.isTestMoney ? ' (test money)' : ''}`, row.reach, String(row.devices), String(row.todayJobs), formatCoins(row.todayWei), formatCoins(row.waitingWei), formatCoins(row.totalWei)])]),
    '',
    `${there.length} of ${rows.length} answer${isOneNetwork && there.length > 0 ? `; together ${formatCoins(sum(({ todayWei }) => todayWei))} paid today, ${formatCoins(sum(({ waitingWei }) => waitingWei))} waiting` : ''}.`,
    ...(there.some(({ reach }) => reach === 'closed') ? [diagnosticsWords.network.reach.closed] : []),
  ].join('\n'));
  return there.length === rows.length ? 0 : 1;
}

async function askNode(folder: string): Promise<FleetRow> {
  const limit = AbortSignal.timeout(answerMs);
  try {
    return await withRunning(folder, async (hearth) => {
      const [status, devices, earnings, network, about, { reach }] = await Promise.all([
        readTopic(hearth, 'status', undefined, limit), readTopic(hearth, 'devices', undefined, limit), readTopic(hearth, 'earnings', undefined, limit), readTopic(hearth, 'network', undefined, limit), readTopic(hearth, 'about', undefined, limit),
        hearth.ask('readReach', {}),
      ]);
      const { sentence } = statusWords[status.state](status.about, { nowMs: Date.now(), devices, jobs: null, tokensPerSecond: 0 }, status.sinceMs);
      return {
        folder, failure: null, sentence, state: status.state, version: about.version, node: network.nodeAddress, network: network.name, isTestMoney: network.practice, reach, devices: devices.filter(({ enabled }) => enabled).length,
        todayJobs: earnings.todayJobs, todayWei: earnings.todayWei, waitingWei: earnings.waitingAnchorWei + earnings.waitingWindowWei + earnings.waitingVoucherWei, totalWei: earnings.totalWei,
      };
    });
  } catch (error) {
    if (!isHearthError(error)) throw error;
    return { folder, failure: error.toFailure() };
  }
}
