import { useState } from 'react';
import type { ModelReport } from '../../../electron/shared/modelMarket.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { kindWords } from '../../strings/stages.ts';
import { modelsWords as text } from '../../strings/models.ts';
import { useAct } from '../../useBridge.ts';
import { PublishButton } from './PublishForm.tsx';

/** Look first, then offer: what a folder holds is told by a worker that opened it and ran nothing. */
export function AddFolder({ added, onChanged, onPlanned }: { readonly added: readonly string[]; readonly onChanged: () => void; readonly onPlanned: () => void }) {
  const [folder, setFolder] = useState('');
  const [report, setReport] = useState<ModelReport | null>(null);
  const [isAdded, setIsAdded] = useState(false);
  const look = useAct((path: string, connection) => connection.ask('inspectModelFolder', { folder: path }), setReport);
  const add = useAct((path: string, connection) => connection.ask('addModelFolder', { folder: path }), () => {
    setIsAdded(true);
    onChanged();
  });
  const remove = useAct((path: string, connection) => connection.ask('removeModelFolder', { folder: path }), onChanged);
  const again = (): void => {
    setReport(null);
    setIsAdded(false);
    setFolder('');
  };
  return (
    <section className="section" aria-labelledby="add-model-title">
      <h2 id="add-model-title">{text.add}</h2>
      {report === null ? (
        <form className="form" onSubmit={(event) => { event.preventDefault(); look.run(folder.trim()); }}>
          <Field label={text.folder} hint={text.folderHint}>{(ids) => <input {...ids} className="field mono" required maxLength={1000} autoComplete="off" spellCheck={false} value={folder} onChange={(event) => setFolder(event.target.value)} />}</Field>
          <FailureLine error={look.error} />
          <div className="buttons"><button type="submit" className="button" disabled={look.busy}>{look.busy ? text.looking : text.look}</button></div>
        </form>
      ) : (
        <div className="model-report">
          <Report report={report} />
          {isAdded ? <p className="sent" role="status">{text.offered}</p> : report.isInstalled && <p className="soft">{text.already}</p>}
          <FailureLine error={add.error} />
          <div className="buttons">
            {!isAdded && !report.isInstalled && <button type="button" className="button first" disabled={add.busy} onClick={() => add.run(report.folder)}>{add.busy ? text.looking : text.offer}</button>}
            <PublishButton report={report} onPlanned={onPlanned} />
            <button type="button" className="button" onClick={again}>{text.another}</button>
          </div>
        </div>
      )}
      {added.length > 0 && (
        <>
          <h3 className="added-title">{text.added}</h3>
          <ul className="added">{added.map((path) => <li key={path}><span className="mono small">{plainText(path, 300)}</span> <button type="button" className="button plain" aria-label={`${text.remove}: ${path}`} disabled={remove.busy} onClick={() => remove.run(path)}>{text.remove}</button></li>)}</ul>
          <p className="soft small">{text.removed}</p>
        </>
      )}
    </section>
  );
}

function Report({ report }: { readonly report: ModelReport }) {
  const words = text.report;
  const list = (names: readonly string[]): string => formatList(names.map((name) => plainText(name, 60)), 'unit');
  return (
    <>
      <h3><NetworkText text={report.title} /></h3>
      <dl className="facts">
        <div><dt>{words.id}</dt><dd>{kindWords[report.kind].title}, {plainText(report.numericClass, 60)} <Digest value={report.modelId} /></dd></div>
        <div><dt>{words.size}</dt><dd className="num">{formatBytes(report.sizeBytes)}</dd></div>
        <div><dt>{words.graph}</dt><dd><Digest value={report.graphRoot} /></dd></div>
        <div><dt>{words.weights}</dt><dd><Digest value={report.weightsRoot} /></dd></div>
        <div><dt>{words.operators}</dt><dd>{words.operatorsOf(formatCount(report.operators), formatCount(report.nodes))}</dd></div>
        <div><dt>{words.opaque}</dt><dd>{report.opaque.length === 0 ? words.opaqueNone : list(report.opaque)}</dd></div>
        <div><dt>{words.rules}</dt><dd>{report.withoutRule.length === 0 ? words.rulesNone : list(report.withoutRule)}</dd></div>
      </dl>
    </>
  );
}
