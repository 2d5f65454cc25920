import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** One process of a tree as the system sees it now. */
export type ProcessReading = {
  /** provider, signer, worker, devnet, devnet worker, anvil, host. */
  readonly name: string;
  readonly pid: number;
  readonly rssBytes: number;
  /** CPU time it has used so far, user and system. */
  readonly cpuMs: number;
};

let ticksPerSecond: number | null = null;

/** The processes below `pid`, itself included; empty where the system has no /proc. */
export function readTree(pid: number): ProcessReading[] {
  if (process.platform !== 'linux') return [];
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const found: ProcessReading[] = [];
  const visit = (one: number, parent: string): void => {
    try {
      const name = nameOf(readFileSync(`/proc/${one}/cmdline`, 'utf8'), parent);
      // The command's own name may hold spaces and brackets: the fields begin after the last one.
      const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1];
      found.push({ name, pid: one, rssBytes: Number(kilobytes ?? 0) * 1024, cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond! });
      for (const task of readdirSync(`/proc/${one}/task`)) {
        for (const child of readFileSync(`/proc/${one}/task/${task}/children`, 'utf8').split(' ')) if (child.trim()) visit(Number(child), name);
      }
    } catch {
      // It ended while it was read.
    }
  };
  visit(pid, '');
  return found;
}

/** What a process is, by its command line and the program that started it. */
export function nameOf(commandLine: string, parent: string): string {
  const words = commandLine.split('\0');
  const program = words.map((word) => /([A-Za-z]+)\.[tj]s$/.exec(word)?.[1]).find(Boolean);
  if (program === 'hearthHost') return 'host';
  if (program === 'worker' && parent === 'devnet') return 'devnet worker';
  return program ?? words[0]?.split(/[\\/]/).at(-1) ?? 'unknown';
}

/** The three numbers of /proc/loadavg: runnable processes over the last 1, 5 and 15 minutes. */
export const readLoad = (): number[] | null => {
  try {
    return readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).map(Number);
  } catch {
    return null;
  }
};
