import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Art', device: 'Gerät', attempts: 'Versuche', unitsIn: 'Einheiten hinein', unitsOut: 'Einheiten heraus', speed: 'Einheiten je Sekunde', energy: 'Energie', meanPower: 'Mittlere Leistung', mostPower: 'Höchste Leistung', mostHeat: 'Höchste Temperatur', load: 'Auslastung des Geräts', memory: 'Speicherspitze', received: 'Empfangene Bytes', sent: 'Gesendete Bytes', stop: 'Beendet durch', numericClass: 'Zahlenklasse', runtime: 'Laufzeit', failure: 'Fehler',
    startedAt: 'Begonnen', finishedAt: 'Beendet', wait: 'Gewartet', firstUnit: 'Erste Einheit nach', compute: 'Gerechnet', duration: 'Annahme bis Ende',
    modelId: 'Modell-ID', app: 'Anwendung', tier: 'Stufe', auditPolicy: 'Prüfregel', deadline: 'Frist', unitsInMax: 'Höchstens hinein', unitsMax: 'Höchstens heraus', temperature: 'Temperatur', topK: 'Top-k', topP: 'Top-p', sampler: 'Sampler', seed: 'Startwert',
    receipt: 'Beleg', receiptNumber: 'Belegnummer', epoch: 'Epoche', evidenceBytes: 'Beweise', verdict: 'Prüfer', votes: 'Annehmende Stimmen', audit: 'Prüfung',
    price: 'Preis', priceIn: 'Preis je Einheit hinein', priceOut: 'Preis je Einheit heraus', shares: 'Anteile anderer', paidAt: 'Bezahlt am', reservation: 'Reservierung', voucher: 'Gutschein-Nummer', voucherTotal: 'Gutschein-Summe',
    batch: 'Stapel', batchPlace: 'Platz im Stapel', anchorTx: 'Anker', anchorBlock: 'Ankerblock', windowEnds: 'Fenster schließt', claimTx: 'Forderung', claimableAt: 'Forderung zahlbar', paymentTx: 'Zahlung', paymentBlock: 'Zahlungsblock',
  },
  order: 'Reihenfolge', earlier: 'Hoch', later: 'Runter', earlierOf: (column) => `${column} hoch`, laterOf: (column) => `${column} runter`, place: (column, place, count) => `${column} ist jetzt Spalte ${place} von ${count}`,
  orderHint: 'Mit der Maus: den Kopf einer Spalte an seinen Platz ziehen.',
  open: 'Spalten', title: 'Spalten dieser Liste', reset: 'Wie zu Anfang', groups: { row: 'In der Zeile', run: 'Der Lauf', times: 'Zeiten', order: 'Die Bestellung', evidence: 'Beweise', money: 'Geld', chain: 'Auf der Chain' },
  stops: { stopToken: 'ein Stopp-Token', maxNewTokens: 'seine Länge', maxContext: 'den Kontext des Modells' }, policies: { open: 'offen', named: 'benannte Prüfer', client: 'nur der Kunde' }, none: 'keine', noLimit: 'aus',
  falling: (column) => `Aufträge nach ${column}, fallend. Pfeiltasten gehen von Zeile zu Zeile.`, rising: (column) => `Aufträge nach ${column}, steigend. Pfeiltasten gehen von Zeile zu Zeile.`, sortBy: (column) => `Nach ${column} sortieren`, scrolls: 'Auftragsliste, lässt sich seitlich verschieben',
};
