import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../../../electron/protocol/bytes.ts';
import type { VoucherRequest } from '../../../../electron/protocol/messages.ts';
import { isSignedBy } from '../../../../electron/protocol/signature.ts';
import { treeTag, verifyMerkleProof } from '../../../../electron/protocol/tree.ts';
import { signingDigest } from '../../../../electron/protocol/typedData.ts';
import { openPracticeStore, type PracticeStore } from '../../../../electron/services/practice/practiceStore.ts';
import { createVoucherLines } from '../../../../electron/services/practice/voucherLines.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { sampleClient, sampleDomain, sampleFile } from '../../../support/practiceSamples.ts';

let folder: string;
let store: PracticeStore;
const ending = new AbortController();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-lines-'));
  store = openPracticeStore(join(folder, 'practice.sqlite'));
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});
const open = (deliver: (request: VoucherRequest) => Promise<void>) =>
  createVoucherLines({ p, store, clientKey: sampleClient.privateKey, nowMs: Date.now, deliver, pauseMs: { first: 1, longest: 4 } }, ending.signal);
const accept = (lines: ReturnType<typeof open>, index: number): void => {
  const { file, receiptHash, orderHash } = sampleFile(index);
  lines.accept(file, receiptHash, orderHash, []);
};
const until = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; !holds(); i++) {
    if (i > 400) throw new Error('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('voucher lines', () => {
  it('pay each receipt once, in order, with a proof a node can check', async () => {
    const heard: VoucherRequest[] = [];
    const lines = open(async (request) => void heard.push(request));
    for (let i = 0; i < 9; i++) accept(lines, i);
    for (let i = 0; i < 9; i++) accept(lines, i);
    await until(() => heard.length === 9);
    heard.forEach(({ voucher, signature, index, proof }, i) => {
      expect(voucher).toMatchObject({ count: i + 1, cumulativeWei: 8n * BigInt(i + 1) });
      expect(isSignedBy(signingDigest(sampleDomain, 'Voucher', voucher), signature, sampleClient.address)).toBe(true);
      const claim = { tag: treeTag.voucherReceipt, count: voucher.count, index, leaf: fromHex(sampleFile(i).receiptHash), proof: proof.map(fromHex), root: fromHex(voucher.receiptsRoot) };
      expect(verifyMerkleProof(p, claim)).toBe(true);
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.length).toBe(9);
    expect(lines.promised(sampleDomain, heard[0]!.voucher.provider)).toMatchObject([{ wei: 72n }]);
  });

  it('keep a voucher on disk before it is sent, and resend it until it is acknowledged', async () => {
    let refusals = 0;
    const seen: number[] = [];
    const lines = open(async ({ voucher, jobId }) => {
      expect(store.nextVoucher([sampleDomain.chainId, sampleDomain.verifyingContract, voucher.client, voucher.provider, voucher.app, voucher.modelId].join(':').toLowerCase())?.jobId).toBe(jobId);
      seen.push(voucher.count);
      if (refusals++ < 3) throw new HearthError('network.unreachable', { address: 'x', reason: 'gone' });
    });
    accept(lines, 0);
    accept(lines, 1);
    await until(() => store.waitingLines().length === 0);
    expect(seen).toEqual([1, 1, 1, 1, 2]);
  });

  it('go on where an earlier run stopped', async () => {
    accept(open(() => new Promise(() => {})), 0);
    const heard: number[] = [];
    const later = open(async ({ voucher }) => void heard.push(voucher.count));
    later.resume();
    accept(later, 1);
    accept(later, 0);
    await until(() => heard.length === 2);
    expect(heard).toEqual([1, 2]);
  });

  it('refuse a second practice network on the same folder', () => {
    expect(() => openPracticeStore(join(folder, 'practice.sqlite'))).toThrow(expect.objectContaining({ code: 'storage.locked' }));
  });
});
