import { z } from 'zod';
import { changesLimit, versionShape } from '../../shared/updates.ts';

/** No package of Hearth comes near; what is longer is not fetched. */
export const packageLimitBytes = 600 * 1024 * 1024;
export const feedLimitBytes = 64 * 1024;

/** A name beside the feed: no folder, no address of somewhere else. */
const fileNameShape = z.string().max(200).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const sha512Shape = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
const fileShape = z.object({ url: fileNameShape, sha512: sha512Shape, size: z.int().min(1).max(packageLimitBytes), blockMapSize: z.int().min(1).max(packageLimitBytes).optional() });

/** What electron-builder writes into `latest*.yml`, as far as it is used. Other keys are dropped: what is not checked is not handed on. */
const feedShape = z.object({
  version: versionShape,
  files: z.array(fileShape).min(1).max(20),
  releaseDate: z.string().max(40).regex(/^[0-9TZ:.+-]+$/),
  releaseNotes: z.string().max(changesLimit).nullable().optional(),
  /** A share of all installations; each draws its own place once (electron-updater, isStagingMatch). */
  stagingPercentage: z.int().min(0).max(100).optional(),
});
export type Feed = z.infer<typeof feedShape>;
export type FeedAnswer = { readonly ok: true; readonly feed: Feed } | { readonly ok: false; readonly reason: string };

/** @param raw  the parsed YAML of a feed whose signature holds */
export function parseFeed(raw: unknown): FeedAnswer {
  const parsed = feedShape.safeParse(raw);
  return parsed.success ? { ok: true, feed: parsed.data } : { ok: false, reason: z.prettifyError(parsed.error).slice(0, 300) };
}

/** Below zero: `a` is the older one. Both are {@link versionShape}. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
