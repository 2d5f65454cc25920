import { connectBridge, serveBridge, type BridgeClient, type Port } from '../../shared/bridgeKit.ts';
import { brokerBridge, channelFrameShape } from '../../shared/brokerBridge.ts';
import { devnetBridge } from '../../shared/devnetBridge.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { About } from '../../shared/shapes.ts';
import { noUpdates, type UpdateAct, type Updates } from '../../shared/updates.ts';
import type { FoundAccelerator } from './foundAccelerator.ts';
import { restartCodes } from './restartCodes.ts';

export type ProgramName = 'provider' | 'worker' | 'signer' | 'devnet' | 'systemReader';
type ProgramRow = About['programs'][number];

/** A forked program, whatever forked it: child_process under a host, utilityProcess under Electron's main. */
export type ForkedProgram = {
  readonly port: Port;
  /** null until it runs; see `started`. */
  readonly pid: number | null;
  /** Fulfils once it runs or could not be started; Electron knows a child's pid only then. */
  readonly started: Promise<void>;
  /** SIGKILL. */
  kill(): void;
  /** Asks it to end by itself. */
  terminate(): void;
  /** Fulfils with how it ended: a signal's name or "exit N". */
  readonly gone: Promise<string>;
};
/** @param readable  folders of models that a worker may read, where the system can see to it; left out: all but keys */
export type Fork = (program: ProgramName, args: readonly string[], env: Readonly<Record<string, string>>, readable?: readonly string[]) => ForkedProgram;

export type BrokerOptions = {
  readonly dataFolder: string;
  /** Arguments of the practice network; null when there is none. */
  readonly devnetArgs: readonly string[] | null;
  /** Whether the practice network is started when the provider asks for it and not before: the node is on another network. */
  readonly isDevnetLater?: boolean;
  readonly providerArgs: readonly string[];
  readonly signerArgs?: readonly string[];
  /** Hears of every start of the signer with a port of the host's own to it (keeperBridge): it tells when to lock, and Electron's main gives it the wrapping key. */
  readonly onSigner?: (port: Port) => void;
  /** Extra arguments of the provider's first starts, one entry per start (tests crash it after one step after the other). */
  readonly firstProviderArgs?: readonly (readonly string[])[];
  /** Called when a program that must run could not be kept running. */
  readonly onFatal: (error: HearthError) => void;
  /** Called when a program ended that nobody asked to end; `ranSeconds` since its start. */
  readonly onCrash?: (crash: { readonly program: ProgramName; readonly how: string; readonly ranSeconds: number }) => void;
  readonly onQuit: () => void;
  /** Where the page is served; absent where a window shows it. */
  readonly pageAddress?: string;
  /** What the owner asks about updates, where a shell looks after them. */
  /** Libraries that a worker's runtime takes beside its own, when they are there. */
  readonly findAccelerator?: () => FoundAccelerator | null;
  readonly onUpdateAct?: (act: UpdateAct) => void;
  readonly readMemoryBytes: (pid: number) => number | null;
  readonly log: (line: string) => void;
  readonly nowMs: () => number;
};

export type Broker = {
  start(): void;
  /** Connects a page, a command line or a window to the provider; survives neither side's death. */
  connectPage(port: Port): void;
  /** Connects a page or a command line straight to the signer (walletBridge): what travels never reaches the provider. Closed while there is no signer. */
  connectWallet(port: Port): void;
  programs(): readonly ProgramRow[];
  /** Hands on what the system says before and after it sleeps; a provider that starts later hears the last word. */
  tellPower(power: 'awake' | 'asleep'): void;
  /** Hands on how updates stand, where a shell looks after them. */
  tellUpdates(updates: Updates): void;
  /** Has the practice client send this many mixed jobs. @throws host.programFailed  there is no practice network */
  sendJobs(jobs: number): Promise<void>;
  /** Ends everything, the provider last. */
  stop(): Promise<void>;
};

/** Names a provider may set for a worker; everything else of its environment is fixed. */
const workerEnv = new Set(['NVIDIA_TF32_OVERRIDE', 'ORT_LOG', 'VK_ICD_FILENAMES']);
/** Waits between restarts, ms; after the last the program counts as failed unless it ran a minute. */
const backOffMs = [200, 500, 1000, 2000, 5000, 10_000];

/** Whoever was asked to end by itself is given so long. */
const stopMs = 8000;

type Kept = { program: ForkedProgram | null; row: ProgramRow; starts: number; tries: number; startedAtMs: number };

