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
  tariff: {
    title: 'Prąd', kinds: { flat: 'Jedna cena', dayNight: 'Dzień i noc', csv: 'Co godzinę' }, day: 'Kilowatogodzina w dzień', night: 'Kilowatogodzina w nocy', dayFrom: 'Dzień zaczyna się', nightFrom: 'Noc zaczyna się', path: 'Cennik, plik na tym komputerze',
    pathWhy: 'Jeden wiersz na każdą zmianę ceny, czas z przesunięciem strefy; każda cena obowiązuje do następnego wiersza:', now: (price) => `Teraz ${price} za kilowatogodzinę.`, nowUnknown: (reason) => `Obecna cena jest nieznana: ${reason}.`, savedUnknown: (reason) => `Zapisano, ale obecna cena jest nieznana: ${reason}.`,
    bothPrices: 'Podaj cenę w dzień i cenę w nocy.', sameHours: 'Dzień i noc zaczynają się o różnych porach.', wrongPath: 'Cała ścieżka pliku, od katalogu głównego dysku.',
  },
  check: {
    title: 'Pokwitowania a łańcuch', why: 'Wszystko, na co ten komputer podpisał, wobec wszystkiego, co łańcuch zapłacił, bez względu na wybrany wyżej czas.', empty: 'Nic jeszcze nie podpisano i nic nie zapłacono.', signed: 'Podpisano na',
    waiting: { voucher: 'Czeka na bon płatniczy klienta', anchor: 'Czeka na następną kotwicę', window: 'Czeka na zamknięcie okna' }, missing: 'Zapisano jako zapłacone, ale o płatności nic nie słychać', notBooked: 'Zapłacono, ale żadne pokwitowanie tutaj nie mówi za co',
    payments: { one: 'płatność', few: 'płatności', many: 'płatności', other: 'płatności' }, more: (n) => `i jeszcze ${n}`, whole: 'Każda moneta jest rozliczona.', broken: 'Księgi się nie zgadzają.', brokenNext: 'Otwórz to, co zaznaczono: każdą transakcję można sprawdzić w łańcuchu.',
  },
};
