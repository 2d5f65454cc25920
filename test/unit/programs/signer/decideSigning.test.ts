import fc from 'fast-check';
import { Interface, type InterfaceAbi } from 'ethers/abi';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { decideReceipt, nextPlace, refuseTransaction, type SigningFacts, type TransactionRequest } from '../../../../electron/programs/signer/decideSigning.ts';
import { allowedMethods } from '../../../../electron/services/wallet/methods.ts';
import { firstPrev, type LedgerEntry } from '../../../../electron/programs/signer/ledger.ts';
import type { JobOrder, Receipt } from '../../../../electron/protocol/typedData.ts';
import { domain, hash, node, signedJob, verifier } from '../../protocol/samples.ts';

const network = { domain, stakeManager: verifier.address, practice: true, operator: null, contracts: { JobEscrow: domain.verifyingContract, StakeManager: verifier.address } };
const facts: SigningFacts = { node: node.address, epoch: 1, network, last: undefined, ofJob: undefined };
const entry = (change: Partial<LedgerEntry> = {}): LedgerEntry => ({ jobId: hash('old'), orderHash: hash('o'), receiptHash: hash('r'), epoch: 1, seq: 6, atMs: 1, ...change });
const decide = (change: { order?: Partial<JobOrder>; receipt?: Partial<Receipt> } = {}, known: Partial<SigningFacts> = {}) => decideReceipt(signedJob('s', change), { ...facts, ...known });

describe('the signer', () => {
  it('signs a receipt for an order that names its node and carries its client\'s signature', () => {
    const { receiptHash } = signedJob('s');
    expect(decide()).toMatchObject({ sign: true, isNew: true, receiptHash });
    expect(decide({ receipt: { seq: 7, prev: hash('r') } }, { last: entry() })).toMatchObject({ sign: true, isNew: true });
  });

  it('refuses by name whatever does not fit', () => {
    const io = signedJob('s').receipt.io;
    const table: [string, Parameters<typeof decide>[0], Partial<SigningFacts>?][] = [
      ['network', {}, { network: null }], ['orderSignature', { order: { client: verifier.address } }], ['thisNode', { order: { provider: verifier.address } }],
      ['thisNode', { receipt: { provider: verifier.address } }], ['orderHash', { receipt: { orderHash: hash('x') } }],
      ['orderSignature', {}, { network: { ...network, domain: { ...domain, chainId: 1 } } }],
      ['model', { receipt: { exec: { ...signedJob('s').receipt.exec, modelId: hash('x') } } }], ['input', { receipt: { io: { ...io, inputRoot: hash('x') } } }],
      ['units', { receipt: { io: { ...io, unitsOut: 11 } } }], ['units', { receipt: { io: { ...io, unitsIn: 11 } } }], ['epoch', { receipt: { epoch: 2 } }],
      ['sequence', { receipt: { seq: 1 } }], ['sequence', { receipt: { prev: hash('x') } }], ['sequence', { receipt: { seq: 8, prev: hash('r') } }, { last: entry() }],
      ['sequence', { receipt: { seq: 6, prev: hash('r') } }, { last: entry() }], ['epoch', {}, { last: entry({ epoch: 2 }) }],
    ];
    for (const [rule, change, known] of table) expect(decide(change, known), rule).toMatchObject({ sign: false, rule });
  });

  it('gives the same receipt again, and never a second one for a job', () => {
    const { jobId, receiptHash } = signedJob('s');
    expect(decide({}, { last: entry(), ofJob: entry({ jobId, receiptHash }) })).toMatchObject({ sign: true, isNew: false, receiptHash });
    expect(decide({ receipt: { seq: 7, prev: hash('r') } }, { last: entry(), ofJob: entry({ jobId, receiptHash }) })).toMatchObject({ sign: false, rule: 'secondCommitment', signed: receiptHash });
  });

  it('counts every epoch from 0, after no other receipt', () => {
    expect(nextPlace(undefined, 1)).toEqual({ seq: 0, prev: firstPrev });
    expect(nextPlace(entry(), 1)).toEqual({ seq: 7, prev: hash('r') });
    expect(nextPlace(entry(), 2)).toEqual({ seq: 0, prev: firstPrev });
    expect(decide({ receipt: { epoch: 2 } }, { epoch: 2, last: entry() })).toMatchObject({ sign: true });
    expect(decide({ receipt: { epoch: 2, seq: 7, prev: hash('r') } }, { epoch: 2, last: entry() })).toMatchObject({ sign: false, rule: 'sequence' });
  });

  it('does not stumble over addresses in any case', () => {
    const lower = signedJob('s');
    const written = { ...lower.order, client: lower.order.client.toUpperCase().replace('0X', '0x'), provider: lower.order.provider.toLowerCase() };
    expect(decideReceipt({ ...lower, order: written }, facts)).toMatchObject({ sign: true });
  });
});

const { abi } = JSON.parse(readFileSync(new URL('../../../../electron/services/chain/abi/JobEscrow.json', import.meta.url), 'utf8')) as { abi: InterfaceAbi };
const selectors = allowedMethods.node.JobEscrow.map((name) => new Interface(abi).getFunction(name)!.selector);

