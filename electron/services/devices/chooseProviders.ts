import type { ExecutionProvider } from '../../shared/shapes.ts';
import type { ProbedProvider } from './deviceFacts.ts';
import { reasonOf } from '../../shared/reasons.ts';

/** What decides which execution providers can run on a GPU. */
export type GpuKind = {
  readonly vendor: string | null;
  readonly platform: NodeJS.Platform;
  /** Why nothing can run on it whatever the runtime says; null: nothing speaks against it. */
  readonly obstacle: string | null;
  /** The GPU a provider takes when it is not told which: there is only one such per machine. */
  readonly isDefaultOf: (provider: ExecutionProvider) => boolean;
};

export type Choice = { readonly executionProviders: readonly ExecutionProvider[]; readonly reason: string | null };

/** Providers that could drive this kind of GPU, best first, however the machine is set up. */
export function candidateProviders({ vendor, platform }: Pick<GpuKind, 'vendor' | 'platform'>): readonly ExecutionProvider[] {
  const cuda: readonly ExecutionProvider[] = vendor === 'NVIDIA' && (platform === 'linux' || platform === 'win32') ? ['cuda', 'tensorrt'] : [];
  const system: readonly ExecutionProvider[] = platform === 'win32' ? ['dml'] : platform === 'darwin' ? ['coreml'] : [];
  return [...cuda, ...system, 'webgpu'];
}

/**
 * Which providers count as usable on one GPU, and if none, why.
 *
 * The probe says what opens on this *machine*. A provider reaches one GPU, its default, because the worker does not name one yet;
 * on a second GPU it is not claimed.
 */
export function chooseProviders(gpu: GpuKind, probe: readonly ProbedProvider[] | null): Choice {
  if (gpu.obstacle !== null) return { executionProviders: [], reason: gpu.obstacle };
  if (probe === null) return { executionProviders: [], reason: reasonOf('runtime.unasked') };
  const candidates = candidateProviders(gpu);
  const opened = candidates.filter((name) => probe.some((probed) => probed.name === name && probed.usable));
  const executionProviders = opened.filter(gpu.isDefaultOf);
  if (executionProviders.length > 0) return { executionProviders, reason: null };
  if (opened.length > 0) return { executionProviders: [], reason: reasonOf('runtime.otherGpu', opened.join(', ')) };
  const said = (name: ExecutionProvider): string | null => probe.find((probed) => probed.name === name)?.reason ?? null;
  return { executionProviders: [], reason: reasonOf('runtime.refuses', candidates.map((name) => (said(name) === null ? name : `${name}: ${said(name)}`)).join('; ')).slice(0, 300) };
}
