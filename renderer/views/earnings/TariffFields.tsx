import { useId } from 'react';
import type { MoneySettings } from '../../../electron/shared/tariff.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { formatValue } from '../../format/moneyRange.ts';
import { bookWords } from '../../strings/books.ts';
import { wordsOfUnread } from '../../strings/unread.ts';
import { tariffKinds, type TariffDraft } from './tariffDraft.ts';

const text = bookWords.tariff;
type Props = { readonly money: Pick<MoneySettings, 'tariff' | 'priceNow'>; readonly draft: TariffDraft; readonly onChange: (draft: TariffDraft) => void };

/** One price, two by the clock, or a list by the hour; beneath, what holds at this moment. */
export function TariffFields({ money: { tariff, priceNow }, draft, onChange }: Props) {
  const id = useId();
  const field = (name: Exclude<keyof TariffDraft, 'kind'>, label: string, more: { readonly type?: string; readonly inputMode?: 'decimal'; readonly placeholder?: string }) => (
    <div className="form-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} className="field num" {...more} value={draft[name]} onChange={(event) => onChange({ ...draft, [name]: event.target.value })} />
    </div>
  );
  const figure = { inputMode: 'decimal', placeholder: bookWords.keep } as const;
  return (
    <fieldset className="tariff">
      <legend className="form-legend">{text.title}</legend>
      <Segmented label={text.title} name="tariff" choices={tariffKinds.map((value) => ({ value, words: text.kinds[value] }))} value={draft.kind} onChange={(kind) => onChange({ ...draft, kind })} />
      {draft.kind === 'flat' && field('flat', bookWords.power, figure)}
      {draft.kind === 'dayNight' && (
        <div className="form-pair">
          {field('day', text.day, figure)}
          {field('dayFrom', text.dayFrom, { type: 'time' })}
          {field('night', text.night, figure)}
          {field('nightFrom', text.nightFrom, { type: 'time' })}
        </div>
      )}
      {draft.kind === 'csv' && <>{field('path', text.path, { placeholder: bookWords.keep })}<p className="soft small">{text.pathWhy} <bdi className="mono">2026-11-22T14:00:00+01:00,0.287</bdi></p></>}
      {(tariff?.kind === 'file' || tariff?.kind === 'command') && <p className="soft small">{bookWords.otherTariff}</p>}
      {tariff && <p className="soft small">{'value' in priceNow ? text.now(formatValue(priceNow.value, tariff.currency, 4)) : text.nowUnknown(wordsOfUnread(priceNow.unknown))}</p>}
    </fieldset>
  );
}
