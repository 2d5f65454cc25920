import { mkdir, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { equalBytes, fromHex, toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { tensorRoot, type TensorBytes } from '../../protocol/tensor.ts';
import { traceRoot } from '../../protocol/trace.ts';
import { HearthError } from '../../shared/errors.ts';
import { sayShape } from '../../shared/sayShape.ts';

const rootShape = z.string().regex(/^0x[0-9a-f]{64}$/);
const tensorShape = z.strictObject({ dtype: z.number().int().min(1).max(40), dims: z.array(z.number().int().min(0).max(2 ** 32 - 1)).max(16), sizeBytes: z.number().int().min(0).max(2 ** 33), root: rootShape });
const traceShape = z.strictObject({
  format: z.literal('hearth-trace/1'),
  modelId: rootShape,
  traceRoot: rootShape,
  /** Graph inputs in order, then per node its outputs; null for one that is not wanted. */
  inputs: z.array(z.strictObject({ name: z.string().max(500), tensor: tensorShape })).max(10_000),
  nodes: z.array(z.array(tensorShape.nullable()).max(1_000)).max(200_000),
  /** Words of whoever made it. */
  note: z.string().max(300),
});
export type TraceIndex = z.infer<typeof traceShape>;
export type TraceEntry = z.infer<typeof tensorShape>;

/** Names of one tensor inside a trace: `slot` of node `node`, or graph input number `slot` when `node` is −1. */
export type TracePlace = { readonly node: number; readonly slot: number };
const fileOf = (folder: string, { node, slot }: TracePlace): string => join(folder, 'tensors', node < 0 ? `input-${slot}.bin` : `${node}-${slot}.bin`);
const indexFile = 'trace.json';
const indexLimitBytes = 64 << 20;

export type Trace = { readonly folder: string; readonly index: TraceIndex };

export const entryAt = (trace: Trace, { node, slot }: TracePlace): TraceEntry | null => (node < 0 ? (trace.index.inputs[slot]?.tensor ?? null) : (trace.index.nodes[node]?.[slot] ?? null));

export const rootOfIndex = (p: Primitives, index: TraceIndex): Uint8Array => traceRoot(p, {
  modelId: fromHex(index.modelId), inputs: index.inputs.map(({ tensor }) => fromHex(tensor.root)),
  nodes: index.nodes.map((outputs) => outputs.map((output) => (output ? fromHex(output.root) : null))),
});

/** Writes one tensor's body and describes it. */
async function writeTraceTensor(p: Primitives, folder: string, place: TracePlace, tensor: TensorBytes): Promise<TraceEntry> {
  await writeFile(fileOf(folder, place), tensor.body);
  return { dtype: tensor.dtype, dims: [...tensor.dims], sizeBytes: tensor.body.length, root: toHex(tensorRoot(p, tensor)) };
}

/** Tensors of a replay in a folder, each checked against its root as it is read. All of them stay: they are the trace. */
export const folderTensors = (p: Primitives, folder: string) => ({
  write: (place: TracePlace, tensor: TensorBytes): Promise<TraceEntry> => writeTraceTensor(p, folder, place, tensor),
  read: (place: TracePlace, entry: TraceEntry): Promise<TensorBytes> => readTensorFile(p, folder, place, entry),
  drop: (): void => {},
});

export async function startTraceFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'tensors'), { recursive: true });
}

/** The index last: a folder without one is no trace. */
export async function writeTraceIndex(p: Primitives, folder: string, index: Omit<TraceIndex, 'format' | 'traceRoot'>): Promise<Trace> {
  const whole: TraceIndex = { format: 'hearth-trace/1', ...index, traceRoot: `0x${'0'.repeat(64)}` };
  const written = { ...whole, traceRoot: toHex(rootOfIndex(p, whole)) };
  await writeFile(join(folder, `${indexFile}.part`), JSON.stringify(written));
  await rename(join(folder, `${indexFile}.part`), join(folder, indexFile));
  return { folder, index: written };
}

/**
 * Reads a trace that anyone may have made. Its root must be that of its list; each tensor is checked against the list as it is read.
 *
 * @throws dispute.badTrace  not a trace, or a root that is not its own
 */
export async function readTrace(p: Primitives, folder: string): Promise<Trace> {
  const file = join(folder, indexFile);
  const size = await stat(file).then((found) => found.size, () => refuse(folder, 'there is no trace.json in it'));
  if (size > indexLimitBytes) refuse(folder, `trace.json of ${size} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    refuse(folder, 'trace.json is not JSON');
  }
  const parsed = traceShape.safeParse(value);
  if (!parsed.success) return refuse(folder, sayShape(parsed.error));
  if (toHex(rootOfIndex(p, parsed.data)) !== parsed.data.traceRoot) refuse(folder, 'traceRoot is not the root of its list');
  return { folder, index: parsed.data };
}

function refuse(folder: string, reason: string): never {
  throw new HearthError('dispute.badTrace', { folder, reason });
}

/** @throws dispute.badTrace  a file that is missing, of another size or not what the root says */
export async function readTraceTensor(p: Primitives, trace: Trace, place: TracePlace): Promise<TensorBytes> {
  return readTensorFile(p, trace.folder, place, entryAt(trace, place) ?? refuse(trace.folder, `it has no output ${place.slot} of node ${place.node}`));
}

async function readTensorFile(p: Primitives, folder: string, place: TracePlace, entry: TraceEntry): Promise<TensorBytes> {
  const file = await open(fileOf(folder, place), 'r').catch(() => refuse(folder, `the tensor of output ${place.slot} of node ${place.node} is missing`));
  try {
    const { size } = await file.stat();
    if (size !== entry.sizeBytes) refuse(folder, `output ${place.slot} of node ${place.node} has ${size} bytes, its list says ${entry.sizeBytes}`);
    const tensor = { dtype: entry.dtype, dims: entry.dims, body: new Uint8Array(await file.readFile()) };
    if (!equalBytes(tensorRoot(p, tensor), fromHex(entry.root))) refuse(folder, `output ${place.slot} of node ${place.node} is not the tensor its root commits to`);
    return tensor;
  } finally {
    await file.close();
  }
}
