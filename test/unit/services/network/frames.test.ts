import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { concatBytes, u32LE, utf8Bytes } from '../../../../electron/protocol/bytes.ts';
import { createFrameBuffer, encodeFrame, parseFrame } from '../../../../electron/services/network/frames.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { weiShape } from '../../../../electron/shared/units.ts';

const shape = z.strictObject({ text: z.string(), wei: weiShape });
const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return isHearthError(error) ? error.code : 'another error';
  }
};

describe('frames', () => {
  it('come out as they went in, however the bytes are cut', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (texts, cuts) => {
      const bytes = concatBytes(...texts.map((text) => encodeFrame(shape, { text, wei: 7n })));
      const buffer = createFrameBuffer(10_000);
      const found: string[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = cuts[i % cuts.length]!;
        buffer.push(bytes.subarray(at, at + size));
        at += size;
        for (let body = buffer.take(); body; body = buffer.take()) {
          const parsed = parseFrame(shape, body);
          if (parsed.ok) found.push(parsed.message.text);
        }
      }
      expect(found).toEqual(texts.map((text) => text.toWellFormed()));
      expect(buffer.begunBytes).toBe(0);
    }));
  });

  it('are refused by their header alone, before a body is kept', () => {
    const buffer = createFrameBuffer(100);
    expect(codeOf(() => buffer.push(u32LE(101)))).toBe('network.malformed');
    expect(codeOf(() => createFrameBuffer(100).push(concatBytes(u32LE(0xffff_ffff), new Uint8Array(1000))))).toBe('network.malformed');
    const second = createFrameBuffer(100);
    second.push(concatBytes(u32LE(0), u32LE(1)));
    expect(second.take()).toEqual(new Uint8Array(0));
    const afterFirst = createFrameBuffer(100);
    afterFirst.push(concatBytes(u32LE(0), u32LE(101)));
    expect(codeOf(() => afterFirst.take())).toBe('network.malformed');
  });

  it('say why they are no message, and never throw', () => {
    const reasonOf = (bytes: Uint8Array): string => {
      const parsed = parseFrame(shape, bytes);
      return parsed.ok ? '' : parsed.reason;
    };
    expect(reasonOf(utf8Bytes('{"text":"a","wei":"1","text":"b"}'))).toMatch(/"text" stands twice/);
    expect(reasonOf(Uint8Array.of(0x22, 0xff, 0x22))).toBe('not JSON in UTF-8');
    expect(reasonOf(utf8Bytes('{'))).toBe('not JSON in UTF-8');
    expect(reasonOf(new Uint8Array(0))).toBe('not JSON in UTF-8');
    expect(reasonOf(utf8Bytes('{"text":"a","wei":1}'))).not.toBe('');
    expect(reasonOf(utf8Bytes('{"text":"a","wei":"1","more":true}'))).not.toBe('');
    expect(reasonOf(utf8Bytes('['.repeat(100_000) + ']'.repeat(100_000)))).not.toBe('');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => !parseFrame(shape, bytes).ok));
  });
});
