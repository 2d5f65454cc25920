import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'Was abholen, und wann', waiting: 'Frage die Chain, was wartet und was es kosten würde.', unsigned: 'Der Signierer der Wallet wird gefragt.',
  places: { onWay: 'Unterwegs', onWayNote: 'Zahlungsscheine, Anker und Fenster', settle: 'Bereit zur Abrechnung', settleNote: 'der Knoten rechnet von selbst ab', held: 'Zurückgehalten', heldNote: 'durch deine Gebührengrenze', collect: 'In den Contracts', collectNote: 'abzuholen', payout: 'An der Auszahlungsadresse', float: 'Handgeld des Knotens', floatNote: 'zahlt Anker und Abrechnungen' },
  kinds: { account: 'Lohn und Erstattungen eines Kontos', royalty: 'Modellanteil', issuance: 'Neue Münzen dieses Knotens' },
  fee: (fee) => `Gebühr jetzt ${fee}`, share: (percent) => `${percent} davon`, above: (percent) => `mehr als ${percent}`, feeUnknown: 'die Chain sagt nicht, was es kosten würde',
  recommend: {
    nothing: 'Nichts muss abgeholt werden. Was Aufträge zahlen, erreicht die Auszahlungsadresse von selbst.',
    collect: (amount, percent) => `Jetzt abholen: ${amount} sind zu haben, und Gebühren nehmen ${percent} davon.`,
    wait: (amount, limit) => `Warten: von ${amount} nähmen die Gebühren mehr als deine Grenze von ${limit}. Die Gebühr wächst nicht mit dem Betrag.`,
    settle: (percent, limit) => `Warten: jetzt abzurechnen kostete ${percent} von dem, was bereit ist, und deine Grenze ist ${limit}.`,
    settleDays: (amount, days) => `Ab ${amount} lohnt es sich; im Tempo deiner Aufträge dauert das ${days}.`, settleFrom: (amount) => `Ab ${amount} lohnt es sich.`,
    unknown: (amount) => `${amount} sind abzuholen. Sag unter „Preise festlegen“ in einer Währung, was ein EMBER und eine Münze der Gebührenwährung wert sind, dann wird die Gebühr abgewogen.`,
  },
  advice: { collect: 'lohnt sich jetzt', from: (amount) => `lohnt sich ab ${amount}`, unknown: 'nicht abgewogen' }, days: { one: 'Tag', other: 'Tage' },
  collect: 'Abholen', collectGo: 'Signieren und abholen', collectSentence: (amount, holder) => `Sendet ${amount} an ${holder}. Wer signiert, zahlt die Gebühr; woandershin kann es niemand senden.`,
  anyway: 'Holen, was es auch kostet', overruled: (when) => `Deine Gebührengrenze gilt bis ${when} nicht.`, noAccount: 'Zum Abholen braucht es ein Konto der Wallet: sein Schlüssel signiert, und es zahlt die Gebühr.', toWallet: 'Zur Wallet',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Veröffentlichen', title: 'Ein Modell veröffentlichen', why: 'Trägt das Modell mit seinen Wurzeln ein, für immer. Jeder Auftrag dafür, der über die Contracts des Netzes bezahlt wird, zahlt dann deinen Modellanteil.', noAccount: 'Zum Veröffentlichen braucht es ein Konto der Wallet: sein Schlüssel signiert, und es zahlt die Gebühren.',
  account: 'Herausgeber', royalty: 'Modellanteil, in Prozent vom Preis eines Auftrags', royaltyMost: (percent) => `Dieses Netz zahlt höchstens ${percent}. Später lässt er sich nicht ändern.`,
  contributors: 'Anteile von Mitwirkenden', contributorsHint: 'Je Zeile eine Adresse und ihr Prozentsatz vom Modellanteil. Den Rest behält der Herausgeber.', uri: 'Wo es beschrieben ist', uriHint: 'Steht für alle lesbar auf der Chain. Darf leer bleiben.',
  bad: { royalty: 'Ein Prozentsatz von 0 bis 100 mit höchstens zwei Nachkommastellen.', line: (n) => `Zeile ${n} ist keine Adresse mit Prozentsatz.`, twice: 'Eine Adresse hat zwei Anteile.', over: 'Die Anteile sind zusammen mehr als 100 Prozent.' },
  plan: 'Weiter', planning: 'Hashe jede Datei', cancel: 'Abbrechen',
  list: 'Deine Veröffentlichungen', forget: 'Vergessen', keeps: (percent) => `${percent} des Modellanteils für den Herausgeber`, asks: (percent) => `Modellanteil ${percent}`,
  state: {
    planned: 'Schritt 1 von 2: ankündigen. Die Ankündigung sagt nicht, um welches Modell es geht, also kann niemand dir zuvorkommen.', announced: (left) => `Angekündigt. In ${left} lässt es sich eintragen.`, ready: (until) => `Schritt 2 von 2: eintragen, bis ${until}.`,
    expired: 'Die Ankündigung ist abgelaufen. Kündige es noch einmal an.', registered: 'Eingetragen. Was es verdient, steht unten.', taken: 'Jemand anderes hat dieses Modell eingetragen. Hier ist nichts mehr zu tun.',
  },
  announce: 'Ankündigen', announceGo: 'Signieren und ankündigen', announceSentence: 'Kündigt eine Eintragung an, ohne das Modell zu nennen.', register: 'Eintragen', registerGo: 'Signieren und eintragen', registerSentence: (title, percent) => `Trägt ${title} mit einem Modellanteil von ${percent} ein. Das lässt sich weder ändern noch zurücknehmen.`,
  yours: (percent) => `${percent} davon gehören dir`,
};
