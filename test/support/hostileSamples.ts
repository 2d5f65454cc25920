/** What strangers may write into every field that is theirs. Only for tests. Each is doubtful in some way; the first in all of them at once. */
export const hostileTexts: readonly string[] = [
  `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u202egnp.exe He\u0430rth https://he\u0430rth.example/claim?${'W'.repeat(400)}\u200b\u{e0041}Z${'\u0301'.repeat(300)}`,
  'Ember \u202egnp.exe\u202c', 'He\u0430rth', `${'M'.repeat(3000)}`.replace('MM', 'M\u200bM'), '\u200f\u0646\u0645\u0648\u0630\u062c\u200f \u2067<b>bold</b>', '"><svg onload="window.hacked=1">\ufeff', 'javascript:window.hacked=1 \u0440\u0430\u0443\u0440\u0430', 'Em\u200bber\u2060',
  `Z\u202d${'\u0301'.repeat(400)}`, '\uff25\uff4d\uff42\uff45\uff52', 'data:text/html,<script>hacked=1</script>\u00ad [click](https://evil.example) \u0000\u001b[31m',
];

/** Fields that others fill, with the most characters the wire takes of each. */
const strangers: Readonly<Record<string, number>> = { modelName: 120, title: 200, description: 4000, reason: 200, note: 300, symbol: 24, error: 280, numericClass: 80, driver: 120 };
/** Of a failure or a notice: what fills the gaps of its sentence. */
const quoted = new Set(['title', 'reason', 'error', 'model', 'device']);
const isNamed = (value: object): boolean => 'modelId' in value || 'practice' in value || 'decimals' in value || 'executionProviders' in value;

/**
 * The same value with a stranger's text in every field that is a stranger's, each time the next of `texts`. Digests, addresses, kinds and amounts stay,
 * or nothing would be drawn.
 */
export function poison(texts: readonly string[]): <Value>(value: Value) => Value {
  let turn = 0;
  const next = (most: number): string => texts[turn++ % texts.length]!.slice(0, most);
  const walk = (value: unknown, key: string | null): unknown => {
    if (Array.isArray(value)) return key === 'facts' && typeof value[0]?.[0] === 'string' ? (value as [string, string][]).map(([name, fact]) => [name, ['model', 'device', 'numericClass', 'driver'].includes(name) ? next(1000) : fact]) : value.map((one) => walk(one, null));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => {
      if (key === 'about' && typeof one === 'string') return [name, quoted.has(name) ? next(1000) : one];
      if (typeof one === 'string' && (Object.hasOwn(strangers, name) || (name === 'name' && isNamed(value)))) return [name, next(strangers[name] ?? 120)];
      // What a gateway bought, and the network of another node.
      if (typeof one === 'string' && ((name === 'model' && 'replayed' in value) || (name === 'network' && 'todayWei' in value))) return [name, next(80)];
      return [name, walk(one, name)];
    }));
  };
  return <Value>(value: Value) => walk(value, null) as Value;
}
