import './about.css';
import { useState } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatBytes, plural } from '../../format/numbers.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { words } from '../../strings/words.ts';
import { useAct, useSlice } from '../../useBridge.ts';
import { saveText } from '../wallet/saveText.ts';
import { Licences } from './Licences.tsx';
import { works } from './works.ts';

const text = diagnosticsWords.about;

/** What this is, the one warning that is always true, and what to give to whoever helps. */
export function About() {
  const about = useSlice('about');
  return (
    <div className="page about">
      <Shown from={about} waiting={words.link.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ version, node, onnxruntime, platform }) => (
          <>
            <h1 className="about-version">{text.version} <span className="num">{version}</span></h1>
            <p className="soft">{text.lead}</p>
            <p className="soft num">onnxruntime {onnxruntime}, Node {node}, {platform}</p>
          </>
        )}
      </Shown>
      {about.state !== 'ready' && <h1>{text.title}</h1>}
      <section className="guard" aria-labelledby="guard-title">
        <h2 id="guard-title">{text.guard}</h2>
        <p>{text.guardWhy}</p>
      </section>
      <Bundle />
      <section className="section" aria-labelledby="licences-title">
        <h2 id="licences-title">{text.licences}</h2>
        <details className="works">
          <summary>{plural(works.length, text.works)}</summary>
          <Licences />
        </details>
      </section>
    </div>
  );
}

function Bundle() {
  const [made, setMade] = useState<{ readonly fileName: string; readonly text: string } | null>(null);
  const make = useAct((_input: null, connection) => connection.ask('exportDiagnostics', {}), setMade);
  return (
    <section className="section" aria-labelledby="bundle-title">
      <h2 id="bundle-title">{text.bundle}</h2>
      <p className="soft about-why">{text.bundleWhy} {text.nothingSent}</p>
      <div className="buttons">
        <button type="button" className="button" disabled={make.busy} onClick={() => make.run(null)}>{make.busy ? text.making : text.make}</button>
        {made && <button type="button" className="button first" onClick={() => saveText(made.fileName, made.text)}>{text.save}</button>}
      </div>
      <FailureLine error={make.error} />
      {made && (
        <>
          <p className="soft small">{text.size(formatBytes(made.text.length))}</p>
          <pre className="bundle mono" tabIndex={0} aria-label={text.bundle}>{made.text}</pre>
        </>
      )}
    </section>
  );
}
