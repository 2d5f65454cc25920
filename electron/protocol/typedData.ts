import { TypedDataEncoder } from 'ethers/hash';
import { z } from 'zod';
import {
  addressShape, bytes32Shape, safeUintShape, uint16Shape, uint32Shape, uint8Shape, weiShape, type Hex,
} from '../shared/units.ts';

/**
 * The signed structures of HVI-1 (EIP-712). Names, order and widths are frozen from the first receipt on.
 * @source docs/protocol/bytes.md section 5
 */
export const typedData = {
  JobOrder: [
    { name: 'jobId', type: 'bytes32' }, { name: 'client', type: 'address' }, { name: 'provider', type: 'address' },
    { name: 'app', type: 'address' }, { name: 'reservationId', type: 'bytes32' }, { name: 'modelId', type: 'bytes32' },
    { name: 'tauVersion', type: 'uint32' }, { name: 'splitVersion', type: 'uint32' }, { name: 'inputRoot', type: 'bytes32' },
    { name: 'decodeHash', type: 'bytes32' }, { name: 'nonceCommit', type: 'bytes32' }, { name: 'tier', type: 'uint8' },
    { name: 'auditPolicy', type: 'uint8' }, { name: 'maxUnitsIn', type: 'uint32' }, { name: 'maxUnitsOut', type: 'uint32' },
    { name: 'priceInWei', type: 'uint256' }, { name: 'priceOutWei', type: 'uint256' }, { name: 'deadlineSeconds', type: 'uint64' },
    { name: 'deliveryKey', type: 'bytes32' },
  ],
  Exec: [
    { name: 'modelId', type: 'bytes32' }, { name: 'planRoot', type: 'bytes32' }, { name: 'runtimeId', type: 'bytes32' },
    { name: 'classId', type: 'uint16' },
  ],
  IO: [
    { name: 'inputRoot', type: 'bytes32' }, { name: 'outputRoot', type: 'bytes32' }, { name: 'seedHash', type: 'bytes32' },
    { name: 'unitsIn', type: 'uint32' }, { name: 'unitsOut', type: 'uint32' }, { name: 'stopReason', type: 'uint8' },
  ],
  Trace: [{ name: 'rowRoot', type: 'bytes32' }, { name: 'sketchRoot', type: 'bytes32' }, { name: 'tapRoot', type: 'bytes32' }],
  Meter: [
    { name: 'startedAtMs', type: 'uint64' }, { name: 'finishedAtMs', type: 'uint64' }, { name: 'queueMs', type: 'uint32' },
    { name: 'firstUnitMs', type: 'uint32' }, { name: 'computeMs', type: 'uint32' },
  ],
  Receipt: [
    { name: 'orderHash', type: 'bytes32' }, { name: 'exec', type: 'Exec' }, { name: 'io', type: 'IO' }, { name: 'trace', type: 'Trace' },
    { name: 'meter', type: 'Meter' }, { name: 'provider', type: 'address' }, { name: 'epoch', type: 'uint32' }, { name: 'seq', type: 'uint64' },
    { name: 'prev', type: 'bytes32' }, { name: 'bundleHash', type: 'bytes32' },
  ],
  Vote: [
    { name: 'receiptHash', type: 'bytes32' }, { name: 'verifier', type: 'address' }, { name: 'round', type: 'uint32' },
    { name: 'verdict', type: 'uint8' }, { name: 'kind', type: 'uint8' }, { name: 'chunk', type: 'uint32' },
    { name: 'evidenceRoot', type: 'bytes32' }, { name: 'salt', type: 'bytes32' },
  ],
  Voucher: [
    { name: 'client', type: 'address' }, { name: 'provider', type: 'address' }, { name: 'app', type: 'address' },
    { name: 'modelId', type: 'bytes32' }, { name: 'count', type: 'uint64' }, { name: 'cumulativeWei', type: 'uint256' },
    { name: 'receiptsRoot', type: 'bytes32' },
  ],
};

export const domainShape = z.strictObject({
  name: z.literal('Hearth'),
  version: z.literal('1'),
  chainId: safeUintShape,
  verifyingContract: addressShape,
});
export type Domain = z.infer<typeof domainShape>;

