import { modelReasons } from '../../shared/saidReasons.ts';
import { modelUnsupported } from './unsupported.ts';

/** What a file may hold. Counted on the bytes, before any object is made of them. */
const limits = {
  nodes: 200_000,
  /** Attributes, tensors, declared values, dimensions and names together. */
  parts: 4_000_000,
  /** Bytes of numbers in typed fields; raw data costs nothing to read. */
  typedBytes: 1 << 28,
  /** Bytes of typed integers of varying length, each of which becomes a number of its own. */
  varintBytes: 1 << 24,
} as const;

type Kind = 'model' | 'graph' | 'node' | 'attribute' | 'tensor' | 'value' | 'type' | 'tensorType' | 'shape' | 'function' | 'part';
type Field = { readonly kind: Kind } | { readonly counts: 'parts' | 'typedBytes' | 'varintBytes' };
const part: Field = { counts: 'parts' };
const varints: Field = { counts: 'varintBytes' };
const fixed: Field = { counts: 'typedBytes' };

/** Fields that hold others or many, by ONNX field number. Whatever is not here costs no more than its bytes. */
const fields: Readonly<Record<Kind, Readonly<Record<number, Field>>>> = {
  model: { 7: { kind: 'graph' }, 8: part, 14: part, 20: part, 25: { kind: 'function' } },
  graph: { 1: { kind: 'node' }, 5: { kind: 'tensor' }, 11: { kind: 'value' }, 12: { kind: 'value' }, 13: { kind: 'value' }, 15: part },
  node: { 1: part, 2: part, 5: { kind: 'attribute' } },
  attribute: { 5: { kind: 'tensor' }, 6: { kind: 'graph' }, 7: fixed, 8: varints, 9: part, 10: { kind: 'tensor' }, 11: { kind: 'graph' }, 15: part, 23: part },
  tensor: { 1: varints, 4: fixed, 5: varints, 6: part, 7: varints, 10: fixed, 11: varints, 13: part },
  value: { 2: { kind: 'type' } },
  type: { 1: { kind: 'tensorType' } },
  tensorType: { 2: { kind: 'shape' } },
  shape: { 1: part },
  function: { 4: part, 5: part, 6: part, 7: { kind: 'node' }, 9: part, 11: { kind: 'attribute' } },
  part: {},
};

/**
 * Walks the file once without making anything of it. Bytes that are no protobuf message end the walk: the reader then says so.
 *
 * @throws model.unsupported  more of anything than a model has
 * @source docs/protocol/models.md section 2
 */
export function assertReadableSize(bytes: Uint8Array): void {
  const counts = { nodes: 0, parts: 0, typedBytes: 0, varintBytes: 0 };
  const count = (what: keyof typeof counts, by: number): void => {
    counts[what] += by;
    if (counts[what] > limits[what]) throw modelUnsupported(what === 'nodes' ? modelReasons.tooManyNodes(limits[what]) : what === 'parts' ? modelReasons.tooManyParts(limits[what]) : modelReasons.tooManyNumbers(limits[what]));
  };
  const ends: number[] = [bytes.length];
  const kinds: Kind[] = ['model'];
  let at = 0;
  /** -1: the bytes end or the number is too long. */
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) return -1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return -1;
  };
  while (ends.length > 0) {
    const end = ends.at(-1)!;
    if (at >= end) {
      if (at > end) return;
      ends.pop();
      kinds.pop();
      continue;
    }
    const tag = varint();
    if (tag < 8) return;
    const wire = tag % 8;
    const field = fields[kinds.at(-1)!][Math.floor(tag / 8)];
    const startedAt = at;
    if (wire === 0) {
      if (varint() < 0) return;
    } else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (length < 0 || at + length > end) return;
      if (field && 'kind' in field) {
        count(field.kind === 'node' ? 'nodes' : 'parts', 1);
        // Deeper than the reader goes; it refuses this itself.
        if (ends.length > 128) return;
        ends.push(at + length);
        kinds.push(field.kind);
        continue;
      }
      at += length;
    } else return;
    // A number per field, not packed, costs an object-sized entry each time.
    if (field && 'counts' in field) count(field.counts, field.counts === 'parts' ? 1 : at - startedAt);
  }
}
