import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../electron/protocol/bytes.ts';
import { formatReceiptFile, parseReceiptFile, receiptFileLimitBytes, type ReceiptFile } from '../../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../../electron/protocol/signature.ts';
import { signingDigest, type Vote } from '../../../electron/protocol/typedData.ts';
import { isVerified, verifyReceiptFile } from '../../../electron/protocol/verify.ts';
import { nodePrimitives as p } from '../../../electron/services/primitives/nodePrimitives.ts';
import { domain, hash, realReceipts, signedJob, verifier } from './samples.ts';

type Json = Record<string, unknown>;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const failedOf = (file: ReceiptFile): string[] => verifyReceiptFile(p, file).checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
/** Every path to a leaf of a JSON value. */
const pathsOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, Array.isArray(value) ? Number(name) : name])) : [path];

function withChange(text: string, path: readonly (string | number)[], change: (value: unknown) => unknown): string {
  const root = JSON.parse(text) as Json;
  let at: Json = root;
  for (const step of path.slice(0, -1)) at = at[step] as Json;
  at[path.at(-1)!] = change(at[path.at(-1)!]);
  return JSON.stringify(root);
}

const valueAt = (root: Json, path: readonly (string | number)[]): unknown => path.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], root);

/** Numbers below 2^32 that follow from the seed (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** One bit of a value: of a number, a decimal, one hex digit or one letter. */
const flipBit = (seed: number) => (value: unknown): unknown => {
  if (typeof value === 'number') return value ^ 1;
  if (typeof value !== 'string') return 'x';
  if (/^\d+$/.test(value)) return (BigInt(value) ^ 1n).toString();
  const start = value.startsWith('0x') ? 2 : 0;
  const at = start + ((seed * 7919) % (value.length - start));
  const changed = start === 2 ? (parseInt(value[at]!, 16) ^ 1).toString(16) : String.fromCharCode(value.charCodeAt(at) ^ 1);
  return value.slice(0, at) + changed + value.slice(at + 1);
};

/** The checks that must fail for a change in this place, whatever else does. */
function checksFor([part, field, ...rest]: readonly (string | number)[]): string[] {
  switch (part) {
    case 'domain': return ['orderSignature', 'receiptSignature'];
    case 'order': case 'orderSignature': return ['orderSignature'];
    case 'receipt': case 'receiptSignature': return ['receiptSignature'];
    case 'bundle': return ['bundleHash', ...({ nonce: ['nonce', 'seed'], classId: ['decodeHash', 'numericClass'], decode: ['decodeHash'], promptTokens: ['inputRoot'], input: ['inputRoot'], tokens: ['outputRoot'], output: ['outputRoot'], sketches: ['sketchRoot'] }[String(field)] ?? [])];
    case 'payment': return ['payment'];
    case 'runtime': case 'votes': case 'voucher': case 'anchor': return [part];
    default: throw new Error(`${part} ${field} ${rest.join()} belongs to no check`);
  }
}

/** What a file says about the chain and only the chain can confirm (checks chainAnchor, chainPayment), and the network's name for people. */
const chainsWord = new Set(['network', 'anchor.batchIndex', 'anchor.txHash', 'anchor.blockNumber', 'payment.txHash', 'payment.blockNumber']);

