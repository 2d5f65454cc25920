import { useState } from 'react';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { WalletAccount } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money, TestMoney, useCoin } from '../../components/Money.tsx';
import { Field } from '../../components/SecretField.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { approveWords } from '../../strings/approve.ts';
import { governanceWords } from '../../strings/governance.ts';
import { ApproveAction } from '../wallet/ApproveAction.tsx';
import type { Seen } from './Governance.tsx';
import { ProposeButton } from './ProposeForm.tsx';

const text = governanceWords.delegate;
const line = governanceWords.accountLine;
type Delegating = { readonly account: WalletAccount; /** null: it is asked for. */ readonly to: string | null };

/** How much this wallet can vote with, and who does. */
export function Power({ seen }: { readonly seen: Seen }) {
  const { facts, wallet, isStale } = seen;
  const coin = useCoin();
  const [delegating, setDelegating] = useState<Delegating | null>(null);
  const [isSent, setIsSent] = useState(false);
  const sum = facts.voters.reduce((all, { votesWei }) => all + votesWei, 0n);
  const close = (): void => setDelegating(null);
  const begin = (next: Delegating): void => {
    setIsSent(false);
    setDelegating(next);
  };
  return (
    <div className="power">
      <div className="page-head">
        <div>
          <h1 className="earnings-title">{governanceWords.votes} <TestMoney /></h1>
          <p className="earnings-sum"><Money wei={sum} /></p>
        </div>
        <ProposeButton seen={seen} />
      </div>
      {facts.voters.length === 0 ? <p className="soft">{governanceWords.noWallet}</p> : (
        <ul className="voters">
          {facts.voters.map((voter) => {
            const account = wallet?.accounts.find(({ address }) => sameAddress(address, voter.account));
            const isSelf = voter.delegate !== null && sameAddress(voter.delegate, voter.account);
            const canSign = account != null && account.rootId !== null && !isStale;
            return (
              <li key={voter.account} className="voter" data-delegate={voter.delegate === null ? 'nobody' : isSelf ? 'self' : 'other'}>
                <div>
                  <h3>{account ? plainText(account.name, 60) : shortDigest(voter.account)}</h3>
                  <p className="soft small">{line.holds(`${formatCoins(voter.coinWei)} ${coin}`)}; {voter.delegate === null ? line.nobody : isSelf ? line.self : <>{line.given} <Digest value={voter.delegate} /></>}{account?.rootId === null && `; ${line.watch}`}</p>
                </div>
                <p className="voter-votes"><Money wei={voter.votesWei} /></p>
                {canSign && (
                  <span className="buttons">
                    {!isSelf && <button type="button" className="button" onClick={() => begin({ account, to: account.address })}>{voter.delegate === null ? text.toSelf : text.back}</button>}
                    <button type="button" className="button plain" onClick={() => begin({ account, to: null })}>{text.go}</button>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isSent && <p className="sent" role="status">{approveWords.sent}</p>}
      <FormDialog open={delegating !== null} title={text.title} onClose={close}>
        {delegating && wallet && <Delegate delegating={delegating} wallet={wallet} onClose={close} onSent={() => { close(); setIsSent(true); }} />}
      </FormDialog>
    </div>
  );
}

function Delegate({ delegating, wallet, onClose, onSent }: { readonly delegating: Delegating; readonly wallet: NonNullable<Seen['wallet']>; readonly onClose: () => void; readonly onSent: () => void }) {
  const [to, setTo] = useState(delegating.to);
  const [typed, setTyped] = useState('');
  const [isBad, setIsBad] = useState(false);
  const { account } = delegating;
  if (to !== null) {
    const sentence = sameAddress(to, account.address) ? text.sentenceSelf : text.sentence(to);
    return <ApproveAction wallet={wallet} account={account} action={{ kind: 'delegate', to }} sentence={sentence} go={text.sign} onBack={delegating.to === null ? () => setTo(null) : onClose} onSent={onSent}><p className="soft small">{text.noExpiry}</p></ApproveAction>;
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); const isAddress = /^0x[0-9a-fA-F]{40}$/.test(typed.trim()); setIsBad(!isAddress); if (isAddress) setTo(typed.trim()); }}>
      <Field label={text.to} hint={text.toHint}>{(ids) => <input {...ids} className="field mono" required maxLength={80} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
      {isBad && <p className="form-problem" role="alert">{text.bad}</p>}
      <div className="buttons">
        <button type="submit" className="button first">{text.review}</button>
        <button type="button" className="button" onClick={onClose}>{text.cancel}</button>
      </div>
    </form>
  );
}
