import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

export type WindowRow = {
  readonly index: number;
  readonly key: number | string | bigint;
  /** Height of the rows that are left out between the one before and this one. */
  readonly gapPx: number;
};
export type WindowList = {
  readonly rows: readonly WindowRow[];
  /** Height of what is left out after the last row. */
  readonly endPx: number;
  /** The rows in sight, first and last; for whoever loads them. */
  readonly first: number;
  readonly last: number;
  /** For each row's element, which carries `data-index`. */
  readonly measure: (element: Element | null) => void;
  /** For the element around the rows: arrows, Page, Home and End move between the rows' first links; Tab works as everywhere. */
  readonly keys: { readonly onKeyDown: (event: KeyboardEvent) => void; readonly onFocus: (event: FocusEvent) => void; readonly onBlur: (event: FocusEvent) => void };
};

/** Enough that a quick turn of the wheel shows rows and not a gap. */
const overscan = 10;
const pageRows = 10;
const holdMs = 3000;

/**
 * Draws of a long list only what is near the window. The row with the focus stays drawn wherever the page is scrolled, so that the keyboard and
 * a screen reader never lose their place.
 *
 * @param estimatePx  a row's height before it is drawn
 * @param list        the element around the rows
 */
export function useWindowList(count: number, estimatePx: number, list: RefObject<HTMLElement | null>): WindowList {
  const [active, setActive] = useState<number | null>(null);
  const [marginPx, setMarginPx] = useState(0);
  const wanted = useRef<number | null>(null);
  /** The row the keys reached stays in sight until then, or until the page is scrolled by hand: rows around it are still being read and grow. */
  const heldUntilMs = useRef(0);
  // Whatever stands above the list may grow.
  useLayoutEffect(() => {
    const read = (): void => {
      if (list.current) setMarginPx(Math.round(list.current.getBoundingClientRect().top + scrollY));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  const pick = useCallback((range: Range) => {
    const drawn = defaultRangeExtractor(range);
    return active === null || active >= count || drawn.includes(active) ? drawn : [...drawn, active].sort((a, b) => a - b);
  }, [active, count]);
  const virtualizer = useWindowVirtualizer({ count, estimateSize: () => estimatePx, overscan, scrollMargin: marginPx, rangeExtractor: pick });
  const items = virtualizer.getVirtualItems();

  useEffect(() => {
    const index = wanted.current;
    const link = index === null ? null : list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
    if (link) {
      wanted.current = null;
      link.focus({ preventScroll: true });
    }
    // Only once it is reached: the row the keys come from must not be scrolled back to.
    const row = wanted.current === null && performance.now() < heldUntilMs.current && list.current?.contains(document.activeElement) ? document.activeElement?.closest('[data-index]') : null;
    row?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    const letGo = (): void => void (heldUntilMs.current = 0);
    const hands = ['wheel', 'touchmove', 'pointerdown'] as const;
    for (const hand of hands) addEventListener(hand, letGo, { passive: true });
    return () => hands.forEach((hand) => removeEventListener(hand, letGo));
  }, []);
  const indexOf = (target: EventTarget): number | null => {
    const row = (target as Element).closest<HTMLElement>('[data-index]');
    return row ? Number(row.dataset['index']) : null;
  };
  function onKeyDown(event: KeyboardEvent): void {
    const from = indexOf(event.target);
    if (from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + pageRows, PageUp: from - pageRows, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(count - 1, to));
    wanted.current = next;
    heldUntilMs.current = performance.now() + holdMs;
    setActive(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  }

  let endsPx = marginPx;
  const rows = items.map(({ index, key, start, end }): WindowRow => {
    const gapPx = Math.max(0, start - endsPx);
    endsPx = end;
    return { index, key, gapPx };
  });
  return {
    rows, endPx: Math.max(0, virtualizer.getTotalSize() + marginPx - endsPx), measure: virtualizer.measureElement,
    first: virtualizer.range?.startIndex ?? 0, last: virtualizer.range?.endIndex ?? 0,
    keys: { onKeyDown, onFocus: (event) => setActive(indexOf(event.target)), onBlur: (event) => event.relatedTarget !== null && !list.current?.contains(event.relatedTarget) && setActive(null) },
  };
}
