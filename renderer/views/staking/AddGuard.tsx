import { useState, type FormEvent } from 'react';
import type { HearthError } from '../../../electron/shared/errors.ts';
import type { Guards } from '../../../electron/shared/guards.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { useCoin } from '../../components/Money.tsx';
import { Field } from '../../components/SecretField.tsx';
import { formatCoins } from '../../format/money.ts';
import { guardWords as text } from '../../strings/guards.ts';
import { problemOfGuard, type GuardList } from './guardLists.ts';

type Props = {
  readonly list: GuardList; readonly facts: Guards; readonly node: string | null; readonly bondWei: bigint | null; readonly busy: boolean; readonly error: HearthError | null;
  readonly onAdd: (node: string) => void; readonly onClose: () => void;
};

/** Who will read what, and what stands behind it, before the address is taken. */
export function AddGuard({ list, facts, node, bondWei, busy, error, onAdd, onClose }: Props) {
  const coin = useCoin();
  const [written, setWritten] = useState('');
  const [problem, setProblem] = useState<ReturnType<typeof problemOfGuard>>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = problemOfGuard(written.trim(), list, facts, node);
    setProblem(found);
    if (found === null) onAdd(written.trim());
  }
  return (
    <form className="form" onSubmit={submit}>
      <p>{list === 'guards' ? text.nameRisk : text.acceptRisk}</p>
      {list === 'wards' && bondWei !== null && <p>{text.acceptBond(`${formatCoins(bondWei)} ${coin}`)}</p>}
      <Field label={text.address} hint={text.addressHint}>{(ids) => <input {...ids} className="field mono" required maxLength={80} dir="ltr" autoComplete="off" spellCheck={false} aria-invalid={problem !== null} value={written} onChange={(event) => setWritten(event.target.value)} />}</Field>
      {problem !== null && <p className="form-problem" role="alert">{text[problem]}</p>}
      <FailureLine error={error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={busy}>{list === 'guards' ? text.nameGo : text.acceptGo}</button>
        <button type="button" className="button" onClick={onClose}>{text.cancel}</button>
      </div>
    </form>
  );
}
