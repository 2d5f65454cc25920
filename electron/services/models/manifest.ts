import { z } from 'zod';
import { embeddingShape } from '../../protocol/modelSpec.ts';
import { jobKindShape } from '../../shared/shapes.ts';

/** How a path inside a model folder may look: relative, forward slashes, no `.` or `..` steps. Links are refused on reading. */
export const modelPathShape = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => isInnerPath(path), { message: 'a path inside the model folder' });

export const isInnerPath = (path: string): boolean =>
  path.isWellFormed() && !/[\\:\0]/.test(path) && path.split('/').every((step) => step !== '' && step !== '.' && step !== '..');

const sha256Shape = z.string().regex(/^[0-9a-f]{64}$/);

/** Largest files Hearth opens. ONNX itself ends at 2 GiB per file; weights beyond that are external data. */
export const sizeLimitBytes = { manifest: 1 << 20, text: 64 << 20, onnx: 2 ** 31 - 1, external: 2 ** 31 - 1, folder: 2 ** 36 } as const;

/**
 * `manifest.json` of a model folder: which files there are and what Hearth must know that ONNX does not say.
 * Keys it does not know are ignored; nothing outside `files` is read.
 * @source docs/protocol/models.md section 1
 */
export const manifestShape = z.object({
  name: z.string().min(1).max(80).regex(/^[a-z0-9][a-z0-9._-]*$/),
  title: z.string().min(1).max(120),
  kind: jobKindShape,
  version: z.union([z.number().int().min(0), z.string().max(40)]),
  license: z.string().max(120),
  files: z.array(z.object({ path: modelPathShape, sha256: sha256Shape, sizeBytes: z.number().int().min(0).max(sizeLimitBytes.external) })).min(1).max(1000),
  /** The ONNX file; when absent, the only *.onnx among `files`. */
  model: modelPathShape.optional(),
  numericClass: z.string().max(40),
  /** generate: name of the final-norm value whose rows are evidence. */
  lastHidden: z.string().min(1).max(500).optional(),
  /** embed: how the vector is made, where the folder's files do not say or say something else. */
  embedding: embeddingShape.partial().optional(),
  maxContext: z.number().int().min(1).max(2 ** 24),
  labels: z.array(z.string().max(200)).max(100_000).optional(),
});
export type Manifest = z.infer<typeof manifestShape>;
