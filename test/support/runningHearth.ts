import { randomInt } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningHearth as Page } from '../../electron/programs/cli/running.ts';
import { bundledModelFolders } from '../../electron/programs/cli/places.ts';
import { startHost, type Host } from '../../electron/programs/host/startHost.ts';
import { openChain, type Chain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { connectControl } from '../../electron/services/control/controlServer.ts';
import { pageBridge, type PageBridge } from '../../electron/shared/bridge.ts';
import { connectBridge, type TopicValue } from '../../electron/shared/bridgeKit.ts';
import type { HearthError } from '../../electron/shared/errors.ts';
import type { Notice } from '../../electron/shared/notices.ts';
import type { JobSummary, Status } from '../../electron/shared/shapes.ts';
import { preparedPractice, testWindowSeconds } from './preparePractice.ts';
import { forkBuilt } from './programs.ts';
import { until } from './until.ts';

type Topics = { -readonly [Name in keyof PageBridge['topics']]?: TopicValue<PageBridge, Name> };

export type HearthOptions = {
  readonly dataFolder?: string;
  readonly modelFolders?: readonly string[];
  /** Journal events after which the provider dies, one per start. */
  readonly crashAfter?: readonly string[];
  readonly window?: number;
  /** Joins the practice network of another Hearth, by its data folder. */
  readonly join?: string;
  readonly providerArgs?: readonly string[];
  /** Devices are tested by themselves when they are new, as for a person; else only when asked. */
  readonly isSelfTesting?: boolean;
  readonly practiceArgs?: readonly string[];
  /** Serves its page for a browser too. */
  readonly hasPage?: boolean;
};

/** A whole Hearth under test: every program a real process, as `hearth start --headless` runs them. */
export type Hearth = {
  readonly dataFolder: string;
  readonly host: Host;
  /** Every line its programs logged. */
  readonly lines: readonly string[];
  readonly fatal: () => HearthError | null;
  /** What its page shows now; follows the provider over its restarts. */
  readonly seen: Topics;
  /** Every status that its page was shown, in order: one that lasts a moment may be gone when it is looked for. */
  readonly statuses: readonly Status[];
  /** The page's connection of this moment. */
  readonly page: () => Page;
  ask: Page['ask'];
  pidOf(name: 'provider' | 'signer' | 'devnet' | 'worker'): number | undefined;
  pidOfChain(): number;
  /** Kills one program like power loss. */
  kill(name: 'provider' | 'signer' | 'devnet' | 'worker'): number;
  readJob(jobId: string): Promise<JobSummary | undefined>;
  notices(kind: Notice['kind']): Notice[];
  /** Where the provider listens for clients now. */
  addresses(): string[];
  /** A reader of the practice chain. */
  openChain(): Promise<Chain>;
  /** Waits until the node has stake and is known to its client. */
  waitUntilReady(): Promise<void>;
  stop(): Promise<void>;
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A killed child of a killed parent may stay as a zombie where nobody reaps it.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** The process of the chain that keeps its state in this data folder; 0 while there is none. */
export function readChainPid(dataFolder: string): number {
  const file = join(dataFolder, 'practice', 'chain', 'state.json.pid');
  return existsSync(file) ? Number(/"pid":\s*(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) : 0;
}

export const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `hearth-${name}-`));

/** Ports below those that systems give away themselves, some for each worker of vitest. */
const portsEach = 1500;
const firstPort = 20_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 8) * portsEach;
let portsGiven = randomInt(portsEach);
const isFree = (port: number): Promise<boolean> => new Promise((resolve) => {
  const server = createServer().once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => void server.close(() => resolve(true)));
});

/** A chain comes back where it was after its process died: no other Hearth of the suite may have taken its place meanwhile. */
async function giveOwnPort(deploymentFile: string): Promise<void> {
  let port: number;
  do port = firstPort + (portsGiven++ % portsEach);
  while (!(await isFree(port)));
  writeFileSync(deploymentFile, readFileSync(deploymentFile, 'utf8').replace(/(http:\/\/127\.0\.0\.1:)\d+/g, `$1${port}`));
}

