import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import receiptProofs from '../../electron/services/chain/abi/ReceiptProofs.json' with { type: 'json' };
import { outputRootOf } from '../../electron/protocol/bundle.ts';
import { toHex, utf8Bytes } from '../../electron/protocol/bytes.ts';
import { jcsBytes } from '../../electron/protocol/jcs.ts';
import { deriveSalt, deriveSamplerKey, nonceCommitOf, seedHashOf } from '../../electron/protocol/keys.ts';
import { encodeTensorHeader, tensorBlockBytes, tensorRoot, tokenTensor } from '../../electron/protocol/tensor.ts';
import { merkleProof, treeTag } from '../../electron/protocol/tree.ts';
import type { JobOrder, Receipt } from '../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import type { TestContract } from '../support/courtNet.ts';
import { keyOf, modelId, repeat32, stakeWei, startCourtWorld, type SignedReceipt, type World } from '../support/courtWorld.ts';

const nonce = new Uint8Array(32).fill(42);
const jobId = repeat32(1);
const decode = {
  maxNewTokens: 2000,
  minPMicro: 0,
  repetitionPenaltyMicro: 1_000_000,
  samplerVersion: 1,
  stopTokenIds: [2, 77],
  temperatureMicro: 0,
  topK: 0,
  topPMicro: 1_000_000,
};
const rules = jcsBytes({ format: 'hearth-decode/1', classId: 1, decode });
const at = (key: string) => Buffer.from(rules).indexOf(`"${key}":`);
/** An honest output of 1,500 tokens that ends with a stop token. */
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

type Change = {
  readonly order?: Partial<JobOrder>;
  readonly receipt?: Partial<Receipt>;
  readonly io?: Partial<Receipt['io']>;
  readonly exec?: Partial<Receipt['exec']>;
  readonly tokens?: readonly number[];
};
/** An honest receipt of a decoder, but for the changes. */
function signed(change: Change = {}): SignedReceipt {
  const output = change.tokens ?? tokens;
  const order = { jobId, nonceCommit: nonceCommitOf(p, nonce), decodeHash: toHex(p.sha256(rules)), maxUnitsOut: 4000, ...change.order };
  return w.signReceipt({
    order,
    receipt: {
      io: {
        inputRoot: repeat32(3),
        outputRoot: outputRootOf(p, nonce, jobId, tokenTensor(output)),
        seedHash: seedHashOf(p, deriveSamplerKey(p, nonce, jobId)),
        unitsIn: 10,
        unitsOut: output.length,
        stopReason: 1,
        ...change.io,
      },
      exec: { modelId, planRoot: repeat32(7), runtimeId: repeat32(8), classId: 1, ...change.exec },
      ...change.receipt,
    },
  });
}
function openToken(index: number, output: readonly number[] = tokens) {
  const tensor = tokenTensor(output);
  const leaves = [encodeTensorHeader(tensor.dtype, tensor.dims)];
  for (let from = 0; from < tensor.body.length; from += tensorBlockBytes) leaves.push(tensor.body.subarray(from, from + tensorBlockBytes));
  const leaf = (tag: Parameters<typeof merkleProof>[1], of: readonly Uint8Array[], i: number) => ({
    data: toHex(of[i]!),
    proof: merkleProof(p, tag, of, i).map(toHex),
  });
  return {
    tensorRoot: leaf(treeTag.output, [deriveSalt(p, nonce, jobId, 'output'), tensorRoot(p, tensor)], 1),
    tensor: {
      count: leaves.length,
      header: leaf(treeTag.tensorBlock, leaves, 0),
      blocks: [leaf(treeTag.tensorBlock, leaves, 1 + Math.floor((4 * index) / tensorBlockBytes))],
    },
    index,
  };
}
const prove = (call: string, receipt: SignedReceipt, ...rest: unknown[]) =>
  proofs.send(w.anyone, call, [w.signedArgument(receipt), ...rest]);
