import { useId, useState, type ReactNode } from 'react';
import type { Rule } from '../../../electron/shared/rules.ts';
import { plainText } from '../../format/digest.ts';
import { guestWords } from '../../strings/guest.ts';
import { wordsOfUnread } from '../../strings/unread.ts';
import { useAnswer } from '../../useBridge.ts';
import { HoursField } from './HoursField.tsx';

const text = guestWords.rules;
const names = guestWords.fields;
type NumberKey = 'stopCelsius' | 'bandCelsius' | 'freeBytesLeast' | 'percentMost' | 'wattsMost' | 'wattHoursPerDay' | 'mostPerKilowattHour' | 'leastPerHour' | 'megabytesPerDay' | 'percentLeast' | 'minutes' | 'resumeAfterSeconds' | 'othersPercentMost' | 'availableBytesLeast' | 'stalledPercentMost';
type NumberField = { readonly unit: string; readonly least: number; readonly most: number; readonly step: number; /** How many of the rule's units one shown unit is. */ readonly scale?: number; readonly isOptional?: boolean };

/** The limits are those of electron/shared/rules.ts, which refuses what slips through. */
const numberFields: Readonly<Record<NumberKey, NumberField>> = {
  stopCelsius: { unit: '°C', least: 30, most: 120, step: 1 }, bandCelsius: { unit: '°C', least: 1, most: 40, step: 1 }, freeBytesLeast: { unit: 'MiB', least: 1, most: 100_000_000, step: 64, scale: 2 ** 20 },
  percentMost: { unit: '%', least: 5, most: 100, step: 5, isOptional: true }, wattsMost: { unit: 'W', least: 1, most: 5000, step: 5, isOptional: true }, wattHoursPerDay: { unit: 'Wh', least: 0, most: 1_000_000, step: 100 },
  mostPerKilowattHour: { unit: '', least: -1000, most: 1000, step: 0.01 }, leastPerHour: { unit: '', least: -1000, most: 1000, step: 0.01 }, megabytesPerDay: { unit: 'MB', least: 0, most: 100_000_000, step: 100, isOptional: true },
  percentLeast: { unit: '%', least: 0, most: 100, step: 5, isOptional: true }, minutes: { unit: 'min', least: 0, most: 1440, step: 1 }, resumeAfterSeconds: { unit: 's', least: 0, most: 86_400, step: 10 }, othersPercentMost: { unit: '%', least: 0, most: 100, step: 5 },
  availableBytesLeast: { unit: 'MiB', least: 0, most: 100_000_000, step: 64, scale: 2 ** 20 }, stalledPercentMost: { unit: '%', least: 0, most: 100, step: 5, isOptional: true },
};
const flags = ['onSaver', 'stopsWhenLocked', 'stopsWhenDisplayAsleep'] as const;

/** Every number, switch and list of one rule. */
export function RuleFields({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }) {
  const set = (key: string, value: unknown): void => onChange({ ...rule, [key]: value } as Rule);
  const values = rule as unknown as Readonly<Record<string, unknown>>;
  return (
    <div className="fields">
      {(Object.keys(numberFields) as NumberKey[]).filter((key) => key in rule).map((key) => (
        <NumberInput key={`${key} ${String(values[key])}`} label={names[key]} field={numberFields[key]} value={values[key] as number | null} onChange={(value) => set(key, value)} />
      ))}
      {flags.filter((key) => key in rule).map((key) => (
        <label key={key} className="check-line"><input type="checkbox" checked={values[key] as boolean} onChange={(event) => set(key, event.target.checked)} /> {names[key]}</label>
      ))}
      {rule.kind === 'hook' && <TextInput key={rule.path} label={names.path} value={rule.path} parse={(written) => written.trim() || null} onChange={(path) => set('path', path)} />}
      {rule.kind === 'apps' && (
        <TextInput key={rule.names.join('\n')} label={names.names} value={rule.names.join('\n')} isLong parse={(written) => [...new Set(written.split('\n').map((line) => line.trim().slice(0, 120)).filter((line) => line !== ''))].slice(0, 200)} onChange={(list) => set('names', list)} />
      )}
      {rule.kind === 'apps' && <RunningProgram listed={rule.names} onAdd={(name) => set('names', [...rule.names, name])} />}
      {rule.kind === 'schedule' && <HoursField rule={rule} onChange={onChange} />}
    </div>
  );
}

/** A program need not be typed: it is chosen from those that run. */
function RunningProgram({ listed, onAdd }: { readonly listed: readonly string[]; readonly onAdd: (name: string) => void }) {
  const id = useId();
  const running = useAnswer('readPrograms', {});
  const known = running.state === 'ready' ? running.value : null;
  return (
    <Field id={id} label={names.addProgram} problem={known?.unread ? wordsOfUnread(known.unread) : null}>
      <select id={id} className="field" value="" disabled={!known || known.names.length === 0} onChange={(event) => event.target.value !== '' && onAdd(event.target.value.slice(0, 120))}>
        <option value="" />
        {known?.names.filter((name) => !listed.includes(name)).map((name) => <option key={name} value={name}>{plainText(name, 60)}</option>)}
      </select>
    </Field>
  );
}

export function Field({ label, children, problem, id }: { readonly label: string; readonly children: ReactNode; readonly problem: string | null; readonly id: string }) {
  return (
    <div className="rule-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {problem !== null && <span id={`${id}-problem`} className="field-problem small" role="alert">{problem}</span>}
    </div>
  );
}

/** Taken over when one leaves it or presses Enter, so that half-typed numbers are no rules. */
function NumberInput({ label, field: { unit, least, most, step, scale = 1, isOptional = false }, value, onChange }: { readonly label: string; readonly field: NumberField; readonly value: number | null; readonly onChange: (value: number | null) => void }) {
  const id = useId();
  const [written, setWritten] = useState(value === null ? '' : String(Math.round((value / scale) * 1000) / 1000));
  const number = written.trim() === '' ? null : Number(written);
  const isFine = number === null ? isOptional : Number.isFinite(number) && number >= least && number <= most;
  const take = (): void => {
    if (isFine) onChange(number === null ? null : scale === 1 ? number : Math.round(number * scale));
  };
  return (
    <Field id={id} label={label} problem={isFine ? null : text.between(String(least), String(most))}>
      <span className="rule-number">
        <input id={id} className="field num" type="number" inputMode="decimal" step={step} min={least} max={most} value={written} placeholder={isOptional ? names.optional : undefined} aria-invalid={!isFine} aria-describedby={isFine ? undefined : `${id}-problem`}
          onChange={(event) => setWritten(event.target.value)} onBlur={take} onKeyDown={(event) => event.key === 'Enter' && take()} />
        {unit !== '' && <span className="soft">{unit}</span>}
      </span>
    </Field>
  );
}

function TextInput<Value>({ label, value, parse, onChange, isLong = false }: { readonly label: string; readonly value: string; readonly parse: (written: string) => Value | null; readonly onChange: (value: Value) => void; readonly isLong?: boolean }) {
  const id = useId();
  const [written, setWritten] = useState(value);
  const parsed = parse(written);
  const common = { id, className: 'field', value: written, 'aria-invalid': parsed === null, onBlur: () => parsed !== null && written !== value && onChange(parsed) };
  return (
    <Field id={id} label={label} problem={parsed === null ? text.notEmpty : null}>
      {isLong ? <textarea {...common} rows={4} spellCheck={false} onChange={(event) => setWritten(event.target.value)} /> : <input {...common} type="text" maxLength={1000} spellCheck={false} onChange={(event) => setWritten(event.target.value)} />}
    </Field>
  );
}
