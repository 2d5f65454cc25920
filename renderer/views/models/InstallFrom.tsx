import { useEffect, useState } from 'react';
import type { Download } from '../../../electron/shared/modelDownloads.ts';
import { isHearthError } from '../../../electron/shared/errors.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Digest } from '../../components/Digest.tsx';
import { Field } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { downloadWords as text, modelCacheWords } from '../../strings/modelCache.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const lookEveryMs = 1000;
const bytesPerMib = 2 ** 20;
const isOver = ({ phase }: Download): boolean => phase === 'done' || phase === 'refused';
type Asked = { readonly urls: string[]; readonly root: string };

/** A model from an address, by the hash its owner names; downloads under way with what can be done about each. */
export function InstallFrom({ picked, bytesPerSecond, onChanged }: { readonly picked: string; readonly bytesPerSecond: number | null; readonly onChanged: () => void }) {
  const [looks, setLooks] = useState(0);
  const look = (): void => setLooks((count) => count + 1);
  const answer = useAnswer('readDownloads', {}, looks);
  const downloads = answer.state === 'ready' ? answer.value.downloads : [];
  const isWaiting = downloads.some((one) => !isOver(one) && one.phase !== 'paused' && one.phase !== 'failed');
  const doneCount = downloads.filter(({ phase }) => phase === 'done').length;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setLooks((count) => count + 1), lookEveryMs);
    return () => clearInterval(timer);
  }, [isWaiting]);
  useEffect(() => {
    if (doneCount > 0) onChanged();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a download that was just finished changes what is installed
  }, [doneCount]);
  return (
    <section className="section" aria-labelledby="install-title">
      <h2 id="install-title">{text.title}</h2>
      <div className="form-pair install-forms">
        <InstallForm key={picked} picked={picked} onStarted={look} />
        <Rate key={bytesPerSecond} bytesPerSecond={bytesPerSecond} onChanged={onChanged} />
      </div>
      {downloads.length > 0 && <ul>{downloads.map((download) => <Row key={download.root} download={download} onActed={look} />)}</ul>}
    </section>
  );
}

function InstallForm({ picked, onStarted }: { readonly picked: string; readonly onStarted: () => void }) {
  const [urls, setUrls] = useState('');
  const [root, setRoot] = useState(picked);
  const asked: Asked = { urls: urls.trim().split(/\s+/).slice(0, 8), root: root.trim().toLowerCase() };
  const done = (): void => {
    setUrls('');
    setRoot('');
    onStarted();
  };
  const start = useAct((wanted: Asked & { readonly evict: string[] }, connection) => connection.ask('startDownload', wanted), done);
  // Exactly those that the owner reads above the button; a plan that has changed since is refused, and told, again.
  const wouldGo = isHearthError(start.error, 'model.noRoom') ? start.error.about.wouldGoIds : [];
  return (
    <form onSubmit={(event) => { event.preventDefault(); start.run({ ...asked, evict: [] }); }}>
      <Field label={text.address} hint={text.addressHint}>{(ids) => <input {...ids} className="field mono" required maxLength={4000} autoComplete="off" spellCheck={false} value={urls} onChange={(event) => setUrls(event.target.value)} />}</Field>
      <Field label={text.root} hint={text.rootHint}>{(ids) => <input {...ids} className="field mono" required pattern="\s*0[xX][0-9a-fA-F]{64}\s*" maxLength={80} autoComplete="off" spellCheck={false} value={root} onChange={(event) => setRoot(event.target.value)} />}</Field>
      <FailureLine error={start.error} />
      <div className="buttons">
        <button type="submit" className="button" disabled={start.busy}>{start.busy ? text.starting : text.start}</button>
        {wouldGo.length > 0 && <button type="button" className="button danger" disabled={start.busy} onClick={() => start.run({ ...asked, evict: wouldGo })}>{text.evict}</button>}
      </div>
    </form>
  );
}

function Rate({ bytesPerSecond, onChanged }: { readonly bytesPerSecond: number | null; readonly onChanged: () => void }) {
  const [typed, setTyped] = useState(bytesPerSecond === null ? '' : String(Number((bytesPerSecond / bytesPerMib).toFixed(3))));
  const set = useAct((rate: number | null, connection) => connection.ask('setDownloadRate', { bytesPerSecond: rate }), onChanged);
  return (
    <form onSubmit={(event) => { event.preventDefault(); set.run(typed.trim() === '' ? null : Math.round(Number(typed) * bytesPerMib)); }}>
      <Field label={text.rate} hint={text.rateHint}>{(ids) => <input {...ids} className="field num" type="number" min={0.01} max={100_000} step="any" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
      <FailureLine error={set.error} />
      <div className="buttons"><button type="submit" className="button" disabled={set.busy}>{modelCacheWords.set}</button></div>
    </form>
  );
}

function Row({ download, onActed }: { readonly download: Download; readonly onActed: () => void }) {
  const { root, phase, title, doneBytes, totalBytes, bytesPerSecond, leftMs, failure } = download;
  const pause = useAct((_: null, connection) => connection.ask('pauseDownload', { root }), onActed);
  const resume = useAct((_: null, connection) => connection.ask('resumeDownload', { root }), onActed);
  const cancel = useAct((_: null, connection) => connection.ask('cancelDownload', { root }), onActed);
  const isBusy = pause.busy || resume.busy || cancel.busy;
  const facts = [text.phase[phase], ...(totalBytes === null || phase === 'refused' ? [] : [text.of(formatBytes(doneBytes), formatBytes(totalBytes))]), ...(phase === 'fetch' ? (bytesPerSecond > 0 ? [text.speed(formatBytes(bytesPerSecond)), ...(leftMs === null ? [] : [text.left(formatSpan(leftMs))])] : [text.stalled]) : [])];
  const words = failure && wordsOfFailure(failure);
  return (
    <li className="market-model" data-download={phase}>
      <div>
        <h3>{title === null ? <Digest value={root} /> : <NetworkText text={title} />}</h3>
        <p className="soft small" role="status">{formatList(facts, 'unit')}</p>
        {(phase === 'fetch' || phase === 'paused' || phase === 'failed') && totalBytes !== null && <progress className="download-bar" max={Math.max(1, totalBytes)} value={doneBytes} aria-label={title === null ? text.title : plainText(title, 60)} />}
        <p className="soft small mono">{formatList(download.urls.map((url) => plainText(url, 120)), 'unit')}</p>
        {words && <p className="model-reason small">{plainText(words.what, 400)} {words.next}</p>}
        <FailureLine error={pause.error ?? resume.error ?? cancel.error} />
      </div>
      <div className="buttons kept-acts">
        {(phase === 'waiting' || phase === 'list' || phase === 'fetch') && <button type="button" className="button plain" disabled={isBusy} onClick={() => pause.run(null)}>{text.pause}</button>}
        {(phase === 'paused' || phase === 'failed') && <button type="button" className="button plain" disabled={isBusy} onClick={() => resume.run(null)}>{text.resume}</button>}
        {phase !== 'check' && <button type="button" className="button plain" disabled={isBusy} onClick={() => cancel.run(null)}>{isOver(download) ? text.clear : text.cancel}</button>}
      </div>
    </li>
  );
}
