import { z } from 'zod';
import { bytes32Shape, safeUintShape, signatureShape, textShape, uint32Shape, weiShape } from '../shared/units.ts';
import { sayShape } from '../shared/sayShape.ts';
import { bundleShape } from './bundle.ts';
import { domainShape, jobOrderShape, receiptShape, voteShape, voucherShape } from './typedData.ts';

/** A receipt file larger than this is refused before it is parsed. */
export const receiptFileLimitBytes = 24 * 1024 * 1024;

/**
 * One job's whole path as a file that stands alone: order, receipt, evidence, and whatever of votes, voucher, anchor and
 * payment exists so far. Money is a decimal string.
 * @source docs/protocol/receipts.md section 2
 */
export const receiptFileShape = z.strictObject({
  format: z.literal('hearth-receipt/1'),
  /** "practice": test money. "local": made without a chain; unanchored. */
  network: z.string().max(60),
  domain: domainShape,
  order: jobOrderShape,
  orderSignature: signatureShape,
  receipt: receiptShape,
  receiptSignature: signatureShape,
  bundle: bundleShape,
  /** What the provider said it ran on; hashed into exec.runtimeId, never trusted. */
  runtime: z.record(textShape(40), z.union([textShape(200), z.number().int()])),
  votes: z.array(z.strictObject({ vote: voteShape, signature: signatureShape })).max(64),
  voucher: z.strictObject({ value: voucherShape, signature: signatureShape, index: uint32Shape, count: uint32Shape, proof: z.array(bytes32Shape).max(64) }).nullable(),
  anchor: z.strictObject({
    root: bytes32Shape, count: uint32Shape, index: uint32Shape, proof: z.array(bytes32Shape).max(64),
    batchIndex: safeUintShape, txHash: bytes32Shape, blockNumber: safeUintShape,
  }).nullable(),
  payment: z.strictObject({ txHash: bytes32Shape, blockNumber: safeUintShape, payoutWei: weiShape }).nullable(),
});
export type ReceiptFile = z.output<typeof receiptFileShape>;

export type ParsedReceipt = { readonly ok: true; readonly file: ReceiptFile } | { readonly ok: false; readonly code: 'receipt.malformed' | 'receipt.tooLarge'; readonly about: Record<string, unknown> };

/**
 * Untrusted bytes to a receipt file, or a refusal. Never throws; refuses duplicate keys and `__proto__`, which two parsers may read
 * differently.
 */
export function parseReceiptFile(bytes: Uint8Array): ParsedReceipt {
  if (bytes.length > receiptFileLimitBytes) {
    return { ok: false, code: 'receipt.tooLarge', about: { limitBytes: receiptFileLimitBytes, foundBytes: bytes.length } };
  }
  const refuse = (reason: string): ParsedReceipt => ({ ok: false, code: 'receipt.malformed', about: { reason: reason.slice(0, 300) } });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const raw: unknown = JSON.parse(text);
    const repeated = repeatedKey(text);
    if (repeated !== null) return refuse(`the key ${JSON.stringify(repeated.slice(0, 60))} stands twice in one object or is reserved`);
    const parsed = receiptFileShape.safeParse(raw);
    return parsed.success ? { ok: true, file: parsed.data } : refuse(sayShape(parsed.error));
  } catch (error) {
    return refuse(error instanceof SyntaxError || error instanceof TypeError ? 'not JSON in UTF-8' : 'unreadable');
  }
}

/** The JSON text of a receipt file, two-space indented. */
export const formatReceiptFile = (file: ReceiptFile): string => `${JSON.stringify(z.encode(receiptFileShape, file), null, 2)}\n`;

/**
 * First object key of already valid JSON that two readers may understand differently, or null: one that stands twice in its object, or
 * `__proto__`, which some readers drop. Linear in the text.
 */
export function repeatedKey(text: string): string | null {
  const stack: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{') stack.push(new Set());
    else if (c === '[') stack.push(null);
    else if (c === '}' || c === ']') stack.pop();
    else if (c === '"') {
      const start = i;
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++;
      let after = i + 1;
      while (text[after] === ' ' || text[after] === '\n' || text[after] === '\r' || text[after] === '\t') after++;
      const keys = stack.at(-1);
      if (text[after] !== ':' || !keys) continue;
      const key = JSON.parse(text.slice(start, i + 1)) as string;
      if (keys.has(key) || key === '__proto__') return key;
      keys.add(key);
    }
  }
  return null;
}
