import { useEffect } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { plural } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { welcomeWords } from '../../strings/welcome.ts';
import { useAct, useAnswer, useNow, useTopic } from '../../useBridge.ts';
import { useVerify } from '../job/useVerify.ts';
import { Verdict } from '../job/Verdict.tsx';

const text = welcomeWords.receipt;

/** Waits for this machine's first receipt and checks it here, on this machine. */
export function FirstReceipt() {
  const turn = Math.floor(useNow(1000) / 2000);
  const welcome = useAnswer('readWelcome', {}, turn);
  const status = useTopic('status')?.value.state;
  const order = useAct((_input: null, connection) => connection.ask('orderFirstJob', {}));
  const facts = welcome.state === 'ready' ? welcome.value : null;
  if (facts?.firstJobId) return <Made jobId={facts.firstJobId} />;
  const isStopped = status === 'paused' || status === 'ruled' || status === 'noDevice';
  return (
    <div data-receipt="waiting">
      <h1 className="welcome-title">{text.title}</h1>
      <p className="welcome-lead" role="status">{isStopped ? text.paused : text.waiting}</p>
      {facts?.canOrder && <div className="buttons"><button type="button" className="button" disabled={order.busy} onClick={() => order.run(null)}>{text.order}</button></div>}
      <FailureLine error={order.error} />
    </div>
  );
}

function Made({ jobId }: { readonly jobId: string }) {
  const job = useAnswer('readJob', { jobId });
  const verify = useVerify(jobId);
  const { run } = verify;
  useEffect(() => run(null), [run]);
  const { report } = verify;
  const isChecked = report !== null && !verify.busy;
  return (
    <div data-receipt={!isChecked ? 'checking' : report.ok ? 'holds' : 'fails'}>
      <h1 className="welcome-title" aria-live="polite">{!isChecked ? text.checking : report.ok ? text.holds : text.fails} <TestMoney /></h1>
      {job.state === 'ready' && job.value.summary.finishedAtMs !== null && (
        <p className="welcome-lead">{text.made(plainText(job.value.summary.modelName, 40), plural(job.value.summary.unitsDone, text.units), formatDuration(job.value.summary.finishedAtMs - job.value.summary.admittedAtMs))} <NetworkDoubts parts={[job.value.summary.modelName]} /></p>
      )}
      <p className="soft">{text.checks}</p>
      <Verdict verify={verify} />
      <div className="buttons">
        <a className="button" href={formatRoute({ screen: 'job', jobId })}>{text.look}</a>
        <button type="button" className="button plain" disabled={verify.busy} onClick={() => run(null)}>{text.again}</button>
      </div>
    </div>
  );
}
