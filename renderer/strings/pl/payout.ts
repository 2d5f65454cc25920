import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'Co odebrać i kiedy', waiting: 'Pytanie łańcucha, co czeka i ile by to kosztowało.', unsigned: 'Trwa pytanie programu podpisującego portfela.',
  places: { onWay: 'W drodze', onWayNote: 'bony, kotwice i okna', settle: 'Gotowe do rozliczenia', settleNote: 'węzeł robi to sam', held: 'Wstrzymane', heldNote: 'przez twój limit opłat', collect: 'W kontraktach', collectNote: 'do odebrania', payout: 'Na adresie wypłat', float: 'Zapas węzła', floatNote: 'płaci za kotwice i rozliczenia' },
  kinds: { account: 'Zapłata i zwroty konta', royalty: 'Tantiema modelu', issuance: 'Nowe monety tego węzła' },
  fee: (fee) => `opłata teraz ${fee}`, share: (percent) => `${percent} kwoty`, above: (percent) => `ponad ${percent}`, feeUnknown: 'łańcuch nie mówi, ile by to kosztowało',
  recommend: {
    nothing: 'Niczego nie trzeba odbierać. To, co płacą zadania, samo trafia na adres wypłat.',
    collect: (amount, percent) => `Odbierz teraz: do wzięcia jest ${amount}, a opłaty zabiorą z tego ${percent}.`,
    wait: (amount, limit) => `Poczekaj: z ${amount} opłaty zabrałyby więcej niż twój limit ${limit}. Opłata nie rośnie wraz z kwotą.`,
    settle: (percent, limit) => `Poczekaj: rozliczenie teraz kosztowałoby ${percent} tego, co gotowe, a twój limit to ${limit}.`,
    settleDays: (amount, days) => `Opłaca się od ${amount}; w tempie twoich zadań zajmie to ${days}.`, settleFrom: (amount) => `Opłaca się od ${amount}.`,
    unknown: (amount) => `Do odebrania jest ${amount}. Podaj w „Ustaw ceny”, w jednej walucie, ile są warte EMBER i moneta opłat, a opłata zostanie oceniona.`,
  },
  advice: { collect: 'opłaca się teraz', from: (amount) => `opłaca się od ${amount}`, unknown: 'nieocenione' }, days: { one: 'dzień', few: 'dni', many: 'dni', other: 'dnia' },
  collect: 'Odbierz', collectGo: 'Podpisz i odbierz', collectSentence: (amount, holder) => `Wysyła ${amount} na ${holder}. Kto podpisuje, płaci opłatę; nikt nie może wysłać tego gdzie indziej.`,
  anyway: 'Pobierz bez względu na koszt', overruled: (when) => `Twój limit opłat nie obowiązuje do ${when}.`, noAccount: 'Do odebrania potrzebne jest konto portfela: jego klucz podpisuje, a ono płaci opłatę.', toWallet: 'Do portfela',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Opublikuj', title: 'Publikacja modelu', why: 'Rejestruje model przez jego korzenie, na zawsze. Każde jego zadanie opłacone przez kontrakty sieci płaci odtąd twoją tantiemę.', noAccount: 'Do publikacji potrzebne jest konto portfela: jego klucz podpisuje, a ono płaci opłaty.',
  account: 'Wydawca', royalty: 'Tantiema, w procentach ceny zadania', royaltyMost: (percent) => `Ta sieć płaci najwyżej ${percent}. Później nie da się jej zmienić.`,
  contributors: 'Udziały współtwórców', contributorsHint: 'Po jednym w wierszu: adres i jego procent tantiemy. Resztę zatrzymuje wydawca.', uri: 'Gdzie jest opisany', uriHint: 'Stoi w łańcuchu, każdy może to przeczytać. Może zostać puste.',
  bad: { royalty: 'Procent od 0 do 100, najwyżej z dwoma miejscami po przecinku.', line: (n) => `Wiersz ${n} to nie adres z procentem.`, twice: 'Jeden adres ma dwa udziały.', over: 'Udziały to razem ponad 100 procent.' },
  plan: 'Dalej', planning: 'Obliczanie skrótu każdego pliku', cancel: 'Anuluj',
  list: 'Twoje publikacje', forget: 'Zapomnij', keeps: (percent) => `${percent} tantiemy dla wydawcy`, asks: (percent) => `tantiema ${percent}`,
  state: {
    planned: 'Krok 1 z 2: zapowiedz go. Zapowiedź nie mówi, o który model chodzi, więc nikt nie zarejestruje go przed tobą.', announced: (left) => `Zapowiedziany. Można go zarejestrować za ${left}.`, ready: (until) => `Krok 2 z 2: zarejestruj go, do ${until}.`,
    expired: 'Zapowiedź wygasła. Zapowiedz go ponownie.', registered: 'Zarejestrowany. Co zarabia, widać poniżej.', taken: 'Ktoś inny zarejestrował ten model. Nic więcej nie da się tu zrobić.',
  },
  announce: 'Zapowiedz', announceGo: 'Podpisz i zapowiedz', announceSentence: 'Zapowiada rejestrację, nie nazywając modelu.', register: 'Zarejestruj', registerGo: 'Podpisz i zarejestruj', registerSentence: (title, percent) => `Rejestruje ${title} z tantiemą ${percent}. Nie da się tego zmienić ani cofnąć.`,
  yours: (percent) => `${percent} z tego należy do ciebie`,
};
