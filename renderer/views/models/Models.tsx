import './models.css';
import { useCallback, useState } from 'react';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { Model } from '../../../electron/shared/shapes.ts';
import { Digest } from '../../components/Digest.tsx';
import { Money, TestMoney, useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { NetworkDoubts, NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { formatBytes, plural } from '../../format/numbers.ts';
import { modelsWords as text } from '../../strings/models.ts';
import { payoutWords } from '../../strings/payout.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { kindWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow } from '../../useBridge.ts';
import { useNearNews } from '../../useNearNews.ts';
import { AddFolder } from './AddFolder.tsx';
import { CacheSection } from './CacheSection.tsx';
import { InstallFrom } from './InstallFrom.tsx';
import { perHourOf } from './perHour.ts';
import { Publications } from './Publications.tsx';
import { Registry } from './Registry.tsx';
import { Sharing } from './Sharing.tsx';

type Records = Gives<PageBridge, 'readModelRecords'>;

export function Models() {
  const [acts, setActs] = useState(0);
  const [looks, setLooks] = useState(0);
  const [picked, setPicked] = useState('');
  const turn = Math.floor(useNow(10_000) / 30_000) + acts;
  const changed = (): void => setActs((count) => count + 1);
  const news = useNearNews();
  const look = useCallback(() => setLooks((count) => count + 1), []);
  const cache = useAnswer('readModelCache', {}, turn + looks);
  const models = useAnswer('readModels', {}, acts);
  const records = useAnswer('readModelRecords', {}, turn);
  const sum = records.state === 'ready' ? records.value.models.reduce((all, { paidWei }) => all + paidWei, 0n) : null;
  return (
    <div className="page models-page">
      <h1 className="earnings-title">{text.earned} <TestMoney /></h1>
      <p className="earnings-sum">{sum === null ? <span className="soft">…</span> : <Money wei={sum} />}</p>
      <section className="section" aria-labelledby="installed-title">
        <h2 id="installed-title">{text.installed}</h2>
        <Shown from={models} waiting={text.waiting} isEmpty={(answer) => answer.models.length === 0} empty={{ title: text.empty, next: text.emptyNext }}>
          {(answer) => <ul>{answer.models.map((model) => <Installed key={`${model.modelId}${model.name}`} model={model} records={records.state === 'ready' ? records.value : null} />)}</ul>}
        </Shown>
      </section>
      <CacheSection cache={cache} onChanged={changed} onLook={look} />
      <InstallFrom picked={picked} bytesPerSecond={cache.state === 'ready' ? cache.value.bytesPerSecond : null} onChanged={changed} />
      <Sharing cache={cache} onChanged={changed} />
      <SignerPort fallback={<p className="soft" role="status">{payoutWords.unsigned}</p>}>
        <AddFolder added={records.state === 'ready' ? records.value.added : []} onChanged={changed} onPlanned={news.expectNews} />
        <Publications turn={news.turn} onChanged={news.expectNews} />
        <Registry installed={models.state === 'ready' ? models.value.models : []} turn={news.turn} onPick={setPicked} onSent={news.expectNews} />
      </SignerPort>
    </div>
  );
}

function Installed({ model, records }: { readonly model: Model; readonly records: Records | null }) {
  const coin = useCoin();
  const record = records?.models.find(({ modelId }) => modelId === model.modelId);
  const perHourWei = record ? perHourOf(record) : null;
  const coins = (wei: bigint): string => `${formatCoins(wei)} ${coin}`;
  return (
    <li className="market-model" data-model={model.state}>
      <div>
        <h3><NetworkText text={model.title} /></h3>
        {model.state !== 'corrupt' && (
          <>
            <p className="soft small">{kindWords[model.kind].title}, {formatBytes(model.sizeBytes)}, {plainText(model.numericClass, 60)} <Digest value={model.modelId} /></p>
            <p className="soft small">{text.price(coins(model.priceInWei), coins(model.priceOutWei))}</p>
          </>
        )}
        {model.reason !== null && <p className="model-reason small">{wordsOfReason(model.reason)} <NetworkDoubts parts={[model.reason]} /></p>}
        {record && record.classes.length > 0 && <p className="soft small">{text.classes}: {record.classes.map(({ deviceId, name, state }) => <span key={deviceId} data-class={state}>{name}, {text.classState[state]} </span>)}</p>}
      </div>
      <div className="market-earned">
        {perHourWei === null ? <p className="soft small">{model.state === 'ready' ? text.unknown : words.settings.modelState[model.state]}</p> : (
          <>
            <p className="market-rate"><Money wei={perHourWei} /></p>
            <p className="soft small">{text.perHour}; {text.measured(coins(record!.paidWei), plural(record!.jobs, text.jobs))}</p>
          </>
        )}
      </div>
    </li>
  );
}
