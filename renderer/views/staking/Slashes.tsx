import type { Slash, Staking } from '../../../electron/shared/staking.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Placeholder } from '../../components/Shown.tsx';
import { formatMoment } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { faultTitle } from '../../strings/faults.ts';
import { stakingWords } from '../../strings/staking.ts';
import { useAct } from '../../useBridge.ts';
import { saveText } from '../wallet/saveText.ts';

const text = stakingWords.slashes;

/** Every time stake was taken: by which rule, on what evidence, and a bundle to check it with. */
export function Slashes({ facts }: { readonly facts: Staking }) {
  return (
    <section className="section" aria-labelledby="slashes-title">
      <h2 id="slashes-title">{text.title} <TestMoney /></h2>
      {facts.slashes.length === 0 ? <Placeholder kind="empty" title={text.empty}>{text.emptyNext}</Placeholder> : (
        <>
          <ul className="slashes">{facts.slashes.map((slash) => <Item key={`${slash.txHash}${slash.why}`} slash={slash} />)}</ul>
          <p className="soft small">{text.final}</p>
        </>
      )}
    </section>
  );
}

function Item({ slash }: { readonly slash: Slash }) {
  const save = useAct((_input: null, connection) => connection.ask('exportSlashEvidence', { txHash: slash.txHash }), ({ fileName, text: content }) => saveText(fileName, content));
  return (
    <li className="slash" data-slash={slash.why}>
      <h3>{text.why[slash.why]}{slash.fault !== null && <>: <NetworkText text={faultTitle(slash.fault)} limit={80} /></>}</h3>
      <p className="slash-amount"><Money wei={slash.takenWei} /></p>
      <p className="soft small">{text.rules[slash.why]}</p>
      <dl className="facts">
        <div><dt>{text.at}</dt><dd className="num">{formatMoment(slash.atMs)}</dd></div>
        <div><dt>{text.tx}</dt><dd><Digest value={slash.txHash} /></dd></div>
        {slash.subject !== null && <div><dt>{text.subject}</dt><dd><Digest value={slash.subject} /></dd></div>}
        {slash.challenger !== null && <div><dt>{text.by}</dt><dd><Digest value={slash.challenger} /></dd></div>}
        <div><dt>{text.job}</dt><dd>{slash.jobId === null ? <span className="soft">{text.noJob}</span> : <a href={formatRoute({ screen: 'job', jobId: slash.jobId })} className="mono">{slash.jobId.slice(0, 10)}</a>}</dd></div>
      </dl>
      <div className="buttons"><button type="button" className="button" disabled={save.busy} onClick={() => save.run(null)}>{text.export}</button></div>
      <FailureLine error={save.error} />
    </li>
  );
}
