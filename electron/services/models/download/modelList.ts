import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { listRootOf, modelListShape, type ModelList } from '../../../protocol/modelList.ts';
import { modelIdOf, type ModelSpec } from '../../../protocol/modelSpec.ts';
import type { Primitives } from '../../../protocol/primitives.ts';
import { repeatedKey } from '../../../protocol/receiptFile.ts';
import { HearthError, isHearthError } from '../../../shared/errors.ts';
import { modelReasons } from '../../../shared/saidReasons.ts';
import type { Hex } from '../../../shared/units.ts';
import { sayShape } from '../../../shared/sayShape.ts';
import { isInnerPath, sizeLimitBytes, type Manifest } from '../manifest.ts';
import { parseJsonFile } from '../modelFiles.ts';
import { parseManifest } from '../parseManifest.ts';

export const listFileName = 'hearth-list.json';
/** 64 GiB in blocks of 1 MiB are 65,536 hashes. */
export const listLimitBytes = 16 << 20;
const blockBytes = 2 ** 20;

export type WantedFile = { readonly path: string; readonly sizeBytes: number; /** Without 0x. */ readonly sha256: string; /** Of each block; null: only the file has a hash. */ readonly blocks: readonly string[] | null };
/** What is to be downloaded. */
export type Wanted = {
  readonly files: readonly WantedFile[];
  readonly blockBytes: number;
  readonly totalBytes: number;
  /** What the whole must turn out to be. */
  readonly modelId: Hex;
  readonly title: string | null;
  /** The manifest where it came first, as it must be written. */
  readonly manifest: Uint8Array | null;
};

const refuse = (url: string, reason: string): HearthError => new HearthError('download.listInvalid', { url: url.slice(0, 300), reason: reason.slice(0, 300) });

/**
 * A list of files, held against the root its taker named: either the list's own, or the model id that its spec has.
 * @throws download.listInvalid · download.wrongRoot
 */
export function readList(p: Primitives, bytes: Uint8Array, root: Hex, url: string): Wanted {
  const parsed = modelListShape.safeParse(parseJson(bytes, url));
  if (!parsed.success) throw refuse(url, sayShape(parsed.error));
  const list = parsed.data;
  const [listRoot, modelId] = [listRootOf(p, list), modelIdOf(p, list.spec)];
  if (root !== listRoot && root !== modelId) throw new HearthError('download.wrongRoot', { expected: root, found: `${listRoot} (the list) and ${modelId} (the model)` });
  const files = list.files.map((file): WantedFile => ({ ...file, sha256: file.sha256.slice(2), blocks: file.blocks.map((hash) => hash.slice(2)) }));
  for (const { path, sizeBytes, blocks } of files) if (blocks!.length !== Math.ceil(sizeBytes / list.blockBytes)) throw refuse(url, modelReasons.hashCount(path, blocks!.length, sizeBytes));
  assertSpec(list.spec, files, url);
  assertFiles(files, url);
  if (!files.some(({ path, sizeBytes }) => path === 'manifest.json' && sizeBytes <= sizeLimitBytes.manifest)) throw refuse(url, modelReasons.noManifest);
  return { files, blockBytes: list.blockBytes, totalBytes: sumOf(files), modelId, title: null, manifest: null };
}

/** From a folder that has a manifest and no list: each file has one hash, and only the whole says whether it is the model. @throws download.listInvalid */
export function readManifestOnly(bytes: Uint8Array, root: Hex, url: string): Wanted {
  let manifest: Manifest;
  try {
    manifest = parseManifest(bytes);
  } catch (error) {
    throw isHearthError(error, 'model.unreadable') ? refuse(url, error.about.reason) : error;
  }
  const files = manifest.files.map((file): WantedFile => ({ ...file, blocks: null }));
  assertFiles(files, url);
  if (files.some(({ path }) => path.toLowerCase() === 'manifest.json')) throw refuse(url, modelReasons.manifestItself);
  return { files, blockBytes, totalBytes: sumOf(files) + bytes.length, modelId: root, title: manifest.title, manifest: bytes };
}

const sumOf = (files: readonly WantedFile[]): number => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

function parseJson(bytes: Uint8Array, url: string): unknown {
  try {
    const value = parseJsonFile(listFileName, bytes);
    const repeated = repeatedKey(new TextDecoder().decode(bytes));
    if (repeated !== null) throw refuse(url, modelReasons.keyReserved(JSON.stringify(repeated.slice(0, 60))));
    return value;
  } catch (error) {
    throw isHearthError(error, 'model.unreadable') ? refuse(url, error.about.reason) : error;
  }
}

/** What a spec commits to, its list must repeat: with a model id alone, these files are certain before their first byte. */
function assertSpec(spec: ModelSpec, files: readonly WantedFile[], url: string): void {
  const has = (sha256: string): boolean => files.some((file) => `0x${file.sha256}` === sha256);
  if (!has(spec.onnxSha256) || (spec.tokenizerSha256 !== null && !has(spec.tokenizerSha256))) throw refuse(url, modelReasons.filesOther);
  for (const { path, sha256, sizeBytes } of spec.externalData) if (!files.some((file) => file.path === path && `0x${file.sha256}` === sha256 && file.sizeBytes === sizeBytes)) throw refuse(url, modelReasons.fileOther(path));
}

/** Names that could land outside, on one another, or on what is Hearth's own. */
function assertFiles(files: readonly WantedFile[], url: string): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (!isInnerPath(path) || path.split('/').some((step) => step.startsWith('.') || step.endsWith('.') || step.endsWith(' '))) throw refuse(url, modelReasons.badPath(JSON.stringify(path.slice(0, 100))));
    // Disks that do not tell capitals apart would write one file twice.
    const name = path.toLowerCase();
    if (name === 'installed.json' || seen.has(name)) throw refuse(url, modelReasons.namedTwice(JSON.stringify(path.slice(0, 100))));
    seen.add(name);
  }
  for (const name of seen) for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) if (seen.has(name.slice(0, at))) throw refuse(url, modelReasons.fileAndFolder(JSON.stringify(name.slice(0, at))));
  if (sumOf(files) > sizeLimitBytes.folder) throw new HearthError('download.tooLarge', { url: url.slice(0, 300), limitBytes: sizeLimitBytes.folder });
}

/** The list of a model folder, for whoever gives it away. @throws model.unreadable @effects reads every file */
export async function buildModelList(folder: string, spec: ModelSpec, manifest: Pick<Manifest, 'files'>): Promise<ModelList> {
  const paths = ['manifest.json', ...manifest.files.map(({ path }) => path)];
  const files: ModelList['files'] = [];
  for (const path of paths) files.push({ path, ...(await hashFile(join(folder, ...path.split('/')))) });
  return { format: 'hearth-model-list/1', blockBytes, spec, files };
}

async function hashFile(path: string): Promise<{ sizeBytes: number; sha256: string; blocks: string[] }> {
  const file = await open(path, 'r');
  try {
    const whole = createHash('sha256');
    const blocks: string[] = [];
    const buffer = new Uint8Array(blockBytes);
    for (let sizeBytes = 0; ; ) {
      let filled = 0;
      for (let read = -1; filled < blockBytes && read !== 0; filled += read) ({ bytesRead: read } = await file.read(buffer, filled, blockBytes - filled, sizeBytes + filled));
      if (filled === 0) return { sizeBytes, sha256: `0x${whole.digest('hex')}`, blocks };
      const block = buffer.subarray(0, filled);
      whole.update(block);
      blocks.push(`0x${createHash('sha256').update(block).digest('hex')}`);
      sizeBytes += filled;
    }
  } finally {
    await file.close();
  }
}
