import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { toQuantity } from './chain.ts';
import { openRpc, type Rpc } from './rpc.ts';

/** "HEA" in ASCII; no public chain uses it. */
export const practiceChainId = 0x484541;

export type PracticeChainOptions = {
  /** Keeps the chain over restarts. Without it the chain is gone when it stops. */
  readonly stateFile?: string;
  /** Tried first; a busy port picks another. 8545. */
  readonly port?: number;
  /** A block at least this often; 1. 0: only when there is a transaction. */
  readonly blockSeconds?: number;
  /** Also a block at once for each transaction; false. */
  readonly instant?: boolean;
  /** How often the state file is written besides at the end; 30. */
  readonly saveSeconds?: number;
  readonly chainId?: number;
  readonly signal?: AbortSignal;
};

export type PracticeChain = {
  readonly rpcUrl: string;
  readonly port: number;
  readonly chainId: number;
  readonly pid: number;
  /** Gives an account of the chain's own currency, for gas. Only a practice chain can. */
  fundGas(account: string, balanceWei: bigint): Promise<void>;
  /** Resolves when the process is gone, asked for or not. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Writes the state and ends the process. */
  stop(): Promise<void>;
};

/**
 * Starts a local EVM chain (anvil) as a child on the loopback interface, with no accounts of its own, and waits until it answers.
 * The child dies with this process. Should this process be killed outright, the next start on the same state file ends the orphan.
 *
 * @throws chain.toolMissing  anvil is not installed for this system, or ended by itself: it cannot do what it was asked, and says why
 * @throws devnet.failed      it was ended by another hand, or did not answer in time: it may do so the next time
 */
export async function startPracticeChain(options: PracticeChainOptions = {}): Promise<PracticeChain> {
  const chainId = options.chainId ?? practiceChainId;
  if (options.stateFile) await endOrphan(options.stateFile, chainId);
  const { child, exited, port, rpcUrl, rpc } = await spawnOnFreePort(findAnvil(), options, chainId);

  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
    if (options.stateFile) await rm(pidFile(options.stateFile), { force: true });
  };
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  return {
    rpcUrl,
    port,
    chainId,
    pid: child.pid!,
    exited,
    stop,
    fundGas: async (account, balanceWei) => void (await rpc.request('anvil_setBalance', [account, toQuantity(balanceWei)])),
  };
}

type Spawned = Pick<PracticeChain, 'exited' | 'port' | 'rpcUrl'> & { readonly child: ChildProcess; readonly rpc: Rpc };

/** A port that was free a moment ago may be another chain's by now, which answers there as ours would: the child that could not have it is followed by one that asks for any other. */
async function spawnOnFreePort(binary: string, options: PracticeChainOptions, chainId: number): Promise<Spawned> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-chain-'));
  try {
    for (let wanted = options.port ?? 8545, triesLeft = 5; ; wanted = 0, triesLeft--) {
      const port = await findFreePort(wanted);
      const rpcUrl = `http://127.0.0.1:${port}`;
      const listensFile = join(folder, String(triesLeft));
      const child = spawn(binary, [...formatArguments(options, port, chainId), '--config-out', listensFile], { stdio: ['ignore', 'ignore', 'pipe'] });
      const killWithUs = () => void child.kill('SIGKILL');
      process.once('exit', killWithUs);
      const exited = watchExit(child, () => process.removeListener('exit', killWithUs));
      // Before it answers: whoever starts after this process was killed meanwhile has to find it.
      if (options.stateFile && child.pid !== undefined) await writePid(pidFile(options.stateFile), { pid: child.pid, rpcUrl });
      const rpc = openRpc({ rpcUrls: [rpcUrl], timeoutMs: 4000 });
      if ((await waitUntilReady({ child, rpc, chainId, exited, listensFile, signal: options.signal, isLast: triesLeft === 1 })) === 'ready') return { child, exited, port, rpcUrl, rpc };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The package's own launcher is a Node program around this binary; without it there is one process fewer and signals arrive. */
function findAnvil(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    // Resolved from the parent package too: a package manager may have put it beneath.
    const parent = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json');
    return createRequire(parent).resolve(`${name}/bin/${file}`);
  } catch (error) {
    throw new HearthError('chain.toolMissing', { tool: 'anvil', reason: `the package ${name} is not installed` }, error);
  }
}

function formatArguments(options: PracticeChainOptions, port: number, chainId: number): string[] {
  const blockSeconds = options.blockSeconds ?? 1;
  return [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--chain-id',
    String(chainId),
    '--accounts',
    '0',
    '--silent',
    ...(blockSeconds > 0 ? ['--block-time', String(blockSeconds), ...(options.instant ? ['--mixed-mining'] : [])] : []),
    ...(options.stateFile ? ['--state', options.stateFile, '--state-interval', String(options.saveSeconds ?? 30)] : []),
  ];
}

/** The port asked for when it is free, otherwise any. */
async function findFreePort(wanted: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
      });
    });
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === null) throw new HearthError('host.portBusy', { port: wanted });
  return port;
}

