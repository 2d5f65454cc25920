import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jobOrderShape, receiptShape, signingDigest } from '../../electron/protocol/typedData.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { startRealSigner } from '../support/realSigner.ts';
import { client, domain as sampleDomain, hash, signedJob } from '../unit/protocol/samples.ts';
import type { Say } from './measureHearth.ts';
import { figureOf, type Figure } from './statistics.ts';

/** The real signer as a process of its own, asked over its own ports. */
export type SignerFigure = {
  /** From the passphrase to an open wallet: scrypt N = 2^17 and the derivation of one account. */
  readonly unlockMs: Figure;
  /** Receipts, each with its order's signature checked and its line fsynced, one after the other. */
  readonly receiptsPerSecond: Figure;
  /** Resident memory: just started, with a wallet open, and after all of it. null where the system does not tell. */
  readonly rssBytes: { readonly started: number | null; readonly unlocked: number | null; readonly after: number | null };
};

const passphrase = 'correct horse battery staple';
const receiptsARound = 50;

export async function measureSigner(rounds: number, say: Say): Promise<SignerFigure> {
  const signer = startRealSigner();
  try {
    const domain = { ...sampleDomain, chainId: 0x484541 };
    await signer.provider.ask('setNetwork', { domain, stakeManager: `0x${'b'.repeat(40)}`, practice: true, operator: null, contracts: {} });
    const { node } = await signer.provider.ask('readAccounts', {});
    const started = readRss(signer.pid);
    const draft = await signer.owner.ask('beginCreate', { words: 12, passphrase, name: 'Bench' });
    await signer.owner.ask('finishCreate', { draftId: draft.draftId, words: null });

    const unlocks: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await signer.owner.ask('lock', {});
      const beganMs = performance.now();
      await signer.owner.ask('unlock', { passphrase, rootId: null });
      unlocks.push(performance.now() - beganMs);
    }
    const unlocked = readRss(signer.pid);
    say(`signer, unlock ${figureOf(unlocks).median.toFixed(0)} ms`);

    const rates: number[] = [];
    let { seq, prev } = await signer.provider.ask('readSequence', {});
    for (let round = 0; round < rounds; round++) {
      let spentMs = 0;
      for (let i = 0; i < receiptsARound; i++) {
        const job = signedJob(`bench ${round} ${i}`, { order: { provider: node } });
        const orderHash = signingDigest(domain, 'JobOrder', job.order);
        const receipt = { ...job.receipt, orderHash, provider: node, seq, prev, bundleHash: hash(`bundle ${round} ${i}`) };
        const request = { order: z.encode(jobOrderShape, job.order), orderSignature: signDigest(client.key, orderHash), receipt: z.encode(receiptShape, receipt) };
        const beganMs = performance.now();
        const signed = await signer.provider.ask('signReceipt', request);
        spentMs += performance.now() - beganMs;
        [seq, prev] = [seq + 1, signed.receiptHash];
      }
      rates.push((receiptsARound * 1000) / spentMs);
    }
    say(`signer, ${figureOf(rates).median.toFixed(0)} receipts a second`);
    return { unlockMs: figureOf(unlocks), receiptsPerSecond: figureOf(rates), rssBytes: { started, unlocked, after: readRss(signer.pid) } };
  } finally {
    await signer.stop();
  }
}

function readRss(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