describe('a real receipt', () => {
  it('passes every check, with order and reasons that people can read', () => {
    for (const { file, text } of realReceipts) {
      const { checks } = verifyReceiptFile(p, file);
      expect(checks.filter(({ state }) => state !== 'passed')).toEqual([]);
      expect(checks.map(({ name }) => name)).toEqual([
        'orderSignature', 'receiptSignature', 'orderHash', 'node', 'model', 'inputRoot', 'outputRoot', 'decodeHash', 'numericClass', 'nonce', 'seed', 'units', 'stopReason', 'deadline', 'sketchRoot', 'bundleHash', 'runtime',
        'votes', 'voucher', 'anchor', 'payment',
      ]);
      expect(checks.every(({ reason }) => reason.length > 5 && reason.length <= 500)).toBe(true);
      expect(JSON.parse(formatReceiptFile(file))).toEqual(JSON.parse(text));
    }
  });

  it('names the part in which a single bit was changed, wherever that is', () => {
    let named = 0;
    for (const { name, text } of realReceipts) {
      const paths = pathsOf(JSON.parse(text));
      expect(paths.length).toBeGreaterThan(80);
      for (const path of paths) {
        const at = path.join('.');
        const parsed = parseReceiptFile(encode(withChange(text, path, flipBit(path.length + at.length))));
        if (!parsed.ok) {
          // What no receipt may say is refused, and the refusal says where.
          expect(parsed.about['reason'], `${name} ${at}`).toContain(String(path[0]));
          continue;
        }
        if (chainsWord.has(at)) continue;
        expect(failedOf(parsed.file), `${name} ${at}`).toEqual(expect.arrayContaining(checksFor(path)));
        named++;
      }
    }
    expect(named).toBeGreaterThan(200);
  }, 40_000);

  it('names the part in which any single bit of the file was flipped, or reads the same receipt', () => {
    const numbers = random(20261129);
    const outcomes = { refused: 0, named: 0, same: 0 };
    for (const { name, text, file } of realReceipts) {
      const [bytes, original, paths] = [encode(text), JSON.stringify(JSON.parse(formatReceiptFile(file))), pathsOf(JSON.parse(text))];
      for (let n = 0; n < 300; n++) {
        const flipped = bytes.slice();
        const at = numbers() % bytes.length;
        flipped[at]! ^= 1 << (numbers() % 8);
        const parsed = parseReceiptFile(flipped);
        if (!parsed.ok) {
          expect(parsed, `${name} byte ${at}`).toMatchObject({ code: 'receipt.malformed', about: { reason: expect.stringMatching(/\S{3}/) as unknown } });
          outcomes.refused++;
          continue;
        }
        // White space, and the case of an address, say nothing.
        const [now, before] = [JSON.parse(formatReceiptFile(parsed.file)) as Json, JSON.parse(original) as Json];
        const changed = paths.filter((path) => `${String(valueAt(now, path))}`.toLowerCase() !== `${String(valueAt(before, path))}`.toLowerCase());
        if (changed.length === 0) outcomes.same++;
        for (const path of changed.filter((each) => !chainsWord.has(each.join('.')))) {
          expect(failedOf(parsed.file), `${name} byte ${at}, ${path.join('.')}`).toEqual(expect.arrayContaining(checksFor(path)));
          outcomes.named++;
        }
      }
    }
    expect(outcomes.named, JSON.stringify(outcomes)).toBeGreaterThan(60);
    expect(outcomes.refused).toBeGreaterThan(60);
  }, 40_000);

  it('fails when a field, an item or a whole part is gone, and parses nothing that has one too many', () => {
    for (const { text } of realReceipts) {
      for (const path of pathsOf(JSON.parse(text))) {
        const gone = parseReceiptFile(encode(withChange(text, path, () => undefined)));
        if (gone.ok) expect(failedOf(gone.file), path.join('.')).not.toEqual([]);
      }
      for (const part of ['order', 'receipt', 'bundle', 'domain']) expect(parseReceiptFile(encode(text.replace(`"${part}": {`, `"${part}": {"more": 1,`))).ok).toBe(false);
      const runtime = parseReceiptFile(encode(text.replace('"runtime": {', '"runtime": {"more": 1,')));
      expect(runtime.ok && failedOf(runtime.file)).toEqual(['runtime']);
    }
  });

  it('does not depend on how addresses are written', () => {
    for (const { text } of realReceipts) {
      for (const write of [(hex: string) => hex.toLowerCase(), (hex: string) => hex.toUpperCase(), (hex: string) => [...hex].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join('')]) {
        const parsed = parseReceiptFile(encode(text.replace(/"0x([0-9a-fA-F]{40})"/g, (_, hex: string) => `"0x${write(hex)}"`)));
        expect(parsed.ok && failedOf(parsed.file)).toEqual([]);
      }
    }
  });
});

