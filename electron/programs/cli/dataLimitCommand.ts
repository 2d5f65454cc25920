import { dataLimitNames, type DataLimits, type DataUsage, type ReachedLimit } from '../../shared/dataLimits.ts';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { diagnosticsWords } from '../../../renderer/strings/diagnostics.ts';
import { ruleWords } from '../../../renderer/strings/rules.ts';
import { parseSize } from './modelsRun.ts';
import type { Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

/** Which limits the options change. @throws usage.invalid */
export const readLimits = (options: Readonly<Record<string, unknown>>): Partial<DataLimits> =>
  Object.fromEntries(dataLimitNames.flatMap((name) => (typeof options[name] === 'string' ? [[name, options[name] === 'none' ? null : parseSize(options[name])] as const] : [])));

/** Lines of what is used of which limit. */
export function describeData({ limits, usage, reached }: { readonly limits: DataLimits; readonly usage: DataUsage; readonly reached: ReachedLimit | null }): string {
  const rows = dataLimitNames.map((name) => {
    const limit = limits[name];
    return [diagnosticsWords.network.data.names[name], formatBytes(usage[name]), limit === null ? 'no limit' : `of ${formatBytes(limit)}`];
  });
  const told = reached && { rule: 'dataLimit' as const, value: reached.name, limit: reached.limitBytes, endsAtMs: null, isCalming: false };
  return `${formatTable([['data over the internet', 'so far', ''], ...rows])}${told ? `\n${ruleWords.dataLimit.cause(told)}: no orders, no giving, no downloads. That ends ${ruleWords.dataLimit.ends(told)}.` : ''}`;
}

/** Shows the limits on data, or changes those that are named. */
export async function runLimit(dataFolder: string, options: Readonly<Record<string, unknown>>, output: Output): Promise<void> {
  const change = readLimits(options);
  const now = await withRunning(dataFolder, async (hearth) => {
    const before = await hearth.ask('readDataLimits', {});
    if (Object.keys(change).length === 0) return before;
    await hearth.ask('setDataLimits', { limits: { ...before.limits, ...change } });
    return hearth.ask('readDataLimits', {});
  });
  output.result(now, describeData(now));
}
