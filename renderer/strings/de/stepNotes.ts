import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `auf ${a}`, 'note.again': (a, b) => `Versuch ${a} auf ${b}`, 'note.workerLost': (a) => `der Arbeitsprozess endete (${a}); der Auftrag läuft auf einem neuen noch einmal`,
  'note.gaveBack': (a, b) => `${a} wurde zurückgegeben (${b}); der Auftrag läuft auf einem anderen Gerät`, 'note.receipt': (a) => `Quittung Nummer ${a}`,
  'note.voucher': (a, b) => `Zahlungsschein ${a} des Kunden, Stimmen: ${b}`, 'note.batched': (a, b) => `Nummer ${a} von ${b} unter einer Wurzel`, 'note.block': (a) => `Block ${a}`,
  'note.unanchored': 'die Chain nahm den Block zurück; der Stapel wird noch einmal gesendet', 'note.takenBack': 'die Chain nahm den Block zurück',
  'note.claimed': (a, b, c) => `Block ${a}: der Kunde schickte keinen Zahlungsschein; ${b} ab ${c}`, 'note.unclaimed': 'die Forderung endete ohne Zahlung',
  'note.refunded': (a, b) => `Block ${a}: ${b} aus dem Stake an den Kunden zurück`, 'note.refundedClaim': (a, b) => `Block ${a}: ${b} zurück in die Reservierung des Kunden`,
  'note.slashed': (a, b, c) => `Block ${a}: ${b}, ${c} vom Stake`, 'note.voided': (a, b) => `Block ${a}: von einem Ausschuss abgelehnt, ${b} Strafe`,
  'note.handedBack': (a) => `dem Kunden zurückgegeben: ${a} nahm die Geräte`, 'note.byOwner': 'durch den Besitzer', 'note.byClient': 'durch den Kunden',
  'note.disputeNone': 'beendet', 'note.disputeLost': 'verloren: die Quittung wurde als falsch bewiesen, oder niemand hat geantwortet', 'note.disputeWon': 'gewonnen: die Antwort hielt stand, der Herausforderer verlor sein Pfand', 'note.disputeUnproven': 'ohne Beweis beendet: die Pfänder gingen zurück', 'note.disputeWaits': 'offen, noch nicht beantwortet', 'note.disputeOpen': (a, b) => `offen, Antworten: ${a}, benannte Elemente: ${b} von 3`,
};
