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
};
