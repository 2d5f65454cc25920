import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { TypedDataEncoder, type TypedDataDomain, type TypedDataField } from 'ethers/hash';
import { keccak256 } from 'ethers/crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8Bytes } from '../../../electron/protocol/bytes.ts';
import { jcsBytes } from '../../../electron/protocol/jcs.ts';
import { parseReceiptFile, repeatedKey } from '../../../electron/protocol/receiptFile.ts';
import { recoverSigner, signDigest } from '../../../electron/protocol/signature.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../../electron/shared/units.ts';
import eip712 from '../../vectors/published/eip712.json' with { type: 'json' };
import hashes from '../../vectors/published/hashes.json' with { type: 'json' };
import jcs from '../../vectors/published/jcs.json' with { type: 'json' };
import jcsNumbers from '../../vectors/published/jcsNumbers.json' with { type: 'json' };
import jsonTestSuite from '../../vectors/published/jsonTestSuite.json' with { type: 'json' };

const numberOf = (bits: string): number => Buffer.from(bits.padStart(16, '0'), 'hex').readDoubleBE();
const hexOf = (value: unknown): string => Buffer.from(canonicalize(value)!, 'utf8').toString('hex');
const hasFraction = (value: unknown): boolean =>
  typeof value === 'number' ? !Number.isSafeInteger(value) : typeof value === 'object' && value !== null && Object.values(value).some(hasFraction);

describe('canonical JSON (RFC 8785)', () => {
  it('is what the published pairs say; values with fractions are refused by us and right in the library', () => {
    for (const { name, inputBase64, outputHex } of jcs.pairs) {
      const value: unknown = JSON.parse(Buffer.from(inputBase64, 'base64').toString('utf8'));
      expect(hexOf(value), name).toBe(outputHex);
      if (hasFraction(value)) expect(() => jcsBytes(value), name).toThrow(TypeError);
      else expect(Buffer.from(jcsBytes(value)).toString('hex'), name).toBe(outputHex);
    }
    const { input, outputHex } = jcs.rfc8785.section3_2_4;
    expect(hexOf(JSON.parse(input))).toBe(outputHex);
    expect(() => jcsBytes(JSON.parse(input))).toThrow(TypeError);
    const sorted = jcsBytes(JSON.parse(jcs.rfc8785.section3_2_3_sorting.input));
    expect(Object.values(JSON.parse(new TextDecoder().decode(sorted)) as object).sort()).toEqual([...jcs.rfc8785.section3_2_3_sorting.valuesInOrder].sort());
    const text = new TextDecoder().decode(sorted);
    const places = jcs.rfc8785.section3_2_3_sorting.valuesInOrder.map((value) => text.indexOf(`"${value}"`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('spells a thousand published numbers as ECMAScript does', () => {
    expect(createHash('sha256').update(jcsNumbers.lines.map((line) => `${line}\n`).join('')).digest('hex')).toBe(jcsNumbers.sha256);
    for (const line of jcsNumbers.lines) {
      const [bits, text] = line.split(',');
      expect(canonicalize(numberOf(bits!))).toBe(text);
    }
  });

  it('is refused to lone surrogates in values and keys, to infinity and to values without JSON', () => {
    for (const value of ['\ud83d', '\udead', { '\udead': 1 }, Infinity, NaN, 0.5, 2 ** 53, undefined, { a: undefined }, new Date(0), 1n, new Map()]) expect(() => jcsBytes(value)).toThrow(TypeError);
    let deep: unknown = 1;
    for (let i = 0; i < 100; i++) deep = [deep];
    expect(() => jcsBytes(deep)).toThrow(TypeError);
    expect(new TextDecoder().decode(jcsBytes({ b: 1, a: [true, null, '€'], '': -5 }))).toBe('{"":-5,"a":[true,null,"€"],"b":1}');
  });
});

describe('a receipt parser given foreign JSON', () => {
  it('refuses every file of the parsing suite and never throws', () => {
    for (const [name, base64] of Object.entries({ ...jsonTestSuite.parsing, ...jsonTestSuite.transform })) {
      expect(parseReceiptFile(new Uint8Array(Buffer.from(base64, 'base64'))).ok, name).toBe(false);
    }
  });

  it('finds a key that stands twice, however it is escaped, and only that', () => {
    for (const { name, input } of jcs.rejectDerived.items) {
      expect(parseReceiptFile(utf8Bytes(input)).ok, name).toBe(false);
      if (name.includes('duplicate')) expect(repeatedKey(input), name).toBe(name.includes('nested') ? 'b' : 'a');
    }
    for (const [name, base64] of Object.entries(jsonTestSuite.parsing)) {
      if (!name.startsWith('y_') || name.includes('duplicated_key')) continue;
      expect(repeatedKey(Buffer.from(base64, 'base64').toString('utf8')), name).toBe(null);
    }
    expect(repeatedKey('{"a":{"a":1},"b":[{"a":1},{"a":1}],"c":"\\"a\\":{\\"a\\""}')).toBe(null);
    expect(repeatedKey('{"__proto__":1}')).toBe('__proto__');
    expect(repeatedKey('{"\\u005f_proto__":1}')).toBe('__proto__');
  });
});

describe('hashes and typed data', () => {
  it('are those of the published vectors', () => {
    for (const { name, data, sha256, keccak256: keccak } of hashes.vectors) {
      expect(toHex(p.sha256(fromHex(data))), name).toBe(sha256);
      expect(toHex(p.sha256(fromHex(data).subarray(0, 3), fromHex(data).subarray(3))), name).toBe(sha256);
      expect(keccak256(data), name).toBe(keccak);
    }
    for (const { name, domain, types, data, digest } of eip712.ethers) {
      expect(TypedDataEncoder.hash(domain as TypedDataDomain, types as unknown as Record<string, TypedDataField[]>, data), name).toBe(digest);
    }
  });

  it('give the official example its digest and signer, and refuse its malleable twin', () => {
    const { typedData, signHash, r, s, v, address } = eip712.official;
    const { EIP712Domain: _, ...types } = typedData.types;
    expect(TypedDataEncoder.hash(typedData.domain, types, typedData.message)).toBe(signHash);
    const signature = `${r}${s.slice(2)}${v.toString(16)}`;
    expect(recoverSigner(signHash as Hex, signature)?.toLowerCase()).toBe(address);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const twin = `${r}${(order - BigInt(s)).toString(16).padStart(64, '0')}${(v === 28 ? 27 : 28).toString(16)}`;
    expect(recoverSigner(signHash as Hex, twin)).toBe(null);
    expect(signDigest(keccak256(utf8Bytes(eip712.official.privateKeyIsKeccakOf)), signHash as Hex)).toBe(signature);
  });

  it('recover nobody from text that is no signature', () => {
    const digest: Hex = `0x${'11'.repeat(32)}`;
    for (const text of ['', '0x', `0x${'00'.repeat(65)}`, `0x${'ff'.repeat(65)}`, `0x${'00'.repeat(64)}1b`, `0x${'11'.repeat(64)}1d`, `0x${'11'.repeat(64)}1B`, '0xzz', `0x${'11'.repeat(66)}`]) {
      expect(recoverSigner(digest, text)).toBe(null);
    }
  });
});
