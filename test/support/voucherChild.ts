// Accepts receipts as fast as the disk allows and says each one out loud; killed from outside at any moment.
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { createVoucherLines } from '../../electron/services/practice/voucherLines.ts';
import { sampleClient, sampleFile } from './practiceSamples.ts';

const store = openPracticeStore(process.argv[2]!);
const lines = createVoucherLines({
  p, store, clientKey: sampleClient.privateKey, nowMs: Date.now,
  deliver: async (request) => void process.stdout.write(`delivered ${request.voucher.count} ${request.voucher.cumulativeWei}\n`),
}, new AbortController().signal);
lines.resume();
for (let index = 0; index < 100_000; index++) {
  const { file, receiptHash, orderHash } = sampleFile(index);
  lines.accept(file, receiptHash, orderHash, []);
  await new Promise((resolve) => setImmediate(resolve));
}