/** Starts one; small windows and quick polling, nothing else differs from what a person runs. No orders come by themselves. */
export async function startHearth(options: HearthOptions = {}): Promise<Hearth> {
  const dataFolder = options.dataFolder ?? newFolder('test');
  const lines: string[] = [];
  const prepared = preparedPractice();
  const ownPractice = join(dataFolder, 'practice');
  if (prepared !== null && options.join === undefined && (options.window ?? testWindowSeconds) === testWindowSeconds && !existsSync(ownPractice)) {
    cpSync(prepared, ownPractice, { recursive: true });
    await giveOwnPort(join(ownPractice, 'deployment.json'));
  }
  let fatal: HearthError | null = null;
  const host = await startHost({
    dataFolder, version: '0.0.0-test', createFork: forkBuilt, modelFolders: options.modelFolders ?? bundledModelFolders, page: options.hasPage ? { port: 0 } : null,
    ...(options.join === undefined ? {} : { join: join(options.join, 'practice', 'practice.json') }),
    practice: options.join !== undefined ? null : ['--rate', '0', '--window', String(options.window ?? testWindowSeconds), ...(options.practiceArgs ?? [])], providerArgs: ['--polling-ms', '200', '--anchor-every-ms', '300', '--threads', '1', ...(options.isSelfTesting ? [] : ['--no-self-test']), ...(options.providerArgs ?? [])],
    firstProviderArgs: (options.crashAfter ?? []).map((event) => ['--crash-after', event]),
    onFatal: (error) => void (fatal ??= error), onQuit: () => {}, log: (line) => void lines.push(line),
  });
  const seen: Topics = {};
  const statuses: Status[] = [];
  let page: Page | null = null;
  let stopped = false;
  async function connect(): Promise<void> {
    while (!stopped) {
      try {
        const next = connectBridge(pageBridge, await connectControl(dataFolder));
        const closed = new Promise<void>((resolve) => next.onClose(resolve));
        for (const topic of Object.keys(pageBridge.topics) as (keyof Topics)[]) next.watch(topic, (value) => {
          (seen as Record<string, unknown>)[topic] = value;
          if (topic === 'status') statuses.push(value as Status);
        });
        page = next;
        await closed;
      } catch {
        // The host is stopping.
      }
      page = null;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  void connect();
  const pidOf: Hearth['pidOf'] = (name) => host.broker.programs().find((program) => program.name === name)?.pid ?? undefined;

  const hearth: Hearth = {
    dataFolder, host, lines, seen, statuses,
    fatal: () => fatal,
    page() {
      if (!page) throw new Error('the page is not connected');
      return page;
    },
    async ask(command, input, askOptions) {
      await until('the page is connected', () => page);
      return await page!.ask(command, input, askOptions);
    },
    pidOf,
    pidOfChain: () => readChainPid(dataFolder),
    kill(name) {
      const pid = pidOf(name);
      if (!pid) throw new Error(`no ${name} runs`);
      process.kill(pid, 'SIGKILL');
      return pid;
    },
    readJob: async (jobId) => (await hearth.ask('readJobs', { search: jobId })).jobs[0],
    notices: (kind) => (seen.notices ?? []).filter((notice) => notice.kind === kind),
    addresses: () => lines.findLast((line) => line.includes('network listens at'))?.split(' listens at ')[1]?.split(' ') ?? [],
    openChain: async () => openChain({ deployment: await readDeploymentFile(join(dataFolder, 'practice', 'deployment.json')), pollingMs: 200 }),
    async waitUntilReady() {
      await until('the node has stake and a client', () => {
        if (fatal) throw fatal;
        return page !== null && (seen.network?.stakeWei ?? 0n) > 0n && (seen.network?.clients ?? 0) > 0;
      }, 180_000);
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      if (process.env['HEARTH_DEBUG']) process.stderr.write(`${lines.join('\n')}\n`);
      page?.close();
      await host.stop();
      if (!options.dataFolder && existsSync(dataFolder)) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return hearth;
}
