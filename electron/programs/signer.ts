import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodePrimitives } from '../services/primitives/nodePrimitives.ts';
import { parentPort } from '../services/ports/parentPort.ts';
import { readOrCreateKeys } from './signer/keyFile.ts';
import { openLedger } from './signer/ledger.ts';
import { serveSigner } from './signer/serveSigner.ts';

/** The signer program: holds this node's keys, signs what its policy allows, opens no socket. */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (!values.data) {
  process.stderr.write('signer: --data FOLDER is missing\n');
  process.exit(2);
}
const folder = join(values.data, 'node');

try {
  const keys = readOrCreateKeys(folder);
  const ledger = openLedger(join(folder, 'ledger.jsonl'));
  const server = serveSigner({ keys, ledger, primitives: nodePrimitives, nowMs: Date.now }, (error, where) => {
    const incident = randomUUID().slice(0, 8);
    process.stderr.write(`signer: incident ${incident} in ${where}: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return incident;
  });
  server.attach(parentPort());
} catch (error) {
  process.stderr.write(`signer: ${error instanceof Error ? error.message : 'cannot start'}\n`);
  process.exit(74);
}
