import { z } from 'zod';
import { timeMsShape } from '../../shared/units.ts';
import { updateChoiceShape, versionShape } from '../../shared/updates.ts';

/** The package that ran before, and how it comes back. */
export const keptPackageShape = z.discriminatedUnion('kind', [
  /** The old file under another name beside the new one; a new name where the name held the version. */
  z.strictObject({ kind: z.literal('appImage'), keptPath: z.string().max(4096), restoreTo: z.string().max(4096) }),
  /** The installer of the version that ran, out of the updater's cache. */
  z.strictObject({ kind: z.literal('nsis'), keptPath: z.string().max(4096), sha512: z.string().max(200) }),
]);
export type KeptPackage = z.infer<typeof keptPackageShape>;

export const updateRecordShape = z.strictObject({
  format: z.literal(1),
  choice: updateChoiceShape,
  /** The highest version a believed feed ever offered: what is below is an old feed, played again. */
  highest: versionShape.nullable(),
  /** An update that was handed to the system and has not come up yet. starts: how often it began without becoming ready. */
  staged: z.strictObject({ from: versionShape, to: versionShape, fromFormat: z.int().min(0), starts: z.int().min(0).max(100), atMs: timeMsShape, installedAs: z.string().max(4096).nullable(), kept: keptPackageShape.nullable() }).nullable(),
  /** Versions that were taken back and are not offered again. */
  heldBack: z.array(versionShape).max(50),
  rolledBack: z.strictObject({ from: versionShape, to: versionShape, atMs: timeMsShape }).nullable(),
});
export type UpdateRecord = z.infer<typeof updateRecordShape>;
export const emptyUpdateRecord: UpdateRecord = { format: 1, choice: 'automatic', highest: null, staged: null, heldBack: [], rolledBack: null };

export type StartFacts = {
  /** Of the Hearth that starts. */
  readonly version: string;
  /** What it writes, and what lies on the disk; null: that cannot be told. */
  readonly ownFormat: number;
  readonly diskFormat: number | null;
  readonly nowMs: number;
};
export type StartDecision =
  /** Nothing to watch. */
  | { readonly kind: 'plain' }
  /** This start is one of the tries of a new version. */
  | { readonly kind: 'watch' }
  /** The system did not install what it was given. */
  | { readonly kind: 'notInstalled'; readonly version: string }
  /** The new version did not come up in two starts: the old one comes back. */
  | { readonly kind: 'rollBack'; readonly kept: KeptPackage; readonly installedAs: string | null }
  /** It did not come up, and the old one cannot come back: no package was kept, or what lies on the disk is too new for it. */
  | { readonly kind: 'stay'; readonly why: 'noPackage' | 'newerData' };

/** A version gets so many starts to become ready. */
const startsAllowed = 2;

/** What a starting Hearth makes of an update before it, and what to write down before anything else happens. Pure. */
export function decideStart(record: UpdateRecord, { version, ownFormat, diskFormat, nowMs }: StartFacts): { readonly decision: StartDecision; readonly record: UpdateRecord } {
  const { staged } = record;
  if (!staged) return { decision: { kind: 'plain' }, record };
  const done = { ...record, staged: null };
  if (staged.to !== version) return staged.from === version && staged.starts === 0 ? { decision: { kind: 'notInstalled', version: staged.to }, record: done } : { decision: { kind: 'plain' }, record: done };
  if (staged.starts < startsAllowed) return { decision: { kind: 'watch' }, record: { ...record, staged: { ...staged, starts: staged.starts + 1 } } };
  if (!staged.kept) return { decision: { kind: 'stay', why: 'noPackage' }, record };
  // What the new version may have written before it failed decides; where that cannot be told, what it could have written.
  if ((diskFormat ?? ownFormat) > staged.fromFormat) return { decision: { kind: 'stay', why: 'newerData' }, record };
  return {
    decision: { kind: 'rollBack', kept: staged.kept, installedAs: staged.installedAs },
    record: { ...done, heldBack: [...new Set([...record.heldBack, version])].slice(-50), rolledBack: { from: version, to: staged.from, atMs: nowMs } },
  };
}

/** The provider is ready: the update holds. Pure. */
export const confirmStart = (record: UpdateRecord): UpdateRecord => (record.staged ? { ...record, staged: null, rolledBack: null } : record);

/** The owner quit before it could be known: that start says nothing. Pure. */
export const forgiveStart = (record: UpdateRecord): UpdateRecord => (record.staged && record.staged.starts > 0 ? { ...record, staged: { ...record.staged, starts: record.staged.starts - 1 } } : record);
