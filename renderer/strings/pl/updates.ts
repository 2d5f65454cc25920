import type { Pack } from '../pack.ts';

export const updateWords: Pack['updateWords'] = {
  title: 'Aktualizacje', why: 'Aktualizacja jest przyjmowana tylko wtedy, gdy podpisał ją klucz, który przyszedł z tym Hearth.',
  off: { headless: 'Ten Hearth działa bez okna i aktualizuje się go tak, jak został zainstalowany: przez npm lub ze źródeł.', source: 'Ten Hearth działa ze źródeł. Nowsza wersja przychodzi razem z nimi.', noFeed: 'Ta kompilacja nie zna miejsca, w którym mogłaby pytać o aktualizacje.', noKey: 'Ta kompilacja nie ma klucza do sprawdzania aktualizacji, więc żadnej nie przyjmuje.', packaged: 'Ten pakiet aktualizuje się tak, jak został zainstalowany.' },
  choice: 'Jak przychodzą aktualizacje', choices: { automatic: 'Same', ask: 'Pytaj mnie', never: 'Nigdy' }, choiceWhy: { automatic: 'Pobierane same, instalowane przy zamknięciu Hearth.', ask: 'Dostajesz wiadomość. Nic nie jest pobierane, zanim się zgodzisz.', never: 'Hearth sprawdza tylko po naciśnięciu przycisku.' },
  check: 'Sprawdź teraz', checking: 'Szukam aktualizacji.', checked: (when) => `Ostatnia odpowiedź: ${when}.`, none: 'Nie jest znana nowsza wersja.',
  available: (version) => `Wyszła wersja ${version}.`, fetch: 'Pobierz', downloading: (version, percent) => `Pobieranie wersji ${version}: ${percent}.`,
  ready: (version) => `Wersja ${version} jest pobrana i sprawdzona.`, atQuit: 'Zostanie zainstalowana przy zamknięciu Hearth.', atWill: 'Zostanie zainstalowana, gdy tak powiesz.', install: 'Zainstaluj i uruchom ponownie', installWhy: 'Trwające zadanie zostanie najpierw dokończone.', waiting: (version) => `Wersja ${version} zostanie zainstalowana, gdy skończą się trwające zadania.`,
  changes: (version) => `Co zmienia wersja ${version}`,
  problems: { signature: 'Listy wersji nie podpisał żaden klucz znany temu Hearth. Nic nie pobrano.', feed: 'Lista wersji jest podpisana, ale mówi to, czego nie może. Nic nie pobrano.', older: 'Lista wersji jest starsza niż widziana wcześniej albo niż to, co działa. Nic nie pobrano.', tampered: 'Pakiet nie jest tym, który podpisano, albo nie jest cały. Wyrzucono go.', tooLong: 'Odpowiedź była dłuższa, niż wolno, i została przerwana.', unreachable: 'Nikt nie odpowiedział. Hearth zapyta później.', disk: 'Pakietu nie dało się zapisać albo starego zachować. Zrób miejsce i spróbuj ponownie.', notInstalled: 'System nie zainstalował pakietu. Działa stara wersja.' },
  rolledBack: (from, to) => `Wersja ${from} nie była gotowa po dwóch uruchomieniach i wróciła ${to}. Tamta wersja nie będzie już proponowana.`,
};
