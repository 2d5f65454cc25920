import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'Die Bestellung wurde nicht angenommen. Hier ist nichts zu tun.';
const unpaid = 'Dafür wird nichts bezahlt.';

export const fieldWords: Pack['fieldWords'] = { missing: 'Bitte ausfüllen.', number: 'Bitte eine Zahl.', least: (least) => `Mindestens ${least}.`, most: (most) => `Höchstens ${most}.`, shape: 'So wird das nicht geschrieben.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'zwei Quittungen mit einer Nummer', order: 'sie widerspricht ihrer Bestellung', plan: 'ein anderer Prüfplan', seed: 'eine andere Zufallssaat, als der Kunde zog', class: 'eine andere numerische Klasse als bestellt',
  stop: 'sie bricht die Endregel', dispute: 'ein Streit ging verloren', foreignAnchor: 'es wurde die Quittung eines anderen Knotens verankert',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `Es ist etwas geschehen, wofür diese Seite keine Worte hat (${code}).`, next: 'Nichts ging verloren. Wenn es wieder geschieht, steht mehr im Protokoll.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `In Hearth ist etwas schiefgegangen (Vorfall ${incident}).`, next: 'Es steht unter dieser Nummer im Protokoll.' }),
  'usage.invalid': ({ reason }) => ({ what: `Das geht nicht: ${reason}.`, next: 'Nichts wurde geändert.' }),

  'bridge.malformed': () => ({ what: 'Die Seite und Hearth haben sich nicht verstanden.', next: 'Lade die Seite neu; vielleicht sind beide nicht gleich alt.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Dieses Hearth kennt „${command}“ nicht.`, next: 'Lade die Seite neu; vielleicht ist sie neuer als Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth antwortet nicht.', next: 'Die Seite versucht es weiter. Wenn du Hearth beendet hast, starte es wieder.' }),
  'bridge.forbidden': () => ({ what: 'Diese Seite hat keinen Schlüssel zu diesem Hearth.', next: 'Öffne die Adresse, die Hearth beim Start ausgegeben hat; jeder Start hat seine eigene.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Ein anderes Hearth benutzt bereits ${dataFolder}.`, next: 'Nimm jenes, oder starte dieses mit einem anderen Datenordner.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `Auf ${dataFolder} läuft kein Hearth.`, next: 'Starte es zuerst.' }),
  'host.portBusy': ({ port }) => ({ what: `Port ${port} ist von einem anderen Programm belegt.`, next: 'Wähle einen anderen, oder lass ihn weg, dann findet Hearth einen.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `Das Programm ${program} ist nicht gestartet: ${reason}.`, next: 'Hearth versucht es wieder.' }),
  'host.pageMissing': ({ folder }) => ({ what: `Die Seite ist in ${folder} nicht gebaut.`, next: 'Baue sie mit npm run build:page.' }),
  'update.off': () => ({ what: 'Dieses Hearth aktualisiert sich nicht selbst.', next: 'Die Einstellungen sagen, warum.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `${path} ist nicht lesbar: ${reason}.`, next: 'Hearth hat es nicht angerührt. Lege eine Kopie zurück, oder wähle einen anderen Datenordner.' }),
  'storage.diskFull': ({ path }) => ({ what: `Die Festplatte von ${path} ist voll.`, next: 'Bis wieder Platz ist, wird keine Bestellung angenommen. Laufende Arbeit bleibt erhalten.' }),
  'storage.locked': ({ path }) => ({ what: `Ein anderes Programm hält ${path} fest.`, next: 'Schließe es und versuche es noch einmal.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} wurde von einem neueren Hearth geschrieben (Version ${found}, dieses kennt ${known}).`, next: 'Aktualisiere Hearth. Nichts wurde geändert.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `${path} ist nicht lesbar: ${reason === 'missing' ? 'es gibt diese Datei nicht' : reason === 'folder' ? 'es ist ein Ordner' : reason === 'denied' ? 'du darfst sie nicht lesen' : reason}.`, next: 'Nichts wurde geändert. Prüfe den Pfad, oder schließe das Laufwerk an, und nenne die Datei selbst.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `Die Einstellungen in ${path} ergeben keinen Sinn: ${reason}.`, next: 'Berichtige die Datei, oder entferne sie, um mit den Vorgaben zu starten.' }),

  'model.notFound': ({ folder }) => ({ what: `In ${folder} ist kein Modell.`, next: 'Prüfe den Ordner.' }),
  'model.corrupt': ({ file }) => ({ what: `Die Modelldatei ${file} ist nicht die richtige: ihr Hash ist ein anderer.`, next: 'Hearth führt sie nicht aus. Installiere das Modell neu.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `Die Modelldatei ${file} ist nicht lesbar: ${reason}.`, next: 'Berichtige die Datei oder installiere das Modell neu.' }),
  'model.unsupported': ({ reason }) => ({ what: `Dieses Modell kann hier nicht laufen: ${reason}.`, next: 'Wähle ein anderes Modell.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} wird hier gebraucht: dieser Knoten hat einen Platz unter seinen Prüfern.` : model === '' ? 'Aufträge halten die Modelle in Arbeit.' : `${model} wird hier gebraucht: eine Bestellung wartet darauf.`, next: use === 'seat' ? 'Gib erst den Platz auf.' : 'Nichts wurde geändert. Versuche es, wenn die Arbeit fertig ist, oder pausiere.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `Es ist kein Platz: ${formatBytes(shortBytes)} fehlen, selbst wenn alles geht, was darf.` : neededBytes === 0 ? `Für diese Grenze würden gelöscht: ${wouldGo}.` : `Für ${formatBytes(neededBytes)} mehr würden gelöscht: ${wouldGo}.`, next: wouldGo === '' ? 'Hebe die Grenze an, löse oder lösche ein Modell, oder zieh mit den Modellen auf eine größere Festplatte um.' : 'Nichts wurde gelöscht. Stimme zu, oder hebe die Grenze an.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `Die Modelle können nicht nach ${folder} umziehen: ${reason}.`, next: 'Sie liegen, wo sie lagen. Nenne einen neuen oder leeren Ordner.' }),
  'model.unknown': () => ({ what: 'Die Bestellung nennt ein Modell, das dieser Knoten nicht hat.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Von dieser Adresse wird nichts geladen: ${url}.`, next: reason === 'scheme' ? 'Sie muss mit https beginnen.' : reason === 'plain' ? 'http ist nur für diesen Rechner. Nimm https.' : reason === 'credentials' ? 'Lass Name und Passwort weg.' : 'Schreib sie als https://host/ordner/, ohne ? und #.' }),
  'download.dataLimit': () => ({ what: 'Der Download hat aufgehört: deine Datengrenze ist erreicht.', next: 'Was schon da ist, bleibt. Er geht von selbst weiter, wenn Tag oder Monat der Grenze vorbei ist oder du sie auf der Netzwerkseite anhebst.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} antwortet nicht, wie es sollte: ${reason}.`, next: 'Was schon da ist, bleibt. Mach weiter, wenn es antwortet, oder nenne eine andere Adresse.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} kann nicht zeigen, dass es das ist, was es sagt: Sein Zertifikat gilt hier nicht (${reason}).`, next: 'Was schon da ist, bleibt. Nenne eine andere Adresse; für einen eigenen Spiegel starte Hearth mit NODE_EXTRA_CA_CERTS=DATEI, dem Zertifikat deiner Zertifizierungsstelle.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} hat kein Modell für uns (HTTP ${status}).`, next: 'Prüfe die Adresse. Dort muss hearth-list.json oder manifest.json liegen.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} verweist anderswohin: ${to}.`, next: 'Von dort wurde nichts genommen. Wenn du dem Ort traust, nenne ihn selbst.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} antwortet gepackt (${encoding}), obwohl es das nicht sollte.`, next: 'Nichts davon wurde behalten. Nimm eine andere Adresse.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} gibt so gut wie nichts: ${bytesPerSecond} Byte je Sekunde.`, next: 'Was schon da ist, bleibt. Mach später weiter, oder nenne eine andere Adresse.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `Was ${url} gibt, ist größer als ${formatBytes(limitBytes)}.`, next: 'Nichts davon wurde behalten. Nimm eine andere Adresse.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} gibt eine andere Länge, als die Liste sagt: ${found} statt ${formatBytes(expectedBytes)}.`, next: 'Nichts davon wurde behalten. Nimm eine andere Adresse.' }),
  'download.wrongBytes': ({ file }) => ({ what: `Was für ${file} kam, ist nicht das Genannte: sein Hash ist ein anderer.`, next: 'Nichts davon wurde behalten. Nimm eine andere Adresse.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Diese Adresse hat ein anderes Modell: ${found} statt ${expected}.`, next: 'Nichts davon wurde behalten. Prüfe Hash und Adresse.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `Die Dateiliste bei ${url} ergibt keinen Sinn: ${reason}.`, next: 'Nichts davon wurde behalten. Nimm eine andere Adresse.' }),

  'input.malformed': ({ reason }) => ({ what: `Die Eingabe der Bestellung ergibt keinen Sinn: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `In der Bestellung ist ${what} zu groß: ${found}, höchstens ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `Die Eingabe der Bestellung hat die Form ${found}, das Modell nimmt ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `Die Bestellung ergibt keinen Sinn: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'Die Bestellung ist nicht von dem Kunden unterschrieben, den sie nennt.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'Die Bestellung ist für einen anderen Knoten bestimmt.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'Die Bestellung nennt ein anderes Modell als ihre Anfrage.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `Die Bestellung verlangt die numerische Klasse ${asked}, dieser Knoten rechnet in ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'Die Eingabe ist nicht die, für die die Bestellung unterschrieben wurde.', next: theirRequest }),
  'order.expired': () => ({ what: 'Die Bestellung kam nach ihrer eigenen Frist.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'Die Bestellung bietet weniger, als dieser Knoten verlangt.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'Der Kunde hat für die Bestellung nicht genug Geld zurückgelegt.', next: 'Er kann sie wieder schicken, sobald er es hat.' }),
  'order.duplicate': () => ({ what: 'Diese Bestellung wurde schon angenommen.', next: 'Sie wird einmal ausgeführt und einmal bezahlt.' }),
  'order.notTaken': ({ what }) => ({ what: `Der Besitzer dieses Knotens nimmt ${what === 'model' ? 'dieses Modell' : what === 'client' ? 'diesen Kunden' : 'diese Art von Auftrag'} nicht an.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `Die Bestellung braucht hier ${neededSeconds} s, und ihre Frist lässt noch ${leftSeconds}.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `Die Bestellung verlangt ${found} Einheiten, dieser Knoten macht höchstens ${limit}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'Der Auftrag wurde abgebrochen.', next: unpaid }),
  'job.deadline': () => ({ what: 'Der Auftrag wurde vor seiner Frist nicht fertig.', next: `${unpaid} Das Gerät ist wieder frei.` }),
  'job.notFound': () => ({ what: 'Diesen Auftrag gibt es hier nicht.', next: 'Vielleicht gehört er zu einem anderen Datenordner.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `Das Programm des Auftrags endete ${attempts === 1 ? 'einmal' : `${attempts}-mal`} ohne ein Wort: ${signal}.`, next: 'Nach dem letzten Versuch wurde der Auftrag aufgegeben. Das Gerät nimmt weiter andere an.' }),
  'job.handedBack': ({ rule }) => ({ what: `Der Auftrag wurde zurückgegeben: die Regel „${rule}“ des Besitzers nahm das Gerät.`, next: 'Er geht an einen anderen Anbieter. Niemand hat versagt.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Niemand hat rechtzeitig auf einen Streit um die Quittung geantwortet. Das' : `Die Quittung wurde auf der Chain als falsch erwiesen (${faultTitle(fault)}) und`} kostete ${coinsOf(slashedWei)} vom Stake.`, next: 'Für den Auftrag wird nichts bezahlt. Entzogener Stake kommt nicht zurück.' }),
  'job.busy': ({ running, limit }) => ({ what: `Alle Plätze sind belegt: ${running} von ${limit} Aufträgen laufen.`, next: 'Der Kunde kann noch einmal fragen.' }),
  'job.paused': () => ({ what: 'Hearth war pausiert, als die Bestellung kam.', next: 'Der Kunde kann noch einmal fragen.' }),

  'worker.lost': ({ signal }) => ({ what: `Das Programm des Auftrags endete ohne ein Wort: ${signal}.`, next: 'Ein neues übernimmt.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `Das Modell wurde nicht geladen: ${reason}.`, next: 'Das Gerät lässt dieses Modell aus, bis Hearth neu gestartet wird.' }),
  'worker.runFailed': ({ reason }) => ({ what: `Das Modell ist beim Rechnen gescheitert: ${reason}.`, next: 'Für diesen Auftrag wird nichts bezahlt.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} ist keine Spur: ${reason}.`, next: 'Wer sie gemacht hat, verliert damit einen Streit.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `Das Modell ist ${found}, die Quittung nennt ${expected}.`, next: 'Gib den Ordner des Modells an, das die Quittung nennt.' }),
  'worker.timeout': ({ stage }) => ({ what: `Der Auftrag brauchte zu lange (${stage}).`, next: 'Er wurde angehalten und das Gerät frei gemacht.' }),
  'evidence.nonFinite': () => ({ what: 'Das Modell ergab einen Wert, der keine Zahl ist.', next: 'Es wurde keine Quittung gemacht, also wird nichts bezahlt. Wenn es sich wiederholt, ist das Gerät oder sein Treiber fehlerhaft.' }),

  'job.voided': ({ penaltyWei }) => ({ what: `Ein Ausschuss von Prüfern hat den Auftrag nachgerechnet und seine Quittung abgelehnt: der Auftrag ist nichtig${penaltyWei === '0' ? '' : ` und hat ${coinsOf(penaltyWei)} Stake gekostet`}.`, next: `${unpaid} Eine Zeit lang wird jede Quittung dieses Knotens geprüft.` }),
  'audit.notServed': ({ what, reason }) => ({ what: `${what} wurde nicht herausgegeben: ${reason}.`, next: 'Es wird weiter danach gefragt, bis die Zeit zum Abstimmen vorbei ist.' }),
  'guard.notChosen': () => ({ what: 'Dieser Knoten antwortet nicht für jenen, wenn eine Quittung angefochten wird.', next: 'Sein Besitzer nimmt ihn mit hearth guards accept an.' }),
  'audit.notDrawn': () => ({ what: 'Dieser Prüfer ist für jene Quittung nicht ausgelost.', next: 'Nur wer ausgelost ist, bekommt das Bündel eines Auftrags.' }),
  'rows.unavailable': ({ reason }) => ({ what: `Die verlangten Zeilen lassen sich nicht öffnen: ${reason}.`, next: 'Ein Auftrag, dessen Zeilen zurückgehalten werden, wird nicht bezahlt.' }),

  'receipt.malformed': ({ reason }) => ({ what: `Das ist keine Quittung: ${reason}.`, next: 'Prüfe die Datei.' }),
  'receipt.tooLarge': () => ({ what: 'Die Datei ist größer, als eine Quittung sein kann.', next: 'Prüfe die Datei.' }),
  'receipt.notFound': () => ({ what: 'Dieser Auftrag hat noch keine Quittung.', next: 'Sie wird unterschrieben, wenn der Auftrag fertig ist.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `Die Quittung hält nicht stand: ${check}, ${reason}.`, next: 'Verlass dich nicht auf sie.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `Der Signierer hat die Unterschrift verweigert: ${reason}.`, next: isOwnLimit(rule) ? 'Die Grenze lässt sich in der Wallet unter „Grenzen“ ändern.' : 'Seine Regeln lassen sich von dieser Seite aus nicht ändern.' }),
  'signer.secondCommitment': () => ({ what: 'Für denselben Auftrag sollte ein zweites, anderes Ergebnis unterschrieben werden. Der Signierer hat es verweigert.', next: 'Die erste Unterschrift gilt.' }),
  'signer.secondVote': () => ({ what: 'Zu derselben Quittung sollte eine zweite, andere Stimme unterschrieben werden. Der Signierer hat es verweigert.', next: 'Die erste Stimme gilt.' }),
  'signer.unavailable': () => ({ what: 'Der Signierer antwortet nicht.', next: 'Fertige Arbeit wartet und wird unterschrieben, wenn er wieder da ist.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `Das Buch des Signierers ${path} ist in Zeile ${line} beschädigt.`, next: 'Er unterschreibt nichts, bis es aus einer Kopie zurückgelegt ist.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `Das ist keine Adresse: ${reason}.`, next: 'Kopiere sie noch einmal ganz von dort, wo sie herkommt.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `Das ist keine Sicherung einer Wallet: ${reason}.`, next: 'Wähle die Datei, die Hearth geschrieben hat. Nichts wurde geändert.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Dafür fehlt noch etwas: ${what}.`, next: 'Nichts wurde unterschrieben.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Zu viele falsche Passphrasen. Der nächste Versuch geht in ${Math.ceil(waitMs / 1000)} s.`, next: 'Warte; ein Neustart verkürzt es nicht.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} ist kein Token, das gesendet werden kann: ${reason}.`, next: 'Vergleiche die Adresse mit der, die seine Macher veröffentlichen.' }),
  'wallet.exists': ({ what }) => ({ what: `In der Wallet gibt es schon: ${what}.`, next: 'Nichts wurde geändert.' }),
  'wallet.keyInvalid': () => ({ what: 'Das ist kein privater Schlüssel: er hat 64 hexadezimale Ziffern.', next: 'Prüfe ihn. Nichts wurde behalten.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Diese Schlüsseldatei lässt sich nicht öffnen: ${reason} (${field}).`, next: 'An der Passphrase liegt es nicht. Exportiere die Datei neu, wo sie herkommt.' }),
  'wallet.locked': () => ({ what: 'Die Wallet ist gesperrt.', next: 'Entsperre sie mit ihrer Passphrase. Aufträge und Quittungen gehen solange weiter.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Hier war eine Wallet (${addresses}), und ihre Datei ist weg oder beschädigt.`, next: 'Stelle sie aus ihrer Sicherung oder ihrer Wortfolge wieder her, oder sage, dass du eine neue willst.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Dieser Name geht nicht: ${reason}.`, next: 'Wähle einen anderen.' }),
  'wallet.noChain': () => ({ what: 'Hearth läuft ohne Netz, also gibt es keine Chain zu fragen.', next: 'Die Wallet behält ihre Schlüssel; Guthaben und Senden brauchen ein Netz.' }),
  'wallet.noPhrase': () => ({ what: 'Dieses Konto hat keine Wortfolge: es wurde als einzelner Schlüssel importiert.', next: 'Bewahre seine Schlüsseldatei oder die Sicherung auf.' }),
  'wallet.notFound': ({ what }) => ({ what: `In der Wallet gibt es das nicht: ${what}.`, next: 'Sieh in ihrer Liste der Konten nach.' }),
  'wallet.notPending': () => ({ what: 'Diese Transaktion wartet nicht mehr.', next: 'Sieh ihren Zustand an.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} ist kein Ableitungspfad.`, next: "Ein üblicher ist m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Eine Wortfolge hat 12, 15, 18, 21 oder 24 Wörter.' : reason === 'word' ? `Wort ${position} steht in keiner Wortliste.` : 'Das sind Wörter einer Liste, aber zusammen keine Wortfolge: die Prüfsumme stimmt nicht.',
    next: 'Vergleiche mit dem, was du aufgeschrieben hast. Nichts wurde behalten.',
  }),
  'wallet.watchOnly': () => ({ what: 'Dieses Konto wird nur beobachtet: sein Schlüssel ist nicht hier.', next: 'Unterschreibe dort, wo der Schlüssel ist.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `Diese Passphrase ist zu leicht zu erraten. ${warning}`, next: 'Vier oder mehr Wörter, die nichts miteinander zu tun haben, sind gut.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'Diese Passphrase öffnet sie nicht.', next: waitMs > 0 ? `Der nächste Versuch geht in ${Math.ceil(waitMs / 1000)} s.` : 'Versuche es noch einmal.' }),
  'wallet.wrongWords': () => ({ what: 'Das sind nicht die verlangten Wörter.', next: 'Sieh nach, was du aufgeschrieben hast, und versuche es noch einmal.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `Die Chain unter ${rpcUrl} antwortet nicht.`, next: 'Quittungen warten und werden abgerechnet, wenn sie wieder da ist.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `Die Daten der Chain sind ${formatSpan(ageSeconds * 1000)} alt: ${rpcUrl} zeigt keinen neueren Block.`, next: 'Es wird nichts danach entschieden. Sehen andere Rechner neuere Blöcke, prüfe die Uhr dieses Rechners und die Adresse.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Diese Adresse der Chain wird hier nicht benutzt: ${rpcUrl}.`, next: reason === 'scheme' ? 'Sie muss mit https beginnen.' : reason === 'plain' ? 'http ist nur für diesen Rechner: unterwegs zu einem anderen könnte jeder antworten. Nimm https.' : reason === 'credentials' ? 'Lass Name und Passwort weg; Knoten nehmen einen Schlüssel im Pfad.' : reason === 'known' ? 'Sie ist schon da.' : reason === 'many' ? 'Acht können hinzugefügt werden. Nimm erst eine heraus.' : reason === 'silent' ? 'Sie antwortet nicht. Prüfe sie, oder füge sie hinzu, wenn sie antwortet; nichts wurde geändert.' : 'Schreib sie als https://host/pfad.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Zwei Adressen der Chain sind uneins über Block ${blockNumber}: ${rpcUrl} und ${otherUrl}.`, next: 'Bis sie sich einig sind, wird nichts entschieden. Hält es an, nimm die heraus, der du weniger traust.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `Das ist Chain ${found}; Hearth wurde ${expected} genannt.`, next: 'Es wird nichts an sie geschickt. Prüfe die Adresse der Chain.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `Der Vertrag ${contract} auf der Chain ist nicht der, den Hearth kennt.`, next: 'Es wird nichts an ihn geschickt.' }),
  'chain.reverted': ({ call, error }) => ({ what: `Die Chain hat ${call} abgelehnt: ${error}.`, next: 'Es wurde kein Geld bewegt.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `Die Liste der Verträge in ${path} ergibt keinen Sinn: ${reason}.`, next: 'Lege die Datei zurück.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `${tool} fehlt: ${reason}.`, next: 'Ohne das kann das Übungsnetz nicht starten.' }),

  'chain.gasMissing': () => ({ what: 'Das Konto, das auf die Chain schreibt, kann seine Gebühr nicht zahlen.', next: 'Quittungen warten, bis es Guthaben hat.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call} wurde zurückgenommen: ${reason}.`, next: 'Es ist nichts geschehen; nur die Gebühr ist bezahlt.' }),
  'chain.nonceTaken': () => ({ what: 'Ein anderes Programm sendet vom selben Konto.', next: 'Beende das andere; zwei können sich kein Konto teilen.' }),

  'network.unreachable': ({ address }) => ({ what: `${address} ist nicht erreichbar.`, next: 'Hearth versucht es wieder.' }),
  'network.malformed': () => ({ what: 'Ein Peer hat etwas geschickt, das keinen Sinn ergibt.', next: 'Seine Verbindung wurde geschlossen.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `Die Netzdatei ${from} wird nicht genommen: ${reason}.`, next: 'Frage den Betreiber des Netzes nach seiner Datei und nach ihrem sha256.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `Das Netz ${name} spricht ${found}; dieses Hearth spricht ${expected}.`, next: 'Nimm die Version von Hearth, die seine Betreiber nennen.' }),
  'network.unknown': ({ name }) => ({ what: `Dieses Hearth ist keinem Netz namens ${name} beigetreten.`, next: 'Siehe hearth networks; tritt einem bei mit hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `Die Uhr dieses Rechners und die Chain des Netzes weichen um ${seconds} s voneinander ab.`, next: 'Stelle die Uhr dieses Rechners und tritt dann noch einmal bei.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Gerade nimmt kein Anbieter einen Auftrag für ${modelId} an.`, next: 'Frage gleich noch einmal, oder erlaube einen höheren Preis.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `Das Budget des Schlüssels deckt die ${neededWei} wei nicht, die das kosten kann.`, next: 'Erhöhe es mit hearth gateway-key, oder verlange weniger Token.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `In ${dataFolder} ist kein Übungsnetz.`, next: 'Führe zuerst hearth start mit diesem Datenordner aus; das Gateway kauft bisher nur in einem Übungsnetz.' }),
  'devnet.failed': ({ reason }) => ({ what: `Das Übungsnetz ist nicht gestartet: ${reason}.`, next: 'Hearth versucht es wieder.' }),
  'test.missing': ({ what, install }) => ({ what: `${what} fehlt.`, next: `Installiere es: ${install}` }),
};
