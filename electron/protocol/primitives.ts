/** The cryptography the protocol stands on, passed in so that the same code runs in Node, a page and a test. */
export type Primitives = {
  /** SHA-256 of the parts laid end to end; 32 bytes. */
  readonly sha256: (...parts: readonly Uint8Array[]) => Uint8Array;
  /** HMAC-SHA256 of the parts laid end to end; 32 bytes. */
  readonly hmacSha256: (key: Uint8Array, ...parts: readonly Uint8Array[]) => Uint8Array;
  /** AES-256 keystream in counter mode from a 16-byte initial counter block (big-endian increment). */
  readonly aes256Ctr: (key: Uint8Array, counterBlock: Uint8Array, lengthBytes: number) => Uint8Array;
};
