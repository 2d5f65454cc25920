import { SigningKey } from 'ethers/crypto';
import { computeAddress } from 'ethers/transaction';
import { sameAddress, type Hex } from '../shared/units.ts';

/** Half of secp256k1's order: a higher s is the malleable twin of the same signature (EIP-2). */
const halfOrder = 0x7fffffff_ffffffff_ffffffff_ffffffff_5d576e73_57a4501d_dfe92f46_681b20a0n;

/**
 * The address whose key signed this digest, or null when the text is no canonical signature (65 bytes, v 27 or 28, low s).
 * Never throws: the signature comes from the network.
 */
export function recoverSigner(digest: Hex, signature: string): Hex | null {
  if (!/^0x[0-9a-f]{128}(?:1b|1c)$/.test(signature)) return null;
  if (BigInt(`0x${signature.slice(66, 130)}`) > halfOrder) return null;
  try {
    return computeAddress(SigningKey.recoverPublicKey(digest, signature)) as Hex;
  } catch {
    return null;
  }
}

export const isSignedBy = (digest: Hex, signature: string, address: string): boolean => {
  const signer = recoverSigner(digest, signature);
  return signer !== null && sameAddress(signer, address);
};

/** Signs a digest; deterministic (RFC 6979), low s, so signing the same digest again gives the same bytes. */
export const signDigest = (privateKey: string, digest: Hex): Hex => new SigningKey(privateKey).sign(digest).serialized as Hex;
