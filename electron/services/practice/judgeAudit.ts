import { chunkRows } from '../../protocol/sketch.ts';
import { verdict, voteKind } from '../../protocol/typedData.ts';
import { numericClassName, type Thresholds, type ThresholdSource } from '../../protocol/numericClass.ts';
import { reasonOf } from '../../shared/reasons.ts';

/** What a vote says, before it is signed. */
export type Judgement = {
  readonly verdict: number; readonly kind: number; readonly chunk: number;
  /** A code with its parts (shared/reasons.ts). */
  readonly reason: string;
  /** The one figure that decided, in nats for tokens and relative for sketches; null where none did. Also there when a shadow class kept it from accusing. */
  readonly figure: JudgedFigure | null;
};
export type JudgedFigure = { readonly measure: 'distance' | 'margin' | 'meanMargin' | 'vector'; readonly chunk: number; /** From 0; null for a whole chunk. */ readonly token: number | null; readonly value: number; readonly limit: number };

export type GenerationFigures = {
  /** One per sketch: the prompt's, then one per 32 tokens. */
  readonly distances: readonly number[];
  /** One per token, nats. */
  readonly margins: readonly number[];
  readonly stopReasonFollows: boolean;
};

export const acceptJudgement = (reason: string, figure: JudgedFigure | null = null): Judgement => ({ verdict: verdict.accept, kind: voteKind.none, chunk: 0, reason, figure });
export const rejectJudgement = (kind: number, chunk: number, reason: string, figure: JudgedFigure | null = null): Judgement => ({ verdict: verdict.reject, kind, chunk, reason, figure });

/**
 * The verdict on a replayed generation. `chunk` is the place in the receipt's list of sketches: 0 the prompt, 1 + c the c-th 32 tokens.
 * The earliest fault is named, a margin before a sketch in the same chunk: an edited token moves the rows after it, not its own.
 * A class without calibrated thresholds, and a model with operators no rule can follow, is never accused on figures, only of what needs no
 * threshold (the stop rule).
 *
 * @source HVI-1 3.6, 3.7
 */
export function judgeGeneration(figures: GenerationFigures, thresholds: Thresholds, classId: number, opaque: readonly string[] = []): Judgement {
  const { distances, margins } = figures;
  if (!figures.stopReasonFollows) return rejectJudgement(voteKind.stop, Math.max(0, distances.length - 1), reasonOf('judged.stop'));
  const fault = findFault(distances, margins, thresholds);
  if (fault && thresholds.calibrated && opaque.length === 0) return fault;
  const worst = [largestOf(distances).toExponential(1), largestOf(margins).toExponential(1)] as const;
  if (fault) return acceptJudgement(notJudged(thresholds, classId, opaque, reasonOf('judged.figures', ...worst, fault.reason)), fault.figure);
  return acceptJudgement(reasonOf('judged.replayed', ...worst));
}

/**
 * The verdict on an embedding whose replay is `distance` away (relative L2); accused as a generation is, never without calibrated thresholds.
 * @source docs/protocol/audits.md section 1
 */
export function judgeEmbedding(distance: number, { vectorDistance: limit, calibrated }: Thresholds, classId: number, opaque: readonly string[] = []): Judgement {
  if (distance <= limit && calibrated) return acceptJudgement(reasonOf('judged.vector', distance.toExponential(1)));
  const figure: JudgedFigure = { measure: 'vector', chunk: 0, token: null, value: distance, limit };
  const reason = reasonOf('judged.vectorFar', distance, limit);
  if (calibrated && opaque.length === 0) return rejectJudgement(voteKind.output, 0, reason, figure);
  return acceptJudgement(notJudged({ calibrated }, classId, opaque, reason), figure);
}

/** @param found  a reason of its own: what would have been a fault */
const notJudged = ({ calibrated }: Pick<Thresholds, 'calibrated'>, classId: number, opaque: readonly string[], found: string): string =>
  (calibrated ? reasonOf('judged.opaque', opaque.slice(0, 3).join(', ').replaceAll('|', '/'), found) : reasonOf('judged.noThresholds', numericClassName(classId) ?? classId, found));

/** A reason of a judgement with whose thresholds it was made by. */
export const judgedBy = ({ tauVersion, calibrationRoot }: ThresholdSource, found: string): string =>
  (calibrationRoot === null ? reasonOf('judged.byProgram', tauVersion, found) : reasonOf('judged.byRegistry', tauVersion, calibrationRoot, found));

/** Not Math.max(...values): a million tokens are a million arguments, which overflow the stack. */
const largestOf = (values: readonly number[]): number => values.reduce((most, value) => (value > most ? value : most), 0);

function findFault(distances: readonly number[], margins: readonly number[], limits: Thresholds): Judgement | null {
  for (let chunk = 0; chunk < Math.max(distances.length, 1 + Math.ceil(margins.length / chunkRows)); chunk++) {
    const start = (chunk - 1) * chunkRows;
    const own = chunk === 0 ? [] : margins.slice(start, start + chunkRows);
    const token = own.findIndex((margin) => !(margin <= limits.hardMargin));
    if (token >= 0) return rejectJudgement(voteKind.margin, chunk, reasonOf('judged.margin', start + token, own[token]!, limits.hardMargin), { measure: 'margin', chunk, token: start + token, value: own[token]!, limit: limits.hardMargin });
    const distance = distances[chunk] ?? Infinity;
    if (!(distance <= limits.chunkDistance)) return rejectJudgement(voteKind.sketch, chunk, reasonOf('judged.sketch', chunk, distance, limits.chunkDistance), { measure: 'distance', chunk, token: null, value: distance, limit: limits.chunkDistance });
  }
  const mean = margins.reduce((sum, margin) => sum + Math.min(margin, limits.deltaClip), 0) / Math.max(1, margins.length);
  if (mean <= limits.meanMargin) return null;
  const worst = margins.reduce((best, margin, i) => (margin > margins[best]! ? i : best), 0);
  const chunk = 1 + Math.floor(worst / chunkRows);
  return rejectJudgement(voteKind.margin, chunk, reasonOf('judged.meanMargin', mean, limits.meanMargin), { measure: 'meanMargin', chunk, token: worst, value: mean, limit: limits.meanMargin });
}
