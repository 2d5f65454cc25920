import { cpus, totalmem } from 'node:os';
import type { DeviceFacts, ProbedProvider, SystemReading } from './deviceFacts.ts';
import { mergeDevices } from './mergeDevices.ts';
import { readLinuxPci } from './readLinuxPci.ts';
import { readSystem, type SystemAnswer } from './readSystem.ts';

/**
 * Reads what can compute in this machine. Starts helper processes and may take seconds on Windows: once at start and on request,
 * never on a job's path. Never throws: what could not be read is null with a reason.
 *
 * @param probe  the worker's `probe` answer, null when no worker could be asked; waited for beside the system's own
 */
export async function readDevices(
  { probe }: { readonly probe: readonly ProbedProvider[] | null | Promise<readonly ProbedProvider[] | null> },
  { timeoutMs = 15_000, read = readSystem }: { readonly timeoutMs?: number; /** Another way to ask the system. */ readonly read?: (timeoutMs: number) => Promise<SystemAnswer> } = {},
): Promise<readonly DeviceFacts[]> {
  const platform = process.platform;
  const [answer, pci, probed] = await Promise.all([readTwice(read, timeoutMs), platform === 'linux' ? readLinuxPci() : null, probe]);
  return mergeDevices({ system: answer.reading ?? nodeReading(), systemReason: answer.reason, pci, probe: probed, platform });
}

/** A helper that ended early ended by chance until it does so again: for want of memory, or by another program's hand. One that was late would only be late again. */
async function readTwice(read: (timeoutMs: number) => Promise<SystemAnswer>, timeoutMs: number): Promise<SystemAnswer> {
  const startedMs = performance.now();
  const answer = await read(timeoutMs);
  return answer.reading || performance.now() - startedMs > timeoutMs / 2 ? answer : read(timeoutMs);
}

/** What Node knows by itself, for when the helper gave no answer. */
const nodeReading = (): SystemReading => ({
  controllers: [],
  cpu: { manufacturer: null, brand: cpus()[0]?.model.trim() || null },
  memory: { total: totalmem() },
});
