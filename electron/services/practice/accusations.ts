import type { Primitives } from '../../protocol/primitives.ts';
import { findReceiptFault } from '../../protocol/receiptFaults.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { signingDigest, type Domain } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { Chain } from '../chain/chain.ts';
import type * as receiptProofs from '../chain/receiptProofs.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { Accusation } from './accusation.ts';
import type { PracticeStore } from './practiceStore.ts';

export type AccusationsDependencies = {
  readonly p: Primitives;
  readonly chain: Chain;
  readonly domain: Domain;
  /** The client's account; it pays the gas, and the contract pays it a fifth of what is slashed. */
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly proofs: Pick<typeof receiptProofs, 'buildFaultProof' | 'buildVoidProven' | 'readFaults' | 'readVoided'>;
  readonly store: Pick<PracticeStore, 'addAccusation' | 'saveAccusation' | 'accusations'>;
  readonly nowMs: () => number;
  /** After every step that is on disk. */
  readonly onStep: (receiptHash: string, accusation: Accusation) => void;
};

export type Accusations = {
  /** Keeps a receipt whose fault the chain judges in one call, to be shown to it. Gives whether it is one. On disk when it returns. */
  accuse(file: ReceiptFile): boolean;
  /**
   * Takes every open accusation as far as it goes, also those of an earlier run. Each step asks the chain first whether it is done, so
   * nothing is sent twice.
   * @throws chain.unreachable  try again later
   * @effects chain: costs gas
   */
  advance(): Promise<void>;
  /**
   * After the chain came back, perhaps without its newest blocks: what it does not know any more begins anew.
   * @throws chain.unreachable
   */
  recheck(): Promise<void>;
};

/** Brings receipts that prove a fault by themselves before ReceiptProofs: the node is slashed, the job void. @source docs/protocol/court.md section 6 */
export function createAccusations({ p, chain, domain, queue, proofs, store, nowMs, onStep }: AccusationsDependencies): Accusations {
  const network = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}`;
  const { deployment } = chain;

  function step(receiptHash: string, accusation: Accusation): Accusation {
    store.saveAccusation(receiptHash, accusation);
    onStep(receiptHash, accusation);
    return accusation;
  }
  /** Sends, and gives the fee; a refusal by the contract is given back as its words. */
  async function send(call: ReturnType<typeof proofs.buildVoidProven>, id: string): Promise<{ readonly feeWei: bigint } | { readonly refusal: string }> {
    try {
      return { feeWei: (await queue.send({ ...call, id })).feeWei };
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      return { refusal: error.about.error.slice(0, 300) };
    }
  }

  async function prove(receiptHash: string, accusation: Accusation): Promise<Accusation> {
    const read = async () => (await proofs.readFaults(chain, { subject: receiptHash }, deployment.startBlock))[0];
    let proven = await read();
    let { feeWei } = accusation;
    if (!proven) {
      const fault = findReceiptFault(p, accusation.file);
      if (!fault) return step(receiptHash, { ...accusation, state: 'refused', refusal: 'no fault that a receipt proves by itself' });
      const sent = await send(proofs.buildFaultProof(deployment, accusation.file, fault), `prove ${receiptHash}`);
      // Whoever was faster has proven it too.
      proven = await read();
      if ('refusal' in sent && !proven) return step(receiptHash, { ...accusation, state: 'refused', refusal: sent.refusal });
      if ('feeWei' in sent) feeWei += sent.feeWei;
    }
    if (!proven) return accusation;
    return step(receiptHash, { ...accusation, state: 'proven', proofTx: proven.transactionHash, slashedWei: proven.slashedWei, feeWei });
  }

  async function voidJob(receiptHash: string, accusation: Accusation): Promise<Accusation> {
    const { order, receipt } = accusation.file;
    // The order names another node than the one that signed: there is no job of its to void.
    if (!sameAddress(order.provider, receipt.provider)) return step(receiptHash, { ...accusation, state: 'done' });
    let { feeWei } = accusation;
    let voided = await proofs.readVoided(chain, receipt.orderHash);
    if (!voided) {
      const sent = await send(proofs.buildVoidProven(deployment, order), `void ${receiptHash}`);
      voided = await proofs.readVoided(chain, receipt.orderHash);
      if ('refusal' in sent && !voided) return step(receiptHash, { ...accusation, state: 'refused', refusal: sent.refusal });
      if ('feeWei' in sent) feeWei += sent.feeWei;
    }
    return voided ? step(receiptHash, { ...accusation, state: 'done', voidTx: voided.transactionHash, feeWei }) : accusation;
  }

  return {
    accuse(file) {
      if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) return false;
      const fault = findReceiptFault(p, file);
      if (!fault) return false;
      const receiptHash: Hex = signingDigest(domain, 'Receipt', file.receipt);
      store.addAccusation(network, receiptHash, { state: 'found', file, fault: fault.kind, proofTx: null, voidTx: null, slashedWei: 0n, feeWei: 0n, refusal: null }, nowMs());
      return true;
    },
    async recheck() {
      const shown = store.accusations(network, 'all').filter(({ accusation }) => accusation.state === 'proven' || accusation.state === 'done');
      if (shown.length === 0) return;
      const proven = new Set((await proofs.readFaults(chain, {}, deployment.startBlock)).map(({ subject }) => subject.toLowerCase()));
      for (const { receiptHash, accusation } of shown) {
        if (!proven.has(receiptHash.toLowerCase())) step(receiptHash, { ...accusation, state: 'found', proofTx: null, voidTx: null, slashedWei: 0n });
      }
    },
    async advance() {
      for (const { receiptHash, accusation } of store.accusations(network, 'open')) {
        const proven = accusation.state === 'found' ? await prove(receiptHash, accusation) : accusation;
        if (proven.state === 'proven') await voidJob(receiptHash, proven);
      }
    },
  };
}
