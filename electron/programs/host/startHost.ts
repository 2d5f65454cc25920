import { accessSync, appendFileSync, constants, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createBroker, type Broker, type Fork } from '../../services/broker/broker.ts';
import { findAccelerator } from '../../services/broker/foundAccelerator.ts';
import { createNodeFork, readMemoryBytes } from '../../services/broker/nodeFork.ts';
import { startControlServer } from '../../services/control/controlServer.ts';
import { createCrashReports } from '../../services/diagnostics/crashReports.ts';
import { readOwnNames } from '../../services/diagnostics/ownNames.ts';
import { createScrubber } from '../../services/diagnostics/scrub.ts';
import { finishReset } from '../../services/reset/carryOutReset.ts';
import { startPageServer, type PageServer } from '../../services/page/server.ts';
import { openSettings, type Settings } from '../../services/settings/settings.ts';
import type { Port } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { defaultListening, type Listening } from '../../shared/listening.ts';
import { keyFoldersOf } from '../shell/dataFolder.ts';
import type { UpdateAct } from '../../shared/updates.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { modelFolderList } from './resetFolder.ts';
import { watchAway } from './watchAway.ts';

export type HostOptions = {
  readonly dataFolder: string;
  readonly version: string;
  /** Folders of one model each, side by side in one folder. */
  readonly modelFolders: readonly string[];
  /** null: no page is served (the demo). */
  readonly page: { readonly port?: number } | null;
  /** Arguments for the practice network; null runs without a chain. */
  readonly practice: readonly string[] | null;
  /** Who may reach the node, kept for later starts; as kept where absent. */
  readonly listening?: Listening;
  /** Joins another's practice network by its file, instead. */
  readonly join?: string;
  readonly providerArgs?: readonly string[];
  /** Extra arguments of the provider's first starts, one entry per start; for tests. */
  readonly firstProviderArgs?: readonly (readonly string[])[];
  /** How programs are forked; plain Node children when left out. Electron's main forks utility processes. */
  readonly createFork?: (log: (line: string) => void) => Fork;
  readonly signerArgs?: readonly string[];
  /** Gives each signer its key, where the shell has one for it. */
  readonly keeper?: Keeper;
  /** Electron's window runs on the data folder too. */
  readonly isShell?: boolean;
  readonly onFatal: (error: HearthError) => void;
  readonly onQuit: () => void;
  readonly onUpdateAct?: (act: UpdateAct) => void;
  readonly log?: (line: string) => void;
};

export type Host = { readonly address: string | null; readonly broker: Broker; readonly logFile: string; /** Keeps a report of what ended by itself beside the programs: a page, the graphics driver. */ readonly reportCrash: (program: string, how: string) => void; /** @throws storage.unreadable  a reset was asked for and could not be done; all is as it was */ stop(): Promise<void> };

const logLimitBytes = 5 * 1024 * 1024;
/** Lines of the programs kept at hand: for the cause of an end, and for a crash report. */
const keptLines = 60;

/** One file of lines, kept under 10 MiB together with its predecessor. */
export function openLogFile(folder: string): { readonly path: string; readonly write: (line: string) => void } {
  const path = join(folder, 'hearth.log');
  let written = 0;
  return {
    path,
    write(line) {
      try {
        if (written === 0 || written > logLimitBytes) {
          const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
          if (size > logLimitBytes) renameSync(path, `${path}.1`);
          written = 1;
        }
        const text = `${new Date().toISOString()} ${line}\n`;
        written += text.length;
        appendFileSync(path, text, { mode: 0o600 });
      } catch {
        // A full disk must not take Hearth down through its own log; the status says diskFull.
      }
    },
  };
}

