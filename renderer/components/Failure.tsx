import type { HearthError } from '../../electron/shared/errors.ts';
import { wordsOfFailure } from '../strings/errors.ts';
import { NetworkDoubts } from './NetworkText.tsx';

/** A failure of something just asked for, beside the control that asked. */
export function FailureLine({ error }: { readonly error: HearthError | null }) {
  if (!error) return null;
  const { what, next } = wordsOfFailure(error);
  return (
    <p className="failure-line" role="alert">
      <strong>{what}</strong> <NetworkDoubts parts={Object.values(error.about)} />{next}
    </p>
  );
}
