import './shown.css';
import type { ReactNode } from 'react';
import { wordsOfFailure } from '../strings/errors.ts';
import { words } from '../strings/words.ts';
import type { Loaded } from '../useBridge.ts';
import { NetworkDoubts } from './NetworkText.tsx';

/** A few words where something will be, would be, or could not be. */
export function Placeholder({ kind, title, children, action }: { readonly kind: 'waiting' | 'empty' | 'failed'; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={`placeholder placeholder-${kind}`} role={kind === 'failed' ? 'alert' : 'status'} data-state={kind}>
      <p className="placeholder-title">{title}</p>
      {children !== undefined && <p className="soft">{children}</p>}
      {action}
    </div>
  );
}

type ShownProps<Value> = {
  readonly from: Loaded<Value>;
  readonly waiting: string;
  readonly isEmpty: (value: Value) => boolean;
  readonly empty: { readonly title: string; readonly next?: string; readonly action?: ReactNode };
  readonly children: (value: Value) => ReactNode;
};

/** Something in its four states; the type makes forgetting one an error. */
export function Shown<Value>({ from, waiting, isEmpty, empty, children }: ShownProps<Value>) {
  if (from.state === 'waiting') return <Placeholder kind="waiting" title={waiting} />;
  if (from.state === 'failed') {
    const { what, next } = wordsOfFailure(from.error);
    const { again } = from;
    return (
      <Placeholder kind="failed" title={what} action={again && <button type="button" className="button" onClick={again}>{words.retry}</button>}>
        {next} <NetworkDoubts parts={Object.values(from.error.about)} />
      </Placeholder>
    );
  }
  if (isEmpty(from.value)) return <Placeholder kind="empty" title={empty.title} action={empty.action}>{empty.next}</Placeholder>;
  return <div data-state="ready">{children(from.value)}</div>;
}
