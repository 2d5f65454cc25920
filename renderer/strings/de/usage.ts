import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Lese, was gekauft wurde.', spentIn: { 7: 'Ausgegeben in 7 Tagen', 30: 'Ausgegeben in 30 Tagen', 365: 'Ausgegeben in einem Jahr' }, days: { 7: '7 Tage', 30: '30 Tage', 365: '1 Jahr' }, time: 'Zeitraum',
  empty: 'Noch hat hier keine Anwendung gekauft.',
  emptyNext: 'Ein Gateway auf diesem Rechner kauft Antworten anderer Knoten für deine Anwendungen, über die Schnittstelle, die sie schon sprechen. Lege für eine einen Schlüssel an und starte das Gateway; was sie kauft, steht dann hier.',
  quiet: 'In dieser Zeit wurde nichts gekauft.', requests: 'Anfragen', answers: 'Antworten', answersCount: { one: 'Antwort', other: 'Antworten' }, unitsIn: 'Token hinein', unitsOut: 'Token heraus', replayed: 'Nachgerechnet', none: 'keine',
  refunded: 'Erstattet', refundedWhy: 'Für Aufträge, die ein Gericht für nichtig erklärte, kam der Preis aus dem Stake des Anbieters zurück.',
  checked: 'Bevor eine Antwort bezahlt wurde, wurden ihre Hashwerte und Unterschriften geprüft. Nachgerechnete wurden auf diesem Rechner noch einmal berechnet. Bei Klassifikatoren zählen Stücke als Token.',
  byTime: 'Ausgegeben nach Zeit', day: 'Tag (UTC)', month: 'Monat (UTC)', spent: 'Ausgegeben', share: 'Anteil', byWhat: 'Aufteilen nach',
  by: { key: 'Nach Schlüssel', model: 'Nach Modell', provider: 'Nach Anbieter' }, ways: { key: 'Schlüssel', model: 'Modell', provider: 'Anbieter' },
  providersNone: 'Wer geantwortet hat, wurde in dieser Zeit nicht aufgeschrieben.', providersWhy: 'Was ein zweiter, gleichzeitig gefragter Anbieter gekostet hat, steht nur bei Schlüsseln und Modellen.',
  budgets: 'Budgets', budget: 'Budget', left: 'Übrig', noLimit: 'ohne Grenze', spentEver: 'Insgesamt ausgegeben', usedUp: 'Verbraucht', replays: 'Nachrechnen',
  policy: { all: 'alle Antworten', adaptive: 'je nach Anbieter' }, keysNone: 'Zurzeit gilt kein Schlüssel. Einen anlegen:',
  clouds: 'Dieselben Token in einer Cloud', cloudsNone: 'Es wurden keine Token einer Art gekauft, die diese Clouds verkaufen.',
  cloudsWhy: 'Listenpreise anderer Modelle mit anderen Tokenizern: was Token dort kosten, nicht was eine ebenso gute Antwort kosten würde. Hier wurde Testgeld ausgegeben, das keinen Kurs in Dollar hat.',
  cloudHead: { model: 'Modell', tokens: 'Token', price: 'Eine Million Token', cost: 'Kosten' }, tokensIn: (count) => `${count} hinein`, tokensInOut: (came, went) => `${came} hinein, ${went} heraus`,
  priceUnknown: 'kein Preis mit Quelle', costUnknown: 'unbekannt', readOn: (day) => `gelesen am ${day}`,
};
