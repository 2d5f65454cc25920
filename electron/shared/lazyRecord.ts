/**
 * A record whose values are made when they are first asked for, each once. Without a prototype: a name from elsewhere finds only what was given.
 *
 * @param make  must not throw, or what asks for the value throws each time
 */
export function lazyRecord<K extends string, V>(names: readonly K[], make: (name: K) => V): Readonly<Record<K, V>> {
  const made = new Map<K, V>();
  const valueOf = (name: K): V => {
    const before = made.get(name);
    if (before !== undefined) return before;
    const value = make(name);
    made.set(name, value);
    return value;
  };
  return Object.create(null, Object.fromEntries(names.map((name) => [name, { enumerable: true, get: () => valueOf(name) }]))) as Readonly<Record<K, V>>;
}
