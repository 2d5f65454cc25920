import { useEffect, useState } from 'react';
import type { AcceleratorView } from '../../../electron/shared/accelerators.ts';
import type { Device } from '../../../electron/shared/shapes.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatBytes } from '../../format/numbers.ts';
import { acceleratorWords as text } from '../../strings/accelerators.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const lookEveryMs = 1000;

/** What lets NVIDIA's cards compute, fetched by its owner: what it brings, how large it is, how far it is, and the way back. */
export function AcceleratorSection({ devices }: { readonly devices: readonly Device[] }) {
  const [looks, setLooks] = useState(0);
  const look = (): void => setLooks((count) => count + 1);
  const answer = useAnswer('readAccelerator', {}, looks);
  const isFetching = answer.state === 'ready' && answer.value.state === 'fetching';
  useEffect(() => {
    if (!isFetching) return;
    const timer = setInterval(() => setLooks((count) => count + 1), lookEveryMs);
    return () => clearInterval(timer);
  }, [isFetching]);
  return (
    <section className="section accelerator" aria-labelledby="accelerator-title">
      <h2 id="accelerator-title">{text.title}</h2>
      <Shown from={answer} waiting={text.waiting} isEmpty={() => false} empty={{ title: text.state.none }}>
        {(view) => <Accelerator view={view} hasCard={devices.some(({ vendor, kind }) => kind === 'gpu' && /nvidia/i.test(vendor ?? ''))} onActed={look} />}
      </Shown>
    </section>
  );
}

function Accelerator({ view, hasCard, onActed }: { readonly view: AcceleratorView; readonly hasCard: boolean; readonly onActed: () => void }) {
  const { state, why, fetchedBytes, diskBytes, doneBytes, totalBytes, failure, needsRestart } = view;
  const [isAsking, setAsking] = useState(false);
  const fetch = useAct((_: null, connection) => connection.ask('fetchAccelerator', {}), onActed);
  const stop = useAct((_: null, connection) => connection.ask('stopAccelerator', {}), onActed);
  const remove = useAct((_: null, connection) => connection.ask('removeAccelerator', {}), onActed);
  const isBusy = fetch.busy || stop.busy || remove.busy;
  const words = failure && wordsOfFailure(failure);
  const isPartHere = state === 'stopped' || state === 'failed';
  return (
    <div className="accelerator-row" data-accelerator={state}>
      <div>
        <h3>{text.name}</h3>
        <p className="soft">{text.what} {!hasCard && text.noCard}</p>
        {fetchedBytes !== null && diskBytes !== null && state !== 'installed' && <p className="soft small">{text.sizes(formatBytes(fetchedBytes), formatBytes(diskBytes))}</p>}
        <p role="status"><strong>{text.state[state]}</strong> {state === 'fetching' && <span className="soft num">{totalBytes === null || doneBytes === null ? text.looking : text.of(formatBytes(doneBytes), formatBytes(totalBytes))}</span>}</p>
        {state === 'fetching' && totalBytes !== null && doneBytes !== null && <progress className="download-bar" max={Math.max(1, totalBytes)} value={doneBytes} aria-label={text.progress} />}
        {why !== null && state !== 'installed' && <p className="soft">{text.why[why]}</p>}
        {words && <p className="model-reason small">{words.what} {words.next}</p>}
        {needsRestart && <p>{text.restart}</p>}
        <FailureLine error={fetch.error ?? stop.error ?? remove.error} />
      </div>
      <div className="buttons">
        {why === null && (state === 'absent' || state === 'otherRuntime' || isPartHere) && <button type="button" className="button" disabled={isBusy} onClick={() => fetch.run(null)}>{isPartHere ? text.goOn : text.fetch}</button>}
        {state === 'fetching' && <button type="button" className="button" disabled={isBusy} onClick={() => stop.run(null)}>{text.stop}</button>}
        {isPartHere && <button type="button" className="button plain" disabled={isBusy} onClick={() => remove.run(null)}>{text.takeAway}</button>}
        {(state === 'installed' || state === 'otherRuntime') && <button type="button" className="button plain" disabled={isBusy} onClick={() => setAsking(true)}>{text.remove}</button>}
      </div>
      <ConfirmDialog open={isAsking} words={{ ask: text.removeAsk, why: text.removeWhy, yes: text.remove, no: text.keep }} onYes={() => remove.run(null)} onClose={() => setAsking(false)} />
    </div>
  );
}
