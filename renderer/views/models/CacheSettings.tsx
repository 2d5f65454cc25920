import { useEffect, useState } from 'react';
import type { ModelCache, RoomPlan } from '../../../electron/shared/modelCache.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes } from '../../format/numbers.ts';
import { modelCacheWords as text } from '../../strings/modelCache.ts';
import { useAct } from '../../useBridge.ts';

const bytesPerGib = 2 ** 30;
const lookEveryMs = 500;

/** How much room models may take, and where they lie. What a smaller quota deletes is shown before it happens. */
export function CacheSettings({ cache, onChanged, onLook }: { readonly cache: ModelCache; readonly onChanged: () => void; readonly onLook: () => void }) {
  return (
    <div className="form-pair cache-settings">
      <Quota cache={cache} onChanged={onChanged} />
      <Place cache={cache} onChanged={onChanged} onLook={onLook} />
    </div>
  );
}

function Quota({ cache, onChanged }: { readonly cache: ModelCache; readonly onChanged: () => void }) {
  const [typed, setTyped] = useState(cache.quotaBytes === null ? '' : String(Number((cache.quotaBytes / bytesPerGib).toFixed(3))));
  const [shown, setShown] = useState<RoomPlan | null>(null);
  const quotaBytes = typed.trim() === '' ? null : Math.round(Number(typed) * bytesPerGib);
  const set = useAct((evict: readonly string[], connection) => connection.ask('setModelQuota', { quotaBytes, evict: [...evict] }), () => {
    setShown(null);
    onChanged();
  });
  const plan = useAct((_: null, connection) => connection.ask('planModelRoom', { needBytes: 0, quotaBytes }), (found) => (found.go.length === 0 ? set.run([]) : setShown(found)));
  const titles = (shown?.go ?? []).map((modelId) => plainText(cache.models.find((model) => model.modelId === modelId)?.title ?? modelId, 60));
  return (
    <form onSubmit={(event) => { event.preventDefault(); plan.run(null); }}>
      <Field label={text.quota} hint={text.quotaHint}>
        {(ids) => <input {...ids} className="field num" type="number" min={0} max={1_000_000} step="any" value={typed} onChange={(event) => { setTyped(event.target.value); setShown(null); }} />}
      </Field>
      {shown !== null && <p role="status">{text.quotaGoes(formatList(titles))}</p>}
      <FailureLine error={plan.error ?? set.error} />
      <div className="buttons">
        {shown === null ? <button type="submit" className="button" disabled={plan.busy || set.busy}>{text.set}</button> : <button type="button" className="button danger" disabled={set.busy} onClick={() => set.run(shown.go)}>{text.quotaYes}</button>}
        {shown !== null && <button type="button" className="button" onClick={() => setShown(null)}>{text.cancel}</button>}
      </div>
    </form>
  );
}

function Place({ cache, onChanged, onLook }: { readonly cache: ModelCache; readonly onChanged: () => void; readonly onLook: () => void }) {
  const [folder, setFolder] = useState('');
  const move = useAct((to: string, connection) => connection.ask('moveModelCache', { folder: to === '' ? null : to }), () => {
    setFolder('');
    onChanged();
  });
  const cancel = useAct((_: null, connection) => connection.ask('cancelModelMove', {}));
  const isMoving = move.busy || cache.move !== null;
  useEffect(() => {
    if (!isMoving) return;
    const looking = setInterval(onLook, lookEveryMs);
    return () => clearInterval(looking);
  }, [isMoving, onLook]);
  return (
    <form onSubmit={(event) => { event.preventDefault(); move.run(folder.trim()); }}>
      <Field label={text.place} hint={<>{text.placeHint} {text.now} <span className="mono">{plainText(cache.folder, 300)}</span>.</>}>
        {(ids) => <input {...ids} className="field mono" maxLength={1000} autoComplete="off" spellCheck={false} value={folder} onChange={(event) => setFolder(event.target.value)} />}
      </Field>
      {cache.move !== null && <p role="status">{text.moving(formatBytes(cache.move.doneBytes), formatBytes(cache.move.totalBytes))}</p>}
      <FailureLine error={move.error} />
      <div className="buttons">
        <button type="submit" className="button" disabled={isMoving || (folder.trim() === '' && cache.isDefaultFolder)}>{text.move}</button>
        {isMoving && <button type="button" className="button" disabled={cancel.busy} onClick={() => cancel.run(null)}>{text.cancel}</button>}
      </div>
    </form>
  );
}
