import { z } from 'zod';
import { bytes32Shape, textShape, type Hex } from '../shared/units.ts';
import { toHex, utf8Bytes } from './bytes.ts';
import { jcsBytes } from './jcs.ts';
import { modelSpecShape } from './modelSpec.ts';
import type { Primitives } from './primitives.ts';

/** A file of 2 GiB in the smallest blocks, and a folder of the largest ones. */
const maxBlocks = 32_768;
export const blockLimitBytes = { least: 65_536, most: 2 ** 24 } as const;

/**
 * What lies at an address a model is downloaded from: every file with the hashes of its blocks, so that each block is judged when it comes and not when all are there.
 * @source docs/protocol/models.md section 9
 */
export const modelListShape = z.strictObject({
  format: z.literal('hearth-model-list/1'),
  /** Every block but a file's last has so many bytes. */
  blockBytes: z.number().int().min(blockLimitBytes.least).max(blockLimitBytes.most),
  spec: modelSpecShape,
  /** `manifest.json` and all that it names. */
  files: z.array(z.strictObject({ path: textShape(500).min(1), sizeBytes: z.number().int().min(0).max(2 ** 31 - 1), sha256: bytes32Shape, blocks: z.array(bytes32Shape).max(maxBlocks) })).min(1).max(1001),
});
export type ModelList = z.output<typeof modelListShape>;

/** sha256("hearth/model-list/1" ‖ JCS(list)): names every byte of a download. */
export const listRootOf = (p: Primitives, list: ModelList): Hex => toHex(p.sha256(utf8Bytes('hearth/model-list/1'), jcsBytes(list)));
