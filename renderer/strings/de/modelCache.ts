import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Platz für Modelle', waiting: 'Sehe mir die Festplatte an.', empty: 'Hearth verwahrt selbst noch kein Modell.', emptyNext: 'Was du von einer Adresse installierst, liegt hier. Mitgelieferte Modelle und deine eigenen Ordner gehen nie.',
  used: (used) => `${used} belegt`, usedOf: (used, quota) => `${used} von ${quota} belegt`, free: (free) => `${free} frei auf dieser Festplatte`, freeUnknown: 'das System sagt nicht, was frei ist',
  lastUsed: (when) => `zuletzt benutzt ${when}`, neverUsed: 'noch nicht benutzt', value: (money) => `${money} je GiB und Stunde hier`, tooNew: 'seit weniger als einem Tag hier, also noch nicht beurteilt',
  uses: { job: 'eine Bestellung braucht es', loaded: 'im Speicher', seat: 'dieser Knoten prüft es' },
  isPinned: 'angeheftet: es bleibt', isLetGo: 'freigegeben: seine Dateien bleiben, bis Platz gebraucht wird', goesAt: (place) => `geht als Nummer ${place}, wenn Platz gebraucht wird`,
  pin: 'Anheften', unpin: 'Loslösen', letGo: 'Freigeben', takeBack: 'Zurücknehmen', delete: 'Jetzt löschen', deleteAsk: (title) => `${title} löschen?`, deleteWhy: (size) => `${size} werden sofort frei. Es lässt sich nicht zurücknehmen, nur neu installieren.`, deleteYes: 'Löschen', deleteNo: 'Behalten',
  quota: 'Höchstens so viel Platz, in GiB', quotaHint: 'Leer: so viel, wie die Festplatte hat.', set: 'Festlegen', quotaGoes: (titles) => `Dafür werden diese jetzt gelöscht: ${titles}.`, quotaYes: 'Festlegen und löschen',
  place: 'Ordner', placeHint: 'Der ganze Pfad eines neuen oder leeren Ordners, auf jeder Festplatte. Alle Modelle ziehen um oder keines; Aufträge laufen weiter. Leer: im Datenordner.', move: 'Umziehen', moving: (done, total) => `Umzug: ${done} von ${total}`, cancel: 'Abbrechen', now: 'Sie liegen in',
};
