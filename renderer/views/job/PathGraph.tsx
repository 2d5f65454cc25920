import './pathGraph.css';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Check, JobDetail } from '../../../electron/shared/shapes.ts';
import { shortDigest } from '../../format/digest.ts';
import { nodeTitle } from '../../strings/path.ts';
import { words } from '../../strings/words.ts';
import { CheckMark } from './CheckMark.tsx';
import { layoutPath, walkPath, type PathLayout, type PlacedNode } from './layoutPath.ts';
import { markNode } from './markNodes.ts';
import { NodePanel } from './NodePanel.tsx';
import { isRightToLeft } from '../../format/locale.ts';

/** Forward is where reading goes. */
const mirrored: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

type Node = JobDetail['path'][number];
/** Heights are counted at the usual size of text and grow with it. */
const asRem = (px: number): string => `${px / 16}rem`;
const gapPx = 16;
const sizes = { plain: 56, marked: 74 } as const;

/** Columns are shares of the width; a column shorter than the tallest is centred beside it. */
function placeOf({ column, row }: PlacedNode<Node>, { columns, rows }: PathLayout<Node>, inColumn: number, nodePx: number): { readonly x: number; readonly y: number } {
  return { x: columns < 2 ? 0 : (column * (1 - shareOf(columns))) / (columns - 1), y: (row + (rows - inColumn) / 2) * (nodePx + gapPx) };
}

/** How much of the width one node takes. */
const shareOf = (columns: number): number => Math.min(0.3, 0.82 / columns);

/** The whole path as a graph one can walk with the arrow keys; the chosen node is explained below it. */
export function PathGraph({ nodes, checks }: { readonly nodes: readonly Node[]; readonly checks: readonly Check[] | null }) {
  const layout = useMemo(() => layoutPath(nodes), [nodes]);
  const [chosenId, setChosen] = useState('receipt');
  const chosen = nodes.find(({ id }) => id === chosenId) ?? nodes.at(-1)!;
  const frame = useRef<HTMLDivElement>(null);
  const { columns, rows } = layout;
  const counts = layout.placed.reduce((all, { column }) => all.set(column, (all.get(column) ?? 0) + 1), new Map<number, number>());
  const nodePx = checks ? sizes.marked : sizes.plain;
  const heightPx = rows * (nodePx + gapPx) - gapPx;
  const nodeShare = shareOf(columns);
  const place = (placed: PlacedNode<Node>) => placeOf(placed, layout, counts.get(placed.column)!, nodePx);

  const walk = (event: KeyboardEvent): void => {
    const next = walkPath(layout, chosen.id, isRightToLeft() ? mirrored[event.key] ?? event.key : event.key);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <div className="path">
      <div ref={frame} className="path-frame" role="group" aria-labelledby="path-title" aria-describedby="path-hint" onKeyDown={walk} style={{ blockSize: asRem(heightPx) }}>
        <svg className="path-lines" viewBox={`0 0 1000 ${heightPx}`} preserveAspectRatio="none" aria-hidden="true">
          {layout.lines.map(({ from, to }) => {
            const [a, b] = [place(from), place(to)];
            const [x1, x2, y1, y2] = [(a.x + nodeShare) * 1000, b.x * 1000, a.y + nodePx / 2, b.y + nodePx / 2];
            const bend = (x2 - x1) / 2;
            return <path key={`${from.node.id} ${to.node.id}`} className={from.node.id === chosen.id || to.node.id === chosen.id ? 'line near' : 'line'} d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />;
          })}
        </svg>
        {layout.placed.map((placed) => {
          const { x, y } = place(placed);
          const { node } = placed;
          const mark = checks && markNode(node.id, checks);
          return (
            <button
              key={node.id}
              type="button"
              className={`node${node.digest === null ? ' node-open' : ''}${mark ? ` node-${mark.state}` : ''}`}
              data-node={node.id}
              data-mark={mark?.state}
              aria-pressed={node.id === chosen.id}
              tabIndex={node.id === chosen.id ? 0 : -1}
              style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: asRem(y), inlineSize: `${nodeShare * 100}%`, blockSize: asRem(nodePx) }}
              onClick={() => setChosen(node.id)}
            >
              <span className="node-title">{nodeTitle(node.kind)}</span>
              <span className="node-digest mono">{node.digest === null ? words.job.noDigest : shortDigest(node.digest)}</span>
              {mark && <CheckMark state={mark.state} />}
            </button>
          );
        })}
      </div>
      <NodePanel node={chosen} nodes={nodes} mark={checks && markNode(chosen.id, checks)} onChoose={setChosen} />
    </div>
  );
}
