import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Wartet auf den Zahlungsschein des Kunden.',
    voucherUntil: (when) => `Wartet auf den Zahlungsschein des Kunden. Kommt bis ${when} keiner, wird der Preis eingefordert.`,
    dispute: 'Wartet auf das Ende des Streits darüber.',
    window: (when) => `Wartet auf das Fenster seines Ankers, das um ${when} schließt.`,
    claim: (when) => `Der Preis ist eingefordert. Er wird ab ${when} gezahlt, falls kein Gericht den Auftrag für nichtig erklärt.`,
    chain: 'Wartet auf die Chain, die nicht antwortet oder zweifelhaft ist.',
    network: 'Gehört zu einem anderen Netz und wird nur bezahlt, solange Hearth in jenem Netz ist.',
    fee: (percent, limit) => `Wartet auf niedrigere Gebühren: Die Gebühr nähme ${percent} des Preises, und deine Grenze ist ${limit}.`,
    feeAbove: (percent) => `mehr als ${percent}`,
    refused: (error) => `Der Vertrag hat die Forderung abgelehnt: ${error}.`,
    again: (when) => `Neuer Versuch um ${when}.`,
  },
  lapse: { from: (when) => `Kann niemand sie zahlen, verfällt die Forderung am ${when}; dann darf jeder sie beenden.`, lapsed: 'Niemand konnte diese Forderung zahlen, und sie ist verfallen.', end: 'Forderung beenden', endGo: 'Signieren und beenden', endSentence: (amount) => `Gibt ${amount} in die Reservierung des Kunden zurück. Dieser Auftrag wird dann nie bezahlt.` },
  fees: {
    title: 'Gebühren', waiting: 'Lese die Grenze.', limit: 'Höchster Anteil der Gebühr an einer Zahlung, in Prozent', save: 'Speichern', wrong: 'Ein Prozentsatz von 0,1 bis 100.',
    why: 'Abrechnungen, Forderungen und der Lohn für Prüfungen warten, solange ihre Gebühr mehr als das nähme. Was ein Kunde bald zurücknehmen könnte, wird geholt, solange es mehr wert ist als seine Gebühr.',
    notWeighed: 'Noch wird nichts abgewogen: Dazu braucht es den Wert eines EMBER und einer Münze der Gebührenwährung, in einer Währung. Beides steht unter Einnahmen.',
  },
};
