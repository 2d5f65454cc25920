import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `ab ${stop} °C, bis ${resume} °C`, disk: (size) => `unter ${size} frei`,
  powerNone: 'keine Grenze', powerMost: (limits) => `höchstens ${limits}`, percentOfLimit: (percent) => `${percent} % seiner Grenze`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `höchstens ${wattHours} Wh am Tag`, price: (price) => `über ${price} je kWh`, profit: (least) => `unter ${least} je Stunde`, hook: (path) => `solange ${path} „deny“ sagt`,
  metered: 'in einem getakteten Netz', meteredOr: (megabytes) => `in einem getakteten Netz oder über ${megabytes} MB am Tag`,
  battery: 'im Akkubetrieb', batteryBelow: (percent) => `im Akkubetrieb unter ${percent} %`, saver: 'oder im Energiesparmodus',
  never: 'nie', idle: (minutes) => `bis ${minutes} min niemand da war`, noApps: 'noch kein Programm eingetragen', apps: { one: 'Programm', other: 'Programme' }, fullScreen: 'solange ein Programm den Bildschirm füllt',
  memory: (percent) => `wenn andere ${percent} % belegen`, pressure: (size) => `unter ${size} übrig`, stalledAbove: (percent) => `oder wenn Programme ${percent} % der Zeit darauf warten`, load: (percent) => `wenn andere es zu ${percent} % auslasten`, thenWaits: (span) => `wartet dann ${span}`,
  locked: 'solange die Sitzung gesperrt ist', asleep: 'solange der Bildschirm schläft', noHours: 'keine Stunden erlaubt', daily: 'täglich',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Gast', what: 'Arbeitet nur, solange niemand da ist.' },
  balanced: { title: 'Ausgewogen', what: 'Macht Platz für Spiele und Akku.' },
  dedicated: { title: 'Ganz dabei', what: 'Arbeitet immer, innerhalb der Sicherheit.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Sicherheit', what: 'Geht allem vor, und Fortsetzen hebt sie nicht auf.' },
  user: { title: 'Dein Wort', what: 'Eine Pause von dir. Sie wird mit den Pause-Knöpfen gesetzt.' },
  money: { title: 'Geld', what: 'Strom, sein Preis und was er einbringt.' },
  presence: { title: 'Anwesenheit', what: 'Du oder andere Programme wollen den Rechner.' },
  schedule: { title: 'Zeiten', what: 'Zählt zuletzt.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Verlangsamen', unload: 'Speicher zwischen Aufträgen freigeben', finish: 'Auftrag beenden, dann anhalten', kill: 'Sofort anhalten' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'die Arbeit geht langsamer weiter', unload: 'zwischen Aufträgen bleibt kein Modell im Speicher', finish: 'der laufende Auftrag endet, dann wird der Speicher frei', kill: 'der laufende Auftrag wird zurückgegeben und der Speicher sofort frei',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Beiseitegelegt', cause: (why) => `Das Gerät wurde beiseitegelegt: ${why}`, unnamed: 'es ist immer wieder ausgefallen', ends: 'wenn du es noch einmal versuchst' },
  temperature: { title: 'Temperatur', cause: (is, most) => `Das Gerät hat ${is} °C, und ${most} °C erlaubst du höchstens`, hot: 'Das System meldet, dass der Rechner heiß ist', ends: (most) => `sobald es einige Grad unter ${most} °C abgekühlt ist`, endsHot: 'sobald er abgekühlt ist' },
  disk: { title: 'Festplatte', cause: (free, least) => `Nur ${free} sind auf der Festplatte frei, und ${least} müssen es sein`, full: 'Die Festplatte ist voll', ends: 'wenn wieder Platz ist' },
  pause: { title: 'Deine Pause', cause: 'Du hast pausiert', ends: 'wenn du fortsetzt' },
  power: { title: 'Leistung', cause: (is, most) => `Das Gerät zieht ${is} W, und ${most} W erlaubst du höchstens`, ends: (most) => `sobald es unter ${most} W bleibt` },
  energy: { title: 'Energie am Tag', cause: (used, most) => `Heute wurden ${used} Wh verbraucht, und ${most} Wh sind das Tagesmaß`, ends: 'um Mitternacht' },
  price: { title: 'Strompreis', cause: (is, most) => `Strom kostet ${is} je kWh, und ${most} zahlst du höchstens`, ends: 'wenn Strom billiger ist' },
  profit: { title: 'Mindestgewinn', cause: (is, least) => `Arbeit bringt nach Strom ${is} je Stunde, und ${least} willst du mindestens`, ends: 'wenn Arbeit mehr einbringt' },
  hook: { title: 'Deine Steuerdatei', cause: 'Deine Steuerdatei sagt „deny“', ends: 'wenn sie „allow“ sagt' },
  metered: { title: 'Getaktetes Netz', cause: 'Das Netz ist getaktet', cap: (used, most) => `Heute liefen ${used} MB durchs Netz, und ${most} MB sind die Tagesgrenze`, ends: 'in einem Netz ohne Taktung', endsCap: 'um Mitternacht' },
  battery: { title: 'Akku', cause: 'Der Rechner läuft mit Akku', at: (percent) => `Der Rechner läuft mit Akku, bei ${percent} %`, saver: 'Der Energiesparmodus ist an', ends: 'wenn er am Strom hängt', endsSaver: 'wenn er aus ist' },
  idle: { title: 'Nur im Leerlauf', cause: (ago) => `Vor ${ago} war jemand hier`, unmeasured: 'Eben war jemand hier', ends: (wait) => `nach ${wait} ohne Taste und Klick`, endsSome: 'nach einiger Zeit ohne Taste und Klick' },
  apps: { title: 'Eingetragene Programme', cause: (name) => `${name} läuft`, unnamed: 'Ein Programm deiner Liste', ends: 'bald nach seinem Ende' },
  fullScreen: { title: 'Vollbild', cause: (name) => `${name} ist im Vollbild`, unnamed: 'Ein Programm', ends: 'bald nach seinem Ende' },
  memory: { title: 'Speicher für andere', cause: (percent) => `Andere Programme belegen ${percent} % des Gerätespeichers`, ends: 'bald nachdem sie ihn freigeben' },
  dataLimit: { title: 'Datengrenze', cause: { sentDay: (most) => `Die ${most} gesendeter Daten für heute sind aufgebraucht`, sentMonth: (most) => `Die ${most} gesendeter Daten für diesen Monat sind aufgebraucht`, receivedDay: (most) => `Die ${most} empfangener Daten für heute sind aufgebraucht`, receivedMonth: (most) => `Die ${most} empfangener Daten für diesen Monat sind aufgebraucht` }, endsDay: 'um Mitternacht', endsMonth: 'mit dem neuen Monat' },
  clock: { title: 'Falsche Uhr', ahead: (seconds) => `Die Uhr dieses Rechners geht gegenüber der Chain ${seconds} s vor, darum ist auf Fristen kein Verlass`, behind: (seconds) => `Die Uhr dieses Rechners geht gegenüber der Chain ${seconds} s nach, darum ist auf Fristen kein Verlass`, ends: 'wenn die Uhr richtig gestellt ist' },
  pressure: { title: 'Knapper Arbeitsspeicher', cause: (free, least) => `Nur ${free} Arbeitsspeicher sind für alle Programme übrig, und ${least} müssen es sein`, stalled: (percent) => `Programme warten mehr als ${percent} % der Zeit auf Arbeitsspeicher`, low: 'Das System meldet, dass der Arbeitsspeicher knapp wird', ends: 'bald nachdem wieder Arbeitsspeicher da ist' },
  load: { title: 'Arbeit anderer', cause: (percent) => `Andere Programme lasten das Gerät zu ${percent} % aus`, ends: 'bald nachdem sie fertig sind' },
  session: { title: 'Gesperrt oder dunkel', cause: 'Die Sitzung ist gesperrt', dark: 'Der Bildschirm schläft', ends: 'wenn sie entsperrt ist', endsDark: 'wenn er aufwacht' },
  schedule: { title: 'Wochenzeiten', cause: 'Jetzt ist keine seiner Zeiten', ends: 'mit den nächsten Zeiten, die du erlaubst' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Verlangsamt', unload: 'Arbeitet, zwischen Aufträgen mit freiem Speicher', finish: 'Pausiert', kill: 'Pausiert' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `${title} ist wieder in Ordnung`,
  resumes: (ends) => `Weiter geht es ${ends}.`, fullSpeed: (ends) => `Volles Tempo ${ends}.`,
  inAMoment: 'gleich', byItselfIn: (span) => `von selbst in ${span}`, byItselfAt: (clock) => `von selbst um ${clock}`,
  free: 'Darf arbeiten.', also: (titles) => `Außerdem: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `${name} pausieren`, pause: 'Pausieren', resume: 'Fortsetzen', resumeDevice: (name) => `${name} fortsetzen`, tomorrow: (clock) => `Bis morgen, ${clock}`,
  atOnce: 'Den laufenden Auftrag sofort zurückgeben', atOnceWhy: 'Sonst endet er erst.',
  why: { open: 'Warum?', title: 'Was das entscheidet', none: 'Über kein Gerät ist entschieden.', free: 'Keine Regel hält es zurück.', read: 'Gelesen', limit: 'Grenze', since: 'Seit', does: 'Tut', ends: 'Endet', also: 'Gilt auch', blind: 'Kann hier nicht befolgt werden', allRules: 'Alle Regeln', noName: 'Ein Gerät ohne Namen' },
  promise: (p50, count) => `Speicher zurückgegeben in ${p50}, Median aus ${count}`, promiseNone: 'Rückgabe: noch nicht gemessen', allDevices: 'Alle Geräte',
  promiseLong: (count, p50, p95) => `Vom Auslöser bis zum freien Speicher, über ${count}: die Hälfte in ${p50}, 95 % in ${p95}.`, promiseNoneLong: 'Wie schnell Speicher zurückgegeben wird, zeigt sich, wenn ihn eine Regel zum ersten Mal nimmt.', promiseTimes: { one: 'Mal', other: 'Malen' },
  reading: { temperature: 'Temperatur', power: 'Leistung', load: 'Last', memory: 'Speicher', ofLimit: (watts, limit) => `${watts} von ${limit}`, mine: 'meiner', others: 'anderer', free: 'frei', used: 'belegt', ofOthers: (share) => `${share} durch andere`, whose: 'von wem, sagt der Treiber nicht', memoryLabel: (said) => `Speicher: ${said}` },
  devices: {
    title: 'Geräte', waiting: 'Suche nach Geräten.', empty: 'Kein Gerät gefunden.', emptyNext: 'Hearth sucht beim nächsten Start wieder. Ein Prozessor allein genügt.', history: 'Zuletzt', historyWaiting: 'Lese die Aufzeichnung.', historyEmpty: 'Von diesem Gerät ist noch nichts aufgezeichnet.', historyEmptyNext: 'Solange Hearth läuft, wird jede Minute ein Wert behalten.',
    span: 'Zeit', spans: { day: '24 Stunden', week: '7 Tage' }, measure: 'Was', measures: { temperature: 'Temperatur', power: 'Leistung', load: 'Arbeit anderer', memory: 'Speicher anderer' }, table: 'Als Tabelle', gap: 'nicht aufgezeichnet', chart: (what, name) => `${what} von ${name}`, from: 'Von', noneOf: (what) => `${what}: in dieser Zeit nicht gemeldet.`,
    health: 'Zustand', healthy: 'Seit dem letzten guten Auftrag hat hier keiner seinen Arbeitsprozess verloren.', lost: (count) => `Aufträge in Folge, die hier ihren Arbeitsprozess verloren: ${count}. Bei drei wird das Gerät beiseitegelegt.`, setAside: 'Beiseitegelegt', setAsideNext: 'Es bekommt keinen Auftrag, bis du es noch einmal versuchst oder sein Treiber wechselt.', retry: 'Noch einmal versuchen', when: (clock) => `Seit ${clock}`, healthUnknown: 'Lese seinen Zustand.',
    identity: 'Kennung', id: 'ID', vendor: 'Hersteller', driver: 'Treiber', driverBuilt: (a, b) => `${a}, gebaut am ${b}`, driverAgeless: (a) => `${a}, sein Alter verrät nichts`, memory: 'Speicher', runs: 'Rechnet mit', rules: 'Regeln für dieses Gerät', rulesNone: 'Keine Regel gilt dafür; es arbeitet immer.', own: 'eigene', general: 'alle Geräte', edit: 'Seine Regeln ändern',
  },
  rules: {
    title: 'Regeln', waiting: 'Lese die Regeln.', presets: 'Vorlagen', presetsWaiting: 'Lese die Vorlagen.', presetsEmpty: 'Es gibt keine Vorlage.', presetsWhy: 'Drei Arten, sich zu benehmen, in Zahlen. Mit jeder Änderung werden es deine eigenen.', inUse: 'In Gebrauch', use: (name) => `${name} nehmen`, rule: 'Regel', notIn: 'nein', own: 'Eigene Regeln sind in Gebrauch.',
    all: 'Alle Regeln', allWhy: 'Die erste, die gilt, spricht; die strengste wird befolgt.', empty: 'Keine Regel ist gesetzt: Hearth arbeitet immer.', emptyNext: 'Nimm oben eine Vorlage oder füge eine Regel hinzu.', add: 'Hinzufügen', addRule: (title) => `Regel hinzufügen: ${title}`, remove: 'Entfernen', removeRule: (title) => `Regel entfernen: ${title}`, onRule: (title) => `Regel: ${title}`, edit: 'Ändern', editRule: (title) => `Regel ändern: ${title}`, notSet: 'nicht gesetzt',
    scope: 'Für', every: 'Alle Geräte', general: 'wie für alle Geräte', ownHere: 'eigene', makeOwn: 'Eigene machen', backToGeneral: 'Wie für alle Geräte', holds: (names) => `Gilt jetzt für ${names}`, blind: (names, reason) => `Kann für ${names} nicht befolgt werden: ${reason}`, does: 'Dann',
    changed: (count) => `${count} nicht gespeichert`, changes: { one: 'Änderung', other: 'Änderungen' }, save: 'Speichern', undo: 'Rückgängig', redo: 'Wiederholen', discard: 'Verwerfen', saved: 'Gespeichert.', tookPreset: (title) => `${title} ist in Gebrauch.`, undoSaved: 'Rückgängig', elsewhere: 'Die Regeln wurden inzwischen anderswo geändert; Speichern ersetzt sie.', between: (least, most) => `Eine Zahl von ${least} bis ${most}`, notEmpty: 'Bitte nicht leer lassen',
    simulator: 'Was letzte Woche geschehen wäre', simulatorWhy: 'Die aufgezeichnete Woche, mit diesen Regeln noch einmal gespielt. Deine eigenen Pausen gehören nicht dazu.', simWaiting: 'Spiele die Woche noch einmal.', simEmpty: 'Noch ist nichts aufgezeichnet.', simEmptyNext: 'Solange Hearth läuft, wird jede Minute ein Wert behalten; nach der ersten Stunde antwortet der Simulator.', withSaved: 'Mit den gespeicherten Regeln', withDraft: 'Mit deinen Änderungen', span: (from, to, samples) => `${from} bis ${to}, ${samples} Werte`,
    outcome: { work: 'Gearbeitet', throttled: 'Verlangsamt', stopped: 'Angehalten', unknown: 'Nicht aufgezeichnet' }, byRule: (title) => `Angehalten durch: ${title}`, picture: (name) => `${name}: wann es angehalten hätte, Tag für Tag`, pictureNote: 'Markiert: angehalten. Nicht markiert: gearbeitet, verlangsamt oder nicht aufgezeichnet.', stops: (count) => `${count} als Tabelle`, stopsWords: { one: 'Halt', other: 'Halte' }, noStops: 'Es hätte gar nicht angehalten.', from: 'Von', to: 'Bis', took: 'Dauer', manyStops: 'Nur die ersten tausend sind aufgeführt.',
  },
  fields: {
    stopCelsius: 'Anhalten bei', bandCelsius: 'Weiter, wenn kühler um', freeBytesLeast: 'Frei halten', availableBytesLeast: 'Arbeitsspeicher für alle frei halten', stalledPercentMost: 'Programme warten darauf', percentMost: 'Anteil seiner Grenze', wattsMost: 'Watt, höchstens', wattHoursPerDay: 'Energie am Tag', mostPerKilowattHour: 'Höchstens zahlen, je kWh', leastPerHour: 'Mindestens verdienen, je Stunde', path: 'Datei, die „allow“ oder „deny“ sagt', megabytesPerDay: 'Netz am Tag, höchstens', percentLeast: 'Im Akkubetrieb nur unter', onSaver: 'Im Energiesparmodus anhalten', minutes: 'Niemand da seit', names: 'Programme, eines je Zeile', addProgram: 'Ein laufendes hinzufügen', resumeAfterSeconds: 'Danach warten', othersPercentMost: 'Andere nehmen', stopsWhenLocked: 'Anhalten, solange gesperrt', stopsWhenDisplayAsleep: 'Anhalten, solange der Bildschirm schläft',
    optional: 'leer: keine Grenze', window: 'Zeitraum', windowFrom: 'von', windowTo: 'bis', addWindow: 'Zeiten hinzufügen', removeWindow: 'Diese Zeiten entfernen', exception: 'Andere Tage', exceptionDate: 'Datum', exceptionAllows: 'Den ganzen Tag arbeiten', exceptionDenies: 'Nicht arbeiten', addException: 'Tag hinzufügen', removeException: (date) => `${date} entfernen`,
  },
  profitUnknown: { firstDay: 'es gibt weniger als einen Tag eigener Zahlen', partly: 'nicht jeder Auftrag dieses Geräts wurde gemessen', noMeter: 'hier ist bei keinem Gerät die Leistung abzulesen', noTariff: 'niemand hat gesagt, was Strom kostet', noRate: 'niemand hat gesagt, was eine Münze wert ist', twoCurrencies: 'Strom und Münzen werden in zwei Währungen gezählt' },
};
