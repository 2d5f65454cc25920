import { HearthError } from '../../shared/errors.ts';

/** A model that Hearth will not run: it is ambiguous, hostile, or uses what a verifier could not follow. */
export const modelUnsupported = (reason: string): HearthError<'model.unsupported'> =>
  new HearthError('model.unsupported', { reason: reason.slice(0, 300) });
