import { fork as forkChild } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childPort } from '../ports/childPort.ts';
import type { Fork, ProgramName } from './broker.ts';
import { codeFoldersOf, confineWorker, lowerPriority } from './confine.ts';
import { pickEnv } from './passedOn.ts';
import { readStop } from './stoppedWorker.ts';

/**
 * Megabytes of a young generation half. With V8's own 16 the provider grew from 183 MB to 218 within sixty jobs, with 4 it stayed at 165: one
 * run each, on a shared machine. What 4 costs in CPU time is not measured yet (docs/bench.md). A worker keeps V8's choice, and so does the practice
 * network, nobody's guest: its start, which hashes and packs the contracts, was for an eighth collecting garbage. A signal would open the signer's inspector, which is a socket.
 * A worker's tensors lie outside V8's heap; what fills 2 GB of the heap itself is no model we know.
 */
const flagsOf = (program: ProgramName): string[] => {
  if (program === 'worker') return ['--max-old-space-size=2048'];
  return [...(program === 'devnet' ? [] : ['--max-semi-space-size=4']), ...(program === 'signer' ? ['--disable-sigusr1'] : [])];
};
/** What the owner asks of Node reaches every program but the signer, whose memory no inspector, heap snapshot or report may write out. */
const nodeOptionsOf = (program: ProgramName): string[] => (program === 'signer' ? [] : ['NODE_OPTIONS']);

/**
 * Large pieces of memory in pages of 2 MB, where the system gives them on request: scrypt at our cost took 0.35 s of processor time instead of 0.9 (2-core
 * VM, six in a row, four runs side by side). Only glibc knows the word.
 */
export const largePages: Record<string, string> = process.platform === 'linux' ? { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } : {};
const allocatesLarge: ReadonlySet<ProgramName> = new Set(['signer', 'worker']);

/**
 * Forks programs as plain Node children.
 *
 * @param extension  ts from source, js from a build
 * @param hidden     folders with keys, which no worker sees, where the system can hide them
 */
export function createNodeFork(programsFolder: string, extension: 'ts' | 'js', log: (line: string) => void, hidden: readonly string[] = []): Fork {
  let isTold = false;
  const code = codeFoldersOf(programsFolder);
  return (program, args, env, readable) => {
    const shut = program === 'worker' ? confineWorker(process.execPath, { hidden, readable: readable ?? null, code }) : null;
    if (shut?.missing && !isTold) {
      isTold = true;
      log(shut.missing);
    }
    const child = forkChild(join(programsFolder, `${program}.${extension}`), [...args], {
      ...(shut && { execPath: shut.command }), execArgv: [...(shut ? [...shut.words, ...shut.nodeFlags] : []), ...process.execArgv, ...flagsOf(program)], serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...pickEnv(program, process.env, nodeOptionsOf(program)), NODE_NO_WARNINGS: '1', ...(allocatesLarge.has(program) && largePages), ...env },
    });
    if (shut && child.pid !== undefined) lowerPriority(child.pid);
    let stopped: string | null = null;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim()) {
        stopped ??= program === 'worker' ? readStop(line) : null;
        log(`${program}: ${line.slice(0, 2000)}`);
      }
    });
    const gone = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => {
        // What it wrote last may be read after its end.
        if (program !== 'worker' || signal !== 'SIGKILL') return resolve(signal ?? `exit ${code ?? 1}`);
        const tell = (): void => resolve(stopped ?? signal);
        child.once('close', tell);
        setTimeout(tell, 500).unref();
      });
      child.once('error', (error) => resolve(`error ${error.message.slice(0, 100)}`));
    });
    return { port: childPort(child), pid: child.pid ?? null, started: Promise.resolve(), kill: () => void child.kill('SIGKILL'), terminate: () => void child.kill('SIGTERM'), gone };
  };
}

/** Resident memory of a process in bytes, or null where the system does not tell cheaply. */
export function readMemoryBytes(pid: number): number | null {
  if (process.platform !== 'linux') return pid === process.pid ? process.memoryUsage.rss() : null;
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
