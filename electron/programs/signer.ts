import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parentPort } from '../services/ports/parentPort.ts';
import { HearthError } from '../shared/errors.ts';
import { failureCodes, isPassing } from '../shared/failureCodes.ts';
import { fileReasonShape } from '../shared/walletBridge.ts';
import { keepFromDumps } from './signer/keepFromDumps.ts';
import { startSigner } from './signer/startSigner.ts';

/** The signer program: holds this node's keys and the owner's wallet, signs what its policy allows, opens no socket. */
const { values } = parseArgs({
  options: {
    'data': { type: 'string' },
    /** safeStorage: the shell sends the wrapping key first; nothing is served before. */
    'protection': { type: 'string', default: 'file' },
    /** Why it is not, for the owner to read. */
    'file-reason': { type: 'string', default: 'noWindow' },
    /** For tests of crash safety: dies like power loss between the commitment in the ledger and its signature. */
    'crash-after-append': { type: 'boolean', default: false },
  },
});
if (!values.data) {
  process.stderr.write('signer: --data FOLDER is missing\n');
  process.exit(2);
}

// Node gives every program these. The built signer has no network module; from source this is what can be taken away.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

keepFromDumps();

/** One line that names the code: the host tells it to the person. */
const giveUp = (error: unknown): never => {
  process.stderr.write(`${error instanceof HearthError ? JSON.stringify(error.toFailure()) : error instanceof Error ? error.message : 'cannot start'}\n`);
  process.exit(isPassing(error, process.platform) ? failureCodes.passing : failureCodes.lasting);
};

try {
  startSigner(parentPort(), {
    fileReason: fileReasonShape.catch('noWindow').parse(values['file-reason']),
    dataFolder: values.data, protection: values.protection === 'safeStorage' ? 'safeStorage' : 'file', crashAfterAppend: values['crash-after-append'], onFatal: giveUp,
    // Never the value that was asked with: it may hold a secret.
    onInternal(error, where) {
      const incident = randomUUID().slice(0, 8);
      process.stderr.write(`signer: incident ${incident} in ${where}: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}\n`);
      return incident;
    },
  });
} catch (error) {
  giveUp(error);
}
