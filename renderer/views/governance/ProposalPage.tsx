import { useState } from 'react';
import type { ProposalShown } from '../../../electron/shared/governance.ts';
import { Digest } from '../../components/Digest.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money, TestMoney, useCoin } from '../../components/Money.tsx';
import { Placeholder } from '../../components/Shown.tsx';
import { NetworkQuote, NetworkText } from '../../components/NetworkText.tsx';
import { shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { approveWords } from '../../strings/approve.ts';
import { governanceWords as text } from '../../strings/governance.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { ApproveAction } from '../wallet/ApproveAction.tsx';
import type { WalletAction } from '../../../electron/shared/walletBridge.ts';
import { changeOf, effectsOf, titleOf } from './effects.ts';
import type { Seen } from './Governance.tsx';
import { timeGone, VoteBar, When } from './VoteBar.tsx';
import { VoteForm } from './VoteForm.tsx';

/** One proposal: what it changes for this node first, then the vote, then what its proposer says and the bytes. */
export function ProposalPage({ seen, proposalId }: { readonly seen: Seen; readonly proposalId: bigint }) {
  const proposal = seen.facts.proposals.find((one) => one.proposalId === proposalId);
  const back = <p className="proposal-back"><a href={formatRoute({ screen: 'governance' })} className="section-link">{text.back}</a></p>;
  if (!proposal) return <>{back}<h1>{text.title}</h1><Placeholder kind="empty" title={text.notFound} /></>;
  return <>{back}<Found proposal={proposal} seen={seen} /></>;
}

function Found({ proposal, seen }: { readonly proposal: ProposalShown; readonly seen: Seen }) {
  const coin = useCoin();
  const title = titleOf(proposal.description);
  const isOver = proposal.state !== 'pending' && proposal.state !== 'active';
  return (
    <div data-proposal={proposal.state}>
      <h1 className="proposal-title">{title === '' ? changeOf(proposal.actions[0]!, coin) : <NetworkText text={title} />} <TestMoney /></h1>
      <p className="proposal-when"><strong>{text.state[proposal.state]}</strong>, <When proposal={proposal} asOf={seen.facts.asOf} readAtMs={seen.readAtMs} /></p>
      <Effects proposal={proposal} coin={coin} />
      <div className="proposal-columns">
        <section className="section" aria-labelledby="vote-title">
          <h2 id="vote-title">{text.vote.title}</h2>
          <VoteForm proposal={proposal} seen={seen} />
          <CarryOn proposal={proposal} seen={seen} />
        </section>
        <section className="section" aria-labelledby="result-title">
          <h2 id="result-title">{text.result}</h2>
          <VoteBar proposal={proposal} />
          {!isOver && <progress className="vote-time" aria-label={text.timeline} value={timeGone(proposal, seen.facts.asOf.chainSeconds)} max={1} />}
          <dl className="facts">
            <div><dt>{text.proposer}</dt><dd><Digest value={proposal.proposer} /></dd></div>
            <div><dt>{text.id}</dt><dd className="mono" title={proposal.proposalId.toString()}>{proposal.proposalId.toString().slice(0, 12)}…</dd></div>
          </dl>
        </section>
      </div>
      <section className="section" aria-labelledby="says-title">
        <h2 id="says-title">{text.description}</h2>
        <p className="soft small">{text.descriptionWhy}</p>
        {proposal.description.trim() === '' ? <p className="soft">{text.noDescription}</p> : <NetworkQuote text={proposal.description} />}
        {proposal.isCut && <p className="soft small">{text.cut}</p>}
        <details className="raw-calls">
          <summary>{text.raw}</summary>
          {proposal.actionCount > proposal.raw.length && <p className="form-problem">{text.moreActions(formatCount(proposal.actionCount))}</p>}
          <ol>
            {proposal.raw.map(({ target, valueWei, data }, index) => (
              <li key={index}>
                <p>{text.target} <Digest value={target} />{valueWei > 0n && <>, {text.value} <Money wei={valueWei} bare /></>}</p>
                {proposal.actions[index]?.kind === 'other' && <p className="mono small raw-data"><NetworkText text={proposal.actions[index].words} limit={600} /></p>}
                <p className="mono small raw-data">{data.length > 2000 ? `${data.slice(0, 2000)}…` : data}</p>
              </li>
            ))}
          </ol>
        </details>
      </section>
    </div>
  );
}

function Effects({ proposal, coin }: { readonly proposal: ProposalShown; readonly coin: string }) {
  const staking = useAnswer('readStaking', {});
  const facts = staking.state === 'ready' ? staking.value : null;
  return (
    <section className="effects" aria-labelledby="effects-title">
      <h2 id="effects-title" className="soft">{text.effect}</h2>
      {proposal.actions.map((action, index) => {
        const [first, ...rest] = effectsOf(action, facts, coin);
        return (
          <div key={index} className="effect">
            <p className="effect-change">{first}</p>
            {action.kind === 'grant' && <p className="small">{text.propose.to} <Digest value={action.to} /></p>}
            {rest.map((sentence) => <p key={sentence}>{sentence}</p>)}
          </div>
        );
      })}
    </section>
  );
}

/** An accepted proposal waits until somebody queues it, and then until somebody carries it out. Anyone may; so may this wallet. */
function CarryOn({ proposal, seen }: { readonly proposal: ProposalShown; readonly seen: Seen }) {
  const [action, setAction] = useState<WalletAction | null>(null);
  const [isSent, setIsSent] = useState(false);
  const account = seen.wallet?.accounts.find(({ rootId }) => rootId !== null);
  const isQueue = proposal.state === 'succeeded';
  const isDue = proposal.state === 'queued' && proposal.etaSeconds <= seen.facts.asOf.chainSeconds;
  const words = isQueue ? text.queue : text.execute;
  const begin = useAct(async (_input: null, connection) => connection.ask('readProposalBody', { proposalId: proposal.proposalId }), (body) => setAction({ kind: isQueue ? 'queueProposal' : 'executeProposal', ...body, targets: [...body.targets] }));
  if (isSent) return <p className="sent" role="status">{approveWords.sent}</p>;
  if (!account || !seen.wallet || (!isQueue && !isDue)) return null;
  return (
    <>
      <div className="buttons"><button type="button" className="button first" disabled={seen.isStale || begin.busy} onClick={() => begin.run(null)}>{words.go}</button></div>
      <FailureLine error={begin.error} />
      <FormDialog open={action !== null} title={words.go} onClose={() => setAction(null)}>
        {action && <ApproveAction wallet={seen.wallet} account={account} action={action} sentence={words.sentence} go={words.sign} onBack={() => setAction(null)} onSent={() => { setAction(null); setIsSent(true); }}><p className="soft small mono">{shortDigest(account.address)}</p></ApproveAction>}
      </FormDialog>
    </>
  );
}
