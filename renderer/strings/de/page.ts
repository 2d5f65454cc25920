import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Zur Seite springen', menu: 'Ansichten' },
  screens: { dashboard: 'Übersicht', jobs: 'Aufträge', job: 'Auftrag', audits: 'Audits', earnings: 'Einnahmen', devices: 'Geräte', rules: 'Regeln', wallet: 'Wallet', settings: 'Einstellungen', staking: 'Staking', governance: 'Mitbestimmung', proposal: 'Vorschlag', welcome: 'Willkommen', network: 'Netz', models: 'Modelle', usage: 'Verbrauch', fleet: 'Flotte', log: 'Protokoll', about: 'Über Hearth' },
  notReported: 'nicht gemeldet',
  test: { tag: 'Testgeld', network: 'Übungsnetz', explain: 'Das ist das Übungsnetz. Seine Münze hat außerhalb davon keinen Wert.' },
  chain: { block: (n) => `Block ${n}`, connecting: 'verbindet sich mit der Chain', reachable: 'Chain antwortet', doubtful: 'den Daten der Chain ist nicht zu trauen', gone: 'Chain antwortet nicht', none: 'keine Chain: Quittungen bleiben auf diesem Rechner' },
  link: {
    waiting: 'Warte auf Hearth.',
    lost: (age) => `Hearth antwortet nicht. Was du siehst, ist ${age} alt.`,
    never: 'Hearth antwortet nicht.',
    nextTry: (wait) => `Nächster Versuch in ${wait}.`,
    tryNow: 'Jetzt versuchen',
    refused: 'Diese Seite hat keinen Schlüssel zu diesem Hearth.',
    refusedNext: 'Öffne die Adresse, die Hearth beim Start ausgegeben hat; jeder Start hat seine eigene.',
  },
  dashboard: {
    ready: 'Bereit', readyOf: (ready, allowed) => `${ready} von ${allowed}, die die Regeln erlaubten`, readyNone: 'Die Regeln erlaubten bisher weniger als eine Minute', stake: 'Stake', stakeUsed: (share) => `${share} genutzt`, stakeFull: (share) => `${share} genutzt, fast voll`, stakeNone: 'noch nichts hinterlegt', waits: 'Wartet auf Zahlung',
    today: 'Heute verdient', accepted: 'angenommen', rejected: 'abgelehnt', settledToday: 'heute ausgezahlt',
    waitsNone: 'Nichts wartet auf Zahlung.',
    waitsFor: { voucher: 'auf den Zahlungsschein des Kunden', anchor: 'auf den nächsten Anker', window: 'auf das Ende des Fensters' },
    tokens: (rate) => `${rate} Token pro Sekunde`,
    jobs: 'Aufträge', jobsAll: 'Alle Aufträge', jobsEmpty: 'Noch keine Aufträge.', jobsEmptyNext: 'Sie erscheinen hier, sobald ein Kunde einen bestellt.', jobsEmptyPractice: 'Der Übungskunde schickt welche; wie viele, steht in den Einstellungen.', jobsWaiting: 'Warte auf die Liste der Aufträge.',
    devices: 'Geräte', devicesEmpty: 'Kein Gerät gefunden.', devicesEmptyNext: 'Hearth sucht beim nächsten Start wieder. Ein Prozessor allein genügt.', devicesWaiting: 'Suche nach Geräten.',
    earnings: 'Einnahmen', notices: 'Meldungen', noticesEmpty: 'Nichts braucht deine Aufmerksamkeit.', noticesWaiting: 'Warte auf Meldungen.', more: (n) => `${n} weitere`,
  },
  device: {
    unknown: 'Unbekanntes Gerät', unknownWhy: 'Das System nennt weder Hersteller noch Namen.', cannotRun: 'nichts, was diese Laufzeit nutzen kann',
    kind: { cpu: 'Prozessor', gpu: 'Grafik' }, on: 'An', off: 'Aus', use: (name) => `${name} für Aufträge nutzen`,
    state: { working: 'Arbeitet', ready: 'Bereit', off: 'Aus', unusable: 'Nicht nutzbar', setAside: 'Beiseitegelegt' }, statePaused: 'Pausiert',
  },
  jobs: {
    title: 'Aufträge', search: 'Suchen', searchHint: 'ID, Kunde oder Modell', filter: { all: 'Alle', live: 'Laufend', settled: 'Bezahlt', failed: 'Gescheitert' }, filterLabel: 'Anzeigen',
    head: { job: 'Auftrag', model: 'Modell', stage: 'Stand', units: 'Fertig', client: 'Kunde', at: 'Angenommen', paid: 'Bezahlt' },
    waiting: 'Lese die Aufträge.', empty: 'Noch keine Aufträge.', emptyNext: 'Jede Bestellung, die dieser Knoten annimmt, steht hier mit ihrer Quittung.', none: 'Kein Auftrag passt.', noneNext: 'Versuche eine kürzere Suche oder einen anderen Filter.', clear: 'Alle Aufträge zeigen',
    shown: (shown, total) => `${shown} von ${total}`, failed: 'Die Aufträge konnten nicht gelesen werden.', notYet: 'noch nicht', nothing: 'nichts',
  },
  job: {
    back: 'Alle Aufträge', waiting: 'Lese den Auftrag.', verify: 'Erneut prüfen', verifying: 'Prüfe', exportReceipt: 'Quittung exportieren', showLog: 'Sein Protokoll zeigen', report: 'Ein Problem damit melden', copyId: 'Prüfsumme kopieren', cancel: 'Auftrag abbrechen',
    cancelAsk: 'Diesen Auftrag abbrechen?', cancelWhy: 'Er endet jetzt. Der Kunde bekommt nichts, und nichts wird bezahlt.', cancelYes: 'Auftrag abbrechen', cancelNo: 'Weiterlaufen lassen',
    path: 'Der Weg dieses Auftrags', pathHint: 'Von der Bestellung bis zur Zahlung: jeder Hash und worin er festgeschrieben ist. Die Pfeiltasten gehen ihn entlang.', nothingYet: 'Noch nichts.', pathEmpty: 'Der Weg entsteht, während der Auftrag vorankommt.',
    checks: 'Prüfungen', timeline: 'Zeitverlauf', facts: 'Angaben', noReceipt: 'Die Quittung wird unterschrieben, wenn der Auftrag fertig ist.', committedIn: 'Festgeschrieben in', holds: 'Enthält', transaction: 'Transaktion', digest: 'Prüfsumme', noDigest: 'noch keine Prüfsumme', receiptFile: 'Quittungsdatei',
    checkedBy: 'Was geprüft wurde', notCovered: 'Das hat noch keine Prüfung erfasst.', paid: 'Bezahlt', offered: 'Preis',
    mark: { passed: 'Bestanden', failed: 'Durchgefallen', notChecked: 'Nicht geprüft', partly: 'Teilweise geprüft' },
    verdictAll: 'Alle Prüfungen bestanden, hier und jetzt.', verdictFailed: (failed) => `${failed} durchgefallen. Verlass dich nicht auf diese Quittung.`, failedChecks: { one: 'Prüfung', other: 'Prüfungen' }, passedChecks: { one: 'Prüfung bestanden', other: 'Prüfungen bestanden' }, openChecks: { one: 'hier nicht geprüft', other: 'hier nicht geprüft' },
    workOf: (kind, model, units) => `${kind} mit ${model}, ${units}`, verdictNotOk: 'Es ließ sich zu wenig prüfen, um sich auf diese Quittung zu verlassen.', verdictSome: (passed, open) => `Nichts ist durchgefallen. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Einnahmen', range: 'Zeitraum', ranges: { '24h': '24 h', '7d': '7 Tage', '30d': '30 Tage', '1y': '1 Jahr', 'all': 'Alles' },
    paidIn: { '24h': 'In den letzten 24 Stunden bezahlt', '7d': 'In den letzten 7 Tagen bezahlt', '30d': 'In den letzten 30 Tagen bezahlt', '1y': 'Im letzten Jahr bezahlt', 'all': 'Seit dem ersten Auftrag bezahlt' },
    waiting: 'Lese die Einnahmen.', empty: 'In dieser Zeit wurde nichts bezahlt.', emptyNext: 'Ein Auftrag wird bezahlt, wenn sein Fenster auf der Chain geschlossen ist.', chart: 'Zahlungen im Zeitverlauf', table: 'Als Tabelle', head: { from: 'Von', jobs: 'Aufträge', paid: 'Bezahlt' },
    forJobs: (jobs) => `für ${jobs}`, total: 'Insgesamt bezahlt', today: 'Heute bezahlt', statement: 'Abrechnung', waits: 'Wartet',
  },
  settings: {
    title: 'Einstellungen', language: 'Sprache', languageSystem: (name) => `Wie das System: ${name}`, theme: 'Darstellung', themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' }, textSize: 'Schriftgröße', practice: 'Übungskunde', practiceRate: 'Bestellungen pro Minute', practiceOff: 'angehalten', practiceWhy: 'Er schickt echte Aufträge gegen Testgeld, damit du den ganzen Weg arbeiten siehst.',
    practiceNone: 'In diesem Netz gibt es keinen Übungskunden.', models: 'Modelle', modelsWaiting: 'Lese die Modelle.', modelsEmpty: 'Kein Modell ist installiert.', modelsEmptyNext: 'Ohne Modell kann keine Bestellung angenommen werden.',
    addresses: { title: 'Adressen der Chain', why: 'Hearth fragt diese Knoten, was auf der Chain steht. Bei mehreren sieht es, wenn einer zurückbleibt, lügt oder schweigt, und entscheidet nichts, solange zwei uneins sind.', waiting: 'Lese die Adressen.', given: 'kam mit der Chain', added: 'von dir hinzugefügt', inUse: 'in Gebrauch', states: { unknown: 'noch nicht gefragt', answers: 'antwortet', resting: 'will weniger Anfragen', silent: 'schweigt', refused: 'ausgeschlossen' }, another: 'Weitere Adresse', add: 'Hinzufügen', checking: 'Wird geprüft', remove: 'Entfernen' },
    modelState: { ready: 'Bereit', corrupt: 'Nicht nutzbar', off: 'Aus' }, unitPrices: (paidIn, paidOut) => `${paidIn} hinein, ${paidOut} heraus, je Einheit`, numericClass: 'Numerische Klasse',
    programs: 'Programme', programsWaiting: 'Warte auf die Programme.', programsEmpty: 'Kein Programm wird gemeldet.', programHead: { name: 'Programm', state: 'Zustand', memory: 'Speicher', restarts: 'Neustarts', pid: 'Prozess' }, programState: { starting: 'Startet', running: 'Läuft', restarting: 'Startet neu', stopped: 'Angehalten' },
    about: 'Dieses Hearth', version: 'Version', folder: 'Datenordner', started: 'Gestartet', runtime: 'Laufzeit', platform: 'System', node: 'Knoten', address: 'Adresse des Knotens', peer: 'Peer-ID', chain: 'Chain', stake: 'Stake', inFlight: 'In offenen Aufträgen',
    stop: 'Hearth beenden', stopAsk: 'Hearth beenden?', stopWhy: 'Unfertige Aufträge werden beim nächsten Start wieder aufgenommen. Nichts geht verloren.', stopYes: 'Beenden', stopNo: 'Anlassen',
    reset: {
      title: 'Zurücksetzen', why: 'Was im Datenordner liegt, nach Art. Du wählst, was wegkommt; Wallet und Knotenschlüssel bleiben, wenn du nichts anderes sagst.', open: 'Wählen, was wegkommt', waiting: 'Messe den Datenordner.', nothing: 'Nichts da',
      parts: {
        app: { name: 'App-Daten', gone: 'Aufträge, Quittungen, Einstellungen, Preise, Protokolle und das Übungsnetz. Quittungen, die noch kein Anker hält, werden niemandem bezahlt.' }, models: { name: 'Modelle', gone: 'Die Liste der Ordner, die du hinzugefügt hast, und was davon im Datenordner liegt.' },
        node: { name: 'Knotenschlüssel', gone: 'Geht mit den App-Daten. Der nächste Start ist ein neuer Knoten: Stake bleibt an den alten gebunden, und niemand kann mehr für ihn einfordern.' }, wallet: { name: 'Wallet', gone: 'Ohne Wortfolge, Schlüsseldatei oder Sicherung kann niemand ausgeben, was ihre Konten halten.' },
      },
      type: (typed) => `Tippe ${typed} ein, um die Wallet wegzugeben`, elsewhere: 'Modellordner anderswo werden vergessen, nie gelöscht:', others: 'Bleibt unberührt, was auch wegkommt:', go: 'Hearth beenden und weggeben', going: 'Hearth wird beendet. Was du gewählt hast, geht danach weg.',
    },
  },
  jobsCount: { one: 'Auftrag', other: 'Aufträge' }, progress: (stage, done, most) => `${stage}, ${done} von ${most}`,
  copy: (digest) => `${digest} kopieren`, copied: 'Kopiert', close: 'Schließen', retry: 'Erneut versuchen', unknownScreen: 'Diese Seite gibt es nicht.', toDashboard: 'Zur Übersicht',
};

export const statusText: Pack['statusText'] = {
  noName: 'einem Gerät ohne Namen', jobs: { one: 'Auftrag', other: 'Aufträgen' },
  waiting: { one: 'fertiger Auftrag wartet auf Zahlung.', other: 'fertige Aufträge warten auf Zahlung.' },
  starting: 'Das Feuer wird angezündet.', startingWhy: 'Hearth startet. Das dauert einige Sekunden.', startingStep: (step) => `Hearth startet: ${step}. Das dauert einige Sekunden.`,
  working: (jobs) => `Arbeitet an ${jobs}.`, workingOn: (jobs, device) => `Arbeitet an ${jobs} auf ${device}.`,
  forOne: 'Für einen Kunden.', forMany: 'Für mehrere Kunden.', forOneAt: (rate) => `Für einen Kunden, mit ${rate} Token pro Sekunde.`, forManyAt: (rate) => `Für mehrere Kunden, mit ${rate} Token pro Sekunde.`,
  ready: 'Bereit. Gerade keine Bestellungen.', readyDone: (jobs) => `Bereit. Arbeit an ${jobs} in der letzten Minute beendet.`, readyWhy: 'Die nächste Bestellung beginnt sofort; es ist nichts zu tun.',
  paused: 'Pausiert, bis du fortsetzt.', pausedWhy: 'Du hast pausiert. Neue Bestellungen werden nicht angenommen.', pauseOver: 'Die Pause ist vorbei.', pauseOverWhy: 'Gleich nimmt Hearth wieder Bestellungen an.',
  pausedUntil: (clock) => `Pausiert bis ${clock}.`, pausedUntilWhy: (span) => `Du hast pausiert. In ${span} geht es von selbst weiter.`,
  ruled: 'Pausiert durch eine deiner Regeln.', ruledWhy: 'Es geht von selbst weiter, wenn die Regel es erlaubt.',
  chainOld: (age) => `Arbeitet, aber die Daten der Chain sind ${age} alt.`, chainOldWhy: (address) => `${address} zeigt keinen neueren Block. Nach alten Daten wird nichts entschieden: keine neuen Bestellungen, keine Zahlungen, bis ein neuer Block kommt.`,
  chainsDiffer: 'Arbeitet, aber zwei Adressen der Chain sind uneins.', chainsDifferWhy: (address, other, block) => `${address} und ${other} haben verschiedene Blöcke ${block}. Bis sie sich einig sind, wird nach keiner entschieden.`,
  chainGone: 'Arbeitet, aber die Chain antwortet nicht.', theChain: 'Die Chain', silent: (chain, span) => `${chain} schweigt seit ${span}.`, nothingLost: 'Nichts geht verloren.',
  receiptsWait: { one: 'Quittung wartet hier und wird bezahlt, wenn sie wieder da ist.', other: 'Quittungen warten hier und werden bezahlt, wenn sie wieder da ist.' },
  noDevice: 'Nichts, womit zu arbeiten wäre: kein Gerät ist eingeschaltet.', noDeviceWhy: 'Hearth nimmt Bestellungen an, sobald eines es ist.',
  workerLost: 'Ein Auftrag hat seinen Arbeitsprozess verloren; ein neuer übernimmt.', workerLostWhy: 'Das Programm endete ohne ein Wort. Der Auftrag läuft von vorn; bezahlt wird er einmal.', workerLostAgain: (times) => `Das Programm endete ohne ein Wort, bisher ${times}-mal. Der Auftrag läuft von vorn; bezahlt wird er einmal.`,
  cheating: (kind) => `Betrügt mit Absicht: ${kind}.`, someWay: 'auf irgendeine Art', cheatingWhy: 'Dieser Knoten wurde mit --cheat gestartet, was nur das Übungsnetz erlaubt. Seine falschen Quittungen werden nicht bezahlt, und was beweisbar ist, kostet seinen Stake.',
  diskFull: 'Angehalten: die Festplatte ist voll.', theFolder: 'im Datenordner', diskFullWhy: (path) => `Kein Platz mehr: ${path}. Schaffe Platz, dann macht Hearth von selbst weiter; nichts geht verloren.`,
  leaving: (name) => `Wechsel zu ${name}: hier keine Aufträge mehr.`, leavingHome: 'Zurück ins Übungsnetz: hier keine Aufträge mehr.', leavingThen: 'Danach folgt der Wechsel von selbst.', leavingNow: 'Laufende Aufträge werden erst beendet, dann startet der Anbieter dort neu.',
  disconnected: 'Hearth antwortet nicht.', disconnectedWhy: (span) => `Seit ${span}; so alt ist, was du siehst. Die Seite versucht es weiter. Wenn du Hearth beendet hast, starte es wieder.`,
  unknownIncident: 'nicht gemeldet',
};
export const statusActions: Pack['statusActions'] = { pause: 'Pausieren', resume: 'Jetzt fortsetzen', showJobs: 'Aufträge zeigen', enableDevice: 'Gerät wählen', showNetworks: 'Netze zeigen', retry: 'Erneut versuchen' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Für 15 Minuten', 60: 'Für 1 Stunde', 240: 'Für 4 Stunden', untilResumed: 'Bis ich fortsetze' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'Wartend', loading: 'Lädt', running: 'Läuft', proving: 'Beweist', waiting: 'Wartet auf Zahlung', settled: 'Bezahlt' };
export const stageWords: Pack['stageWords'] = {
  queued: 'Wartend', loading: 'Lädt das Modell', running: 'Läuft', proving: 'Beweist', delivered: 'Wartet auf Zahlungsschein', acknowledged: 'Wartet auf Anker', anchored: 'Wartet auf Fenster', settled: 'Bezahlt', failed: 'Gescheitert', cancelled: 'Abgebrochen', slashed: 'Stake entzogen', voided: 'Nichtig',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'In der Warteschlange. Er beginnt, wenn das Gerät frei ist.', loading: 'Das Modell wird auf das Gerät geladen.', running: 'Läuft auf diesem Rechner.', proving: 'Berechnet. Sein Nachweis wird gehasht und unterschrieben.',
  delivered: 'Geliefert. Er wartet auf den Zahlungsschein des Kunden.', acknowledged: 'Der Kunde hat ihn bestätigt. Seine Quittung geht mit dem nächsten Stapel auf die Chain.', anchored: 'Auf der Chain. Er wird bezahlt, wenn das Streitfenster schließt.', settled: 'Bezahlt.',
  failed: 'Gescheitert. Dafür wird nichts bezahlt.', cancelled: 'Abgebrochen. Dafür wird nichts bezahlt.', slashed: 'Seine Quittung wurde auf der Chain als falsch erwiesen. Dafür wird nichts bezahlt, und es kostete Stake.', voided: 'Ein Ausschuss von Prüfern hat ihn nachgerechnet und seine Quittung abgelehnt. Dafür wird nichts bezahlt.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Klassifizieren', one: 'Bild', other: 'Bilder' }, embed: { title: 'Einbetten', one: 'Vektor', other: 'Vektoren' }, generate: { title: 'Generieren', one: 'Token', other: 'Token' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Von Prüfern angenommen', rejected: 'Von Prüfern abgelehnt' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Bestellung', what: 'Was der Kunde verlangt hat, vom Kunden unterschrieben.' },
  model: { title: 'Modell', what: 'Jede Datei des Modells, in einem Hash.' },
  inputRoot: { title: 'Eingabewurzel', what: 'Die Eingabe, in Stücke geschnitten und zu einer Wurzel gehasht. Die Eingabe selbst wird nicht behalten.' },
  outputRoot: { title: 'Ausgabewurzel', what: 'Die Ausgabe, auf dieselbe Art gehasht.' },
  rowRoot: { title: 'Zeilenwurzel', what: 'Ein Eintrag für jeden Schritt der Erzeugung: das Token, seine Stelle und sein Zufallszug.' },
  sketchRoot: { title: 'Skizzenwurzel', what: 'Kurze Fingerabdrücke des inneren Zustands des Modells, die ein anderer Rechner vergleichen kann.' },
  tapRoot: { title: 'Abgriffwurzel', what: 'Innere Werte an gewählten Stellen, für den genaueren Blick in einem Streit.' },
  bundle: { title: 'Nachweis', what: 'Der ganze Nachweis des Laufs in einem Hash.' },
  receipt: { title: 'Quittung', what: 'Das unterschriebene Versprechen dieses Knotens: diese Bestellung, dieses Modell, diese Ergebnisse.' },
  anchor: { title: 'Anker', what: 'Die Wurzel eines Stapels Quittungen, auf die Chain geschrieben.' },
  voucher: { title: 'Zahlungsschein', what: 'Das unterschriebene Zahlungsversprechen des Kunden, über alle seine Aufträge summiert.' },
  payment: { title: 'Zahlung', what: 'Die Überweisung auf der Chain, nach dem Fenster.' },
  claim: { title: 'Forderung', what: 'Der Kunde schickte keinen Zahlungsschein, also forderte dieser Knoten den Preis aus dem, was der Kunde reserviert hatte.' },
  dispute: { title: 'Streit', what: 'Jemand hat eine Kaution gestellt und gesagt, diese Quittung sei falsch. Die Chain entscheidet an einem einzigen Operator.' },
  vote: { title: 'Stimme', what: 'Was ein anderer Rechner fand, als er die Quittung prüfte.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Angeboten', admitted: 'Bestellung angenommen', accepted: 'Bestellung angenommen', queued: 'Eingereiht', loading: 'Lädt das Modell', modelReady: 'Modell bereit', started: 'Begonnen', running: 'Läuft', retried: 'Neu begonnen',
  computed: 'Berechnet', proving: 'Beweist', signing: 'Berechnet, beim Signierer', signed: 'Quittung unterschrieben', delivered: 'An den Kunden geliefert', acknowledged: 'Zahlungsschein erhalten', batched: 'In einen Stapel gelegt', anchored: 'Auf der Chain verankert', unanchored: 'Anker zurückgenommen', unsettled: 'Zahlung zurückgenommen', slashed: 'Als falsch erwiesen, Stake entzogen', unslashed: 'Entzug zurückgenommen', claimed: 'Aus der Reservierung gefordert', unclaimed: 'Forderung beendet', voided: 'Vom Ausschuss abgelehnt, nichtig', unvoided: 'Nichtigkeit zurückgenommen', refunded: 'Dem Kunden erstattet', unrefunded: 'Erstattung zurückgenommen',
  verified: 'Von Prüfern geprüft', voted: 'Von Prüfern geprüft', settled: 'Bezahlt', paid: 'Bezahlt', failed: 'Gescheitert', cancelled: 'Abgebrochen', workerLost: 'Arbeitsprozess verloren',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Energie', 'mean power': 'Mittlere Leistung', 'most power': 'Höchste Leistung', 'highest temperature': 'Höchste Temperatur', 'device load': 'Auslastung des Geräts', 'memory peak': 'Speicherspitze', 'bytes received': 'Empfangene Bytes', 'bytes sent': 'Gesendete Bytes',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Startwert', 'first draw': 'Erste Ziehung', 'void': 'Nichtig', 'penalty': 'Strafe', 'void in': 'Nichtig in', 'client had paid': 'Kunde hatte bezahlt', 'refunded': 'Erstattet', 'refunded in': 'Erstattet in', 'opened by': 'Eröffnet von', 'bond': 'Kaution', 'dispute': 'Streit', 'dispute stands': 'Stand des Streits', 'taken of the stake': 'Vom Stake entzogen',
  'job': 'Auftrag', 'kind': 'Art', 'model': 'Modell', 'model id': 'Modell-ID', 'client': 'Kunde', 'app': 'Anwendung', 'reservation': 'Reservierung', 'tier': 'Stufe', 'audit policy': 'Prüfregel', 'deadline': 'Frist', 'most units in': 'Einheiten hinein, höchstens', 'most units out': 'Einheiten heraus, höchstens',
  'price per unit in': 'Preis je Einheit hinein', 'price per unit out': 'Preis je Einheit heraus', 'attempts': 'Versuche', 'temperature': 'Temperatur', 'device': 'Gerät', 'units in': 'Einheiten hinein', 'units out': 'Einheiten heraus', 'numeric class': 'Numerische Klasse', 'queue wait': 'Wartezeit', 'first unit after': 'Erste Einheit nach',
  'compute': 'Rechenzeit', 'receipt number': 'Nummer der Quittung', 'epoch': 'Epoche', 'previous receipt': 'Vorige Quittung', 'slashed': 'Entzogen', 'slashed for': 'Entzogen wegen', 'slashed in': 'Entzogen in', 'name': 'Name', 'units': 'Einheiten', 'verifier': 'Prüfer', 'verdict': 'Urteil', 'rows': 'Zeilen', 'sketches': 'Skizzen', 'node': 'Knoten',
  'number': 'Nummer', 'receipts': 'Quittungen', 'state': 'Zustand', 'all together': 'Alles zusammen', 'paid': 'Bezahlt', 'received': 'Erhalten, nach den Anteilen anderer', 'block': 'Block',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Ausführung über', 'runtime device': 'Hardware', 'runtime driver': 'Treiber', 'runtime os': 'Betriebssystem', 'runtime arch': 'Architektur', 'runtime optLevel': 'Graphoptimierung', 'runtime threads': 'Threads', 'runtime appVersion': 'Hearth-Version', 'amount': 'Betrag', 'payable from': 'Zahlbar ab',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'offen', 'not measured': 'nicht gemessen', 'named verifiers': 'benannte Prüfer', 'client only': 'nur der Kunde', 'not reported': 'nicht gemeldet', 'off': 'aus', 'accepted': 'angenommen', 'rejected': 'abgelehnt', 'on its way': 'unterwegs', 'rejected by a committee of verifiers': 'von einem Ausschuss von Prüfern abgelehnt' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Unterschrift der Bestellung', receiptSignature: 'Unterschrift der Quittung', orderHash: 'Hash der Bestellung', node: 'Knoten', model: 'Modell', inputRoot: 'Eingabewurzel', outputRoot: 'Ausgabewurzel', decodeHash: 'Hash der Erzeugungsregeln', numericClass: 'Numerische Klasse', nonce: 'Nonce', seed: 'Zufallssaat', units: 'Einheiten', stopReason: 'Grund des Endes', deadline: 'Frist',
  sketchRoot: 'Skizzenwurzel', bundleHash: 'Hash des Nachweises', runtime: 'Laufzeit', votes: 'Stimmen', voucher: 'Zahlungsschein', anchor: 'Anker', payment: 'Zahlung', modelFiles: 'Modelldateien', replayRows: 'Nachgerechnete Zeilen', replaySketches: 'Nachgerechnete Skizzen', replayTokens: 'Nachgerechnete Token', replayClass: 'Nachgerechnete Klasse', chain: 'Chain', chainAnchor: 'Anker auf der Chain', chainPayment: 'Zahlung auf der Chain', rows: 'Zeilen', canonicalTrace: 'Kanonische Spur', thresholds: 'Schwellen', registry: 'Register',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'einem Gerät', theDevice: 'das Gerät', noReason: 'Ein Grund wurde nicht genannt.', ruleHolds: 'Eine deiner Regeln gilt', yourRules: 'Deine Regeln', someKind: 'auf ungenannte Art',
  workerRestarted: { what: (device) => `Der Arbeitsprozess auf ${device} endete ohne ein Wort.`, next: 'Ein neuer läuft; die Arbeit geht weiter.' },
  jobRetried: { what: (job) => `Auftrag ${job} hat seinen Arbeitsprozess verloren und beginnt von vorn.`, next: 'Bezahlt wird er einmal, wenn er fertig ist.' },
  jobFailed: { what: (job, reason) => `Auftrag ${job} ist gescheitert. ${reason}`, next: 'Dafür wird nichts bezahlt.' },
  chainGone: { what: 'Die Chain antwortet nicht mehr.', whatAt: (address) => `Die Chain unter ${address} antwortet nicht mehr.`, next: 'Aufträge gehen weiter. Quittungen warten und werden abgerechnet, wenn sie wieder da ist.' },
  woke: { what: (span) => `Der Rechner hat ${span} geschlafen.`, next: 'Die Kunden erfuhren sofort, dass er wieder da ist. Ein Auftrag, dessen Frist inzwischen ablief, ging an seinen Kunden zurück und zählt nicht als Fehler.' },
  chainBack: { what: 'Die Chain antwortet wieder.', next: 'Wartende Quittungen werden abgerechnet.' },
  chainDoubt: {
    old: (address, age) => `Die Daten der Chain sind ${age} alt: ${address} zeigt keinen neueren Block.`,
    differ: (address, other, block) => `Zwei Adressen der Chain sind uneins über Block ${block}: ${address} und ${other}.`,
    next: 'Danach wird nichts entschieden. Bestellungen und Zahlungen warten, bis auf die Chain wieder Verlass ist.',
  },
  chainSound: { what: 'Die Daten der Chain sind wieder neu, und alle Adressen sind sich einig.', next: 'Bestellungen werden angenommen, wartende Quittungen abgerechnet.' },
  rpcSetAside: { what: (address, reason) => `Die Adresse ${address} der Chain wird nicht benutzt. ${reason}`, next: 'Andere schon, falls es welche gibt. Nimm sie aus der Liste der Verträge, oder bring sie in Ordnung.' },
  providerRestarted: { what: 'Hearth war unerwartet beendet und wurde neu gestartet.', next: 'Unfertige Aufträge wurden dort aufgenommen, wo das Journal sie verlassen hat.' },
  signerRestarted: { what: 'Der Signierer war beendet und wurde neu gestartet.', next: 'Sein Buch ist vollständig; nichts wurde doppelt unterschrieben.' },
  firstReceipt: { what: 'Erste Quittung unterschrieben.', whatFor: (job) => `Erste Quittung unterschrieben, für Auftrag ${job}.`, next: 'Öffne den Auftrag, um sie auf diesem Rechner zu prüfen.' },
  deviceSetAside: { what: (device) => `Nach wiederholten Fehlern beiseitegelegt: ${device}.`, next: 'Schalte es aus und wieder ein, um es noch einmal zu versuchen.' },
  ruleStopped: { what: (cause, device) => `${cause}; ${device} wurde zurückgegeben.`, next: 'Es geht von selbst weiter, wenn die Regel es erlaubt.' },
  ruleEnded: { what: (rule, device) => `${rule}: wieder in Ordnung, ${device} arbeitet weiter.`, next: 'Hier ist nichts zu tun.' },
  voided: { what: (job, reason) => `Auftrag ${job}: ${reason}`, next: 'Öffne den Auftrag für die Transaktion. Seine Quittung lässt sich mit hearth verify nachrechnen.' },
  slashed: { what: (job, reason) => `Auftrag ${job}: ${reason}`, next: 'Öffne den Auftrag für die Transaktion. Wer weniger Stake hat, darf weniger Arbeit offen haben.' },
  disputed: { what: (job) => `Jemand hat eine Kaution gestellt und bestreitet die Quittung von Auftrag ${job}.`, next: 'Hearth rechnet den Auftrag nach und antwortet von selbst. Lass es laufen: Schweigen kostet Stake.' },
  disputeEnded: {
    won: (job) => `Der Streit um Auftrag ${job} ist gewonnen: die Antwort hatte Bestand, und die halbe Kaution des Gegners gehört diesem Knoten.`,
    lost: (job) => `Der Streit um Auftrag ${job} ist verloren.`,
    unproven: (job) => `Der Streit um Auftrag ${job} endete ohne Beweis, und alle Kautionen gingen zurück.`,
    next: 'Öffne den Auftrag, um zu sehen, wie es ausging.',
  },
  cheating: { what: (kind) => `Dieser Knoten betrügt mit Absicht: ${kind}.`, next: 'Er wurde im Übungsnetz mit --cheat gestartet. Ohne ist er ehrlich.' },
  orderRefused: { what: (reason) => `Eine Bestellung wurde abgelehnt. ${reason}`, next: 'Hier ist nichts zu tun.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Zur Information', attention: 'Achtung', failure: 'Fehler' };
