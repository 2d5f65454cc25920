import { useState } from 'react';
import { supportShape, type ProposalShown, type SupportName } from '../../../electron/shared/governance.ts';
import { reasonLimit, type WalletAccount } from '../../../electron/shared/walletBridge.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useCoin } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Field } from '../../components/SecretField.tsx';
import { NetworkQuote } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { approveWords } from '../../strings/approve.ts';
import { governanceWords } from '../../strings/governance.ts';
import { ApproveAction } from '../wallet/ApproveAction.tsx';
import type { Seen } from './Governance.tsx';

const text = governanceWords.vote;

/** The vote of one account, or why there is none to give. */
export function VoteForm({ proposal, seen }: { readonly proposal: ProposalShown; readonly seen: Seen }) {
  const coin = useCoin();
  const able = proposal.mine.flatMap(({ account, powerWei, vote }) => {
    const own = seen.wallet?.accounts.find((one) => one.rootId !== null && sameAddress(one.address, account));
    return own && powerWei > 0n && vote === null ? [{ own, powerWei }] : [];
  });
  const voted = proposal.mine.filter(({ vote }) => vote !== null);
  const hasPower = proposal.mine.some(({ powerWei }) => powerWei > 0n);
  return (
    <>
      {voted.map(({ account, vote }) => (
        <div key={account} data-vote={vote!.support}>
          <p><strong>{governanceWords.votedFor(governanceWords.support[vote!.support], `${formatCoins(vote!.weightWei)} ${coin}`)}</strong></p>
          {vote!.reason !== '' && <><p className="soft small">{text.stored}</p><NetworkQuote text={vote!.reason} limit={1000} /></>}
        </div>
      ))}
      {proposal.state === 'active' ? (able.length > 0 ? <Form proposal={proposal} seen={seen} able={able} /> : voted.length === 0 && <p className="soft">{seen.facts.voters.length === 0 ? governanceWords.noWallet : hasPower ? text.noKey : governanceWords.noPower}</p>)
        : proposal.state === 'pending' ? <p className="soft">{hasPower ? governanceWords.youHave(`${formatCoins(proposal.mine.reduce((sum, one) => sum + one.powerWei, 0n))} ${coin}`) : governanceWords.noPowerYet}</p>
          : voted.length === 0 && <p className="soft">{text.closed}</p>}
    </>
  );
}

type Able = { readonly own: WalletAccount; readonly powerWei: bigint };

function Form({ proposal, seen, able }: { readonly proposal: ProposalShown; readonly seen: Seen; readonly able: readonly Able[] }) {
  const coin = useCoin();
  const [accountId, setAccountId] = useState('');
  const [support, setSupport] = useState<SupportName>('for');
  const [reason, setReason] = useState('');
  const [isReviewing, setIsReviewing] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const chosen = able.find(({ own }) => own.accountId === accountId) ?? able.toSorted((a, b) => (b.powerWei > a.powerWei ? 1 : -1))[0]!;
  const weight = `${formatCoins(chosen.powerWei)} ${coin}`;
  if (isSent) return <p className="sent" role="status">{approveWords.sent}</p>;
  // The review is a form of its own, and a form inside of a form is sent by the browser.
  return (
    <>
      <form className="form" onSubmit={(event) => { event.preventDefault(); setIsReviewing(true); }}>
        <p>{governanceWords.youHave(weight)}</p>
        {able.length > 1 && <Field label={text.account}>{(ids) => <select {...ids} className="field" value={chosen.own.accountId} onChange={(event) => setAccountId(event.target.value)}>{able.map(({ own }) => <option key={own.accountId} value={own.accountId}>{plainText(own.name, 60)}</option>)}</select>}</Field>}
        <Segmented label={text.how} name="support" choices={(['for', 'against', 'abstain'] as const).map((value) => ({ value, words: governanceWords.support[value] }))} value={support} onChange={setSupport} />
        <Field label={text.reason} hint={<>{text.reasonHint} {text.left(formatCount(reasonLimit - reason.length))}</>}>{(ids) => <textarea {...ids} className="field" maxLength={reasonLimit} value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
        <div className="buttons"><button type="submit" className="button first" disabled={seen.isStale}>{text.review}</button></div>
        <p className="soft small">{text.final}</p>
      </form>
      <FormDialog open={isReviewing} title={text.title} onClose={() => setIsReviewing(false)}>
        {seen.wallet && (
          <ApproveAction wallet={seen.wallet} account={chosen.own} action={{ kind: 'vote', proposalId: proposal.proposalId, support: supportShape.options.indexOf(support), reason: reason.trim() }} sentence={text.sentence(governanceWords.support[support].toLowerCase(), weight)} go={text.sign} onBack={() => setIsReviewing(false)} onSent={() => { setIsReviewing(false); setIsSent(true); }}>
            {reason.trim() !== '' && <><p className="soft small">{text.reasonShown}</p><blockquote className="stranger" dir="auto">{reason.trim()}</blockquote></>}
            <p className="soft small">{text.final}</p>
          </ApproveAction>
        )}
      </FormDialog>
    </>
  );
}
