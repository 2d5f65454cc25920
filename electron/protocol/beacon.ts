import { bls12_381 } from '@noble/curves/bls12-381.js';
import { concatBytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';

/**
 * Rounds of public randomness, drand's scheme `bls-unchained-g1-rfc9380`: signatures are points of G1, keys of G2. The contract
 * `Beacon` checks the same bytes; the practice network signs them with a key of its own.
 *
 * @source docs/protocol/court.md section 2
 */
const domain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const bls = bls12_381.shortSignatures;

export type BeaconSchedule = { readonly genesisSeconds: number; readonly periodSeconds: number };

/** sha256(round as u64 big-endian): what the network signs. */
export function beaconMessage(p: Primitives, round: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(round));
  return p.sha256(bytes);
}

/** Signs a round. @returns the compressed signature, 48 bytes, as drand publishes it */
export const signBeaconRound = (p: Primitives, secretKey: Uint8Array, round: number): Uint8Array =>
  bls.sign(bls.hash(beaconMessage(p, round), domain), secretKey).toBytes(true);

/** The network's key, compressed, 96 bytes. @param secretKey 32 bytes below the group's order */
export const beaconPublicKey = (secretKey: Uint8Array): Uint8Array => bls.getPublicKey(secretKey).toBytes(true);

/** A secret key from 32 random bytes; the library reduces 48, so the seed is repeated. The public key is made only by who asks for it: it takes a quarter of a second. */
export const deriveBeaconKey = (seed: Uint8Array): Uint8Array => bls12_381.utils.randomSecretKey(concatBytes(seed, seed).subarray(0, 48));

/** Whether a signature is the network's for this round. Never throws on hostile bytes. */
export function verifyBeaconRound(p: Primitives, publicKey: Uint8Array, round: number, signature: Uint8Array): boolean {
  try {
    return signature.length === 48 && bls.verify(signature, bls.hash(beaconMessage(p, round), domain), publicKey);
  } catch {
    return false;
  }
}

/** sha256 of the compressed signature: a round's randomness, on chain and at every drand client. */
export const beaconRandomness = (p: Primitives, signature: Uint8Array): Uint8Array => p.sha256(signature);

/** A compressed point of G1 as EIP-2537 takes it, 128 bytes. @throws Error  not a point of the group */
export function encodeG1(compressed: Uint8Array): Uint8Array {
  const { x, y } = bls12_381.G1.Point.fromBytes(compressed).toAffine();
  return concatBytes(fieldBytes(x), fieldBytes(y));
}

/** A compressed point of G2 as EIP-2537 takes it, 256 bytes. @throws Error  not a point of the group */
export function encodeG2(compressed: Uint8Array): Uint8Array {
  const { x, y } = bls12_381.G2.Point.fromBytes(compressed).toAffine();
  return concatBytes(fieldBytes(x.c0), fieldBytes(x.c1), fieldBytes(y.c0), fieldBytes(y.c1));
}

/** The first round due at or after a time. */
export const beaconRoundAt = (schedule: BeaconSchedule, atSeconds: number): number =>
  Math.max(1, 1 + Math.ceil((atSeconds - schedule.genesisSeconds) / schedule.periodSeconds));

/** When a round is due, in seconds since 1970. */
export const beaconDueSeconds = (schedule: BeaconSchedule, round: number): number =>
  schedule.genesisSeconds + (round - 1) * schedule.periodSeconds;

function fieldBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(64);
  for (let i = 63, rest = value; rest > 0n; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}
