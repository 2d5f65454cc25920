import { useState } from 'react';
import { defaultJobFields, isJobField, newestFirst, type JobFieldName, type JobOrder } from '../../../electron/shared/jobFields.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import type { HearthError } from '../../../electron/shared/errors.ts';

export type JobColumns = {
  /** In the owner's order; the first stays the first. */
  readonly shown: readonly JobFieldName[];
  /** The owner chose them. */
  readonly isChosen: boolean;
  /** Others than the usual ones: all are shown however narrow the window is. */
  readonly isOther: boolean;
  readonly choose: (columns: readonly JobFieldName[] | null) => void;
  /** null: not read yet. */
  readonly order: JobOrder | null;
  readonly sort: (order: JobOrder) => void;
  readonly error: HearthError | null;
};

/** Columns of the job list and its order, as the settings have them. A choice shows at once and is kept meanwhile. */
export function useJobColumns(): JobColumns {
  const kept = useAnswer('readJobColumns', {});
  const [chosen, setChosen] = useState<readonly string[] | null | undefined>(undefined);
  const [sorted, setSorted] = useState<JobOrder | null>(null);
  const keep = useAct((columns: readonly JobFieldName[] | null, connection) => connection.ask('setJobColumns', { columns: columns && [...columns] }));
  const keepOrder = useAct((order: JobOrder, connection) => connection.ask('setJobOrder', { order }));
  const columns = chosen !== undefined ? chosen : kept.state === 'ready' ? kept.value.columns : null;
  // The list waits for its order rather than being drawn twice; where nobody can say it, newest first.
  const keptOrder = kept.state === 'waiting' ? null : ((kept.state === 'ready' ? kept.value.order : null) ?? newestFirst);
  const shown = [...new Set(['job', ...(columns ?? defaultJobFields)])].filter(isJobField);
  return {
    shown, isChosen: columns !== null, isOther: shown.length !== defaultJobFields.length || shown.some((name) => !defaultJobFields.includes(name)), error: keep.error ?? keepOrder.error,
    choose(next) {
      setChosen(next);
      keep.run(next);
    },
    order: sorted ?? keptOrder,
    sort(next) {
      setSorted(next);
      keepOrder.run(next);
    },
  };
}
