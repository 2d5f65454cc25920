import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Frage Signierer und Chain, was es täte.',
  account: (name) => `Unterschrieben von ${name}.`,
  sent: 'Gesendet. Es zählt, wenn es in einem Block steht; bis dahin ändert sich hier nichts.',
  transactions: 'Transaktionen', transactionsEmpty: 'Noch wurde nichts gesendet.', transactionsEmptyNext: 'Was du hier unterschreibst, steht als unterwegs da, bis es in einem Block ist.', transactionsWaiting: 'Lese die Transaktionen.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Selbsttest und Tempo', run: 'Jetzt testen', again: 'Noch einmal testen', cancel: 'Abbrechen', waits: 'Wartet, bis es dran ist und die Regeln es erlauben.', none: 'Noch nicht getestet.', noneNext: 'Ein neues Gerät wird von selbst getestet, wenn es arbeiten darf.',
  steps: { load: 'lädt', check: 'vergleicht', prefill: 'liest Eingaben mit', decode: 'schreibt mit', classify: 'klassifiziert mit' }, step: (what, model, done, of) => `${what} ${model}, ${done} von ${of}`,
  progress: 'Fortschritt des Tests',
  verdict: { sound: 'Rechnet richtig.', wrong: 'Hat etwas anderes berechnet, als richtig ist.', unproven: 'Hier ließ sich nichts vergleichen.' },
  failed: (reason) => `Der Test kam nicht zum Ende: ${reason}.`,
  check: { integers: '8-Bit-Produkte', sevenBits: '8-Bit-Produkte mit 7-Bit-Gewichten', output: 'Ausgabe, Bit für Bit', sketches: 'Skizzen gegen den Prozessor', tokens: 'Token gegen den Prozessor', vectors: 'Vektoren gegen den Prozessor' },
  state: { passed: 'Bestanden', failed: 'Durchgefallen', notChecked: 'Nicht geprüft' },
  integersOnly: 'Es nimmt keine ganzzahligen Modelle.', sevenBitsOnly: 'Von ganzzahligen Modellen nimmt es die mit 7-Bit-Gewichten.', noMeter: 'unbekannt: keine Messung', head: { model: 'Modell', prefill: 'Eingabe', decode: 'Ausgabe', energy: 'Energie' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'Token/s' : 'Stück/s'}`, joules: (joules, kind) => `${joules} J je ${kind === 'generate' ? 'Token' : 'Stück'}`,
  with: (when, driver, runtime) => `Getestet ${when}, ${driver === null ? 'Treiber nicht gemeldet' : `Treiber ${driver}`}, Laufzeit ${runtime}.`, checks: 'Alle Prüfungen',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Staking', staked: 'Hinterlegt', waiting: 'Lese den Stake von der Chain.', unbound: 'Dieser Knoten ist noch an keinen Betreiber gebunden.', unboundNext: 'Ein Betreiber bindet ihn einmal und für immer; dann lässt sich für ihn Stake hinterlegen. Im Übungsnetz macht Hearth das in einigen Sekunden von selbst.',
  allows: (limit, used) => `Damit dürfen Aufträge im Wert von ${limit} zugleich auf Zahlung warten. Jetzt warten ${used}.`, allowsNothing: 'Es ist nichts hinterlegt, also darf kein Auftrag auf Zahlung warten, und keiner wird angenommen.',
  age: (age) => `Die Daten der Chain sind ${age} alt. Entscheide nicht danach; was du unterschreiben kannst, ist aus, bis sie frisch sind.`,
  figures: {
    required: 'Jetzt nötig', requiredWhy: 'muss für offene Aufträge und Sitze bleiben', surplus: 'Frei zurückzunehmen', surplusWhy: 'hinterlegt und nicht nötig', inFlight: 'In offenen Aufträgen', inFlightWhy: (share) => `${share} dessen, was der Stake erlaubt`,
    unbonding: 'Auf dem Rückweg', unbondingNone: 'nichts auf dem Rückweg', atRisk: 'Jetzt gefährdet', atRiskWhy: (percent) => `ein bewiesener Fehler nimmt ${percent}`, slashed: 'Bisher entzogen', slashedNever: 'nie', slashedTimes: { one: 'Mal', other: 'Male' },
  },
  unbonding: { running: (left) => `bereit in ${left}`, ready: 'bereit zur Freigabe', until: (when) => `am ${when}`, free: 'Freigeben', freeSentence: (amount) => `Gibt ${amount} frei: es kann wieder gesendet werden.` },
  operator: { title: 'Wer handeln darf', is: 'Betreiber', none: 'Kein Konto', noKey: 'Sein Schlüssel ist nicht in dieser Wallet, also lässt sich hier nichts unterschreiben.', noKeyPractice: 'Im Übungsnetz ist das ein Konto, das Hearth gemacht hat. Importiere seinen Testschlüssel in die Wallet (er steht in practice/keys.json im Datenordner, unter operator) und handle hier, oder nimm hearth stake in einer Shell.', toWallet: 'Zur Wallet', waiting: 'Warte auf den Signierer, der die Schlüssel verwahrt.' },
  acts: { stake: 'Mehr hinterlegen', unstake: 'Zurücknehmen', amount: 'Betrag', review: 'Prüfen', cancel: 'Abbrechen', bad: 'Ein Betrag besteht aus Ziffern, mit einem Punkt und bis zu 18 weiteren.', zero: 'Der Betrag ist null.', tooMuch: (has) => `Nur ${has} sind hinterlegt.`, stakeGo: 'Unterschreiben und hinterlegen', unstakeGo: 'Unterschreiben und zurücknehmen', withdrawGo: 'Unterschreiben und freigeben' },
  preview: {
    title: 'Was es ändert', now: 'Jetzt', after: 'Danach', staked: 'Hinterlegt', limit: 'Darf zugleich warten', free: 'Frei zurückzunehmen', worst: 'Ein bewiesener Fehler nimmt', worstWhy: (percent) => `${percent} von allem Hinterlegten und Zurückkehrenden, und mit dem nächsten Fehler wieder: im schlimmsten Fall geht alles`,
    lock: (span) => `Es zurückzubekommen dauert ${span} ab dem Tag, an dem du es verlangst, und so lange kann es entzogen werden.`,
    buysNothing: 'Heute bringt es nichts zusätzlich ein: am vorhandenen Stake liegt es nicht.', buysUnknown: 'Was es einbrächte, ist nicht bekannt: dieser Rechner hat noch keinen ganzen Tag an Zahlungen.', buys: (most) => `Es kann zwischen nichts und ${most} mehr am Tag einbringen, wenn für alles davon Bestellungen da sind.`,
  },
  warnings: {
    inactive: (models) => `Es wäre nichts mehr hinterlegt. Der Knoten nimmt keine Bestellungen mehr an, für alle seine ${models}.`, models: { one: 'Modell', other: 'Modelle' }, belowRequired: 'Es bliebe weniger, als die offenen Aufträge brauchen. Neue Arbeit wird erst angenommen, wenn sie bezahlt sind.', seats: 'Die Sitze eines Prüfers brauchen diesen Stake. Die Chain weigert sich, bis du sie verlässt.',
    restarts: (wait) => `Ein Teil ist schon auf dem Rückweg. Dieser kommt dazu, und die Frist beginnt neu: alles wartet wieder ${wait}.`, slashable: 'Es zählt sofort nicht mehr und kann bis zur Freigabe entzogen werden.',
  },
  stakeSentence: (amount) => `Hinterlegt ${amount} von den Münzen des Betreibers für diesen Knoten.`, unstakeSentence: (amount, span) => `Nimmt ${amount} aus dem Stake. Nach ${span} kannst du es freigeben.`,
  slashes: {
    title: 'Was entzogen wurde', empty: 'Es wurde nie etwas entzogen.', emptyNext: 'Ein Entzug stünde hier mit seinem Grund, der Quittung, um die es geht, und dem Nachweis, um ihn selbst zu prüfen.',
    why: { fault: 'Bewiesener Fehler', dispute: 'Verlorener Streit', vote: 'Zwei verschiedene Stimmen', refund: 'Rückzahlung, die ein Gericht beschloss', unknown: 'Von einem Gericht entzogen' },
    job: 'Sein Auftrag', noJob: 'kein Auftrag dieses Rechners ist dazu bekannt', subject: 'Hash des Nachweises', by: 'Gezeigt von', at: 'Wann', tx: 'Transaktion', rule: 'Regel',
    rules: { fault: 'Jeder darf der Chain eine Quittung zeigen, die nach ihren eigenen Bytes falsch ist.', dispute: 'Ein anderer Knoten hat den Auftrag nachgerechnet und den falschen Operator genannt.', vote: 'Ein Prüfer unterschreibt eine Stimme je Quittung.', refund: 'Ein Kunde, dessen Auftrag als falsch entschieden wurde, wird aus dem Stake entschädigt.', unknown: 'Die Transaktion nennt keine Regel, die diese Version kennt.' },
    final: 'Auf der Chain gibt es keinen Einspruch: der Vertrag urteilt über einen Beweis sofort und endgültig. Mit dem Bündel kannst du ihn selbst prüfen, und andere auch.', export: 'Beweisbündel bauen',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Anteil geprüfter Quittungen', what: 'mindestens dieser Anteil der Quittungen jedes Knotens wird geprüft' },
  FirstJobsAudited: { title: 'Geprüfte erste Aufträge', what: 'so viele erste Aufträge eines neuen Knotens werden geprüft, alle' },
  FirstCommittee: { title: 'Erster Ausschuss', what: 'Prüfer, die zuerst hinsehen' },
  SecondCommittee: { title: 'Zweiter Ausschuss', what: 'Prüfer, die hinsehen, wenn die ersten uneins sind' },
  FinalCommittee: { title: 'Letzter Ausschuss', what: 'Prüfer, die das letzte Wort haben' },
  CommitSeconds: { title: 'Zeit, eine Stimme festzulegen', what: 'ein späterer Prüfer verliert sein Wort' },
  RevealSeconds: { title: 'Zeit, eine Stimme offenzulegen', what: 'ein späterer Prüfer verliert sein Wort' },
  ResponseSeconds: { title: 'Zeit, auf einen Streit zu antworten', what: 'ein beschuldigter Knoten, der länger schweigt, verliert' },
  DisputeBondWei: { title: 'Kleinste Kaution eines Streits', what: 'wer einen Streit beginnt, stellt sie, und der Gewinner bekommt sie' },
  RejectBondWei: { title: 'Kaution einer Ablehnung', what: 'wer einen Ausschuss verlangt, stellt sie' },
  VerifierPayWei: { title: 'Lohn eines Prüfers', what: 'für eine angesehene Quittung' },
  VerifierPayMaxBps: { title: 'Höchster Lohn eines Prüfers', what: 'vom Preis des Auftrags' },
  FaultSlashBps: { title: 'Entzug für einen bewiesenen Fehler', what: 'von allem Hinterlegten und Zurückkehrenden' },
  SilenceSlashBps: { title: 'Entzug für Schweigen', what: 'von allem Hinterlegten und Zurückkehrenden, wenn auf einen Streit nicht rechtzeitig geantwortet wird' },
  VerifierSlashBps: { title: 'Entzug für zwei verschiedene Stimmen', what: 'vom Stake eines Prüfers' },
  UnbondingSeconds: { title: 'Zeit bis zur Rücknahme', what: 'so lange wartet zurückverlangter Stake' },
  ClaimSeconds: { title: 'Zeit, bis eine Forderung bezahlt wird', what: 'so lange darf ein Kunde widersprechen' },
  SeatStakeWei: { title: 'Stake für einen Prüfersitz', what: 'so viel braucht jeder neue Sitz' },
  RegistrationSeconds: { title: 'Wartezeit nach dem Eintragen eines Modells', what: 'bevor es Anteile verdient' },
  SnapshotAgeSeconds: { title: 'Alter der Prüferliste', what: 'ein Ausschuss wird aus der Liste gelost, wie sie so lange vorher war' },
  DisputeBondBps: { title: 'Kaution eines Streits nach Stake', what: 'von allem, was der Beschuldigte hinterlegt hat oder zurückbekommt; so viel kostet ein Streit an Kaution, mindestens aber die kleinste' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Mitbestimmung', waiting: 'Lese die Vorschläge von der Chain.', back: 'Alle Vorschläge',
  votes: 'Deine Stimmen', noWallet: 'Ohne ein Konto in der Wallet gibt es nichts, womit zu stimmen wäre. Lesen lassen sich die Vorschläge trotzdem.',
  accountLine: { self: 'stimmt selbst', nobody: 'niemand stimmt mit diesen Münzen, bis du sie überträgst', given: 'die Stimmen haben', holds: (amount) => `hält ${amount}`, watch: 'beobachtet, sein Schlüssel ist nicht hier' },
  delegate: { go: 'Übertragen', toSelf: 'Selbst damit stimmen', back: 'Zurücknehmen', title: 'Wer mit diesen Münzen stimmt', to: 'Konto, das stimmt', toHint: '0x und 40 hexadezimale Ziffern. Münzen bleiben, wo sie sind; nur ihre Stimmen gehen. Du kannst sie jederzeit zurücknehmen.', review: 'Prüfen', sign: 'Unterschreiben und übertragen', cancel: 'Abbrechen', noExpiry: 'Ein Enddatum kennt die Chain dafür nicht: es gilt, bis du es zurücknimmst.', bad: 'Das ist keine Adresse.', sentence: (to) => `Gibt die Stimmen aller Münzen dieses Kontos, auch der hinterlegten, an ${to}.`, sentenceSelf: 'Das Konto stimmt mit seinen eigenen Münzen, auch den hinterlegten.' },
  proposals: 'Vorschläge', filter: { label: 'Anzeigen', open: 'Offen', upcoming: 'Demnächst', closed: 'Geschlossen' },
  empty: { open: 'Kein Vorschlag ist offen.', upcoming: 'Kein Vorschlag steht bevor.', closed: 'Noch nie wurde ein Vorschlag entschieden.' }, emptyNext: 'Wer genug Stimmen hat, darf einen machen.', notAll: (shown, total) => `Die neuesten ${shown} von ${total} werden gezeigt.`,
  state: { pending: 'Öffnet bald', active: 'Offen', canceled: 'Zurückgenommen', defeated: 'Abgelehnt', succeeded: 'Angenommen, noch einzureihen', queued: 'Angenommen, wartet seine Frist ab', expired: 'Angenommen und nie ausgeführt', executed: 'Ausgeführt' },
  support: { for: 'Dafür', against: 'Dagegen', abstain: 'Enthaltung' },
  ends: (left, when) => `endet in ${left}, ${when}`, opens: (left, when) => `öffnet in ${left}, ${when}`, ended: (when) => `beendet ${when}`, executable: (left) => `ausführbar in ${left}`, executableNow: 'jetzt ausführbar',
  votedFor: (how, weight) => `Du hast gestimmt: ${how}, mit ${weight}.`, youHave: (weight) => `Du hast hier ${weight}.`, noPower: 'Du hattest keine Stimmen, als er öffnete, also kannst du über diesen nicht abstimmen.', noPowerYet: 'Wie es steht, wirst du hier keine Stimmen haben. Übertrage sie, bevor er öffnet.',
  quorum: (now, needed) => `${now} von nötigen ${needed} haben teilgenommen`, bar: (f, a, n) => `${f} dafür, ${a} dagegen, ${n} enthalten`,
  effect: 'Was es für deinen Knoten ändert', description: 'Was der Vorschlagende sagt', descriptionWhy: 'Von einem Fremden geschrieben, als reiner Text gezeigt. Hearth öffnet keine Adresse darin, und niemand von Hearth spricht dort.', cut: 'Es ist länger; das Ganze steht auf der Chain.', noDescription: 'Nichts.', raw: 'Die Aufrufe, wie sie auf der Chain stehen', target: 'Ruft auf', value: 'Sendet', proposer: 'Vorgeschlagen von', id: 'Vorschlag', moreActions: (n) => `Er macht ${n} Aufrufe; nur die ersten zehn werden gezeigt.`,
  timeline: 'Wie weit er ist', result: 'Stimmen bisher',
  vote: { title: 'Deine Stimme', account: 'Stimmen mit', how: 'Wie', reason: 'Grund, wenn du magst', reasonHint: 'Er steht für immer auf der Chain, unter diesem Konto, für alle lesbar.', left: (n) => `noch ${n} Zeichen`, review: 'Prüfen', sign: 'Unterschreiben und abstimmen', final: 'Eine Stimme lässt sich nicht ändern.', sentence: (how, weight) => `Stimmt ${how} mit ${weight}.`, reasonShown: 'Mit dem Grund', stored: 'Dein Grund, wie ihn die Chain bewahrt', closed: 'Die Abstimmung ist vorbei.', noKey: 'Der Schlüssel des Kontos mit Stimmen ist nicht in dieser Wallet.' },
  queue: { go: 'Einreihen', sentence: 'Übergibt den angenommenen Vorschlag der Zeitsperre; das darf jeder, und es kostet nur die Gebühr.', sign: 'Unterschreiben und einreihen' },
  execute: { go: 'Ausführen', sentence: 'Führt den Vorschlag aus; das darf jeder, und es kostet nur die Gebühr.', sign: 'Unterschreiben und ausführen' },
  propose: {
    go: 'Änderung vorschlagen', title: 'Änderung vorschlagen', what: 'Was', kinds: { setParameter: 'Eine geregelte Zahl', grant: 'Eine Zuwendung' }, parameter: 'Zahl', value: 'Neuer Wert', bounds: (low, high) => `Von ${low} bis ${high}.`, to: 'An', amount: 'Betrag', held: (amount) => `In der Kasse sind ${amount}.`,
    why: 'Warum', whyHint: 'Die erste Zeile ist der Titel. Es steht für immer auf der Chain.', review: 'Prüfen', sign: 'Unterschreiben und vorschlagen', cancel: 'Abbrechen', threshold: (needed, has) => `Ein Vorschlag braucht ${needed} Stimmen; dieses Konto hat ${has}.`, badValue: 'Das ist kein Wert dafür.', outOfBounds: 'Der Vertrag lehnt einen Wert außerhalb seiner Grenzen ab.', badAddress: 'Das ist keine Adresse.', same: 'Das ist er schon.',
    unit: { Wei: 'in Münzen', Bps: 'in Prozent', Seconds: 'in Sekunden', count: 'eine ganze Zahl' }, sentence: (change) => `Schlägt vor: ${change}`,
  },
  treasury: { title: 'Kasse', held: 'Vorhanden', due: 'Für sie abzuholen', pool: 'Topf der Prüfer', issued: 'Neu geprägte Münzen', issuedOf: (cap) => `von höchstens ${cap}`, split: 'Von jeder Zahlung', splitWords: (node, verifiers, app, treasury) => `${node} an den Knoten, ${verifiers} an die Prüfer, ${app} an die Anwendung, ${treasury} an die Kasse; Modellanteile gehen vom Teil des Knotens ab.` },
  notFound: 'Diesen Vorschlag gibt es auf der Chain nicht.',
  effects: {
    set: (title, now, then) => `${title}: ${now} → ${then}.`,
    seatShort: (short) => `Ein neuer Sitz bräuchte mehr, als du frei hast: dir fehlten ${short}.`, seatEnough: 'Was du frei hast, würde für einen neuen Sitz reichen.', seatsHeld: (n) => `Deine ${n} Sitze behalten den Stake, mit dem sie genommen wurden.`,
    fault: (then, now) => `Ein bewiesener Fehler dieses Knotens nähme ${then}; jetzt nimmt er ${now}.`, silence: (then, now) => `Ein Streit, auf den dieser Knoten nicht antwortet, nähme ${then}; jetzt nimmt er ${now}.`,
    unbonding: (then) => `Stake, den du danach zurückverlangst, wartet ${then}. Was schon unterwegs ist, behält sein Datum.`, audits: (then, now) => `Etwa ${then} deiner Quittungen würden geprüft; jetzt ${now}.`,
    none: (what) => `Von dir bewegt sich nichts: ${what}.`, treasury: (amount, share) => `${amount} verlassen die Kasse, ${share} von dem, was sie hält. Von dir bewegt sich nichts.`, treasuryShort: (amount) => `Er gewährt ${amount}, mehr als die Kasse hält: er würde scheitern.`, unknown: 'Diese Version von Hearth kann nicht sagen, was das tut. Lies die Aufrufe unten, oder stimme nur ab, wenn du es kannst.', noStake: 'Hearth kennt den Stake dieses Knotens gerade nicht, kann also nicht sagen, was das in Münzen heißt.',
  },
};
