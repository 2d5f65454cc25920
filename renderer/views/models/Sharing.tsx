import { useState } from 'react';
import type { ModelCache } from '../../../electron/shared/modelCache.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Switch } from '../../components/Switch.tsx';
import { downloadWords as text, modelCacheWords } from '../../strings/modelCache.ts';
import { words } from '../../strings/words.ts';
import { useAct, type Loaded } from '../../useBridge.ts';

const bytesPerMib = 2 ** 20;
type Choice = { readonly isShared: boolean; readonly bytesPerSecond: number | null };

/** Whether other nodes may fetch the models this one offers, and how fast at most. */
export function Sharing({ cache, onChanged }: { readonly cache: Loaded<ModelCache>; readonly onChanged: () => void }) {
  return (
    <section className="section" aria-labelledby="share-title">
      <h2 id="share-title">{text.shareTitle}</h2>
      <Shown from={cache} waiting={modelCacheWords.waiting} isEmpty={() => false} empty={{ title: '' }}>{(value) => <Form cache={value} onChanged={onChanged} />}</Shown>
    </section>
  );
}

function Form({ cache: { isShared, sharedBytesPerSecond }, onChanged }: { readonly cache: ModelCache; readonly onChanged: () => void }) {
  const [typed, setTyped] = useState(sharedBytesPerSecond === null ? '' : String(Number((sharedBytesPerSecond / bytesPerMib).toFixed(3))));
  const set = useAct((choice: Choice, connection) => connection.ask('setModelSharing', choice), onChanged);
  const bytesPerSecond = typed.trim() === '' ? null : Math.round(Number(typed) * bytesPerMib);
  return (
    <form onSubmit={(event) => { event.preventDefault(); set.run({ isShared, bytesPerSecond }); }}>
      <div className="sharing-switch"><p className="soft">{text.shareWhy}</p><Switch on={isShared} label={text.shareTitle} words={words.device} busy={set.busy} onChange={(isOn) => set.run({ isShared: isOn, bytesPerSecond: sharedBytesPerSecond })} /></div>
      {isShared && (
        <div className="sharing-rate">
          <Field label={text.shareRate} hint={text.shareRateHint}>{(ids) => <input {...ids} className="field num" type="number" min={0.01} max={100_000} step="any" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
          <div className="buttons"><button type="submit" className="button" disabled={set.busy}>{modelCacheWords.set}</button></div>
        </div>
      )}
      <FailureLine error={set.error} />
    </form>
  );
}
