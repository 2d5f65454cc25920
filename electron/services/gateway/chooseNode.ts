import type { Announcement } from '../../protocol/messages.ts';

/** A node as the gateway knows it now. */
export type GatewayNode = {
  announcement: Announcement;
  /** Known only once coins are reserved: before, no orders. */
  reservationId: string | null;
  inFlight: number;
  /** No orders before this time. */
  restUntilMs: number;
  /** Failures that were its own, newest runs only: halved by every success. */
  faults: number;
  /** Its answers failed an audit or a check: never again. */
  isBarred: boolean;
  /** Units a second over its last jobs; null until one was measured. */
  unitsPerSecond: number | null;
};
export type NodeModel = Announcement['models'][number];
export type Choice = { readonly node: GatewayNode; readonly model: NodeModel };

/** Orders one node works on at the same time: enough that it never waits for us. */
export const inFlightPerNode = 4;

const speedOf = ({ node, model }: Choice): number => node.unitsPerSecond ?? (model.speedMilli ?? 0) / 1000;

/**
 * The node to ask: the cheapest, where a fault doubles what it seems to cost and waiting behind others adds its part; among equals the faster: as it was over its jobs here, before any as it says itself. Pure.
 *
 * @param facts.maxPriceWei  the most an application pays for one unit out; null for any
 * @param facts.except       nodes that failed this very request already, lower case
 */
export function chooseNode(nodes: readonly GatewayNode[], facts: { readonly modelId: string; readonly maxPriceWei: bigint | null; readonly except: ReadonlySet<string>; readonly nowMs: number }): Choice | null {
  const open = nodes.flatMap((node): (Choice & { cost: number })[] => {
    const model = node.announcement.models.find(({ modelId }) => modelId === facts.modelId);
    if (!model || node.isBarred || node.reservationId === null || node.inFlight >= inFlightPerNode || node.restUntilMs > facts.nowMs || facts.except.has(node.announcement.node.toLowerCase())) return [];
    if (facts.maxPriceWei !== null && model.priceOutWei > facts.maxPriceWei) return [];
    return [{ node, model, cost: (Number(model.priceOutWei) + 1) * 2 ** node.faults * (1 + node.inFlight / inFlightPerNode) }];
  });
  open.sort((a, b) => a.cost - b.cost || speedOf(b) - speedOf(a));
  return open[0] ?? null;
}

/** Whether it is worth waiting: some node could take it, only not now. */
export const mayOpenLater = (nodes: readonly GatewayNode[], modelId: string, maxPriceWei: bigint | null): boolean =>
  nodes.some(({ announcement, isBarred }) => !isBarred && announcement.models.some((model) => model.modelId === modelId && (maxPriceWei === null || model.priceOutWei <= maxPriceWei)));
