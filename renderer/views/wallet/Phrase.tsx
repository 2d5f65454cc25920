import { Field } from '../../components/SecretField.tsx';
import { HoldToShow } from '../../components/HoldToShow.tsx';
import { formatCount } from '../../format/numbers.ts';
import { walletWords } from '../../strings/wallet.ts';

const text = walletWords.create;

/** The words, in the page only while the button is held. Whoever keeps them passes a way to read them, so that they are in no property and no state. */
export function PhraseToHold({ count, read }: { readonly count: number; readonly read: () => readonly string[] }) {
  return (
    <HoldToShow words={text} size={count}>
      {() => <ol className="phrase" translate="no">{read().map((word, index) => <li key={index}>{word}</li>)}</ol>}
    </HoldToShow>
  );
}

/** Three words by their place, as the signer asks for them. */
export function WordChecks({ ask }: { readonly ask: readonly number[] }) {
  return (
    <div className="form-pair form-words">
      {ask.map((position) => (
        <Field key={position} label={text.word(formatCount(position))}>
          {(ids) => <span className="secret-word"><input {...ids} className="field" name={`word${position}`} required maxLength={30} autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} /></span>}
        </Field>
      ))}
    </div>
  );
}
