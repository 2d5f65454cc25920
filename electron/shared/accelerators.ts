import { z } from 'zod';
import { failureShape } from './errors.ts';
import { safeUintShape } from './units.ts';

const nothing = z.strictObject({});

/**
 * What a card's maker provides for the runtime (docs/decisions/0035), here and now.
 * none: none can be had, `why` says it · absent · fetching · stopped: part of it lies here · failed: the same, for a reason · otherRuntime: one is here that this Hearth does not use · installed
 */
export const acceleratorShape = z.strictObject({
  state: z.enum(['none', 'absent', 'fetching', 'stopped', 'failed', 'otherRuntime', 'installed']),
  /** noList: this Hearth was built without one · notNeeded: the runtime brings what cards of this system need · otherSystem, otherVersion: one is listed, for another system or runtime */
  why: z.enum(['noList', 'notNeeded', 'otherSystem', 'otherVersion']).nullable(),
  /** What is fetched, and what lies on the disk afterwards; null: not known. */
  fetchedBytes: safeUintShape.nullable(), diskBytes: safeUintShape.nullable(),
  /** Of what this try has to fetch; null: no try is under way. */
  doneBytes: safeUintShape.nullable(), totalBytes: safeUintShape.nullable(),
  failure: failureShape.nullable(),
  /** Devices were asked what they can do before it came or went. */
  needsRestart: z.boolean(),
});
export type AcceleratorView = z.output<typeof acceleratorShape>;

export const acceleratorCommands = {
  readAccelerator: { takes: nothing, gives: acceleratorShape, fails: [] },
  /** Begins to fetch it, or goes on where an earlier try ended. How it goes is in {@link acceleratorShape}. */
  fetchAccelerator: { takes: nothing, gives: nothing, fails: ['usage.invalid'] },
  /** What came is kept for the next try. */
  stopAccelerator: { takes: nothing, gives: nothing, fails: [] },
  /** Takes away the accelerator and what an unfinished try left. */
  removeAccelerator: { takes: nothing, gives: nothing, fails: ['usage.invalid', 'storage.unreadable'] },
} as const;
