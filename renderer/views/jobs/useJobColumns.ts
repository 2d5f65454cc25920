import { useState } from 'react';
import { defaultJobFields, isJobField, jobFieldNames, type JobFieldName } from '../../../electron/shared/jobFields.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import type { HearthError } from '../../../electron/shared/errors.ts';

export type JobColumns = {
  readonly shown: readonly JobFieldName[];
  /** The owner chose them: all are shown however narrow the window is. */
  readonly isChosen: boolean;
  readonly choose: (columns: readonly JobFieldName[] | null) => void;
  readonly error: HearthError | null;
};

/** Columns of the job list as the settings have them, in the table's own order. A choice shows at once and is kept meanwhile. */
export function useJobColumns(): JobColumns {
  const kept = useAnswer('readJobColumns', {});
  const [chosen, setChosen] = useState<readonly string[] | null | undefined>(undefined);
  const keep = useAct((columns: readonly JobFieldName[] | null, connection) => connection.ask('setJobColumns', { columns: columns && [...columns] }));
  const columns = chosen !== undefined ? chosen : kept.state === 'ready' ? kept.value.columns : null;
  const wanted = new Set<string>(['job', ...(columns ?? defaultJobFields)].filter(isJobField));
  return {
    shown: jobFieldNames.filter((name) => wanted.has(name)), isChosen: columns !== null, error: keep.error,
    choose(next) {
      setChosen(next);
      keep.run(next);
    },
  };
}
