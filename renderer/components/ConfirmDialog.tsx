import { useEffect, useId, useRef } from 'react';

/** A milder way to the same end. */
type Other = { readonly label: string; readonly onChoose: () => void };
type ConfirmWords = { readonly ask: string; readonly why: string; readonly yes: string; readonly no: string };

/** Asks once more before something that cannot be taken back. The browser's own modal dialog: focus, Escape and inertness come with it. */
export function ConfirmDialog({ open, words, other = null, onYes, onClose }: { readonly open: boolean; readonly words: ConfirmWords; readonly other?: Other | null; readonly onYes: () => void; readonly onClose: () => void }) {
  const askId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="dialog" onClose={onClose} aria-labelledby={askId}>
      <h2 id={askId}>{words.ask}</h2>
      <p>{words.why}</p>
      <div className="buttons">
        <button type="button" className="button danger" onClick={() => { onClose(); onYes(); }}>{words.yes}</button>
        {other && <button type="button" className="button" onClick={() => { onClose(); other.onChoose(); }}>{other.label}</button>}
        <button type="button" className="button" onClick={onClose}>{words.no}</button>
      </div>
    </dialog>
  );
}
