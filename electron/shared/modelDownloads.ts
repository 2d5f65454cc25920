import { z } from 'zod';
import { failureShape } from './errors.ts';
import { bytes32Shape, safeUintShape } from './units.ts';

const nothing = z.strictObject({});

/** waiting: others come first · list: asking what there is · fetch: blocks come · check: a worker opens the whole · paused, failed: can go on · refused: nothing of it was kept · done: installed */
export const downloadPhaseShape = z.enum(['waiting', 'list', 'fetch', 'check', 'paused', 'failed', 'refused', 'done']);
/** In place of an address: whoever on the network gives the model away. */
export const peersAddress = 'hearth:peers';
export const downloadUrlShape = z.string().min(1).max(2000);

export const downloadShape = z.strictObject({
  /** What its owner named: it is the download's name too. */
  root: bytes32Shape, urls: z.array(downloadUrlShape).min(1).max(8), phase: downloadPhaseShape, title: z.string().max(200).nullable(),
  /** Blocks whose hash was right. */
  doneBytes: safeUintShape, totalBytes: safeUintShape.nullable(), bytesPerSecond: safeUintShape, leftMs: safeUintShape.nullable(),
  failure: failureShape.nullable(),
});
export type Download = z.output<typeof downloadShape>;

const downloadFails = ['download.addressInvalid', 'download.dataLimit', 'download.unreachable', 'download.untrusted', 'download.notThere', 'download.redirected', 'download.encoded', 'download.tooSlow', 'download.tooLarge', 'download.wrongLength', 'download.wrongRoot', 'download.listInvalid', 'model.noRoom', 'storage.diskFull', 'storage.unreadable', 'usage.invalid'] as const;

export const downloadCommands = {
  readDownloads: { takes: nothing, gives: z.strictObject({ downloads: z.array(downloadShape).max(100) }), fails: [] },
  /** Reads what lies at the addresses, holds it against the root (of the list, or the model id) and begins; `evict` names what may be deleted for it. */
  startDownload: { takes: z.strictObject({ urls: z.array(downloadUrlShape).min(1).max(8), root: bytes32Shape, evict: z.array(bytes32Shape).max(1000).default([]) }), gives: downloadShape, fails: downloadFails },
  pauseDownload: { takes: z.strictObject({ root: bytes32Shape }), gives: nothing, fails: ['usage.invalid'] },
  resumeDownload: { takes: z.strictObject({ root: bytes32Shape }), gives: nothing, fails: ['usage.invalid'] },
  /** Ends it and deletes what came of it; of one that is over, only its line. */
  cancelDownload: { takes: z.strictObject({ root: bytes32Shape }), gives: nothing, fails: ['usage.invalid'] },
} as const;
