import type { Bundle } from './bundle.ts';
import { fromHex } from './bytes.ts';
import { dtype } from './tensor.ts';

type Output = Extract<Bundle, { kind: 'embed' }>['output'];

/**
 * The vector of an embedding as its bundle has it; null for anything but one row of finite float32.
 * @source docs/protocol/receipts.md section 3
 */
export function readVector({ dtype: type, dims, body }: Output): Float32Array | null {
  const [rows, width] = dims;
  const bytes = fromHex(body);
  if (type !== dtype.float32 || dims.length !== 2 || rows !== 1 || !width || bytes.length !== 4 * width) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = Float32Array.from({ length: width }, (_, i) => view.getFloat32(4 * i, true));
  return vector.every(Number.isFinite) ? vector : null;
}

/** Relative L2 distance ‖claimed − own‖ / ‖own‖; Infinity where the two have different lengths, or only the own one is zero. */
export function vectorDistance(claimed: Float32Array, own: Float32Array): number {
  if (claimed.length !== own.length) return Infinity;
  let [apart, length] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    apart += (claimed[i]! - own[i]!) ** 2;
    length += own[i]! ** 2;
  }
  return apart === 0 ? 0 : length === 0 ? Infinity : Math.sqrt(apart / length);
}

/** How far a bundle's vector is from a replay's, float32 little-endian. */
export function vectorApart(claimed: Output, own: Uint8Array): number {
  const vector = readVector(claimed);
  return vector ? vectorDistance(vector, new Float32Array(new Uint8Array(own).buffer)) : Infinity;
}
