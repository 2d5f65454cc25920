import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Witaj', 'Ten komputer', 'Jak się zachowuje', 'Portfel', 'Pierwsze pokwitowanie'],
  progress: (step, steps, name) => `Krok ${step} z ${steps}: ${name}`, waiting: 'Chwileczkę.',
  next: 'Dalej', back: 'Wstecz', leave: 'Zostaw na później', leaveWhy: 'W ustawieniach wrócisz do miejsca, w którym jesteś.', done: 'Do pulpitu', skip: 'Na razie pomiń portfel',
  again: 'Wprowadzenie', againWhy: 'Czym jest Hearth, ten komputer, jego reguły, portfel i pierwsze pokwitowanie.', takeUp: (step) => `Wznów od kroku ${step}`, show: 'Pokaż ponownie',
  hello: {
    title: 'Niech bezczynny komputer na siebie zarobi.', lead: 'Hearth wykonuje na tym komputerze zadania AI dla innych, gdy go nie potrzebujesz. Po każdym zadaniu zostaje pokwitowanie, które każdy może sprawdzić.',
    promises: [
      { title: 'Ustępuje miejsca', text: 'Zatrzymuje się dla twoich gier, programów i godzin i mówi, co go zatrzymało.' },
      { title: 'Twoje klucze zostają tutaj', text: 'Przechowuje je osobny program. Żeby się rozejrzeć, nie trzeba konta, zastawu ani adresu.' },
      { title: 'Nic nie działa bez sprawdzenia', text: 'Tylko modele, których każdy plik zgadza się ze skrótem, w procesie bez sieci i bez kluczy.' },
    ],
    restore: 'Masz już za sobą Hearth? Przywróć jego portfel',
    questions: 'Zanim zaczniesz',
    answers: [
      { ask: 'Czy to prawdziwe pieniądze?', answer: 'Na razie nie. To sieć ćwiczebna: prawdziwe zadania, prawdziwe pokwitowania, prawdziwy łańcuch na tym komputerze i monety, które poza nim nic nie są warte. Każda kwota to zaznacza.' },
      { ask: 'Co uruchamiają tu obcy?', answer: 'Modele, które sam zainstalujesz, na danych, które przyślą. Nie mogą przysyłać programów. To, o co pytają i co dostają, nie jest tu przechowywane, tylko skróty i rozmiary.' },
      { ask: 'Czego mogę odmówić?', answer: 'Każdego modelu, urządzenia i każdej godziny. Odrzucone zamówienia trafiają do kogoś innego, a odmowa nic nie kosztuje.' },
      { ask: 'A jeśli po prostu wyłączę?', answer: 'Nic się nie zepsuje. Nieukończone zadanie wraca do klienta i nie jest opłacane. Ukończone zostają na dysku i są opłacane po powrocie. Zastaw kosztuje tylko pokwitowanie, którego fałsz zostanie dowiedziony.' },
    ],
  },
  machine: { title: 'Co może tu pracować', lead: 'Wyłącz to, czego Hearth ma nie ruszać. Sam procesor wystarczy.', checks: 'Sprawdzone przed chwilą', disk: 'Wolne miejsce na dysku', diskFine: (free) => `Wolne: ${free}.`, diskLow: (free) => `Wolne tylko ${free}. Zrób trochę miejsca albo dodaj regułę dysku.`, diskUnknown: 'System nie podaje, ile jest wolne.', chain: 'Sieć', chainFine: 'Łańcuch ćwiczebny odpowiada.', chainNone: 'Brak łańcucha. Pokwitowania zostają na tym komputerze, a wszystko tutaj działa tak samo.', chainGone: 'Łańcuch jeszcze nie odpowiada. Nic tu na niego nie czeka.', device: 'Coś do liczenia', deviceFine: 'Gotowe.', deviceNone: 'Nic ze znalezionych urządzeń nie może liczyć w tym środowisku. Powody są na ekranie Urządzenia.', deviceOff: 'Wszystkie urządzenia są wyłączone. Włącz któreś, aby pracować.' },
  behaviour: { title: 'Kiedy może pracować', lead: 'Trzy sposoby ze wszystkimi liczbami. Każdą liczbę można później zmienić na ekranie Reguły.' },
  wallet: { title: 'Dokąd idą zarobki', lead: 'Bez portfela trafiają na klucz, który ten Hearth utworzył dla siebie, co w sieci ćwiczebnej wystarcza. Sekrety idą z tej strony wprost do modułu podpisu; żadna inna część Hearth ich nie widzi.', has: 'Jest tu portfel.', toWallet: 'Obejrzyj' },
  receipt: {
    title: 'Twoje pierwsze pokwitowanie', waiting: 'Oczekiwanie na pierwsze zadanie. Gdy sieć już działa, trwa to kilka sekund.', paused: 'Nic teraz nie działa, przez twoje reguły albo dlatego, że wszystkie urządzenia są wyłączone. Wznów albo wróć tu później.', order: 'Zamów teraz',
    made: (model, units, took) => `${model}: ${units} w ${took} na tym komputerze.`, units: { one: 'wynik', few: 'wyniki', many: 'wyników', other: 'wyniku' }, checking: 'Sprawdzanie, tu i teraz.', holds: 'Twoje pierwsze pokwitowanie jest poprawne.', fails: 'Pokwitowanie nie jest poprawne.', checks: 'Przeliczono tutaj: skróty, podpisy i sam model.', look: 'Zobacz jego drogę', again: 'Sprawdź ponownie',
  },
};
