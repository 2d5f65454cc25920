import { z } from 'zod';
import { ownAuditShape } from './audits.ts';
import { jobMeasuresShape } from './jobMeasures.ts';
import { jobSummaryShape } from './shapes.ts';
import { addressShape, bytes32Shape, safeUintShape, textShape, timeMsShape, uint32Shape, uint8Shape, weiShape } from './units.ts';

/** What a list of jobs can be sorted by. What a job does not have yet stands last, either way. */
export const jobSortShape = z.enum(['at', 'startedAt', 'finishedAt', 'paidAt', 'model', 'stage', 'client', 'device', 'unitsIn', 'unitsOut', 'speed', 'wait', 'compute', 'duration', 'price', 'paid', 'attempts']);
export type JobSort = z.infer<typeof jobSortShape>;
export const jobOrderShape = z.strictObject({ sort: jobSortShape, descending: z.boolean() });
export type JobOrder = z.infer<typeof jobOrderShape>;
export const newestFirst: JobOrder = { sort: 'at', descending: true };

/** Everything a journal holds of one job that its row does not, beside the bytes of its input, output and proofs. null: has not happened, or does not apply. */
export const jobRecordShape = z.strictObject({
  // What was ordered.
  app: addressShape, tier: uint8Shape, auditPolicy: uint8Shape, reservationId: bytes32Shape, deadlineMs: safeUintShape, unitsInMax: uint32Shape, priceInWei: weiShape, priceOutWei: weiShape,
  /** Fractions of 1; topK 0: no limit. null for a job without tokens; the seed is null where the job's own nonce is one. */
  temperature: z.number().nullable(), topK: uint32Shape.nullable(), topP: z.number().nullable(), samplerVersion: uint8Shape.nullable(), seed: bytes32Shape.nullable(),
  // How it ran. `queueMs` is known once it started, the rest of the times with the result.
  startedAtMs: timeMsShape.nullable(), queueMs: safeUintShape.nullable(), firstUnitMs: uint32Shape.nullable(), /** In fractions of a millisecond, where they were measured. */ computeMs: z.number().nonnegative().nullable(),
  unitsIn: uint32Shape.nullable(), unitsOut: uint32Shape.nullable(), numericClass: z.string().max(40).nullable(), stopReason: uint8Shape.nullable(), runtime: z.string().max(300).nullable(),
  ...jobMeasuresShape.shape,
  // What was signed.
  receiptHash: bytes32Shape.nullable(), receiptNumber: safeUintShape.nullable(), epoch: uint32Shape.nullable(), /** Of the bundle that an auditor is given, as canonical JSON. */ evidenceBytes: safeUintShape.nullable(),
  votes: uint32Shape, acceptVotes: uint32Shape, audit: ownAuditShape.shape.state.nullable(),
  // How it is paid.
  voucherCount: safeUintShape.nullable(), voucherTotalWei: weiShape.nullable(), batchRoot: bytes32Shape.nullable(), /** From 0. */ batchIndex: uint32Shape.nullable(), batchCount: uint32Shape.nullable(),
  anchorTx: bytes32Shape.nullable(), anchorBlock: safeUintShape.nullable(), maturesAtMs: safeUintShape.nullable(), claimTx: bytes32Shape.nullable(), claimableAtMs: safeUintShape.nullable(),
  paymentTx: bytes32Shape.nullable(), paymentBlock: safeUintShape.nullable(), paidAtMs: timeMsShape.nullable(), /** What of the price went to others. */ sharesWei: weiShape.nullable(),
});
export type JobRecord = z.output<typeof jobRecordShape>;

/** A row of the list; its record only where it was asked for. */
export const jobRowShape = jobSummaryShape.extend({ record: jobRecordShape.optional() });
export type JobRow = z.output<typeof jobRowShape>;

/** How a value is written: `atMs` a moment, `ms` a length of time, `fraction` a plain number, `digest` a hash or an address that may be shortened, `code` a word of a table. */
export type JobFieldKind = 'wei' | 'atMs' | 'ms' | 'count' | 'fraction' | 'rate' | 'bytes' | 'wattHours' | 'watts' | 'celsius' | 'percent' | 'digest' | 'text' | 'code';
export type JobFieldGroup = 'row' | 'run' | 'times' | 'order' | 'evidence' | 'money' | 'chain';
type Value = string | number | bigint | null;
type Field = { readonly group: JobFieldGroup; readonly kind: JobFieldKind; readonly sort?: JobSort; readonly read: (job: JobRow) => Value };

