import { useEffect, useRef, useState } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { Field, takeForm } from '../../components/SecretField.tsx';
import { formatCount } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useSignerAct } from '../../useWallet.ts';
import type { FormProps } from './AddAccount.tsx';
import { NameField } from './ImportForms.tsx';
import { NewPassphrase } from './NewPassphrase.tsx';
import { PhraseToHold, WordChecks } from './Phrase.tsx';

const text = walletWords.create;
const lengths = [12, 15, 18, 21, 24] as const;
type Length = (typeof lengths)[number];
type Step = { readonly step: 'form' } | { readonly step: 'phrase' | 'check'; readonly draftId: string; readonly ask: readonly number[]; readonly count: number };

/** A new wallet: passphrase, the phrase behind a button that is held, three of its words. The phrase leaves the page when the check begins. */
export function CreateFlow({ suggestedName, evenIfLost, onDone }: FormProps) {
  const [step, setStep] = useState<Step>({ step: 'form' });
  const phrase = useRef<string[]>([]);
  const [isDifferent, setIsDifferent] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step.step !== 'form') heading.current?.focus();
  }, [step.step]);
  useEffect(() => () => void phrase.current.fill(''), []);
  const forget = (): void => {
    phrase.current.fill('');
    phrase.current = [];
  };
  const begin = useSignerAct(
    (input: { words: Length; passphrase: string; name: string }, signer) => signer.ask('beginCreate', { ...input, evenIfLost }),
    (draft) => {
      phrase.current = [...draft.phrase];
      setStep({ step: 'phrase', draftId: draft.draftId, ask: draft.ask, count: draft.phrase.length });
    },
  );
  const finish = useSignerAct((words: string[] | null, signer) => signer.ask('finishCreate', { draftId: step.step === 'form' ? '' : step.draftId, words }), onDone);
  const again = (): void => {
    forget();
    setStep({ step: 'form' });
  };

  if (step.step === 'phrase') {
    return (
      <div className="form create-phrase">
        <h3 ref={heading} tabIndex={-1}>{text.phraseTitle}</h3>
        <p className="soft">{text.phraseWhy}</p>
        <PhraseToHold count={step.count} read={() => phrase.current} />
        <div className="buttons">
          <button type="button" className="button first" onClick={() => { forget(); setStep({ ...step, step: 'check' }); }}>{text.written}</button>
          <button type="button" className="button" onClick={again}>{text.again}</button>
        </div>
      </div>
    );
  }
  if (step.step === 'check') {
    return (
      <form className="form" onSubmit={(event) => { event.preventDefault(); const value = takeForm(event.currentTarget); finish.run(step.ask.map((position) => value(`word${position}`))); }}>
        <h3 ref={heading} tabIndex={-1}>{text.check}</h3>
        <p className="soft">{text.checkWhy}</p>
        <WordChecks ask={step.ask} />
        <FailureLine error={finish.error} />
        <div className="buttons">
          <button type="submit" className="button first" disabled={finish.busy}>{finish.busy ? walletWords.working : text.finish}</button>
          <button type="button" className="button" disabled={finish.busy} onClick={() => finish.run(null)}>{text.later}</button>
          <button type="button" className="button plain" onClick={again}>{text.again}</button>
        </div>
        <p className="soft small">{text.laterWhy}</p>
      </form>
    );
  }
  return (
    <form
      className="form wide"
      onSubmit={(event) => {
        event.preventDefault();
        const value = takeForm(event.currentTarget);
        const same = value('passphrase') === value('passphraseAgain');
        setIsDifferent(!same);
        if (same) begin.run({ words: Number(value('words')) as Length, passphrase: value('passphrase'), name: value('name') });
      }}
    >
      <div className="form-pair">
        <NameField suggested={suggestedName} />
        <Field label={text.words}>{(ids) => <select {...ids} className="field" name="words" defaultValue="12">{lengths.map((count) => <option key={count} value={count}>{formatCount(count)}</option>)}</select>}</Field>
      </div>
      <NewPassphrase />
      {isDifferent && <p className="form-problem" role="alert">{walletWords.different}</p>}
      <FailureLine error={begin.error} />
      <div className="buttons"><button type="submit" className="button first" disabled={begin.busy}>{begin.busy ? text.busy : text.begin}</button></div>
    </form>
  );
}
