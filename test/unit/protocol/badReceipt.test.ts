import { Wallet } from 'ethers/wallet';
import { describe, expect, it } from 'vitest';
import { parseReceiptFile, type ReceiptFile } from '../../../electron/protocol/receiptFile.ts';
import { verifyReceiptFile } from '../../../electron/protocol/verify.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { node, realReceipts, signedJob } from './samples.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const generated = realReceipts.find(({ name }) => name === 'receiptGenerate')!;
const failedOf = (file: ReceiptFile): readonly string[] => verifyReceiptFile(p, file).checks.filter(({ state }) => state === 'failed').map(({ name }) => name);

/** How long the work took and how much the process grew, beyond what it was given. */
function measured<T>(work: () => T): { readonly value: T; readonly ms: number; readonly grownBytes: number } {
  const before = process.memoryUsage();
  const startedMs = performance.now();
  const value = work();
  const after = process.memoryUsage();
  return { value, ms: performance.now() - startedMs, grownBytes: after.heapUsed + after.arrayBuffers + after.external - before.heapUsed - before.arrayBuffers - before.external };
}

describe('a bad receipt', () => {
  it.each([
    ['random bytes', () => Uint8Array.from({ length: 10_000 }, (_, i) => (i * 167 + (i >> 3)) & 255), 'receipt.malformed'],
    ['a hundred megabytes', () => new Uint8Array(100_000_000), 'receipt.tooLarge'],
    ['a hundred megabytes of open brackets', () => new Uint8Array(100_000_000).fill(0x5b), 'receipt.tooLarge'],
    ['a key that stands twice', () => encode(generated.text.replace('"network"', '"network": "practice", "network"')), 'receipt.malformed'],
    ['a huge count', () => encode(generated.text.replace(/"unitsOut": \d+/, '"unitsOut": 1e300')), 'receipt.malformed'],
    ['a count beyond its width', () => encode(generated.text.replace(/"unitsOut": \d+/, '"unitsOut": 4294967296')), 'receipt.malformed'],
    ['a number that is none', () => encode(generated.text.replace(/"unitsOut": \d+/, '"unitsOut": NaN')), 'receipt.malformed'],
    ['more votes than a committee has', () => encode(JSON.stringify({ ...(JSON.parse(generated.text) as object), votes: new Array(65).fill((JSON.parse(generated.text) as ReceiptFile).votes[0] ?? {}) })), 'receipt.malformed'],
  ])('is refused with its code, in milliseconds and without memory: %s', (_name, make, code) => {
    const bytes = make();
    const { value, ms, grownBytes } = measured(() => parseReceiptFile(bytes));
    expect(value).toMatchObject({ ok: false, code });
    expect(ms).toBeLessThan(500);
    expect(grownBytes).toBeLessThan(32 * 2 ** 20);
  });

  it('fails by the name of the check when its chain is another one', () => {
    const file = { ...generated.file, domain: { ...generated.file.domain, chainId: generated.file.domain.chainId + 1 } };
    expect(failedOf(file).some((name) => /signature/i.test(name))).toBe(true);
  });

  it('fails when a sketch holds a number that is none', () => {
    const { bundle } = generated.file;
    if (bundle.kind !== 'generate') throw new Error('another sample');
    const nan = `${bundle.sketches[0]!.slice(0, 2)}${'0000c07f'}${bundle.sketches[0]!.slice(10)}` as `0x${string}`;
    expect(failedOf({ ...generated.file, bundle: { ...bundle, sketches: [nan, ...bundle.sketches.slice(1)] } }).length).toBeGreaterThan(0);
  });

  it('fails when it is signed in another scheme: as a personal message, in 64 bytes, with v of 0', async () => {
    const job = signedJob('other scheme');
    expect(failedOf(job.file)).toEqual([]);
    const personal = await new Wallet(node.key).signMessage(job.receiptHash);
    const failed = failedOf({ ...job.file, receiptSignature: personal as `0x${string}` });
    expect(failed.length).toBe(1);
    for (const change of [(s: string) => s.slice(0, -2), (s: string) => `${s.slice(0, -2)}00`, () => `0x${'00'.repeat(65)}`, () => `0x${'11'.repeat(96)}`, () => '0x']) {
      const signature = change(job.file.receiptSignature) as `0x${string}`;
      const text = JSON.stringify(JSON.parse(generated.text), (key, value: unknown) => (key === 'receiptSignature' ? signature : value));
      const parsed = parseReceiptFile(encode(text));
      if (parsed.ok) expect(failedOf(parsed.file).length).toBeGreaterThan(0);
      else expect(parsed.code).toBe('receipt.malformed');
    }
  });
});
