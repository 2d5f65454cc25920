import { useState } from 'react';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import { dataLimitNames, dataLimitsShape, type DataLimitName, type DataLimits as Limits } from '../../../electron/shared/dataLimits.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatBytes } from '../../format/numbers.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { describeRule } from '../../strings/rules.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const text = diagnosticsWords.network.data;
const bytesPerGib = 2 ** 30;

/** How much of the owner's line this node may use, and has used. */
export function DataLimits({ turn }: { readonly turn: number }) {
  const [acts, setActs] = useState(0);
  const answer = useAnswer('readDataLimits', {}, turn + acts);
  return (
    <section className="section" aria-labelledby="data-title">
      <h2 id="data-title">{text.title}</h2>
      <p className="network-why soft">{text.what}</p>
      <Shown from={answer} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(value) => <Form key={JSON.stringify(value.limits)} {...value} onSaved={() => setActs((count) => count + 1)} />}
      </Shown>
    </section>
  );
}

type Typed = Readonly<Record<DataLimitName, string>>;
const typedOf = (limits: Limits): Typed => Object.fromEntries(dataLimitNames.map((name) => [name, limits[name] === null ? '' : String(Number((limits[name] / bytesPerGib).toFixed(3)))])) as Typed;
/** What nobody touched stays to the byte. */
function limitsOf(typed: Typed, before: Limits): Limits {
  const shown = typedOf(before);
  return dataLimitsShape.parse(Object.fromEntries(dataLimitNames.map((name) => [name, typed[name] === shown[name] ? before[name] : typed[name].trim() === '' ? null : Math.round(Number(typed[name]) * bytesPerGib)])));
}

function Form({ limits, usage, reached, onSaved }: Gives<PageBridge, 'readDataLimits'> & { readonly onSaved: () => void }) {
  const [typed, setTyped] = useState(typedOf(limits));
  const [isSaved, setIsSaved] = useState(false);
  const save = useAct((next: Limits, connection) => connection.ask('setDataLimits', { limits: next }), () => { setIsSaved(true); onSaved(); });
  return (
    <form className="form data-limits" onSubmit={(event) => { event.preventDefault(); save.run(limitsOf(typed, limits)); }}>
      {reached !== null && <p role="status" className="stale-chain">{describeRule({ rule: 'dataLimit', value: reached.name, limit: reached.limitBytes, endsAtMs: null, isCalming: false }, 'finish', 0).sentence}</p>}
      <div className="data-limits-fields">
        {dataLimitNames.map((name) => (
          <Field key={name} label={text.names[name]} hint={text.used(formatBytes(usage[name]))}>
            {(ids) => <input {...ids} className="field num" type="number" min={0} max={1_000_000} step="any" value={typed[name]} onChange={(event) => { setIsSaved(false); setTyped({ ...typed, [name]: event.target.value }); }} />}
          </Field>
        ))}
      </div>
      <FailureLine error={save.error} />
      <div className="buttons">
        <button type="submit" className="button" disabled={save.busy}>{text.save}</button>
        <span className="soft small" role="status">{isSaved ? text.saved : text.hint}</span>
      </div>
    </form>
  );
}
