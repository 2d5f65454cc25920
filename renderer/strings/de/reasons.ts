import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `; die Grenzen von ${className} sind weit, denn sie ist nicht kalibriert`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'die Laufzeit ließ sich nicht fragen, was sie nutzen kann', 'runtime.otherGpu': (a) => `${a} kann eine GPU dieses Rechners nutzen, und das ist eine andere`,
  'runtime.refuses': (a) => `die Laufzeit kann es nicht nutzen (${a})`, 'gpu.noMakersDriver': 'der Treiber des Herstellers ist nicht installiert, Windows zeigt ohne ihn nur Bilder',
  'gpu.virtual': 'ein virtueller oder Verwaltungs-Grafikadapter, der nichts rechnen kann', 'gpu.noDriver': 'dafür ist kein Treiber geladen',
  'gpu.given': 'es ist einer virtuellen Maschine gegeben (vfio-pci)', 'gpu.nameless': 'das System nennt weder Hersteller noch Namen, also ist nichts bekannt, das darauf läuft',
  'system.late': (a) => `das System hat nicht innerhalb von ${a} s geantwortet`, 'system.unasked': (a) => `das System ließ sich nicht fragen: ${a}`,
  'system.unclear': 'die Antwort des Systems war nicht lesbar', 'fault.driver': (a, b) => `sein Treiber wurde an einem Tag ${a}-mal zurückgesetzt (${b})`,
  'fault.workers': (a, b) => `die Arbeitsprozesse von ${a} Aufträgen in Folge endeten hier (${b})`, 'fault.selfTest': (a, b) => `sein Selbsttest schlug fehl: ${a}, ${b}`,
  'fault.fellOff': 'die Karte ist vom Bus gefallen', 'fault.mustReset': 'die Karte muss zurückgesetzt werden',
  'check.sketches': (a, b, c, className) => `die schlechteste von ${b} Skizzen liegt ${a} daneben, erlaubt sind ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `der größte Abstand von ${b} Token ist ${a} nats, erlaubt sind ${c}${wide(className)}`,
  'check.notExact': 'die Ausgaben dieses Modells sind nicht auf jedem Gerät gleich', 'check.nothing': 'nichts wurde berechnet',
  'check.same': (a) => `alle Ausgaben (${a}) stimmen Bit für Bit`, 'check.differs': (a, b) => `Ausgabe ${a} von ${b} ist nicht die richtige`,
  'check.notHere': (a) => `es läuft hier nicht: ${a}`, 'check.integers': '8-Bit-Produkte sind exakt', 'check.integersWrong': (a) => `8-Bit-Produkte sind nicht exakt (${a})`,
  'check.noPeer': 'der Prozessor kann dieses Modell nicht, also gibt es nichts zum Vergleichen', 'test.rules': 'seine Regeln haben das Gerät zurückgenommen',
  'test.cancelled': 'er wurde abgebrochen',
};
