import { fromBinary } from '@bufbuild/protobuf';
import { z } from 'zod';
import { toHex } from '../../protocol/bytes.ts';
import { modelIdOf, planRootOf, type AuditPlan, type Embedding, type ModelSpec } from '../../protocol/modelSpec.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { DatedLimits } from '../../protocol/tapCalibration.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { uint32Shape, type Hex } from '../../shared/units.ts';
import { assertOneReading } from './checkModel.ts';
import { exposeOutputs } from './exposeOutputs.ts';
import { describeGraph, type GraphReport } from './graphReport.ts';
import { computeModelRoots } from './graphRoot.ts';
import { sizeLimitBytes, type Manifest } from './manifest.ts';
import { openFolder, parseJsonFile, readModelFile } from './modelFiles.ts';
import { ModelSchema, type Graph, type Model } from './onnx/onnx_pb.ts';
import { assertReadableSize } from './onnxLimits.ts';
import { parseManifest } from './parseManifest.ts';
import { planTaps } from './planTaps.ts';
import { readEmbedding } from './readEmbedding.ts';
import { integerWeightBits } from './integerWeights.ts';
import { readTapLimits } from './readTapLimits.ts';
import { parseExternalPlace } from './tensorBytes.ts';
import { modelUnsupported } from './unsupported.ts';

/** A model folder whose every file was checked against its manifest and whose graph has one reading. */
export type OpenedModel = {
  readonly modelId: Hex;
  readonly planRoot: Hex;
  readonly spec: ModelSpec;
  readonly plan: AuditPlan;
  readonly manifest: Manifest;
  /** Bytes for the runtime, with the row tensor and the taps as extra outputs. */
  readonly sessionBytes: Uint8Array;
  /** External data as the runtime wants it: the very bytes that were hashed. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
  /** Parsed `tokenizer.json` and `tokenizer_config.json`, and `chat_template.jinja` as text; null when the model has no tokenizer. */
  readonly tokenizer: { readonly json: object; readonly config: object; readonly chatTemplate: string | null } | null;
  /** Sizes as config.json declares them, for graphs whose shapes are symbolic; null when it does not. */
  readonly declared: { readonly vocabSize: number | null; readonly hiddenSize: number | null; /** Positions that attention looks back, where that is less than all. */ readonly window: number | null };
  /** Of a model of the exact tier: how exact the 8-bit products of a device must be. @source integerWeights.ts */
  readonly weightBits: 7 | 8;
  /** From the folder's calibration, of a float model without tokens; null: audits of it report and accuse nobody. */
  readonly tapLimits: DatedLimits | null;
  /** Indices into the main graph's nodes, in canonical order (docs/protocol/models.md section 4). */
  readonly nodeOrder: readonly number[];
  /** What the spec's graphRoot is over. */
  readonly graphLeaves: readonly Uint8Array[];
  /** Operator sets, operators, and what of them keeps the model shadow only. */
  readonly report: GraphReport;
};

/**
 * Opens a model folder. Parses untrusted files: call it in a worker or a verifier, which can be killed, and nowhere else.
 *
 * @throws model.notFound     no such folder
 * @throws model.corrupt      a file differs from the manifest's hash or size
 * @throws model.unreadable   a file is missing, no regular file, or not what its name says
 * @throws model.unsupported  the model has two readings, or uses what a verifier could not follow
 * @source docs/protocol/models.md
 */
export async function openModelFolder(p: Primitives, folder: string): Promise<OpenedModel> {
  const root = await openFolder(folder);
  const manifest = parseManifest(await readModelFile(root, 'manifest.json', sizeLimitBytes.manifest));
  const totalBytes = manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (totalBytes > sizeLimitBytes.folder) throw modelUnsupported(modelReasons.folderBytes(totalBytes));
  const files = new Map<string, Uint8Array>();
  for (const { path, sha256, sizeBytes } of manifest.files) {
    const bytes = await readModelFile(root, path, limitOf(path));
    if (bytes.length !== sizeBytes) throw new HearthError('model.corrupt', { file: path, expected: `${sizeBytes} bytes`, found: `${bytes.length} bytes` });
    const found = toHex(p.sha256(bytes)).slice(2);
    if (found !== sha256) throw new HearthError('model.corrupt', { file: path, expected: sha256, found });
    files.set(path, bytes);
  }
  return describeModel(p, manifest, files);
}

