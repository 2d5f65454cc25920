import { useState } from 'react';
import type { ModelReport } from '../../../electron/shared/modelMarket.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field } from '../../components/SecretField.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatCount, formatPercent } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { payoutWords, publishWords as text } from '../../strings/payout.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import { useWallet } from '../../useWallet.ts';
import { readPublishDraft, type PublishDraft, type PublishProblem } from './publishDraft.ts';

/** The way into the registry begins here: what is asked for, and who shares it. Nothing is sent before the list of publications says what. */
export function PublishButton({ report, onPlanned }: { readonly report: ModelReport; readonly onPlanned: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>{text.publish}</button>
      <FormDialog open={isOpen} title={text.title} onClose={close}><PublishForm report={report} onClose={close} onPlanned={() => { close(); onPlanned(); }} /></FormDialog>
    </>
  );
}

function PublishForm({ report, onClose, onPlanned }: { readonly report: ModelReport; readonly onClose: () => void; readonly onPlanned: () => void }) {
  const wallet = useWallet();
  const accounts = wallet.state === 'ready' ? wallet.value.accounts.filter(({ rootId }) => rootId !== null) : [];
  const known = useAnswer('readPublications', {});
  const [chosen, setChosen] = useState('');
  const [draft, setDraft] = useState<PublishDraft>({ royalty: '0', contributors: '', uri: '' });
  const [problem, setProblem] = useState<PublishProblem | null>(null);
  const account = chosen === '' ? accounts[0]?.address : chosen;
  const plan = useAct((asked: Exclude<ReturnType<typeof readPublishDraft>, PublishProblem>, connection) => connection.ask('planPublication', { folder: report.folder, account: account!, ...asked }), onPlanned);
  const change = (part: Partial<PublishDraft>): void => setDraft((before) => ({ ...before, ...part }));
  function submit(): void {
    const read = readPublishDraft(draft);
    setProblem('problem' in read ? read : null);
    if (!('problem' in read)) plan.run(read);
  }
  if (wallet.state === 'ready' && account === undefined) return <><p>{text.noAccount}</p><div className="buttons"><a className="button" href={formatRoute({ screen: 'wallet' })}>{payoutWords.toWallet}</a><button type="button" className="button" onClick={onClose}>{text.cancel}</button></div></>;
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <p>{plainText(report.title, 100)}. {text.why}</p>
      {accounts.length > 1 && <Field label={text.account}>{(ids) => <select {...ids} className="field" value={account} onChange={(event) => setChosen(event.target.value)}>{accounts.map(({ address, name }) => <option key={address} value={address}>{plainText(name, 60)} {shortDigest(address)}</option>)}</select>}</Field>}
      <Field label={text.royalty} hint={known.state === 'ready' ? text.royaltyMost(formatPercent(known.value.maxRoyaltyBps / 10_000)) : undefined}>
        {(ids) => <input {...ids} className="field num" required maxLength={8} inputMode="decimal" autoComplete="off" value={draft.royalty} onChange={(event) => change({ royalty: event.target.value })} />}
      </Field>
      <Field label={text.contributors} hint={text.contributorsHint}>{(ids) => <textarea {...ids} className="field mono" rows={3} maxLength={2000} dir="ltr" spellCheck={false} placeholder="0x… 25" value={draft.contributors} onChange={(event) => change({ contributors: event.target.value })} />}</Field>
      <Field label={text.uri} hint={text.uriHint}>{(ids) => <input {...ids} className="field" maxLength={500} dir="ltr" autoComplete="off" spellCheck={false} value={draft.uri} onChange={(event) => change({ uri: event.target.value })} />}</Field>
      {problem !== null && <p className="form-problem" role="alert">{problem.problem === 'line' ? text.bad.line(formatCount(problem.line)) : text.bad[problem.problem]}</p>}
      <FailureLine error={plan.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={plan.busy || account === undefined}>{plan.busy ? text.planning : text.plan}</button>
        <button type="button" className="button" onClick={onClose}>{text.cancel}</button>
      </div>
    </form>
  );
}
