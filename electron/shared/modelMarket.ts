import { z } from 'zod';
import { jobKindShape } from './shapes.ts';
import { addressShape, bytes32Shape, safeUintShape, textShape, timeMsShape, uint16Shape, uint32Shape, weiShape } from './units.ts';

const nothing = z.strictObject({});
const folderShape = textShape(1000).min(1);

/** What this machine measured of one model in the last seven days. `computeMs` is the time its jobs really ran. */
export const modelRecordShape = z.strictObject({
  modelId: bytes32Shape, jobs: uint32Shape, paidWei: weiShape, computeMs: z.number().nonnegative(),
  /** By numeric class that this machine would run it in: exact needs no threshold; measured has one; unmeasured means that audits only report. */
  classes: z.array(z.strictObject({ deviceId: z.string().max(80), name: z.string().max(40), state: z.enum(['exact', 'measured', 'unmeasured']) })),
});
export const registeredModelShape = z.strictObject({
  modelId: bytes32Shape, publisher: addressShape, royaltyBps: uint16Shape, registeredAtMs: timeMsShape, isRetired: z.boolean(), royaltyWei: weiShape,
  /** index 0 is the publisher's; issuableWei: new coins on top, as far as the cap allows. */
  shares: z.array(z.strictObject({ index: uint16Shape, holder: addressShape, shareBps: uint16Shape, dueWei: weiShape, issuableWei: weiShape })).max(64),
});

export const modelReportShape = z.strictObject({
  folder: folderShape, modelId: bytes32Shape, name: z.string().max(200), title: z.string().max(200), kind: jobKindShape, numericClass: z.string().max(80), sizeBytes: safeUintShape,
  graphRoot: bytes32Shape, weightsRoot: bytes32Shape, nodes: uint32Shape, operators: uint32Shape,
  /** Fused operators nobody can follow: with any, audits only report. */
  opaque: z.array(z.string().max(200)).max(100),
  /** Operators that no dispute rule covers: there a committee decides. */
  withoutRule: z.array(z.string().max(200)).max(100),
  isInstalled: z.boolean(),
});
export type ModelReport = z.output<typeof modelReportShape>;

const modelFails = ['model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported', 'worker.lost', 'usage.invalid'] as const;

export const modelCommands = {
  readModelRecords: { takes: nothing, gives: z.strictObject({ models: z.array(modelRecordShape), /** Folders of the owner's own. */ added: z.array(folderShape) }), fails: [] },
  readRegistry: { takes: nothing, gives: z.strictObject({ models: z.array(registeredModelShape).max(200) }), fails: ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'] },
  /** Opens a folder in a worker of its own and says what it is, without running it. */
  inspectModelFolder: { takes: z.strictObject({ folder: folderShape }), gives: modelReportShape, fails: modelFails },
  /** Offers a folder that was looked at, from now on. Nothing is copied; the files are checked at every start. */
  addModelFolder: { takes: z.strictObject({ folder: folderShape }), gives: nothing, fails: modelFails },
  removeModelFolder: { takes: z.strictObject({ folder: folderShape }), gives: nothing, fails: [] },
} as const;
