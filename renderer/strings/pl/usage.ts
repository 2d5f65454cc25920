import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Czytanie zakupów.', spentIn: { 7: 'Wydano w 7 dni', 30: 'Wydano w 30 dni', 365: 'Wydano w rok' }, days: { 7: '7 dni', 30: '30 dni', 365: '1 rok' }, time: 'Okres',
  empty: 'Żadna aplikacja nic tu jeszcze nie kupiła.',
  emptyNext: 'Brama na tym komputerze kupuje dla twoich aplikacji odpowiedzi innych węzłów, przez interfejs, który już znają. Utwórz klucz dla jednej z nich i uruchom bramę; jej zakupy pojawią się tutaj.',
  quiet: 'W tym czasie nic nie kupiono.', requests: 'Zapytania', answers: 'Odpowiedzi', answersCount: { one: 'odpowiedź', few: 'odpowiedzi', many: 'odpowiedzi', other: 'odpowiedzi' }, unitsIn: 'Tokeny wejściowe', unitsOut: 'Tokeny wyjściowe', replayed: 'Przeliczone', none: 'żadna',
  refunded: 'Zwrócono', refundedWhy: 'Za zadania, które sąd unieważnił, cena wróciła z zastawu dostawcy.',
  checked: 'Przed zapłatą za odpowiedź sprawdzono jej skróty i podpisy. Przeliczone obliczono też ponownie na tym komputerze. W klasyfikatorze elementy liczą się jako tokeny.',
  byTime: 'Wydatki w czasie', day: 'Dzień (UTC)', month: 'Miesiąc (UTC)', spent: 'Wydano', share: 'Udział', byWhat: 'Podziel według',
  by: { key: 'Według klucza', model: 'Według modelu', provider: 'Według dostawcy' }, ways: { key: 'Klucz', model: 'Model', provider: 'Dostawca' },
  providersNone: 'W tym czasie nie zapisano, kto odpowiadał.', providersWhy: 'Koszt drugiego dostawcy, pytanego jednocześnie, jest tylko przy kluczach i modelach.',
  budgets: 'Budżety', budget: 'Budżet', left: 'Zostało', noLimit: 'bez limitu', spentEver: 'Wydano łącznie', usedUp: 'Zużyto', replays: 'Przeliczanie',
  policy: { all: 'wszystkie odpowiedzi', adaptive: 'według historii dostawcy' }, keysNone: 'Żaden klucz nie jest teraz ważny. Utwórz go:',
  clouds: 'Te same tokeny w chmurze', cloudsNone: 'Nie kupiono tokenów rodzaju, który sprzedają te chmury.',
  cloudsWhy: 'Ceny z cenników innych modeli, z innymi tokenizerami: ile kosztują tam tokeny, a nie ile kosztowałaby równie dobra odpowiedź. Tutaj wydano testowe pieniądze, które nie mają kursu w dolarach.',
  cloudHead: { model: 'Model', tokens: 'Tokeny', price: 'Milion tokenów', cost: 'Koszt' }, tokensIn: (count) => `${count} wejściowych`, tokensInOut: (came, went) => `${came} wejściowych, ${went} wyjściowych`,
  priceUnknown: 'brak ceny ze źródłem', costUnknown: 'nieznany', readOn: (day) => `odczytano ${day}`,
};
