import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `od ${stop} °C, aż spadnie do ${resume} °C`, disk: (size) => `poniżej ${size} wolnego miejsca`,
  powerNone: 'bez limitu', powerMost: (limits) => `najwyżej ${limits}`, percentOfLimit: (percent) => `${percent}% jego limitu`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `najwyżej ${wattHours} Wh dziennie`, price: (price) => `powyżej ${price} za kWh`, profit: (least) => `poniżej ${least} za godzinę`, hook: (path) => `gdy ${path} mówi „deny”`,
  metered: 'w sieci taryfowej', meteredOr: (megabytes) => `w sieci taryfowej albo powyżej ${megabytes} MB dziennie`,
  battery: 'na baterii', batteryBelow: (percent) => `na baterii poniżej ${percent}%`, saver: 'lub przy włączonym oszczędzaniu energii',
  never: 'nigdy', idle: (minutes) => `aż nikogo nie będzie przez ${minutes} min`, noApps: 'lista programów jest pusta', apps: { one: 'program', few: 'programy', many: 'programów', other: 'programu' }, fullScreen: 'gdy program zajmuje cały ekran',
  memory: (percent) => `gdy inne zajmują ${percent}%`, pressure: (size) => `gdy zostaje mniej niż ${size}`, stalledAbove: (percent) => `lub gdy programy czekają na nią przez ${percent}% czasu`, load: (percent) => `gdy inne obciążają je w ${percent}%`, thenWaits: (span) => `potem czeka ${span}`,
  locked: 'gdy sesja jest zablokowana', asleep: 'gdy ekran jest uśpiony', noHours: 'brak dozwolonych godzin', daily: 'codziennie',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Gość', what: 'Pracuje tylko, gdy nikogo nie ma.' },
  balanced: { title: 'Zrównoważony', what: 'Ustępuje grom i baterii.' },
  dedicated: { title: 'Oddany', what: 'Pracuje zawsze, w granicach bezpieczeństwa.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Bezpieczeństwo', what: 'Liczy się przed wszystkim; „Wznów” go nie unieważnia.' },
  user: { title: 'Twoje słowo', what: 'Twoja własna pauza. Ustawiana przyciskami wstrzymania.' },
  money: { title: 'Pieniądze', what: 'Prąd, jego cena i to, co przynosi.' },
  presence: { title: 'Obecność', what: 'Ty lub inne programy chcecie komputera.' },
  schedule: { title: 'Godziny', what: 'Liczą się na końcu.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Zwolnij tempo', unload: 'Zwalniaj pamięć między zadaniami', finish: 'Dokończ zadanie i stań', kill: 'Zatrzymaj od razu' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'praca trwa, wolniej', unload: 'między zadaniami żaden model nie zostaje w pamięci', finish: 'bieżące zadanie się kończy, potem pamięć jest zwalniana', kill: 'bieżące zadanie jest zwracane, a pamięć od razu zwalniana',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Odłożone', cause: (why) => `Urządzenie odłożono na bok: ${why}`, unnamed: 'zawodziło raz po raz', ends: 'gdy dasz mu kolejną szansę' },
  temperature: { title: 'Temperatura', cause: (is, most) => `Urządzenie ma ${is} °C, a dozwolone jest najwyżej ${most} °C`, hot: 'System podaje, że komputer jest gorący', ends: (most) => `gdy ostygnie kilka stopni poniżej ${most} °C`, endsHot: 'gdy ostygnie' },
  disk: { title: 'Dysk', cause: (free, least) => `Na dysku wolne jest tylko ${free}, a musi być ${least}`, full: 'Dysk jest pełny', ends: 'gdy znów będzie miejsce' },
  pause: { title: 'Twoja pauza', cause: 'Wstrzymano na twoje życzenie', ends: 'gdy wznowisz' },
  power: { title: 'Moc', cause: (is, most) => `Urządzenie pobiera ${is} W, a dozwolone jest najwyżej ${most} W`, ends: (most) => `gdy utrzyma się poniżej ${most} W` },
  energy: { title: 'Energia dziennie', cause: (used, most) => `Dziś zużyto ${used} Wh, a dzienny budżet to ${most} Wh`, ends: 'o północy' },
  price: { title: 'Cena prądu', cause: (is, most) => `Prąd kosztuje ${is} za kWh, a płacisz najwyżej ${most}`, ends: 'gdy prąd będzie tańszy' },
  profit: { title: 'Najmniejszy zysk', cause: (is, least) => `Praca przynosi ${is} na godzinę po opłaceniu prądu, a chcesz co najmniej ${least}`, ends: 'gdy praca przyniesie więcej' },
  hook: { title: 'Twój plik sterujący', cause: 'Twój plik sterujący mówi „deny”', ends: 'gdy powie „allow”' },
  metered: { title: 'Sieć taryfowa', cause: 'Sieć jest taryfowa', cap: (used, most) => `Dziś przesłano ${used} MB, a dzienny limit to ${most} MB`, ends: 'w sieci, która taka nie jest', endsCap: 'o północy' },
  battery: { title: 'Bateria', cause: 'Komputer działa na baterii', at: (percent) => `Komputer działa na baterii, zostało ${percent}%`, saver: 'Oszczędzanie energii jest włączone', ends: 'po podłączeniu do prądu', endsSaver: 'po jego wyłączeniu' },
  idle: { title: 'Tylko w bezczynności', cause: (ago) => `Ostatnia aktywność: ${ago} temu`, unmeasured: 'Ktoś był tu przed chwilą', ends: (wait) => `po ${wait} bez klawisza i kliknięcia`, endsSome: 'po pewnym czasie bez klawisza i kliknięcia' },
  apps: { title: 'Programy z listy', cause: (name) => `Działa ${name}`, unnamed: 'program z twojej listy', ends: 'wkrótce po zamknięciu' },
  fullScreen: { title: 'Pełny ekran', cause: (name) => `Na pełnym ekranie: ${name}`, unnamed: 'jakiś program', ends: 'wkrótce po zamknięciu' },
  memory: { title: 'Pamięć dla innych', cause: (percent) => `Inne programy zajmują ${percent}% pamięci urządzenia`, ends: 'wkrótce po tym, jak ją zwolnią' },
  dataLimit: { title: 'Limit danych', cause: { sentDay: (most) => `Dzisiejszy limit ${most} wysłanych danych jest wyczerpany`, sentMonth: (most) => `Limit ${most} wysłanych danych na ten miesiąc jest wyczerpany`, receivedDay: (most) => `Dzisiejszy limit ${most} odebranych danych jest wyczerpany`, receivedMonth: (most) => `Limit ${most} odebranych danych na ten miesiąc jest wyczerpany` }, endsDay: 'o północy', endsMonth: 'z nowym miesiącem' },
  clock: { title: 'Błędny zegar', ahead: (seconds) => `Zegar tego komputera śpieszy się o ${seconds} s względem łańcucha, więc nie można ufać terminom`, behind: (seconds) => `Zegar tego komputera spóźnia się o ${seconds} s względem łańcucha, więc nie można ufać terminom`, ends: 'po nastawieniu zegara' },
  pressure: { title: 'Mało pamięci', cause: (free, least) => `Dla wszystkich programów zostało tylko ${free} pamięci, a musi być ${least}`, stalled: (percent) => `Programy czekają na pamięć przez ponad ${percent}% czasu`, low: 'System podaje, że kończy się pamięć', ends: 'wkrótce po tym, jak znów będzie pamięć' },
  load: { title: 'Praca innych', cause: (percent) => `Inne programy obciążają urządzenie w ${percent}%`, ends: 'wkrótce po tym, jak skończą' },
  session: { title: 'Blokada lub wygaszenie', cause: 'Sesja jest zablokowana', dark: 'Ekran jest uśpiony', ends: 'po odblokowaniu', endsDark: 'gdy się obudzi' },
  schedule: { title: 'Godziny w tygodniu', cause: 'To nie są dozwolone godziny', ends: 'w następnych dozwolonych godzinach' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Wolniej', unload: 'Praca z wolną pamięcią między zadaniami', finish: 'Wstrzymano', kill: 'Wstrzymano' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `znów w porządku: ${title}`,
  resumes: (ends) => `Wznowienie ${ends}.`, fullSpeed: (ends) => `Pełne tempo ${ends}.`,
  inAMoment: 'za chwilę', byItselfIn: (span) => `samoczynnie za ${span}`, byItselfAt: (clock) => `samoczynnie o ${clock}`,
  free: 'Może pracować.', also: (titles) => `Ponadto: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `Wstrzymaj ${name}`, pause: 'Wstrzymaj', resume: 'Wznów', resumeDevice: (name) => `Wznów ${name}`, tomorrow: (clock) => `Do jutra, ${clock}`,
  atOnce: 'Zwróć bieżące zadanie od razu', atOnceWhy: 'W przeciwnym razie najpierw się skończy.',
  why: { open: 'Dlaczego?', title: 'Co o tym decyduje', none: 'O żadnym urządzeniu jeszcze nie zdecydowano.', free: 'Żadna reguła go nie wstrzymuje.', read: 'Odczyt', limit: 'Granica', since: 'Od', does: 'Działanie', ends: 'Koniec', also: 'Zachodzi też', blind: 'Nie da się tu przestrzegać', allRules: 'Wszystkie reguły', noName: 'Urządzenie bez nazwy' },
  promise: (p50, count) => `Pamięć oddana w ${p50}, mediana (${count})`, promiseNone: 'Oddanie: jeszcze nie zmierzono', allDevices: 'Wszystkie urządzenia',
  promiseLong: (count, p50, p95) => `Od sygnału do wolnej pamięci, ostatnio ${count}: połowa w ${p50}, 95% w ${p95}.`, promiseNoneLong: 'Jak szybko pamięć jest oddawana, mierzone jest, gdy reguła zabiera ją pierwszy raz.', promiseTimes: { one: 'raz', few: 'razy', many: 'razy', other: 'razu' },
  reading: { temperature: 'Temperatura', power: 'Moc', load: 'Obciążenie', memory: 'Pamięć', ofLimit: (watts, limit) => `${watts} z ${limit}`, mine: 'moja', others: 'innych', free: 'wolna', used: 'zajęta', ofOthers: (share) => `inne: ${share}`, whose: 'czyja, sterownik nie podaje', memoryLabel: (said) => `Pamięć: ${said}` },
  devices: {
    title: 'Urządzenia', waiting: 'Szukanie urządzeń.', empty: 'Nie znaleziono urządzenia.', emptyNext: 'Hearth szuka ponownie przy uruchomieniu. Sam procesor wystarczy.', history: 'Ostatnio', historyWaiting: 'Odczyt zapisów.', historyEmpty: 'O tym urządzeniu nic jeszcze nie zapisano.', historyEmptyNext: 'Gdy Hearth działa, co minutę zapisywana jest próbka.',
    span: 'Czas', spans: { day: '24 godziny', week: '7 dni' }, measure: 'Co', measures: { temperature: 'Temperatura', power: 'Moc', load: 'Praca innych', memory: 'Pamięć innych' }, table: 'Jako tabela', gap: 'nie zapisano', chart: (what, name) => `${what}: ${name}`, from: 'Od', noneOf: (what) => `${what}: brak danych w tym czasie.`,
    health: 'Stan zdrowia', healthy: 'Od ostatniego udanego żadne zadanie nie straciło tu procesu roboczego.', lost: (count) => `Zadania z rzędu, które straciły tu proces roboczy: ${count}. Przy trzech urządzenie jest odkładane na bok.`, setAside: 'Odłożone', setAsideNext: 'Nie dostanie zadania, aż dasz mu kolejną szansę albo zmieni się jego sterownik.', retry: 'Daj kolejną szansę', when: (clock) => `Od ${clock}`, healthUnknown: 'Odczyt stanu zdrowia.',
    identity: 'Tożsamość', id: 'Identyfikator', vendor: 'Producent', driver: 'Sterownik', driverBuilt: (a, b) => `${a}, zbudowany ${b}`, driverAgeless: (a) => `${a}, nic nie mówi, jak stary`, memory: 'Pamięć', runs: 'Liczy przez', rules: 'Reguły tego urządzenia', rulesNone: 'Nie ma dla niego reguł; pracuje zawsze.', own: 'własna', general: 'wszystkie urządzenia', edit: 'Zmień jego reguły',
  },
  rules: {
    title: 'Reguły', waiting: 'Odczyt reguł.', presets: 'Zestawy', presetsWaiting: 'Odczyt zestawów.', presetsEmpty: 'Nie ma zestawów.', presetsWhy: 'Trzy sposoby zachowania, w liczbach. Zmieniona reguła czyni je twoimi własnymi.', inUse: 'W użyciu', use: (name) => `Użyj: ${name}`, rule: 'Reguła', notIn: 'nie', own: 'W użyciu są twoje własne reguły.',
    all: 'Wszystkie reguły', allWhy: 'Mówi pierwsza, która zachodzi; wykonywana jest najsurowsza.', empty: 'Nie ma reguł: Hearth pracuje zawsze.', emptyNext: 'Wybierz zestaw powyżej albo dodaj regułę.', add: 'Dodaj', addRule: (title) => `Dodaj regułę: ${title}`, remove: 'Usuń', removeRule: (title) => `Usuń regułę: ${title}`, onRule: (title) => `Reguła: ${title}`, edit: 'Zmień', editRule: (title) => `Zmień regułę: ${title}`, notSet: 'nie ustawiono',
    scope: 'Dla', every: 'Wszystkie urządzenia', general: 'jak dla wszystkich urządzeń', ownHere: 'własna', makeOwn: 'Ustaw własną', backToGeneral: 'Jak dla wszystkich urządzeń', holds: (names) => `Zachodzi teraz dla: ${names}`, blind: (names, reason) => `Nie da się przestrzegać dla ${names}: ${reason}`, does: 'Wtedy',
    changed: (count) => `Niezapisane: ${count}`, changes: { one: 'zmiana', few: 'zmiany', many: 'zmian', other: 'zmiany' }, save: 'Zapisz', undo: 'Cofnij', redo: 'Ponów', discard: 'Odrzuć', saved: 'Zapisano.', tookPreset: (title) => `W użyciu: ${title}.`, undoSaved: 'Cofnij', elsewhere: 'Reguły zmieniono tymczasem gdzie indziej; zapis je zastąpi.', between: (least, most) => `Liczba od ${least} do ${most}`, notEmpty: 'To pole nie może być puste',
    simulator: 'Co stałoby się w zeszłym tygodniu', simulatorWhy: 'Zapisany tydzień, odtworzony z tymi regułami. Bez twoich własnych pauz.', simWaiting: 'Odtwarzanie tygodnia.', simEmpty: 'Nic jeszcze nie zapisano.', simEmptyNext: 'Gdy Hearth działa, co minutę zapisywana jest próbka; symulator odpowiada po pierwszej godzinie.', withSaved: 'Z zapisanymi regułami', withDraft: 'Z twoimi zmianami', span: (from, to, samples) => `od ${from} do ${to}, próbki: ${samples}`,
    outcome: { work: 'Praca', throttled: 'Wolniej', stopped: 'Postój', unknown: 'Nie zapisano' }, byRule: (title) => `Zatrzymane przez: ${title}`, picture: (name) => `${name}: kiedy by stanęło, dzień po dniu`, pictureNote: 'Zaznaczone: postój. Niezaznaczone: praca, wolniej lub nie zapisano.', stops: (count) => `${count} jako tabela`, stopsWords: { one: 'postój', few: 'postoje', many: 'postojów', other: 'postoju' }, noStops: 'Nie stanęłoby ani razu.', from: 'Od', to: 'Do', took: 'Przez', manyStops: 'Wymieniono tylko pierwszy tysiąc.',
  },
  fields: {
    stopCelsius: 'Zatrzymaj przy', bandCelsius: 'Wznów po ostygnięciu o', freeBytesLeast: 'Zostaw wolne', availableBytesLeast: 'Zostaw pamięć dla wszystkich', stalledPercentMost: 'Programy na nią czekają', percentMost: 'Udział jego limitu', wattsMost: 'Najwyżej watów', wattHoursPerDay: 'Energia dziennie', mostPerKilowattHour: 'Płać najwyżej, za kWh', leastPerHour: 'Zarabiaj co najmniej, na godzinę', path: 'Plik, który mówi „allow” lub „deny”', megabytesPerDay: 'Sieć dziennie, najwyżej', percentLeast: 'Na baterii tylko poniżej', onSaver: 'Zatrzymaj przy oszczędzaniu energii', minutes: 'Nikogo od', names: 'Programy, po jednym w wierszu', addProgram: 'Dodaj działający', resumeAfterSeconds: 'Poczekaj potem', othersPercentMost: 'Inne zajmują', stopsWhenLocked: 'Zatrzymaj przy blokadzie', stopsWhenDisplayAsleep: 'Zatrzymaj przy uśpionym ekranie',
    optional: 'puste: bez limitu', window: 'Godziny', windowFrom: 'od', windowTo: 'do', addWindow: 'Dodaj godziny', removeWindow: 'Usuń te godziny', exception: 'Inne dni', exceptionDate: 'Data', exceptionAllows: 'Praca cały dzień', exceptionDenies: 'Bez pracy', addException: 'Dodaj datę', removeException: (date) => `Usuń ${date}`,
  },
  profitUnknown: { firstDay: 'jest mniej niż dzień własnych danych', partly: 'nie każde zadanie tego urządzenia zmierzono', noMeter: 'nie da się tu odczytać mocy żadnego urządzenia', noTariff: 'nikt nie podał, ile kosztuje prąd', noRate: 'nikt nie podał, ile warta jest moneta', twoCurrencies: 'prąd i monety liczone są w dwóch walutach' },
};
