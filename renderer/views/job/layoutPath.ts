/** Where a node of the path stands: columns from the order on the left to the payment on the right. */
export type PlacedNode<Node> = { readonly node: Node; readonly column: number; readonly row: number };
export type PathLayout<Node> = {
  readonly placed: readonly PlacedNode<Node>[];
  /** What to draw: without those a longer way over other nodes already shows. */
  readonly lines: readonly { readonly from: PlacedNode<Node>; readonly to: PlacedNode<Node> }[];
  readonly columns: number;
  readonly rows: number;
};
type Linked = { readonly id: string; readonly parents: readonly string[] };

/**
 * Lays out the path in columns, each node one before the nearest thing that commits it, so that every line goes from left to right. Parents
 * that do not exist (yet) are left out; a circle, which an honest provider never sends, is cut where it closes.
 */
export function layoutPath<Node extends Linked>(nodes: readonly Node[]): PathLayout<Node> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depths = new Map<string, number>();
  /** Steps to the far end along the longest way; 0 is the far end itself. */
  const depthOf = (node: Node, above: ReadonlySet<string>): number => {
    const known = depths.get(node.id);
    if (known !== undefined) return known;
    const within = new Set(above).add(node.id);
    const parents = node.parents.flatMap((id) => byId.get(id) ?? []).filter(({ id }) => !within.has(id));
    const depth = parents.length === 0 ? 0 : 1 + Math.max(...parents.map((parent) => depthOf(parent, within)));
    depths.set(node.id, depth);
    return depth;
  };
  const deepest = Math.max(0, ...nodes.map((node) => depthOf(node, new Set())));
  const filled = Array.from({ length: deepest + 1 }, () => 0);
  const placed = nodes.map((node) => {
    const column = deepest - depths.get(node.id)!;
    return { node, column, row: filled[column]!++ };
  });
  const at = new Map(placed.map((place) => [place.node.id, place]));
  const edges = placed.flatMap((from) =>
    from.node.parents.flatMap((id) => {
      const to = at.get(id);
      return to && to.column > from.column ? [{ from, to }] : [];
    }),
  );
  const leadsTo = (from: string, target: string): boolean => edges.some((edge) => edge.from.node.id === from && (edge.to.node.id === target || leadsTo(edge.to.node.id, target)));
  const lines = edges.filter(({ from, to }) => !from.node.parents.some((id) => id !== to.node.id && leadsTo(id, to.node.id)));
  return { placed, lines, columns: nodes.length === 0 ? 0 : deepest + 1, rows: Math.max(0, ...filled) };
}

/** The node an arrow key leads to: right to what commits this one, left to what it commits, up and down within the column. */
export function walkPath<Node extends Linked>({ placed }: PathLayout<Node>, from: string, key: string): string | null {
  const here = placed.find(({ node }) => node.id === from);
  if (!here) return null;
  const nearest = (there: readonly PlacedNode<Node>[]): string | null =>
    [...there].sort((a, b) => Math.abs(a.column - here.column) - Math.abs(b.column - here.column) || Math.abs(a.row - here.row) - Math.abs(b.row - here.row))[0]?.node.id ?? null;
  switch (key) {
    case 'ArrowRight': return nearest(placed.filter(({ node, column }) => here.node.parents.includes(node.id) && column > here.column));
    case 'ArrowLeft': return nearest(placed.filter(({ node, column }) => node.parents.includes(from) && column < here.column));
    case 'ArrowDown': return placed.find(({ column, row }) => column === here.column && row === here.row + 1)?.node.id ?? null;
    case 'ArrowUp': return placed.find(({ column, row }) => column === here.column && row === here.row - 1)?.node.id ?? null;
    case 'Home': return placed.find(({ column }) => column === 0)?.node.id ?? null;
    case 'End': return [...placed].sort((a, b) => b.column - a.column)[0]?.node.id ?? null;
    default: return null;
  }
}
