import './governance.css';
import { useState } from 'react';
import type { Governance as GovernanceFacts } from '../../../electron/shared/governance.ts';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { TestMoney } from '../../components/Money.tsx';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { StaleChain, useIsStale } from '../../components/StaleChain.tsx';
import { governanceWords as text } from '../../strings/governance.ts';
import { useAnswer } from '../../useBridge.ts';
import { useChainTurn, useWallet } from '../../useWallet.ts';
import { Power } from './Power.tsx';
import { ProposalList } from './ProposalList.tsx';
import { ProposalPage } from './ProposalPage.tsx';
import { Treasury } from './Treasury.tsx';

/** @param proposalId  one proposal instead of all of them */
export function Governance({ proposalId }: { readonly proposalId?: string }) {
  return (
    <div className="page governance">
      <SignerPort fallback={<><h1>{text.title}</h1><Placeholder kind="waiting" title={text.waiting} /></>}><Loaded {...(proposalId === undefined ? {} : { proposalId })} /></SignerPort>
    </div>
  );
}

export type Seen = { readonly facts: GovernanceFacts; readonly readAtMs: number; readonly isStale: boolean; readonly wallet: WalletState | null; /** Reads all proposals there are; null: they were, or are being read. */ readonly onReadAll: (() => void) | null; readonly isReadingAll: boolean };

/** Proposals read at first, and at most. */
const firstRead = 100;
const mostRead = 1000;

/** A thousand proposals take a moment to read: the press is answered first. */
const afterPaint = (then: () => void): void => void requestAnimationFrame(() => setTimeout(then));

function Loaded({ proposalId }: { readonly proposalId?: string }) {
  const wallet = useWallet();
  const state = wallet.state === 'ready' ? wallet.value : null;
  const turn = useChainTurn();
  const accounts = state?.accounts.slice(0, 20).map(({ address }) => address) ?? [];
  const [limit, setLimit] = useState(firstRead);
  const [isReadingAll, setReadingAll] = useState(false);
  const answer = useAnswer('readGovernance', { accounts, limit }, turn);
  // The first hundred stay while all of them are being read.
  const [last, setLast] = useState(answer);
  if (answer.state !== 'waiting' && answer !== last) setLast(answer);
  const found = answer.state === 'waiting' ? last : answer;
  return (
    <>
      {found.state !== 'ready' && <h1>{text.title} <TestMoney /></h1>}
      <Shown from={found} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(facts) => <Ready facts={facts} readAtMs={found.state === 'ready' ? found.atMs : 0} wallet={state} isReadingAll={isReadingAll && found.state === 'ready' && found.value.proposals.length <= firstRead} onReadAll={isReadingAll ? null : () => { setReadingAll(true); afterPaint(() => setLimit(mostRead)); }} {...(proposalId === undefined ? {} : { proposalId })} />}
      </Shown>
    </>
  );
}

function Ready({ proposalId, ...seen }: Omit<Seen, 'isStale'> & { readonly proposalId?: string }) {
  const isStale = useIsStale(seen.facts.asOf, seen.readAtMs);
  const all = { ...seen, isStale };
  return (
    <>
      <StaleChain asOf={seen.facts.asOf} readAtMs={seen.readAtMs} />
      {proposalId === undefined ? (
        <>
          <Power seen={all} />
          <ProposalList seen={all} />
          <Treasury facts={seen.facts} />
        </>
      ) : <ProposalPage seen={all} proposalId={BigInt(proposalId)} />}
    </>
  );
}
