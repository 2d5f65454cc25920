import type { UpdateProblem } from '../../shared/updates.ts';

/** Why an update was not taken, for the one who hears it. */
export class UpdateFailure extends Error {
  override readonly name = 'UpdateFailure';
  readonly why: UpdateProblem;
  constructor(why: UpdateProblem, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}

const ofCode: Readonly<Record<string, UpdateProblem>> = { ERR_CHECKSUM_MISMATCH: 'tampered', ERR_UPDATER_INVALID_SIGNATURE: 'signature', ENOSPC: 'disk', EACCES: 'disk', EPERM: 'disk', EROFS: 'disk' };

/** What electron-updater, the system and the network say, as one of ours. What is none of them is a network that did not answer. Pure. */
export function problemOf(error: unknown): UpdateProblem {
  if (error instanceof UpdateFailure) return error.why;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ofCode[code] ?? 'unreachable';
}
