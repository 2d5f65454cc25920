import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'model', aTransaction: 'transakcja', aProposal: 'propozycja', someAmount: 'nieznana kwota',
  clientSilent: { what: (job) => `Klient zadania ${job} wziął wynik i nie przysyła bonu.`, next: 'Cena jest dochodzona w łańcuchu. Nic tu nie trzeba robić.' },
  firstPayment: { what: (amount) => `Pierwsze zadanie opłacone: ${amount}.`, next: 'Zarobki pokazują, co z tego zostało.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: opłacono ${jobs}, razem ${amount}.`, next: 'Zarobki pokazują opłaty, energię i kwotę netto.' },
  claimPaid: { what: (job, amount) => `Roszczenie za zadanie ${job} zostało opłacone: ${amount}.`, next: 'Nic tu nie trzeba robić.' },
  transactionFailed: { what: (name, reason) => `Łańcuch odrzucił transakcję węzła (${name}). ${reason}`, next: 'Zostanie ponowiona. Jeśli to potrwa, więcej jest w dzienniku.' },
  caseOpened: { what: (job) => `Weryfikator odrzucił pokwitowanie zadania ${job}; losowani są kolejni.`, next: 'Przeliczą je. Jeśli przyznają ci rację, jest ważne; jeśli nie, kosztuje zastaw.' },
  caseEnded: { accepted: (job) => `Kolejni weryfikatorzy przeliczyli zadanie ${job} i uznali pokwitowanie za poprawne.`, unproven: (job) => `Sprawa zadania ${job} skończyła się bez większości.`, next: 'Pokwitowanie jest opłacane jak przedtem.' },
  auditMissed: { what: (reason) => `Ten węzeł nie zagłosował na czas o pokwitowaniu, do którego go wylosowano. ${reason}`, next: 'Ten głos nie jest opłacany. Niech Hearth działa albo oddaj miejsca.' },
  auditPaid: { what: (amount) => `Zapłacono za głosy weryfikatora: ${amount}.`, next: 'Nic tu nie trzeba robić.' },
  rowsEvicted: { what: (job) => `Wiersze zadania ${job} usunięto, aby zrobić miejsce.`, next: 'Na jego audyt nie można już odpowiedzieć. Zostaw więcej miejsca na dysku.' },
  stakeFull: { what: (used, limit) => `Prawie wszystko, na co pozwala zastaw, jest w otwartych zadaniach: ${used} z ${limit}.`, next: 'Kolejne pokwitowania czekają, aż inne zostaną opłacone. Większy zastaw przepuści więcej.' },
  stakeReady: { what: (amount) => `Zastaw, o którego zwrot poproszono, można zwolnić: ${amount}.`, next: 'Do tego czasu nic nie przynosi i pozostaje zagrożony.' },
  deviceTested: { sound: (device) => `Test: ${device} liczy poprawnie.`, wrong: (device) => `Test: ${device} liczy błędnie.`, unproven: (device) => `Test: wyników ${device} nie było z czym porównać.`, next: 'Szybkość jest na ekranie Urządzenia.' },
  modelDamaged: { what: (model, reason) => `Nie można otworzyć modelu ${model}. ${reason}`, next: 'Zamówienia na niego nie są przyjmowane. Zainstaluj go ponownie.' },
  downloadDone: { what: (model) => `Model ${model} jest pobrany i sprawdzony.`, next: 'Jest odtąd oferowany.' },
  downloadEnded: { what: (model, reason) => `Pobieranie modelu ${model} zatrzymało się. ${reason}`, next: 'Otwórz modele, aby je wznowić lub porzucić.' },
  pauseEnded: { what: (device) => `Pauza się skończyła: ${device}.`, next: 'Znów przyjmuje pracę.' },
  gaveBackSlowly: { what: (device, span) => `Oddanie pamięci ${device} trwało ${span}.`, next: 'Obiecane są dwie sekundy. Jeśli się powtórzy, wybierz zestaw, który pracuje mniej.' },
  chainRewound: { what: (block) => `Łańcuch cofnął swoje bloki po ${block}.`, next: 'To, co w nich zapłacono, jest sprawdzane ponownie.' },
  practiceRestarted: { what: 'Sieć ćwiczebna zakończyła się i została uruchomiona ponownie.', next: 'Jej łańcuch zachował stan. Zadania trwają.' },
  voteOpened: { what: (title, until) => `Głosowanie otwarte do ${until}: ${title}.`, next: 'Masz w nim głosy.' },
  voteEnds: { what: (title, span) => `Głosowanie kończy się za ${span}, a brakuje twojego głosu: ${title}.`, ended: (title) => `Głosowanie bez twojego głosu właśnie się kończy: ${title}.`, next: 'Zagłosuj albo je pomiń.' },
  voteMissed: { what: (title) => `Głosowanie skończyło się bez twojego głosu: ${title}.`, next: 'Otwórz je, aby zobaczyć wynik.' },
  proposalExecuted: { what: (title) => `Propozycja weszła w życie: ${title}.`, next: 'Otwórz ją, aby zobaczyć, co tu zmienia.' },
  updated: { what: (version, before) => `Hearth jest teraz w wersji ${version}; wcześniej ${before}.`, next: 'Nic tu nie trzeba robić.' },
  diskFull: { what: (path) => `Dysk z ${path} jest pełny.`, next: 'Nowe zamówienia nie są przyjmowane. Zrób miejsce: praca ruszy sama.' },
  diskHasRoom: { what: 'Dysk znów przyjmuje dane.', next: 'Zamówienia są znów przyjmowane.' },
  walletLocked: { what: 'Portfel sam się zablokował, bo od pewnego czasu o nic go nie proszono.', next: 'Zadania, pokwitowania i płatności trwają dalej. Odblokuj go, gdy wysyłasz, dajesz zastaw lub głosujesz.' },
  backupDue: { what: 'Czas porównać frazę odzyskiwania portfela z twoją kopią.', next: 'Otwórz portfel i wpisz słowa, o które prosi. Kopia, której nigdy nie odczytano, może nie być kopią.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Pierwsze pokwitowanie', jobFailed: 'Zadanie się nie udało', jobRetried: 'Zadanie zaczyna się od nowa', orderRefused: 'Odrzucono zamówienie', clientSilent: 'Klient milczy', firstPayment: 'Pierwsza płatność', dayEarned: 'Co przyniósł dzień', claimPaid: 'Opłacono roszczenie', transactionFailed: 'Transakcja się nie udała',
  slashed: 'Zastaw przepadł', voided: 'Odrzucono pokwitowanie', disputed: 'Pokwitowanie jest sporne', disputeEnded: 'Spór się skończył', caseOpened: 'Weryfikator odrzucił pokwitowanie', caseEnded: 'Sprawa się skończyła', auditMissed: 'Przegapiono audyt', auditPaid: 'Opłacono głosy', rowsEvicted: 'Usunięto wiersze', stakeFull: 'Zastaw jest wyczerpany', stakeReady: 'Zastaw można zwolnić',
  deviceSetAside: 'Odłożono urządzenie', deviceTested: 'Przetestowano urządzenie', workerRestarted: 'Uruchomiono ponownie proces roboczy', modelDamaged: 'Model jest uszkodzony', downloadDone: 'Model jest zainstalowany', downloadEnded: 'Pobieranie się zatrzymało', ruleStopped: 'Reguła zabrała urządzenie', ruleEnded: 'Reguła oddała urządzenie', pauseEnded: 'Pauza się skończyła', gaveBackSlowly: 'Pamięć oddano powoli', woke: 'Komputer był uśpiony',
  chainGone: 'Łańcuch milczy', chainBack: 'Łańcuch wrócił', chainDoubt: 'Dane łańcucha są wątpliwe', chainSound: 'Dane łańcucha znów wiarygodne', rpcSetAside: 'Odłożono adres łańcucha', chainRewound: 'Łańcuch cofnął bloki', practiceRestarted: 'Sieć ćwiczebna ruszyła ponownie',
  voteOpened: 'Trwa głosowanie', voteEnds: 'Głosowanie wkrótce się kończy', voteMissed: 'Głosowanie bez twojego głosu', proposalExecuted: 'Propozycja weszła w życie', providerRestarted: 'Hearth niespodziewanie się zakończył', signerRestarted: 'Moduł podpisu ruszył ponownie', updated: 'Inna wersja', diskFull: 'Dysk jest pełny', diskHasRoom: 'Na dysku jest miejsce', cheating: 'Celowe oszustwo',
  walletLocked: 'Portfel sam się zablokował', backupDue: 'Frazę trzeba porównać',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Powiadomienia', bell: 'Powiadomienia', bellUnread: (n) => `Powiadomienia, nieprzeczytane: ${n}`, waiting: 'Oczekiwanie na powiadomienia.', empty: 'Nic się jeszcze nie wydarzyło.', emptyNext: 'To, co warto wiedzieć, jest tutaj, z powodem i następnym krokiem.',
  filter: 'Waga', filters: { all: 'Wszystkie', unread: 'Nieprzeczytane', attention: 'Uwaga', failure: 'Błędy', info: 'Informacje' }, none: 'Nie ma takich.', showAll: 'Pokaż wszystkie',
  readAll: 'Oznacz wszystkie jako przeczytane', clearAll: 'Usuń wszystkie', cleared: { one: 'powiadomienie usunięte.', few: 'powiadomienia usunięte.', many: 'powiadomień usuniętych.', other: 'powiadomienia usuniętego.' }, undo: 'Cofnij', choose: 'Wybór powiadomień',
  unread: 'Nieprzeczytane', markRead: 'Oznacz jako przeczytane', markUnread: 'Oznacz jako nieprzeczytane', clear: 'Usuń', times: (n, since) => `${n} razy od ${since}`, mute: 'Nie powiadamiaj o tym więcej', muted: (title) => `Bez dalszych powiadomień: ${title}.`,
  today: 'Dziś', yesterday: 'Wczoraj', all: 'Wszystkie powiadomienia',
  actions: { job: 'Otwórz zadanie', jobs: 'Pokaż zadania', earnings: 'Otwórz zarobki', devices: 'Otwórz urządzenia', rules: 'Otwórz reguły', network: 'Otwórz sieć', staking: 'Otwórz zastaw', wallet: 'Otwórz portfel', proposal: 'Otwórz głosowanie', audits: 'Otwórz audyty', models: 'Otwórz modele', settings: 'Otwórz ustawienia', log: 'Otwórz dziennik', about: 'O tym Hearth' },
  settings: {
    title: 'Powiadomienia', why: 'Wyłączone nie są zachowywane ani pokazywane. O tym, co kosztuje lub szkodzi komputerowi, powiadamiamy zawsze.', waiting: 'Odczyt ustawień powiadomień.', native: 'Pokazuj na pulpicie', nativeWhy: 'Gdy okna nie widać, system pokazuje to, co wymaga uwagi.',
    quiet: 'Godziny ciszy', quietWhy: 'W tym czasie pulpit pokazuje tylko to, co kosztuje lub szkodzi komputerowi. Tutaj zachowane jest wszystko.', from: 'Od', to: 'Do', same: 'Godziny ciszy wymagają początku i innego końca.', always: 'Zawsze', tell: (title) => `Powiadamiaj: ${title}`,
    groups: { jobs: 'Zadania', money: 'Pieniądze', devices: 'Urządzenia', guest: 'Bycie gościem', chain: 'Łańcuch', votes: 'Głosowania', hearth: 'Sam Hearth' }, on: 'Włączone', off: 'Wyłączone', count: (on, all) => `włączone: ${on} z ${all}`,
  },
};
