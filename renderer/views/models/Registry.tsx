import type { Model } from '../../../electron/shared/shapes.ts';
import { Digest } from '../../components/Digest.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { formatPercent } from '../../format/numbers.ts';
import { downloadWords } from '../../strings/modelCache.ts';
import { modelsWords as text } from '../../strings/models.ts';
import { useAnswer } from '../../useBridge.ts';

/** Models the network knows, with what their publishers ask and have earned. Names come from files that are here, never from strangers. */
export function Registry({ installed, onPick }: { readonly installed: readonly Model[]; readonly onPick: (modelId: string) => void }) {
  const registry = useAnswer('readRegistry', {});
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
            <ul>
              {models.map((model) => {
                const own = installed.find(({ modelId }) => modelId === model.modelId);
                const dueWei = model.shares.reduce((sum, share) => sum + share.dueWei, 0n);
                return (
                  <li key={model.modelId} className="market-model">
                    <div>
                      <h3>{own ? <NetworkText text={own.title} /> : <Digest value={model.modelId} />}</h3>
                      <p className="soft small">{own ? text.here : text.notHere}{model.isRetired && `, ${text.retired}`}; {text.publisher} <Digest value={model.publisher} /></p>
                      {!own && !model.isRetired && <p><button type="button" className="button plain" onClick={() => pick(model.modelId)}>{downloadWords.take}</button></p>}
                    </div>
                    <div className="market-earned">
                      <p>{text.royalty} {formatPercent(model.royaltyBps / 10_000)}</p>
                      <p className="soft small"><Money wei={model.royaltyWei} /> {text.royaltyEarned}{dueWei > 0n && <>, <Money wei={dueWei} /> {text.due}</>}</p>
                    </div>
                  </li>
                );
              })}
            </ul>
            <p className="soft small">{text.mine}</p>
          </>
        )}
      </Shown>
    </section>
  );
}