describe('a receipt that its node signed', () => {
  const failed = (change: Parameters<typeof signedJob>[1]): string[] => failedOf(signedJob('x', change).file);
  const io = signedJob('x').receipt.io;
  it('passes as it is, with what is still to come not checked', () => {
    const { checks } = verifyReceiptFile(p, signedJob('x').file);
    expect(isVerified(checks)).toBe(true);
    expect(checks.filter(({ state }) => state === 'notChecked').map(({ name }) => name)).toEqual(['votes', 'voucher', 'anchor', 'payment']);
  });

  it('fails by name for what the node got wrong', () => {
    expect(failed({ receipt: { orderHash: hash('other') } })).toEqual(['orderHash']);
    expect(failed({ receipt: { exec: { ...signedJob('x').receipt.exec, modelId: hash('cheap model') } } })).toEqual(['model']);
    expect(failed({ receipt: { exec: { ...signedJob('x').receipt.exec, classId: 999 } } })).toEqual(['numericClass']);
    // Naming a class without thresholds is no way around them: the order says which class it wants.
    expect(failed({ receipt: { exec: { ...signedJob('x').receipt.exec, classId: 4 } } })).toEqual(['numericClass']);
    expect(failed({ bundle: { classId: 4 }, order: { decodeHash: signedJob('x').order.decodeHash }, receipt: { exec: { ...signedJob('x').receipt.exec, classId: 4 } } })).toEqual(['decodeHash']);
    const { classId: _pinned, ...unpinned } = signedJob('x').bundle;
    expect(failedOf({ ...signedJob('x').file, bundle: unpinned })).toContain('numericClass');
    expect(failed({ receipt: { exec: { ...signedJob('x').receipt.exec, runtimeId: hash('other') } } })).toEqual(['runtime']);
    expect(failed({ receipt: { io: { ...io, outputRoot: hash('other') } } })).toEqual(['outputRoot']);
    expect(failed({ receipt: { io: { ...io, inputRoot: hash('other') } } })).toEqual(['inputRoot']);
    expect(failed({ receipt: { io: { ...io, seedHash: hash('other') } } })).toEqual(['seed']);
    expect(failed({ receipt: { io: { ...io, unitsOut: 9 } } })).toEqual(['units']);
    expect(failed({ order: { maxUnitsOut: 3 } })).toEqual(['units']);
    expect(failed({ receipt: { bundleHash: hash('other') } })).toEqual(['bundleHash']);
    expect(failed({ receipt: { trace: { ...signedJob('x').receipt.trace, sketchRoot: hash('other') } } })).toEqual(['sketchRoot']);
    expect(failed({ receipt: { trace: { ...signedJob('x').receipt.trace, tapRoot: hash('other') } } })).toEqual(['sketchRoot']);
    expect(failed({ bundle: { sketches: [toHex(new Uint8Array(128))] } })).toEqual(['sketchRoot']);
    expect(failed({ order: { deadlineSeconds: 1 } })).toEqual(['deadline']);
    expect(failed({ receipt: { meter: { ...signedJob('x').receipt.meter, finishedAtMs: 999 } } })).toEqual(['deadline']);
    expect(failed({ order: { decodeHash: hash('other') } })).toEqual(['decodeHash']);
    expect(failed({ order: { nonceCommit: hash('other') } })).toEqual(['nonce']);
    expect(failed({ receipt: { provider: verifier.address } })).toEqual(['receiptSignature', 'node']);
    expect(failed({ order: { client: verifier.address } })).toEqual(['orderSignature']);
  });

  it('fails for a stop reason that does not follow from the tokens', () => {
    const stop = (tokens: number[], stopReason: number): string[] => failed({ bundle: { tokens }, receipt: { io: { ...io, unitsOut: tokens.length, stopReason } } }).filter((name) => name === 'stopReason');
    expect(stop([8, 9, 10, 11], 2)).toEqual([]);
    expect(stop([8, 2], 1)).toEqual([]);
    expect(stop([8, 9], 3)).toEqual([]);
    for (const [tokens, reason] of [[[8, 9], 2], [[8, 9], 1], [[8, 2, 9], 1], [[8, 2], 3], [[8, 9, 10, 2], 2], [[8, 9, 10, 11], 3], [[8, 9, 10, 11, 12], 2], [[], 3], [[8, 9], 0], [[8, 9], 7]] as [number[], number][]) {
      expect(stop(tokens, reason), `${tokens.join()} ${reason}`).toEqual(['stopReason']);
    }
  });

  it('fails for votes that reject, repeat, are forged or are about something else', () => {
    const { file, receiptHash } = signedJob('x');
    const vote = (change: Partial<Vote> = {}) => {
      const value: Vote = { receiptHash, verifier: verifier.address, round: 0, verdict: 1, kind: 0, chunk: 0, evidenceRoot: hash('e'), salt: hash('s'), ...change };
      return { vote: value, signature: signDigest(verifier.key, signingDigest(domain, 'Vote', value)) };
    };
    const state = (votes: ReceiptFile['votes']) => verifyReceiptFile(p, { ...file, votes }).checks.find(({ name }) => name === 'votes')!.state;
    expect(state([vote()])).toBe('passed');
    expect(state([vote({ verdict: 2 })])).toBe('failed');
    expect(state([vote({ verdict: 77 })])).toBe('failed');
    expect(state([vote(), vote({ round: 1 })])).toBe('failed');
    expect(state([vote({ receiptHash: hash('other') })])).toBe('failed');
    expect(state([{ ...vote(), signature: vote({ round: 1 }).signature }])).toBe('failed');
  });

  it('is not paid without a voucher, nor any other amount than its price', () => {
    const { file } = signedJob('x');
    expect(failedOf({ ...file, payment: { txHash: hash('tx'), blockNumber: 1, payoutWei: 29n } })).toEqual(['payment']);
    const real = realReceipts[0]!.file;
    expect(failedOf({ ...real, payment: { ...real.payment!, payoutWei: real.payment!.payoutWei + 1n } })).toEqual(['payment']);
  });
});

