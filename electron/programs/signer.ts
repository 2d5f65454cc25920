import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodePrimitives } from '../services/primitives/nodePrimitives.ts';
import { parentPort } from '../services/ports/parentPort.ts';
import { HearthError } from '../shared/errors.ts';
import { readOrCreateKeys } from './signer/keyFile.ts';
import { openLedger, type Ledger } from './signer/ledger.ts';
import { serveSigner } from './signer/serveSigner.ts';

/** The signer program: holds this node's keys, signs what its policy allows, opens no socket. */
const { values } = parseArgs({
  options: {
    'data': { type: 'string' },
    /** For tests of crash safety: dies like power loss between the commitment in the ledger and its signature. */
    'crash-after-append': { type: 'boolean', default: false },
  },
});
if (!values.data) {
  process.stderr.write('signer: --data FOLDER is missing\n');
  process.exit(2);
}
const folder = join(values.data, 'node');

try {
  const keys = readOrCreateKeys(folder);
  const opened = openLedger(join(folder, 'ledger.jsonl'));
  const ledger: Ledger = {
    ...opened,
    append(entry) {
      opened.append(entry);
      if (values['crash-after-append']) process.kill(process.pid, 'SIGKILL');
    },
  };
  const server = serveSigner({ keys, ledger, primitives: nodePrimitives, nowMs: Date.now }, (error, where) => {
    const incident = randomUUID().slice(0, 8);
    process.stderr.write(`signer: incident ${incident} in ${where}: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return incident;
  });
  server.attach(parentPort());
} catch (error) {
  // One line that names the code: the host tells it to the person.
  process.stderr.write(`${error instanceof HearthError ? JSON.stringify(error.toFailure()) : error instanceof Error ? error.message : 'cannot start'}\n`);
  process.exit(74);
}
