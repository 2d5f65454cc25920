import { z } from 'zod';

/** Plain values, one of which each text or number of a bridge is fine with. */
const texts = ['text', '0x', '1f'.repeat(8), `0x${'1f'.repeat(32)}`, `0x${'1f'.repeat(20)}`, `0x${'1f'.repeat(65)}`, '1f'.repeat(32), '7', '2026-11-29', '08:00', 'EUR', 'DE', 'https://example.org/', '/ip4/192.0.2.7/tcp/4001', '/srv/models', 'a@1', 'ABCD-EFGH', 'model.onnx', '#211c18', '1.0.0', ''];
const numbers = [1, 0, 2, 8, 30, 100, 1000, 60_000, 2 ** 20, 0.5, -1, 7411];

type Def = { readonly type: string; readonly [key: string]: unknown };
const first = (schema: z.ZodType, candidates: readonly unknown[]): unknown => {
  const found = candidates.find((value) => schema.safeParse(value).success);
  if (found === undefined && !schema.safeParse(undefined).success) throw new Error(`no sample for ${JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))}`);
  return found;
};

/** A value as a shape has it on the wire, with something in every field: lists have an item, what may be left out or be null is there. @throws Error  none of the plain values fits */
export function sampleOf(schema: z.ZodType, turn = 0): unknown {
  const def = schema.def as unknown as Def;
  const inner = (name: string): unknown => sampleOf(def[name] as z.ZodType, turn);
  switch (def.type) {
    // Where two fields must not be alike, each begins with another of the plain values.
    case 'object': return first(schema, [0, 1].map((step) => Object.fromEntries(Object.entries(def['shape'] as Record<string, z.ZodType>).map(([name, shape], index) => [name, sampleOf(shape, turn + step * index)]))));
    case 'array': return first(schema, [1, 2, 3, 0].map((length) => Array.from({ length }, (_, index) => sampleOf(def['element'] as z.ZodType, turn + index))));
    case 'tuple': return (def['items'] as z.ZodType[]).map((item) => sampleOf(item, turn));
    case 'record': return first(schema, [() => inner('keyType'), () => 'key'].map((key) => ({ [String(key())]: inner('valueType') })).concat([{}]));
    case 'union': {
      // One after the other: a shape may hold itself in a later one.
      for (const option of def['options'] as z.ZodType[]) {
        const value = sampleOf(option, turn);
        if (schema.safeParse(value).success) return value;
      }
      return first(schema, []);
    }
    case 'intersection': return Object.assign({}, inner('left'), inner('right')) as unknown;
    case 'enum': return Object.values(def['entries'] as Record<string, unknown>)[0];
    case 'literal': return (def['values'] as unknown[])[0];
    case 'nullable': case 'optional': case 'default': case 'prefault': case 'readonly': case 'nonoptional': case 'catch': return inner('innerType');
    case 'lazy': return sampleOf((def['getter'] as () => z.ZodType)(), turn);
    case 'pipe': return inner('in');
    case 'boolean': return true;
    case 'null': return null;
    case 'bigint': return 7n;
    case 'unknown': case 'any': return { any: ['thing', 1, null] };
    case 'string': return first(schema, texts);
    case 'number': return first(schema, [...numbers.slice(turn % numbers.length), ...numbers]);
    // What only a function of its own knows.
    default: return first(schema, [1, 'usage.invalid', new Uint8Array([1, 2, 3]), new Float32Array([1, 2])]);
  }
}