const field = <Group extends JobFieldGroup>(group: Group, kind: JobFieldKind, read: (job: JobRow) => Value | undefined, sort?: JobSort): Field & { readonly group: Group } => ({ group, kind, read: (job) => read(job) ?? null, ...(sort ? { sort } : {}) });
const per = (units: number | null | undefined, ms: number | null | undefined): number | null => (typeof units === 'number' && ms ? (units * 1000) / ms : null);

/** Every column a list of jobs can show, on the page and on the command line, in their order. A value that was not asked for, or does not exist yet, is null. */
export const jobFields = {
  job: field('row', 'digest', ({ jobId }) => jobId),
  model: field('row', 'text', ({ modelName }) => modelName, 'model'),
  stage: field('row', 'code', ({ stage }) => stage, 'stage'),
  units: field('row', 'count', ({ unitsDone }) => unitsDone, 'unitsOut'),
  client: field('row', 'digest', ({ client }) => client, 'client'),
  at: field('row', 'atMs', ({ admittedAtMs }) => admittedAtMs, 'at'),
  paid: field('row', 'wei', ({ payoutWei }) => payoutWei, 'paid'),

  kind: field('run', 'code', ({ kind }) => kind),
  device: field('run', 'text', ({ deviceId }) => deviceId, 'device'),
  attempts: field('run', 'count', ({ attempts }) => attempts, 'attempts'),
  unitsIn: field('run', 'count', ({ record }) => record?.unitsIn, 'unitsIn'),
  unitsOut: field('run', 'count', ({ record }) => record?.unitsOut, 'unitsOut'),
  speed: field('run', 'rate', ({ record }) => per(record?.unitsOut, record?.computeMs), 'speed'),
  energy: field('run', 'wattHours', ({ record }) => record?.wattHours),
  meanPower: field('run', 'watts', ({ record }) => record?.meanWatts),
  mostPower: field('run', 'watts', ({ record }) => record?.mostWatts),
  mostHeat: field('run', 'celsius', ({ record }) => record?.mostCelsius),
  load: field('run', 'percent', ({ record }) => record?.meanLoadPercent),
  memory: field('run', 'bytes', ({ record }) => record?.mostMemoryBytes),
  received: field('run', 'bytes', ({ record }) => record?.receivedBytes),
  sent: field('run', 'bytes', ({ record }) => record?.sentBytes),
  stop: field('run', 'code', ({ record }) => record?.stopReason),
  numericClass: field('run', 'text', ({ record }) => record?.numericClass),
  runtime: field('run', 'text', ({ record }) => record?.runtime),
  failure: field('run', 'text', ({ failure }) => failure?.code),

  startedAt: field('times', 'atMs', ({ record }) => record?.startedAtMs, 'startedAt'),
  finishedAt: field('times', 'atMs', ({ finishedAtMs }) => finishedAtMs, 'finishedAt'),
  wait: field('times', 'ms', ({ record }) => record?.queueMs, 'wait'),
  firstUnit: field('times', 'ms', ({ record }) => record?.firstUnitMs),
  compute: field('times', 'ms', ({ record }) => record?.computeMs, 'compute'),
  duration: field('times', 'ms', ({ admittedAtMs, finishedAtMs }) => (finishedAtMs === null ? null : finishedAtMs - admittedAtMs), 'duration'),

  modelId: field('order', 'digest', ({ modelId }) => modelId),
  app: field('order', 'digest', ({ record }) => record?.app),
  tier: field('order', 'text', ({ record }) => record && `T${record.tier}`),
  auditPolicy: field('order', 'code', ({ record }) => record?.auditPolicy),
  deadline: field('order', 'atMs', ({ record }) => record?.deadlineMs),
  unitsInMax: field('order', 'count', ({ record }) => record?.unitsInMax),
  unitsMax: field('order', 'count', ({ unitsMax }) => unitsMax),
  temperature: field('order', 'fraction', ({ record }) => record?.temperature),
  topK: field('order', 'count', ({ record }) => record?.topK),
  topP: field('order', 'fraction', ({ record }) => record?.topP),
  sampler: field('order', 'count', ({ record }) => record?.samplerVersion),
  seed: field('order', 'digest', ({ record }) => record?.seed),

  receipt: field('evidence', 'digest', ({ record }) => record?.receiptHash),
  receiptNumber: field('evidence', 'count', ({ record }) => record?.receiptNumber),
  epoch: field('evidence', 'count', ({ record }) => record?.epoch),
  evidenceBytes: field('evidence', 'bytes', ({ record }) => record?.evidenceBytes),
  verdict: field('evidence', 'code', ({ verdict }) => verdict),
  votes: field('evidence', 'text', ({ record }) => record && (record.votes === 0 ? null : `${record.acceptVotes}/${record.votes}`)),
  audit: field('evidence', 'code', ({ record }) => record?.audit),

  price: field('money', 'wei', ({ priceWei }) => priceWei, 'price'),
  priceIn: field('money', 'wei', ({ record }) => record?.priceInWei),
  priceOut: field('money', 'wei', ({ record }) => record?.priceOutWei),
  shares: field('money', 'wei', ({ record }) => record?.sharesWei),
  paidAt: field('money', 'atMs', ({ record }) => record?.paidAtMs, 'paidAt'),
  reservation: field('money', 'digest', ({ record }) => record?.reservationId),
  voucher: field('money', 'count', ({ record }) => record?.voucherCount),
  voucherTotal: field('money', 'wei', ({ record }) => record?.voucherTotalWei),

  batch: field('chain', 'digest', ({ record }) => record?.batchRoot),
  batchPlace: field('chain', 'text', ({ record }) => (typeof record?.batchIndex === 'number' ? `${record.batchIndex + 1}/${record.batchCount}` : null)),
  anchorTx: field('chain', 'digest', ({ record }) => record?.anchorTx),
  anchorBlock: field('chain', 'count', ({ record }) => record?.anchorBlock),
  windowEnds: field('chain', 'atMs', ({ record }) => record?.maturesAtMs),
  claimTx: field('chain', 'digest', ({ record }) => record?.claimTx),
  claimableAt: field('chain', 'atMs', ({ record }) => record?.claimableAtMs),
  paymentTx: field('chain', 'digest', ({ record }) => record?.paymentTx),
  paymentBlock: field('chain', 'count', ({ record }) => record?.paymentBlock),
} as const satisfies Readonly<Record<string, Field>>;

