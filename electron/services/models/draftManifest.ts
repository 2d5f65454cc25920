import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { assertOneReading } from './checkModel.ts';
import { manifestShape, sizeLimitBytes, type Manifest } from './manifest.ts';
import { openFolder, readModelFile, type ModelFolder } from './modelFiles.ts';
import { describeModel, parseOnnx, type OpenedModel } from './openModelFolder.ts';
import { readExport } from './readExport.ts';
import { parseExternalPlace } from './tensorBytes.ts';

/** Beside the graph and its weights, what a model id is over or Hearth reads. */
const companions = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja', 'modules.json', '1_Pooling/config.json', 'sentence_bert_config.json'];
/** Positions where config.json names more, or none: a cache grows with them. */
const usualContext = 4096;

export type DraftWishes = { readonly name?: string; readonly title?: string; readonly license?: string; readonly maxContext?: number };
/** One graph of a folder that has no manifest, as it would be installed. */
export type Draft = { readonly manifest: Manifest; readonly model: OpenedModel };

/** Graphs of a folder in the layout of Hugging Face: beside the other files, or in `onnx`. @throws model.notFound, model.unsupported */
export async function listGraphs(folder: string): Promise<readonly string[]> {
  const { realFolder } = await openFolder(folder);
  const inside = async (under: string): Promise<string[]> => (await readdir(join(realFolder, under)).catch(() => [])).filter((name) => name.endsWith('.onnx')).map((name) => (under === '' ? name : `${under}/${name}`));
  const found = [...(await inside('')), ...(await inside('onnx'))].toSorted();
  if (found.length === 0) throw new HearthError('model.unsupported', { reason: modelReasons.noOnnx });
  return found;
}

/**
 * Makes the manifest that one graph of such a folder lacks, and opens the model by it. Writes nothing. Parses untrusted files: call it in a process that may be killed.
 *
 * @param graph  of {@link listGraphs}
 * @throws model.unreadable, model.unsupported
 */
export async function draftManifest(p: Primitives, folder: string, graph: string, wishes: DraftWishes): Promise<Draft> {
  const root = await openFolder(folder);
  const files = new Map<string, Uint8Array>();
  const read = async (path: string, limitBytes: number): Promise<Uint8Array> => {
    const found = files.get(path) ?? (await readModelFile(root, path, limitBytes).catch((error: unknown) => {
      // The cache of Hugging Face's own tools holds nothing else.
      if (isHearthError(error, 'model.unreadable') && error.about.reason === modelReasons.link) throw new HearthError('model.unreadable', { file: path, reason: modelReasons.linkCache }, error);
      throw error;
    }));
    files.set(path, found);
    return found;
  };
  const bytes = await read(graph, sizeLimitBytes.onnx);
  if (Buffer.from(bytes.subarray(0, 24)).toString('latin1').startsWith('version https://git-lfs')) throw new HearthError('model.unreadable', { file: graph, reason: modelReasons.lfsPointer });
  const model = parseOnnx(graph, bytes);
  assertOneReading(model);
  const reading = readExport(model.graph);
  if (reading.kind === null) throw new HearthError('model.unsupported', { reason: reading.reason });
  const beside = graph.includes('/') ? graph.slice(0, graph.lastIndexOf('/') + 1) : '';
  const places = new Set(model.graph.initializer.filter(({ externalData }) => externalData.length > 0).map((tensor) => beside + parseExternalPlace(tensor).path.replace(/^\.\//, '')));
  for (const path of [...places].toSorted()) await read(path, sizeLimitBytes.external);
  for (const path of companions) if (await isThere(root, path)) await read(path, sizeLimitBytes.text);
  const config = jsonOf(files.get('config.json'));
  const base = slug(wishes.name ?? lastStep(root.realFolder));
  const kept = wishes.name === undefined ? variantOf(graph) : '';
  const manifest = manifestShape.parse({
    name: `${base}${kept}`.slice(0, 80), title: (wishes.title ?? `${lastStep(root.realFolder)}${kept.replace('-', ' ')}`).slice(0, 120), kind: reading.kind, version: 1,
    license: wishes.license ?? (await licenseOf(root)), numericClass: 'cpu-fp32', model: graph,
    files: [...files].map(([path, content]) => ({ path, sha256: toHex(p.sha256(content)).slice(2), sizeBytes: content.length })),
    maxContext: wishes.maxContext ?? contextOf(config), ...(reading.kind === 'generate' ? { lastHidden: reading.lastHidden } : {}), ...labelsOf(reading.kind, config),
  });
  return { manifest, model: describeModel(p, manifest, files) };
}

const isThere = (root: ModelFolder, path: string): Promise<boolean> => readdir(join(root.realFolder, ...path.split('/').slice(0, -1))).then((names) => names.includes(path.split('/').at(-1)!), () => false);
const lastStep = (folder: string): string => folder.split(/[/\\]/).findLast((step) => step !== '') ?? 'model';
const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+/, '') || 'model';
/** "model_fp16.onnx" is the fp16 variant of its model. */
const variantOf = (graph: string): string => {
  const [, variant] = /(?:^|\/)(?:decoder_)?model(?:_merged)?_([a-z0-9_]+)\.onnx$/i.exec(graph) ?? [];
  return variant === undefined ? '' : `-${variant.toLowerCase().replaceAll('_', '-')}`;
};

function jsonOf(bytes: Uint8Array | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function contextOf(config: Record<string, unknown>): number {
  const named = ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_sequence_length'].map((key) => config[key]).find((value) => Number.isSafeInteger(value) && (value as number) > 0) as number | undefined;
  return Math.min(named ?? usualContext, usualContext);
}

function labelsOf(kind: string, config: Record<string, unknown>): { readonly labels?: readonly string[] } {
  const named = config['id2label'];
  if (kind !== 'classify' || typeof named !== 'object' || named === null) return {};
  const labels = Object.entries(named).toSorted(([a], [b]) => Number(a) - Number(b)).map(([, label]) => String(label));
  return labels.length > 0 ? { labels } : {};
}

/** As the head of its README says. */
async function licenseOf(root: ModelFolder): Promise<string> {
  const text = (await isThere(root, 'README.md')) ? new TextDecoder().decode(await readModelFile(root, 'README.md', sizeLimitBytes.text)) : '';
  return /^---\n(?:.*\n)*?license:[ \t]*([\w.+-]{1,100})[ \t]*\n/.exec(text.slice(0, 20_000))?.[1] ?? 'unknown';
}
