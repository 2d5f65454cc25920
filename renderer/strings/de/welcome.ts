import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Willkommen', 'Dieser Rechner', 'Wie es sich verhält', 'Wallet', 'Erste Quittung'],
  progress: (step, steps, name) => `Schritt ${step} von ${steps}: ${name}`, waiting: 'Einen Moment.',
  next: 'Weiter', back: 'Zurück', leave: 'Auf später verschieben', leaveWhy: 'In den Einstellungen geht es dort weiter, wo du warst.', done: 'Zur Übersicht', skip: 'Wallet vorerst überspringen',
  again: 'Einführung', againWhy: 'Was Hearth ist, dieser Rechner, seine Regeln, eine Wallet und eine erste Quittung.', takeUp: (step) => `Bei Schritt ${step} weitermachen`, show: 'Noch einmal zeigen',
  hello: {
    title: 'Lass einen ruhenden Rechner etwas verdienen.', lead: 'Hearth führt auf diesem Rechner KI-Aufträge für andere aus, solange du ihn nicht brauchst. Jeder Auftrag hinterlässt eine Quittung, die alle prüfen können.',
    promises: [
      { title: 'Es macht Platz', text: 'Es hält an für deine Spiele, deine Programme und deine Zeiten und sagt, was es angehalten hat.' },
      { title: 'Deine Schlüssel bleiben hier', text: 'Ein eigenes Programm verwahrt sie. Zum Umsehen braucht es kein Konto, keinen Stake und keine Adresse.' },
      { title: 'Nichts läuft ungeprüft', text: 'Nur Modelle, bei denen jede Datei zu ihrem Hash passt, in einem Prozess ohne Netz und ohne Schlüssel.' },
    ],
    restore: 'Du hattest schon ein Hearth? Stelle seine Wallet wieder her',
    questions: 'Bevor du anfängst',
    answers: [
      { ask: 'Ist das echtes Geld?', answer: 'Noch nicht. Du bist im Übungsnetz: echte Aufträge, echte Quittungen, eine echte Chain auf diesem Rechner und Münzen, die außerhalb davon nichts wert sind. Jeder Betrag sagt es dazu.' },
      { ask: 'Was lassen Fremde hier laufen?', answer: 'Modelle, die du installiert hast, mit Eingaben, die sie schicken. Programme können sie nicht schicken. Was sie fragen und was sie bekommen, wird hier nicht behalten, nur Hashes und Größen davon.' },
      { ask: 'Was kann ich ablehnen?', answer: 'Jedes Modell, jedes Gerät, jede Stunde. Bestellungen, die du ablehnst, gehen an jemand anderen, und Ablehnen kostet nichts.' },
      { ask: 'Und wenn ich einfach ausschalte?', answer: 'Nichts geht kaputt. Ein unfertiger Auftrag geht an seinen Kunden zurück und wird nicht bezahlt. Fertige liegen auf der Festplatte und werden bezahlt, wenn du wieder da bist. Nur eine Quittung, die als falsch erwiesen ist, kostet Stake.' },
    ],
  },
  machine: { title: 'Was hier arbeiten kann', lead: 'Schalte aus, was Hearth in Ruhe lassen soll. Ein Prozessor allein genügt.', checks: 'Gerade geprüft', disk: 'Freier Plattenplatz', diskFine: (free) => `${free} sind frei.`, diskLow: (free) => `Nur ${free} sind frei. Schaffe etwas Platz, oder füge die Regel für die Festplatte hinzu.`, diskUnknown: 'Das System sagt nicht, wie viel frei ist.', chain: 'Netz', chainFine: 'Die Übungs-Chain antwortet.', chainNone: 'Keine Chain. Quittungen bleiben auf diesem Rechner, und hier geht trotzdem alles.', chainGone: 'Die Chain antwortet noch nicht. Hier wartet nichts auf sie.', device: 'Etwas zum Rechnen', deviceFine: 'Bereit.', deviceNone: 'Nichts von dem, was gefunden wurde, kann mit dieser Laufzeit rechnen. Warum, steht bei jedem Gerät.', deviceOff: 'Alle Geräte sind aus. Schalte eines ein, um zu arbeiten.' },
  behaviour: { title: 'Wann es arbeiten darf', lead: 'Drei Arten mit allen ihren Zahlen. Jede Zahl lässt sich später ändern, unter Regeln.' },
  wallet: { title: 'Wohin die Einnahmen gehen', lead: 'Ohne Wallet gehen sie an einen Schlüssel, den dieses Hearth für sich gemacht hat; in einem Übungsnetz ist das in Ordnung. Geheimes geht von dieser Seite direkt zum Signierer; kein anderer Teil von Hearth sieht es.', has: 'Hier ist eine Wallet.', toWallet: 'Ansehen' },
  receipt: {
    title: 'Deine erste Quittung', waiting: 'Warte auf den ersten Auftrag. Er dauert einige Sekunden, sobald das Netz da ist.', paused: 'Jetzt läuft nichts, wegen deiner Regeln oder weil alle Geräte aus sind. Setze fort, oder komm später wieder.', order: 'Jetzt einen bestellen',
    made: (model, units, took) => `${model} hat auf diesem Rechner ${units} in ${took} gemacht.`, units: { one: 'Ergebnis', other: 'Ergebnisse' }, checking: 'Prüfe sie, hier und jetzt.', holds: 'Deine erste Quittung stimmt.', fails: 'Die Quittung stimmt nicht.', checks: 'Hier nachgerechnet: ihre Hashes, ihre Unterschriften und das Modell selbst.', look: 'Ihren Weg ansehen', again: 'Noch einmal prüfen',
  },
};
