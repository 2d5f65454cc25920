import { useEffect, useRef, useState } from 'react';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { WalletBridge } from '../../../electron/shared/walletBridge.ts';
import { SecretField } from '../../components/SecretField.tsx';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { walletWords as text } from '../../strings/wallet.ts';
import { useWalletLink } from '../../useWallet.ts';

type Strength = Gives<WalletBridge, 'ratePassphrase'>;

/** A new passphrase, twice, with how hard it is to guess by the signer's own measure. Only the measure is kept here. */
export function NewPassphrase({ label = text.newPassphrase, name = 'passphrase' }: { readonly label?: string; readonly name?: string }) {
  const signer = useWalletLink();
  const [strength, setStrength] = useState<Strength | null>(null);
  const [asked] = useState<{ timer: ReturnType<typeof setTimeout> | undefined; turn: number }>(() => ({ timer: undefined, turn: 0 }));
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = fields.current?.closest('form');
    // A form takes its secrets out of their fields when it is sent: what was said of them is not said of empty ones.
    const forget = (): void => {
      clearTimeout(asked.timer);
      asked.turn++;
      setStrength(null);
    };
    form?.addEventListener('submit', forget);
    return () => {
      clearTimeout(asked.timer);
      form?.removeEventListener('submit', forget);
    };
  }, [asked]);
  const rate = (passphrase: string): void => {
    clearTimeout(asked.timer);
    const turn = ++asked.turn;
    if (passphrase === '') return setStrength(null);
    asked.timer = setTimeout(() => {
      signer.ask('ratePassphrase', { passphrase }).then((found) => turn === asked.turn && setStrength(found), () => setStrength(null));
    }, 200);
  };
  return (
    <>
      <div ref={fields} className="form-pair">
        <SecretField label={label} name={name} isNew words={text} onType={rate} />
        <SecretField label={text.again} name={`${name}Again`} isNew words={text} />
      </div>
      <div className="strength" role="status">
        {strength === null ? <span className="soft">{text.passphraseHint}</span> : (
          <>
            <span className="strength-bars" aria-hidden="true">{[0, 1, 2, 3].map((bar) => <span key={bar} className={bar < strength.score ? 'full' : ''} />)}</span>
            <span><span className="unseen">{text.strengthLabel}: </span>{text.strength[strength.score]}</span>
            {!strength.ok && <span className="soft">{[strength.warning, ...strength.suggestions].filter((hint) => hint !== null).slice(0, 2).map((hint) => wordsOfSaid(hint)).join(' ') || text.passphraseHint}</span>}
          </>
        )}
      </div>
    </>
  );
}
