import { Tensor } from 'onnxruntime-node';
import { tapValues } from '../../protocol/taps.ts';
import { dtype } from '../../protocol/tensor.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { runSession, valuesOf, type RuntimeSession, type ValueInfo } from './session.ts';

/** A model with one fixed-size input and one output, of types that receipts know. */
export type Classifier = {
  readonly session: RuntimeSession;
  readonly input: ValueInfo;
  /** Shape of one input, batch 1. */
  readonly inputDims: readonly number[];
  readonly inputBytes: number;
  readonly output: ValueInfo;
  /** Values inside that evidence is made of; outputs of the session beside the model's own. */
  readonly taps: readonly string[];
};

/** Makes the sketch of tap number `position`. */
export type SketchTap = (position: number, values: Float32Array) => Uint8Array;

export type Classification = { /** One per tap where they were asked for. */ readonly sketches: readonly Uint8Array[]; readonly logits: Uint8Array; readonly dtype: number; readonly dims: readonly number[]; readonly computeMs: number };

type NumberArray = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;
const arrayOf: Readonly<Record<string, { readonly bytes: number; readonly make: (buffer: ArrayBuffer) => NumberArray }>> = {
  float32: { bytes: 4, make: (buffer) => new Float32Array(buffer) },
  uint8: { bytes: 1, make: (buffer) => new Uint8Array(buffer) },
  int8: { bytes: 1, make: (buffer) => new Int8Array(buffer) },
  int32: { bytes: 4, make: (buffer) => new Int32Array(buffer) },
  int64: { bytes: 8, make: (buffer) => new BigInt64Array(buffer) },
};
const typeCode: ReadonlyMap<string, number> = new Map(Object.entries(dtype));

/** @throws model.unsupported  several inputs or outputs, a type that receipts do not know, an open dimension other than the batch */
export function describeClassifier(session: RuntimeSession, taps: readonly string[] = []): Classifier {
  const refuse = (reason: string) => new HearthError('model.unsupported', { reason });
  const [input, ...moreInputs] = valuesOf(session.inputMetadata).values();
  const [output, ...moreOutputs] = [...valuesOf(session.outputMetadata).values()].filter(({ name }) => !taps.includes(name));
  if (!input || !output || moreInputs.length + moreOutputs.length > 0) throw refuse(modelReasons.classifierBoth);
  const type = arrayOf[input.type];
  if (!type) throw refuse(modelReasons.inputType(input.type));
  if (!typeCode.has(output.type)) throw refuse(modelReasons.outputType(output.type));
  const inputDims = input.shape.map((dim, axis) => (axis === 0 && typeof dim !== 'number' ? 1 : dim));
  if (!inputDims.every((dim): dim is number => typeof dim === 'number' && dim > 0)) throw refuse(modelReasons.inputShape(input.shape.join(', ')));
  return { taps, session, input, inputDims, inputBytes: inputDims.reduce((product, dim) => product * dim, type.bytes), output };
}

/**
 * One input through the model.
 *
 * @param input  raw little-endian bytes of the input tensor, `inputBytes` long
 * @param sketchTap  null where no evidence is wanted
 * @throws input.wrongShape, worker.runFailed, evidence.nonFinite
 */
export async function classify(classifier: Classifier, input: Uint8Array, nowMs: () => number, sketchTap: SketchTap | null = null): Promise<Classification> {
  if (input.length !== classifier.inputBytes) throw new HearthError('input.wrongShape', { expected: `${classifier.inputBytes} bytes`, found: `${input.length} bytes` });
  const startMs = nowMs();
  // A fresh, aligned copy: the caller's bytes may start anywhere in a larger buffer.
  const data = arrayOf[classifier.input.type]!.make(new Uint8Array(input).buffer);
  const feeds = { [classifier.input.name]: new Tensor(classifier.input.type as Tensor.Type, data, classifier.inputDims) };
  const taps = sketchTap ? classifier.taps : [];
  const result = await runSession(classifier.session, feeds, Object.fromEntries([classifier.output.name, ...taps].map((name) => [name, null])));
  const tensor = result[classifier.output.name] as Tensor;
  const view = tensor.data as Int32Array;
  return {
    sketches: taps.map((name, position) => sketchTap!(position, tapValues((result[name] as Tensor).data as ArrayLike<number>))),
    logits: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    dtype: typeCode.get(tensor.type)!,
    dims: [...tensor.dims],
    computeMs: nowMs() - startMs,
  };
}
