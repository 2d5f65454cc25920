import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import receiptProofs from '../../electron/services/chain/abi/ReceiptProofs.json' with { type: 'json' };
import { bundleHashOf, decodeHashOf, outputRootOf, type Bundle } from '../../electron/protocol/bundle.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { deriveSamplerKey, nonceCommitOf, seedHashOf } from '../../electron/protocol/keys.ts';
import { findReceiptFault, type ReceiptFault } from '../../electron/protocol/receiptFaults.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { tokenTensor } from '../../electron/protocol/tensor.ts';
import type { JobOrder, Receipt } from '../../electron/protocol/typedData.ts';
import { interfaces } from '../../electron/services/chain/contracts.ts';
import type { Deployment } from '../../electron/services/chain/deployment.ts';
import { buildFaultProof } from '../../electron/services/chain/receiptProofs.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { TestContract } from '../support/courtNet.ts';
import { keyOf, modelId, repeat32, stakeWei, startCourtWorld, type World } from '../support/courtWorld.ts';

/** What findReceiptFault finds in a receipt file, the real contract must prove; where it finds nothing, the contract must see nothing. */
const nonce = new Uint8Array(32).fill(42);
const jobId = repeat32(1);
const decode = { samplerVersion: 1 as const, temperatureMicro: 0, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 1600, stopTokenIds: [2, 77] };
const tokens = Array.from({ length: 1500 }, (_, i) => (i === 1499 ? 77 : 100 + i));

let w: World;
let proofs: TestContract;
let clean: string;
beforeAll(async () => {
  w = await startCourtWorld();
  proofs = await w.net.deploy(receiptProofs, [w.double.address, w.double.address, w.double.address, w.double.address]);
  await w.double.send(w.anyone, 'setCourt', [proofs.address]);
  clean = await w.net.snapshot();
});
beforeEach(async () => {
  await w.net.revert(clean);
  clean = await w.net.snapshot();
});
afterAll(() => w.net.stop());

type Change = { readonly order?: Partial<JobOrder>; readonly io?: Partial<Receipt['io']>; readonly exec?: Partial<Receipt['exec']>; readonly tokens?: readonly number[]; readonly bundle?: Partial<Extract<Bundle, { kind: 'generate' }>> };
function buildFile(change: Change = {}): ReceiptFile {
  const output = [...(change.tokens ?? tokens)];
  const bundle: Bundle = { format: 'hearth-bundle/1', kind: 'generate', nonce: toHex(nonce), classId: 1, decode, promptTokens: [5], tokens: output, sketches: [], ...change.bundle };
  const { order, receipt, receiptSignature } = w.signReceipt({
    order: { jobId, nonceCommit: nonceCommitOf(p, nonce), decodeHash: decodeHashOf(p, decode, 1), maxUnitsOut: 4000, ...change.order },
    receipt: {
      io: {
        inputRoot: repeat32(3), outputRoot: outputRootOf(p, nonce, jobId, tokenTensor(output)), seedHash: seedHashOf(p, deriveSamplerKey(p, nonce, jobId)), unitsIn: 10, unitsOut: output.length,
        stopReason: 1, ...change.io,
      },
      exec: { modelId, planRoot: repeat32(7), runtimeId: repeat32(8), classId: 1, ...change.exec },
      bundleHash: bundleHashOf(p, bundle),
    },
  });
  return { format: 'hearth-receipt/1', network: 'test', domain: w.domain, order, orderSignature: receiptSignature, receipt, receiptSignature, bundle, runtime: {}, votes: [], voucher: null, anchor: null, payment: null };
}
const send = (file: ReceiptFile, fault: ReceiptFault) => {
  const { data } = buildFaultProof({ contracts: { ReceiptProofs: { address: proofs.address } } } as Deployment, file, fault);
  const { name, args } = interfaces.ReceiptProofs.parseTransaction({ data })!;
  return proofs.send(w.anyone, name, [...args]);
};
const lostWei = async () => stakeWei - (await w.stakeOf(w.node.address));

const faults: readonly (readonly [string, ReceiptFault['kind'], Change])[] = [
  ['another model', 'order', { exec: { modelId: repeat32(0x55) } }],
  ['more units than ordered', 'order', { order: { maxUnitsOut: 1499 } }],
  ['another node', 'order', { order: { provider: keyOf('verifier1').address as JobOrder['provider'] } }],
  ['another seed', 'seed', { io: { seedHash: repeat32(1) } }],
  ['another class', 'class', { exec: { classId: 4 } }],
  ['a limit it did not reach', 'count', { tokens: tokens.slice(0, 800), io: { stopReason: 2 } }],
  ['more tokens than the limit', 'count', { tokens: Array.from({ length: 1601 }, (_, i) => 100 + i), io: { stopReason: 3 } }],
  ['a stop token before the end', 'token', { tokens: tokens.map((token, i) => (i === 1200 ? 2 : token)) }],
  ['no stop token at the end', 'token', { tokens: tokens.map((token, i) => (i === 1499 ? 5 : token)) }],
  ['a stop token it does not name', 'token', { io: { stopReason: 3 } }],
  ['more units billed than tokens made', 'token', { io: { unitsOut: 1550 } }],
];

describe('a fault found in a receipt file', () => {
  for (const [what, kind, change] of faults) {
    it(`is proven on the chain: ${what}`, async () => {
      const file = buildFile(change);
      const fault = findReceiptFault(p, file);
      expect(fault?.kind).toBe(kind);
      await send(file, fault!);
      expect(await lostWei()).toBe(stakeWei / 2n);
    });
  }

  it('is not found in an honest receipt, and what another receipt broke is refused for it', async () => {
    const honest = buildFile();
    expect(findReceiptFault(p, honest)).toBeNull();
    for (const [, , change] of faults) await expect(send(honest, findReceiptFault(p, buildFile(change))!)).rejects.toThrow(/NoFault|LeafNotUnderRoot/);
    expect(await lostWei()).toBe(0n);
  });

  it('is not found where whoever holds the file changed it: nothing that the node did not sign counts', async () => {
    const honest = buildFile();
    if (honest.bundle.kind !== 'generate') throw new Error('kind');
    const swapped: readonly ReceiptFile[] = [
      { ...honest, order: { ...honest.order, maxUnitsOut: 1 } },
      { ...honest, receipt: { ...honest.receipt, io: { ...honest.receipt.io, stopReason: 2 } } },
      { ...honest, receiptSignature: w.signReceipt({ signer: keyOf('verifier0') }).receiptSignature },
      { ...honest, bundle: { ...honest.bundle, tokens: honest.bundle.tokens.map(() => 2) } },
      { ...honest, bundle: { ...honest.bundle, decode: { ...decode, maxNewTokens: 3 } } },
      { ...honest, bundle: { ...honest.bundle, classId: 4 } },
      { ...honest, bundle: { ...honest.bundle, nonce: repeat32(9) } },
    ];
    for (const file of swapped) expect(findReceiptFault(p, file)).toBeNull();
  });
});
