import { useLayoutEffect, useRef, useState } from 'react';
import { moveColumn, type JobFieldName } from '../../../electron/shared/jobFields.ts';
import { formatCount } from '../../format/numbers.ts';
import { jobColumnTitle, jobColumnWords as text } from '../../strings/jobColumns.ts';
import type { JobColumns } from './useJobColumns.ts';

/** The columns that are shown, one below the other, each with two buttons: what dragging a head does, for a keyboard and a screen reader. */
export function ColumnOrder({ columns: { shown, choose } }: { readonly columns: JobColumns }) {
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ readonly name: JobFieldName; readonly by: 1 | -1 } | null>(null);
  // A browser takes the focus from what is put elsewhere in the page; the next press shall move the same column.
  useLayoutEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.name} ${moved.by}"]`)?.focus({ preventScroll: true });
  }, [moved, shown]);
  const move = (name: JobFieldName, by: 1 | -1): void => {
    setMoved({ name, by });
    choose(moveColumn(shown, name, shown.indexOf(name) + by));
  };
  return (
    <fieldset className="column-order">
      <legend>{text.order}</legend>
      <ol ref={list}>
        {shown.slice(1).map((name, index) => (
          <li key={name} className="small">
            <span>{jobColumnTitle(name)}</span>
            {([-1, 1] as const).map((by) => {
              const isEnd = by === -1 ? index === 0 : index === shown.length - 2;
              return (
                <button key={by} type="button" className="button plain small" data-move={`${name} ${by}`} aria-disabled={isEnd} aria-label={(by === -1 ? text.earlierOf : text.laterOf)(jobColumnTitle(name))} onClick={() => !isEnd && move(name, by)}>
                  {by === -1 ? text.earlier : text.later}
                </button>
              );
            })}
          </li>
        ))}
      </ol>
      <p className="soft small">{text.orderHint}</p>
      <span className="unseen" role="status">{moved && text.place(jobColumnTitle(moved.name), formatCount(shown.indexOf(moved.name) + 1), formatCount(shown.length))}</span>
    </fieldset>
  );
}
