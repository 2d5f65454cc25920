import { useState } from 'react';
import type { PayWait } from '../../../electron/shared/payWaits.ts';
import type { JobDetail } from '../../../electron/shared/shapes.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { CopyButton, Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { StageTrack, stageText } from '../../components/StageTrack.tsx';
import { plainText } from '../../format/digest.ts';
import { plural } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { wordsOfWait } from '../../strings/payments.ts';
import { isComputing, kindWords, stageSentences, verdictWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useAct, useNow } from '../../useBridge.ts';
import { LapseClaim } from './LapseClaim.tsx';
import { RefuseActions } from './RefuseActions.tsx';
import type { Verify } from './useVerify.ts';
import { Verdict } from './Verdict.tsx';

const text = words.job;

/** Waits that say where the job stands better than its stage does: one of the two sentences is enough. */
const telling: ReadonlySet<PayWait['reason']> = new Set(['voucher', 'window', 'claim', 'network']);

/** The one big thing of a job: how it stands, and what can be done with it. */
export function JobHead({ detail, verify }: { readonly detail: JobDetail; readonly verify: Verify }) {
  const { summary } = detail;
  const nowMs = useNow(60_000);
  const units = kindWords[summary.kind];
  const wait = detail.wait ? wordsOfWait(detail.wait, nowMs) : '';
  const saysStage = wait !== '' && !summary.failure && telling.has(detail.wait!.reason);
  return (
    <header className="job-head">
      <div>
        <h1 className={`job-sentence stage-${summary.stage}`}>{summary.failure ? wordsOfFailure(summary.failure).what : saysStage ? wait : stageSentences[summary.stage]}</h1>
        <p className="job-line">
          <StageTrack job={summary} />
          {summary.stage === 'running' && <span>{stageText(summary)}</span>}
          <span className="soft">{text.workOf(units.title, plainText(summary.modelName, 60), plural(summary.unitsDone, units))}<NetworkDoubts parts={[summary.modelName, ...Object.values(summary.failure?.about ?? {})]} /></span>
          {summary.verdict && <span>{verdictWords[summary.verdict]}</span>}
          <Digest value={summary.jobId} />
        </p>
        {wait !== '' && !saysStage && <p className="job-wait">{wait}</p>}
        {detail.claim && <LapseClaim claim={detail.claim} priceWei={summary.priceWei} />}
      </div>
      <p className="job-money">
        <span className="soft small">{summary.payoutWei === null ? text.offered : text.paid} <TestMoney /></span>
        <span className="job-sum"><Money wei={summary.payoutWei ?? summary.priceWei} /></span>
      </p>
      <JobActions detail={detail} verify={verify} />
    </header>
  );
}

function JobActions({ detail, verify }: { readonly detail: JobDetail; readonly verify: Verify }) {
  const { jobId, stage } = detail.summary;
  const [asking, setAsking] = useState(false);
  const save = useAct((_input: null, connection) => connection.ask('exportReceipt', { jobId }), saveFile);
  const cancel = useAct((_input: null, connection) => connection.ask('cancelJob', { jobId }));
  return (
    <div className="job-actions">
      <div className="buttons">
        {detail.hasReceipt && <button type="button" className="button first" disabled={verify.busy} onClick={() => verify.run(null)}>{verify.busy ? text.verifying : text.verify}</button>}
        {detail.hasReceipt && <button type="button" className="button" disabled={save.busy} onClick={() => save.run(null)}>{text.exportReceipt}</button>}
        <CopyButton value={jobId} label={text.copyId} />
        {isComputing(stage) && <button type="button" className="button danger" disabled={cancel.busy} onClick={() => setAsking(true)}>{text.cancel}</button>}
        {!detail.hasReceipt && isComputing(stage) && <span className="soft small">{text.noReceipt}</span>}
      </div>
      <RefuseActions job={detail.summary} />
      <p className="job-more small"><a href={formatRoute({ screen: 'log', jobId })}>{text.showLog}</a> <a href={formatRoute({ screen: 'about', section: 'bundle' })}>{text.report}</a></p>
      <Verdict verify={verify} />
      <FailureLine error={save.error ?? cancel.error} />
      <ConfirmDialog open={asking} words={{ ask: text.cancelAsk, why: text.cancelWhy, yes: text.cancelYes, no: text.cancelNo }} onYes={() => cancel.run(null)} onClose={() => setAsking(false)} />
    </div>
  );
}

function saveFile({ fileName, text: content }: { readonly fileName: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  // The download has taken hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
