import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'Zamówienia nie przyjęto. Nic tu nie trzeba robić.';
const unpaid = 'Nic nie zostanie za nie zapłacone.';
const refused: Readonly<Record<string, string>> = { kind: 'tego rodzaju zadań', model: 'tego modelu', client: 'tego klienta' };

export const fieldWords: Pack['fieldWords'] = { missing: 'Wypełnij to pole.', number: 'Wpisz liczbę.', least: (least) => `Co najmniej ${least}.`, most: (most) => `Co najwyżej ${most}.`, shape: 'Nie jest to zapisane w oczekiwanej postaci.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'dwa pokwitowania o jednym numerze', order: 'przeczy zamówieniu', plan: 'inny plan audytu', seed: 'inne ziarno niż wylosowane przez klienta', class: 'inna klasa liczbowa niż zamówiona',
  stop: 'łamie regułę zakończenia', dispute: 'przegrano spór', foreignAnchor: 'zakotwiczono pokwitowanie innego węzła',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `Stało się coś, na co ta strona nie ma słów (${code}).`, next: 'Nic nie przepadło. Jeśli się powtórzy, więcej jest w dzienniku.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Wewnątrz Hearth coś poszło nie tak (zdarzenie ${incident}).`, next: 'Jest w dzienniku pod tym numerem.' }),
  'usage.invalid': ({ reason }) => ({ what: `Tego nie można zrobić: ${reason}.`, next: 'Nic nie zostało zmienione.' }),

  'bridge.malformed': () => ({ what: 'Strona i Hearth się nie zrozumiały.', next: 'Odśwież stronę; mogą być w różnych wersjach.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Ten Hearth nie zna „${command}”.`, next: 'Odśwież stronę; może być nowsza niż Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth nie odpowiada.', next: 'Strona próbuje dalej. Jeśli Hearth został zatrzymany, uruchom go ponownie.' }),
  'bridge.forbidden': () => ({ what: 'Ta strona nie ma klucza do tego Hearth.', next: 'Otwórz adres, który Hearth podał przy uruchomieniu; każde uruchomienie ma własny.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Inny Hearth używa już ${dataFolder}.`, next: 'Użyj tamtego albo uruchom ten z innym folderem danych.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `W ${dataFolder} nie działa żaden Hearth.`, next: 'Najpierw go uruchom.' }),
  'host.portBusy': ({ port }) => ({ what: `Port ${port} jest zajęty przez inny program.`, next: 'Wybierz inny port albo go pomiń, a Hearth znajdzie wolny.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `Program ${program} się nie uruchomił: ${reason}.`, next: 'Hearth spróbuje ponownie.' }),
  'host.pageMissing': ({ folder }) => ({ what: `Strona nie jest zbudowana w ${folder}.`, next: 'Zbuduj ją poleceniem npm run build:page.' }),
  'update.off': () => ({ what: 'Ten Hearth nie aktualizuje się sam.', next: 'Ustawienia mówią dlaczego.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `Nie można odczytać ${path}: ${reason}.`, next: 'Hearth tego nie ruszył. Przywróć kopię albo wybierz inny folder danych.' }),
  'storage.diskFull': ({ path }) => ({ what: `Dysk z ${path} jest pełny.`, next: 'Nowe zamówienia nie są przyjmowane, aż będzie miejsce. Praca w toku jest zachowana.' }),
  'storage.locked': ({ path }) => ({ what: `Inny program trzyma ${path}.`, next: 'Zamknij go i spróbuj ponownie.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} zapisał nowszy Hearth (wersja ${found}, ten zna ${known}).`, next: 'Zaktualizuj Hearth. Nic nie zostało zmienione.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `Nie można odczytać ${path}: ${reason === 'missing' ? 'nie ma takiego pliku' : reason === 'folder' ? 'to jest folder' : reason === 'denied' ? 'nie wolno ci go czytać' : reason}.`, next: 'Nic się nie zmieniło. Sprawdź ścieżkę albo podłącz dysk, na którym leży, i podaj sam plik.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `Ustawienia w ${path} nie mają sensu: ${reason}.`, next: 'Popraw plik albo usuń go, aby zacząć od wartości domyślnych.' }),

  'model.notFound': ({ folder }) => ({ what: `W ${folder} nie ma modelu.`, next: 'Sprawdź folder.' }),
  'model.corrupt': ({ file }) => ({ what: `Plik modelu ${file} nie jest tym, czym powinien: ma inny skrót.`, next: 'Hearth go nie uruchomi. Zainstaluj model ponownie.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `Nie można odczytać pliku modelu ${file}: ${reason}.`, next: 'Popraw plik albo zainstaluj model ponownie.' }),
  'model.unsupported': ({ reason }) => ({ what: `Ten model nie może tu działać: ${reason}.`, next: 'Wybierz inny model.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} jest tu potrzebny: ten węzeł ma miejsce wśród jego weryfikatorów.` : model === '' ? 'Zadania zajmują modele.' : `${model} jest tu potrzebny: czeka na niego zamówienie.`, next: use === 'seat' ? 'Najpierw oddaj miejsce.' : 'Niczego nie zmieniono. Spróbuj po zakończeniu pracy albo wstrzymaj.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `Nie ma miejsca: brakuje ${formatBytes(shortBytes)}, nawet gdy zniknie wszystko, co może.` : neededBytes === 0 ? `Dla tego limitu zostałyby usunięte: ${wouldGo}.` : `Na kolejne ${formatBytes(neededBytes)} zostałyby usunięte: ${wouldGo}.`, next: wouldGo === '' ? 'Podnieś limit, odepnij lub usuń model albo przenieś modele na większy dysk.' : 'Niczego nie usunięto. Zgódź się albo podnieś limit.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `Modeli nie można przenieść do ${folder}: ${reason}.`, next: 'Leżą tam, gdzie były. Podaj nowy lub pusty folder.' }),
  'model.unknown': () => ({ what: 'Zamówienie wskazuje model, którego ten węzeł nie ma.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Z tego adresu nic nie jest pobierane: ${url}.`, next: reason === 'scheme' ? 'Musi zaczynać się od https.' : reason === 'plain' ? 'http jest tylko dla tego komputera. Użyj https.' : reason === 'credentials' ? 'Usuń nazwę i hasło.' : 'Zapisz go jako https://host/folder/, bez ? i #.' }),
  'download.dataLimit': () => ({ what: 'Pobieranie stanęło: twój limit danych jest wyczerpany.', next: 'To, co przyszło, zostaje. Ruszy samo, gdy skończy się dzień lub miesiąc limitu albo gdy podniesiesz go na ekranie Sieć.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} nie odpowiada jak należy: ${reason}.`, next: 'To, co przyszło, zostaje. Wznów, gdy odpowie, albo podaj inny adres.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} nie może wykazać, że jest tym, za kogo się podaje: jego certyfikat tu nie obowiązuje (${reason}).`, next: 'To, co przyszło, zostaje. Podaj inny adres; dla własnego serwera uruchom Hearth z NODE_EXTRA_CA_CERTS=PLIK, certyfikatem twojego urzędu.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} nie ma dla nas modelu (HTTP ${status}).`, next: 'Sprawdź adres. Musi tam być hearth-list.json lub manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} odsyła gdzie indziej: ${to}.`, next: 'Stamtąd nic nie wzięto. Jeśli ufasz temu miejscu, podaj je samodzielnie.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} odpowiada w postaci spakowanej (${encoding}), choć o to nie proszono.`, next: 'Nic z tego nie zachowano. Użyj innego adresu.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} nie daje prawie nic: ${bytesPerSecond} bajtów na sekundę.`, next: 'To, co przyszło, zostaje. Wznów później albo podaj inny adres.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `To, co daje ${url}, przekracza ${formatBytes(limitBytes)}.`, next: 'Nic z tego nie zachowano. Użyj innego adresu.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} daje inną długość niż lista: ${found} zamiast ${formatBytes(expectedBytes)}.`, next: 'Nic z tego nie zachowano. Użyj innego adresu.' }),
  'download.wrongBytes': ({ file }) => ({ what: `To, co przyszło dla ${file}, nie jest tym, co wskazano: skrót jest inny.`, next: 'Nic z tego nie zachowano. Użyj innego adresu.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Pod tym adresem jest inny model: ${found} zamiast ${expected}.`, next: 'Nic z tego nie zachowano. Sprawdź skrót i adres.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `Lista plików pod ${url} nie ma sensu: ${reason}.`, next: 'Nic z tego nie zachowano. Użyj innego adresu.' }),

  'input.malformed': ({ reason }) => ({ what: `Wejście zamówienia nie ma sensu: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `Za duże w zamówieniu: ${what}, ${found}, najwyżej ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `Wejście zamówienia ma kształt ${found}, model przyjmuje ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `Zamówienie nie ma sensu: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'Zamówienia nie podpisał klient, którego wskazuje.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'Zamówienie jest dla innego węzła.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'Zamówienie wskazuje inny model niż jego żądanie.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `Zamówienie wymaga klasy liczbowej ${asked}, ten węzeł liczy w ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'Wejście nie jest tym, dla którego podpisano zamówienie.', next: theirRequest }),
  'order.expired': () => ({ what: 'Zamówienie przyszło po własnym terminie.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'Zamówienie oferuje mniej, niż żąda ten węzeł.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'Klient nie odłożył dość pieniędzy na zamówienie.', next: 'Może wysłać je ponownie, gdy to zrobi.' }),
  'order.duplicate': () => ({ what: 'To zamówienie przyjęto już wcześniej.', next: 'Jest wykonywane i opłacane raz.' }),
  'order.notTaken': ({ what }) => ({ what: `Właściciel tego węzła nie przyjmuje ${Object.hasOwn(refused, what) ? refused[what]! : what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `Zamówienie wymaga tu ${neededSeconds} s, a do jego terminu zostało ${leftSeconds} s.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `Jednostki w zamówieniu: ${found}; ten węzeł wykonuje najwyżej ${limit}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'Zadanie anulowano.', next: unpaid }),
  'job.deadline': () => ({ what: 'Zadanie nie skończyło się przed terminem.', next: `${unpaid} Urządzenie znów jest wolne.` }),
  'job.notFound': () => ({ what: 'Nie ma tu takiego zadania.', next: 'Może należeć do innego folderu danych.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `Program wykonujący zadanie zakończył się bez słowa (${attempts === 1 ? 'raz' : `${attempts} razy`}): ${signal}.`, next: 'Po ostatniej próbie zadanie porzucono. Urządzenie przyjmuje dalej inne.' }),
  'job.handedBack': ({ rule }) => ({ what: `Zadanie zwrócono: reguła właściciela „${rule}” zabrała urządzenie.`, next: 'Trafi do innego dostawcy. Nikt nie zawinił.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Nikt nie odpowiedział na czas w sporze o pokwitowanie.' : `W łańcuchu dowiedziono, że pokwitowanie jest fałszywe (${faultTitle(fault)}).`} Przepadło ${coinsOf(slashedWei)} zastawu.`, next: `${unpaid} Zastaw, który przepadł, nie wraca.` }),
  'job.voided': ({ penaltyWei }) => ({ what: `Komisja weryfikatorów przeliczyła zadanie i odrzuciła pokwitowanie: zadanie jest nieważne${penaltyWei === '0' ? '' : `, a przepadło ${coinsOf(penaltyWei)} zastawu`}.`, next: `${unpaid} Przez pewien czas każde pokwitowanie tego węzła podlega audytowi.` }),
  'job.busy': ({ running, limit }) => ({ what: `Wszystkie miejsca są zajęte: działa ${running} z ${limit} zadań.`, next: 'Klient może poprosić ponownie.' }),
  'job.paused': () => ({ what: 'Hearth był wstrzymany, gdy przyszło zamówienie.', next: 'Klient może poprosić ponownie.' }),

  'worker.lost': ({ signal }) => ({ what: `Program wykonujący zadanie zakończył się bez słowa: ${signal}.`, next: 'Zastępuje go nowy.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `Model się nie wczytał: ${reason}.`, next: 'Urządzenie nie używa tego modelu do ponownego uruchomienia Hearth.' }),
  'worker.runFailed': ({ reason }) => ({ what: `Model zawiódł podczas działania: ${reason}.`, next: 'Nic nie zostanie zapłacone za to zadanie.' }),
  'worker.timeout': ({ stage }) => ({ what: `Zadanie trwało za długo (${stage}).`, next: 'Zatrzymano je i zwolniono urządzenie.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} nie jest śladem: ${reason}.`, next: 'Kto go wykonał, przegra z nim spór.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `Model to ${found}, pokwitowanie wskazuje ${expected}.`, next: 'Podaj folder modelu, który wskazuje pokwitowanie.' }),
  'evidence.nonFinite': () => ({ what: 'Model wytworzył wartość, która nie jest liczbą.', next: 'Pokwitowanie nie powstało, więc nic nie jest płacone. Jeśli się powtarza, wadliwe jest urządzenie lub sterownik.' }),

  'audit.notServed': ({ what, reason }) => ({ what: `Nie wydano: ${what}, ${reason}.`, next: 'Prośba jest powtarzana, aż skończy się czas na głos.' }),
  'guard.notChosen': () => ({ what: 'Ten węzeł nie odpowiada w sporach za tamten.', next: 'Jego właściciel przyjmuje go poleceniem hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'Losowanie nie dało temu weryfikatorowi miejsca przy tym pokwitowaniu.', next: 'Pakiet zadania dostaje tylko ten, kto został wylosowany.' }),
  'rows.unavailable': ({ reason }) => ({ what: `Nie można otworzyć żądanych wierszy: ${reason}.`, next: 'Zadanie, którego wiersze są zatrzymane, nie jest opłacane.' }),

  'receipt.malformed': ({ reason }) => ({ what: `To nie jest pokwitowanie: ${reason}.`, next: 'Sprawdź plik.' }),
  'receipt.tooLarge': () => ({ what: 'Plik jest większy, niż może być pokwitowanie.', next: 'Sprawdź plik.' }),
  'receipt.notFound': () => ({ what: 'To zadanie nie ma jeszcze pokwitowania.', next: 'Jest podpisywane po wykonaniu zadania.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `Pokwitowanie nie jest poprawne: ${check}, ${reason}.`, next: 'Nie polegaj na nim.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `Moduł podpisu odmówił podpisania: ${reason}.`, next: isOwnLimit(rule) ? 'Limit zmienia się w portfelu, w części „Limity”.' : 'Jego reguł nie można zmienić z tej strony.' }),
  'signer.secondCommitment': () => ({ what: 'Dla tego samego zadania miał zostać podpisany drugi, inny wynik. Moduł podpisu odmówił.', next: 'Ważny jest pierwszy podpis.' }),
  'signer.secondVote': () => ({ what: 'O tym samym pokwitowaniu miał zostać podpisany drugi, inny głos. Moduł podpisu odmówił.', next: 'Ważny jest pierwszy głos.' }),
  'signer.unavailable': () => ({ what: 'Moduł podpisu nie odpowiada.', next: 'Ukończona praca czeka i zostanie podpisana, gdy wróci.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `Rejestr modułu podpisu ${path} jest uszkodzony w wierszu ${line}.`, next: 'Nic nie podpisze, aż rejestr zostanie przywrócony z kopii.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `To nie jest adres: ${reason}.`, next: 'Skopiuj go ponownie w całości ze źródła.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `To nie jest kopia zapasowa portfela: ${reason}.`, next: 'Wybierz plik zapisany przez Hearth. Nic nie zostało zmienione.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Brakuje jeszcze jednego: ${what}.`, next: 'Nic nie podpisano.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Za dużo błędnych haseł. Następna próba za ${Math.ceil(waitMs / 1000)} s.`, next: 'Poczekaj; ponowne uruchomienie tego nie skróci.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} to nie token, który można wysłać: ${reason}.`, next: 'Porównaj adres z tym, który podają jego twórcy.' }),
  'wallet.exists': ({ what }) => ({ what: `Portfel już to ma: ${what}.`, next: 'Nic nie zostało zmienione.' }),
  'wallet.keyInvalid': () => ({ what: 'To nie jest klucz prywatny: ma on 64 cyfry szesnastkowe.', next: 'Sprawdź go. Niczego nie zachowano.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Nie można otworzyć tego pliku klucza: ${reason} (${field}).`, next: 'To nie kwestia hasła. Wyeksportuj plik ponownie tam, skąd pochodzi.' }),
  'wallet.locked': () => ({ what: 'Portfel jest zablokowany.', next: 'Odblokuj go hasłem. Zadania i pokwitowania trwają w tym czasie dalej.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Był tu portfel (${addresses}), a jego plik zniknął lub jest uszkodzony.`, next: 'Przywróć go z kopii zapasowej lub frazy odzyskiwania albo zaznacz, że chcesz nowy.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Ta nazwa się nie nadaje: ${reason}.`, next: 'Wybierz inną.' }),
  'wallet.noChain': () => ({ what: 'Hearth działa bez sieci, więc nie ma łańcucha, który można zapytać.', next: 'Portfel zachowuje klucze; salda i wysyłanie wymagają sieci.' }),
  'wallet.noPhrase': () => ({ what: 'To konto nie ma frazy odzyskiwania: zaimportowano je jako pojedynczy klucz.', next: 'Zachowaj jego plik klucza lub kopię zapasową.' }),
  'wallet.notFound': ({ what }) => ({ what: `Nie ma tego w portfelu: ${what}.`, next: 'Zajrzyj na listę kont.' }),
  'wallet.notPending': () => ({ what: 'Ta transakcja już nie czeka.', next: 'Zobacz jej stan.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} nie jest ścieżką wyprowadzania.`, next: "Zwykła to m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Fraza odzyskiwania ma 12, 15, 18, 21 lub 24 słowa.' : reason === 'word' ? `Słowa nr ${position} nie ma na żadnej liście.` : 'To słowa z listy, ale razem nie tworzą frazy odzyskiwania: suma kontrolna jest błędna.',
    next: 'Porównaj z tym, co zostało zapisane. Niczego nie zachowano.',
  }),
  'wallet.watchOnly': () => ({ what: 'To konto jest tylko obserwowane: jego klucza tu nie ma.', next: 'Podpisz tam, gdzie jest jego klucz.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `To hasło zbyt łatwo odgadnąć. ${warning}`, next: 'Dobre są co najmniej cztery niezwiązane ze sobą słowa.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'To hasło go nie otwiera.', next: waitMs > 0 ? `Następna próba za ${Math.ceil(waitMs / 1000)} s.` : 'Spróbuj ponownie.' }),
  'wallet.wrongWords': () => ({ what: 'To nie są słowa, o które pytano.', next: 'Zajrzyj do zapisanych słów i spróbuj ponownie.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `Łańcuch pod ${rpcUrl} nie odpowiada.`, next: 'Pokwitowania czekają i zostaną rozliczone, gdy wróci.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `To łańcuch ${found}; Hearth miał podany ${expected}.`, next: 'Nic nie jest do niego wysyłane. Sprawdź adres łańcucha.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `Kontrakt ${contract} w łańcuchu nie jest tym, który zna Hearth.`, next: 'Nic nie jest do niego wysyłane.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `Wiek danych łańcucha to ${formatSpan(ageSeconds * 1000)}: ${rpcUrl} nie pokazuje nowszego bloku.`, next: 'Na ich podstawie nic nie jest rozstrzygane. Jeśli inne komputery widzą nowsze bloki, sprawdź zegar tego i adres.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Ten adres łańcucha nie jest tu używany: ${rpcUrl}.`, next: reason === 'scheme' ? 'Musi zaczynać się od https.' : reason === 'plain' ? 'http jest tylko dla tego komputera: w drodze do innego każdy mógłby odpowiedzieć. Użyj https.' : reason === 'credentials' ? 'Pomiń nazwę i hasło; węzły przyjmują klucz w ścieżce.' : reason === 'known' ? 'Już tu jest.' : reason === 'many' ? 'Można dodać osiem. Najpierw usuń jeden.' : reason === 'silent' ? 'Nie odpowiada. Sprawdź go albo dodaj, gdy będzie odpowiadał; nic nie zostało zmienione.' : 'Zapisz go jako https://host/ścieżka.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Dwa adresy łańcucha różnią się co do bloku ${blockNumber}: ${rpcUrl} i ${otherUrl}.`, next: 'Nic nie jest rozstrzygane, aż będą zgodne. Jeśli to potrwa, usuń adres, któremu mniej ufasz.' }),
  'chain.reverted': ({ call, error }) => ({ what: `Łańcuch odrzucił ${call}: ${error}.`, next: 'Pieniądze się nie ruszyły.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `Lista kontraktów w ${path} nie ma sensu: ${reason}.`, next: 'Przywróć plik.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `Brakuje ${tool}: ${reason}.`, next: 'Bez tego sieć ćwiczebna nie może się uruchomić.' }),

  'chain.gasMissing': () => ({ what: 'Konto, które zapisuje w łańcuchu, nie może zapłacić opłaty.', next: 'Pokwitowania czekają, aż będzie miało środki.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `Wycofano ${call}: ${reason}.`, next: 'Nic się nie stało; zapłacono tylko opłatę.' }),
  'chain.nonceTaken': () => ({ what: 'Inny program wysyła z tego samego konta.', next: 'Zatrzymaj drugi; dwa programy nie mogą dzielić konta.' }),

  'network.unreachable': ({ address }) => ({ what: `Nie można połączyć się z ${address}.`, next: 'Hearth spróbuje ponownie.' }),
  'network.malformed': () => ({ what: 'Peer przysłał coś, co nie ma sensu.', next: 'Jego połączenie zamknięto.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `Plik sieci ${from} nie zostaje przyjęty: ${reason}.`, next: 'Poproś prowadzącego sieć o jej plik i o jego sha256.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `Sieć ${name} mówi ${found}; ten Hearth mówi ${expected}.`, next: 'Użyj wersji Hearth, którą podają jej operatorzy.' }),
  'network.unknown': ({ name }) => ({ what: `Ten Hearth nie dołączył do żadnej sieci o nazwie ${name}.`, next: 'Zobacz hearth networks; dołącz przez hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `Zegar tego komputera i łańcuch tej sieci różnią się o ${seconds} s.`, next: 'Ustaw zegar tego komputera i dołącz ponownie.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Żaden dostawca nie przyjmuje teraz zadania dla ${modelId}.`, next: 'Poproś ponownie za chwilę albo dopuść wyższą cenę.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `Budżet klucza nie pokrywa ${neededWei} wei, które to może kosztować.`, next: 'Zwiększ budżet przez hearth gateway-key albo poproś o mniej tokenów.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `W ${dataFolder} nie ma sieci ćwiczebnej.`, next: 'Najpierw uruchom hearth start z tym folderem danych; brama kupuje na razie tylko w sieci ćwiczebnej.' }),
  'devnet.failed': ({ reason }) => ({ what: `Sieć ćwiczebna się nie uruchomiła: ${reason}.`, next: 'Hearth spróbuje ponownie.' }),
  'test.missing': ({ what, install }) => ({ what: `Brakuje: ${what}.`, next: `Zainstaluj: ${install}` }),
};
