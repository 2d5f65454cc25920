import type { Refusals } from '../../shared/refusals.ts';
import type { JobKind } from '../../shared/shapes.ts';
import { sameAddress } from '../../shared/units.ts';

/** Which of the owner's refusals an order meets; null: none. Pure. */
export function decideRefusal(refusals: Refusals, order: { readonly kind: JobKind; readonly modelId: string; readonly client: string }): 'kind' | 'model' | 'client' | null {
  if (refusals.kinds.includes(order.kind)) return 'kind';
  if (refusals.models.includes(order.modelId)) return 'model';
  return refusals.clients.some((client) => sameAddress(client, order.client)) ? 'client' : null;
}

/** Whether a model may be announced at all. Pure. */
export const isOffered = (refusals: Refusals, { kind, modelId }: { readonly kind: JobKind; readonly modelId: string }): boolean => !refusals.kinds.includes(kind) && !refusals.models.includes(modelId);
