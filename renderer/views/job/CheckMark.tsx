import { words } from '../../strings/words.ts';
import type { NodeMark } from './markNodes.ts';

const shapes: Readonly<Record<NodeMark['state'], React.ReactNode>> = {
  passed: <path d="M3 8.5 6.5 12 13 4.5" />,
  failed: <path d="M4 4l8 8M12 4l-8 8" />,
  partly: <><circle cx="8" cy="8" r="5.5" /><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" /></>,
  notChecked: <circle cx="8" cy="8" r="5.5" strokeDasharray="2 2.4" />,
};

/** Passed, failed or not checked, by shape and by word. */
export function CheckMark({ state, note }: { readonly state: NodeMark['state']; readonly note?: string }) {
  return (
    <span className={`check check-${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">{shapes[state]}</svg>
      {note ?? words.job.mark[state]}
    </span>
  );
}