const limitOf = (path: string): number => (path.endsWith('.json') || path.endsWith('.txt') || path.endsWith('.jinja') ? sizeLimitBytes.text : sizeLimitBytes.external);

/** From bytes that were checked against the manifest, by whose hashes they go, to a description; no file is touched any more. */
export function describeModel(p: Primitives, manifest: Manifest, files: ReadonlyMap<string, Uint8Array>): OpenedModel {
  const onnxPath = manifest.model ?? onlyOnnxPath(manifest);
  const onnx = files.get(onnxPath);
  const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, `0x${sha256}`]));
  if (!onnx) throw new HearthError('model.unreadable', { file: onnxPath, reason: modelReasons.notListed });
  const model = parseOnnx(onnxPath, onnx);
  assertOneReading(model);
  const external = collectExternal(model, onnxPath, files);
  const readExternal = (path: string): Uint8Array => {
    const file = external.get(path);
    if (!file) throw modelUnsupported(modelReasons.externalNotMain(path));
    return file.data;
  };
  const { weightsRoot, graphRoot, nodeOrder, graphLeaves } = computeModelRoots(p, model, readExternal);
  const report = describeGraph(model);
  const embedding = manifest.kind === 'embed' ? readEmbedding(manifest, model.graph, (path) => readJson(files, path)) : null;
  const plan = planOf(manifest, model.graph, report.opaque, embedding);
  const tokenizerBytes = files.get('tokenizer.json');
  const spec: ModelSpec = {
    format: 'hearth-model/1',
    kind: manifest.kind,
    onnxSha256: hashes.get(onnxPath)!,
    externalData: [...external.values()].map(({ filePath, data }) => ({ path: filePath, sha256: hashes.get(filePath)!, sizeBytes: data.length })),
    weightsRoot: toHex(weightsRoot),
    graphRoot: toHex(graphRoot),
    planRoot: planRootOf(p, plan),
    tokenizerSha256: tokenizerBytes ? toHex(p.sha256(tokenizerBytes)) : null,
    stopTokenIds: readStopTokens(files),
    maxContext: manifest.maxContext,
    whitenSha256: null,
    ...(embedding && { embedding }),
  };
  const modelId = modelIdOf(p, spec);
  return {
    modelId, planRoot: spec.planRoot as Hex, spec, plan, manifest, nodeOrder, graphLeaves, report,
    sessionBytes: exposeOutputs(onnx, model.graph, [...(plan.rowTensor === null ? [] : [plan.rowTensor]), ...plan.taps]),
    externalData: [...external].map(([path, { data }]) => ({ path, data })),
    tokenizer: tokenizerBytes ? { json: readObject(files, 'tokenizer.json')!, config: readObject(files, 'tokenizer_config.json') ?? {}, chatTemplate: readText(files, 'chat_template.jinja') } : null,
    declared: readDeclared(files),
    weightBits: manifest.numericClass === 'int-exact' ? integerWeightBits(model, readExternal) : 8,
    tapLimits: plan.taps.length > 0 ? readTapLimits(files, { modelId, numericClass: manifest.numericClass }) : null,
  };
}

function onlyOnnxPath(manifest: Manifest): string {
  const paths = manifest.files.map((file) => file.path).filter((path) => path.endsWith('.onnx'));
  if (paths.length !== 1) throw new HearthError('model.unreadable', { file: 'manifest.json', reason: modelReasons.graphCount(paths.length) });
  return paths[0]!;
}

