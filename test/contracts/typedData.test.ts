import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ContractFactory, type Contract } from 'ethers/contract';
import { TypedDataEncoder } from 'ethers/hash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import {
  signingDigest,
  structHash,
  typedData,
  type JobOrder,
  type Receipt,
  type Vote,
  type Voucher,
} from '../../electron/protocol/typedData.ts';
import { domainOf } from '../../electron/services/chain/calls.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { startTestNet, type TestNet } from '../support/chainTestNet.ts';
import probeArtifact from './abi/TypesProbe.json' with { type: 'json' };

const frozen = {
  JobOrder:
    'JobOrder(bytes32 jobId,address client,address provider,address app,bytes32 reservationId,bytes32 modelId,uint32 tauVersion,uint32 splitVersion,bytes32 inputRoot,bytes32 decodeHash,bytes32 nonceCommit,uint8 tier,uint8 auditPolicy,uint32 maxUnitsIn,uint32 maxUnitsOut,uint256 priceInWei,uint256 priceOutWei,uint64 deadlineSeconds,bytes32 deliveryKey)',
  Receipt:
    'Receipt(bytes32 orderHash,Exec exec,IO io,Trace trace,Meter meter,address provider,uint32 epoch,uint64 seq,bytes32 prev,bytes32 bundleHash)Exec(bytes32 modelId,bytes32 planRoot,bytes32 runtimeId,uint16 classId)IO(bytes32 inputRoot,bytes32 outputRoot,bytes32 seedHash,uint32 unitsIn,uint32 unitsOut,uint8 stopReason)Meter(uint64 startedAtMs,uint64 finishedAtMs,uint32 queueMs,uint32 firstUnitMs,uint32 computeMs)Trace(bytes32 rowRoot,bytes32 sketchRoot,bytes32 tapRoot)',
  Vote: 'Vote(bytes32 receiptHash,address verifier,uint32 round,uint8 verdict,uint8 kind,uint32 chunk,bytes32 evidenceRoot,bytes32 salt)',
  Voucher: 'Voucher(address client,address provider,address app,bytes32 modelId,uint64 count,uint256 cumulativeWei,bytes32 receiptsRoot)',
} as const;

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((b) => `0x${Buffer.from(b).toString('hex')}` as Hex);
const fieldOf = (type: string): fc.Arbitrary<unknown> => {
  if (type === 'bytes32') return bytes(32);
  if (type === 'address') return bytes(20);
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1]);
  if (bits === 256) return fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
  if (bits > 0) return fc.integer({ min: 0, max: bits > 53 ? Number.MAX_SAFE_INTEGER : 2 ** bits - 1 });
  return structOf(type as keyof typeof typedData);
};
const structOf = (name: keyof typeof typedData): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(typedData[name].map((field) => [field.name, fieldOf(field.type)])));

let net: TestNet;
let probe: Contract;
beforeAll(async () => {
  net = await startTestNet();
  const factory = new ContractFactory(probeArtifact.abi, probeArtifact.bytecode, net.deployer.connect(net.provider));
  probe = (await (await factory.deploy()).waitForDeployment()) as Contract;
});
afterAll(() => net.stop());

describe('typed data', () => {
  it('has exactly the frozen type strings', () => {
    expect(TypedDataEncoder.from({ JobOrder: typedData.JobOrder }).encodeType('JobOrder')).toBe(frozen.JobOrder);
    expect(TypedDataEncoder.from({ Vote: typedData.Vote }).encodeType('Vote')).toBe(frozen.Vote);
    expect(TypedDataEncoder.from({ Voucher: typedData.Voucher }).encodeType('Voucher')).toBe(frozen.Voucher);
    const { Receipt, Exec, IO, Trace, Meter } = typedData;
    expect(TypedDataEncoder.from({ Receipt, Exec, IO, Trace, Meter }).encodeType('Receipt')).toBe(frozen.Receipt);
  });

  for (const type of ['JobOrder', 'Receipt', 'Vote', 'Voucher'] as const) {
    it(`hashes any ${type} in Solidity as in TypeScript`, async () => {
      await fc.assert(
        fc.asyncProperty(structOf(type), async (value) => {
          const inSolidity = await probe.getFunction(`hash${type}`)(value);
          expect(inSolidity).toBe(structHash(type, value as JobOrder & Receipt & Vote & Voucher));
        }),
        { numRuns: 25 },
      );
    });
  }

  it('gives a voucher the digest that the escrow checks', async () => {
    await fc.assert(
      fc.asyncProperty(structOf('Voucher'), async (value) => {
        const [digest] = await net.chain.readContract('JobEscrow', 'voucherDigest', [value]);
        expect(digest).toBe(signingDigest(domainOf(net.deployment), 'Voucher', value as Voucher));
      }),
      { numRuns: 15 },
    );
  });
});

describe('trees', () => {
  it('have in Solidity the root and the proofs of TypeScript, for every size up to 20', async () => {
    for (let count = 1; count <= 20; count++) {
      const leaves = Array.from({ length: count }, (_, i) => new Uint8Array(createHash('sha256').update(`${i}`).digest()));
      const root = merkleRoot(nodePrimitives, treeTag.anchorBatch, leaves);
      for (const index of new Set([0, count >> 1, count - 1])) {
        const proof = merkleProof(nodePrimitives, treeTag.anchorBatch, leaves, index);
        const contains = (i: number, n: number, p: Uint8Array[], tag: number = treeTag.anchorBatch) =>
          probe.getFunction('merkleContains')(root, tag, i, n, leaves[index], p) as Promise<boolean>;
        expect(await contains(index, count, proof)).toBe(true);
        expect(await contains(index, count + 1, proof)).toBe(false);
        expect(await contains(index + 1, count, proof)).toBe(false);
        expect(await contains(index, count, [...proof, root])).toBe(false);
        expect(await contains(index, count, proof, 0x42)).toBe(false);
        if (proof.length > 0) expect(await contains(index, count, proof.slice(1))).toBe(false);
      }
    }
  });

  it('have the same root when they are empty', async () => {
    const root = merkleRoot(nodePrimitives, treeTag.anchorBatch, []);
    expect(await probe.getFunction('merkleRoot')(treeTag.anchorBatch, 0, `0x${'00'.repeat(32)}`)).toBe(
      `0x${Buffer.from(root).toString('hex')}`,
    );
  });
});
