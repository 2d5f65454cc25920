import { useState } from 'react';
import { classOfRule, giveBackLevels, ruleClasses, type Decision, type GiveBack, type Rule, type RuleKind } from '../../../electron/shared/rules.ts';
import { Switch } from '../../components/Switch.tsx';
import { blindReason, classWords, formatLimits, giveBackChoices, guestWords } from '../../strings/guest.ts';
import { ruleWords } from '../../strings/rules.ts';
import { words } from '../../strings/words.ts';
import { ruleFor, ruleKinds, startRule, withoutRule, withRule } from './draft.ts';
import { RuleFields } from './RuleFields.tsx';
import { formatList } from '../../format/locale.ts';

const text = guestWords.rules;
type ListProps = { readonly rules: readonly Rule[]; readonly deviceId: string | null; readonly decisions: readonly Decision[]; readonly nameOf: (deviceId: string) => string; readonly onEdit: (rules: readonly Rule[]) => void };

/** Every kind of rule in the order in which they count: the classes first, and within them as the rules are. */
export function RuleList(props: ListProps) {
  return (
    <ol className="rule-classes">
      {ruleClasses.map((ruleClass, index) => (
        <li key={ruleClass} className="rule-class" aria-labelledby={`class-${ruleClass}`}>
          <div className="rule-class-head">
            <span className="rule-place num" aria-hidden="true">{index + 1}</span>
            <h3 id={`class-${ruleClass}`}>{classWords[ruleClass].title}</h3>
            <span className="soft small">{classWords[ruleClass].what}</span>
          </div>
          <ul>
            {notSet.filter((kind) => classOfRule[kind] === ruleClass).map((kind) => <HoldingNow key={kind} kind={kind} {...props} />)}
            {ruleKinds.filter((kind) => classOfRule[kind] === ruleClass).map((kind) => <RuleRow key={`${kind} ${props.deviceId}`} kind={kind} {...props} />)}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** What stops work like a rule and is set elsewhere: shown while it holds. */
const notSet = ['fault', 'pause', 'dataLimit'] as const;
function HoldingNow({ kind, ...props }: ListProps & { readonly kind: (typeof notSet)[number] }) {
  const holds = props.decisions.some(({ deviceId, winner, also }) => (props.deviceId === null || props.deviceId === deviceId) && [winner, ...also].some((finding) => finding?.rule === kind));
  return holds && <li className="rule"><span className="rule-title">{ruleWords[kind].title}</span><RuleNow kind={kind} {...props} /></li>;
}

function RuleRow({ kind, rules, deviceId, decisions, nameOf, onEdit }: ListProps & { readonly kind: Rule['kind'] }) {
  const [isOpen, setOpen] = useState(false);
  const rule = ruleFor(rules, kind, deviceId);
  const { title } = ruleWords[kind];
  if (!rule) {
    return (
      <li className="rule rule-absent">
        <span className="rule-title">{title}</span>
        <span className="soft">{text.notSet}</span>
        <button type="button" className="button plain" aria-label={text.addRule(title)} onClick={() => { onEdit(withRule(rules, startRule(kind, deviceId))); setOpen(true); }}>{text.add}</button>
      </li>
    );
  }
  const isInherited = rule.deviceId !== deviceId;
  return (
    <li className="rule">
      <span className="rule-title">{title}{deviceId !== null && <span className="soft small"> {isInherited ? text.general : text.ownHere}</span>}</span>
      <span className={rule.isOn ? '' : 'soft'}>{formatLimits(rule)}</span>
      <span className="rule-buttons">
        {isInherited ? (
          <button type="button" className="button plain" aria-label={`${text.makeOwn}: ${title}`} onClick={() => { onEdit(withRule(rules, { ...rule, deviceId })); setOpen(true); }}>{text.makeOwn}</button>
        ) : (
          <>
            <button type="button" className="button plain" aria-expanded={isOpen} aria-label={text.editRule(title)} onClick={() => setOpen(!isOpen)}>{text.edit}</button>
            <Switch on={rule.isOn} label={text.onRule(title)} words={words.device} busy={false} onChange={(isOn) => onEdit(withRule(rules, { ...rule, isOn }))} />
          </>
        )}
      </span>
      <RuleNow kind={kind} deviceId={deviceId} decisions={decisions} nameOf={nameOf} />
      {isOpen && !isInherited && (
        <div className="rule-open">
          <RuleFields rule={rule} onChange={(changed) => onEdit(withRule(rules, changed))} />
          <Does rule={rule} onChange={(giveBack) => onEdit(withRule(rules, { ...rule, giveBack }))} />
          <button type="button" className="button plain" aria-label={text.removeRule(title)} onClick={() => onEdit(withoutRule(rules, rule))}>{deviceId === null ? text.remove : text.backToGeneral}</button>
        </div>
      )}
    </li>
  );
}

function Does({ rule, onChange }: { readonly rule: Rule; readonly onChange: (giveBack: GiveBack) => void }) {
  return (
    <label className="rule-field">
      <span>{text.does}</span>
      <select className="field" value={rule.giveBack} onChange={(event) => onChange(event.target.value as GiveBack)}>
        {giveBackLevels.map((giveBack) => <option key={giveBack} value={giveBack}>{giveBackChoices[giveBack]}</option>)}
      </select>
    </label>
  );
}

/** Whether the saved rule holds now, and where it is blind: a rule that cannot be obeyed must not look like one that is. */
function RuleNow({ kind, deviceId, decisions, nameOf }: Pick<ListProps, 'deviceId' | 'decisions' | 'nameOf'> & { readonly kind: RuleKind }) {
  const shown = decisions.filter((decision) => deviceId === null || decision.deviceId === deviceId);
  const holding = shown.filter(({ winner, also }) => winner?.rule === kind || also.some(({ rule }) => rule === kind)).map((decision) => nameOf(decision.deviceId));
  const reasons = Map.groupBy(shown.flatMap(({ blind }) => blind.filter(({ rule }) => rule === kind)), ({ reason }) => reason);
  return (
    <>
      {holding.length > 0 && <span className="rule-now small"><span className="rule-now-shape" aria-hidden="true" />{text.holds(formatList(holding, 'unit'))}</span>}
      {[...reasons].map(([reason, blind]) => <span key={reason} className="rule-blind small"><span className="rule-blind-shape" aria-hidden="true" />{text.blind(formatList(blind.map((one) => nameOf(one.deviceId)), 'unit'), blindReason(kind, reason))}</span>)}
    </>
  );
}