/** @throws model.unsupported, model.unreadable */
export function parseOnnx(path: string, bytes: Uint8Array): Model {
  assertReadableSize(bytes);
  try {
    return fromBinary(ModelSchema, bytes);
  } catch (error) {
    throw new HearthError('model.unreadable', { file: path, reason: modelReasons.notOnnx(String(error).slice(0, 160)) }, error);
  }
}

function planOf(manifest: Manifest, graph: Graph, opaque: readonly string[], embedding: Embedding | null): AuditPlan {
  const isGenerate = manifest.kind === 'generate';
  if (isGenerate && manifest.lastHidden === undefined) {
    throw new HearthError('model.unreadable', { file: 'manifest.json', reason: modelReasons.noLastHidden });
  }
  // An exact output says all there is to say.
  const taps = isGenerate || manifest.numericClass === 'int-exact' ? [] : [...planTaps(graph, embedding && { input: 'input_ids', output: embedding.output })];
  return { format: 'hearth-plan/1', rowTensor: isGenerate ? manifest.lastHidden! : null, taps, unit: isGenerate ? 'token' : 'item', chunk: 32, opaque: [...opaque] };
}

/** External files by the location their tensors give, which is relative to the ONNX file; each must be listed in the manifest. */
function collectExternal(model: Model, onnxPath: string, files: ReadonlyMap<string, Uint8Array>): Map<string, { filePath: string; data: Uint8Array }> {
  const folder = onnxPath.includes('/') ? onnxPath.slice(0, onnxPath.lastIndexOf('/') + 1) : '';
  const locations = new Set(model.graph!.initializer.filter((tensor) => tensor.externalData.length > 0).map((tensor) => parseExternalPlace(tensor).path));
  return new Map([...locations].sort().map((location) => {
    const filePath = folder + location.replace(/^\.\//, '');
    const data = files.get(filePath);
    // The manifest holds inner paths only, so a location that climbs out of the folder is never found here.
    if (!data) throw modelUnsupported(modelReasons.externalNoFile(location));
    return [location, { filePath, data }];
  }));
}

function readText(files: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  const bytes = files.get(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

function readJson(files: ReadonlyMap<string, Uint8Array>, path: string): unknown {
  const bytes = files.get(path);
  return bytes && parseJsonFile(path, bytes);
}

function readObject(files: ReadonlyMap<string, Uint8Array>, path: string): object | null {
  const value = readJson(files, path);
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HearthError('model.unreadable', { file: path, reason: modelReasons.notObject });
  return value;
}

const generationShape = z.object({ eos_token_id: z.union([uint32Shape, z.array(uint32Shape).max(64)]).nullish() });
const configShape = z.object({ vocab_size: uint32Shape.nullish(), hidden_size: uint32Shape.nullish(), sliding_window: uint32Shape.nullish(), use_sliding_window: z.boolean().nullish() });

/** Ascending, without repeats: from generation_config.json, or config.json where that is all there is. */
function readStopTokens(files: ReadonlyMap<string, Uint8Array>): number[] {
  const path = files.has('generation_config.json') ? 'generation_config.json' : 'config.json';
  const parsed = generationShape.safeParse(readObject(files, path) ?? {});
  if (!parsed.success) throw new HearthError('model.unreadable', { file: path, reason: modelReasons.eosForm });
  const ids = parsed.data.eos_token_id ?? [];
  return [...new Set(typeof ids === 'number' ? [ids] : ids)].sort((a, b) => a - b);
}

function readDeclared(files: ReadonlyMap<string, Uint8Array>): OpenedModel['declared'] {
  const parsed = configShape.safeParse(readObject(files, 'config.json') ?? {});
  if (!parsed.success) throw new HearthError('model.unreadable', { file: 'config.json', reason: modelReasons.configNumbers });
  const { vocab_size: vocabSize, hidden_size: hiddenSize, sliding_window: window, use_sliding_window: usesWindow } = parsed.data;
  return { vocabSize: vocabSize ?? null, hiddenSize: hiddenSize ?? null, window: usesWindow === false ? null : (window ?? null) };
}
