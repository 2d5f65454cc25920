import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Netz', waiting: 'Sehe mir das Netz an.', none: 'Hearth läuft ohne Netz.', noneNext: 'Quittungen werden auf diesem Rechner gemacht und geprüft, und nichts wird bezahlt.',
    reach: {
      nothing: 'Noch kann niemand diesen Knoten erreichen.', thisMachine: 'Programme auf diesem Rechner können diesen Knoten erreichen, sonst niemand.', homeNetwork: 'Dein Heimnetz kann diesen Knoten erreichen.', internet: 'Dieser Knoten ist unter einer Adresse des Internets erreichbar.', direct: 'Andere Haushalte erreichen diesen Knoten direkt.', relay: 'Andere Haushalte erreichen diesen Knoten über ein Relais.', closed: 'Andere Haushalte können diesen Knoten nicht erreichen.', untried: 'Ob andere Haushalte diesen Knoten erreichen, hat noch niemand versucht.',
    },
    reachWhy: {
      nothing: 'Er nimmt noch nirgends Verbindungen an. Das tut er, sobald er gestartet ist.', thisMachine: 'Mehr braucht das Übungsnetz nicht: sein Kunde und seine Prüfer laufen auch hier. Im Router muss nichts geöffnet werden.', homeNetwork: 'Wer nicht von einer Adresse deines Heimnetzes kommt, wird abgewiesen. Eine Firewall auf diesem Rechner kann auch dein Heimnetz aussperren.', internet: 'Ob eine Firewall andere hereinlässt, ist von innen nicht zu sehen.', direct: 'Peers wurden gebeten, ihn anzuwählen, und kamen durch.', relay: 'Dein Router lässt niemanden herein, darum kommen andere über Knoten, die als Relais dienen. Das ist langsamer, und eine Verbindung trägt höchstens 16 MiB in 10 Minuten.', closed: 'Peers wurden gebeten, ihn anzuwählen, und kamen nicht durch, und noch kein Relais hat einen Platz für ihn. Er kann andere weiter anwählen und bekommt weniger Arbeit angeboten.', untried: 'Er nimmt Verbindungen an und bittet die ersten Peers, die er trifft, ihn anzuwählen.',
    },
    forward: (port) => `Für eine direkte Leitung leite TCP-Port ${port} in deinem Router an diesen Rechner weiter, oder lass Hearth den Router darum bitten.`,
    peers: 'jetzt verbunden', peersWhy: { one: 'Peer', other: 'Peers' }, listens: 'Erreichbar unter', peerId: 'Peer-ID', node: 'Adresse des Knotens', chain: 'Chain', block: 'Neuester Block', blockAge: (age) => `${age} alt`, rpc: 'Gefragt unter', windowLength: 'Ein Fenster dauert', fresh: 'Die Chain antwortet und ist aktuell.', old: (age) => `Die Chain antwortet, aber ihr neuester Block ist ${age} alt. Danach wird nichts entschieden.`, gone: 'Die Chain antwortet nicht. Quittungen warten hier und werden bezahlt, wenn sie wieder da ist.', connecting: 'Die Chain hat noch nicht geantwortet.', noChain: 'Es gibt keine Chain.', strangers: 'Namen und Adressen anderer werden als reiner Text gezeigt. Hearth öffnet nichts davon.',
    listen: {
      title: 'Wer diesen Knoten erreichen darf', waiting: 'Lese, was du gewählt hast.', scope: { thisMachine: 'Dieser Rechner', homeNetwork: 'Heimnetz', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Nur Programme auf diesem Rechner können sich verbinden. Nichts wird geöffnet.', homeNetwork: 'Auch Rechner mit einer Adresse deines Heimnetzes können sich verbinden. Alle anderen werden abgewiesen.', internet: 'Jeder kann sich verbinden: ein TCP-Port dieses Rechners ist für alle offen.' },
      port: 'Port', portHint: 'Ab 1024. Leer: 7413.', relay: 'Relais für andere', relayWhy: 'Knoten, die niemand erreicht, sind über diesen erreichbar: höchstens 32, und 16 MiB in 10 Minuten je Verbindung.', router: 'Router bitten', routerWhy: 'Der Router wird gebeten, den Port an diesen Rechner weiterzuleiten (UPnP).', region: 'Land', regionHint: 'Zwei Buchstaben, etwa DE, für alle, die nach Land kaufen. Leer: Andere erfahren nichts.',
      save: 'Speichern und Anbieter neu starten', saving: 'Der Anbieter startet neu.', saveWhy: 'Laufende Aufträge gehen danach weiter.', runs: (running) => `Deine Wahl gilt ab dem nächsten Start des Anbieters. Bis dahin läuft er so: ${running}.`, portOf: (port) => `Port ${port}`,
    },
    data: {
      title: 'Datengrenzen', waiting: 'Lese die Grenzen.',
      what: 'Was dieser Knoten ins Internet sendet und daraus empfängt, Modelle eingeschlossen. An einer Grenze wird kein Auftrag angenommen und kein Modell weitergegeben oder geholt, bis ihr Tag oder Monat vorbei ist; laufende Aufträge enden. Verkehr in deinem Zuhause und der mit der Chain zählen nicht.',
      names: { sentDay: 'Am Tag gesendet', sentMonth: 'Im Monat gesendet', receivedDay: 'Am Tag empfangen', receivedMonth: 'Im Monat empfangen' }, hint: 'In GiB. Leer: keine Grenze.', used: (used) => `bisher ${used}`, save: 'Grenzen speichern', saved: 'Gespeichert. Sie gelten sofort.',
    },
    networks: {
      title: 'Netze', waiting: 'Lese die Netze.', own: 'Übungsnetz dieses Hearth', only: 'Hier gibt es nur das Übungsnetz dieses Hearth.', join: 'Um einem anderen beizutreten, gib die Datei des Netzes diesem Befehl:', real: 'echtes Geld', current: 'Jetzt hier', switch: 'Wechseln', switchTo: (name) => `Zu ${name} wechseln`,
      ask: (name) => `Zu ${name} wechseln?`, why: 'Laufende Aufträge werden erst fertig, dann startet der Anbieter dort neu. Einsatz, Einnahmen und Quittungen jedes Netzes bleiben bei ihm.', yes: 'Wechseln', no: 'Hier bleiben', going: 'Der Wechsel läuft: laufende Aufträge werden erst fertig, dann startet der Anbieter neu.',
      receipts: { one: 'Quittung dieses Knotens kann hier noch geprüft werden.', other: 'Quittungen dieses Knotens können hier noch geprüft werden.' }, until: (moment) => `Bis spätestens ${moment}.`, untilUnknown: 'Wie lange noch, ist noch nicht bekannt.', costs: 'Prüfer, die hier niemanden finden, können das auf der Chain sagen, und das kostet Einsatz.', whenClear: 'Wechseln, wenn keine mehr wartet', waits: (name) => `Es werden keine Aufträge mehr angenommen. Der Wechsel zu ${name} folgt, sobald keine Quittung mehr auf Prüfung wartet.`, now: 'Jetzt wechseln',
    },
  },
  logs: {
    title: 'Protokoll', waiting: 'Lese das Protokoll.', empty: 'Noch wurde nichts geschrieben.', emptyNext: 'Jedes Programm schreibt hier, was es tut und was es abgelehnt hat.', none: 'Keine Zeile enthält das.', noneNext: 'Versuche es mit weniger davon.', filter: 'Nur Zeilen mit', count: { one: 'Zeile', other: 'Zeilen' }, cut: 'ältere stehen in der Datei', follow: 'Mitlaufen', export: 'Diese Zeilen speichern', exportWhy: 'So, wie sie sind, mit Adressen und Pfaden. Für jemand anderen nimm das Diagnosepaket unter „Über Hearth“: es ist bereinigt.',
  },
  about: {
    title: 'Über Hearth', version: 'Hearth', lead: 'MIT-Lizenz. Es enthält Werke anderer, jedes unter seiner eigenen.', licences: 'Woraus es besteht', works: { one: 'Werk anderer', other: 'Werke anderer' }, licenceHead: { name: 'Werk', licence: 'Lizenz' },
    guard: 'Niemand wird nach deiner Wortfolge fragen', guardWhy: 'Hearth nicht, seine Macher nicht, kein Kunde, kein Support und auch diese Seite nicht. Wer nach deiner Wortfolge, deiner Passphrase oder deinem Schlüssel fragt, will dein Geld. Hearth zeigt Text aus dem Netz als reinen Text und nie als Anweisung.',
    bundle: 'Diagnosepaket', bundleWhy: 'Für alle, die dir beim Finden eines Fehlers helfen: Versionen, Geräte, Zustände und das Protokoll. Konten, Prüfsummen, Adressen, Pfade und die Namen von dir und diesem Rechner werden entfernt, bevor du es siehst.', make: 'Erstellen und ansehen', making: 'Wird erstellt', save: 'Speichern', size: (size) => `${size}. Lies es zuerst: das ist alles, was darin steht.`, nothingSent: 'Nichts wird irgendwohin geschickt.',
  },
};
