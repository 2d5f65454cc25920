import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'uruchamia się', finishing: { one: 'zadanie do końca i Hearth się zamknie', few: 'zadania do końca i Hearth się zamknie', many: 'zadań do końca i Hearth się zamknie', other: 'zadania do końca i Hearth się zamknie' },
  today: (amount) => `Dziś: ${amount}`, todayHidden: 'Dziś: ukryte, dopóki portfel jest zablokowany', testMoney: (amount) => `${amount} (pieniądze testowe)`, lessThan: (amount) => `mniej niż ${amount}`,
  jobsToday: (paid, rejected) => `Zadania dziś: zapłacone ${paid}, odrzucone ${rejected}`, gaveBack: (span) => `Ostatnio pamięć oddana w ${span}`,
  open: 'Otwórz Hearth', why: 'Dlaczego?', notices: (count) => `Powiadomienia (${count})`, lock: 'Zablokuj portfel', startAtLogin: 'Uruchamiaj po zalogowaniu', behave: 'Zachowuj się jak',
  quit: 'Zakończ', quitNow: 'Zakończ teraz', quitAfter: 'Zakończ po bieżącym zadaniu',
  pause: 'Wstrzymaj', pauseOne: 'Wstrzymaj jedno urządzenie', resume: 'Wznów', resumeOne: (device) => `Wznów: ${device}`,
  pauses: { minutes15: 'Na 15 minut', hour: 'Na 1 godzinę', hours4: 'Na 4 godziny', morning: 'Do 08:00', resumed: 'Aż wznowię' },
  device: { working: 'pracuje', ready: 'gotowe', off: 'wyłączone', unusable: 'nie do użycia', setAside: 'odstawione po błędach', paused: 'wstrzymane przez ciebie', ruled: 'wstrzymane przez regułę', jobs: { one: 'zadanie', few: 'zadania', many: 'zadań', other: 'zadania' }, progress: (jobs, percent) => `${jobs}, gotowe w ${percent}` },
  noTray: { title: 'Hearth pracuje dalej', body: 'Ten pulpit nie pokazuje ikon w zasobniku. Uruchom Hearth ponownie, aby zobaczyć okno; zakończysz go w ustawieniach.' },
  update: {
    fetch: (version) => `Pobierz wersję ${version}`, fetching: (version, percent) => `Pobieranie wersji ${version}: ${percent}`, install: (version) => `Zainstaluj wersję ${version} i uruchom ponownie`,
    installAfter: (version) => `Zainstaluj wersję ${version} po bieżącym zadaniu`, waits: (version) => `Wersja ${version} zainstaluje się po zakończeniu zadania`,
  },
};
