import { z } from 'zod';

/** 32 bytes as lower-case hex with 0x. */
export const bytes32Shape = z.string().regex(/^0x[0-9a-f]{64}$/);
/** An account address, lower or mixed case; compare only after {@link sameAddress}. */
export const addressShape = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
/** Any bytes as lower-case hex with 0x. */
export const hexShape = z.string().regex(/^0x(?:[0-9a-f]{2})*$/);
/** A 65-byte recoverable secp256k1 signature. */
export const signatureShape = z.string().regex(/^0x[0-9a-f]{130}$/);

/** Text without a lone surrogate, which has no UTF-8 and so no canonical JSON. */
/** A country or territory, ISO 3166-1 alpha-2. */
export const regionShape = z.string().regex(/^[A-Z]{2}$/);
export const textShape = (maxLength: number) => z.string().max(maxLength).refine((text) => text.isWellFormed(), 'lone surrogate');

/** A uint256. */
const maxWei = 2n ** 256n - 1n;
/** Money: bigint wei in memory, a decimal string on every wire and at rest. A uint256: never negative unless the name says so. */
export const weiShape = z.codec(z.string().regex(/^(?:0|[1-9]\d{0,77})$/), z.bigint().min(0n).max(maxWei), {
  decode: (text) => BigInt(text),
  encode: (wei) => wei.toString(10),
});
export const uint32Shape = z.number().int().min(0).max(0xffff_ffff);
export const uint16Shape = z.number().int().min(0).max(0xffff);
export const uint8Shape = z.number().int().min(0).max(0xff);
/** A uint64 that is also a safe integer: seconds, milliseconds and sequence numbers stay far below 2^53. */
export const safeUintShape = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Milliseconds since 1970, UTC. */
export const timeMsShape = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export type Hex = `0x${string}`;
export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** 1 coin = 10^18 wei. */
export const weiPerCoin = 10n ** 18n;
