import { dearerByLoad } from '../../protocol/freeSlots.ts';
import type { Announcement } from '../../protocol/messages.ts';
import { orderMaxWei } from '../../protocol/pricing.ts';

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
  /** Its answers failed an audit or a check: not again while this gateway runs, nor for {@link barredMs} after. */
  isBarred: boolean;
  /** Most other peers' books lack it: they cut it off, whatever it does to us. */
  isAbsent: boolean;
  /** Milliseconds a job of a model took here, by model id; a mean in which the newest count most. Nothing until one was measured. */
  readonly jobMs: Map<string, number>;
};
export type NodeModel = Announcement['models'][number];
export type Choice = { readonly node: GatewayNode; readonly model: NodeModel };

/** How long a node is not asked after an answer of it did not hold, over restarts too. */
export const barredMs = 30 * 24 * 3600 * 1000;
/** Orders one node works on at the same time: enough that it never waits for us. */
export const inFlightPerNode = 4;
/** How much dearer the slowest seems than one that takes as long as most do. */
const mostSlowness = 16;
const newestShare = 0.3;

/** Keeps how long a job took. */
export function noteJobMs({ jobMs }: Pick<GatewayNode, 'jobMs'>, modelId: string, tookMs: number): void {
  const before = jobMs.get(modelId);
  jobMs.set(modelId, before === undefined ? tookMs : before + newestShare * (tookMs - before));
}

/** What the application pays at most for a unit, in or out: a node that gives answers away may ask for the question. */
const isWithin = (model: NodeModel, maxPriceWei: bigint | null): boolean => maxPriceWei === null || (model.priceOutWei <= maxPriceWei && model.priceInWei <= maxPriceWei);

/**
 * The node to ask: the one to which this very order would cost least, in and out, where each fault doubles what it seems to cost, waiting behind others adds its part (behind ours, and behind others' as far as it says so), and jobs that take
 * longer than most nodes' make it dearer by as much, up to {@link mostSlowness}: who is a wei cheaper and makes everybody wait is not cheap, nor who floods others. Among equals the faster:
 * as its jobs were here, before any as it says itself. Pure.
 *
 * @param facts.units        of the order, at most
 * @param facts.maxPriceWei  the most an application pays for one unit; null for any
 * @param facts.auditShare   how likely an answer of this one is replayed, by its record; 0 for all where absent
 * @param facts.except       nodes that failed this very request already, lower case
 */
export function chooseNode(nodes: readonly GatewayNode[], facts: { readonly modelId: string; readonly units: { readonly maxUnitsIn: number; readonly maxUnitsOut: number }; readonly maxPriceWei: bigint | null; readonly except: ReadonlySet<string>; readonly nowMs: number; readonly auditShare?: (choice: Choice) => number }): Choice | null {
  const { modelId, auditShare = () => 0 } = facts;
  const usualMs = medianOf(nodes.flatMap(({ isBarred, jobMs }) => (isBarred ? [] : (jobMs.get(modelId) ?? []))));
  const open = nodes.flatMap((node): (Choice & { cost: number; tookMs: number })[] => {
    const model = node.announcement.models.find((one) => one.modelId === modelId);
    if (!model || node.isBarred || node.reservationId === null || node.inFlight >= inFlightPerNode || node.restUntilMs > facts.nowMs || facts.except.has(node.announcement.node.toLowerCase()) || !isWithin(model, facts.maxPriceWei)) return [];
    const tookMs = node.jobMs.get(modelId) ?? Infinity;
    const slowness = usualMs === null || tookMs === Infinity ? 1 : Math.min(mostSlowness, Math.max(1, tookMs / usualMs));
    const priceWei = orderMaxWei({ priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, ...facts.units });
    return [{ node, model, tookMs, cost: (Number(priceWei) + 1) * 2 ** node.faults * (1 + node.inFlight / inFlightPerNode) * dearerByLoad(node.announcement, facts.nowMs) * slowness * (node.isAbsent ? mostSlowness : 1) }];
  });
  open.sort((a, b) => a.cost - b.cost || auditShare(a) - auditShare(b) || compare(a.tookMs, b.tookMs) || (b.model.speedMilli ?? 0) - (a.model.speedMilli ?? 0));
  return open[0] ?? null;
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
/** The lower of the two in the middle; null of none. */
function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

/** Whether it is worth waiting: some node could take it, only not now. */
export const mayOpenLater = (nodes: readonly GatewayNode[], modelId: string, maxPriceWei: bigint | null): boolean =>
  nodes.some(({ announcement, isBarred }) => !isBarred && announcement.models.some((model) => model.modelId === modelId && isWithin(model, maxPriceWei)));

/** The lowest limit for one unit, in or out, under which some node would be asked; 0 of none. */
export const leastPriceWei = (nodes: readonly GatewayNode[], modelId: string): bigint =>
  nodes.flatMap(({ announcement, isBarred }) => (isBarred ? [] : announcement.models.filter((model) => model.modelId === modelId)))
    .map(({ priceInWei, priceOutWei }) => (priceInWei > priceOutWei ? priceInWei : priceOutWei))
    .reduce<bigint | null>((least, wei) => (least === null || wei < least ? wei : least), null) ?? 0n;

/** Why none can be asked: all that offer it ask too much, none offers it, or they are busy. */
export function whyNone(nodes: readonly GatewayNode[], modelId: string, maxPriceWei: bigint | null): 'price' | 'none' | 'busy' {
  if (mayOpenLater(nodes, modelId, maxPriceWei)) return 'busy';
  return mayOpenLater(nodes, modelId, null) ? 'price' : 'none';
}
