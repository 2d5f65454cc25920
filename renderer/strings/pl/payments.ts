import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Czeka na bon klienta.',
    voucherUntil: (when) => `Czeka na bon klienta. Jeśli nie przyjdzie do ${when}, cena zostanie zażądana.`,
    dispute: 'Czeka na koniec sporu w tej sprawie.',
    window: (when) => `Czeka na okno swojej kotwicy, które zamyka się o ${when}.`,
    claim: (when) => `Zażądano ceny. Zostanie wypłacona od ${when}, chyba że sąd unieważni zadanie.`,
    chain: 'Czeka na łańcuch, który nie odpowiada lub budzi wątpliwości.',
    network: 'Należy do innej sieci i jest opłacane tylko wtedy, gdy Hearth jest w tamtej sieci.',
    fee: (percent, limit) => `Czeka na niższe opłaty: opłata zabrałaby ${percent} ceny, a twój limit to ${limit}.`,
    feeAbove: (percent) => `ponad ${percent}`,
    refused: (error) => `Kontrakt odrzucił żądanie: ${error}.`,
    again: (when) => `Ponowna próba o ${when}.`,
  },
  lapse: { from: (when) => `Jeśli nikt nie może go wypłacić, żądanie wygasa ${when}; wtedy każdy może je zakończyć.`, lapsed: 'Nikt nie mógł wypłacić tego żądania i wygasło.', end: 'Zakończ żądanie', endGo: 'Podpisz i zakończ', endSentence: (amount) => `Zwraca ${amount} do rezerwacji klienta. To zadanie nie zostanie już nigdy zapłacone.` },
  fees: {
    title: 'Opłaty', waiting: 'Odczytywanie limitu.', limit: 'Największa część wypłaty na jej opłatę, w procentach', save: 'Zapisz', wrong: 'Procent od 0,1 do 100.',
    why: 'Rozliczenia, żądania i zapłata weryfikatorów czekają, dopóki opłata zabrałaby więcej. To, co klient mógłby wkrótce odebrać, jest pobierane, dopóki jest warte więcej niż opłata.',
    notWeighed: 'Na razie nic nie jest ważone: potrzeba wartości EMBER i monety opłat w jednej walucie. Ustaw obie w Zarobkach.',
  },
};
