import './staking.css';
import type { Staking as StakingFacts } from '../../../electron/shared/staking.ts';
import { Money, TestMoney, useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { StaleChain, useIsStale } from '../../components/StaleChain.tsx';
import { formatCoins } from '../../format/money.ts';
import { stakingWords as text } from '../../strings/staking.ts';
import { useAnswer } from '../../useBridge.ts';
import { useChainTurn } from '../../useWallet.ts';
import { Acts } from './Acts.tsx';
import { Figures } from './Figures.tsx';
import { Guards } from './Guards.tsx';
import { Slashes } from './Slashes.tsx';

export function Staking() {
  const turn = useChainTurn();
  const staking = useAnswer('readStaking', {}, turn);
  return (
    <div className="page staking">
      {(staking.state !== 'ready' || staking.value.operator === null) && <h1 className="earnings-title">{text.title} <TestMoney /></h1>}
      <Shown from={staking} waiting={text.waiting} isEmpty={({ operator }) => operator === null} empty={{ title: text.unbound, next: text.unboundNext }}>
        {(facts) => <Ready facts={facts} readAtMs={staking.state === 'ready' ? staking.atMs : 0} />}
      </Shown>
      <Guards bondWei={staking.state === 'ready' ? staking.value.rates.answerBondWei : null} />
    </div>
  );
}

function Ready({ facts, readAtMs }: { readonly facts: StakingFacts; readonly readAtMs: number }) {
  const isStale = useIsStale(facts.asOf, readAtMs);
  return (
    <>
      <StaleChain asOf={facts.asOf} readAtMs={readAtMs} />
      <div className="staking-hero">
        <h1 className="earnings-title">{text.staked} <TestMoney /></h1>
        <p className="earnings-sum"><Money wei={facts.stakedWei} /></p>
        <p className="soft">{facts.stakedWei === 0n ? text.allowsNothing : <Allows facts={facts} />}</p>
      </div>
      <Figures facts={facts} readAtMs={readAtMs} />
      <SignerPort fallback={<p className="soft">{text.operator.waiting}</p>}><Acts facts={facts} readAtMs={readAtMs} isStale={isStale} /></SignerPort>
      <Slashes facts={facts} />
    </>
  );
}

function Allows({ facts }: { readonly facts: StakingFacts }) {
  const coin = useCoin();
  return text.allows(`${formatCoins(facts.inFlightLimitWei)} ${coin}`, `${formatCoins(facts.inFlightWei)} ${coin}`);
}
