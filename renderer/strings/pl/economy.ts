import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Pytanie modułu podpisu i łańcucha, co by to zrobiło.',
  account: (name) => `Podpisuje ${name}.`,
  sent: 'Wysłano. Liczy się, gdy znajdzie się w bloku; do tego czasu nic się tu nie zmienia.',
  transactions: 'Transakcje', transactionsEmpty: 'Nic jeszcze nie wysłano.', transactionsEmptyNext: 'To, co tu podpiszesz, widnieje jako oczekujące, aż znajdzie się w bloku.', transactionsWaiting: 'Odczyt transakcji.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Autotest i szybkość', run: 'Testuj teraz', again: 'Testuj ponownie', cancel: 'Anuluj', waits: 'Czeka na swoją kolej i na zgodę reguł.', none: 'Jeszcze nie testowano.', noneNext: 'Nowe urządzenie jest testowane samoczynnie, gdy może pracować.',
  steps: { load: 'wczytywanie:', check: 'porównywanie:', prefill: 'czytanie wejścia:', decode: 'generowanie:', classify: 'klasyfikowanie:' }, step: (what, model, done, of) => `${what} ${model}, ${done} z ${of}`,
  progress: 'Postęp testu',
  verdict: { sound: 'Liczy poprawnie.', wrong: 'Policzono coś innego, niż jest poprawne.', unproven: 'Nie było tu czego porównać.' },
  failed: (reason) => `Test się nie zakończył: ${reason}.`,
  check: { integers: 'Iloczyny 8-bitowe', sevenBits: 'Iloczyny 8-bitowe z wagami 7-bitowymi', output: 'Wyjście, bit po bicie', sketches: 'Szkice względem procesora', tokens: 'Tokeny względem procesora', vectors: 'Wektory względem procesora' },
  state: { passed: 'Zaliczone', failed: 'Niezaliczone', notChecked: 'Nie sprawdzono' },
  integersOnly: 'Nie przyjmuje modeli całkowitoliczbowych.', sevenBitsOnly: 'Z modeli całkowitoliczbowych przyjmuje te z wagami 7-bitowymi.', noMeter: 'nieznana: brak miernika', head: { model: 'Model', prefill: 'Wejście', decode: 'Wyjście', energy: 'Energia' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'tok./s' : 'szt./s'}`, joules: (joules, kind) => `${joules} J na ${kind === 'generate' ? 'token' : 'sztukę'}`,
  with: (when, driver, runtime) => `Test: ${when}, ${driver === null ? 'sterownika nie podano' : `sterownik ${driver}`}, środowisko ${runtime}.`, checks: 'Wszystkie sprawdzenia',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Zastaw', staked: 'W zastawie', waiting: 'Odczyt zastawu z łańcucha.', unbound: 'Ten węzeł nie jest jeszcze związany z żadnym operatorem.', unboundNext: 'Operator wiąże go raz na zawsze; potem można dać za niego zastaw. W sieci ćwiczebnej Hearth robi to sam w kilka sekund.',
  allows: (limit, used) => `Pozwala, by na zapłatę czekały naraz zadania warte ${limit}. Teraz czeka ${used}.`, allowsNothing: 'Nie ma zastawu, więc żadne zadanie nie może czekać na zapłatę i żadne nie jest przyjmowane.',
  age: (age) => `Wiek danych łańcucha: ${age}. Nie podejmuj na ich podstawie decyzji; podpisywanie jest wyłączone, aż będą aktualne.`,
  figures: {
    required: 'Wymagane teraz', requiredWhy: 'musi zostać dla otwartych zadań i miejsc', surplus: 'Do wycofania', surplusWhy: 'w zastawie i niewymagane', inFlight: 'W otwartych zadaniach', inFlightWhy: (share) => `${share} tego, na co pozwala zastaw`,
    unbonding: 'W trakcie zwrotu', unbondingNone: 'nic nie jest zwracane', atRisk: 'Zagrożone teraz', atRiskWhy: (percent) => `jedna dowiedziona wina zabiera ${percent}`, slashed: 'Przepadło dotąd', slashedNever: 'nigdy', slashedTimes: { one: 'raz', few: 'razy', many: 'razy', other: 'razu' },
  },
  unbonding: { running: (left) => `gotowe za ${left}`, ready: 'gotowe do zwolnienia', until: (when) => `dnia ${when}`, free: 'Zwolnij', freeSentence: (amount) => `Zwalnia ${amount}: można to znów wysłać.` },
  operator: { title: 'Kto może działać', is: 'Operator', none: 'Brak konta', noKey: 'Jego klucza nie ma w tym portfelu, więc nic nie można tu podpisać.', noKeyPractice: 'W sieci ćwiczebnej jest to konto utworzone przez Hearth. Zaimportuj jego klucz testowy do portfela (jest w practice/keys.json w folderze danych, pod operator) i działaj tutaj albo użyj hearth stake w terminalu.', toWallet: 'Do portfela', waiting: 'Oczekiwanie na moduł podpisu, który przechowuje klucze.' },
  acts: { stake: 'Zwiększ zastaw', unstake: 'Wycofaj', amount: 'Kwota', review: 'Przejrzyj', cancel: 'Anuluj', bad: 'Kwota to cyfry, z kropką i najwyżej 18 kolejnymi.', zero: 'Kwota wynosi zero.', tooMuch: (has) => `W zastawie jest tylko ${has}.`, stakeGo: 'Podpisz i daj w zastaw', unstakeGo: 'Podpisz i wycofaj', withdrawGo: 'Podpisz i zwolnij' },
  preview: {
    title: 'Co się zmieni', now: 'Teraz', after: 'Potem', staked: 'W zastawie', limit: 'Może czekać naraz', free: 'Do wycofania', worst: 'Jedna dowiedziona wina zabiera', worstWhy: (percent) => `${percent} wszystkiego, co jest w zastawie lub w trakcie zwrotu, i znów tyle przy następnej winie: w najgorszym razie przepada wszystko`,
    lock: (span) => `Odzyskanie trwa ${span} od dnia, w którym o to poprosisz, i do tego czasu może przepaść.`,
    buysNothing: 'Dziś nie przyniesie to więcej: to nie zastaw cię ogranicza.', buysUnknown: 'Nie wiadomo, ile by przyniosło: ten komputer nie ma jeszcze pełnej doby płatności.', buys: (most) => `Może przynieść od zera do ${most} więcej dziennie, jeśli na wszystko znajdą się zamówienia.`,
  },
  warnings: {
    inactive: (models) => `W zastawie nie zostałoby nic. Węzeł przestaje przyjmować zamówienia (${models}).`, models: { one: 'model', few: 'modele', many: 'modeli', other: 'modelu' }, belowRequired: 'Zostałoby mniej, niż wymagają otwarte zadania. Nowa praca nie jest przyjmowana, aż zostaną opłacone.', seats: 'Miejsca weryfikatora wymagają tego zastawu. Łańcuch odmówi, aż je opuścisz.',
    restarts: (wait) => `Część jest już w trakcie zwrotu. Ta do niej dołączy, a odliczanie zacznie się od nowa: całość znów czeka ${wait}.`, slashable: 'Przestaje się liczyć od razu i może przepaść, aż zostanie zwolniony.',
  },
  stakeSentence: (amount) => `Blokuje ${amount} z monet operatora na rzecz tego węzła.`, unstakeSentence: (amount, span) => `Wyjmuje ${amount} z zastawu. Możesz to zwolnić po ${span}.`,
  slashes: {
    title: 'Co przepadło', empty: 'Nic nigdy nie przepadło.', emptyNext: 'Przepadek widniałby tu z powodem, pokwitowaniem, którego dotyczy, i dowodami do własnego sprawdzenia.',
    why: { fault: 'Dowiedziona wina', dispute: 'Przegrany spór', vote: 'Dwa różne głosy', refund: 'Zwrot zasądzony przez sąd', unknown: 'Zabrane przez sąd' },
    job: 'Zadanie', noJob: 'nie jest znane żadne zadanie tego komputera', subject: 'Skrót dowodów', by: 'Wykazane przez', at: 'Kiedy', tx: 'Transakcja', rule: 'Reguła',
    rules: { fault: 'Każdy może pokazać łańcuchowi pokwitowanie, które jest fałszywe już z własnych bajtów.', dispute: 'Inny węzeł przeliczył zadanie i wskazał błędną operację.', vote: 'Weryfikator podpisuje jeden głos o pokwitowaniu.', refund: 'Klient, którego zadanie uznano za fałszywe, dostaje zwrot z zastawu.', unknown: 'Transakcja nie wskazuje reguły znanej tej wersji.' },
    final: 'W łańcuchu nie ma odwołania: kontrakt ocenia dowód od razu i ostatecznie. Dzięki pakietowi możesz to sprawdzić ty i inni.', export: 'Utwórz pakiet dowodów',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Udział audytowanych pokwitowań', what: 'co najmniej taki udział pokwitowań każdego węzła podlega audytowi' },
  FirstJobsAudited: { title: 'Audytowane pierwsze zadania', what: 'tyle pierwszych zadań nowego węzła podlega audytowi, wszystkie' },
  FirstCommittee: { title: 'Pierwsza komisja', what: 'weryfikatorzy, którzy patrzą pierwsi' },
  SecondCommittee: { title: 'Druga komisja', what: 'weryfikatorzy, którzy patrzą, gdy pierwsi się nie zgadzają' },
  FinalCommittee: { title: 'Ostatnia komisja', what: 'weryfikatorzy, do których należy ostatnie słowo' },
  CommitSeconds: { title: 'Czas na złożenie głosu', what: 'spóźniony weryfikator traci głos' },
  RevealSeconds: { title: 'Czas na ujawnienie głosu', what: 'spóźniony weryfikator traci głos' },
  ResponseSeconds: { title: 'Czas na odpowiedź w sporze', what: 'oskarżony węzeł, który milczy dłużej, przegrywa' },
  DisputeBondWei: { title: 'Najmniejsza kaucja sporu', what: 'wnosi ją, kto otwiera spór, a dostaje zwycięzca' },
  RejectBondWei: { title: 'Kaucja odrzucenia', what: 'wnosi ją, kto żąda komisji' },
  VerifierPayWei: { title: 'Zapłata weryfikatora', what: 'za jedno obejrzane pokwitowanie' },
  VerifierPayMaxBps: { title: 'Najwyższa zapłata weryfikatora', what: 'ceny zadania' },
  FaultSlashBps: { title: 'Przepadek za dowiedzioną winę', what: 'wszystkiego w zastawie i w trakcie zwrotu' },
  SilenceSlashBps: { title: 'Przepadek za milczenie', what: 'wszystkiego w zastawie i w trakcie zwrotu, gdy spór nie doczeka się odpowiedzi na czas' },
  VerifierSlashBps: { title: 'Przepadek za dwa różne głosy', what: 'zastawu weryfikatora' },
  UnbondingSeconds: { title: 'Czas wycofania', what: 'tak długo czeka zastaw, o którego zwrot poproszono' },
  ClaimSeconds: { title: 'Czas do zapłaty roszczenia', what: 'tak długo klient może się sprzeciwić' },
  SeatStakeWei: { title: 'Zastaw za miejsce weryfikatora', what: 'tyle wymaga każde nowe miejsce' },
  RegistrationSeconds: { title: 'Czekanie po rejestracji modelu', what: 'zanim zacznie zarabiać tantiemy' },
  SnapshotAgeSeconds: { title: 'Wiek listy weryfikatorów', what: 'komisja losowana jest z listy sprzed tego czasu' },
  DisputeBondBps: { title: 'Kaucja sporu według zastawu', what: 'wszystkiego, co oskarżony ma w zastawie i w trakcie zwrotu; tyle kosztuje spór, a co najmniej najmniejszą kaucję' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Współdecydowanie', waiting: 'Odczyt propozycji z łańcucha.', back: 'Wszystkie propozycje',
  votes: 'Twoje głosy', noWallet: 'Bez konta w portfelu nie ma czym głosować. Propozycje można mimo to czytać.',
  accountLine: { self: 'głosuje samo', nobody: 'nikt nie głosuje tymi monetami, dopóki nie przekażesz głosów', given: 'głosy ma', holds: (amount) => `ma ${amount}`, watch: 'obserwowane, klucza tu nie ma' },
  delegate: { go: 'Przekaż głosy', toSelf: 'Głosuj nimi samodzielnie', back: 'Odbierz', title: 'Kto głosuje tymi monetami', to: 'Konto, które głosuje', toHint: '0x i 40 cyfr szesnastkowych. Monety zostają na miejscu; przechodzą tylko głosy. Możesz je w każdej chwili odebrać.', review: 'Przejrzyj', sign: 'Podpisz i przekaż', cancel: 'Anuluj', noExpiry: 'Łańcuch nie zna daty końca: obowiązuje, aż je odbierzesz.', bad: 'To nie jest adres.', sentence: (to) => `Oddaje głosy wszystkich monet tego konta, także zastawionych, kontu ${to}.`, sentenceSelf: 'Konto głosuje własnymi monetami, także zastawionymi.' },
  proposals: 'Propozycje', filter: { label: 'Pokaż', open: 'Otwarte', upcoming: 'Nadchodzące', closed: 'Zamknięte' },
  empty: { open: 'Żadna propozycja nie jest otwarta.', upcoming: 'Żadna propozycja nie ma się otworzyć.', closed: 'Nie rozstrzygnięto jeszcze żadnej propozycji.' }, emptyNext: 'Kto ma dość głosów, może ją złożyć.', notAll: (shown, total) => `Pokazano najnowsze: ${shown} z ${total}.`,
  state: { pending: 'Wkrótce otwarta', active: 'Otwarta', canceled: 'Wycofana', defeated: 'Odrzucona', succeeded: 'Przyjęta, do kolejki', queued: 'Przyjęta, czeka na wykonanie', expired: 'Przyjęta i nigdy niewykonana', executed: 'Wykonana' },
  support: { for: 'Za', against: 'Przeciw', abstain: 'Wstrzymanie się' },
  ends: (left, when) => `kończy się za ${left}, ${when}`, opens: (left, when) => `otwiera się za ${left}, ${when}`, ended: (when) => `zakończono ${when}`, executable: (left) => `można wykonać za ${left}`, executableNow: 'można już wykonać',
  votedFor: (how, weight) => `Twój głos: ${how}, ${weight}.`, youHave: (weight) => `Masz tu ${weight}.`, noPower: 'W chwili otwarcia nie było na twoim koncie głosów, więc nie możesz głosować.', noPowerYet: 'Na razie nie będziesz mieć tu głosów. Przekaż je, zanim się otworzy.',
  quorum: (now, needed) => `udział: ${now} z wymaganych ${needed}`, bar: (f, a, n) => `za: ${f}, przeciw: ${a}, wstrzymało się: ${n}`,
  effect: 'Co zmienia dla twojego węzła', description: 'Co mówi wnioskodawca', descriptionWhy: 'Napisane przez kogoś obcego i pokazane jako zwykły tekst. Hearth nie otwiera żadnego adresu w nim i nikt z Hearth się tam nie wypowiada.', cut: 'Tekst jest dłuższy; całość jest w łańcuchu.', noDescription: 'Nic.', raw: 'Wywołania w postaci z łańcucha', target: 'Wywołuje', value: 'Wysyła', proposer: 'Wnioskodawca', id: 'Propozycja', moreActions: (n) => `Liczba wywołań: ${n}; pokazano pierwszych dziesięć.`,
  timeline: 'Na jakim jest etapie', result: 'Głosy dotąd',
  vote: { title: 'Twój głos', account: 'Głosuj kontem', how: 'Jak', reason: 'Powód, jeśli chcesz', reasonHint: 'Zostaje w łańcuchu na zawsze, pod tym kontem, dla wszystkich.', left: (n) => `pozostało znaków: ${n}`, review: 'Przejrzyj', sign: 'Podpisz i głosuj', final: 'Głosu nie można zmienić.', sentence: (how, weight) => `Głosuje: ${how}, ${weight}.`, reasonShown: 'Z powodem', stored: 'Twój powód, jak przechowuje go łańcuch', closed: 'Głosowanie się skończyło.', noKey: 'Klucza konta z głosami nie ma w tym portfelu.' },
  queue: { go: 'Dodaj do kolejki', sentence: 'Przekazuje przyjętą propozycję blokadzie czasowej; może to zrobić każdy, a kosztuje tylko opłatę.', sign: 'Podpisz i dodaj do kolejki' },
  execute: { go: 'Wykonaj', sentence: 'Wykonuje propozycję; może to zrobić każdy, a kosztuje tylko opłatę.', sign: 'Podpisz i wykonaj' },
  propose: {
    go: 'Zaproponuj zmianę', title: 'Zaproponuj zmianę', what: 'Co', kinds: { setParameter: 'Wspólnie ustalana liczba', grant: 'Dotacja' }, parameter: 'Liczba', value: 'Nowa wartość', bounds: (low, high) => `Od ${low} do ${high}.`, to: 'Dla', amount: 'Kwota', held: (amount) => `W skarbcu jest ${amount}.`,
    why: 'Dlaczego', whyHint: 'Pierwszy wiersz to tytuł. Zostaje w łańcuchu na zawsze.', review: 'Przejrzyj', sign: 'Podpisz i zaproponuj', cancel: 'Anuluj', threshold: (needed, has) => `Wymagane głosy: ${needed}; to konto ma ${has}.`, badValue: 'Ta wartość się nie nadaje.', outOfBounds: 'Kontrakt odrzuca wartość poza granicami.', badAddress: 'To nie jest adres.', same: 'Taka wartość jest już teraz.',
    unit: { Wei: 'w monetach', Bps: 'w procentach', Seconds: 'w sekundach', count: 'liczba całkowita' }, sentence: (change) => `Proponuje: ${change}`,
  },
  treasury: { title: 'Skarbiec', held: 'Ma', due: 'Do odebrania dla niego', pool: 'Pula weryfikatorów', issued: 'Nowo utworzone monety', issuedOf: (cap) => `najwyżej ${cap}`, split: 'Z każdej płatności', splitWords: (node, verifiers, app, treasury) => `${node} dla węzła, ${verifiers} dla weryfikatorów, ${app} dla aplikacji, ${treasury} dla skarbca; tantiemy pochodzą z części węzła.` },
  notFound: 'W łańcuchu nie ma takiej propozycji.',
  effects: {
    set: (title, now, then) => `${title}: ${now} → ${then}.`,
    seatShort: (short) => `Nowe miejsce wymagałoby więcej, niż masz wolne: zabrakłoby ${short}.`, seatEnough: 'To, co masz wolne, wystarczyłoby na nowe miejsce.', seatsHeld: (n) => `Twoje obecne miejsca (${n}) zachowują zastaw, z którym zostały zajęte.`,
    fault: (then, now) => `Jedna dowiedziona wina tego węzła zabrałaby ${then}; teraz zabiera ${now}.`, silence: (then, now) => `Spór bez odpowiedzi tego węzła zabrałby ${then}; teraz zabiera ${now}.`,
    unbonding: (then) => `Zastaw, o którego zwrot poprosisz później, czeka ${then}. To, co jest już w drodze, zachowuje swoją datę.`, audits: (then, now) => `Audytowi podlegałoby około ${then} twoich pokwitowań; teraz ${now}.`,
    none: (what) => `Nic twojego się nie rusza: ${what}.`, treasury: (amount, share) => `${amount} opuszcza skarbiec, ${share} tego, co w nim jest. Nic twojego się nie rusza.`, treasuryShort: (amount) => `Przyznaje ${amount}, więcej niż jest w skarbcu: nie powiodłaby się.`, unknown: 'Ta wersja Hearth nie potrafi powiedzieć, co to robi. Przeczytaj wywołania poniżej albo głosuj tylko, jeśli umiesz.', noStake: 'Hearth nie zna teraz zastawu tego węzła, więc nie może powiedzieć, ile to znaczy w monetach.',
  },
};