const proveToken = (receipt: SignedReceipt, index: number, output?: readonly number[]) =>
  prove('proveTokenMismatch', receipt, rules, at('stopTokenIds'), openToken(index, output));
const lostWei = async () => stakeWei - (await w.stakeOf(w.node.address));

describe('two receipts with one number', () => {
  const equivocate = (a: SignedReceipt, b: SignedReceipt) =>
    proofs.send(w.anyone, 'proveEquivocation', [a.receipt, a.receiptSignature, b.receipt, b.receiptSignature]);

  it('cost half the stake, once, in either order', async () => {
    const [a, b] = [signed(), signed({ io: { unitsIn: 9 } })];
    await equivocate(a, b);
    expect(await lostWei()).toBe(stakeWei / 2n);
    expect(await w.double.view('rewardWei', [w.anyone])).toBe(stakeWei / 10n);
    await expect(equivocate(b, a)).rejects.toThrow('AlreadyProven');
  });

  it('are no fault when they are the same, of another number, epoch or node, or not signed', async () => {
    const a = signed();
    await expect(equivocate(a, a)).rejects.toThrow('NoFault');
    await expect(equivocate(a, signed({ receipt: { seq: 1 } }))).rejects.toThrow('NoFault');
    await expect(equivocate(a, signed({ receipt: { epoch: 2 } }))).rejects.toThrow('NoFault');
    await expect(equivocate(a, w.signReceipt({ signer: keyOf('verifier0') }))).rejects.toThrow('NoFault');
    await expect(equivocate(a, { ...signed({ io: { unitsIn: 9 } }), receiptSignature: a.receiptSignature })).rejects.toThrow(
      'ReceiptSignatureInvalid',
    );
    expect(await lostWei()).toBe(0n);
  });
});

describe('a receipt that contradicts its order', () => {
  const faults: readonly (readonly [string, Change])[] = [
    ['another model', { exec: { modelId: repeat32(0x55) } }],
    ['another input', { io: { inputRoot: repeat32(0x55) } }],
    ['more units in', { io: { unitsIn: 101 } }],
    ['more units out', { order: { maxUnitsOut: 1499 } }],
    ['another node', { order: { provider: keyOf('verifier1').address as Hex } }],
  ];
  for (const [what, change] of faults) {
    it(`is slashed for ${what}`, async () => {
      const receipt = signed(change);
      await prove('proveOrderMismatch', receipt);
      expect(await lostWei()).toBe(stakeWei / 2n);
      await expect(prove('proveOrderMismatch', receipt)).rejects.toThrow('AlreadyProven');
      const voided = proofs.send(w.anyone, 'voidProven', [receipt.order]);
      if (what === 'another node') await expect(voided).rejects.toThrow('NothingOwed');
      else await voided;
    });
  }

  it('is slashed for a seed that does not follow from the nonce, and for another class or plan', async () => {
    await prove('proveSeedMismatch', signed({ io: { seedHash: repeat32(1) } }), nonce);
    await prove('proveClassMismatch', signed({ exec: { classId: 4 } }), rules, at('classId'));
    await w.double.send(w.anyone, 'setRoots', [
      modelId,
      { weightsRoot: repeat32(1), graphRoot: repeat32(1), planRoot: repeat32(6), columnsRoot: repeat32(1) },
    ]);
    await prove('provePlanMismatch', signed());
    expect(await lostWei()).toBe(stakeWei / 2n + stakeWei / 4n + stakeWei / 8n);
    await expect(prove('proveSeedMismatch', signed({ receipt: { seq: 9 } }), repeat32(9))).rejects.toThrow('NonceMismatch');
  });

  it('has in Solidity the seed of TypeScript', async () => {
    for (let i = 0; i < 5; i++) {
      const some = p.sha256(Uint8Array.of(i));
      expect(await proofs.view('seedHashOf', [some, repeat32(i)])).toBe(seedHashOf(p, deriveSamplerKey(p, some, repeat32(i))));
    }
  });
});

