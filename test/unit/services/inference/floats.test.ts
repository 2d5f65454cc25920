import { Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { floatsOf, widen } from '../../../../electron/services/inference/floats.ts';

it('every half float becomes the number it stands for, by its bits and by the array of the engine', () => {
  const bits = Uint16Array.from({ length: 65_536 }, (_, i) => i);
  const numbers = new Float16Array(bits.buffer);
  for (const [i, number] of numbers.entries()) if (!Object.is(widen(bits[i]!), number)) expect.unreachable(`${i}: ${widen(bits[i]!)}, not ${number}`);
  const tensor = new Tensor('float16', numbers.slice(0, 8) as never, [8]);
  expect([...floatsOf(tensor)]).toEqual([...numbers.slice(0, 8)]);
  const plain = Float32Array.of(1, 2.5);
  expect(floatsOf(new Tensor('float32', plain, [2]))).toBe(plain);
});
