import { z } from 'zod';
import { reachShape } from './diagnostics.ts';
import { failureShape } from './errors.ts';
import { noticeShape } from './notices.ts';
import { deviceShape, statusShape } from './shapes.ts';
import { addressShape, safeUintShape, timeMsShape, uint32Shape, weiShape } from './units.ts';

/** A data folder by its whole path, here or at this end of a tunnel. */
export const fleetFolderShape = z.string().min(1).max(1000);
export const fleetLimit = 200;

/** What one node of an operator said of itself. */
export const fleetSaidShape = z.strictObject({
  status: statusShape, devices: z.array(deviceShape), tokensPerSecond: z.number(),
  version: z.string().max(60), node: z.string().max(60).nullable(),
  /** Who stakes for it; null: bound to nobody yet, or without a chain. */
  operator: addressShape.nullable(),
  reach: reachShape,
  network: z.string().max(80),
  /** Tells networks of one name apart: chain and escrow, or the name where there is no chain. */
  networkId: z.string().max(120),
  isTestMoney: z.boolean(), coin: z.string().max(12),
  todayWei: weiShape, todayJobs: uint32Shape, todayRejected: uint32Shape, waitingWei: weiShape, totalWei: weiShape,
  /** null: without a chain. */
  stakeWei: weiShape.nullable(),
  /** What needs its owner most, and of how many; null: nothing does. */
  attention: z.strictObject({ notice: noticeShape, count: safeUintShape }).nullable(),
  /** Opens its page on its own machine, with the token of that start: whoever reads it may use the page. null: its page is a window. */
  pageAddress: z.string().max(200).nullable(),
});
export type FleetSaid = z.infer<typeof fleetSaidShape>;

export const fleetNodeShape = z.strictObject({
  folder: fleetFolderShape,
  /** This very Hearth. */
  isOwn: z.boolean(),
  /** asking: not answered yet since it was first asked. */
  state: z.enum(['asking', 'answers', 'silent']),
  /** When it last answered this Hearth, also before a restart; null: never. */
  heardAtMs: timeMsShape.nullable(),
  /** Since when it was asked in vain; null: it answers, or was not asked yet. */
  silentSinceMs: timeMsShape.nullable(),
  failure: failureShape.nullable(),
  /** The last that was heard since this Hearth started. */
  said: fleetSaidShape.nullable(),
});
export type FleetNode = z.infer<typeof fleetNodeShape>;

export const fleetCommands = {
  /** Every node of this operator, this one first, as they last answered; asking also has them asked again, at most every few seconds. */
  readFleet: { takes: z.strictObject({}), gives: z.strictObject({ nodes: z.array(fleetNodeShape) }), fails: [] },
  /** The data folders of the operator's other nodes, all of them. */
  setFleet: { takes: z.strictObject({ folders: z.array(fleetFolderShape).max(fleetLimit) }), gives: z.strictObject({}), fails: ['usage.invalid'] },
  /** Where this Hearth's page is served, with the token of this start; null: it has a window instead. */
  readPageAddress: { takes: z.strictObject({}), gives: z.strictObject({ address: z.string().max(200).nullable() }), fails: [] },
} as const;
