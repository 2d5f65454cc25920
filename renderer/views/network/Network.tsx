import './network.css';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Network as NetworkFacts } from '../../../electron/shared/shapes.ts';
import { Digest } from '../../components/Digest.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCount, plural } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow, useSlice } from '../../useBridge.ts';
import { staleAfterSeconds } from '../staking/figures.ts';
import { DataLimits } from './DataLimits.tsx';
import { Listening } from './Listening.tsx';
import { Networks } from './Networks.tsx';

const text = diagnosticsWords.network;

/** How far this node reaches in plain words, who is connected, and whether the chain can be relied on. */
export function Network() {
  const turn = Math.floor(useNow(1000) / 3000);
  const reach = useAnswer('readReach', {}, turn);
  const network = useSlice('network');
  return (
    <div className="page network-page">
      {reach.state !== 'ready' && <h1>{text.title}</h1>}
      <Shown from={reach} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>{(facts) => <Reach facts={facts} isAlone={network.state === 'ready' && network.value.chain === 'none'} />}</Shown>
      <Listening turn={turn} />
      <DataLimits turn={turn} />
      <Networks turn={turn} />
      <section className="section" aria-labelledby="chain-title">
        <h2 id="chain-title">{text.chain} <TestMoney /></h2>
        <Shown from={network} waiting={text.connecting} isEmpty={({ chain }) => chain === 'none'} empty={{ title: text.noChain }}>{(facts) => <Chain network={facts} />}</Shown>
      </section>
      <p className="soft small">{text.strangers}</p>
    </div>
  );
}

function Reach({ facts, isAlone }: { readonly facts: Gives<PageBridge, 'readReach'>; readonly isAlone: boolean }) {
  return (
    <>
      <h1 className="network-sentence">{isAlone ? text.none : text.reach[facts.reach]}</h1>
      <p className="network-why soft">{isAlone ? text.noneNext : text.reachWhy[facts.reach]}</p>
      {!isAlone && facts.port !== null && (facts.reach === 'closed' || facts.reach === 'relay') && <p className="network-why soft">{text.forward(facts.port)}</p>}
      <p className="network-peers"><strong className="num">{plural(facts.peers, text.peersWhy)}</strong> <span className="soft">{text.peers}</span></p>
      <dl className="facts">
        {facts.peerId !== null && <div><dt>{text.peerId}</dt><dd className="mono">{plainText(facts.peerId, 100)}</dd></div>}
        <div><dt>{text.listens}</dt><dd>{facts.addresses.length === 0 ? <span className="soft">{words.notReported}</span> : <ul className="mono">{facts.addresses.map((address) => <li key={address}>{plainText(address, 200)}</li>)}</ul>}</dd></div>
      </dl>
    </>
  );
}

function Chain({ network }: { readonly network: NetworkFacts }) {
  const { chain, blockNumber, blockAgeSeconds, chainId, rpcUrl, windowSeconds, nodeAddress } = network;
  const age = blockAgeSeconds === null ? null : formatSpan(blockAgeSeconds * 1000);
  const isOld = blockAgeSeconds !== null && blockAgeSeconds > staleAfterSeconds;
  const said = chain === 'gone' ? text.gone : chain === 'connecting' ? text.connecting : isOld && age !== null ? text.old(age) : text.fresh;
  return (
    <>
      <p role="status" className={chain === 'gone' || isOld ? 'stale-chain' : ''}>{said}</p>
      <dl className="facts">
        <div><dt>{words.settings.chain}</dt><dd><NetworkText text={network.name} limit={40} />{chainId !== null && <span className="soft num"> {chainId}</span>}</dd></div>
        <div><dt>{text.block}</dt><dd className="num">{blockNumber === null ? words.notReported : formatCount(blockNumber)}{age !== null && <span className="soft"> {text.blockAge(age)}</span>}</dd></div>
        {rpcUrl !== null && <div><dt>{text.rpc}</dt><dd className="mono">{plainText(rpcUrl, 200)}</dd></div>}
        {windowSeconds !== null && <div><dt>{text.windowLength}</dt><dd className="num">{formatSpan(windowSeconds * 1000)}</dd></div>}
        {nodeAddress !== null && <div><dt>{text.node}</dt><dd><Digest value={nodeAddress} /></dd></div>}
      </dl>
    </>
  );
}
