/** Keys, values and last-hidden rows of consecutive positions. */
export type PrefixBlock = {
  /** Per cache input [heads, positions, headDim]. */
  readonly cache: readonly (Float32Array | Uint16Array)[];
  /** float32 [positions, hiddenSize]: evidence of a prompt is made of them. */
  readonly rows: Float32Array;
  readonly positions: number;
};

/** A block, and how many of its first positions the prompt begins with. */
export type PrefixHit = { readonly block: PrefixBlock; readonly count: number };

export type PrefixCache = {
  /** What is known of the longest beginning of `tokens` within a scope, in order. */
  find(scope: string, tokens: readonly number[]): PrefixHit[];
  /** Keeps whole blocks of `tokens`, and drops what is worth least where that takes too much. `read` copies positions [from, to). */
  keep(scope: string, tokens: readonly number[], read: (from: number, to: number) => Omit<PrefixBlock, 'positions'>): void;
  sizeBytes(): number;
  clear(): void;
};

/** Positions per block. Smaller ones waste less at the end of a prefix, larger ones take fewer copies. */
const blockPositions = 32;

type Node = {
  readonly tokens: readonly number[];
  readonly block: PrefixBlock;
  readonly sizeBytes: number;
  readonly parent: Node | Root;
  readonly children: Map<string, Node>;
  uses: number;
  worth: number;
};
type Root = { readonly scope: string; readonly children: Map<string, Node> };

const sizeOf = ({ cache, rows }: Omit<PrefixBlock, 'positions'>): number => cache.reduce((sum, { byteLength }) => sum + byteLength, rows.byteLength);

/**
 * A radix tree of token blocks, one tree per scope, under one budget. A prompt takes over the path it begins with, down to the first token that
 * differs. When space is short the leaf of least worth goes: how often it was used, above the worth of what went before it (so what was once used
 * much ages). Inner blocks stay as long as something follows them, since a block says nothing without those before it.
 *
 * Scopes share nothing, neither blocks nor the knowledge that they exist; only the budget, which an eviction may make felt (docs/threat-model.md).
 *
 * @param limitBytes  of blocks; their tokens and maps come on top, about a hundredth
 */
export function createPrefixCache(limitBytes: number): PrefixCache {
  const roots = new Map<string, Root>();
  const nodes = new Set<Node>();
  let sizeBytes = 0;
  let age = 0;

  const use = (node: Node): void => {
    node.uses++;
    node.worth = age + node.uses;
  };

  function drop(node: Node): void {
    nodes.delete(node);
    sizeBytes -= node.sizeBytes;
    node.parent.children.delete(keyOf(node.tokens));
    if ('scope' in node.parent && node.parent.children.size === 0) roots.delete(node.parent.scope);
  }

  function makeRoom(neededBytes: number, path: ReadonlySet<Node | Root>): boolean {
    while (sizeBytes + neededBytes > limitBytes) {
      let least: Node | null = null;
      for (const node of nodes) if (node.children.size === 0 && !path.has(node) && (least === null || node.worth < least.worth)) least = node;
      if (!least) return false;
      age = least.worth;
      drop(least);
    }
    return true;
  }

  return {
    find(scope, tokens) {
      const hits: PrefixHit[] = [];
      let at: Node | Root | undefined = roots.get(scope);
      for (let from = 0; at && from < tokens.length; from += blockPositions) {
        const next: Node | null = at.children.get(keyOf(tokens.slice(from, from + blockPositions))) ?? null;
        if (next) {
          use(next);
          hits.push({ block: next.block, count: blockPositions });
          at = next;
          continue;
        }
        const best = longestBeginning([...at.children.values()], tokens, from);
        if (best) {
          use(best.node);
          hits.push({ block: best.node.block, count: best.count });
        }
        break;
      }
      return hits;
    },
    keep(scope, tokens, read) {
      const root: Root = roots.get(scope) ?? { scope, children: new Map<string, Node>() };
      const path = new Set<Node | Root>([root]);
      let at: Node | Root = root;
      for (let from = 0; from + blockPositions <= tokens.length; from += blockPositions) {
        const part = tokens.slice(from, from + blockPositions);
        const key = keyOf(part);
        let next: Node | undefined = at.children.get(key);
        if (!next) {
          const made = read(from, from + blockPositions);
          const size = sizeOf(made);
          if (!makeRoom(size, path)) return;
          next = { tokens: part, block: { ...made, positions: blockPositions }, sizeBytes: size, parent: at, children: new Map(), uses: 0, worth: age };
          // A tree whose only leaf went to make room is no longer listed.
          roots.set(scope, root);
          at.children.set(key, next);
          nodes.add(next);
          sizeBytes += size;
        }
        path.add(next);
        at = next;
      }
    },
    sizeBytes: () => sizeBytes,
    clear() {
      roots.clear();
      nodes.clear();
      sizeBytes = 0;
    },
  };
}

const keyOf = (tokens: readonly number[]): string => tokens.join(' ');

function longestBeginning(children: readonly Node[], tokens: readonly number[], from: number): { readonly node: Node; readonly count: number } | null {
  let best: { node: Node; count: number } | null = null;
  for (const node of children) {
    let count = 0;
    while (count < node.tokens.length && from + count < tokens.length && node.tokens[count] === tokens[from + count]) count++;
    if (count > (best?.count ?? 0)) best = { node, count };
  }
  return best;
}
