import './rules.css';
import { useState } from 'react';
import type { Guest, Preset, Rule } from '../../../electron/shared/rules.ts';
import { deviceTitle } from '../../components/DeviceControls.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { plural } from '../../format/numbers.ts';
import { guestWords, presetWords } from '../../strings/guest.ts';
import { useAct, useSlice, useTopic } from '../../useBridge.ts';
import { applyEdit, applyRedo, applyUndo, isChanged, startDraft, type Draft } from './draft.ts';
import { PresetTable } from './PresetTable.tsx';
import { RuleList } from './RuleList.tsx';
import { Simulator } from './Simulator.tsx';

const text = guestWords.rules;
const everyDevice = '*';
/** What was in use before the last change, to go back to. */
type Before = { readonly words: string; readonly guest: Pick<Guest, 'preset' | 'rules'> };

export function Rules() {
  const guest = useSlice('guest');
  return (
    <div className="page rules">
      <h1>{text.title}</h1>
      <Shown from={guest} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(value) => <Editor guest={value} />}
      </Shown>
    </div>
  );
}

function Editor({ guest }: { readonly guest: Guest }) {
  const devices = useTopic('devices')?.value ?? [];
  const [scope, setScope] = useState(everyDevice);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [before, setBefore] = useState<Before | null>(null);
  const rules = draft?.present ?? guest.rules;
  const nameOf = (deviceId: string): string => {
    const device = devices.find((one) => one.deviceId === deviceId);
    return device ? deviceTitle(device) : deviceId;
  };
  const edit = (next: readonly Rule[]): void => {
    setBefore(null);
    setDraft(applyEdit(draft ?? startDraft(guest.rules), next));
  };
  const taken = (preset: Preset): void => {
    setBefore({ words: text.tookPreset(presetWords[preset].title), guest });
    setDraft(null);
  };
  const scopes = [{ value: everyDevice, words: text.every }, ...guest.decisions.map(({ deviceId }) => ({ value: deviceId, words: nameOf(deviceId) }))];
  return (
    <>
      <PresetTable inUse={guest.preset} onTaken={taken} />
      <section className="section" aria-labelledby="rules-title">
        <div className="section-head">
          <div className="rules-head"><h2 id="rules-title">{text.all}</h2><span className="soft small">{text.allWhy}</span></div>
          {scopes.length > 1 && <Segmented label={text.scope} name="scope" choices={scopes} value={scope} onChange={setScope} />}
        </div>
        {rules.length === 0 && <Placeholder kind="empty" title={text.empty}>{text.emptyNext}</Placeholder>}
        <RuleList rules={rules} deviceId={scope === everyDevice ? null : scope} decisions={guest.decisions} nameOf={nameOf} onEdit={edit} />
      </section>
      <Simulator saved={guest.rules} draft={draft && isChanged(draft) ? draft.present : null} nameOf={nameOf} />
      <ChangeBar guest={guest} draft={draft} before={before} onDraft={setDraft} onBefore={setBefore} />
    </>
  );
}

/** What is not saved yet, or was just saved, with the way back. */
function ChangeBar({ guest, draft, before, onDraft, onBefore }: { readonly guest: Guest; readonly draft: Draft | null; readonly before: Before | null; readonly onDraft: (draft: Draft | null) => void; readonly onBefore: (before: Before | null) => void }) {
  const save = useAct((rules: readonly Rule[], connection) => connection.ask('setRules', { rules: [...rules] }), () => {
    onBefore({ words: text.saved, guest });
    onDraft(null);
  });
  const goBack = useAct(({ guest: { preset, rules } }: Before, connection) => (preset ? connection.ask('setPreset', { preset }) : connection.ask('setRules', { rules: [...rules] })), () => onBefore(null));
  const changes = draft?.past.length ?? 0;
  const isElsewhere = draft !== null && JSON.stringify(draft.base) !== JSON.stringify(guest.rules);
  return (
    <div className="change-bar" data-shown={draft !== null || before !== null || undefined}>
      <p role="status">{draft ? text.changed(plural(changes, text.changes)) : before?.words}</p>
      {draft && (
        <div className="buttons">
          <button type="button" className="button first" disabled={save.busy || !isChanged(draft)} onClick={() => save.run(draft.present)}>{text.save}</button>
          <button type="button" className="button" disabled={draft.past.length === 0} onClick={() => onDraft(applyUndo(draft))}>{text.undo}</button>
          <button type="button" className="button" disabled={draft.future.length === 0} onClick={() => onDraft(applyRedo(draft))}>{text.redo}</button>
          <button type="button" className="button plain" onClick={() => onDraft(null)}>{text.discard}</button>
        </div>
      )}
      {!draft && before && <button type="button" className="button" disabled={goBack.busy} onClick={() => goBack.run(before)}>{text.undoSaved}</button>}
      {isElsewhere && <p className="small soft">{text.elsewhere}</p>}
      <FailureLine error={save.error ?? goBack.error} />
    </div>
  );
}
