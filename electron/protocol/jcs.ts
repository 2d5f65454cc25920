import canonicalize from 'canonicalize';
import { utf8Bytes } from './bytes.ts';
import type { Primitives } from './primitives.ts';

/**
 * Canonical JSON (RFC 8785) of a value as UTF-8 bytes.
 *
 * Protocol values hold safe integers, strings, booleans, null, arrays and plain objects only; anything else is refused, so
 * that one value has one spelling in every language.
 * @throws TypeError  a fraction, an unsafe integer, a lone surrogate, undefined, or an object that is not plain
 */
export function jcsBytes(value: unknown): Uint8Array {
  assertPlain(value, 0);
  return utf8Bytes(canonicalize(value) as string);
}

export const jcsSha256 = (p: Primitives, value: unknown): Uint8Array => p.sha256(jcsBytes(value));

function assertPlain(value: unknown, depth: number): void {
  if (depth > 64) throw new TypeError('too deep for canonical JSON');
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical JSON');
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('only safe integers have canonical JSON here');
    return;
  }
  if (Array.isArray(value)) return value.forEach((item) => assertPlain(item, depth + 1));
  if (typeof value !== 'object' || (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)) {
    throw new TypeError('no canonical JSON for this value');
  }
  for (const [name, item] of Object.entries(value)) {
    assertPlain(name, depth + 1);
    assertPlain(item, depth + 1);
  }
}