export type JobFieldName = keyof typeof jobFields;
export const jobFieldNames = Object.keys(jobFields) as readonly JobFieldName[];
export const isJobField = (name: string): name is JobFieldName => Object.hasOwn(jobFields, name);
/** What is shown until the owner chooses; the first stays in any choice. */
export const defaultJobFields: readonly JobFieldName[] = jobFieldNames.filter((name) => jobFields[name].group === 'row');

/** A column that was not shown goes behind those it follows in the table's own order, wherever the owner put them. Pure. */
export function addColumn(shown: readonly JobFieldName[], name: JobFieldName): readonly JobFieldName[] {
  if (shown.includes(name)) return shown;
  const before = jobFieldNames.slice(0, jobFieldNames.indexOf(name));
  return shown.toSpliced(shown.findLastIndex((one) => before.includes(one)) + 1, 0, name);
}

/** Puts a column at a place among those that are shown, from 0; the first column stays the first. Pure. */
export function moveColumn(shown: readonly JobFieldName[], name: JobFieldName, to: number): readonly JobFieldName[] {
  const from = shown.indexOf(name);
  return from < 1 ? shown : shown.toSpliced(from, 1).toSpliced(Math.min(Math.max(to, 1), shown.length - 1), 0, name);
}

/** Names a newer Hearth may have written are kept in the settings, and left out where nobody knows them. In their order on the page; null: as {@link defaultJobFields}. */
const columnsShape = z.array(textShape(40)).max(100).nullable();
export const jobColumnCommands = {
  readJobColumns: { takes: z.strictObject({}), gives: z.strictObject({ columns: columnsShape, /** null: as {@link newestFirst}. */ order: jobOrderShape.nullable() }), fails: [] },
  setJobColumns: { takes: z.strictObject({ columns: columnsShape }), gives: z.strictObject({}), fails: [] },
  setJobOrder: { takes: z.strictObject({ order: jobOrderShape.nullable() }), gives: z.strictObject({}), fails: [] },
} as const;
