import { readdirSync, readFileSync } from 'node:fs';

export type ProgramKind = 'provider' | 'signer' | 'devnet' | 'worker' | 'auditor' | 'chain' | 'other';
export type SeenProcess = {
  readonly pid: number;
  /** Together with the pid it names one process for ever. */
  readonly startTicks: string;
  readonly parent: number;
  readonly kind: ProgramKind;
  /** What the innermost of a chain of wrappers runs: struck instead of them. */
  readonly isLeaf: boolean;
};
export type Resources = { readonly memoryBytes: number; readonly files: number };

type Row = { readonly pid: number; readonly parent: number; readonly startTicks: string; readonly state: string };

function readRow(pid: number): Row | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, state: fields[0]!, parent: Number(fields[1]), startTicks: fields[19]! };
  } catch {
    return null;
  }
}

const readCommand = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

const kindOf = (command: string, isUnderDevnet: boolean): ProgramKind => {
  const program = /\/main\/(provider|signer|devnet|worker)\.js(?: |$)/.exec(command)?.[1];
  if (program === 'worker') return isUnderDevnet ? 'auditor' : 'worker';
  if (program) return program as ProgramKind;
  return /\/bin\/anvil /.test(command) ? 'chain' : 'other';
};

/**
 * Sees every process that this one started, and what they started, also after whoever started it has died. Linux only.
 *
 * @effects reads /proc, 20 times a second until it is closed
 */
export function watchProcesses() {
  const seen = new Map<string, SeenProcess>();
  const nameOf = ({ pid, startTicks }: Pick<SeenProcess, 'pid' | 'startTicks'>): string => `${pid} ${startTicks}`;

  /** Living descendants now. */
  function look(): readonly SeenProcess[] {
    const rows = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => readRow(Number(name))).filter((row) => row !== null && row.state !== 'Z') as Row[];
    const byParent = Map.groupBy(rows, ({ parent }) => parent);
    const found: SeenProcess[] = [];
    const descend = (parent: number, isUnderDevnet: boolean): void => {
      for (const { pid, startTicks } of byParent.get(parent) ?? []) {
        // Read each time: a child is named like its parent until it runs its own program.
        const kind = kindOf(readCommand(pid), isUnderDevnet);
        const one: SeenProcess = { pid, startTicks, parent, kind, isLeaf: !byParent.has(pid) };
        seen.set(nameOf(one), one);
        found.push(one);
        descend(pid, isUnderDevnet || kind === 'devnet');
      }
    };
    descend(process.pid, false);
    return found;
  }
  const timer = setInterval(look, 50);
  timer.unref();

  return {
    look,
    find: (kind: ProgramKind): SeenProcess | undefined => look().find((one) => one.kind === kind && (one.isLeaf || (kind !== 'worker' && kind !== 'auditor'))),
    /** Those that still live though nobody above them does. */
    leftOver(): readonly SeenProcess[] {
      const living = new Set(look().map(nameOf));
      const left: SeenProcess[] = [];
      for (const [name, one] of seen) {
        const row = readRow(one.pid);
        const isAlive = row !== null && row.startTicks === one.startTicks && row.state !== 'Z';
        if (!isAlive) seen.delete(name);
        else if (!living.has(name)) left.push(one);
      }
      return left;
    },
    close: () => clearInterval(timer),
  };
}
export type ProcessWatch = ReturnType<typeof watchProcesses>;

/** null where the process is gone. */
export function readResources(pid: number): Resources | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { memoryBytes: Number(kilobytes) * 1024, files: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return null;
  }
}
