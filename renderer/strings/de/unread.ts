import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'kein Messwert dieses Geräts wird gelesen', 'firstLook': 'der erste Blick auf einen Zähler sagt noch nichts', 'notRecorded': 'nicht aufgezeichnet',
  'deviceGone': 'das Gerät ist nicht da', 'otherSource': 'eine andere Quelle sagt es', 'noBlock': 'kein Block der Chain wurde beim Entstehen gesehen',
  'noPowerMeter': 'hier ist bei keinem Gerät die Leistung lesbar', 'elsewhere:': (part) => `wird unter ${part} noch nicht gelesen`,
  'card.temperature': 'die Karte nennt ihre Temperatur nicht', 'card.power': 'die Karte nennt ihre Leistung nicht', 'card.powerLimit': 'die Karte nennt ihre Leistungsgrenze nicht',
  'card.busy': 'die Karte sagt nicht, wie ausgelastet sie ist', 'card.memory': 'die Karte sagt nicht, wie viel ihres Speichers belegt ist',
  'card.cut': 'die Karte ist in Instanzen geteilt (MIG), und was sie von sich sagt, gilt für alle', 'driver.whoseMemory': 'der Treiber sagt nicht, wem der Speicher gehört',
  'driver.whoseWork': 'während hier ein Auftrag läuft, sagt der Treiber nicht, wessen Arbeit es ist', 'processor.temperature': 'dieser Rechner zeigt keine Temperatur seines Prozessors',
  'processor.ownersOnly': 'die Leistung des Prozessors kann hier nur der Verwalter des Systems lesen', 'processor.limit': 'die Grenze eines Prozessors wird nicht gelesen',
  'system.memory': 'das System sagt nicht, wie viel Speicher belegt ist', 'system.busy': 'das System sagt nicht, wie ausgelastet es ist',
  'system.network': 'das System zählt sein Netz hier nicht', 'system.programs': 'das System nennt seine Programme nicht',
  'system.disk': 'der Datenordner liegt auf einem Datenträger, der es nicht sagt', 'system.lock': 'das System sagt nicht, ob die Sitzung gesperrt ist',
  'noDisplay': 'kein Bildschirm ist angeschlossen', 'noSession': 'keine Desktop-Sitzung', 'noDesktop': 'Hearth wurde außerhalb einer Desktop-Sitzung gestartet',
  'noX': 'dieser Wayland-Desktop hat keine X-Anzeige neben sich', 'idle.untold': 'dieser Desktop sagt nicht, wie lange niemand da war',
  'idle.notYet': 'dieser Desktop hat noch nicht gesagt, wie lange niemand da war', 'metered.unknown': 'NetworkManager weiß nicht, ob das Netz nach Volumen abgerechnet wird',
  'waylandHides': 'Wayland sagt einem Programm nichts über fremde Fenster; Spiele auf seiner X-Anzeige werden gesehen', 'hook.none': 'keine Hook-Datei ist gesetzt',
  'hook.unreadable': 'die Hook-Datei ist nicht lesbar', 'hook.unclear': 'die Hook-Datei sagt weder allow noch deny', 'service.notYet:': (part) => `${part} hat noch nicht geantwortet`,
  'service.notRunning:': (part) => `${part} läuft hier nicht`, 'service.silent:': (part) => `${part} antwortet nicht`, 'noBus:': (part) => `hier gibt es keinen D-Bus (${part})`,
};
