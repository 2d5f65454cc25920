import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startWatchdog } from '../../electron/services/inference/watchdog.ts';
import { runFuzz } from './runFuzz.ts';

const usage = `Fuzzes the parsers of receipts, orders and messages, ONNX files and manifests.

  npm run fuzz -- --cases 100000 [--seed N] [--only parseReceipt|parseOrder|onnx|manifest] [--from INDEX]

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
  // Ten milliseconds a case on average is far more than any needs; a hang in one of them ends here.
  const report = await startWatchdog().during({ timeMs: 60_000 + cases * 10, memoryBytes: 2 * 2 ** 30 }, () =>
    runFuzz({ cases, seed, from, ...(options.only === undefined ? {} : { only: options.only }), onProgress: (done) => done % 10_000 === 0 && process.stderr.write(`${done} of ${cases}\n`) }));
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return report.findings.length > 0 ? 1 : 0;
}

process.exitCode = await main();
