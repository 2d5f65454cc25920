import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'Was bleibt', waiting: 'Lese die Bücher.', gross: 'Von Kunden bezahlt', shares: 'Anteile des Netzes', arrived: 'Angekommen', energy: 'Energie', net: 'Bleibt',
  measured: (wattHours, percent) => `${wattHours}, ${percent} der Zeit gemessen`, noMeter: 'unbekannt: hier ist bei keinem Gerät die Leistung abzulesen', energyNoPrice: 'Preis unbekannt',
  range: (least, most) => `${least} bis ${most}`, estimated: 'geschätzt: einige Zahlungen sind älter als der erste Kurs',
  unknown: { noMeter: 'unbekannt, da kein Gerät seine Leistung nennt', noTariff: 'unbekannt, da niemand gesagt hat, was Strom kostet', noRate: 'unbekannt, da niemand gesagt hat, was eine Münze wert ist', twoCurrencies: 'unbekannt, da Strom und Münzen in zwei Währungen gezählt werden' },
  returns: 'Nach Modell und Gerät', returnsNone: 'In dieser Zeit wurde noch nichts bezahlt.', head: { model: 'Modell', device: 'Gerät', jobs: 'Aufträge', paid: 'Bezahlt', perHour: 'Je GPU-Stunde', perKilowattHour: 'Je kWh', net: 'Bleibt je Stunde' }, notKnown: 'unbekannt',
  projection: (coins, days) => `Im Tempo der letzten Zeit (${days}): ${coins} am Tag.`, projectionLast: (said, was) => `Gestern standen hier ${said}, gekommen sind ${was}.`, projectionNone: 'Was ein Tag bringt, steht hier nach einem Tag mit eigenen Zahlen.', days: { one: 'Tag', other: 'Tage' },
  setPrices: 'Preise festlegen', pricesTitle: 'Was Strom kostet und eine Münze wert ist', currency: 'Währung, drei Buchstaben', power: 'Eine Kilowattstunde', coin: 'Eine Münze', feeCoin: 'Eine Münze der Gebührenwährung', keep: 'leer: bleibt, wie es ist', save: 'Speichern', cancel: 'Abbrechen',
  otherTariff: 'Strom wird nach einer Liste oder einem Programm gezählt, das auf der Kommandozeile gesetzt wurde. Eine Zahl hier ersetzt es.', otherRate: 'Der Kurs kommt aus einer Datei oder einem Programm, das auf der Kommandozeile gesetzt wurde. Eine Zahl hier ersetzt es.', wrongCurrency: 'Drei Großbuchstaben, etwa EUR.', wrongNumber: 'Bitte eine Zahl.',
  csv: 'Als CSV speichern', csvWhy: 'Eine Zeile je Quittung, je Auszahlung und je Stunde Energie; die Summen sind die dieser Seite.',
  tariff: {
    title: 'Strom', kinds: { flat: 'Ein Preis', dayNight: 'Tag und Nacht', csv: 'Nach Stunden' }, day: 'Eine kWh am Tag', night: 'Eine kWh in der Nacht', dayFrom: 'Der Tag beginnt', nightFrom: 'Die Nacht beginnt', path: 'Preisliste, eine Datei auf diesem Rechner',
    pathWhy: 'Eine Zeile je Preiswechsel, die Zeit mit ihrem Abstand zur Weltzeit; jeder Preis gilt bis zur nächsten Zeile:', now: (price) => `Jetzt ${price} je Kilowattstunde.`, nowUnknown: (reason) => `Der Preis ist jetzt unbekannt: ${reason}.`, savedUnknown: (reason) => `Gespeichert, doch der Preis ist jetzt unbekannt: ${reason}.`,
    bothPrices: 'Bitte einen Preis für den Tag und einen für die Nacht.', sameHours: 'Tag und Nacht beginnen zu zwei verschiedenen Zeiten.', wrongPath: 'Der ganze Pfad der Datei, von der Wurzel des Laufwerks an.',
  },
  check: {
    title: 'Quittungen gegen die Kette', why: 'Alles, wofür dieser Rechner unterschrieben hat, gegen alles, was die Kette bezahlt hat, gleich welche Zeit oben gewählt ist.', empty: 'Noch ist nichts unterschrieben und nichts bezahlt.', signed: 'Unterschrieben für',
    waiting: { voucher: 'Wartet auf den Zahlungsschein des Kunden', anchor: 'Wartet auf den nächsten Anker', window: 'Wartet auf das Ende des Fensters' }, missing: 'Als bezahlt gebucht, aber keine Zahlung gehört', notBooked: 'Bezahlt, aber keine Quittung hier sagt wofür',
    payments: { one: 'Zahlung', other: 'Zahlungen' }, more: (n) => `und ${n} weitere`, whole: 'Jede Münze ist belegt.', broken: 'Die Bücher stimmen nicht überein.', brokenNext: 'Öffne, was markiert ist: jede Transaktion lässt sich auf der Kette nachschlagen.',
  },
};
