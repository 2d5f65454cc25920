import { z } from 'zod';

/**
 * Libraries that let the runtime compute on a maker's cards and are too large to be part of Hearth. The list is written when a Hearth is built (`electron/programs/shell/writeAccelerators.ts`) and ships inside it, so
 * what may be fetched is as fixed as Hearth itself, whoever serves it.
 */
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const addressShape = z.string().max(1000).refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname)));
}, 'an https address');
const bytesShape = z.number().int().nonnegative().max(2 ** 42);

/** One library: a stretch of an archive that lies at its maker's, and what comes out of it. */
const libraryShape = z.strictObject({
  name: z.string().regex(/^lib[\w+-][\w.+-]{0,100}$/),
  url: addressShape,
  /** Where in the archive its bytes are, the end excluded, and how long the archive is. */
  from: bytesShape,
  to: bytesShape,
  archiveBytes: bytesShape,
  isDeflated: z.boolean(),
  sizeBytes: bytesShape,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
}).refine(({ from, to, archiveBytes, isDeflated, sizeBytes }) => from < to && to <= archiveBytes && (isDeflated || to - from === sizeBytes), 'its place in the archive is wrong');

export const acceleratorShape = z.strictObject({
  id: z.enum(['cuda']),
  /** As in `linux-x64`. */
  system: z.string().regex(/^[a-z0-9]+-[a-z0-9]+$/),
  /** The version of onnxruntime-node these were built for. */
  runtime: z.string().regex(/^\d+\.\d+\.\d+$/),
  libraries: z.array(libraryShape).min(1).max(100).refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a name twice'),
});
export type Accelerator = z.infer<typeof acceleratorShape>;
export type Library = Accelerator['libraries'][number];

export const acceleratorListShape = z.strictObject({ format: z.literal('hearth-accelerators/1'), accelerators: z.array(acceleratorShape).max(10) });

/** Bytes that are fetched, and that lie on the disk afterwards. Pure. */
export const sizesOf = ({ libraries }: Accelerator): { readonly fetchedBytes: number; readonly diskBytes: number } => ({
  fetchedBytes: libraries.reduce((sum, { from, to }) => sum + to - from, 0), diskBytes: libraries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
});
