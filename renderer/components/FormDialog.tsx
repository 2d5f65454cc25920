import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A form in the browser's own modal dialog: focus, Escape and inertness come with it. Its content is made when it opens and gone when it closes. */
export function FormDialog({ open, title, onClose, children }: { readonly open: boolean; readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="dialog form-dialog" onClose={onClose} aria-labelledby={id}>
      {open && (
        <>
          <h2 id={id}>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  );
}
