import { useId, useState, type FormEvent } from 'react';
import { addressShape } from '../../../electron/shared/units.ts';
import { jobKindShape } from '../../../electron/shared/shapes.ts';
import type { Refusals } from '../../../electron/shared/refusals.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Switch } from '../../components/Switch.tsx';
import { plainText } from '../../format/digest.ts';
import { choiceWords as text } from '../../strings/choices.ts';
import { kindWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

/** The owner's switches for kinds, models and clients. */
export function ChoicesSection() {
  const [turn, setTurn] = useState(0);
  const refusals = useAnswer('readRefusals', {}, turn);
  const models = useAnswer('readModels', {}, turn);
  const save = useAct((next: Refusals, connection) => connection.ask('setRefusals', { refusals: next }), () => setTurn((before) => before + 1));
  return (
    <section className="section" aria-labelledby="choices-title">
      <h2 id="choices-title">{text.title}</h2>
      <p className="soft small">{text.why}</p>
      <Shown from={refusals} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => {
          const flip = <Key extends 'kinds' | 'models'>(key: Key, entry: string, isTaken: boolean): void => {
            const others = (now[key] as readonly string[]).filter((one) => one !== entry);
            save.run({ ...now, [key]: isTaken ? others : [...others, entry] });
          };
          return (
            <div className="choices">
              <h3>{text.kinds}</h3>
              {jobKindShape.options.map((kind) => <Choice key={kind} name={kindWords[kind].title} isTaken={!now.kinds.includes(kind)} busy={save.busy} onFlip={(isTaken) => flip('kinds', kind, isTaken)} />)}
              {models.state === 'ready' && models.value.models.length > 0 && <h3>{text.models}</h3>}
              {models.state === 'ready' && models.value.models.filter(({ state }) => state !== 'corrupt').map((model) => (
                <Choice key={model.modelId} name={plainText(model.title, 60)} written={model.title} isTaken={!now.models.includes(model.modelId)} busy={save.busy} onFlip={(isTaken) => flip('models', model.modelId, isTaken)} />
              ))}
              <h3>{text.clients}</h3>
              {now.clients.length === 0 ? <p className="soft small">{text.clientsNone}</p> : (
                <ul className="choices-clients">
                  {now.clients.map((client) => (
                    <li key={client}><Digest value={client} /> <button type="button" className="button plain" aria-label={`${text.removeShort}: ${text.remove(client)}`} disabled={save.busy} onClick={() => save.run({ ...now, clients: now.clients.filter((one) => one !== client) })}>{text.removeShort}</button></li>
                  ))}
                </ul>
              )}
              <AddClient busy={save.busy} onAdd={(client) => save.run({ ...now, clients: [...now.clients.filter((one) => one !== client), client] })} />
              <FailureLine error={save.error} />
            </div>
          );
        }}
      </Shown>
    </section>
  );
}

function Choice({ name, written, isTaken, busy, onFlip }: { readonly name: string; /** By a stranger, as it came. */ readonly written?: string; readonly isTaken: boolean; readonly busy: boolean; readonly onFlip: (isTaken: boolean) => void }) {
  return <p className="choice"><span>{name} <NetworkDoubts parts={[written]} /></span> <Switch on={isTaken} busy={busy} label={text.take(name)} words={{ on: words.device.on, off: words.device.off }} onChange={onFlip} /></p>;
}

function AddClient({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (client: string) => void }) {
  const id = useId();
  const [written, setWritten] = useState('');
  const [isWrong, setWrong] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const client = addressShape.safeParse(written.trim());
    setWrong(!client.success);
    if (!client.success) return;
    onAdd(client.data.toLowerCase());
    setWritten('');
  }
  return (
    <form className="choices-add" onSubmit={submit}>
      <label className="small" htmlFor={id}>{text.client}</label>
      <input id={id} className="field mono" value={written} spellCheck={false} autoComplete="off" aria-invalid={isWrong} onChange={(event) => setWritten(event.target.value)} />
      <button type="submit" className="button" disabled={busy || written.trim() === ''}>{text.add}</button>
      {isWrong && <p className="form-problem" role="alert">{text.addWrong}</p>}
    </form>
  );
}
