import { z } from 'zod';
import { timeMsShape } from './units.ts';

/** automatic: fetched by itself, installed when Hearth quits or when asked · ask: told of, fetched and installed when asked · never: looked for only when asked. */
export const updateChoiceShape = z.enum(['automatic', 'ask', 'never']);
export type UpdateChoice = z.infer<typeof updateChoiceShape>;

/** Three numbers; a pre-release never comes by the feed. */
export const versionShape = z.string().regex(/^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/);

/** Why this Hearth does not update itself: no window · run from source · a build without a feed or without a key · a package the system's own tools look after. */
export const updateOffShape = z.enum(['headless', 'source', 'noFeed', 'noKey', 'packaged']);
export type UpdateOff = z.infer<typeof updateOffShape>;

/**
 * Why an update was not taken. signature: of the feed, missing, wrong or by no key known here · feed: signed, and not what a feed may say · older: below what runs, or below what was
 * offered before · tampered: the package is not the one the feed names, or not whole · tooLong: more bytes than the feed names, or a feed without an end · unreachable: nobody answered
 * · disk: it could not be written, or the running package could not be kept · notInstalled: it was handed to the system, and the old version is what started.
 */
export const updateProblemShape = z.enum(['signature', 'feed', 'older', 'tampered', 'tooLong', 'unreachable', 'disk', 'notInstalled']);
export type UpdateProblem = z.infer<typeof updateProblemShape>;

/** What somebody did, and no accident of a network: the owner is told. */
export const isRefusal = (problem: UpdateProblem): boolean => problem === 'signature' || problem === 'feed' || problem === 'tampered' || problem === 'tooLong';

export const changesLimit = 8000;

export const updatesShape = z.strictObject({
  /** null: this Hearth updates itself. */
  off: updateOffShape.nullable(),
  choice: updateChoiceShape,
  /** idle: nothing newer is known, or nobody looked. waiting: ready, and Hearth ends for it once the running jobs are done. */
  state: z.enum(['idle', 'checking', 'available', 'downloading', 'ready', 'waiting', 'installing']),
  /** The version that is offered, fetched or ready. */
  version: versionShape.nullable(),
  /** What changed, as the feed says it: plain text of the makers, never shown as anything else. */
  changes: z.string().max(changesLimit).nullable(),
  percent: z.int().min(0).max(100).nullable(),
  /** When the feed last answered with something to be believed. */
  checkedAtMs: timeMsShape.nullable(),
  /** Of the last try; null after one that went well. */
  problem: z.strictObject({ why: updateProblemShape, version: versionShape.nullable(), atMs: timeMsShape }).nullable(),
  /** A version that did not come up twice, and the one that came back for it; null: that never happened, or a later one runs. */
  rolledBack: z.strictObject({ from: versionShape, to: versionShape, atMs: timeMsShape }).nullable(),
});
export type Updates = z.infer<typeof updatesShape>;

export const noUpdates = (off: UpdateOff | null, choice: UpdateChoice = 'automatic'): Updates => ({ off, choice, state: 'idle', version: null, changes: null, percent: null, checkedAtMs: null, problem: null, rolledBack: null });

export const updateActShape = z.discriminatedUnion('kind', [
  /** Asks the feed now. */
  z.strictObject({ kind: z.literal('check') }),
  /** Fetches what is offered. */
  z.strictObject({ kind: z.literal('download') }),
  /** Lets the running jobs finish, installs what is ready and starts again. */
  z.strictObject({ kind: z.literal('install') }),
  z.strictObject({ kind: z.literal('choose'), choice: updateChoiceShape }),
]);
export type UpdateAct = z.infer<typeof updateActShape>;

export const updateCommands = {
  /** Asks the shell; what comes of it is in the topic `updates`. */
  actOnUpdate: { takes: z.strictObject({ act: updateActShape }), gives: z.strictObject({}), fails: ['update.off'] },
} as const;
export const updateTopics = { updates: updatesShape } as const;
