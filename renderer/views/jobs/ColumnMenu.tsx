import './columnMenu.css';
import { useId, type CSSProperties } from 'react';
import { addColumn, jobFieldNames, jobFields, type JobFieldGroup, type JobFieldName } from '../../../electron/shared/jobFields.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { jobColumnTitle, jobColumnWords as text } from '../../strings/jobColumns.ts';
import { ColumnOrder } from './ColumnOrder.tsx';
import type { JobColumns } from './useJobColumns.ts';

const groups = Object.entries(Object.groupBy(jobFieldNames, (name) => jobFields[name].group)) as [JobFieldGroup, JobFieldName[]][];

/** Which columns the list shows and in which order, in the browser's own popover: light dismissal, Escape and the top layer come with it. The first column always stays. */
export function ColumnMenu({ columns }: { readonly columns: JobColumns }) {
  const id = useId();
  const anchor = `--columns-${id.replace(/[^a-zA-Z0-9]/g, '')}`;
  const toggle = (name: JobFieldName): void => columns.choose(columns.shown.includes(name) ? columns.shown.filter((one) => one !== name) : addColumn(columns.shown, name));
  return (
    <div>
      <button type="button" className="button" popoverTarget={id} style={{ anchorName: anchor } as CSSProperties}>{text.open} <span className="caret" aria-hidden="true" /></button>
      <div id={id} className="column-menu" popover="auto" role="group" aria-label={text.title} style={{ positionAnchor: anchor } as CSSProperties}>
        <div className="column-groups">
          {groups.map(([group, names]) => (
            <fieldset key={group} className="column-group">
              <legend>{text.groups[group]}</legend>
              {names.map((name) => (
                <label key={name} className="check-line small">
                  <input type="checkbox" checked={columns.shown.includes(name)} disabled={name === 'job'} onChange={() => toggle(name)} /> {jobColumnTitle(name)}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <ColumnOrder columns={columns} />
        <div className="column-end">
          <button type="button" className="button" disabled={!columns.isChosen} onClick={() => columns.choose(null)}>{text.reset}</button>
          <FailureLine error={columns.error} />
        </div>
      </div>
    </div>
  );
}
