import './forms.css';
import { useId, useState, type ReactNode, type Ref } from 'react';

type FieldProps = { readonly label: string; readonly hint?: ReactNode; readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode };

/** A label, its control, and a line that says more. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': hint === undefined ? undefined : `${id}-hint` })}
      {hint !== undefined && <p id={`${id}-hint`} className="soft small">{hint}</p>}
    </div>
  );
}

type SecretProps = { readonly label: string; readonly hint?: ReactNode; readonly name: string; readonly isNew?: boolean; readonly words: { readonly reveal: string; readonly conceal: string }; readonly onType?: (text: string) => void; readonly ref?: Ref<HTMLInputElement> };

/** A secret as it is typed: it lives in the input alone, never in React's state, until the form takes and clears it. */
export function SecretField({ label, hint, name, isNew = false, words, onType, ref }: SecretProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <span className="secret">
          <input {...ids} ref={ref} className="field" type={isShown ? 'text' : 'password'} name={name} required maxLength={512} autoComplete={isNew ? 'new-password' : 'off'} autoCapitalize="off" spellCheck={false} onChange={onType && ((event) => onType(event.target.value))} />
          <button type="button" className="button plain" aria-pressed={isShown} aria-label={`${words.reveal}: ${label}`} onClick={() => setIsShown(!isShown)}>{isShown ? words.conceal : words.reveal}</button>
        </span>
      )}
    </Field>
  );
}

/** What a form holds, by name, once. Secrets are cleared from their inputs at the same moment. */
export function takeForm(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  const taken = new Map([...data.entries()].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
  for (const input of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.secret input, .secret-word input, textarea[data-secret]')) input.value = '';
  return (name) => taken.get(name) ?? '';
}
