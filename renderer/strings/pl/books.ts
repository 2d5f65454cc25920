import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'Co zostaje', waiting: 'Odczyt rozliczeń.', gross: 'Zapłacone przez klientów', shares: 'Udziały sieci', arrived: 'Wpłynęło', energy: 'Energia', net: 'Zostaje',
  measured: (wattHours, percent) => `${wattHours}, zmierzono przez ${percent} czasu`, noMeter: 'nieznana: nie da się tu odczytać mocy żadnego urządzenia', energyNoPrice: 'cena nieznana',
  range: (least, most) => `od ${least} do ${most}`, estimated: 'szacunek: część płatności jest starsza niż pierwszy kurs',
  unknown: { noMeter: 'nieznane, bo żadne urządzenie nie podaje mocy', noTariff: 'nieznane, bo nie podano ceny prądu', noRate: 'nieznane, bo nie podano wartości monety', twoCurrencies: 'nieznane, bo prąd i monety liczone są w dwóch walutach' },
  returns: 'Według modelu i urządzenia', returnsNone: 'W tym czasie nic jeszcze nie zapłacono.', head: { model: 'Model', device: 'Urządzenie', jobs: 'Zadania', paid: 'Zapłacono', perHour: 'Za godzinę GPU', perKilowattHour: 'Za kWh', net: 'Zostaje z godziny' }, notKnown: 'nieznane',
  projection: (coins, days) => `W tempie z ostatniego czasu (${days}): ${coins} dziennie.`, projectionLast: (said, was) => `Wczoraj prognoza wynosiła ${said}, a wpłynęło ${was}.`, projectionNone: 'Ile przynosi dzień, będzie wiadomo po pełnej dobie własnych danych.', days: { one: 'dzień', few: 'dni', many: 'dni', other: 'dnia' },
  setPrices: 'Ustaw ceny', pricesTitle: 'Ile kosztuje prąd i ile warta jest moneta', currency: 'Waluta, trzy litery', power: 'Kilowatogodzina', coin: 'Moneta', feeCoin: 'Jedna moneta opłat', keep: 'puste: bez zmian', save: 'Zapisz', cancel: 'Anuluj',
  otherTariff: 'Prąd liczony jest według listy lub programu z wiersza poleceń. Liczba podana tutaj je zastąpi.', otherRate: 'Kurs pochodzi z pliku lub programu z wiersza poleceń. Liczba podana tutaj je zastąpi.', wrongCurrency: 'Trzy wielkie litery, np. PLN.', wrongNumber: 'Podaj liczbę.',
  csv: 'Zapisz jako CSV', csvWhy: 'Jeden wiersz na pokwitowanie, na wypłatę i na godzinę energii; sumy zgadzają się z tą stroną.',
};
