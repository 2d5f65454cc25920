import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'ein Modell', aTransaction: 'eine Transaktion', aProposal: 'ein Vorschlag', someAmount: 'ein unbekannter Betrag',
  clientSilent: { what: (job) => `Der Kunde von Auftrag ${job} hat das Ergebnis und schickt keinen Zahlungsschein.`, next: 'Der Preis wird bei der Chain eingefordert. Hier ist nichts zu tun.' },
  firstPayment: { what: (amount) => `Der erste Auftrag ist bezahlt: ${amount}.`, next: 'Die Einnahmen zeigen, was davon blieb.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: ${jobs} bezahlt, zusammen ${amount}.`, next: 'Die Einnahmen zeigen Gebühren, Energie und Reinertrag.' },
  claimPaid: { what: (job, amount) => `Die Forderung für Auftrag ${job} wurde bezahlt: ${amount}.`, next: 'Hier ist nichts zu tun.' },
  transactionFailed: { what: (name, reason) => `Die Chain hat eine Transaktion des Knotens abgelehnt (${name}). ${reason}`, next: 'Wofür sie war, wird wieder versucht. Hält es an, sagt das Protokoll mehr.' },
  caseOpened: { what: (job) => `Ein Prüfer hat die Quittung von Auftrag ${job} abgelehnt, weitere werden ausgelost.`, next: 'Sie rechnen nach. Geben sie dir recht, gilt sie; sonst kostet es Stake.' },
  caseEnded: { accepted: (job) => `Weitere Prüfer haben Auftrag ${job} nachgerechnet und die Quittung richtig gefunden.`, unproven: (job) => `Der Fall um Auftrag ${job} endete ohne Mehrheit.`, next: 'Die Quittung wird bezahlt wie zuvor.' },
  auditMissed: { what: (reason) => `Dieser Knoten hat über eine Quittung, für die er ausgelost war, nicht rechtzeitig abgestimmt. ${reason}`, next: 'Diese Stimme wird nicht bezahlt. Lass Hearth laufen oder gib die Sitze auf.' },
  auditPaid: { what: (amount) => `Für Stimmen als Prüfer bezahlt: ${amount}.`, next: 'Hier ist nichts zu tun.' },
  rowsEvicted: { what: (job) => `Die Zeilen von Auftrag ${job} wurden gelöscht, um Platz zu schaffen.`, next: 'Ein Audit kann nicht mehr beantwortet werden. Lass mehr Platz auf der Platte.' },
  stakeFull: { what: (used, limit) => `Fast alles, was der Stake erlaubt, steckt in offenen Aufträgen: ${used} von ${limit}.`, next: 'Weitere Quittungen warten, bis andere bezahlt sind. Mehr Stake lässt mehr durch.' },
  stakeReady: { what: (amount) => `Zurückverlangter Stake kann entnommen werden: ${amount}.`, next: 'Bis dahin bringt er nichts ein und bleibt in Gefahr.' },
  deviceTested: { sound: (device) => `Getestet: ${device} rechnet richtig.`, wrong: (device) => `Getestet: ${device} rechnet falsch.`, unproven: (device) => `Getestet: für ${device} gab es nichts zum Vergleichen.`, next: 'Die Geräte zeigen sein Tempo.' },
  modelDamaged: { what: (model, reason) => `Das Modell ${model} lässt sich nicht öffnen. ${reason}`, next: 'Bestellungen dafür werden nicht angenommen. Installiere es neu.' },
  downloadDone: { what: (model) => `${model} ist heruntergeladen und geprüft.`, next: 'Es wird ab jetzt angeboten.' },
  downloadEnded: { what: (model, reason) => `Der Download von ${model} hat aufgehört. ${reason}`, next: 'Öffne die Modelle, um ihn fortzusetzen oder sein zu lassen.' },
  pauseEnded: { what: (device) => `Die Pause von ${device} ist vorbei.`, next: 'Es nimmt wieder Arbeit an.' },
  gaveBackSlowly: { what: (device, span) => `Den Speicher von ${device} zurückzugeben dauerte ${span}.`, next: 'Versprochen sind zwei Sekunden. Bleibt es so, wähle eine Vorlage, die weniger arbeitet.' },
  chainRewound: { what: (block) => `Die Chain hat ihre Blöcke nach ${block} zurückgenommen.`, next: 'Was darin bezahlt wurde, wird neu angesehen.' },
  practiceRestarted: { what: 'Das Übungsnetz war zu Ende und wurde neu gestartet.', next: 'Seine Chain behält ihren Stand. Die Aufträge gehen weiter.' },
  voteOpened: { what: (title, until) => `Eine Abstimmung läuft bis ${until}: ${title}.`, next: 'Du hast darin Stimmen.' },
  voteEnds: { what: (title, span) => `Eine Abstimmung endet in ${span}, und deine Stimme fehlt: ${title}.`, ended: (title) => `Eine Abstimmung ohne deine Stimme geht zu Ende: ${title}.`, next: 'Stimme ab oder lass sie verstreichen.' },
  voteMissed: { what: (title) => `Eine Abstimmung endete ohne deine Stimme: ${title}.`, next: 'Öffne sie, um das Ergebnis zu sehen.' },
  proposalExecuted: { what: (title) => `Ein Vorschlag ist in Kraft getreten: ${title}.`, next: 'Öffne ihn, um zu sehen, was er hier ändert.' },
  updated: { what: (version, before) => `Hearth ist jetzt Version ${version}; zuvor war es ${before}.`, next: 'Hier ist nichts zu tun.' },
  diskFull: { what: (path) => `Die Platte mit ${path} ist voll.`, next: 'Neue Bestellungen werden nicht angenommen. Schaffe Platz: dann geht es von selbst weiter.' },
  diskHasRoom: { what: 'Die Platte nimmt wieder Daten an.', next: 'Bestellungen werden wieder angenommen.' },
  walletLocked: { what: 'Die Wallet hat sich gesperrt, da eine Weile nichts von ihr verlangt wurde.', next: 'Aufträge, Quittungen und Zahlungen gehen weiter. Entsperre sie, wenn du sendest, Stake hinterlegst oder abstimmst.' },
  backupDue: { what: 'Es ist Zeit, die Wiederherstellungsphrase der Wallet mit deiner Abschrift zu vergleichen.', next: 'Öffne die Wallet und gib die Wörter ein, nach denen sie fragt. Eine Abschrift, die nie zurückgelesen wurde, ist vielleicht keine.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Erste Quittung', jobFailed: 'Ein Auftrag schlug fehl', jobRetried: 'Ein Auftrag beginnt neu', orderRefused: 'Eine Bestellung wurde abgelehnt', clientSilent: 'Ein Kunde schweigt', firstPayment: 'Erste Zahlung', dayEarned: 'Was ein Tag einbrachte', claimPaid: 'Eine Forderung wurde bezahlt', transactionFailed: 'Eine Transaktion schlug fehl',
  slashed: 'Stake wurde entzogen', voided: 'Eine Quittung wurde abgelehnt', disputed: 'Eine Quittung ist umstritten', disputeEnded: 'Ein Streit endete', caseOpened: 'Ein Prüfer lehnte eine Quittung ab', caseEnded: 'Ein Fall endete', auditMissed: 'Ein Audit wurde versäumt', auditPaid: 'Stimmen wurden bezahlt', rowsEvicted: 'Zeilen wurden gelöscht', stakeFull: 'Der Stake ist ausgeschöpft', stakeReady: 'Stake kann entnommen werden',
  deviceSetAside: 'Ein Gerät wurde beiseitegelegt', deviceTested: 'Ein Gerät wurde getestet', workerRestarted: 'Ein Arbeitsprozess wurde neu gestartet', modelDamaged: 'Ein Modell ist beschädigt', downloadDone: 'Ein Modell ist installiert', downloadEnded: 'Ein Download hat aufgehört', ruleStopped: 'Eine Regel nahm ein Gerät', ruleEnded: 'Eine Regel gab ein Gerät frei', pauseEnded: 'Eine Pause ist vorbei', gaveBackSlowly: 'Speicher kam langsam zurück', woke: 'Der Rechner schlief',
  chainGone: 'Die Chain schweigt', chainBack: 'Die Chain ist zurück', chainDoubt: 'Chain-Daten im Zweifel', chainSound: 'Chain-Daten wieder verlässlich', rpcSetAside: 'Chain-Adresse beiseitegelegt', chainRewound: 'Die Chain nahm Blöcke zurück', practiceRestarted: 'Das Übungsnetz startete neu',
  voteOpened: 'Eine Abstimmung läuft', voteEnds: 'Eine Abstimmung endet bald', voteMissed: 'Abstimmung ohne deine Stimme', proposalExecuted: 'Ein Vorschlag trat in Kraft', providerRestarted: 'Hearth endete unerwartet', signerRestarted: 'Der Signierer startete neu', updated: 'Andere Version', diskFull: 'Die Platte ist voll', diskHasRoom: 'Die Platte hat wieder Platz', cheating: 'Betrug mit Absicht',
  walletLocked: 'Die Wallet hat sich gesperrt', backupDue: 'Die Phrase sollte verglichen werden',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Meldungen', bell: 'Meldungen', bellUnread: (n) => `Meldungen, ${n} ungelesen`, waiting: 'Warte auf Meldungen.', empty: 'Es ist noch nichts geschehen.', emptyNext: 'Was du wissen solltest, steht hier, mit Grund und nächstem Schritt.',
  filter: 'Schwere', filters: { all: 'Alle', unread: 'Ungelesen', attention: 'Achtung', failure: 'Fehler', info: 'Hinweise' }, none: 'Keine davon.', showAll: 'Alle zeigen',
  readAll: 'Alle als gelesen markieren', clearAll: 'Alle löschen', cleared: { one: 'Meldung gelöscht.', other: 'Meldungen gelöscht.' }, undo: 'Rückgängig', choose: 'Was gemeldet wird',
  unread: 'Ungelesen', markRead: 'Als gelesen markieren', markUnread: 'Als ungelesen markieren', clear: 'Löschen', times: (n, since) => `${n}-mal seit ${since}`, mute: 'Das nicht mehr melden', muted: (title) => `Wird nicht mehr gemeldet: ${title}.`,
  today: 'Heute', yesterday: 'Gestern', all: 'Alle Meldungen',
  actions: { job: 'Auftrag öffnen', jobs: 'Aufträge zeigen', earnings: 'Einnahmen öffnen', devices: 'Geräte öffnen', rules: 'Regeln öffnen', network: 'Netz öffnen', staking: 'Staking öffnen', wallet: 'Wallet öffnen', proposal: 'Abstimmung öffnen', audits: 'Audits öffnen', models: 'Modelle öffnen', settings: 'Einstellungen öffnen', log: 'Protokoll öffnen', about: 'Über dieses Hearth' },
  settings: {
    title: 'Meldungen', why: 'Was aus ist, wird weder behalten noch gezeigt. Was Geld kostet oder dem Rechner schadet, wird immer gemeldet.', waiting: 'Lese, was gemeldet wird.', native: 'Auf dem Desktop zeigen', nativeWhy: 'Ist das Fenster nicht zu sehen, zeigt das System, was Aufmerksamkeit braucht.',
    quiet: 'Ruhezeit', quietWhy: 'Darin zeigt der Desktop nur, was Geld kostet oder dem Rechner schadet. Hier wird alles behalten.', from: 'Von', to: 'Bis', same: 'Die Ruhezeit braucht einen Anfang und ein anderes Ende.', always: 'Immer gemeldet', tell: (title) => `Melden: ${title}`,
    groups: { jobs: 'Aufträge', money: 'Geld', devices: 'Geräte', guest: 'Als Gast', chain: 'Chain', votes: 'Abstimmungen', hearth: 'Hearth selbst' }, on: 'An', off: 'Aus', count: (on, all) => `${on} von ${all} gemeldet`,
  },
};
