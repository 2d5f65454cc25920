import { expect, test } from 'vitest';
import { tariffShape } from '../../../../electron/shared/tariff.ts';
import { draftOf, readDraft, type TariffDraft } from '../../../../renderer/views/earnings/tariffDraft.ts';

const draft = (changes: Partial<TariffDraft>): TariffDraft => ({ ...draftOf(null), ...changes });

test('reads one price, two by the clock and a list, each as the bridge takes it', () => {
  const written = [draft({ flat: '0,32' }), draft({ kind: 'dayNight', day: '0.36', night: '-0.01', dayFrom: '06:30', nightFrom: '22:00' }), draft({ kind: 'csv', path: ' /home/ada/prices.csv ' })].map((one) => readDraft(one, 'EUR'));
  expect(written).toEqual([
    { tariff: { kind: 'flat', currency: 'EUR', perKilowattHour: 0.32 } },
    { tariff: { kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 0.36, nightPerKilowattHour: -0.01, dayFromMinute: 390, nightFromMinute: 1320 } },
    { tariff: { kind: 'csv', currency: 'EUR', path: '/home/ada/prices.csv' } },
  ]);
  for (const one of written) expect('tariff' in one && tariffShape.safeParse(one.tariff).success).toBe(true);
});

test('opens with what holds, and saves the same again', () => {
  for (const tariff of [
    { kind: 'flat', currency: 'EUR', perKilowattHour: 0.3 }, { kind: 'dayNight', currency: 'EUR', dayPerKilowattHour: 0.4, nightPerKilowattHour: 0.2, dayFromMinute: 5, nightFromMinute: 1439 }, { kind: 'csv', currency: 'EUR', path: 'C:\\prices.csv' },
  ] as const) expect(readDraft(draftOf(tariff), 'EUR')).toEqual({ tariff });
});

test('leaves all as it is where nothing is written, whatever kind is looked at', () => {
  for (const kind of ['flat', 'dayNight', 'csv'] as const) expect(readDraft(draft({ kind }), 'EUR')).toEqual({ tariff: null });
});

test('says what is missing, and invents no price', () => {
  expect([
    draft({ flat: 'cheap' }), draft({ flat: '1e9' }), draft({ kind: 'dayNight', day: '0.3' }), draft({ kind: 'dayNight', day: '0.3', night: 'x' }),
    draft({ kind: 'dayNight', day: '0.3', night: '0.2', dayFrom: '22:00' }), draft({ kind: 'dayNight', day: '0.3', night: '0.2', nightFrom: '' }), draft({ kind: 'csv', path: 'prices.csv' }),
  ].map((one) => readDraft(one, 'EUR'))).toEqual(['wrongNumber', 'wrongNumber', 'bothPrices', 'wrongNumber', 'sameHours', 'sameHours', 'wrongPath'].map((problem) => ({ problem })));
});
