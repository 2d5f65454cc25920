export type DayLane = { readonly startMs: number; /** Shares of the day, 0 at its midnight, 1 at the next: a day of 23 or 25 hours fills its line like any other. */ readonly blocks: readonly { readonly from: number; readonly to: number }[] };

const midnightOf = (atMs: number): number => new Date(atMs).setHours(0, 0, 0, 0);
const nextMidnight = (startMs: number): number => new Date(startMs).setHours(24, 0, 0, 0);

/** One line for each local day from the first stop's to the last's; a stop over midnight is on both. Pure but for the local zone. */
export function layOutStops(stops: readonly { readonly fromMs: number; readonly toMs: number }[]): readonly DayLane[] {
  const first = Math.min(...stops.map(({ fromMs }) => fromMs));
  const last = Math.max(...stops.map(({ toMs }) => toMs));
  const lanes: DayLane[] = [];
  for (let startMs = midnightOf(first); startMs < last; startMs = nextMidnight(startMs)) {
    const endMs = nextMidnight(startMs);
    const share = (atMs: number): number => (Math.min(endMs, Math.max(startMs, atMs)) - startMs) / (endMs - startMs);
    lanes.push({ startMs, blocks: stops.filter(({ fromMs, toMs }) => fromMs < endMs && toMs > startMs).map(({ fromMs, toMs }) => ({ from: share(fromMs), to: share(toMs) })) });
  }
  return lanes;
}