describe('parsing a receipt file', () => {
  const text = realReceipts[0]!.text;
  it('never throws on random bytes or on a real receipt with bytes changed, and what it lets through can be verified', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(parseReceiptFile(bytes).ok).toBe(false);
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.json(), (json) => {
      expect(parseReceiptFile(encode(json)).ok).toBe(false);
    }), { numRuns: 300 });
    const bytes = encode(text);
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }), (changes) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, byte] of changes) changed[at] = byte;
      const parsed = parseReceiptFile(changed);
      if (parsed.ok) verifyReceiptFile(p, parsed.file);
    }), { numRuns: 400 });
  });

  it('never throws on a real receipt with any value in place of any other', () => {
    const paths = pathsOf(JSON.parse(text));
    const odd = fc.constantFrom<unknown>(-0, -1, 1.5, 1e300, 2 ** 53, '', '0x', `0x${'FF'.repeat(32)}`, '9'.repeat(78), '-1', '\ud800', '__proto__', [], {}, [[]], null, true, 'x'.repeat(10_000));
    fc.assert(fc.property(fc.constantFrom(...paths), odd, (path, value) => {
      const parsed = parseReceiptFile(encode(withChange(text, path, () => value)));
      if (parsed.ok) verifyReceiptFile(p, parsed.file);
      else expect(parsed.about['reason']).toEqual(expect.any(String));
    }), { numRuns: 800 });
  }, 20_000);

  it('refuses depth, size, repeated and reserved keys, byte order marks and bad UTF-8 in time', () => {
    const started = performance.now();
    const deep = 200_000;
    for (const bad of [
      encode('['.repeat(deep) + ']'.repeat(deep)), encode('{"a":'.repeat(deep) + '1' + '}'.repeat(deep)), encode(text.replace('"runtime": {', `"runtime": {"a":${'['.repeat(deep)}${']'.repeat(deep)},`)),
      encode(text.replace('{', '{"format":"hearth-receipt/1",')), encode(text.replace('"runtime": {', '"runtime": {"__proto__":"x",')), encode(text.replace('"order": {', '"order": {"constructor":1,')),
      encode(`\ufeff${text}`), new Uint8Array([...encode(text), 0xff]), encode(`${text}x`), encode(''), encode(text.replace('"runtime": {', '"runtime": {"x":"\\ud800",')),
      encode(text.replace('"runtime": {', '"runtime": {"\\udc00":"x",')), encode(text.replace(/"tokens": \[/, `"tokens": [${'0,'.repeat(1_000_001)}`)),
    ]) expect(parseReceiptFile(bad)).toMatchObject({ ok: false, code: 'receipt.malformed' });
    expect(parseReceiptFile(new Uint8Array(receiptFileLimitBytes + 1))).toEqual({ ok: false, code: 'receipt.tooLarge', about: { limitBytes: receiptFileLimitBytes, foundBytes: receiptFileLimitBytes + 1 } });
    expect(parseReceiptFile(new Uint8Array(receiptFileLimitBytes))).toMatchObject({ ok: false, code: 'receipt.malformed' });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(({} as Json)['a']).toBeUndefined();
  });
});
