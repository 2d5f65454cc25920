import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Miejsce na modele', waiting: 'Sprawdzanie dysku.', empty: 'Hearth sam nie przechowuje jeszcze żadnego modelu.', emptyNext: 'To, co zainstalujesz z adresu, leży tutaj. Modele dostarczone z Hearth i twoje własne foldery nigdy nie znikają.',
  used: (used) => `zajęte: ${used}`, usedOf: (used, quota) => `zajęte: ${used} z ${quota}`, free: (free) => `wolne na tym dysku: ${free}`, freeUnknown: 'system nie podaje, ile jest wolne',
  lastUsed: (when) => `ostatnio użyty ${when}`, neverUsed: 'jeszcze nieużywany', value: (money) => `${money} za GiB i godzinę tutaj`, tooNew: 'tu krócej niż dobę, więc jeszcze nieoceniony',
  uses: { job: 'potrzebuje go zamówienie', loaded: 'w pamięci', seat: 'ten węzeł go weryfikuje' },
  isPinned: 'przypięty: zostaje', isLetGo: 'zwolniony: pliki zostają, aż zabraknie miejsca', goesAt: (place) => `numer ${place} do usunięcia, gdy zabraknie miejsca`,
  pin: 'Przypnij', unpin: 'Odepnij', letGo: 'Zwolnij', takeBack: 'Przywróć', delete: 'Usuń teraz', deleteAsk: (title) => `Usunąć ${title}?`, deleteWhy: (size) => `Od razu zwolni się ${size}. Nie da się tego cofnąć, można tylko zainstalować ponownie.`, deleteYes: 'Usuń', deleteNo: 'Zachowaj',
  quota: 'Najwięcej miejsca, w GiB', quotaHint: 'Puste: tyle, ile ma dysk.', set: 'Ustaw', quotaGoes: (titles) => `W tym celu teraz zostaną usunięte: ${titles}.`, quotaYes: 'Ustaw i usuń',
  place: 'Folder modeli', placeHint: 'Pełna ścieżka nowego lub pustego folderu na dowolnym dysku. Przenoszą się wszystkie modele albo żaden; zadania trwają dalej. Puste: w folderze danych.', move: 'Przenieś', moving: (done, total) => `Przenoszenie: ${done} z ${total}`, cancel: 'Anuluj', now: 'Leżą w',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Zainstaluj z adresu', address: 'Adres', addressHint: 'https folderu z listą plików lub manifest.json. Kilka, oddzielonych spacjami, jest używanych naraz.', root: 'Skrót', rootHint: 'Identyfikator modelu albo korzeń jego listy, od kogoś zaufanego. Co nie jest dokładnie tym, nie zostanie zainstalowane, ktokolwiek to daje.', start: 'Zainstaluj', starting: 'Pytanie adresu', evict: 'Zainstaluj i usuń je',
  phase: { waiting: 'czeka na poprzednie', list: 'odczyt listy plików', fetch: 'pobieranie', check: 'sprawdzanie każdego skrótu', paused: 'wstrzymane', failed: 'zatrzymane', refused: 'odrzucone', done: 'zainstalowany i oferowany' },
  of: (done, total) => `${done} z ${total}`, speed: (bytes) => `${bytes} na sekundę`, left: (span) => `pozostało ${span}`, stalled: 'w tej chwili nic nie przychodzi',
  pause: 'Wstrzymaj', resume: 'Wznów', cancel: 'Anuluj', clear: 'Usuń z listy', rate: 'Najwięcej na sekundę, w MiB', rateHint: 'Dla wszystkich pobrań razem. Puste: bez limitu.', take: 'Zainstaluj',
  shareTitle: 'Udostępnianie modeli innym', shareWhy: 'Inne węzły mogą pobierać modele, które oferuje ten węzeł. Wyłączone, dopóki tego nie włączysz; nikt za to nie płaci.', shareRate: 'Najwyżej na sekundę dla wszystkich, w MiB', shareRateHint: 'Puste: bez ograniczenia.',
};
