import type { Benchmark } from '../../shared/benchmark.ts';

/**
 * What an announcement says of a model's speed: thousandths of a token, or of an item, a second, as the newest benchmark of the device measured it. Nothing where nothing was measured, or where
 * the device computes wrongly. Pure.
 *
 * @source docs/protocol/messages.md section 4
 */
export function announcedSpeed(benchmark: Pick<Benchmark, 'verdict' | 'speeds'> | null | undefined, modelId: string): { readonly speedMilli?: number } {
  const speed = benchmark?.verdict === 'wrong' ? undefined : benchmark?.speeds.find((one) => one.modelId === modelId);
  const perSecond = speed?.decodePerSecond ?? speed?.itemsPerSecond ?? null;
  const speedMilli = perSecond === null ? 0 : Math.min(Math.round(perSecond * 1000), 0xffff_ffff);
  return speedMilli > 0 ? { speedMilli } : {};
}
