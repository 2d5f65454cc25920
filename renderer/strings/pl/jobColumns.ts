import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Rodzaj', device: 'Urządzenie', attempts: 'Próby', unitsIn: 'Jednostki na wejściu', unitsOut: 'Jednostki na wyjściu', speed: 'Jednostki na sekundę', energy: 'Energia', meanPower: 'Średnia moc', mostPower: 'Najwyższa moc', mostHeat: 'Najwyższa temperatura', load: 'Obciążenie urządzenia', memory: 'Szczyt pamięci', received: 'Odebrane bajty', sent: 'Wysłane bajty', stop: 'Zakończone przez', numericClass: 'Klasa liczbowa', runtime: 'Silnik', failure: 'Błąd',
    startedAt: 'Rozpoczęte', finishedAt: 'Zakończone', wait: 'Czekanie', firstUnit: 'Pierwsza jednostka po', compute: 'Obliczenia', duration: 'Od przyjęcia do końca',
    modelId: 'Id modelu', app: 'Aplikacja', tier: 'Poziom', auditPolicy: 'Zasada audytu', deadline: 'Termin', unitsInMax: 'Najwięcej na wejściu', unitsMax: 'Najwięcej na wyjściu', temperature: 'Temperatura', topK: 'Top-k', topP: 'Top-p', sampler: 'Próbnik', seed: 'Ziarno',
    receipt: 'Pokwitowanie', receiptNumber: 'Numer pokwitowania', epoch: 'Epoka', evidenceBytes: 'Dowody', verdict: 'Weryfikatorzy', votes: 'Głosy za', audit: 'Audyt',
    price: 'Cena', priceIn: 'Cena jednostki na wejściu', priceOut: 'Cena jednostki na wyjściu', shares: 'Udziały innych', paidAt: 'Zapłacone dnia', reservation: 'Rezerwacja', voucher: 'Numer bonu', voucherTotal: 'Suma bonu',
    batch: 'Partia', batchPlace: 'Miejsce w partii', anchorTx: 'Kotwica', anchorBlock: 'Blok kotwicy', windowEnds: 'Koniec okna', claimTx: 'Roszczenie', claimableAt: 'Roszczenie płatne', paymentTx: 'Płatność', paymentBlock: 'Blok płatności',
  },
  order: 'Kolejność', earlier: 'Wyżej', later: 'Niżej', earlierOf: (column) => `Przesuń wyżej: ${column}`, laterOf: (column) => `Przesuń niżej: ${column}`, place: (column, place, count) => `${column}: teraz kolumna ${place} z ${count}`,
  orderHint: 'Myszą: przeciągnij nagłówek kolumny na jej miejsce.',
  open: 'Kolumny', title: 'Kolumny tej listy', reset: 'Jak na początku', groups: { row: 'W wierszu', run: 'Przebieg', times: 'Czasy', order: 'Zamówienie', evidence: 'Dowody', money: 'Pieniądze', chain: 'W łańcuchu' },
  stops: { stopToken: 'token stopu', maxNewTokens: 'swoją długość', maxContext: 'kontekst modelu' }, policies: { open: 'otwarta', named: 'wskazani weryfikatorzy', client: 'tylko klient' }, none: 'brak', noLimit: 'bez',
  falling: (column) => `Zadania według: ${column}, malejąco. Strzałki przechodzą od wiersza do wiersza.`, rising: (column) => `Zadania według: ${column}, rosnąco. Strzałki przechodzą od wiersza do wiersza.`, sortBy: (column) => `Sortuj według: ${column}`, scrolls: 'Lista zadań, przewija się w bok',
};