export const jobOrderShape = z.strictObject({
  jobId: bytes32Shape, client: addressShape, provider: addressShape, app: addressShape, reservationId: bytes32Shape,
  modelId: bytes32Shape, tauVersion: uint32Shape, splitVersion: uint32Shape, inputRoot: bytes32Shape, decodeHash: bytes32Shape,
  nonceCommit: bytes32Shape, tier: uint8Shape, auditPolicy: uint8Shape, maxUnitsIn: uint32Shape, maxUnitsOut: uint32Shape,
  priceInWei: weiShape, priceOutWei: weiShape, deadlineSeconds: safeUintShape, deliveryKey: bytes32Shape,
});
export type JobOrder = z.output<typeof jobOrderShape>;

export const receiptShape = z.strictObject({
  orderHash: bytes32Shape,
  exec: z.strictObject({ modelId: bytes32Shape, planRoot: bytes32Shape, runtimeId: bytes32Shape, classId: uint16Shape }),
  io: z.strictObject({
    inputRoot: bytes32Shape, outputRoot: bytes32Shape, seedHash: bytes32Shape, unitsIn: uint32Shape, unitsOut: uint32Shape, stopReason: uint8Shape,
  }),
  trace: z.strictObject({ rowRoot: bytes32Shape, sketchRoot: bytes32Shape, tapRoot: bytes32Shape }),
  meter: z.strictObject({
    startedAtMs: safeUintShape, finishedAtMs: safeUintShape, queueMs: uint32Shape, firstUnitMs: uint32Shape, computeMs: uint32Shape,
  }),
  provider: addressShape, epoch: uint32Shape, seq: safeUintShape, prev: bytes32Shape, bundleHash: bytes32Shape,
});
export type Receipt = z.output<typeof receiptShape>;

export const voteShape = z.strictObject({
  receiptHash: bytes32Shape, verifier: addressShape, round: uint32Shape, verdict: uint8Shape, kind: uint8Shape, chunk: uint32Shape,
  evidenceRoot: bytes32Shape, salt: bytes32Shape,
});
export type Vote = z.output<typeof voteShape>;
/** verdict of a vote */
export const verdict = { accept: 1, reject: 2 } as const;
/** what a rejecting vote names */
export const voteKind = { none: 0, sketch: 1, margin: 2, output: 3, stop: 4, bundle: 5, class: 6 } as const;

export const voucherShape = z.strictObject({
  client: addressShape, provider: addressShape, app: addressShape, modelId: bytes32Shape, count: safeUintShape, cumulativeWei: weiShape,
  receiptsRoot: bytes32Shape,
});
export type Voucher = z.output<typeof voucherShape>;

type Signed = { JobOrder: JobOrder; Receipt: Receipt; Vote: Vote; Voucher: Voucher };
export type SignedType = keyof Signed;

const typesOf = (type: SignedType): Record<string, { name: string; type: string }[]> =>
  type === 'Receipt'
    ? { Receipt: typedData.Receipt, Exec: typedData.Exec, IO: typedData.IO, Trace: typedData.Trace, Meter: typedData.Meter }
    : { [type]: typedData[type] };

/**
 * Addresses in lower case, since a stranger may write one with a wrong EIP-55 checksum: the 20 bytes are what is signed, and the encoder
 * would throw.
 */
function lowerAddresses<T>(value: T): T {
  const lower = (item: unknown): unknown => {
    if (typeof item === 'string') return item.length === 42 ? item.toLowerCase() : item;
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, lower(part)]));
  };
  return lower(value) as T;
}

/**
 * The 32 bytes that are signed: keccak256(0x1901 ‖ domain ‖ struct). Also the name of an order ("orderHash") and a receipt ("receiptHash").
 * Never throws on a value its shape has parsed.
 */
export const signingDigest = <T extends SignedType>(domain: Domain, type: T, value: Signed[T]): Hex =>
  TypedDataEncoder.hash(lowerAddresses(domain), typesOf(type), lowerAddresses(value)) as Hex;

/** The struct hash without the domain. */
export const structHash = <T extends SignedType>(type: T, value: Signed[T]): Hex => TypedDataEncoder.from(typesOf(type)).hash(lowerAddresses(value)) as Hex;
