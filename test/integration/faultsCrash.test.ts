import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { receiptPriceWei } from '../../electron/protocol/pricing.ts';
import { domainShape, jobOrderShape, receiptShape, signingDigest, type Receipt } from '../../electron/protocol/typedData.ts';
import { isVerified, verifyReceiptFile, zeroHash } from '../../electron/protocol/verify.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { BridgeClient } from '../../electron/shared/bridgeKit.ts';
import type { SignerBridge } from '../../electron/shared/signerBridge.ts';
import type { Wallet } from 'ethers/wallet';
import { startRealSigner } from '../support/realSigner.ts';
import { sampleClient, sampleDomain, sampleRequest } from '../support/practiceSamples.ts';
import { newFolder, startHearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type LedgerLine = { jobId: string; receiptHash: string; seq: number };
const readLedger = (dataFolder: string): LedgerLine[] =>
  readFileSync(join(dataFolder, 'node', 'ledger.jsonl'), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as LedgerLine);

describe('a provider that is killed', () => {
  const jobsEach = 3;
  it.each([
    [['admitted', 'started', 'signing', 'signed']],
    [['delivered', 'acknowledged', 'batched', 'anchored']],
  ])('after %s: every job settles once, nothing is signed or paid twice', async (events) => {
    const dataFolder = newFolder('crash');
    const hearth = await startHearth({ dataFolder, crashAfter: events });
    let stopped = false;
    const stop = async (): Promise<void> => {
      if (!stopped) await hearth.stop();
      stopped = true;
    };
    ends.push(() => rmSync(dataFolder, { recursive: true, force: true }), stop);
    const deaths = (): number => hearth.lines.filter((line) => line.startsWith('provider ended (SIGKILL)')).length;
    await hearth.waitUntilReady();
    const jobs = jobsEach * events.length;
    for (const [index, event] of events.entries()) {
      await hearth.host.broker.sendJobs(jobsEach);
      await until(`it dies after ${event}`, () => deaths() > index);
    }
    const settled = await until(`${jobs} jobs are settled`, async () => {
      const found = (await hearth.ask('readJobs', { stage: 'settled' }).catch(() => null))?.jobs;
      return found?.length === jobs && found;
    }, 150_000);
    expect(deaths()).toBe(events.length);
    expect((await hearth.ask('readJobs', {})).total).toBe(jobs);

    // What was signed: one receipt per job, one chain.
    const ledger = readLedger(dataFolder);
    expect(ledger.map(({ seq }) => seq)).toEqual(settled.map((_, index) => index));
    expect(new Set(ledger.map(({ jobId }) => jobId))).toEqual(new Set(settled.map(({ jobId }) => jobId)));
    let prev: string = zeroHash;
    let earnedWei = 0n;
    for (const { jobId, receiptHash } of ledger) {
      const { text } = await hearth.ask('exportReceipt', { jobId });
      const parsed = parseReceiptFile(Buffer.from(text));
      if (!parsed.ok) throw new Error(parsed.code);
      const verified = verifyReceiptFile(p, parsed.file);
      expect(isVerified([...verified.checks])).toBe(true);
      expect(verified.receiptHash).toBe(receiptHash);
      expect(parsed.file.receipt.prev).toBe(prev);
      prev = receiptHash;
      earnedWei += receiptPriceWei(parsed.file.order, parsed.file.receipt.io);
    }

    // What was paid: exactly that, by the chain's own books.
    const chain = await hearth.openChain();
    const node = hearth.seen.network!.nodeAddress!;
    const record = await chain.readNode(node);
    if (!record.bound) throw new Error('the node is not bound');
    const receivedWei = settled.reduce((sum, { payoutWei }) => sum + payoutWei!, 0n);
    expect((await chain.readBalance(record.payout)).coinWei).toBe(receivedWei);
    expect(receivedWei < earnedWei && receivedWei > (earnedWei * 7n) / 10n).toBe(true);
    expect(await chain.readLedger(node)).toMatchObject({ anchoredCount: jobs, settledCount: jobs, anchoredWei: earnedWei, settledWei: earnedWei });
    await until('earnings agree', () => hearth.seen.earnings?.totalWei === receivedWei && hearth.seen.earnings.totalJobs === jobs);

    // What the client thinks: each job paid by one voucher, and in all what the chain moved.
    await stop();
    const client = new Database(join(dataFolder, 'practice', 'practice.sqlite'), { readonly: true });
    ends.push(() => client.close());
    const rows = client.prepare<[], { state: string }>('SELECT state FROM jobs').all();
    expect(rows).toHaveLength(jobs);
    // The node's word that it has the last voucher may still be on its way.
    for (const { state } of rows) expect(['accepted', 'acknowledged']).toContain(state);
    const lines = client.prepare<[], { cumulativeWei: string }>('SELECT cumulativeWei, MAX(place) FROM leaves GROUP BY line').all();
    expect(lines.reduce((sum, { cumulativeWei }) => sum + BigInt(cumulativeWei), 0n)).toBe(earnedWei);
  }, 600_000);
});

describe('a signer that is killed', () => {
  async function startSigner(dataFolder: string, ...args: string[]): Promise<{ bridge: BridgeClient<SignerBridge>; gone: Promise<string>; kill(): Promise<void> }> {
    const { provider: bridge, gone, kill } = startRealSigner({ folder: dataFolder, args });
    ends.push(kill);
    await bridge.ask('setNetwork', { domain: z.encode(domainShape, sampleDomain), stakeManager: sampleDomain.verifyingContract, practice: true, operator: null });
    return { bridge, gone, kill };
  }
  const modelId = `0x${'46'.repeat(32)}`;
  const hash = (): string => `0x${randomBytes(32).toString('hex')}`;

  it('between commitment and signature signs the same receipt after it, and never a second one', async () => {
    const dataFolder = newFolder('signer');
    ends.push(() => rmSync(dataFolder, { recursive: true, force: true }));
    const first = await startSigner(dataFolder, '--crash-after-append');
    const { node, epoch } = await first.bridge.ask('readAccounts', {});
    const request = sampleRequest(modelId, { kind: 'classify', dtype: 2, dims: [1, 1], body: '0x00' }, { address: node } as Wallet);
    const { seq, prev } = await first.bridge.ask('readSequence', {});
    const receipt: Receipt = {
      orderHash: signingDigest(sampleDomain, 'JobOrder', request.order),
      exec: { modelId, planRoot: hash(), runtimeId: hash(), classId: 1 },
      io: { inputRoot: request.order.inputRoot, outputRoot: hash(), seedHash: hash(), unitsIn: 1, unitsOut: 1, stopReason: 0 },
      trace: { rowRoot: hash(), sketchRoot: hash(), tapRoot: hash() },
      meter: { startedAtMs: 1, finishedAtMs: 2, queueMs: 0, firstUnitMs: 1, computeMs: 1 },
      provider: node, epoch, seq, prev, bundleHash: hash(),
    };
    const ask = (value: Receipt) => ({ order: z.encode(jobOrderShape, request.order), orderSignature: request.orderSignature, receipt: z.encode(receiptShape, value) });

    await expect(first.bridge.ask('signReceipt', ask(receipt))).rejects.toMatchObject({ code: 'bridge.closed' });
    expect(await first.gone).toBe('SIGKILL');
    const committed = readLedger(dataFolder);
    expect(committed).toMatchObject([{ jobId: request.order.jobId, seq: 0 }]);

    const second = await startSigner(dataFolder);
    expect((await second.bridge.ask('readAccounts', {})).node).toBe(node);
    expect(await second.bridge.ask('readSequence', {})).toEqual({ seq: 1, prev: committed[0]!.receiptHash });
    const signed = await second.bridge.ask('signReceipt', ask(receipt));
    expect(signed.receiptHash).toBe(committed[0]!.receiptHash);
    expect((await second.bridge.ask('signReceipt', ask(receipt))).signature).toBe(signed.signature);
    const other = { ...receipt, io: { ...receipt.io, outputRoot: hash() } };
    for (const value of [other, { ...other, seq: 1, prev: signed.receiptHash }]) {
      await expect(second.bridge.ask('signReceipt', ask(value))).rejects.toMatchObject({ code: 'signer.secondCommitment', about: { jobId: request.order.jobId, signed: signed.receiptHash } });
    }
    expect(readLedger(dataFolder)).toEqual(committed);
  });

  it('while a ledger line was written cuts the half line off, and a damaged ledger is not signed on', async () => {
    const dataFolder = newFolder('signer');
    ends.push(() => rmSync(dataFolder, { recursive: true, force: true }));
    const path = join(dataFolder, 'node', 'ledger.jsonl');
    mkdirSync(join(dataFolder, 'node'), { recursive: true });
    const { bridge, kill } = await startSigner(dataFolder);
    const { node } = await bridge.ask('readAccounts', {});
    expect(node).not.toBe(sampleClient.address);
    await kill();
    writeFileSync(path, '{"jobId":"0x12');
    const again = await startSigner(dataFolder);
    expect(await again.bridge.ask('readSequence', {})).toEqual({ seq: 0, prev: zeroHash });
    await again.kill();
    expect(readFileSync(path, 'utf8')).toBe('');
    writeFileSync(path, '{"jobId":"0x12"}\n');
    await expect(startSigner(dataFolder)).rejects.toMatchObject({ code: 'bridge.closed' });
    expect(readFileSync(path, 'utf8')).toBe('{"jobId":"0x12"}\n');
  });
});