/**
 * Starts Hearth's programs, keeps them running, and relays their messages unread. It decides nothing: what runs is the provider's
 * choice, and a killed provider is simply started again.
 */
export function createBroker(fork: Fork, options: BrokerOptions): Broker {
  const kept = new Map<'provider' | 'signer' | 'devnet', Kept>();
  /** What the provider had started: workers, and for seconds the reader of the system. */
  const workers = new Map<string, ForkedProgram>();
  const readers = new WeakSet<ForkedProgram>();
  /** Signers that make place for the next. */
  const restarting = new WeakSet<ForkedProgram>();
  const tellCrash = new WeakMap<ForkedProgram, (how: string) => void>();
  /** Those that were told to end. */
  const ended = new WeakSet<ForkedProgram>();
  const end = (worker: ForkedProgram): void => {
    ended.add(worker);
    worker.kill();
  };
  const channels = new Map<string, 'signer' | 'devnet'>();
  const pages = new Map<string, Port>();
  /** Ports to the signer that are not the provider's. No frame of the provider is ever looked up here. */
  const wallets = new Map<string, Port>();
  let nextChannel = 1;
  let stopping = false;
  let providerMain: Port | null = null;
  let updates = noUpdates('headless');
  let hearDevnet: (message: unknown) => void = () => {};

  const row = (name: ProgramRow['name']): ProgramRow => ({ name, id: name, pid: null, state: 'starting', restarts: 0, memoryBytes: null });
  const toProvider = (frame: unknown): void => kept.get('provider')?.program?.port.post(frame);
  const toSigner = (frame: unknown): void => kept.get('signer')?.program?.port.post(frame);

  const argsOf = (name: 'provider' | 'signer' | 'devnet', earlierStarts: number): readonly string[] => {
    if (name === 'signer') return ['--data', options.dataFolder, ...(options.signerArgs ?? [])];
    if (name === 'devnet') return options.devnetArgs ?? [];
    return ['--data', options.dataFolder, ...options.providerArgs, ...(options.firstProviderArgs?.[earlierStarts] ?? [])];
  };

  function keep(name: 'provider' | 'signer' | 'devnet'): void {
    const entry = kept.get(name) ?? { program: null, row: row(name), starts: 0, tries: 0, startedAtMs: 0 };
    kept.set(name, entry);
    const program = fork(name, argsOf(name, entry.starts++), {});
    entry.program = program;
    entry.startedAtMs = options.nowMs();
    entry.row = { ...entry.row, pid: program.pid, state: 'running' };
    void program.started.then(() => {
      if (entry.program !== program) return;
      entry.row = { ...entry.row, pid: program.pid };
      publish();
    });
    if (name === 'provider') serveProvider(program.port);
    else if (name === 'signer') serveSigner(program.port);
    else program.port.onMessage((message) => {
      for (const [channel, target] of channels) if (target === name) toProvider({ channel, message });
      hearDevnet(message);
    });
    publish();
    void program.gone.then((how) => onGone(name, entry, program, how));
  }

  function onGone(name: 'provider' | 'signer' | 'devnet', entry: Kept, program: ForkedProgram, how: string): void {
    entry.program = null;
    if (name === 'provider') closeAroundProvider();
    else closeChannels(name, how);
    if (stopping || restarting.has(program)) return;
    if (name === 'provider' && Object.values(restartCodes).some((code) => how === `exit ${code}`)) return void startAgain(entry, how === `exit ${restartCodes.withSigner}`);
    const ranMs = options.nowMs() - entry.startedAtMs;
    entry.tries = ranMs > 60_000 ? 0 : entry.tries + 1;
    // What ends with these has said itself why.
    if (how !== 'exit 74' && how !== 'exit 75') options.onCrash?.({ program: name, how, ranSeconds: ranMs / 1000 });
    const fatal = how === 'exit 74' || how === 'exit 75' || entry.tries > backOffMs.length;
    entry.row = { ...entry.row, pid: null, state: fatal ? 'stopped' : 'restarting', restarts: entry.row.restarts + 1 };
    publish();
    options.log(`${name} ended (${how})${fatal ? '' : ', starting it again'}`);
    if (fatal) return options.onFatal(new HearthError('host.programFailed', { program: name, reason: how }));
    setTimeout(() => {
      if (!stopping) keep(name);
    }, backOffMs[entry.tries - 1] ?? backOffMs[0]);
  }

  /** The provider asked for it: no crash, and no wait. A signer that takes another network is a new one, and is there before the provider. */
  async function startAgain(entry: Kept, isWithSigner: boolean): Promise<void> {
    entry.tries = 0;
    entry.row = { ...entry.row, pid: null, state: 'restarting' };
    publish();
    const signer = kept.get('signer');
    const program = signer?.program;
    if (isWithSigner && signer && program) {
      restarting.add(program);
      program.terminate();
      const timer = setTimeout(() => program.kill(), stopMs);
      await program.gone;
      clearTimeout(timer);
      if (!stopping) keep('signer');
    }
    if (!stopping) keep('provider');
  }

  /** A dead provider takes its workers and its pages' connections with it; nothing of it may live on unseen. */
  function closeAroundProvider(): void {
    for (const worker of workers.values()) end(worker);
    workers.clear();
    for (const [channel, name] of channels) if (name === 'signer') toSigner({ channel, closed: 'closed' });
    channels.clear();
    for (const page of pages.values()) page.close();
    pages.clear();
    providerMain = null;
  }
  function closeChannels(target: 'signer' | 'devnet', how: string): void {
    for (const [channel, name] of channels) {
      if (name !== target) continue;
      channels.delete(channel);
      toProvider({ channel, closed: how });
    }
    if (target === 'signer') for (const wallet of wallets.values()) wallet.close();
  }

  const broker = serveBridge(brokerBridge, {
    async launch({ program, env, readable }) {
      const channel = `worker-${nextChannel++}`;
      const accelerator = program === 'worker' ? (options.findAccelerator?.() ?? null) : null;
      const allowed = Object.fromEntries(Object.entries(env).filter(([name]) => workerEnv.has(name)));
      const worker = fork(program, [], { ...allowed, ...accelerator?.env }, accelerator ? [...readable, accelerator.folder] : readable);
      workers.set(channel, worker);
      const launchedAtMs = options.nowMs();
      tellCrash.set(worker, (how) => options.onCrash?.({ program, how, ranSeconds: (options.nowMs() - launchedAtMs) / 1000 }));
      if (program === 'systemReader') readers.add(worker);
      worker.port.onMessage((message) => toProvider({ channel, message }));
      void worker.gone.then((how) => {
        workers.delete(channel);
        if (!ended.has(worker) && how !== 'exit 0') tellCrash.get(worker)?.(how);
        toProvider({ channel, closed: how });
        publish();
      });
      await worker.started;
      if (worker.pid === null) throw new HearthError('host.programFailed', { program, reason: refusals.notStarted });
      publish();
      return { channel, pid: worker.pid };
    },
    async kill({ channel, why, isFault }) {
      const worker = workers.get(channel);
      if (worker && !ended.has(worker)) {
        options.log(`worker ${worker.pid ?? 'without a process'} is ended: ${why}`);
        if (isFault) tellCrash.get(worker)?.(why);
        end(worker);
      }
      await worker?.gone;
      return {};
    },
    connect({ program }) {
      if (program === 'devnet' && options.devnetArgs && !kept.has('devnet')) keep('devnet');
      if (!kept.get(program)?.program) throw new HearthError('host.programFailed', { program, reason: refusals.notRunning });
      const channel = `${program}-${nextChannel++}`;
      channels.set(channel, program);
      return { channel };
    },
    readPageAddress: () => ({ address: options.pageAddress ?? null }),
    quit() {
      options.onQuit();
      return {};
    },
    actOnUpdate({ act }) {
      if (!options.onUpdateAct || updates.off !== null) throw new HearthError('update.off', { why: updates.off ?? 'headless' });
      options.onUpdateAct(act);
      return {};
    },
  }, (error, where) => {
    options.log(`broker: ${where}: ${error instanceof Error ? error.message : 'unknown'}`);
    return 'broker';
  });

  function serveProvider(port: Port): void {
    let hear: (message: unknown) => void = () => {};
    const main: Port = { post: (message) => port.post(message), onMessage: (listener) => void (hear = listener), onClose: (listener) => port.onClose(listener), close: () => port.close() };
    port.onMessage((raw) => {
      const frame = channelFrameShape.safeParse(raw);
      if (!frame.success) return hear(raw);
      const { channel } = frame.data;
      const page = pages.get(channel);
      if ('closed' in frame.data) return page?.close();
      const target = channels.get(channel);
      if (page) page.post(frame.data.message);
      // Wrapped under the name we gave: whatever the provider says, the signer knows that it is the provider.
      else if (target === 'signer') toSigner({ channel, message: frame.data.message });
      else if (target) kept.get(target)?.program?.port.post(frame.data.message);
      else workers.get(channel)?.port.post(frame.data.message);
    });
    providerMain = main;
    broker.attach(main);
  }

  /** The signer names in each answer the channel it belongs to: one of the provider's, or a port of {@link wallets}. */
  function serveSigner(port: Port): void {
    port.onMessage((raw) => {
      const frame = channelFrameShape.safeParse(raw);
      if (!frame.success || !('message' in frame.data)) return;
      const { channel, message } = frame.data;
      const wallet = wallets.get(channel);
      if (wallet) wallet.post(message);
      else if (channels.get(channel) === 'signer') toProvider({ channel, message });
    });
    if (options.onSigner) options.onSigner(openSignerPort('keeper'));
  }
  /** A port of this process's own to the signer. */
  function openSignerPort(kind: 'keeper'): Port {
    const channel = `${kind}-${nextChannel++}`;
    let hear: (message: unknown) => void = () => {};
    const closers: (() => void)[] = [];
    wallets.set(channel, { post: (message) => hear(message), onMessage: () => {}, onClose: () => {}, close: () => {
      wallets.delete(channel);
      for (const closer of closers) closer();
    } });
    return { post: (message) => toSigner({ channel, message }), onMessage: (listener) => void (hear = listener), onClose: (listener) => void closers.push(listener), close: () => void wallets.delete(channel) };
  }

  function tellUpdates(next: Updates): void {
    updates = next;
    broker.publish('updates', next);
  }
  const memoryOf = (pid: number | null): number | null => (pid === null ? null : options.readMemoryBytes(pid));
  const programs = (): ProgramRow[] => [
    { ...row('host'), pid: process.pid, state: 'running', memoryBytes: memoryOf(process.pid) },
    ...[...kept.values()].map((entry) => ({ ...entry.row, memoryBytes: memoryOf(entry.row.pid) })),
    ...[...workers].filter(([, worker]) => !readers.has(worker)).map(([id, worker]): ProgramRow => ({ name: 'worker', id, pid: worker.pid, state: 'running', restarts: 0, memoryBytes: memoryOf(worker.pid) })),
  ];
  const publish = (): void => broker.publish('programs', programs());
  tellUpdates(updates);
  const refresh = setInterval(publish, 5000);
  refresh.unref();

  return {
    start() {
      keep('signer');
      if (options.devnetArgs && !options.isDevnetLater) keep('devnet');
      keep('provider');
    },
    connectPage(port) {
      if (!providerMain) return port.close();
      const channel = `page-${nextChannel++}`;
      pages.set(channel, port);
      port.onMessage((message) => toProvider({ channel, message }));
      port.onClose(() => {
        if (pages.delete(channel)) toProvider({ channel, closed: 'closed' });
      });
    },
    connectWallet(port) {
      if (!kept.get('signer')?.program) return port.close();
      const channel = `wallet-${nextChannel++}`;
      wallets.set(channel, port);
      port.onMessage((message) => toSigner({ channel, message }));
      port.onClose(() => {
        if (wallets.delete(channel)) toSigner({ channel, closed: 'closed' });
      });
    },
    programs,
    tellPower: (power) => broker.publish('power', power),
    tellUpdates,
    async sendJobs(jobs) {
      const devnet = kept.get('devnet')?.program;
      if (!devnet) throw new HearthError('host.programFailed', { program: 'devnet', reason: refusals.notRunning });
      // Our own client beside the provider's on one port; answers find their asker by id.
      const client: BridgeClient<typeof devnetBridge> = connectBridge(devnetBridge, {
        post: (message) => devnet.port.post(message), onMessage: (listener) => void (hearDevnet = listener), onClose: (listener) => devnet.port.onClose(listener), close: () => {},
      });
      await client.ask('waitForReady', {});
      await client.ask('sendJobs', { jobs });
    },
    async stop() {
      stopping = true;
      clearInterval(refresh);
      const order = ['devnet', 'provider', 'signer'] as const;
      for (const name of order) {
        const program = kept.get(name)?.program;
        if (!program) continue;
        program.terminate();
        const timer = setTimeout(() => program.kill(), stopMs);
        await program.gone;
        clearTimeout(timer);
      }
      for (const worker of workers.values()) end(worker);
    },
  };
}
