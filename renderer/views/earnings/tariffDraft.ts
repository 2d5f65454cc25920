import type { Tariff } from '../../../electron/shared/tariff.ts';
import { parseMinute } from '../../format/minute.ts';

/** What a form can say of power; a file or program that others keep is set on the command line. */
export const tariffKinds = ['flat', 'dayNight', 'csv'] as const;
export type TariffKind = (typeof tariffKinds)[number];
export type TariffDraft = { readonly kind: TariffKind; readonly flat: string; readonly day: string; readonly night: string; /** As a time field writes it. */ readonly dayFrom: string; readonly nightFrom: string; readonly path: string };

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The form as it opens: what holds now, and for what was never said the hours of most day and night contracts. Pure. */
export function draftOf(tariff: Tariff | null): TariffDraft {
  const known = tariff?.kind === 'dayNight' ? tariff : null;
  return {
    kind: tariff?.kind === 'dayNight' || tariff?.kind === 'csv' ? tariff.kind : 'flat',
    flat: tariff?.kind === 'flat' ? String(tariff.perKilowattHour) : '', day: known ? String(known.dayPerKilowattHour) : '', night: known ? String(known.nightPerKilowattHour) : '',
    dayFrom: clock(known?.dayFromMinute ?? 360), nightFrom: clock(known?.nightFromMinute ?? 1320), path: tariff?.kind === 'csv' ? tariff.path : '',
  };
}

/** A figure as written, with a point or a comma; null: nothing is written, NaN: no number. Pure. */
export const figureIn = (written: string): number | null => (written.trim() === '' ? null : Number(written.trim().replace(',', '.')));

/** Of a kilowatt-hour; the bounds are those of the tariff's shape. */
const isPrice = (figure: number | null): figure is number => figure !== null && Math.abs(figure) <= 1000;

export type DraftProblem = 'wrongNumber' | 'bothPrices' | 'sameHours' | 'wrongPath';

/** The tariff a draft stands for; null: nothing is written, so all stays as it is. Pure. */
export function readDraft({ kind, ...draft }: TariffDraft, currency: string): { readonly tariff: Tariff | null } | { readonly problem: DraftProblem } {
  if (kind === 'csv') {
    const path = draft.path.trim();
    // Hearth's folder of the moment means nothing to whoever reads the setting.
    if (path !== '' && !/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return { problem: 'wrongPath' };
    return { tariff: path === '' ? null : { kind, currency, path } };
  }
  if (kind === 'flat') {
    const perKilowattHour = figureIn(draft.flat);
    if (perKilowattHour === null) return { tariff: null };
    return isPrice(perKilowattHour) ? { tariff: { kind, currency, perKilowattHour } } : { problem: 'wrongNumber' };
  }
  const [day, night] = [figureIn(draft.day), figureIn(draft.night)];
  if (day === null && night === null) return { tariff: null };
  if (day === null || night === null) return { problem: 'bothPrices' };
  if (!isPrice(day) || !isPrice(night)) return { problem: 'wrongNumber' };
  const [dayFromMinute, nightFromMinute] = [parseMinute(draft.dayFrom), parseMinute(draft.nightFrom)];
  if (dayFromMinute === null || nightFromMinute === null || dayFromMinute === nightFromMinute) return { problem: 'sameHours' };
  return { tariff: { kind, currency, dayPerKilowattHour: day, nightPerKilowattHour: night, dayFromMinute, nightFromMinute } };
}
