import { useState } from 'react';
import type { Refusals } from '../../../electron/shared/refusals.ts';
import type { JobSummary } from '../../../electron/shared/shapes.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { UndoLine } from '../../components/UndoLine.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { refuseWords as text } from '../../strings/lists.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

type What = 'model' | 'client';
type Done = { readonly what: What; readonly isRefused: boolean };

const isRefused = ({ models, clients }: Refusals, { modelId, client }: JobSummary, what: What): boolean => (what === 'model' ? models.includes(modelId) : clients.some((one) => sameAddress(one, client)));

/** The list as it is now with one entry more or less: what was changed elsewhere meanwhile stays. */
function change(now: Refusals, { modelId, client }: JobSummary, { what, isRefused: wanted }: Done): Refusals {
  if (what === 'model') return { ...now, models: [...now.models.filter((one) => one !== modelId), ...(wanted ? [modelId] : [])] };
  return { ...now, clients: [...now.clients.filter((one) => !sameAddress(one, client)), ...(wanted ? [client.toLowerCase()] : [])] };
}

/** Refuses the job's model or client from now on, and takes it back. */
export function RefuseActions({ job }: { readonly job: JobSummary }) {
  const [turn, setTurn] = useState(0);
  const [done, setDone] = useState<Done | null>(null);
  const refusals = useAnswer('readRefusals', {}, turn);
  const act = useAct(async (next: Done, connection) => {
    await connection.ask('setRefusals', { refusals: change(await connection.ask('readRefusals', {}), job, next) });
    return next;
  }, (next) => {
    setDone(next);
    setTurn((count) => count + 1);
  });
  if (refusals.state !== 'ready') return null;
  const [model, client] = [plainText(job.modelName, 60), shortDigest(job.client)];
  const said = done && (done.what === 'model' ? text[done.isRefused ? 'modelRefused' : 'modelTaken'](model) : text[done.isRefused ? 'clientRefused' : 'clientTaken'](client));
  const button = (what: What) => {
    const refused = isRefused(refusals.value, job, what);
    return <button type="button" className="button" disabled={act.busy} onClick={() => act.run({ what, isRefused: !refused })}>{what === 'model' ? (refused ? text.modelAgain : text.model) : refused ? text.clientAgain : text.client}</button>;
  };
  return (
    <>
      <div className="buttons">{button('model')}{button('client')}</div>
      {done && said && <UndoLine key={`${done.what} ${done.isRefused}`} said={said} busy={act.busy} onUndo={() => act.run({ what: done.what, isRefused: !done.isRefused })} />}
      {done?.what === 'model' && <NetworkDoubts parts={[job.modelName]} />}
      <FailureLine error={act.error} />
    </>
  );
}
