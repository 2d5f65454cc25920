import { presetShape, type Preset, type Rule } from '../../../electron/shared/rules.ts';
import { Shown } from '../../components/Shown.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { formatLimits, giveBackChoices, guestWords, presetWords } from '../../strings/guest.ts';
import { ruleWords } from '../../strings/rules.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import { ruleKinds } from './draft.ts';

const text = guestWords.rules;

/** Three ways to behave with every number of theirs, side by side. */
export function PresetTable({ inUse, onTaken }: { readonly inUse: Preset | null; readonly onTaken: (preset: Preset) => void }) {
  const presets = useAnswer('readPresets', {});
  return (
    <section className="section" aria-labelledby="presets-title">
      <div className="section-head"><h2 id="presets-title">{text.presets}</h2><span className="soft small">{inUse === null ? text.own : text.presetsWhy}</span></div>
      <Shown from={presets} waiting={text.presetsWaiting} isEmpty={(all) => Object.values(all).every((rules) => rules.length === 0)} empty={{ title: text.presetsEmpty }}>
        {(all) => <Table presets={all} inUse={inUse} onTaken={onTaken} />}
      </Shown>
    </section>
  );
}

function Table({ presets, inUse, onTaken }: { readonly presets: Readonly<Record<Preset, readonly Rule[]>>; readonly inUse: Preset | null; readonly onTaken: (preset: Preset) => void }) {
  const take = useAct((preset: Preset, connection) => connection.ask('setPreset', { preset }).then(() => preset), onTaken);
  const kinds = ruleKinds.filter((kind) => Object.values(presets).some((rules) => rules.some((rule) => rule.kind === kind)));
  return (
    <>
      <div className="scroll-x">
        <table className="presets">
          <thead>
            <tr>
              <td />
              {presetShape.options.map((preset) => (
                <th key={preset} scope="col" data-in-use={inUse === preset || undefined}>
                  <span className="preset-name">{presetWords[preset].title}</span>
                  <span className="preset-what">{presetWords[preset].what}</span>
                  {inUse === preset
                    ? <span className="preset-in-use"><span className="state-shape" aria-hidden="true" />{text.inUse}</span>
                    : <button type="button" className="button" disabled={take.busy} onClick={() => take.run(preset)}>{text.use(presetWords[preset].title)}</button>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{ruleWords[kind].title}</th>
                {presetShape.options.map((preset) => <PresetCell key={preset} rule={presets[preset].find((rule) => rule.kind === kind) ?? null} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <FailureLine error={take.error} />
    </>
  );
}

function PresetCell({ rule }: { readonly rule: Rule | null }) {
  if (!rule) return <td className="soft">{text.notIn}</td>;
  return <td>{formatLimits(rule)}<span className="preset-does">{giveBackChoices[rule.giveBack]}</span></td>;
}
