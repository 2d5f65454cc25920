import { useState } from 'react';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import { listenPort, listenScopeShape, type Listening as Choice } from '../../../electron/shared/listening.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Switch } from '../../components/Switch.tsx';
import { formatList, shownLocale } from '../../format/locale.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer, useLink } from '../../useBridge.ts';

const text = diagnosticsWords.network.listen;
const scopes = listenScopeShape.options;

/** Who may open a connection to this node: the owner's choice, what it opens, and what runs while that is still another. */
export function Listening({ turn }: { readonly turn: number }) {
  const [acts, setActs] = useState(0);
  const answer = useAnswer('readListening', {}, turn + acts);
  return (
    <section className="section" aria-labelledby="listening-title">
      <h2 id="listening-title">{text.title}</h2>
      <Shown from={answer} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(value) => <Form {...value} onSaved={() => setActs((count) => count + 1)} />}
      </Shown>
    </section>
  );
}

/** A relay and a port at the router go with the internet: who leaves it leaves them too. What the command line said of another scope stays while that does. */
function chosen(choice: Choice, port: string, kept: Choice): Choice {
  if (choice.scope === 'internet') return { ...choice, port: port.trim() === '' ? 0 : Number(port) };
  return choice.scope === kept.scope ? kept : { ...choice, isRelay: false, mapsPort: false, region: null };
}

const nameOfRegion = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(shownLocale(), { type: 'region' }).of(code) ?? code) : code);

function describe({ scope, port, isRelay, mapsPort, announce, region }: Choice): string {
  const more = [...(isRelay ? [text.relay] : []), ...(mapsPort ? [text.router] : []), ...(region === null ? [] : [nameOfRegion(region)]), ...announce];
  return formatList([text.scope[scope], ...(scope === 'internet' ? [text.portOf(String(port === 0 ? listenPort : port))] : []), ...more], 'unit');
}

function Form({ kept, running, onSaved }: Gives<PageBridge, 'readListening'> & { readonly onSaved: () => void }) {
  const [choice, setChoice] = useState<Choice>(kept);
  const [port, setPort] = useState(kept.port === 0 ? '' : String(kept.port));
  const link = useLink();
  // The provider that was asked restarts; with the next one, the link is another.
  const [savedSinceMs, setSavedSinceMs] = useState<number | null>(null);
  const save = useAct((listening: Choice, connection) => connection.ask('setListening', { listening, restart: true }), () => { setSavedSinceMs(link.sinceMs); onSaved(); });
  const set = (change: Partial<Choice>): void => { setSavedSinceMs(null); setChoice({ ...choice, ...change }); };
  const isAsRunning = JSON.stringify(kept) === JSON.stringify(running);
  return (
    <form className="form listening-form" onSubmit={(event) => { event.preventDefault(); save.run(chosen(choice, port, kept)); }}>
      <div>
        <Segmented label={text.title} name="listen-scope" choices={scopes.map((value) => ({ value, words: text.scope[value] }))} value={choice.scope} onChange={(scope) => set({ scope })} />
        <dl className="listening-scopes small">{scopes.map((scope) => <div key={scope} data-chosen={scope === choice.scope}><dt>{text.scope[scope]}</dt><dd>{text.scopeWhy[scope]}</dd></div>)}</dl>
      </div>
      {choice.scope === 'internet' && (
        <>
          <Field label={text.port} hint={text.portHint}>{(ids) => <input {...ids} className="field num" type="number" min={1024} max={65_535} step={1} placeholder={String(listenPort)} value={port} onChange={(event) => { setSavedSinceMs(null); setPort(event.target.value); }} />}</Field>
          <Field label={text.region} hint={choice.region !== null && choice.region.length === 2 ? nameOfRegion(choice.region) : text.regionHint}>{(ids) => <input {...ids} className="field mono" type="text" pattern="[A-Z]{2}" maxLength={2} autoComplete="off" spellCheck={false} value={choice.region ?? ''} onChange={(event) => { const region = event.target.value.trim().toUpperCase(); set({ region: region === '' ? null : region }); }} />}</Field>
          <Option label={text.relay} why={text.relayWhy} on={choice.isRelay} onChange={(isRelay) => set({ isRelay })} />
          <Option label={text.router} why={text.routerWhy} on={choice.mapsPort} onChange={(mapsPort) => set({ mapsPort })} />
        </>
      )}
      {!isAsRunning && <p role="status" className="stale-chain">{text.runs(describe(running))}</p>}
      <FailureLine error={save.error} />
      <div className="buttons">
        <button type="submit" className="button" disabled={save.busy}>{text.save}</button>
        <span className="soft small" role="status">{savedSinceMs === link.sinceMs ? `${text.saving} ${text.saveWhy}` : text.saveWhy}</span>
      </div>
    </form>
  );
}

function Option({ label, why, on, onChange }: { readonly label: string; readonly why: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <div className="listening-option">
      <div><p className="form-legend">{label}</p><p className="soft small">{why}</p></div>
      <Switch on={on} label={label} words={words.device} busy={false} onChange={onChange} />
    </div>
  );
}
