import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { Model } from '../../../electron/shared/shapes.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { Digest } from '../../components/Digest.tsx';
import { Money, sayMoney, TestMoney, useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { shortDigest } from '../../format/digest.ts';
import { formatPercent } from '../../format/numbers.ts';
import { downloadWords } from '../../strings/modelCache.ts';
import { modelsWords as text } from '../../strings/models.ts';
import { payoutWords, publishWords } from '../../strings/payout.ts';
import { useAnswer } from '../../useBridge.ts';
import { OwnersAct, usePayer } from '../wallet/OwnersAct.tsx';

type RegisteredModel = Gives<PageBridge, 'readRegistry'>['models'][number];

type RegistryProps = { readonly installed: readonly Model[]; readonly turn: string; readonly onPick: (modelId: string) => void; readonly onSent: () => void };

/** Models the network knows, with what their publishers ask and have earned. Names come from files that are here, never from strangers. */
export function Registry({ installed, turn, onPick, onSent }: RegistryProps) {
  const registry = useAnswer('readRegistry', {}, turn);
  const pick = (modelId: string): void => {
    onPick(modelId);
    document.querySelector('#install-title')?.scrollIntoView({ block: 'start' });
  };
  return (
    <section className="section" aria-labelledby="registry-title">
      <h2 id="registry-title">{text.registry} <TestMoney /></h2>
      <Shown from={registry} waiting={text.registryWaiting} isEmpty={({ models }) => models.length === 0} empty={{ title: text.registryEmpty, next: text.registryNext }}>
        {({ models }) => (
          <>
            <ul>{models.map((model) => <Registered key={model.modelId} model={model} own={installed.find(({ modelId }) => modelId === model.modelId)} onPick={pick} onSent={onSent} />)}</ul>
            <p className="soft small">{text.mine}</p>
          </>
        )}
      </Shown>
    </section>
  );
}

function Registered({ model, own, onPick, onSent }: { readonly model: RegisteredModel; readonly own: Model | undefined; readonly onPick: (modelId: string) => void; readonly onSent: () => void }) {
  const dueWei = model.shares.reduce((sum, share) => sum + share.dueWei, 0n);
  return (
    <li className="market-model" data-registered={model.modelId}>
      <div>
        <h3>{own ? <NetworkText text={own.title} /> : <Digest value={model.modelId} />}</h3>
        <p className="soft small">{own ? text.here : text.notHere}{model.isRetired && `, ${text.retired}`}; {text.publisher} <Digest value={model.publisher} /></p>
        {!own && !model.isRetired && <p><button type="button" className="button plain" onClick={() => onPick(model.modelId)}>{downloadWords.take}</button></p>}
        {model.shares.map((share) => <OwnShare key={share.index} modelId={model.modelId} share={share} onSent={onSent} />)}
      </div>
      <div className="market-earned">
        <p>{text.royalty} {formatPercent(model.royaltyBps / 10_000)}</p>
        <p className="soft small"><Money wei={model.royaltyWei} /> {text.royaltyEarned}{dueWei > 0n && <>, <Money wei={dueWei} /> {text.due}</>}</p>
      </div>
    </li>
  );
}

/** A share of the owner's, and the way to have it sent; nothing for shares of others. */
function OwnShare({ modelId, share: { index, holder, shareBps, dueWei, issuableWei }, onSent }: { readonly modelId: string; readonly share: RegisteredModel['shares'][number]; readonly onSent: () => void }) {
  const coin = useCoin();
  const { wallet, account } = usePayer(holder);
  if (wallet === null || !wallet.accounts.some(({ address }) => sameAddress(address, holder))) return null;
  const amountWei = dueWei + issuableWei;
  return (
    <div className="own-share" data-share={index}>
      <span className="small">{publishWords.yours(formatPercent(shareBps / 10_000))}: <Money wei={amountWei} /> {text.due}</span>
      {account && amountWei > 0n && <OwnersAct wallet={wallet} account={account} action={{ kind: 'collectRoyalty', modelId, index }} words={{ button: payoutWords.collect, go: payoutWords.collectGo, sentence: payoutWords.collectSentence(sayMoney(amountWei, coin), shortDigest(holder)) }} onSent={onSent} />}
    </div>
  );
}
