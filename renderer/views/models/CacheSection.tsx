import { useState } from 'react';
import type { CachedModel, ModelCache } from '../../../electron/shared/modelCache.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { sayMoney, useCoin } from '../../components/Money.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatList } from '../../format/locale.ts';
import { plainText } from '../../format/digest.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { modelCacheWords as text } from '../../strings/modelCache.ts';
import { useAct, useNow, type Loaded } from '../../useBridge.ts';
import { CacheSettings } from './CacheSettings.tsx';

/** What the models that Hearth keeps take and earn, which go first, and what the owner can do about each. */
export function CacheSection({ cache, onChanged, onLook }: { readonly cache: Loaded<ModelCache>; readonly onChanged: () => void; readonly onLook: () => void }) {
  return (
    <section className="section" aria-labelledby="cache-title">
      <h2 id="cache-title">{text.title}</h2>
      <Shown from={cache} waiting={text.waiting} isEmpty={() => false} empty={{ title: text.empty, next: text.emptyNext }}>
        {(value) => {
          const kept = value.models.filter(({ origin }) => origin === 'cache');
          return (
            <>
              <Room cache={value} />
              {kept.length === 0 ? <p className="soft">{text.empty} {text.emptyNext}</p> : <ul>{kept.map((model) => <Kept key={model.modelId} model={model} onChanged={onChanged} />)}</ul>}
              <CacheSettings cache={value} onChanged={onChanged} onLook={onLook} />
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function Room({ cache: { usedBytes, quotaBytes, freeBytes } }: { readonly cache: ModelCache }) {
  const said = [quotaBytes === null ? text.used(formatBytes(usedBytes)) : text.usedOf(formatBytes(usedBytes), formatBytes(quotaBytes)), freeBytes === null ? text.freeUnknown : text.free(formatBytes(freeBytes))];
  return (
    <>
      <p>{formatList(said, 'unit')}</p>
      {quotaBytes !== null && <meter className="room-meter" min={0} max={Math.max(1, quotaBytes)} value={Math.min(usedBytes, quotaBytes)} aria-label={text.title} />}
    </>
  );
}

function Kept({ model, onChanged }: { readonly model: CachedModel; readonly onChanged: () => void }) {
  const coin = useCoin();
  const nowMs = useNow(30_000);
  const [isAsking, setIsAsking] = useState(false);
  const { modelId, isPinned, isLetGo } = model;
  const pin = useAct((_: null, connection) => connection.ask('pinModel', { modelId, isPinned: !isPinned }), onChanged);
  const letGo = useAct((_: null, connection) => connection.ask('letGoModel', { modelId, isLetGo: !isLetGo }), onChanged);
  const remove = useAct((_: null, connection) => connection.ask('deleteModel', { modelId }), onChanged);
  const isBusy = pin.busy || letGo.busy || remove.busy;
  const facts = [
    formatBytes(model.sizeBytes), model.lastUsedMs === null ? text.neverUsed : text.lastUsed(formatWhen(model.lastUsedMs, nowMs)), model.weiPerGibHour === null ? text.tooNew : text.value(sayMoney(model.weiPerGibHour, coin)),
    ...model.uses.map((use) => text.uses[use]),
  ];
  return (
    <li className="market-model" data-cached={isLetGo ? 'letGo' : isPinned ? 'pinned' : 'kept'}>
      <div>
        <h3><NetworkText text={model.title} /></h3>
        <p className="soft small">{formatList(facts, 'unit')}</p>
        <p className="small">{isLetGo ? text.isLetGo : isPinned ? text.isPinned : model.goesAt !== null && text.goesAt(formatCount(model.goesAt))}</p>
        <FailureLine error={pin.error ?? letGo.error ?? remove.error} />
      </div>
      <div className="buttons kept-acts">
        {!isLetGo && <button type="button" className="button plain" disabled={isBusy} onClick={() => pin.run(null)}>{isPinned ? text.unpin : text.pin}</button>}
        {!isPinned && <button type="button" className="button plain" disabled={isBusy} onClick={() => letGo.run(null)}>{isLetGo ? text.takeBack : text.letGo}</button>}
        {isLetGo && <button type="button" className="button plain" disabled={isBusy} onClick={() => setIsAsking(true)}>{text.delete}</button>}
      </div>
      <ConfirmDialog open={isAsking} words={{ ask: text.deleteAsk(plainText(model.title, 60)), why: text.deleteWhy(formatBytes(model.sizeBytes)), yes: text.deleteYes, no: text.deleteNo }} onYes={() => remove.run(null)} onClose={() => setIsAsking(false)} />
    </li>
  );
}
