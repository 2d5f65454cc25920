import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Bundle } from '../../protocol/bundle.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { jobOrderShape, receiptShape, type Receipt } from '../../protocol/typedData.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import { buildReceipt, type Measured, type Runtime } from './buildReceipt.ts';
import type { JobEvent } from './jobEvents.ts';
import type { Journal } from './journal.ts';

/** A signer that starts again is there in about a second; past a minute the job is put back. */
const signerPauseMs = 200;
const signerTries = 300;

/** `mostMemoryBytes`: of the worker's process, as it saw itself; for the journal, not for the receipt. */
export type Computed = { readonly bundle: Bundle; readonly measured: Measured & { readonly mostMemoryBytes: number } };

export type SigningDependencies = {
  readonly primitives: Primitives;
  readonly journal: Journal;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly node: { readonly address: string; readonly epoch: number };
};

/**
 * From a computed job to a signed receipt, one at a time.
 * @returns  signs one job; null: its result is in the journal already, only the signature is missing
 */
export function createReceiptSigning(dependencies: SigningDependencies, record: (jobId: string, event: JobEvent) => void): (jobId: string, computed: (Computed & { readonly runtime: Runtime }) | null) => Promise<void> {
  const { primitives: p, journal } = dependencies;
  let signing: Promise<void> = Promise.resolve();

  /** Waits for a signer that is just starting again: what was computed is not thrown away for it. */
  async function readSequence(): Promise<{ readonly seq: number; readonly prev: string }> {
    for (let tries = 1; ; tries++) {
      try {
        return await dependencies.signer().ask('readSequence', {});
      } catch (error) {
        const away = isHearthError(error, 'signer.unavailable') || isHearthError(error, 'bridge.closed');
        if (!away || tries === signerTries) throw error;
        await sleep(signerPauseMs);
      }
    }
  }

  /** One receipt at a time: its number and `prev` come from the signer's ledger, and the intent is in the journal before the ask. */
  function sign(jobId: string, computed: (Computed & { readonly runtime: Runtime }) | null): Promise<void> {
    const turn = signing.then(async () => {
      let job = journal.read(jobId)!;
      if (!job.result) {
        if (!computed) return;
        const { seq, prev } = await readSequence();
        const { runtime } = computed;
        const receipt = buildReceipt(p, job, computed.bundle, runtime, computed.measured, { provider: dependencies.node.address, epoch: dependencies.node.epoch, seq, prev });
        const { computeMs, mostMemoryBytes } = computed.measured;
        record(jobId, { kind: 'signing', receipt, bundle: computed.bundle, runtime, measured: { computeMicros: Math.max(0, Math.round(computeMs * 1000)), mostMemoryBytes } });
        job = journal.read(jobId)!;
      }
      const ask = (receipt: Receipt) => dependencies.signer().ask('signReceipt', {
        order: z.encode(jobOrderShape, job.request.order), orderSignature: job.request.orderSignature, receipt: z.encode(receiptShape, receipt),
      });
      const answer = await ask(job.result!.receipt).catch(async (error: unknown) => {
        if (!isHearthError(error, 'signer.refused') || error.about.rule !== 'sequence') throw error;
        // Another receipt took this number while the signer was away. Nothing of this job is signed, or the signer would have given it again.
        const receipt = { ...job.result!.receipt, ...(await dependencies.signer().ask('readSequence', {})) };
        record(jobId, { ...job.result!, kind: 'signing', receipt });
        return ask(receipt);
      });
      record(jobId, { kind: 'signed', signature: answer.signature, receiptHash: answer.receiptHash });
    });
    signing = turn.catch(() => {});
    return turn;
  }

  return sign;
}
