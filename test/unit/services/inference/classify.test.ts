import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify, describeClassifier, type Classifier } from '../../../../electron/services/inference/classify.ts';
import { probeExecutionProviders } from '../../../../electron/services/inference/probe.ts';
import { openSession } from '../../../../electron/services/inference/session.ts';
import { createTextCodec } from '../../../../electron/services/inference/tokenizer.ts';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';

const models = join(import.meta.dirname, '../../../../assets/models');
let digits: Classifier;
beforeAll(async () => {
  const model = await openModelFolder(nodePrimitives, join(models, 'digits'));
  digits = describeClassifier(await openSession(model, { executionProvider: 'cpu', threads: 1 }));
});
afterAll(() => digits.session.release());

const now = (): number => performance.now();

describe('classifying', () => {
  it('gives the raw int32 logits of one image, the same bytes every time and from any place in a buffer', async () => {
    const image = Uint8Array.from({ length: 64 }, (_, i) => (i * 5) % 17);
    const shifted = new Uint8Array(67).subarray(3);
    shifted.set(image);
    const [first, second] = [await classify(digits, image, now), await classify(digits, shifted, now)];
    expect(first).toMatchObject({ dtype: 6, dims: [1, 10], logits: { length: 40 } });
    expect(second.logits).toEqual(first.logits);
  });

  it('names the digit of nearly every held-out image', async () => {
    const heldOut = JSON.parse(readFileSync(join(models, 'digits/heldOut.json'), 'utf8')) as { samples: { label: number; pixels: number[] }[] };
    let right = 0;
    for (const { label, pixels } of heldOut.samples) {
      const { logits } = await classify(digits, Uint8Array.from(pixels), now);
      const scores = Array.from(new Int32Array(new Uint8Array(logits).buffer));
      if (scores.indexOf(Math.max(...scores)) === label) right++;
    }
    expect(right / heldOut.samples.length).toBeGreaterThanOrEqual(0.97);
  });

  it('refuses an input of another size', async () => {
    await expect(classify(digits, new Uint8Array(63), now)).rejects.toMatchObject({ code: 'input.wrongShape', about: { expected: '64 bytes', found: '63 bytes' } });
  });
});

describe('the probe', () => {
  it('computes on the CPU and gives a reason for every provider that cannot', async () => {
    const { onnxruntime, executionProviders } = await probeExecutionProviders();
    expect(onnxruntime).toMatch(/^\d+\.\d+/);
    expect(executionProviders.find(({ name }) => name === 'cpu')).toEqual({ name: 'cpu', usable: true, reason: null });
    for (const { usable, reason } of executionProviders) expect(usable).toBe(reason === null);
  });
});

describe('the tokenizer', () => {
  it('brings text to tokens and back, special tokens included, and refuses tokens it does not have', async () => {
    const model = await openModelFolder(nodePrimitives, join(models, 'ember'));
    const codec = createTextCodec(model, 1536)!;
    const tokens = codec.encode('place near Weimholm:');
    expect(tokens[0]).toBe(0);
    expect(codec.decode(tokens)).toContain('<s>');
    expect(codec.decode(tokens)).toContain('place near Weimholm:');
    expect(() => codec.decode([1536])).toThrow(expect.objectContaining({ code: 'input.malformed' }) as Error);
    expect(codec.decode([])).toBe('');
  });
});