function watchExit(child: ChildProcess, onExit: () => void): PracticeChain['exited'] {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).then((result) => {
    onExit();
    return result as Awaited<PracticeChain['exited']>;
  });
}

type Starting = {
  readonly child: ChildProcess;
  readonly rpc: Rpc;
  readonly chainId: number;
  readonly exited: PracticeChain['exited'];
  /** The child writes it once it listens: what answers before may be somebody else's chain. */
  readonly listensFile: string;
  readonly signal: AbortSignal | undefined;
  /** No other port is tried after this one. */
  readonly isLast: boolean;
};

/** A large state takes seconds to load, on a busy machine many. */
const startMs = 60_000;

async function waitUntilReady({ child, rpc, chainId, exited, listensFile, signal, isLast }: Starting): Promise<'ready' | 'portBusy'> {
  let complaint = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-500)));
  let isGone = false;
  const heardAll = new Promise<void>((resolve) => child.stderr!.once('close', resolve));
  void Promise.all([exited, heardAll]).then(() => (isGone = true));
  const deadline = AbortSignal.any([AbortSignal.timeout(startMs), ...(signal ? [signal] : [])]);
  while (!isGone && !deadline.aborted) {
    const found = existsSync(listensFile) ? await rpc.request('eth_chainId', [], deadline).catch(() => null) : null;
    if (Number(found) === chainId) return 'ready';
    await sleep(20);
  }
  const isLate = !isGone;
  child.kill('SIGKILL');
  signal?.throwIfAborted();
  if (!isLast && /address already in use|os error (48|98|10013|10048)\b/i.test(complaint)) return 'portBusy';
  if (isLate) throw new HearthError('devnet.failed', { reason: `the chain's program did not answer within ${startMs / 1000} s` });
  const how = await exited;
  if (how.signal !== null) throw new HearthError('devnet.failed', { reason: `the chain's program was ended while it started (${how.signal})` });
  throw new HearthError('chain.toolMissing', { tool: 'anvil', reason: complaint.trim() || `it ended by itself (exit ${how.code ?? 'without a code'})` });
}

/** Whole or not at all: whoever starts after a crash ends the chain that is named there. */
async function writePid(path: string, chain: { readonly pid: number | undefined; readonly rpcUrl: string }): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(chain));
  await rename(`${path}.new`, path);
}

const pidFile = (stateFile: string) => `${stateFile}.pid`;

/** From each signal on. */
const endMs = 5000;

/** Ends a chain that outlived its parent: two of them would write one state file. */
async function endOrphan(stateFile: string, chainId: number): Promise<void> {
  const text = await readFile(pidFile(stateFile), 'utf8').catch(() => null);
  if (text === null) return;
  const { pid, rpcUrl } = JSON.parse(text) as { pid: number; rpcUrl: Hex };
  if (!isAlive(pid) || !(await isChainOf(pid, rpcUrl, stateFile, chainId))) return;
  // One that hangs, or is held still, would write its old state over the new one's later.
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    sendSignal(pid, name);
    for (const startedMs = performance.now(); isAlive(pid) && performance.now() - startedMs < endMs; ) await sleep(20);
  }
}

/** A pid may have been given to another program since: only what keeps this state, or answers as our chain, is ended. */
async function isChainOf(pid: number, rpcUrl: string, stateFile: string, chainId: number): Promise<boolean> {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').includes(stateFile);
  const found = await openRpc({ rpcUrls: [rpcUrl], timeoutMs: 1000 }).request('eth_chainId', []).catch(() => null);
  return Number(found) === chainId;
}

const isAlive = (pid: number): boolean => sendSignal(pid, 0);

/** @returns whether there was a process to send it to */
function sendSignal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
