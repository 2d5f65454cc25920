import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Chain } from '../../../../electron/services/chain/chain.ts';
import type { FaultProven } from '../../../../electron/services/chain/receiptProofs.ts';
import type { TransactionIntent } from '../../../../electron/services/chain/transactions.ts';
import type { Accusation } from '../../../../electron/services/practice/accusation.ts';
import { createAccusations, type AccusationsDependencies } from '../../../../electron/services/practice/accusations.ts';
import { openPracticeStore, type PracticeStore } from '../../../../electron/services/practice/practiceStore.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { domain, hash, signedJob } from '../../protocol/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-accusations-'));
const network = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}`;
let store: PracticeStore | null = null;
afterEach(() => {
  store?.close();
  store = null;
  rmSync(folder, { recursive: true, force: true });
});
const open = (): PracticeStore => (store = openPracticeStore(join(folder, 'practice.sqlite')));
function reopen(): PracticeStore {
  store!.close();
  return open();
}

/** More tokens than ordered: a fault that order and receipt show. */
const guilty = signedJob('guilty', { order: { maxUnitsOut: 1 } });
const honest = signedJob('honest');
const calls = { call: 'x', to: '0x00', data: '0x' } as const;

/** A chain that does what it is told, until something is broken. */
function chainDouble() {
  const state = { proven: null as FaultProven | null, voided: null as { transactionHash: `0x${string}` } | null, sent: [] as string[], fail: null as ((id: string) => Error) | null };
  const dependencies = (of: PracticeStore, onStep: AccusationsDependencies['onStep'] = () => {}): AccusationsDependencies => ({
    p, domain, store: of, nowMs: () => 1, onStep, chain: { deployment: { startBlock: 0 } } as Chain,
    proofs: { buildFaultProof: () => calls, buildVoidProven: () => calls, readFaults: async () => (state.proven ? [state.proven] : []), readVoided: async () => state.voided },
    queue: {
      async send({ id }: TransactionIntent) {
        state.sent.push(id);
        if (id.startsWith('prove')) state.proven ??= { node: '0x00', fault: 'order', subject: guilty.receiptHash as `0x${string}`, slashedWei: 50n, prover: '0x00', transactionHash: hash('proof'), blockNumber: 3 };
        else state.voided ??= { transactionHash: hash('void') };
        const failure = state.fail?.(id);
        if (failure) throw failure;
        return { feeWei: 7n } as Awaited<ReturnType<AccusationsDependencies['queue']['send']>>;
      },
    },
  });
  return { state, dependencies };
}

describe('accusations', () => {
  it('prove a fault and void the job, once each, and keep what it cost and brought', async () => {
    const { state, dependencies } = chainDouble();
    const steps: Accusation['state'][] = [];
    const accusations = createAccusations(dependencies(open(), (_, { state: step }) => steps.push(step)));
    expect(accusations.accuse(honest.file)).toBe(false);
    expect(accusations.accuse({ ...guilty.file, domain: { ...domain, chainId: 5 } })).toBe(false);
    expect(accusations.accuse(guilty.file)).toBe(true);
    expect(accusations.accuse(guilty.file)).toBe(true);
    await accusations.advance();
    await accusations.advance();
    expect(state.sent).toEqual([`prove ${guilty.receiptHash}`, `void ${guilty.receiptHash}`]);
    expect(steps).toEqual(['proven', 'done']);
    expect(store!.accusations(network, 'all')).toMatchObject([{ receiptHash: guilty.receiptHash, accusation: { state: 'done', fault: 'order', slashedWei: 50n, feeWei: 14n, proofTx: hash('proof'), voidTx: hash('void'), refusal: null } }]);
    expect(store!.accusations(network, 'open')).toEqual([]);
  });

  it('go on after a restart where the chain is, and send nothing twice', async () => {
    const { state, dependencies } = chainDouble();
    createAccusations(dependencies(open())).accuse(guilty.file);
    // The proof is in the chain, and this machine died before it heard of it.
    state.fail = () => new HearthError('chain.unreachable', { rpcUrl: 'x', reason: 'gone' });
    await expect(createAccusations(dependencies(store!)).advance()).rejects.toMatchObject({ code: 'chain.unreachable' });
    expect(store!.accusations(network, 'open')).toMatchObject([{ accusation: { state: 'found' } }]);
    await expect(createAccusations(dependencies(reopen())).advance()).rejects.toMatchObject({ code: 'chain.unreachable' });
    expect(store!.accusations(network, 'open')).toMatchObject([{ accusation: { state: 'proven', slashedWei: 50n } }]);
    await createAccusations(dependencies(reopen())).advance();
    expect(state.sent).toEqual([`prove ${guilty.receiptHash}`, `void ${guilty.receiptHash}`]);
    expect(store!.accusations(network, 'all')).toMatchObject([{ accusation: { state: 'done' } }]);
  });

  it('begin anew when the chain came back without the blocks that held them', async () => {
    const { state, dependencies } = chainDouble();
    const accusations = createAccusations(dependencies(open()));
    accusations.accuse(guilty.file);
    await accusations.advance();
    await accusations.recheck();
    expect(store!.accusations(network, 'open')).toEqual([]);
    [state.proven, state.voided] = [null, null];
    await accusations.recheck();
    expect(store!.accusations(network, 'open')).toMatchObject([{ accusation: { state: 'found', proofTx: null, slashedWei: 0n } }]);
    await accusations.advance();
    expect(state.sent.map((id) => id.split(' ')[0])).toEqual(['prove', 'void', 'prove', 'void']);
    expect(store!.accusations(network, 'all')).toMatchObject([{ accusation: { state: 'done', slashedWei: 50n } }]);
  });

  it('end with the contract\'s words when it sees no fault, and are not tried again', async () => {
    const { state, dependencies } = chainDouble();
    const accusations = createAccusations(dependencies(open()));
    accusations.accuse(guilty.file);
    state.fail = () => {
      state.proven = null;
      return new HearthError('chain.reverted', { call: 'x', error: 'NoFault()' });
    };
    await accusations.advance();
    await accusations.advance();
    expect(state.sent).toHaveLength(1);
    expect(store!.accusations(network, 'all')).toMatchObject([{ accusation: { state: 'refused', refusal: 'NoFault()', slashedWei: 0n } }]);
  });
});