describe('the stop rule', () => {
  it('is broken by a stop token before the end, by a missing one, by an unnamed one, and by a wrong length', async () => {
    const early = tokens.map((token, i) => (i === 1200 ? 2 : token));
    await proveToken(signed({ tokens: early }), 1200, early);
    const none = tokens.map((token, i) => (i === 1499 ? 5 : token));
    await proveToken(signed({ tokens: none }), 1499, none);
    await proveToken(signed({ io: { stopReason: 2 } }), 1499);
    await proveToken(signed({ io: { unitsOut: 1400 } }), 0);
    await prove('proveCountMismatch', signed({ io: { stopReason: 2, unitsIn: 8 } }), rules, at('maxNewTokens'));
    await prove('proveCountMismatch', signed({ io: { unitsOut: 2001, stopReason: 3 } }), rules, at('maxNewTokens'));
    expect(await lostWei()).toBeGreaterThan((stakeWei * 98n) / 100n);
  });

  it('is kept by an honest receipt, whatever anyone shows of it', async () => {
    const honest = signed();
    for (const index of [0, 1023, 1024, 1498, 1499]) await expect(proveToken(honest, index)).rejects.toThrow('NoFault');
    await expect(prove('proveCountMismatch', honest, rules, at('maxNewTokens'))).rejects.toThrow('NoFault');
    await expect(prove('proveClassMismatch', honest, rules, at('classId'))).rejects.toThrow('NoFault');
    await expect(prove('proveOrderMismatch', honest)).rejects.toThrow('NoFault');
    await expect(prove('proveSeedMismatch', honest, nonce)).rejects.toThrow('NoFault');
    await expect(prove('provePlanMismatch', honest)).rejects.toThrow('NoFault');
    await expect(proofs.send(w.anyone, 'voidProven', [honest.order])).rejects.toThrow('NothingOwed');
    expect(await lostWei()).toBe(0n);
  });

  it('is not judged by other rules, another key, another output or a token that is not there', async () => {
    const honest = signed();
    await expect(prove('proveCountMismatch', honest, utf8Bytes('{"maxNewTokens":1}'), 1)).rejects.toThrow('DecodeMismatch');
    await expect(prove('proveCountMismatch', honest, rules, at('topK'))).rejects.toThrow('KeyNotThere');
    await expect(prove('proveCountMismatch', honest, rules, 10_000)).rejects.toThrow('KeyNotThere');
    await expect(proveToken(honest, 1500)).rejects.toThrow();
    const other = tokens.map(() => 2);
    await expect(proveToken(honest, 0, other)).rejects.toThrow('LeafNotUnderRoot');
    const opened = openToken(1200);
    await expect(prove('proveTokenMismatch', honest, rules, at('stopTokenIds'), { ...opened, index: 3 })).rejects.toThrow(
      'LeafNotUnderRoot',
    );
  });
});

describe('an anchor', () => {
  it('of another node’s receipt costs whoever anchored it', async () => {
    const foreign = w.signReceipt({ signer: keyOf('verifier0') });
    const [place] = await w.anchor([foreign], 3, w.node.address);
    await proofs.send(w.anyone, 'proveForeignAnchor', [w.node.address, foreign.receipt, place]);
    expect(await lostWei()).toBe(stakeWei / 2n);
    const own = signed();
    const [ownPlace] = await w.anchor([own], 4);
    await expect(proofs.send(w.anyone, 'proveForeignAnchor', [w.node.address, own.receipt, ownPlace])).rejects.toThrow('NoFault');
    await expect(proofs.send(w.anyone, 'proveForeignAnchor', [w.node.address, foreign.receipt, { ...place!, index: 1 }])).rejects.toThrow(
      'NotAnchored',
    );
  });
});
