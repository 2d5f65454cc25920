import { z } from 'zod';
import { bytes32Shape, safeUintShape, uint32Shape } from './units.ts';

/**
 * How tokens are chosen, committed to by the order's `decodeHash` (docs/protocol/sampler.md).
 * Fractions are integers in millionths, so that the canonical JSON has one spelling per value.
 * Order of steps: repetition penalty, temperature, top-k, top-p, min-p, Gumbel-max. temperatureMicro 0 is argmax.
 */
const rules = {
  temperatureMicro: z.number().int().min(0).max(100_000_000),
  /** 0: no limit. */
  topK: uint32Shape,
  /** 1_000_000: no limit. */
  topPMicro: z.number().int().min(1).max(1_000_000),
  /** 0: no limit. */
  minPMicro: z.number().int().min(0).max(1_000_000),
  /** 1_000_000: no penalty. */
  repetitionPenaltyMicro: z.number().int().min(1_000_000).max(100_000_000),
  maxNewTokens: z.number().int().min(1).max(1_000_000),
  /** Ascending, without repeats. */
  stopTokenIds: z.array(safeUintShape).max(64).refine((ids) => ids.every((id, i) => i === 0 || id > ids[i - 1]!), 'not ascending'),
};

/** Version 1 draws under the job's own nonce; version 2 under a seed that the order names, so that another job can draw the same. */
export const decodeShape = z.discriminatedUnion('samplerVersion', [
  z.strictObject({ samplerVersion: z.literal(1), ...rules }),
  z.strictObject({
    samplerVersion: z.literal(2), ...rules, seed: bytes32Shape,
    /** Number of the first draw: what continues an answer draws on where the earlier job ended. */
    firstPosition: uint32Shape,
  }),
]);
export type Decode = z.infer<typeof decodeShape>;
/** Rules whose noise is the job's own. */
export type JobDecode = Extract<Decode, { samplerVersion: 1 }>;

/** Why generation ended. Numbers are the receipt's uint8. 0 is for jobs without tokens. */
export const stopReason = { none: 0, stopToken: 1, maxNewTokens: 2, maxContext: 3 } as const;
export type StopReason = (typeof stopReason)[keyof typeof stopReason];
