import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'Zarobek modeli w 7 dni', waiting: 'Odczyt modeli.', empty: 'Nie zainstalowano żadnego modelu.', emptyNext: 'Bez modelu nie można przyjąć zamówienia. Dodaj folder poniżej.',
  installed: 'Na tym komputerze', perHour: 'za godzinę obliczeń', unknown: 'jeszcze nieznane: w ostatnich 7 dniach nic za niego nie zapłacono', measured: (paid, jobs) => `${paid} za ${jobs}`, jobs: { one: 'zadanie', few: 'zadania', many: 'zadań', other: 'zadania' }, price: (into, out) => `${into} na wejściu, ${out} na wyjściu, za jednostkę`,
  classes: 'Jak jest tu oceniany', classState: { exact: 'co do bitu', measured: 'w zmierzonym progu', unmeasured: 'nieskalibrowany: audyty zgłaszają i nikogo nie oskarżają' },
  registry: 'Zarejestrowane w sieci', registryWaiting: 'Zapytanie do łańcucha.', registryEmpty: 'Nie zarejestrowano żadnego modelu.', registryNext: 'Kto publikuje model, rejestruje jego korzenie i tantiemę; zadania niezarejestrowanych modeli jej nie płacą.', publisher: 'Wydawca', royalty: 'Tantiema', royaltyEarned: 'zarobiono', here: 'na tym komputerze', notHere: 'nie ma na tym komputerze', retired: 'wycofany', due: 'do odebrania', mine: 'W terminalu hearth claim odbiera to, co twoje.',
  add: 'Dodaj z folderu', folder: 'Folder', folderHint: 'Pełna ścieżka folderu z plikiem manifest.json. Otwierany jest w procesie bez sieci i kluczy, a nic z niego nie jest uruchamiane.', look: 'Zbadaj', looking: 'Liczenie skrótu każdego pliku', offer: 'Oferuj', offered: 'Jest oferowany od teraz.', already: 'Ten model jest już oferowany.', another: 'Inny folder',
  report: { size: 'Rozmiar', id: 'Model', graph: 'Korzeń grafu', weights: 'Korzeń wag', operators: 'Operacje', operatorsOf: (kinds, nodes) => `rodzaje: ${kinds}, miejsca w grafie: ${nodes}`, opaque: 'Nie do prześledzenia', opaqueNone: 'nic: można go skontrolować w całości', rules: 'Bez reguły w sporze', rulesNone: 'brak: każdą operację można ocenić' },
  added: 'Twoje foldery', remove: 'Nie oferuj', removed: 'Działa od razu; pliki zostają na miejscu.',
};
