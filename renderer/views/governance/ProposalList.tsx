import { useRef, useState } from 'react';
import type { ProposalShown } from '../../../electron/shared/governance.ts';
import { useCoin } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Placeholder } from '../../components/Shown.tsx';
import { useWindowList } from '../../components/useWindowList.ts';
import { NetworkText } from '../../components/NetworkText.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { governanceWords as text } from '../../strings/governance.ts';
import { listWords } from '../../strings/lists.ts';
import { words } from '../../strings/words.ts';
import { changeOf, titleOf } from './effects.ts';
import type { Seen } from './Governance.tsx';
import { VoteBar, When } from './VoteBar.tsx';

type Filter = 'open' | 'upcoming' | 'closed';
const filterOf = ({ state }: ProposalShown): Filter => (state === 'active' || state === 'succeeded' || state === 'queued' ? 'open' : state === 'pending' ? 'upcoming' : 'closed');
/** A proposal of one line of changes; others are measured as they are drawn. */
const rowPx = 124;

export function ProposalList({ seen }: { readonly seen: Seen }) {
  const { facts } = seen;
  const groups: Record<Filter, ProposalShown[]> = { open: [], upcoming: [], closed: [] };
  for (const proposal of facts.proposals) groups[filterOf(proposal)].push(proposal);
  const [chosen, setChosen] = useState<Filter | null>(null);
  const filter = chosen ?? (groups.open.length > 0 ? 'open' : groups.upcoming.length > 0 ? 'upcoming' : 'closed');
  const shown = groups[filter];
  return (
    <section className="section" aria-labelledby="proposals-title">
      <div className="section-head">
        <h2 id="proposals-title">{text.proposals}</h2>
        <Segmented label={text.filter.label} name="proposals" choices={(['open', 'upcoming', 'closed'] as const).map((value) => ({ value, words: `${text.filter[value]} ${formatCount(groups[value].length)}` }))} value={filter} onChange={setChosen} />
      </div>
      {shown.length === 0 ? <Placeholder kind="empty" title={text.empty[filter]}>{text.emptyNext}</Placeholder> : (
        <Rows key={filter} proposals={shown} seen={seen} />
      )}
      {facts.total > facts.proposals.length && (
        <p className="soft small proposals-end">
          {text.notAll(formatCount(facts.proposals.length), formatCount(facts.total))}
          {(seen.onReadAll || seen.isReadingAll) && <button type="button" className="button" disabled={seen.onReadAll === null} onClick={seen.onReadAll ?? undefined}>{seen.isReadingAll ? listWords.reading : words.dashboard.more(formatCount(facts.total - facts.proposals.length))}</button>}
        </p>
      )}
    </section>
  );
}

function Rows({ proposals, seen }: { readonly proposals: readonly ProposalShown[]; readonly seen: Seen }) {
  const ul = useRef<HTMLUListElement>(null);
  const list = useWindowList(proposals.length, rowPx, ul);
  return (
    <ul ref={ul} className="proposals" aria-label={listWords.proposals} {...list.keys}>
      {list.rows.flatMap(({ index, gapPx }) => {
        const proposal = proposals[index];
        return proposal ? [gapPx > 0 && <Gap key={`before ${index}`} px={gapPx} />, <Row key={proposal.proposalId.toString()} index={index} count={proposals.length} measure={list.measure} proposal={proposal} seen={seen} />] : [];
      })}
      {list.endPx > 0 && <Gap key="end" px={list.endPx} />}
    </ul>
  );
}

/** Proposals that are not drawn, as high as they would be. */
const Gap = ({ px }: { readonly px: number }) => <li aria-hidden="true" style={{ blockSize: px }} />;

function Row({ index, count, measure, proposal, seen }: { readonly index: number; readonly count: number; readonly measure: (element: Element | null) => void; readonly proposal: ProposalShown; readonly seen: Seen }) {
  const coin = useCoin();
  const title = titleOf(proposal.description);
  return (
    <li ref={measure} className="proposal" data-proposal={proposal.state} data-index={index} aria-setsize={count} aria-posinset={index + 1}>
      <h3><a href={formatRoute({ screen: 'proposal', proposalId: proposal.proposalId.toString() })}>{title === '' ? changeOf(proposal.actions[0]!, coin) : <NetworkText text={title} />}</a></h3>
      <p className="proposal-state">{text.state[proposal.state]}</p>
      {title !== '' && <p className="small">{proposal.actions.slice(0, 2).map((action) => changeOf(action, coin)).join(' ')}</p>}
      <VoteBar proposal={proposal} />
      <p className="soft small"><When proposal={proposal} asOf={seen.facts.asOf} readAtMs={seen.readAtMs} /><Mine proposal={proposal} coin={coin} /></p>
    </li>
  );
}

/** My vote, or how many I have at the count. */
function Mine({ proposal, coin }: { readonly proposal: ProposalShown; readonly coin: string }) {
  const voted = proposal.mine.find(({ vote }) => vote !== null)?.vote;
  if (voted) return <>. {text.votedFor(text.support[voted.support], `${formatCoins(voted.weightWei)} ${coin}`)}</>;
  const powerWei = proposal.mine.reduce((sum, one) => sum + one.powerWei, 0n);
  return proposal.mine.length > 0 && proposal.state === 'active' ? <>. {powerWei > 0n ? text.youHave(`${formatCoins(powerWei)} ${coin}`) : text.noPower}</> : null;
}
