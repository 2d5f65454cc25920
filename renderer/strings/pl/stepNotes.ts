import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `na ${a}`, 'note.again': (a, b) => `próba ${a} na ${b}`, 'note.workerLost': (a) => `proces roboczy się zakończył (${a}); zadanie rusza ponownie na nowym`,
  'note.gaveBack': (a, b) => `${a} zwrócono (${b}); zadanie działa na innym urządzeniu`, 'note.receipt': (a) => `pokwitowanie nr ${a}`, 'note.voucher': (a, b) => `bon ${a} klienta, głosy: ${b}`,
  'note.batched': (a, b) => `nr ${a} z ${b} pod jednym korzeniem`, 'note.block': (a) => `blok ${a}`, 'note.unanchored': 'łańcuch cofnął blok; partia jest wysyłana ponownie',
  'note.takenBack': 'łańcuch cofnął blok', 'note.claimed': (a, b, c) => `blok ${a}: klient nie przysłał bonu; ${b} od ${c}`, 'note.unclaimed': 'roszczenie skończyło się bez zapłaty',
  'note.refunded': (a, b) => `blok ${a}: ${b} z zastawu wróciło do klienta`, 'note.refundedClaim': (a, b) => `blok ${a}: ${b} wróciło do rezerwacji klienta`,
  'note.slashed': (a, b, c) => `blok ${a}: ${b}, ${c} zastawu`, 'note.voided': (a, b) => `blok ${a}: odrzucone przez komitet, kara ${b}`,
  'note.handedBack': (a) => `zwrócone klientowi: ${a} zabrało urządzenia`, 'note.byOwner': 'przez właściciela', 'note.byClient': 'przez klienta',
  'note.disputeNone': 'zakończony', 'note.disputeLost': 'przegrany: dowiedziono, że pokwitowanie jest fałszywe, albo nikt nie odpowiedział', 'note.disputeWon': 'wygrany: odpowiedź się obroniła, wyzywający stracił kaucję', 'note.disputeUnproven': 'zakończony bez dowodu: kaucje wróciły', 'note.disputeWaits': 'otwarty, jeszcze bez odpowiedzi', 'note.disputeOpen': (a, b) => `otwarty, odpowiedzi: ${a}, wskazane elementy: ${b} z 3`,
};
