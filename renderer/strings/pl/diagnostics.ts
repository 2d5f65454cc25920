import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Sieć', waiting: 'Sprawdzanie sieci.', none: 'Hearth działa bez sieci.', noneNext: 'Pokwitowania powstają i są sprawdzane na tym komputerze, a nic nie jest płacone.',
    reach: {
      nothing: 'Nikt jeszcze nie może połączyć się z tym węzłem.', thisMachine: 'Z tym węzłem mogą połączyć się tylko programy na tym komputerze.', homeNetwork: 'Z tym węzłem może połączyć się twoja sieć domowa.', internet: 'Ten węzeł nasłuchuje pod adresem w internecie.', direct: 'Inne domy łączą się z tym węzłem bezpośrednio.', relay: 'Inne domy łączą się z tym węzłem przez przekaźnik.', closed: 'Inne domy nie mogą połączyć się z tym węzłem.', untried: 'Nikt jeszcze nie sprawdził, czy inne domy mogą połączyć się z tym węzłem.',
    },
    reachWhy: {
      nothing: 'Nigdzie nie nasłuchuje. Zacznie, gdy tylko się uruchomi.', thisMachine: 'Sieć ćwiczebna nie potrzebuje niczego więcej: jej klient i weryfikatorzy też działają tutaj. W routerze nie trzeba niczego otwierać.', homeNetwork: 'Kto nie przychodzi z adresu twojego domu, jest odsyłany. Zapora na tym komputerze nadal może zatrzymać twój dom.', internet: 'Od środka nie widać, czy zapora wpuszcza innych.', direct: 'Poproszono węzły, by się z nim połączyły, i weszły.', relay: 'Twój router nikogo nie wpuszcza, więc inni łączą się przez węzły służące za przekaźnik. To wolniejsze, a jedno połączenie przenosi najwyżej 16 MiB w 10 minut.', closed: 'Poproszono węzły, by się z nim połączyły, i nie weszły, a żaden przekaźnik nie ma jeszcze miejsca. Nadal może łączyć się z innymi i dostaje mniej pracy.', untried: 'Nasłuchuje i prosi pierwsze napotkane węzły, by się z nim połączyły.',
    },
    forward: (port) => `Aby mieć bezpośrednie łącze, przekieruj w routerze port TCP ${port} na ten komputer albo pozwól, by Hearth poprosił o to router.`,
    peers: 'połączone teraz', peersWhy: { one: 'peer', few: 'peery', many: 'peerów', other: 'peera' }, listens: 'Nasłuchuje pod', peerId: 'Identyfikator peera', node: 'Adres węzła', chain: 'Łańcuch', block: 'Najnowszy blok', blockAge: (age) => `sprzed ${age}`, rpc: 'Odpytywany pod', windowLength: 'Okno trwa', fresh: 'Łańcuch odpowiada, dane są aktualne.', old: (age) => `Łańcuch odpowiada, ale wiek najnowszego bloku to ${age}. Na jego podstawie nic nie jest rozstrzygane.`, gone: 'Łańcuch nie odpowiada. Pokwitowania czekają tutaj i zostaną opłacone, gdy wróci.', connecting: 'Łańcuch jeszcze nie odpowiedział.', noChain: 'Nie ma łańcucha.', strangers: 'Nazwy i adresy innych pokazywane są jako zwykły tekst. Hearth żadnego nie otwiera.',
    listen: {
      title: 'Kto może połączyć się z tym węzłem', waiting: 'Odczytuję twój wybór.', scope: { thisMachine: 'Ten komputer', homeNetwork: 'Sieć domowa', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Łączyć się mogą tylko programy na tym komputerze. Nic nie jest otwierane.', homeNetwork: 'Łączyć się mogą też komputery z adresem twojej sieci domowej. Wszyscy inni są odrzucani.', internet: 'Połączyć może się każdy: jeden port TCP tego komputera jest otwarty dla wszystkich.' },
      port: 'Port', portHint: 'Od 1024. Puste: 7413.', relay: 'Przekaźnik dla innych', relayWhy: 'Z węzłami, do których nikt nie dociera, można łączyć się przez ten: najwyżej 32, a jedno połączenie przenosi 16 MiB w 10 minut.', router: 'Poproś router', routerWhy: 'Router jest proszony o przekierowanie portu na ten komputer (UPnP).', region: 'Kraj', regionHint: 'Dwie litery, na przykład PL, dla tych, którzy kupują według kraju. Puste: inni niczego się nie dowiedzą.',
      save: 'Zapisz i uruchom dostawcę ponownie', saving: 'Dostawca uruchamia się ponownie.', saveWhy: 'Trwające zlecenia są potem kontynuowane.', runs: (running) => `Twój wybór obowiązuje od następnego uruchomienia dostawcy. Do tego czasu działa on tak: ${running}.`, portOf: (port) => `port ${port}`,
    },
    data: {
      title: 'Limity danych', waiting: 'Odczyt limitów.',
      what: 'Ile ten węzeł wysyła do internetu i z niego odbiera, razem z modelami. Przy limicie nie przyjmuje zamówień i nie udostępnia ani nie pobiera modeli, dopóki jego dzień lub miesiąc się nie skończy; bieżące zlecenia dobiegną końca. Ruch w twoim domu i ruch łańcucha się nie liczą.',
      names: { sentDay: 'Wysłane w ciągu dnia', sentMonth: 'Wysłane w ciągu miesiąca', receivedDay: 'Odebrane w ciągu dnia', receivedMonth: 'Odebrane w ciągu miesiąca' }, hint: 'W GiB. Puste: bez limitu.', used: (used) => `dotąd ${used}`, save: 'Zapisz limity', saved: 'Zapisano. Obowiązują od razu.',
    },
    networks: {
      title: 'Sieci', waiting: 'Odczytuję sieci.', own: 'Sieć ćwiczebna tego Hearth', only: 'Jest tu tylko sieć ćwiczebna tego Hearth.', join: 'Aby dołączyć do innej, podaj plik tej sieci temu poleceniu:', real: 'prawdziwe pieniądze', current: 'Bieżąca', switch: 'Przełącz', switchTo: (name) => `Przełącz na ${name}`,
      ask: (name) => `Przełączyć na ${name}?`, why: 'Najpierw kończone są trwające zlecenia, potem dostawca uruchamia się tam ponownie. Stawka, zarobki i pokwitowania każdej sieci zostają przy niej.', yes: 'Przełącz', no: 'Zostań tutaj', going: 'Trwa przełączanie: najpierw kończone są trwające zlecenia, potem dostawca uruchamia się ponownie.',
      receipts: { one: 'pokwitowanie tego węzła może tu jeszcze zostać sprawdzone.', few: 'pokwitowania tego węzła mogą tu jeszcze zostać sprawdzone.', many: 'pokwitowań tego węzła może tu jeszcze zostać sprawdzonych.', other: 'pokwitowania tego węzła może tu jeszcze zostać sprawdzone.' }, until: (moment) => `Najpóźniej do ${moment}.`, untilUnknown: 'Nie wiadomo jeszcze, do kiedy.', costs: 'Weryfikatorzy, którzy nikogo tu nie znajdą, mogą powiedzieć to w łańcuchu, a to kosztuje stawkę.', whenClear: 'Przełącz, gdy żadne nie czeka', waits: (name) => `Nowe zlecenia nie są już przyjmowane. Przełączenie na ${name} nastąpi, gdy żadne pokwitowanie nie będzie czekać na sprawdzenie.`, now: 'Przełącz teraz',
    },
  },
  logs: {
    title: 'Dziennik', waiting: 'Odczyt dziennika.', empty: 'Nic jeszcze nie zapisano.', emptyNext: 'Każdy program zapisuje tu, co robi i czego odmówił.', none: 'Żaden wiersz tego nie zawiera.', noneNext: 'Spróbuj krótszego tekstu.', filter: 'Tylko wiersze zawierające', count: { one: 'wiersz', few: 'wiersze', many: 'wierszy', other: 'wiersza' }, cut: 'starsze są w pliku', follow: 'Śledź', export: 'Zapisz te wiersze', exportWhy: 'Bez zmian, z adresami i ścieżkami. Dla kogoś innego użyj pakietu diagnostycznego z ekranu O programie: jest oczyszczony.',
  },
  about: {
    title: 'O programie', version: 'Hearth', lead: 'Licencja MIT. Zawiera dzieła innych, każde na własnej licencji.', licences: 'Z czego się składa', works: { one: 'dzieło innych', few: 'dzieła innych', many: 'dzieł innych', other: 'dzieła innych' }, licenceHead: { name: 'Dzieło', licence: 'Licencja' },
    guard: 'Nikt nie zapyta o twoją frazę', guardWhy: 'Ani Hearth, ani jego twórcy, ani klient, ani pomoc techniczna, ani ta strona. Kto pyta o frazę odzyskiwania, hasło lub klucz, chce twoich pieniędzy. Hearth pokazuje tekst z sieci jako zwykły tekst, nigdy jako polecenie.',
    bundle: 'Pakiet diagnostyczny', bundleWhy: 'Dla kogoś, kto pomaga znaleźć usterkę: wersje, urządzenia, stany i dziennik. Konta, skróty, adresy, ścieżki oraz nazwy twoja i tego komputera są usuwane, zanim to zobaczysz.', make: 'Utwórz i obejrzyj', making: 'Tworzenie', save: 'Zapisz', size: (size) => `${size}. Najpierw przeczytaj: to wszystko, co zawiera.`, nothingSent: 'Nic nie jest nigdzie wysyłane.',
  },
};
