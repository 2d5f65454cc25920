import { randomBytes } from 'node:crypto';
import { Wallet } from 'ethers/wallet';
import type { JobInput, JobRequest } from '../../electron/protocol/messages.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { signedJob } from '../unit/protocol/samples.ts';

export const sampleDomain = { name: 'Hearth' as const, version: '1' as const, chainId: 0x484541, verifyingContract: `0x${'ab'.repeat(20)}` };
export const sampleClient = { address: new Wallet(`0x${'41'.repeat(32)}`).address as Hex, privateKey: `0x${'41'.repeat(32)}` as Hex };
export const sampleNode = new Wallet(`0x${'42'.repeat(32)}`);
export const sampleApp = `0x${'43'.repeat(20)}`;

/** An order as the practice client signs it. */
export const sampleRequest = (modelId: string, input: JobInput, node: Wallet = sampleNode, classId = input.kind === 'classify' ? 10 : 1): JobRequest =>
  buildJobRequest(p, {
    domain: sampleDomain, client: sampleClient, app: sampleApp, provider: node.address, reservationId: `0x${'44'.repeat(32)}`, input,
    model: { modelId, kind: input.kind, name: 'sample', classId, priceInWei: 3n, priceOutWei: 5n, maxContext: 512 },
    deliveryKey: `0x${'45'.repeat(32)}`, nowSeconds: Math.floor(Date.now() / 1000), randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });

const { receipt: sampleReceipt } = signedJob('sample');
/** What paying needs of a receipt file; a classification of one item. */
export function sampleFile(index: number): { file: ReceiptFile; receiptHash: string; orderHash: string } {
  const hash = (kind: number): string => `0x${kind.toString(16).padStart(2, '0')}${index.toString(16).padStart(62, '0')}`;
  const request = sampleRequest(`0x${'46'.repeat(32)}`, { kind: 'classify', dtype: 2, dims: [1, 1], body: '0x00' });
  const file = { domain: sampleDomain, order: { ...request.order, jobId: hash(1) }, receipt: { ...sampleReceipt, io: { ...sampleReceipt.io, unitsIn: 1, unitsOut: 1 } } } as unknown as ReceiptFile;
  return { file, receiptHash: hash(2), orderHash: hash(3) };
}
