import { useState } from 'react';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import { resetParts, type ResetPart } from '../../../electron/shared/reset.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field } from '../../components/SecretField.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const text = words.settings.reset;
/** What is typed where no address of the wallet is known; the same word in every language. */
const anyWallet = 'wallet';

/** Letting go of what is in the data folder, each kind for itself; the wallet and the node key stay unless they are ticked. */
export function ResetSection() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="section" aria-labelledby="reset-title">
      <h2 id="reset-title">{text.title}</h2>
      <p className="soft small">{text.why}</p>
      <p><button type="button" className="button" onClick={() => setIsOpen(true)}>{text.open}</button></p>
      <FormDialog open={isOpen} title={text.open} onClose={() => setIsOpen(false)}><Choice onClose={() => setIsOpen(false)} /></FormDialog>
    </section>
  );
}

function Choice({ onClose }: { readonly onClose: () => void }) {
  const found = useAnswer('readReset', {});
  return <Shown from={found} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>{(plan) => <Parts plan={plan} onClose={onClose} />}</Shown>;
}

function Parts({ plan, onClose }: { readonly plan: Gives<PageBridge, 'readReset'>; readonly onClose: () => void }) {
  const [going, setGoing] = useState<readonly ResetPart[]>(['app']);
  const [typed, setTyped] = useState('');
  const [isDone, setIsDone] = useState(false);
  const reset = useAct((input: { parts: ResetPart[]; typed: string | null }, connection) => connection.ask('resetHearth', input), () => setIsDone(true));
  // A node's records and its key go together.
  const toggle = (part: ResetPart, isOn: boolean): void => setGoing(resetParts.filter((one) => (one === part ? isOn : going.includes(one) || (one === 'app' && part === 'node' && isOn)) && !(one === 'node' && part === 'app' && !isOn)));
  const isTyping = going.includes('wallet') && plan.needsTyping;
  if (isDone) return <p role="status">{text.going}</p>;
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); reset.run({ parts: [...going], typed: isTyping ? typed.trim() : null }); }}>
      <ul className="reset-parts">
        {resetParts.map((part) => (
          <li key={part}>
            <label className="tick"><input type="checkbox" name={part} checked={going.includes(part)} onChange={(event) => toggle(part, event.target.checked)} /> <span>{text.parts[part].name}</span></label>
            <span className="reset-size num soft">{plan.parts[part].files === 0 ? text.nothing : formatBytes(plan.parts[part].sizeBytes)}</span>
            <p className={going.includes(part) && (part === 'node' || part === 'wallet') ? 'small reset-danger' : 'soft small'}>{text.parts[part].gone}</p>
          </li>
        ))}
      </ul>
      {plan.modelFoldersElsewhere.length > 0 && <p className="soft small">{text.elsewhere} <span className="mono">{formatList(plan.modelFoldersElsewhere.map((folder) => plainText(folder, 200)), 'unit')}</span></p>}
      {plan.others.length > 0 && <p className="soft small">{text.others} <span className="mono">{formatList(plan.others.map((name) => plainText(name, 80)), 'unit')}</span></p>}
      {isTyping && <Field label={text.type(plan.addresses[0] ?? anyWallet)}>{(ids) => <input {...ids} className="field mono" required maxLength={80} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>}
      <FailureLine error={reset.error} />
      <div className="buttons">
        <button type="submit" className="button danger" disabled={reset.busy || going.length === 0}>{text.go}</button>
        <button type="button" className="button" onClick={onClose}>{walletWords.cancel}</button>
      </div>
    </form>
  );
}
