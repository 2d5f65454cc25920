import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Przejdź do strony', menu: 'Ekrany' },
  screens: { dashboard: 'Pulpit', jobs: 'Zadania', job: 'Zadanie', audits: 'Audyty', earnings: 'Zarobki', devices: 'Urządzenia', rules: 'Reguły', wallet: 'Portfel', settings: 'Ustawienia', staking: 'Zastaw', governance: 'Współdecydowanie', proposal: 'Propozycja', welcome: 'Wprowadzenie', network: 'Sieć', models: 'Modele', usage: 'Zużycie', fleet: 'Flota', log: 'Dziennik', about: 'O programie' },
  notReported: 'nie podano',
  test: { tag: 'testowe pieniądze', network: 'Sieć ćwiczebna', explain: 'To sieć ćwiczebna. Jej moneta nie ma poza nią żadnej wartości.' },
  chain: { block: (n) => `blok ${n}`, connecting: 'łączenie z łańcuchem', reachable: 'łańcuch odpowiada', doubtful: 'dane łańcucha nie są wiarygodne', gone: 'łańcuch nie odpowiada', none: 'brak łańcucha: pokwitowania zostają na tym komputerze' },
  link: {
    waiting: 'Oczekiwanie na Hearth.',
    lost: (age) => `Hearth nie odpowiada. Wiek tego, co widzisz: ${age}.`,
    never: 'Hearth nie odpowiada.',
    nextTry: (wait) => `Następna próba za ${wait}.`,
    tryNow: 'Spróbuj teraz',
    refused: 'Ta strona nie ma klucza do tego Hearth.',
    refusedNext: 'Otwórz adres, który Hearth podał przy uruchomieniu; każde uruchomienie ma własny.',
  },
  dashboard: {
    ready: 'Gotowość', readyOf: (ready, allowed) => `${ready} z ${allowed}, na które pozwalały reguły`, readyNone: 'Reguły pozwoliły dotąd na mniej niż minutę', stake: 'Zastaw', stakeUsed: (share) => `w użyciu ${share}`, stakeFull: (share) => `w użyciu ${share}, prawie pełny`, stakeNone: 'jeszcze bez zastawu', waits: 'Czeka na zapłatę',
    today: 'Zarobione dziś', accepted: 'przyjęte', rejected: 'odrzucone', settledToday: 'opłacone dziś',
    waitsNone: 'Nic nie czeka na zapłatę.',
    waitsFor: { voucher: 'na bon płatniczy klienta', anchor: 'na następną kotwicę', window: 'na zamknięcie okna' },
    tokens: (rate) => `${rate} tok./s`,
    jobs: 'Zadania', jobsAll: 'Wszystkie zadania', jobsEmpty: 'Nie ma jeszcze zadań.', jobsEmptyNext: 'Pojawią się tu, gdy tylko klient jakieś zamówi.', jobsEmptyPractice: 'Klient ćwiczebny je wysyła; jego tempo jest w ustawieniach.', jobsWaiting: 'Oczekiwanie na listę zadań.',
    devices: 'Urządzenia', devicesEmpty: 'Nie znaleziono urządzenia.', devicesEmptyNext: 'Hearth szuka ponownie przy uruchomieniu. Sam procesor wystarczy.', devicesWaiting: 'Szukanie urządzeń.',
    earnings: 'Zarobki', notices: 'Powiadomienia', noticesEmpty: 'Nic nie wymaga twojej uwagi.', noticesWaiting: 'Oczekiwanie na powiadomienia.', more: (n) => `jeszcze ${n}`,
  },
  device: {
    unknown: 'Nieznane urządzenie', unknownWhy: 'System nie podaje ani producenta, ani nazwy.', cannotRun: 'nic, czego to środowisko mogłoby użyć',
    kind: { cpu: 'Procesor', gpu: 'Grafika' }, on: 'Włączone', off: 'Wyłączone', use: (name) => `Używaj ${name} do zadań`,
    state: { working: 'Pracuje', ready: 'Gotowe', off: 'Wyłączone', unusable: 'Nie nadaje się', setAside: 'Odłożone' }, statePaused: 'Wstrzymane',
  },
  jobs: {
    title: 'Zadania', search: 'Szukaj', searchHint: 'Id, klient lub model', filter: { all: 'Wszystkie', live: 'W toku', settled: 'Opłacone', failed: 'Nieudane' }, filterLabel: 'Pokaż',
    head: { job: 'Zadanie', model: 'Model', stage: 'Etap', units: 'Zrobione', client: 'Klient', at: 'Przyjęto', paid: 'Zapłacono' },
    waiting: 'Odczyt zadań.', empty: 'Nie ma jeszcze zadań.', emptyNext: 'Każde zamówienie przyjęte przez ten węzeł widnieje tu z pokwitowaniem.', none: 'Żadne zadanie nie pasuje.', noneNext: 'Spróbuj krótszego wyszukiwania lub innego filtra.', clear: 'Pokaż wszystkie zadania',
    shown: (shown, total) => `${shown} z ${total}`, failed: 'Nie udało się odczytać zadań.', notYet: 'jeszcze nie', nothing: 'nic',
  },
  job: {
    back: 'Wszystkie zadania', waiting: 'Odczyt zadania.', verify: 'Zweryfikuj ponownie', verifying: 'Sprawdzanie', exportReceipt: 'Eksportuj pokwitowanie', showLog: 'Pokaż jego dziennik', report: 'Zgłoś problem', copyId: 'Kopiuj skrót', cancel: 'Anuluj zadanie',
    cancelAsk: 'Anulować to zadanie?', cancelWhy: 'Zatrzyma się teraz. Klient niczego nie dostanie i nic nie zostanie zapłacone.', cancelYes: 'Anuluj zadanie', cancelNo: 'Niech działa dalej',
    path: 'Droga tego zadania', pathHint: 'Od zamówienia do zapłaty, każdy skrót i to, w czym jest utrwalony. Przechodzi się po niej klawiszami strzałek.', nothingYet: 'Jeszcze nic.', pathEmpty: 'Droga pojawia się w miarę postępu zadania.',
    checks: 'Sprawdzenia', timeline: 'Oś czasu', facts: 'Dane', noReceipt: 'Pokwitowanie jest podpisywane po wykonaniu zadania.', committedIn: 'Utrwalone w', holds: 'Zawiera', transaction: 'Transakcja', digest: 'Skrót', noDigest: 'jeszcze bez skrótu', receiptFile: 'Plik pokwitowania',
    checkedBy: 'Co sprawdzono', notCovered: 'Żadne sprawdzenie jeszcze tego nie obejmuje.', paid: 'Zapłacono', offered: 'Cena',
    mark: { passed: 'Zaliczone', failed: 'Niezaliczone', notChecked: 'Nie sprawdzono', partly: 'Sprawdzono częściowo' },
    verdictAll: 'Wszystkie sprawdzenia zaliczone, tu i teraz.', verdictFailed: (failed) => `Niezaliczone: ${failed}. Nie polegaj na tym pokwitowaniu.`, failedChecks: { one: 'sprawdzenie', few: 'sprawdzenia', many: 'sprawdzeń', other: 'sprawdzenia' }, passedChecks: { one: 'sprawdzenie zaliczone', few: 'sprawdzenia zaliczone', many: 'sprawdzeń zaliczonych', other: 'sprawdzenia zaliczonego' }, openChecks: { one: 'tu niesprawdzone', few: 'tu niesprawdzone', many: 'tu niesprawdzonych', other: 'tu niesprawdzonego' },
    workOf: (kind, model, units) => `${kind}, ${model}, ${units}`, verdictNotOk: 'Udało się sprawdzić zbyt mało, aby polegać na tym pokwitowaniu.', verdictSome: (passed, open) => `Nic nie zawiodło. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Zarobki', range: 'Okres', ranges: { '24h': '24 h', '7d': '7 dni', '30d': '30 dni', '1y': '1 rok', 'all': 'Wszystko' },
    paidIn: { '24h': 'Zapłacono w ostatnich 24 godzinach', '7d': 'Zapłacono w ostatnich 7 dniach', '30d': 'Zapłacono w ostatnich 30 dniach', '1y': 'Zapłacono w ostatnim roku', 'all': 'Zapłacono od pierwszego zadania' },
    waiting: 'Odczyt zarobków.', empty: 'W tym czasie nic nie zapłacono.', emptyNext: 'Zadanie jest opłacane, gdy zamknie się jego okno w łańcuchu.', chart: 'Płatności w czasie', table: 'Jako tabela', head: { from: 'Od', jobs: 'Zadania', paid: 'Zapłacono' },
    forJobs: (jobs) => `za ${jobs}`, total: 'Zapłacono razem', today: 'Zapłacono dziś', statement: 'Zestawienie', waits: 'Czeka',
  },
  settings: {
    title: 'Ustawienia', language: 'Język', languageSystem: (name) => `Jak w systemie: ${name}`, theme: 'Wygląd', themes: { system: 'Jak w systemie', light: 'Jasny', dark: 'Ciemny' }, textSize: 'Wielkość tekstu', practice: 'Klient ćwiczebny', practiceRate: 'Zamówienia na minutę', practiceOff: 'zatrzymany', practiceWhy: 'Wysyła prawdziwe zadania za testowe pieniądze, aby widać było całą drogę.',
    practiceNone: 'W tej sieci nie ma klienta ćwiczebnego.', models: 'Modele', modelsWaiting: 'Odczyt modeli.', modelsEmpty: 'Nie zainstalowano żadnego modelu.', modelsEmptyNext: 'Bez modelu nie można przyjąć zamówienia.',
    addresses: { title: 'Adresy łańcucha', why: 'Hearth pyta te węzły, co jest w łańcuchu. Przy kilku widzi, gdy któryś się spóźnia, kłamie lub milczy, i nic nie rozstrzyga, dopóki dwa są niezgodne.', waiting: 'Odczyt adresów.', given: 'z łańcuchem', added: 'dodany przez ciebie', inUse: 'w użyciu', states: { unknown: 'jeszcze nie pytany', answers: 'odpowiada', resting: 'chce mniej zapytań', silent: 'milczy', refused: 'odsunięty' }, another: 'Kolejny adres', add: 'Dodaj', checking: 'Sprawdzanie', remove: 'Usuń' },
    modelState: { ready: 'Gotowy', corrupt: 'Nie do użycia', off: 'Wyłączony' }, unitPrices: (paidIn, paidOut) => `${paidIn} na wejściu, ${paidOut} na wyjściu, za jednostkę`, numericClass: 'Klasa liczbowa',
    programs: 'Programy', programsWaiting: 'Oczekiwanie na programy.', programsEmpty: 'Nie zgłoszono żadnego programu.', programHead: { name: 'Program', state: 'Stan', memory: 'Pamięć', restarts: 'Ponowne starty', pid: 'Proces' }, programState: { starting: 'Uruchamia się', running: 'Działa', restarting: 'Uruchamia się ponownie', stopped: 'Zatrzymany' },
    about: 'Ten Hearth', version: 'Wersja', folder: 'Folder danych', started: 'Uruchomiono', runtime: 'Środowisko', platform: 'System', node: 'Węzeł', address: 'Adres węzła', peer: 'Identyfikator peera', chain: 'Łańcuch', stake: 'Zastaw', inFlight: 'W otwartych zadaniach',
    stop: 'Zatrzymaj Hearth', stopAsk: 'Zatrzymać Hearth?', stopWhy: 'Nieukończone zadania zostaną podjęte przy następnym uruchomieniu. Nic nie przepadnie.', stopYes: 'Zatrzymaj', stopNo: 'Niech działa',
    reset: {
      title: 'Resetowanie', why: 'Co leży w folderze danych, według rodzaju. Ty wybierasz, co zniknie; portfel i klucz węzła zostają, jeśli nie powiesz inaczej.', open: 'Wybierz, co zniknie', waiting: 'Mierzę folder danych.', nothing: 'Nic tu nie ma',
      parts: {
        app: { name: 'Dane aplikacji', gone: 'Zadania, pokwitowania, ustawienia, ceny, dzienniki i sieć ćwiczebna. Za pokwitowania, których nie ma jeszcze w żadnej kotwicy, nikt nie dostanie zapłaty.' }, models: { name: 'Modele', gone: 'Lista dodanych przez ciebie folderów i to z nich, co leży w folderze danych.' },
        node: { name: 'Klucz węzła', gone: 'Znika razem z danymi aplikacji. Następne uruchomienie to nowy węzeł: stawka pozostaje przypisana do starego i nikt nie może już nic za niego odebrać.' }, wallet: { name: 'Portfel', gone: 'Bez frazy odzyskiwania, pliku klucza lub kopii zapasowej nikt nie wyda tego, co jest na jego kontach.' },
      },
      type: (typed) => `Wpisz ${typed}, aby usunąć portfel`, elsewhere: 'Foldery modeli w innych miejscach zostaną zapomniane, nigdy usunięte:', others: 'Pozostaje nietknięte, cokolwiek zniknie:', go: 'Zatrzymaj Hearth i usuń', going: 'Hearth się zatrzymuje. To, co wybrano, zniknie po jego zakończeniu.',
    },
  },
  jobsCount: { one: 'zadanie', few: 'zadania', many: 'zadań', other: 'zadania' }, progress: (stage, done, most) => `${stage}, ${done} z ${most}`,
  copy: (digest) => `Kopiuj ${digest}`, copied: 'Skopiowano', close: 'Zamknij', retry: 'Spróbuj ponownie', unknownScreen: 'Nie ma takiej strony.', toDashboard: 'Do pulpitu',
};

export const statusText: Pack['statusText'] = {
  noName: 'urządzenie bez nazwy', jobs: { one: 'zadaniem', few: 'zadaniami', many: 'zadaniami', other: 'zadania' },
  waiting: { one: 'ukończone zadanie czeka na zapłatę.', few: 'ukończone zadania czekają na zapłatę.', many: 'ukończonych zadań czeka na zapłatę.', other: 'ukończonego zadania czeka na zapłatę.' },
  starting: 'Rozpalanie ognia.', startingWhy: 'Hearth się uruchamia. To potrwa kilka sekund.', startingStep: (step) => `Hearth się uruchamia: ${step}. To potrwa kilka sekund.`,
  working: (jobs) => `Praca nad ${jobs}.`, workingOn: (jobs, device) => `Praca nad ${jobs}, ${device}.`,
  forOne: 'Dla klienta.', forMany: 'Dla kilku klientów.', forOneAt: (rate) => `Dla klienta, ${rate} tok./s.`, forManyAt: (rate) => `Dla kilku klientów, ${rate} tok./s.`,
  ready: 'Gotowe. Teraz nie ma zamówień.', readyDone: (jobs) => `Gotowe. W ostatniej minucie skończono pracę nad ${jobs}.`, readyWhy: 'Następne zamówienie zacznie się od razu; nic nie trzeba robić.',
  paused: 'Wstrzymano, aż wznowisz.', pausedWhy: 'Wstrzymano na twoje życzenie. Nowe zamówienia nie są przyjmowane.', pauseOver: 'Pauza się skończyła.', pauseOverWhy: 'Hearth za chwilę znów przyjmuje zamówienia.',
  pausedUntil: (clock) => `Wstrzymano do ${clock}.`, pausedUntilWhy: (span) => `Wstrzymano na twoje życzenie. Wznowi się samo za ${span}.`,
  ruled: 'Wstrzymano przez jedną z twoich reguł.', ruledWhy: 'Wznowi się samo, gdy reguła pozwoli.',
  chainGone: 'Praca trwa, ale łańcuch nie odpowiada.', theChain: 'Łańcuch', silent: (chain, span) => `Bez odpowiedzi od ${span}: ${chain}.`, nothingLost: 'Nic nie przepada.',
  receiptsWait: { one: 'pokwitowanie czeka tutaj i zostanie opłacone, gdy wróci.', few: 'pokwitowania czekają tutaj i zostaną opłacone, gdy wróci.', many: 'pokwitowań czeka tutaj i zostanie opłaconych, gdy wróci.', other: 'pokwitowania czeka tutaj i zostanie opłacone, gdy wróci.' },
  chainOld: (age) => `Praca trwa, ale wiek danych łańcucha to ${age}.`, chainOldWhy: (address) => `${address} nie pokazuje nowszego bloku. Na starych danych nic nie jest rozstrzygane: żadnych nowych zamówień ani płatności, aż przyjdzie nowy blok.`,
  chainsDiffer: 'Praca trwa, ale dwa adresy łańcucha są niezgodne.', chainsDifferWhy: (address, other, block) => `${address} i ${other} mają różny blok ${block}. Nic nie jest rozstrzygane na podstawie żadnego z nich, aż będą zgodne.`,
  noDevice: 'Nie ma na czym pracować: żadne urządzenie nie jest włączone.', noDeviceWhy: 'Hearth przyjmuje zamówienia, gdy tylko jakieś będzie.',
  workerLost: 'Zadanie straciło proces roboczy; zastępuje go nowy.', workerLostWhy: 'Wykonujący je program zakończył się bez słowa. Zadanie zaczyna się od nowa; jest opłacane raz.', workerLostAgain: (times) => `Wykonujący je program zakończył się bez słowa, dotąd razy: ${times}. Zadanie zaczyna się od nowa; jest opłacane raz.`,
  cheating: (kind) => `Celowe oszustwo: ${kind}.`, someWay: 'w jakiś sposób', cheatingWhy: 'Ten węzeł uruchomiono z --cheat, na co pozwala tylko sieć ćwiczebna. Fałszywe pokwitowania nie są opłacane, a co da się dowieść, kosztuje zastaw.',
  diskFull: 'Zatrzymano: dysk jest pełny.', theFolder: 'folder danych', diskFullWhy: (path) => `Brak miejsca: ${path}. Zwolnij trochę, a Hearth ruszy sam; nic nie przepada.`,
  leaving: (name) => `Przejście do ${name}: tu nie ma już zamówień.`, leavingHome: 'Powrót do sieci ćwiczebnej: tu nie ma już zamówień.', leavingThen: 'Potem przełączenie nastąpi samo.', leavingNow: 'Najpierw kończą się trwające zadania, potem dostawca uruchamia się tam ponownie.',
  disconnected: 'Hearth nie odpowiada.', disconnectedWhy: (span) => `Od ${span}; tak stare jest to, co widzisz. Strona próbuje dalej. Jeśli Hearth został zatrzymany, uruchom go ponownie.`,
  unknownIncident: 'nie podano',
};
export const statusActions: Pack['statusActions'] = { pause: 'Wstrzymaj', resume: 'Wznów teraz', showJobs: 'Pokaż zadania', enableDevice: 'Wybierz urządzenie', showNetworks: 'Pokaż sieci', retry: 'Spróbuj ponownie' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Na 15 minut', 60: 'Na 1 godzinę', 240: 'Na 4 godziny', untilResumed: 'Aż wznowię' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'W kolejce', loading: 'Wczytuje', running: 'Działa', proving: 'Dowody', waiting: 'Czeka na zapłatę', settled: 'Opłacone' };
export const stageWords: Pack['stageWords'] = {
  queued: 'W kolejce', loading: 'Wczytywanie modelu', running: 'Działa', proving: 'Zbieranie dowodów', delivered: 'Czeka na bon', acknowledged: 'Czeka na kotwicę', anchored: 'Czeka na okno', settled: 'Opłacone', failed: 'Nieudane', cancelled: 'Anulowane', slashed: 'Przepadek zastawu', voided: 'Nieważne',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'W kolejce. Zacznie się, gdy urządzenie będzie wolne.', loading: 'Model jest wczytywany do urządzenia.', running: 'Działa na tym komputerze.', proving: 'Policzone. Dowody są skracane do skrótów i podpisywane.',
  delivered: 'Dostarczone. Czeka na bon płatniczy klienta.', acknowledged: 'Klient je potwierdził. Pokwitowanie trafi do łańcucha z następną partią.', anchored: 'W łańcuchu. Zostanie opłacone, gdy zamknie się okno sporu.', settled: 'Opłacone.',
  failed: 'Nieudane. Nic nie zostanie za nie zapłacone.', cancelled: 'Anulowane. Nic nie zostanie za nie zapłacone.', slashed: 'W łańcuchu dowiedziono, że pokwitowanie jest fałszywe. Nic nie zostanie zapłacone i przepadł zastaw.', voided: 'Komisja weryfikatorów przeliczyła je i odrzuciła pokwitowanie. Nic nie zostanie za nie zapłacone.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Klasyfikacja', one: 'obraz', few: 'obrazy', many: 'obrazów', other: 'obrazu' }, embed: { title: 'Wektory tekstu', one: 'wektor', few: 'wektory', many: 'wektorów', other: 'wektora' }, generate: { title: 'Generowanie', one: 'token', few: 'tokeny', many: 'tokenów', other: 'tokena' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Przyjęte przez weryfikatorów', rejected: 'Odrzucone przez weryfikatorów' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Zamówienie', what: 'Czego zażądał klient, z jego podpisem.' },
  model: { title: 'Model', what: 'Każdy plik modelu, w jednym skrócie.' },
  inputRoot: { title: 'Korzeń wejścia', what: 'Wejście, pocięte na kawałki i sprowadzone do jednego korzenia. Samo wejście nie jest zachowywane.' },
  outputRoot: { title: 'Korzeń wyjścia', what: 'Wyjście, potraktowane tak samo.' },
  rowRoot: { title: 'Korzeń wierszy', what: 'Jeden wpis na każdy krok generowania: token, jego miejsce i los.' },
  sketchRoot: { title: 'Korzeń szkiców', what: 'Krótkie odciski stanu wewnętrznego modelu, które inny komputer może porównać.' },
  tapRoot: { title: 'Korzeń pomiarów', what: 'Wartości wewnętrzne w wybranych miejscach, do bliższego wglądu w sporze.' },
  bundle: { title: 'Dowody', what: 'Wszystkie dowody przebiegu w jednym skrócie.' },
  receipt: { title: 'Pokwitowanie', what: 'Podpisane przyrzeczenie tego węzła: to zamówienie, ten model, te wyniki.' },
  anchor: { title: 'Kotwica', what: 'Korzeń partii pokwitowań, zapisany w łańcuchu.' },
  voucher: { title: 'Bon', what: 'Podpisane przyrzeczenie zapłaty klienta, sumowane po wszystkich jego zadaniach.' },
  payment: { title: 'Płatność', what: 'Przelew w łańcuchu, po zamknięciu okna.' },
  claim: { title: 'Roszczenie', what: 'Klient nie przysłał bonu, więc ten węzeł zażądał ceny z tego, co klient zarezerwował.' },
  dispute: { title: 'Spór', what: 'Ktoś wniósł kaucję i twierdzi, że to pokwitowanie jest fałszywe. Łańcuch rozstrzyga to na jednej operacji.' },
  vote: { title: 'Głos', what: 'Co stwierdził inny komputer, sprawdzając pokwitowanie.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Zaoferowane', admitted: 'Zamówienie przyjęte', accepted: 'Zamówienie przyjęte', queued: 'W kolejce', loading: 'Wczytywanie modelu', modelReady: 'Model gotowy', started: 'Rozpoczęte', running: 'Działa', retried: 'Rozpoczęte ponownie',
  computed: 'Policzone', proving: 'Zbieranie dowodów', signing: 'Policzone, u modułu podpisu', signed: 'Pokwitowanie podpisane', delivered: 'Dostarczone klientowi', acknowledged: 'Otrzymano bon', batched: 'W partii', anchored: 'Zakotwiczone w łańcuchu', unanchored: 'Kotwica cofnięta', unsettled: 'Płatność cofnięta', claimed: 'Zażądano z rezerwacji', unclaimed: 'Roszczenie zakończone', slashed: 'Dowiedziono fałszu, zastaw przepadł', unslashed: 'Przepadek cofnięty', voided: 'Odrzucone przez komisję, nieważne', unvoided: 'Nieważność cofnięta', refunded: 'Zwrócono klientowi', unrefunded: 'Zwrot cofnięty',
  verified: 'Sprawdzone przez weryfikatorów', voted: 'Sprawdzone przez weryfikatorów', settled: 'Opłacone', paid: 'Opłacone', failed: 'Nieudane', cancelled: 'Anulowane', workerLost: 'Utracono proces roboczy',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Energia', 'mean power': 'Średnia moc', 'most power': 'Najwyższa moc', 'highest temperature': 'Najwyższa temperatura', 'device load': 'Obciążenie urządzenia', 'memory peak': 'Szczyt pamięci', 'bytes received': 'Odebrane bajty', 'bytes sent': 'Wysłane bajty',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Ziarno', 'first draw': 'Pierwsze losowanie', 'void': 'Nieważne', 'penalty': 'Kara', 'void in': 'Unieważnione w', 'client had paid': 'Klient zapłacił', 'refunded': 'Zwrócono', 'refunded in': 'Zwrócono w', 'opened by': 'Otwarte przez', 'bond': 'Kaucja', 'dispute': 'Spór', 'dispute stands': 'Stan sporu', 'taken of the stake': 'Zabrane z zastawu',
  'job': 'Zadanie', 'kind': 'Rodzaj', 'model': 'Model', 'model id': 'Identyfikator modelu', 'client': 'Klient', 'app': 'Aplikacja', 'reservation': 'Rezerwacja', 'tier': 'Poziom', 'audit policy': 'Zasada audytu', 'deadline': 'Termin', 'most units in': 'Jednostki wejścia, najwyżej', 'most units out': 'Jednostki wyjścia, najwyżej',
  'price per unit in': 'Cena jednostki wejścia', 'price per unit out': 'Cena jednostki wyjścia', 'attempts': 'Próby', 'temperature': 'Temperatura', 'device': 'Urządzenie', 'units in': 'Jednostki wejścia', 'units out': 'Jednostki wyjścia', 'numeric class': 'Klasa liczbowa', 'queue wait': 'Czekanie w kolejce', 'first unit after': 'Pierwsza jednostka po',
  'compute': 'Obliczenia', 'receipt number': 'Numer pokwitowania', 'epoch': 'Epoka', 'previous receipt': 'Poprzednie pokwitowanie', 'slashed': 'Przepadło', 'slashed for': 'Przepadło za', 'slashed in': 'Przepadło w', 'name': 'Nazwa', 'units': 'Jednostki', 'verifier': 'Weryfikator', 'verdict': 'Orzeczenie', 'rows': 'Wiersze', 'sketches': 'Szkice', 'node': 'Węzeł',
  'number': 'Numer', 'receipts': 'Pokwitowania', 'state': 'Stan', 'all together': 'Razem', 'paid': 'Zapłacono', 'received': 'Otrzymano, po udziałach innych', 'block': 'Blok',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Dostawca wykonania', 'runtime device': 'Sprzęt', 'runtime driver': 'Sterownik', 'runtime os': 'System operacyjny', 'runtime arch': 'Architektura', 'runtime optLevel': 'Optymalizacja grafu', 'runtime threads': 'Wątki', 'runtime appVersion': 'Wersja Hearth', 'amount': 'Kwota', 'payable from': 'Płatne od',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'otwarta', 'not measured': 'nie zmierzono', 'named verifiers': 'wskazani weryfikatorzy', 'client only': 'tylko klient', 'not reported': 'nie podano', 'off': 'bez', 'accepted': 'przyjęte', 'rejected': 'odrzucone', 'on its way': 'w drodze', 'rejected by a committee of verifiers': 'odrzucone przez komitet weryfikatorów' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Podpis zamówienia', receiptSignature: 'Podpis pokwitowania', orderHash: 'Skrót zamówienia', node: 'Węzeł', model: 'Model', inputRoot: 'Korzeń wejścia', outputRoot: 'Korzeń wyjścia', decodeHash: 'Skrót reguł generowania', numericClass: 'Klasa liczbowa', nonce: 'Liczba jednorazowa', seed: 'Ziarno', units: 'Jednostki', stopReason: 'Powód zakończenia', deadline: 'Termin',
  sketchRoot: 'Korzeń szkiców', bundleHash: 'Skrót dowodów', runtime: 'Środowisko', votes: 'Głosy', voucher: 'Bon', anchor: 'Kotwica', payment: 'Płatność', modelFiles: 'Pliki modelu', replayRows: 'Przeliczone wiersze', replaySketches: 'Przeliczone szkice', replayTokens: 'Przeliczone tokeny', replayClass: 'Przeliczona klasa', chain: 'Łańcuch', chainAnchor: 'Kotwica w łańcuchu', chainPayment: 'Płatność w łańcuchu', rows: 'Wiersze', canonicalTrace: 'Ślad kanoniczny', thresholds: 'Progi', registry: 'Rejestr',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'urządzenie', theDevice: 'urządzenie', noReason: 'Nie podano powodu.', ruleHolds: 'Zachodzi jedna z twoich reguł', yourRules: 'Twoje reguły', someKind: 'w nienazwany sposób',
  workerRestarted: { what: (device) => `Proces roboczy zakończył się bez słowa: ${device}.`, next: 'Działa nowy; praca trwa.' },
  jobRetried: { what: (job) => `Zadanie ${job} straciło proces roboczy i zaczyna się od nowa.`, next: 'Po ukończeniu i tak jest opłacane raz.' },
  jobFailed: { what: (job, reason) => `Zadanie ${job} się nie udało. ${reason}`, next: 'Nic nie zostanie za nie zapłacone.' },
  chainGone: { what: 'Łańcuch przestał odpowiadać.', whatAt: (address) => `Łańcuch pod ${address} przestał odpowiadać.`, next: 'Zadania trwają. Pokwitowania czekają i zostaną rozliczone, gdy wróci.' },
  woke: { what: (span) => `Komputer był uśpiony przez ${span}.`, next: 'Klienci od razu dowiedzieli się o jego powrocie. Zadanie, którego termin w tym czasie minął, wróciło do klienta i nie jest błędem.' },
  chainBack: { what: 'Łańcuch znów odpowiada.', next: 'Oczekujące pokwitowania są rozliczane.' },
  chainDoubt: {
    old: (address, age) => `Wiek danych łańcucha to ${age}: ${address} nie pokazuje nowszego bloku.`,
    differ: (address, other, block) => `Dwa adresy łańcucha różnią się co do bloku ${block}: ${address} i ${other}.`,
    next: 'Na ich podstawie nic nie jest rozstrzygane. Zamówienia i płatności czekają, aż łańcuch znów będzie wiarygodny.',
  },
  chainSound: { what: 'Dane łańcucha są znów aktualne, a wszystkie adresy zgodne.', next: 'Zamówienia są przyjmowane, a oczekujące pokwitowania rozliczane.' },
  rpcSetAside: { what: (address, reason) => `Adres łańcucha ${address} nie jest używany. ${reason}`, next: 'Pozostałe są, jeśli istnieją. Usuń go z pliku wdrożenia albo napraw.' },
  providerRestarted: { what: 'Hearth niespodziewanie się zakończył i został uruchomiony ponownie.', next: 'Nieukończone zadania podjęto tam, gdzie zostawił je dziennik.' },
  signerRestarted: { what: 'Moduł podpisu zakończył się i został uruchomiony ponownie.', next: 'Jego rejestr jest cały; nic nie podpisano dwa razy.' },
  firstReceipt: { what: 'Podpisano pierwsze pokwitowanie.', whatFor: (job) => `Podpisano pierwsze pokwitowanie, zadanie ${job}.`, next: 'Otwórz zadanie, aby sprawdzić je na tym komputerze.' },
  deviceSetAside: { what: (device) => `Odłożono po powtarzających się błędach: ${device}.`, next: 'Wyłącz je i włącz ponownie, aby dać mu kolejną szansę.' },
  ruleStopped: { what: (cause, device) => `${cause}; oddano: ${device}.`, next: 'Praca ruszy sama, gdy reguła pozwoli.' },
  ruleEnded: { what: (rule, device) => `${rule}: znów w porządku, pracuje dalej: ${device}.`, next: 'Nic tu nie trzeba robić.' },
  voided: { what: (job, reason) => `Zadanie ${job}: ${reason}`, next: 'Otwórz zadanie, aby zobaczyć transakcję. Pokwitowanie można przeliczyć przez hearth verify.' },
  slashed: { what: (job, reason) => `Zadanie ${job}: ${reason}`, next: 'Otwórz zadanie, aby zobaczyć transakcję. Węzeł z mniejszym zastawem może mieć mniej otwartej pracy.' },
  disputed: { what: (job) => `Ktoś wniósł kaucję i kwestionuje pokwitowanie zadania ${job}.`, next: 'Hearth przeliczy zadanie i odpowie sam. Niech działa: milczenie kosztuje zastaw.' },
  disputeEnded: {
    won: (job) => `Spór o zadanie ${job} wygrany: odpowiedź się obroniła, a połowa kaucji przeciwnika należy do tego węzła.`,
    lost: (job) => `Spór o zadanie ${job} przegrany.`,
    unproven: (job) => `Spór o zadanie ${job} skończył się bez dowodu, a wszystkie kaucje wróciły.`,
    next: 'Otwórz zadanie, aby zobaczyć przebieg.',
  },
  cheating: { what: (kind) => `Ten węzeł celowo oszukuje: ${kind}.`, next: 'Uruchomiono go z --cheat w sieci ćwiczebnej. Bez tego będzie uczciwy.' },
  orderRefused: { what: (reason) => `Odrzucono zamówienie. ${reason}`, next: 'Nic tu nie trzeba robić.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Do wiadomości', attention: 'Uwaga', failure: 'Błąd' };
