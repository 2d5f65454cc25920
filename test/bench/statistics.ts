/** A measured quantity: median and the spread around it, over `count` readings. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number; readonly count: number };

/** The middle value; the mean of the two middle ones of an even number. @throws RangeError  nothing was measured */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** @throws RangeError  nothing was measured */
export function figureOf(values: readonly number[]): Figure {
  return { median: medianOf(values), least: Math.min(...values), most: Math.max(...values), count: values.length };
}