describe('a transaction of the node key', () => {
  const fine: TransactionRequest = {
    chainId: domain.chainId, nonce: 0, to: domain.verifyingContract, data: `${selectors[0]}00`, valueWei: 0n, gasLimit: 500_000n, maxFeePerGasWei: 10n ** 9n, maxPriorityFeePerGasWei: 10n ** 9n,
  };
  it('may anchor, settle and claim at the escrow, under caps', () => {
    for (const selector of selectors) expect(refuseTransaction({ ...fine, data: `${selector}ff` }, network, 0n, node.address)).toBe(null);
    expect(refuseTransaction({ ...fine, to: fine.to.toLowerCase() }, network, 0n, node.address)).toBe(null);
  });

  it('is refused by name for everything else', () => {
    const table: [string, Partial<TransactionRequest>][] = [
      ['chain', { chainId: 1 }], ['contract', { to: `0x${'12'.repeat(20)}` }], ['contract', { to: network.stakeManager }], ['method', { data: '0x' }], ['method', { data: '0x6b1e82' }], ['method', { data: '0xa9059cbb00' }],
      ['value', { valueWei: 1n }], ['gas', { gasLimit: 8_000_001n }], ['fee', { maxFeePerGasWei: 500_000_000_001n }], ['fee', { maxPriorityFeePerGasWei: 10n ** 9n + 1n }], ['fee', { maxFeePerGasWei: 2n ** 256n, maxPriorityFeePerGasWei: 0n }],
    ];
    for (const [rule, change] of table) expect(refuseTransaction({ ...fine, ...change }, network, 0n, node.address), rule).toMatchObject({ rule });
    expect(refuseTransaction(fine, null, 0n, node.address)).toMatchObject({ rule: 'network' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const data = `0x${Buffer.from(bytes).toString('hex')}`;
      expect(refuseTransaction({ ...fine, data }, network, 0n, node.address) === null).toBe(selectors.includes(data.slice(0, 10)));
    }));
  });

  it('may send nothing to itself, which cancels a transaction, and nothing more than that', () => {
    const cancel = { ...fine, to: node.address, data: '0x', gasLimit: 21_000n };
    expect(refuseTransaction(cancel, network, 0n, node.address)).toBe(null);
    const table: [string, Partial<TransactionRequest>][] = [
      ['value', { valueWei: 1n }], ['contract', { data: '0x00' }], ['contract', { gasLimit: 21_001n }], ['contract', { to: `0x${'12'.repeat(20)}` }], ['chain', { chainId: 1 }], ['fee', { maxFeePerGasWei: 500_000_000_001n }],
    ];
    for (const [rule, change] of table) expect(refuseTransaction({ ...cancel, ...change }, network, 0n, node.address), rule).toMatchObject({ rule });
    expect(refuseTransaction(cancel, { ...network, practice: false }, 5n * 10n ** 17n, node.address)).toMatchObject({ rule: 'feesPerDay' });
  });

  it('answers a dispute for another node with stake alone, and may do for anybody\'s answer what costs nothing', () => {
    const game = `0x${'dd'.repeat(20)}`;
    const withGame = { ...network, contracts: { ...network.contracts, DisputeGame: game } };
    const { abi: gameAbi } = JSON.parse(readFileSync(new URL('../../../../electron/services/chain/abi/DisputeGame.json', import.meta.url), 'utf8')) as { abi: InterfaceAbi };
    const subjectOf = (accused: string) => ({ challenger: verifier.address, accused, modelId: hash('m'), receiptHash: hash('r'), orderHash: hash('o'), traceRoot: hash('t'), bondWei: 1n, kind: 1, chunk: 0, openedAtSeconds: 1n });
    const ask = (name: string, accused: string, ...rest: unknown[]) => refuseTransaction({ ...fine, to: game, data: new Interface(gameAbi).encodeFunctionData(name, [subjectOf(accused), hash('root'), ...rest]) }, withGame, 0n, node.address);
    expect(ask('answer', node.address, hash('list'))).toBe(null);
    expect(ask('answer', verifier.address, hash('list'))).toMatchObject({ rule: 'thisNode' });
    for (const accused of [node.address, verifier.address]) {
      expect(ask('answerByStake', accused, hash('list'))).toBe(null);
      expect(ask('postList', accused, '0x01')).toBe(null);
      for (const name of ['expireAnswer', 'settleLeaf', 'refund']) expect(ask(name, accused), name).toBe(null);
      // A challenger puts up a bond.
      expect(ask('demandList', accused)).toMatchObject({ rule: 'method' });
    }
  });

  it('spends no more on fees a day than its budget, which test money widens', () => {
    const worst = fine.gasLimit * fine.maxFeePerGasWei;
    const real = { ...network, practice: false };
    expect(refuseTransaction(fine, real, 5n * 10n ** 17n - worst, node.address)).toBe(null);
    expect(refuseTransaction(fine, real, 5n * 10n ** 17n - worst + 1n, node.address)).toMatchObject({ rule: 'feesPerDay' });
    expect(refuseTransaction(fine, network, 5n * 10n ** 17n, node.address)).toBe(null);
    expect(refuseTransaction(fine, network, 10n ** 21n, node.address)).toMatchObject({ rule: 'feesPerDay' });
  });

  it('is allowed by methods that are those of the committed contracts', () => {
    for (const [role, contracts] of Object.entries(allowedMethods)) for (const [contract, names] of Object.entries<readonly string[]>(contracts)) {
      // Anybody's token is called as the standard says, which our own follows.
      const file = contract === 'ERC20' ? 'HearthToken' : contract;
      const { abi: entries } = JSON.parse(readFileSync(new URL(`../../../../electron/services/chain/abi/${file}.json`, import.meta.url), 'utf8')) as { abi: { type: string; name?: string; stateMutability?: string }[] };
      // The governor's execute could carry value along; an account's calls never do.
      const may = (name: string): readonly (string | undefined)[] => (name === 'execute' ? ['payable'] : ['nonpayable']);
      for (const name of names) expect(entries.filter((entry) => entry.type === 'function' && entry.name === name && may(name).includes(entry.stateMutability)), `${role} ${contract}.${name}`).toHaveLength(1);
    }
  });
});
