import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wordsOfFailure } from '../../renderer/strings/errors.ts';
import { wordsOfReason } from '../../renderer/strings/reasons.ts';
import { createNodeFork } from '../services/broker/nodeFork.ts';
import { parentPort } from '../services/ports/parentPort.ts';
import { serveBridge } from '../shared/bridgeKit.ts';
import { devnetBridge } from '../shared/devnetBridge.ts';
import { HearthError, isHearthError } from '../shared/errors.ts';
import { defaultListening, listeningShape } from '../shared/listening.ts';
import { keyFoldersOf } from './shell/dataFolder.ts';
import { startDevnet, type Devnet, type PracticeState } from './devnet/startDevnet.ts';

/**
 * The practice network as a program: a child of the host, or on its own with --standalone. Ends with its chain and its worker when it is
 * asked to (SIGTERM, SIGINT, the bridge's stop) and when its parent is gone.
 */
const programs = fileURLToPath(new URL('.', import.meta.url));
const standalone = process.argv.includes('--standalone');
const log = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' }, rate: { type: 'string', default: '12' }, 'block-time': { type: 'string', default: '1' }, window: { type: 'string', default: '5' },
        models: { type: 'string', default: join(programs, '..', '..', 'assets', 'models') }, standalone: { type: 'boolean', default: false },
        /** Who may reach it, as JSON (shared/listening.ts), where that is more than this machine. */
        listening: { type: 'string' },
        /** The client takes every result and sends no voucher, so that a node's forced claim can be watched. */
        'silent-client': { type: 'boolean', default: false },
        /** The client pays for every result before it has it audited, so that a refund can be watched. */
        'trusting-client': { type: 'boolean', default: false },
      },
    });
    const number = (name: 'rate' | 'block-time' | 'window', least: number, most: number): number => {
      const value = Number(values[name]);
      if (!(value >= least && value <= most)) throw new TypeError(`--${name} takes a number from ${least} to ${most}`);
      return value;
    };
    if (!values.data) throw new TypeError('--data FOLDER is missing');
    return { folder: resolve(values.data), modelsFolder: resolve(values.models), jobsPerMinute: number('rate', 0, 600), blockSeconds: Math.round(number('block-time', 1, 60)), windowSeconds: Math.round(number('window', 1, 86_400)), isClientSilent: values['silent-client'], isClientTrusting: values['trusting-client'], listening: values.listening === undefined ? defaultListening : listeningShape.parse(JSON.parse(values.listening)) };
  } catch (error) {
    log(`devnet: ${error instanceof Error ? error.message : 'wrong usage'}`);
    process.exit(2);
  }
}

const options = readOptions();
let running: Devnet | null = null;
let stopping: Promise<never> | null = null;

function shutDown(code: number): Promise<never> {
  return (stopping ??= (async () => {
    // Whatever hangs: the program ends. Its chain is killed by the exit hook, its worker by the closed channel.
    setTimeout(() => process.exit(code), 7000).unref();
    await starting.catch(() => null);
    await running?.stop();
    process.exit(code);
  })());
}
process.on('SIGTERM', () => void shutDown(0));
process.on('SIGINT', () => void shutDown(0));
process.on('uncaughtException', (error) => {
  log(`devnet uncaught: ${(error.stack ?? error.message).replaceAll('\n', ' | ').slice(0, 2000)}`);
  void shutDown(70);
});

let onState: (state: PracticeState) => void = () => {};
const starting: Promise<Devnet> = startDevnet({
  ...options,
  fork: createNodeFork(programs, import.meta.filename.endsWith('.ts') ? 'ts' : 'js', log, keyFoldersOf(dirname(options.folder))),
  log,
  onState: (state) => onState(state),
  onEvent: (event) => {
    if (!standalone || event.kind === 'reply' || event.kind === 'excluded') return;
    const job = event.jobId.slice(0, 10);
    log(event.kind === 'sent' ? `${job} ${event.task} sent` : `${job} ${event.end}${event.reason ? `: ${wordsOfReason(event.reason)}` : ''}`);
  },
  onFatal: (error) => {
    log(`devnet: ${error instanceof Error ? error.message : 'failed'}`);
    void shutDown(1);
  },
}).then((devnet) => (running = devnet));

if (standalone) {
  starting.then(
    (devnet) => {
      log(`Practice network. All money here is TEST MONEY.
  chain      ${devnet.rpcUrl}
  window     ${devnet.windowSeconds} s
  client     ${devnet.clientAddresses.join('\n             ')}
  join with  ${devnet.practiceFile}`);
    },
    (error: unknown) => {
      const words = isHearthError(error) ? wordsOfFailure(error.toFailure()) : null;
      log(words ? `hearth: ${words.what} ${words.next}` : `devnet: ${error instanceof Error ? error.message : 'cannot start'}`);
      process.exit(1);
    },
  );
} else {
  const server = serveBridge(devnetBridge, {
    async waitForReady() {
      try {
        return { practiceFile: (await starting).practiceFile };
      } catch (error) {
        if (isHearthError(error, 'chain.toolMissing')) throw error;
        throw new HearthError('devnet.failed', { reason: error instanceof Error ? error.message.slice(0, 300) : 'unknown' }, error);
      }
    },
    async setRate({ jobsPerMinute }) {
      (await starting).setRate(jobsPerMinute);
      return {};
    },
    async sendJobs({ jobs }) {
      (await starting).sendJobs(jobs);
      return {};
    },
    stop() {
      setTimeout(() => void shutDown(0), 10);
      return {};
    },
  }, (error, where) => {
    log(`devnet ${where}: ${error instanceof Error ? error.message : 'unknown'}`);
    return `devnet-${process.pid}`;
  });
  onState = (state) => server.publish('practice', state);
  const port = parentPort();
  port.onClose(() => void shutDown(0));
  server.attach(port);
  starting.catch((error: unknown) => {
    log(`devnet: ${error instanceof Error ? error.message : 'cannot start'}`);
    // Without the chain's program a new start helps nobody: stay, and say so to whoever asks. Otherwise end and be started again.
    if (!isHearthError(error, 'chain.toolMissing')) setTimeout(() => void shutDown(1), 500);
  });
}
