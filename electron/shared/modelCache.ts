import { z } from 'zod';
import { bytes32Shape, safeUintShape, textShape, timeMsShape, weiShape } from './units.ts';

const nothing = z.strictObject({});
const folderShape = textShape(1000).min(1);

/** What the owner chose for the models Hearth itself keeps. */
export const modelCacheSettingsShape = z.strictObject({
  /** null: a folder of the data folder. */
  folder: folderShape.nullable().default(null),
  /** The most bytes the cache may hold; null: as much as the disk has. */
  quotaBytes: safeUintShape.nullable().default(null),
  /** Never let go, whatever they earn. */
  pinned: z.array(bytes32Shape).max(1000).default([]),
  /** Not offered any more; their files stay until room is needed. */
  letGo: z.array(bytes32Shape).max(1000).default([]),
  /** The most bytes a second that downloads take together; null: no limit. */
  bytesPerSecond: z.number().int().min(1024).max(2 ** 40).nullable().default(null),
  /** Whether other peers may fetch the models that this node offers, and the most bytes a second that all of them get; null: no limit. */
  isShared: z.boolean().default(false),
  sharedBytesPerSecond: z.number().int().min(1024).max(2 ** 40).nullable().default(null),
});
export type ModelCacheSettings = z.output<typeof modelCacheSettingsShape>;

/** What needs a model now: an admitted order, a device that holds it in memory and ran it a moment ago, a seat among its verifiers. */
export const modelUseShape = z.enum(['job', 'loaded', 'seat']);
export type ModelUse = z.infer<typeof modelUseShape>;

export const cachedModelShape = z.strictObject({
  modelId: bytes32Shape, title: z.string().max(200), sizeBytes: safeUintShape,
  /** bundled: came with Hearth · folder: the owner's own folder, never deleted · cache: kept by Hearth, the only kind that can go */
  origin: z.enum(['bundled', 'folder', 'cache']),
  isPinned: z.boolean(), isLetGo: z.boolean(), uses: z.array(modelUseShape).max(3),
  lastUsedMs: timeMsShape.nullable(), installedAtMs: timeMsShape.nullable(),
  /** Paid for it in the last seven days. */
  paidWei: weiShape,
  /** What it earned here for each GiB it takes and each hour it was here, of the last seven days; null: here for less than a day. */
  weiPerGibHour: weiShape.nullable(),
  /** Place in the order in which models go when room is needed, from 1; null: it stays. */
  goesAt: z.number().int().min(1).nullable(),
});
export type CachedModel = z.output<typeof cachedModelShape>;

export const modelCacheShape = z.strictObject({
  folder: folderShape, isDefaultFolder: z.boolean(), quotaBytes: safeUintShape.nullable(), usedBytes: safeUintShape, freeBytes: safeUintShape.nullable(),
  bytesPerSecond: z.number().int().nullable(), isShared: z.boolean(), sharedBytesPerSecond: z.number().int().nullable(), models: z.array(cachedModelShape).max(1000),
  /** A move under way. */
  move: z.strictObject({ to: folderShape, doneBytes: safeUintShape, totalBytes: safeUintShape }).nullable(),
});
export type ModelCache = z.output<typeof modelCacheShape>;

/** What would go, in this order, and how much room is missing even then. */
export const roomPlanShape = z.strictObject({ go: z.array(bytes32Shape).max(1000), freedBytes: safeUintShape, shortBytes: safeUintShape });
export type RoomPlan = z.output<typeof roomPlanShape>;

export const modelCacheCommands = {
  readModelCache: { takes: nothing, gives: modelCacheShape, fails: [] },
  /** What would have to go for so many bytes more, under this quota or the present one. Nothing is changed. */
  planModelRoom: { takes: z.strictObject({ needBytes: safeUintShape.default(0), quotaBytes: safeUintShape.nullable().optional() }), gives: roomPlanShape, fails: [] },
  /** A quota below what is used deletes models; `evict` names them as they were shown, or nothing is done. */
  setModelQuota: { takes: z.strictObject({ quotaBytes: safeUintShape.nullable(), evict: z.array(bytes32Shape).max(1000).default([]) }), gives: nothing, fails: ['model.noRoom', 'model.inUse'] },
  pinModel: { takes: z.strictObject({ modelId: bytes32Shape, isPinned: z.boolean() }), gives: nothing, fails: ['usage.invalid'] },
  /** Stops offering a model of the cache; its files stay until room is needed, and it can be taken back until then. */
  letGoModel: { takes: z.strictObject({ modelId: bytes32Shape, isLetGo: z.boolean() }), gives: nothing, fails: ['usage.invalid', 'model.inUse', 'model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported', 'worker.lost'] },
  /** Deletes a model of the cache now. It cannot be taken back. */
  deleteModel: { takes: z.strictObject({ modelId: bytes32Shape }), gives: nothing, fails: ['usage.invalid', 'model.inUse'] },
  /** Moves every model of the cache: all of them, or none. null: back into the data folder. Progress is in the cache. */
  moveModelCache: { takes: z.strictObject({ folder: folderShape.nullable() }), gives: nothing, fails: ['usage.invalid', 'model.moveRefused', 'model.inUse', 'storage.diskFull', 'storage.unreadable'] },
  /** Ends a move under way: every model stays where it was. */
  cancelModelMove: { takes: nothing, gives: nothing, fails: [] },
  /** Lets other peers fetch the models of this node, or not any more. */
  setModelSharing: { takes: z.strictObject({ isShared: z.boolean(), bytesPerSecond: z.number().int().min(1024).max(2 ** 40).nullable() }), gives: nothing, fails: [] },
  setDownloadRate: { takes: z.strictObject({ bytesPerSecond: z.number().int().min(1024).max(2 ** 40).nullable() }), gives: nothing, fails: [] },
} as const;
