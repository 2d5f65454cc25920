import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Flota', waiting: 'Pytanie węzłów.', alone: 'Na razie jeden węzeł: ten.', nodes: { one: 'węzeł', few: 'węzły', many: 'węzłów', other: 'węzła' }, allAnswer: (nodes) => `Odpowiada ${nodes}.`, someAnswer: (answering, all) => `Odpowiada ${answering} z ${all} węzłów.`, together: (nodes) => `Razem: ${nodes}`,
  today: 'Zapłacono dziś', waits: 'Czeka', total: 'Zapłacono łącznie', network: 'Sieć',
  head: { node: 'Węzeł', state: 'Stan', devices: 'Urządzenia', today: 'Zapłacono dziś', stake: 'Zastaw', version: 'Wersja', page: 'Strona' },
  own: 'Ten Hearth', devicesOf: (ready, all) => `gotowe ${ready} z ${all}`, asking: 'Zapytano; jeszcze bez odpowiedzi.', silentSince: (when) => `Nie odpowiada od ${when}`, heard: (when) => `Ostatnia odpowiedź: ${when}.`, neverHeard: 'Stąd nigdy nie odpowiedział.',
  open: 'Otwórz jego stronę', copyAddress: 'Kopiuj adres jego strony', inWindow: 'Jego strona to okno na tamtym komputerze.', samePort: 'Jego strona ma port tej strony: uruchom go z innym --port.', remove: 'Usuń z listy', removeNode: (name) => `Usuń z listy: ${name}`,
  add: 'Dodaj węzeł', folder: 'Jego folder danych', folderHint: 'Cała ścieżka, tutaj lub na tym końcu tunelu.', addIt: 'Dodaj',
  tunnel: 'Węzeł na innym komputerze nie otwiera do tego portu: przeprowadź tutaj jego gniazdo sterujące, a także port jego strony, jeśli chcesz ją otworzyć. Kto je ma, może wszystko to, co jego strona.',
};