/**
 * Runs Hearth without Electron: forks its programs, serves the page and the command line's socket on this machine only.
 *
 * @throws storage.unreadable · host.alreadyRunning · host.portBusy · host.pageMissing
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { dataFolder } = options;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK);
    // Root may write anywhere; a folder that is a file or on a read-only disk still fails here.
    appendFileSync(join(dataFolder, 'hearth.log'), '', { mode: 0o600 });
  } catch (error) {
    throw new HearthError('storage.unreadable', { path: dataFolder, reason: error instanceof Error ? error.message.split(',')[0]! : 'unknown' }, error);
  }
  const logFile = openLogFile(dataFolder);
  const log = (line: string): void => {
    logFile.write(line);
    options.log?.(line);
  };
  let broker: Broker | null = null;
  // Whoever connects before there is a broker waits for it instead of for ever.
  const early: Port[] = [];
  const connectPage = (port: Port): void => (broker ? broker.connectPage(port) : void early.push(port));
  const connectWallet = (port: Port): void => (broker ? broker.connectWallet(port) : port.close());
  const control = await startControlServer(dataFolder, connectPage);
  const finishOwnReset = (): void => void finishReset(dataFolder, modelFolderList, { isShellOpen: options.isShell === true });
  try {
    finishOwnReset();
  } catch (error) {
    await control.close();
    throw error;
  }
  const wallet = await startControlServer(dataFolder, connectWallet, 'signer');
  let page: PageServer | null = null;
  try {
    page = options.page ? await startPageServer({ ...options.page, onPort: (port, { which }) => (which === 'signer' ? connectWallet(port) : connectPage(port)) }) : null;
  } catch (error) {
    await Promise.all([control.close(), wallet.close()]);
    throw error;
  }
  const chosen = readChosen(dataFolder);
  const listening = options.listening ?? chosen.listening;
  const programsFolder = join(import.meta.dirname, '..');
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const newestLines: string[] = [];
  const reportCrash = createCrashReports({ dataFolder, version: options.version, scrub: createScrubber(readOwnNames(dataFolder)), nowMs: Date.now });
  // Also of this process: the error still ends it.
  const startedMs = performance.now();
  const onOwnCrash = (error: unknown): void => void reportCrash({ program: 'host', how: error instanceof Error ? (error.stack ?? error.message) : String(error), ranSeconds: (performance.now() - startedMs) / 1000 }, newestLines);
  process.on('uncaughtExceptionMonitor', onOwnCrash);
  // There before the first worker, which would see what came into being later.
  for (const name of ['node', 'wallet']) mkdirSync(join(dataFolder, name), { recursive: true, mode: 0o700 });
  const createFork = options.createFork ?? ((onLine) => createNodeFork(programsFolder, extension, onLine, keyFoldersOf(dataFolder)));
  const keeper = options.keeper ?? createKeeper(null);
  broker = createBroker(createFork((line) => {
    newestLines.push(line);
    newestLines.splice(0, newestLines.length - keptLines);
    log(line);
  }), {
    dataFolder,
    devnetArgs: options.practice ? ['--data', join(dataFolder, 'practice'), '--models', dirname(options.modelFolders[0]!), ...options.practice, ...(listening.scope === 'thisMachine' ? [] : ['--listening', JSON.stringify(listening)])] : null,
    isDevnetLater: chosen.network !== null && options.join === undefined,
    providerArgs: ['--version', options.version, '--network', options.practice || options.join ? 'practice' : 'none', ...(options.join ? ['--join', options.join] : []), ...options.modelFolders.flatMap((folder) => ['--models', folder]), ...(options.providerArgs ?? [])],
    firstProviderArgs: withListening(options),
    ...(options.signerArgs ? { signerArgs: options.signerArgs } : {}), onSigner: (port) => keeper.onSigner(port),
    onFatal: (error) => options.onFatal(nameCause(error, newestLines.slice(-20))),
    onCrash(crash) {
      const path = reportCrash(crash, newestLines);
      if (path !== null) log(`${crash.program} ended by itself (${crash.how}): ${path}`);
    },
    onQuit: options.onQuit, ...(page && { pageAddress: page.address }), ...(options.onUpdateAct ? { onUpdateAct: options.onUpdateAct } : {}), findAccelerator: () => findAccelerator(dataFolder, programsFolder), readMemoryBytes, log, nowMs: Date.now,
  });
  broker.start();
  const away = watchAway(keeper, broker, { isShell: options.isShell === true, log });
  for (const port of early.splice(0)) broker.connectPage(port);
  return {
    address: page?.address ?? null,
    broker,
    logFile: logFile.path,
    reportCrash: (program, how) => void reportCrash({ program, how, ranSeconds: null }, newestLines),
    async stop() {
      process.off('uncaughtExceptionMonitor', onOwnCrash);
      away.close();
      await broker?.stop();
      await page?.close();
      try {
        // What the page asked for, now that nothing runs on the folder any more.
        finishOwnReset();
      } finally {
        await Promise.all([control.close(), wallet.close()]);
      }
    },
  };
}

/** Settings that decide what is started. One that cannot be read stops the provider, which says so. */
function readChosen(dataFolder: string): Pick<Settings, 'listening' | 'network'> {
  try {
    return openSettings(dataFolder).read();
  } catch {
    return { listening: defaultListening, network: null };
  }
}

/** The provider's first start writes down what the command line said; later ones do as the settings say. */
const withListening = ({ listening, firstProviderArgs = [] }: Pick<HostOptions, 'listening' | 'firstProviderArgs'>): readonly (readonly string[])[] =>
  listening === undefined ? firstProviderArgs : [[...(firstProviderArgs[0] ?? []), '--listening', JSON.stringify(listening)], ...firstProviderArgs.slice(1)];

/** A program that gave up said why in its last line; that sentence is worth more than its exit code. */
function nameCause(error: HearthError, lines: readonly string[]): HearthError {
  for (const line of [...lines].reverse()) {
    const found = /^\w+: (\{"code":.*\})$/.exec(line);
    if (!found) continue;
    try {
      const { code, about } = JSON.parse(found[1]!) as { code: never; about: never };
      return new HearthError(code, about, error);
    } catch {
      return error;
    }
  }
  return error;
}
