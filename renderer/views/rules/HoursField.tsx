import { useState } from 'react';
import type { Rule } from '../../../electron/shared/rules.ts';
import { parseMinute } from '../../format/minute.ts';
import { formatCount } from '../../format/numbers.ts';
import { dayName, formatMinute, guestWords } from '../../strings/guest.ts';

type Schedule = Extract<Rule, { kind: 'schedule' }>;
const text = guestWords.fields;
const days7 = [0, 1, 2, 3, 4, 5, 6] as const;

/** Weekly hours and days that differ, in the browser's own time and date fields. */
export function HoursField({ rule, onChange }: { readonly rule: Schedule; readonly onChange: (rule: Schedule) => void }) {
  const [date, setDate] = useState('');
  const setWindow = (index: number, change: Partial<Schedule['windows'][number]>): void => onChange({ ...rule, windows: rule.windows.map((window, at) => (at === index ? { ...window, ...change } : window)) });
  const setTime = (index: number, key: 'fromMinute' | 'toMinute', written: string): void => {
    const minute = parseMinute(written);
    if (minute !== null) setWindow(index, { [key]: minute });
  };
  return (
    <div className="hours">
      {rule.windows.map(({ days, fromMinute, toMinute }, index) => (
        <fieldset key={index} className="hours-window">
          <legend className="small soft">{text.window} {formatCount(index + 1)}</legend>
          <span className="hours-days">
            {days7.map((day) => (
              <label key={day} className="check-line">
                <input type="checkbox" checked={days.includes(day)} disabled={days.length === 1 && days.includes(day)} onChange={(event) => setWindow(index, { days: event.target.checked ? [...days, day].sort() : days.filter((one) => one !== day) })} /> {dayName(day)}
              </label>
            ))}
          </span>
          <label>{text.windowFrom} <input type="time" className="field num" value={formatMinute(fromMinute)} onChange={(event) => setTime(index, 'fromMinute', event.target.value)} /></label>
          <label>{text.windowTo} <input type="time" className="field num" value={formatMinute(toMinute)} onChange={(event) => setTime(index, 'toMinute', event.target.value)} /></label>
          <button type="button" className="button plain" onClick={() => onChange({ ...rule, windows: rule.windows.filter((_window, at) => at !== index) })}>{text.removeWindow}</button>
        </fieldset>
      ))}
      <button type="button" className="button plain" onClick={() => onChange({ ...rule, windows: [...rule.windows, { days: [1, 2, 3, 4, 5], fromMinute: 22 * 60, toMinute: 7 * 60 }] })}>{text.addWindow}</button>
      <fieldset className="hours-window">
        <legend className="small soft">{text.exception}</legend>
        {rule.exceptions.map(({ date: day, allows }) => (
          <span key={day} className="hours-exception">
            <span className="num">{day}</span> {allows ? text.exceptionAllows : text.exceptionDenies}
            <button type="button" className="button plain" onClick={() => onChange({ ...rule, exceptions: rule.exceptions.filter((one) => one.date !== day) })}>{text.removeException(day)}</button>
          </span>
        ))}
        <label>{text.exceptionDate} <input type="date" className="field num" value={date} onChange={(event) => setDate(event.target.value)} /></label>
        {[true, false].map((allows) => (
          <button key={String(allows)} type="button" className="button plain" disabled={date === ''} onClick={() => onChange({ ...rule, exceptions: [...rule.exceptions.filter((one) => one.date !== date), { date, allows }] })}>{text.addException}: {allows ? text.exceptionAllows : text.exceptionDenies}</button>
        ))}
      </fieldset>
    </div>
  );
}
