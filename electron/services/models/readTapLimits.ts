import { z } from 'zod';
import { tapLimitsOf, type DatedLimits } from '../../protocol/tapCalibration.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { bytes32Shape, safeUintShape } from '../../shared/units.ts';
import { sayShape } from '../../shared/sayShape.ts';
import { parseJsonFile } from './modelFiles.ts';

/** Where a folder without tokens keeps its calibration. It is in the manifest, not in the model id: it says how far honest runs are apart, not what the model computes. */
export const calibrationPath = 'calibration.json';

const figureShape = z.number().min(0).nullable();
const calibrationShape = z.object({
  format: z.literal('hearth-calibration/1'), modelId: bytes32Shape, atSeconds: safeUintShape,
  summary: z.object({ class: z.string().max(40), tauVersion: safeUintShape, inputs: safeUintShape, distance: z.object({ max: z.number().min(0) }), output: z.object({ max: figureShape }) }),
});

/**
 * What the folder's calibration lets an audit accuse by; null when there is none, or it is too thin or too wide.
 * @throws model.unreadable  no calibration, or another model's: a publisher's mistake should be seen, not judged by
 */
export function readTapLimits(files: ReadonlyMap<string, Uint8Array>, model: { readonly modelId: string; readonly numericClass: string }): DatedLimits | null {
  const bytes = files.get(calibrationPath);
  if (!bytes) return null;
  const parsed = calibrationShape.safeParse(parseJsonFile(calibrationPath, bytes));
  if (!parsed.success) throw new HearthError('model.unreadable', { file: calibrationPath, reason: sayShape(parsed.error) });
  const { modelId, atSeconds, summary } = parsed.data;
  if (modelId !== model.modelId || summary.class !== model.numericClass) throw new HearthError('model.unreadable', { file: calibrationPath, reason: modelReasons.otherCalibration(modelId, summary.class) });
  const limits = tapLimitsOf({ modelId, class: summary.class, tauVersion: summary.tauVersion, inputs: summary.inputs, largestDistance: summary.distance.max, largestOutput: summary.output.max });
  return limits && { ...limits, sinceSeconds: atSeconds };
}
