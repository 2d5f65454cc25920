import './undoLine.css';
import { noticeWords as text } from '../strings/noticeCentre.ts';

/** What was just done, with the way back; said aloud, and the keyboard is on the way back. Give it another key for another act. */
export function UndoLine({ said, busy, onUndo }: { readonly said: string; readonly busy: boolean; readonly onUndo: () => void }) {
  return (
    <p className="undo-line" role="status">
      <span>{said}</span>
      <button type="button" className="button plain" autoFocus disabled={busy} onClick={onUndo}>{text.undo}</button>
    </p>
  );
}
