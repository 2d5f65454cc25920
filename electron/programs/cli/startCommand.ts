import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { isHearthRunning } from '../../services/control/controlServer.ts';
import { HearthError } from '../../shared/errors.ts';
import { serveMetrics } from '../host/serveMetrics.ts';
import { startHost } from '../host/startHost.ts';
import { findElectron } from '../shell/findElectron.ts';
import { buildShell } from '../shell/freshShell.ts';
import { bundledModelFolders, projectFolder, version } from './places.ts';
import { describeListening, readListening, type ListenOptions } from './listenOptions.ts';
import { reportFailure, usage, type Output } from './output.ts';

export type StartOptions = { readonly headless: boolean; readonly port?: number; readonly metricsPort?: number; readonly rate?: number; readonly practice: boolean; readonly join?: string; readonly peers: readonly string[]; readonly crashAfter?: string; readonly cheat?: string; readonly silentClient?: boolean; readonly trustingClient?: boolean; readonly threads?: number } & ListenOptions;

/** The practice network's window, printed at the start, and its slowest block. An idle block adds 1.7 KB to the chain's file for ever. */
const windowSeconds = 5;
const blockSeconds = 3;
export const practiceArgs: readonly string[] = ['--window', String(windowSeconds), '--block-time', String(blockSeconds)];
/** A node's patience with the silent client that somebody watches. */
const watchedPatienceMs = 120_000;

/** Opens the window where there is an Electron runtime and a display; otherwise serves the same page on loopback. Runs until it is stopped. */
export async function runStart(dataFolder: string, options: StartOptions, output: Output): Promise<number> {
  if (options.rate !== undefined && !(options.rate >= 0 && options.rate <= 600)) throw usage('--rate takes orders a minute, 0 to 600');
  if (options.cheat !== undefined && !options.practice && options.join === undefined) throw usage('--cheat is for the practice network only');
  if (options.silentClient && (!options.practice || options.join !== undefined)) throw usage('--silent-client is for a practice network of one\'s own');
  if (options.trustingClient && (!options.practice || options.join !== undefined || options.silentClient)) throw usage('--trusting-client is for a practice network of one\'s own, and not with --silent-client');
  const listening = readListening(options);
  if (await isHearthRunning(dataFolder)) throw new HearthError('host.alreadyRunning', { dataFolder });
  if (!options.headless && options.metricsPort === undefined && options.cheat === undefined && options.join === undefined && options.peers.length === 0 && !options.silentClient && !options.trustingClient && options.threads === undefined && listening === null) {
    const electron = await findElectron({ onProgress: (line) => output.say(line) });
    const problem = electron.path === null ? electron.reason : await buildShell(projectFolder, (line) => output.say(line)).then(() => null, () => 'the window could not be built (npm run build says why)');
    if (electron.path !== null && problem === null) return runWindow(electron.path, dataFolder);
    output.say(`No window here: ${problem}. Serving the same page for a browser instead.`);
  }
  const stopped = Promise.withResolvers<number>();
  const host = await startHost({
    dataFolder, version, modelFolders: bundledModelFolders, page: options.port === undefined ? {} : { port: options.port },
    ...(options.join === undefined ? {} : { join: resolve(options.join) }), ...(listening === null ? {} : { listening }),
    practice: options.practice && options.join === undefined ? [...practiceArgs, ...(options.rate === undefined ? [] : ['--rate', String(options.rate)]), ...(options.silentClient ? ['--silent-client'] : []), ...(options.trustingClient ? ['--trusting-client'] : [])] : null,
    providerArgs: [
      ...(options.cheat === undefined ? [] : ['--cheat', options.cheat]), ...(options.silentClient ? ['--claim-after-ms', String(watchedPatienceMs)] : []), ...(options.threads === undefined ? [] : ['--threads', String(options.threads)]), ...options.peers.flatMap((peer) => ['--peer', peer]),
    ],
    firstProviderArgs: options.crashAfter ? options.crashAfter.split(',').map((event) => ['--crash-after', event]) : [],
    onFatal: (error) => stopped.resolve(reportFailure(error, output)),
    onQuit: () => stopped.resolve(0),
    ...(process.env['HEARTH_DEBUG'] ? { log: (line: string) => output.say(line) } : {}),
  });
  const metrics = options.metricsPort === undefined ? null : await serveMetrics(options.metricsPort, (port) => host.broker.connectPage(port)).catch(async (error: unknown) => {
    await host.stop();
    throw error;
  });
  output.result({ address: host.address, ...(metrics ? { metricsAddress: metrics.address } : {}), dataFolder, logFile: host.logFile, pid: process.pid }, [
    `Hearth ${version}${options.practice || options.join !== undefined ? ' on the practice network: all money is test money' : ' without a network'}.`,
    ...(options.silentClient ? ['  ITS CLIENT IS SILENT: it takes results and pays for none; the node claims them'] : []),
    ...(options.trustingClient ? ['  ITS CLIENT IS TRUSTING: it pays for every result before it has it audited'] : []),
    ...(options.cheat === undefined ? [] : [`  CHEATS ON PURPOSE (${options.cheat}): its false receipts are not paid, and what can be proven costs its stake`]),
    `  Open   ${host.address}`,
    ...(options.practice ? [`  Window ${windowSeconds} s: a paid job is final one to two windows after its anchor`] : []),
    ...(listening === null ? [] : describeListening(listening).map((line, i) => `  ${i === 0 ? 'Listens' : '       '} ${line}`)),
    ...(metrics ? [`  Graphs ${metrics.address}`] : []),
    `  Data   ${dataFolder}`,
    '  Stop   Ctrl+C (running jobs are picked up again at the next start)',
  ].join('\n'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve(0));
  const code = await stopped.promise;
  output.say('Stopping…');
  await metrics?.close();
  await host.stop();
  return code;
}

/** The window is a program of its own; this one waits for it. */
function runWindow(electron: string, dataFolder: string): Promise<number> {
  const child = spawn(electron, [projectFolder, `--data=${dataFolder}`], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
