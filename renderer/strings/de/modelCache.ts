import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Platz für Modelle', waiting: 'Sehe mir die Festplatte an.', empty: 'Hearth verwahrt selbst noch kein Modell.', emptyNext: 'Was du von einer Adresse installierst, liegt hier. Mitgelieferte Modelle und deine eigenen Ordner gehen nie.',
  used: (used) => `${used} belegt`, usedOf: (used, quota) => `${used} von ${quota} belegt`, free: (free) => `${free} frei auf dieser Festplatte`, freeUnknown: 'das System sagt nicht, was frei ist',
  lastUsed: (when) => `zuletzt benutzt ${when}`, neverUsed: 'noch nicht benutzt', value: (money) => `${money} je GiB und Stunde hier`, tooNew: 'seit weniger als einem Tag hier, also noch nicht beurteilt',
  uses: { job: 'eine Bestellung braucht es', loaded: 'im Speicher', seat: 'dieser Knoten prüft es' },
  isPinned: 'angeheftet: es bleibt', isLetGo: 'freigegeben: seine Dateien bleiben, bis Platz gebraucht wird', goesAt: (place) => `geht als Nummer ${place}, wenn Platz gebraucht wird`,
  pin: 'Anheften', unpin: 'Loslösen', letGo: 'Freigeben', takeBack: 'Zurücknehmen', delete: 'Jetzt löschen', deleteAsk: (title) => `${title} löschen?`, deleteWhy: (size) => `${size} werden sofort frei. Es lässt sich nicht zurücknehmen, nur neu installieren.`, deleteYes: 'Löschen', deleteNo: 'Behalten',
  quota: 'Höchstens so viel Platz, in GiB', quotaHint: 'Leer: so viel, wie die Festplatte hat.', set: 'Festlegen', quotaGoes: (titles) => `Dafür werden diese jetzt gelöscht: ${titles}.`, quotaYes: 'Festlegen und löschen',
  place: 'Ordner der Modelle', placeHint: 'Der ganze Pfad eines neuen oder leeren Ordners, auf jeder Festplatte. Alle Modelle ziehen um oder keines; Aufträge laufen weiter. Leer: im Datenordner.', move: 'Umziehen', moving: (done, total) => `Umzug: ${done} von ${total}`, cancel: 'Abbrechen', now: 'Sie liegen in',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Von einer Adresse installieren', address: 'Adresse', addressHint: 'https eines Ordners mit einer Dateiliste oder manifest.json. Mehrere, durch Leerzeichen getrennt, werden zugleich benutzt.', root: 'Hash', rootHint: 'Die Modell-ID oder die Wurzel seiner Liste, von jemandem, dem du traust. Was nicht genau das ist, wird nicht installiert, wer es auch gibt.', start: 'Installieren', starting: 'Frage die Adresse', evict: 'Installieren und diese löschen',
  phase: { waiting: 'wartet auf den davor', list: 'lese die Dateiliste', fetch: 'lädt herunter', check: 'prüfe jeden Hash', paused: 'pausiert', failed: 'angehalten', refused: 'abgelehnt', done: 'installiert und angeboten' },
  of: (done, total) => `${done} von ${total}`, speed: (bytes) => `${bytes} je Sekunde`, left: (span) => `noch ${span}`, stalled: 'im Moment kommt nichts',
  pause: 'Pause', resume: 'Weiter', cancel: 'Abbrechen', clear: 'Entfernen', rate: 'Höchstens je Sekunde, in MiB', rateHint: 'Für alle Downloads zusammen. Leer: keine Grenze.', take: 'Installieren',
  shareTitle: 'Modelle an Peers weitergeben', shareWhy: 'Andere Knoten dürfen die Modelle holen, die dieser Knoten anbietet. Aus, bis du es einschaltest; niemand wird dafür bezahlt.', shareRate: 'Höchstens je Sekunde für alle zusammen, in MiB', shareRateHint: 'Leer: keine Grenze.',
};
