import { parseArgs } from 'node:util';
import { restartCodes } from '../services/broker/restartCodes.ts';
import { parentPort } from '../services/ports/parentPort.ts';
import { cheatKinds } from '../services/jobs/cheat.ts';
import { HearthError } from '../shared/errors.ts';
import { failureCodes, isPassing } from '../shared/failureCodes.ts';
import { listeningShape } from '../shared/listening.ts';
import { startProvider } from './provider/startProvider.ts';

/** The provider program: owns every state and every decision. Started by the host or by Electron's main. */
const { values } = parseArgs({
  options: {
    'data': { type: 'string' }, 'models': { type: 'string', multiple: true, default: [] }, 'network': { type: 'string', default: 'practice' },
    'version': { type: 'string', default: '0.0.0' }, 'polling-ms': { type: 'string', default: '1000' }, 'anchor-every-ms': { type: 'string', default: '2000' },
    /** Instead of a practice network of one's own: the practice.json of another's. */
    'join': { type: 'string' },
    /** Peers to ask first which nodes there are. */
    'peer': { type: 'string', multiple: true, default: [] },
    /** Practice network only: a way to cheat (services/jobs/cheat.ts). */
    'cheat': { type: 'string' },
    /** For tests: seconds of silence after which a worker counts as hung. */
    'patience': { type: 'string' },
    /** Kept: a start without it does as the last one with it. */
    'threads': { type: 'string' },
    /** Who may reach it, as JSON (shared/listening.ts). Kept, like the threads. */
    'listening': { type: 'string' },
    /** Devices are tested and measured only when the owner asks. */
    'no-self-test': { type: 'boolean', default: false },
    /** Patience with a client that sends no voucher, after its order's deadline; 10 minutes. */
    'claim-after-ms': { type: 'string', default: '600000' },
    /** For tests of crash safety: dies like power loss right after this event is in the journal. */
    'crash-after': { type: 'string' },
  },
});
const log = (line: string): void => void process.stderr.write(`${line}\n`);
if (!values.data) {
  log('--data FOLDER is missing');
  process.exit(2);
}

if (values.cheat !== undefined && !cheatKinds.some((kind) => kind === values.cheat)) {
  log(`--cheat takes one of ${cheatKinds.join(', ')}`);
  process.exit(2);
}

/** As long as the broker waits, and a little less. */
const endMs = 7000;
const stop = new AbortController();
const port = parentPort();
let provider: Awaited<ReturnType<typeof startProvider>> | null = null;
let isEnding = false;
const end = async (code = 0): Promise<void> => {
  if (isEnding) return;
  isEnding = true;
  // Whatever hangs: the program ends, also where no parent is left to end it.
  setTimeout(() => process.exit(code), endMs).unref();
  await provider?.leave();
  stop.abort();
  await provider?.close();
  process.exit(code);
};
// Also before it has started: a provider whose parent is gone would hold the data folder, and wait for an answer for ever.
port.onClose(() => void end());
try {
  provider = await startProvider(port, {
    dataFolder: values.data, modelFolders: values.models, network: values.network === 'none' ? 'none' : 'practice', version: values.version,
    pollingMs: Number(values['polling-ms']), anchorEveryMs: Number(values['anchor-every-ms']), threads: values.threads === undefined ? null : Number(values.threads), listening: values.listening === undefined ? null : listeningShape.parse(JSON.parse(values.listening)), restart: (kind) => void end(restartCodes[kind]), claimAfterMs: Number(values['claim-after-ms']), join: values.join ?? null, peers: values.peer, cheat: cheatKinds.find((kind) => kind === values.cheat) ?? null, isSelfTesting: !values['no-self-test'], ...(values.patience === undefined ? {} : { patienceSeconds: Number(values.patience) }), log,
    onAppended: (kind) => {
      if (kind === values['crash-after']) process.kill(process.pid, 'SIGKILL');
    },
  }, stop.signal);
  process.once('SIGTERM', () => void end());
} catch (error) {
  log(error instanceof HearthError ? JSON.stringify(error.toFailure()) : error instanceof Error ? (error.stack ?? error.message) : 'cannot start');
  const isLasting = error instanceof HearthError && !isPassing(error, process.platform) && (!error.retry || error.code === 'storage.locked');
  process.exit(isLasting ? failureCodes.lasting : failureCodes.passing);
}
