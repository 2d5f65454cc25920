import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startWatchdog } from '../../electron/services/inference/watchdog.ts';
import { startRealSigner } from '../support/realSigner.ts';
import { domain as sampleDomain } from '../unit/protocol/samples.ts';
import { runFuzz } from './runFuzz.ts';
import { fuzzSigner } from './signerMessages.ts';

const usage = `Fuzzes the parsers of receipts, orders and messages, ONNX files and manifests, what peers and network files say, and the signer process.

  npm run fuzz -- --cases 100000 [--seed N] [--only NAME] [--from INDEX]
    NAME: parseReceipt parseOrder onnx manifest announcement book reach networkFile modelList stream
  npm run fuzz -- --only signer --cases 100000 [--seed N]   messages to a real signer: no crash, no signature

Prints the report as JSON. Exit status: 0 nothing found, 1 something was, 2 wrong usage. A hang or more than 2 GiB of memory ends the process.
`;

async function main(): Promise<number> {
  let options;
  try {
    options = parseArgs({ options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string' }, only: { type: 'string' }, from: { type: 'string', default: '0' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stderr.write(usage);
    return 0;
  }
  const [cases, seed, from] = [Number(options.cases), options.seed === undefined ? randomInt(2 ** 31) : Number(options.seed), Number(options.from)];
  if (![cases, seed, from].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    process.stderr.write(usage);
    return 2;
  }
  process.stderr.write(`seed ${seed}\n`);
  if (options.only === 'signer') return fuzzSignerProcess(cases, seed);
  // Ten milliseconds a case on average is far more than any needs; a hang in one of them ends here.
  const report = await startWatchdog().during({ timeMs: 60_000 + cases * 10, memoryBytes: 2 * 2 ** 30 }, () =>
    runFuzz({ cases, seed, from, ...(options.only === undefined ? {} : { only: options.only }), onProgress: (done) => done % 10_000 === 0 && process.stderr.write(`${done} of ${cases}\n`) }));
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return report.findings.length > 0 ? 1 : 0;
}

/** A signer with a wallet that is open: whatever a signature needs is there, but the owner's yes. */
async function fuzzSignerProcess(cases: number, seed: number): Promise<number> {
  const signer = startRealSigner();
  try {
    const domain = { ...sampleDomain, chainId: 0x484541 };
    const network = { domain, stakeManager: `0x${'b'.repeat(40)}`, practice: true, operator: `0x${'d'.repeat(40)}`, contracts: { HearthToken: `0x${'a'.repeat(40)}`, StakeManager: `0x${'b'.repeat(40)}`, JobEscrow: domain.verifyingContract } };
    await signer.provider.ask('setNetwork', network);
    const draft = await signer.owner.ask('beginCreate', { words: 12, passphrase: 'correct horse battery staple', name: 'Fuzz' });
    await signer.owner.ask('finishCreate', { draftId: draft.draftId, words: null });
    const report = await Promise.race([
      fuzzSigner(signer, network, { cases, seed, onProgress: (done) => done % 10_000 === 0 && process.stderr.write(`${done} of ${cases}\n`) }),
      signer.gone.then((how): never => { throw new Error(`the signer ended: ${how}\n${signer.lines.slice(-5).join('\n')}`); }),
    ]);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.alive && report.ledgersUnchanged && report.signatures.length === 0 ? 0 : 1;
  } finally {
    await signer.stop();
  }
}

process.exitCode = await main();
