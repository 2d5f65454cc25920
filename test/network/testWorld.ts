import { fork, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHearth, type Hearth } from '../../electron/client/openHearth.ts';
import { practiceFileShape, type PracticeFile } from '../../electron/protocol/messages.ts';
import { openChain, type Chain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { childPort } from '../../electron/services/ports/childPort.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { devnetBridge } from '../../electron/shared/devnetBridge.ts';
import { builtPrograms, cli } from '../support/programs.ts';
import { until } from '../support/until.ts';
import type { AdversaryKind, AdversaryNote } from './adversaryNotes.ts';

export type Practice = { readonly file: PracticeFile; readonly path: string; readonly chain: Chain; setRate(jobsPerMinute: number): Promise<void> };
export type TestGateway = { readonly name: string; readonly account: string; /** Its vouchers, under an exclusive lock while it runs. */ readonly books: string; readonly hearth: Hearth; readonly lines: readonly string[]; /** Closes its books, so that they can be read. */ stop(): Promise<void> };
export type TestNode = { readonly name: string; readonly starts: number; isAlive(): boolean; kill(): void; start(): void };
export type TestAdversary = { readonly kind: AdversaryKind; readonly address: string; readonly notes: () => AdversaryNote; stop(): void };

/** Real processes of one test network on this machine; what is started here is ended here. */
export type TestWorld = {
  startPractice(): Promise<Practice>;
  startNode(name: string, practice: Practice): TestNode;
  startGateway(name: string, practice: Practice): Promise<TestGateway>;
  startAdversary(kind: AdversaryKind, practice: Practice, seed: number): Promise<TestAdversary>;
  stop(): Promise<void>;
};

export function openTestWorld(): TestWorld {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-testnet-'));
  const children = new Set<ChildProcess>();
  const env = { ...process.env, NODE_NO_WARNINGS: '1' };

  /** A process group of its own, so that a kill takes a program with all it started. */
  function launch(args: readonly string[], onLine: (line: string) => void): ChildProcess {
    const child = spawn(process.execPath, [...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop()!;
        lines.forEach(onLine);
      });
    }
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }

  return {
    async startPractice() {
      const child = fork(join(builtPrograms, 'devnet.js'), ['--data', join(folder, 'practice'), '--rate', '0', '--window', '2'], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
      children.add(child);
      const bridge = connectBridge(devnetBridge, childPort(child));
      const { practiceFile } = await bridge.ask('waitForReady', {});
      const file = practiceFileShape.parse(JSON.parse(readFileSync(practiceFile, 'utf8')));
      const deployment = await readDeploymentFile(file.deploymentFile);
      return { file, path: practiceFile, chain: openChain({ deployment }), setRate: async (jobsPerMinute) => void (await bridge.ask('setRate', { jobsPerMinute })) };
    },
    startNode(name, { path }) {
      let child: ChildProcess | null = null;
      let starts = 0;
      const node = {
        name,
        get starts() {
          return starts;
        },
        isAlive: () => child !== null && child.exitCode === null && child.signalCode === null,
        kill() {
          if (child && node.isAlive()) killGroup(child);
        },
        start() {
          starts++;
          child = launch([join(import.meta.dirname, 'nodeProcess.ts'), join(folder, name), path], () => {});
        },
      };
      node.start();
      return node;
    },
    async startGateway(name, { path }) {
      const data = join(folder, name);
      mkdirSync(join(data, 'practice'), { recursive: true });
      cpSync(path, join(data, 'practice', 'practice.json'));
      const lines: string[] = [];
      const child = launch([cli, 'gateway', '--data', data, '--port', '0', '--json'], (line) => void lines.push(line));
      const told = await until(`${name} serves`, () => /"address":\s*"([^"]+)"[^]*"account":\s*"([^"]+)"/.exec(lines.join('\n')), 180_000);
      const apiKey = openAppKeys(join(data, 'gateway', 'keys.json'), Date.now).create('testnet', { budgetWei: null, maxPriceWei: null });
      return { name, account: told[2]!, books: join(data, 'gateway', 'gateway.sqlite'), hearth: openHearth({ apiKey, baseUrl: told[1]!, retries: 0 }), lines,
        async stop() {
          child.kill('SIGTERM');
          await until(`${name} ends`, () => child.exitCode !== null || child.signalCode !== null, 30_000);
        },
      };
    },
    async startAdversary(kind, { path }, seed) {
      let newest: AdversaryNote | null = null;
      const trouble: string[] = [];
      const child = launch([join(import.meta.dirname, 'adversary.ts'), kind, path, String(seed)], (line) => {
        if (line.startsWith('{')) newest = JSON.parse(line) as AdversaryNote;
        else trouble.push(line);
      });
      const first = await until(`the ${kind} peer is known`, () => {
        if (child.exitCode !== null) throw new Error(`the ${kind} peer ended: ${trouble.slice(-5).join(' ')}`);
        return newest;
      }, 180_000);
      return { kind, address: first.node, notes: () => newest!, stop: () => killGroup(child) };
    },
    async stop() {
      const running = [...children];
      for (const child of running) if (child.connected) child.kill('SIGTERM'); else killGroup(child);
      await Promise.all(running.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => new Promise((resolve) => child.once('exit', resolve))));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
