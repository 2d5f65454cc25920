import { modelReasons } from '../../shared/saidReasons.ts';
import type { Attribute, Graph, Node } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** Where a value comes from in its graph: `place` is u32LE, or a node's content hash as long as nodes have no order. */
export type ScopeValue = { readonly kind: number; readonly place: Uint8Array; readonly slot: number };
/** `depth` counts graphs outwards: 0 is the graph of the node itself. */
export type ValueRef = ScopeValue & { readonly depth: number };
export const refKind = { absent: 0, input: 1, initializer: 2, node: 3 } as const;

export type Scope = { readonly parent: Scope | null; readonly values: ReadonlyMap<string, ScopeValue> };

const noPlace = new Uint8Array(4);

/** Byte order of the UTF-8 forms, which is code point order. */
export const compareUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** @throws model.unsupported  a name that nothing defines */
export function resolve(scope: Scope, name: string): ValueRef {
  if (name === '') return { kind: refKind.absent, depth: 0, place: noPlace, slot: 0 };
  let depth = 0;
  for (let at: Scope | null = scope; at; at = at.parent, depth++) {
    const found = at.values.get(name);
    if (found) return { ...found, depth };
  }
  throw modelUnsupported(modelReasons.undefinedValue(name));
}

export const graphsOf = (attribute: Attribute): readonly Graph[] => (attribute.g ? [attribute.g, ...attribute.graphs] : attribute.graphs);

/** Every name a node reads from its own graph or further out, through its subgraphs too. */
export function namesRead(node: Node): Set<string> {
  const names = new Set(node.input);
  for (const attribute of node.attribute) for (const graph of graphsOf(attribute)) {
    const own = new Set([...graph.input.map((value) => value.name), ...graph.initializer.map((tensor) => tensor.name), ...graph.node.flatMap((inner) => inner.output)]);
    const inner = new Set([...graph.node.flatMap((each) => [...namesRead(each)]), ...graph.output.map((value) => value.name)]);
    for (const name of inner) if (!own.has(name)) names.add(name);
  }
  names.delete('');
  return names;
}

/**
 * Topological order by Kahn's algorithm: of the nodes that are ready the one of the lowest rank in byte order, then the one that comes first
 * in the file.
 *
 * @returns  indices into `nodes`
 * @throws   model.unsupported  a cycle
 */
export function orderNodes(nodes: readonly Node[], ranks?: readonly Uint8Array[]): number[] {
  const maker = new Map(nodes.flatMap((node, index) => node.output.map((name) => [name, index] as const)));
  const readers = nodes.map(() => [] as number[]);
  const waitsFor = nodes.map((node, index) => {
    const makers = new Set([...namesRead(node)].flatMap((name) => maker.get(name) ?? []));
    for (const made of makers) readers[made]!.push(index);
    return makers.size;
  });
  const ready = createMinHeap((a, b) => (ranks && Buffer.compare(ranks[a]!, ranks[b]!)) || a - b);
  waitsFor.forEach((count, index) => count === 0 && ready.push(index));
  const order: number[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next);
    for (const reader of readers[next]!) if (--waitsFor[reader]! === 0) ready.push(reader);
  }
  if (order.length !== nodes.length) throw modelUnsupported(modelReasons.cycle);
  return order;
}

function createMinHeap(compare: (a: number, b: number) => number): { push(value: number): void; pop(): number | undefined } {
  const heap: number[] = [];
  const swap = (a: number, b: number): void => void ([heap[a], heap[b]] = [heap[b]!, heap[a]!]);
  return {
    push(value) {
      let at = heap.push(value) - 1;
      for (let up = (at - 1) >> 1; at > 0 && compare(heap[at]!, heap[up]!) < 0; at = up, up = (at - 1) >> 1) swap(at, up);
    },
    pop() {
      if (heap.length < 2) return heap.pop();
      const least = heap[0]!;
      heap[0] = heap.pop()!;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const child = left + 1 < heap.length && compare(heap[left + 1]!, heap[left]!) < 0 ? left + 1 : left;
        if (left >= heap.length || compare(heap[at]!, heap[child]!) <= 0) return least;
        swap(at, child);
        at = child;
      }
    },
  };
}
