import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'un modello', aTransaction: 'una transazione', aProposal: 'una proposta', someAmount: 'un importo sconosciuto',
  clientSilent: { what: (job) => `Il cliente del lavoro ${job} ha preso il risultato e non manda un buono.`, next: 'Il prezzo è rivendicato sulla catena. Qui non c’è nulla da fare.' },
  firstPayment: { what: (amount) => `Il primo lavoro è pagato: ${amount}.`, next: 'In Guadagni si vede che cosa ne resta.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: ${jobs} pagati, ${amount} in tutto.`, next: 'In Guadagni ci sono commissioni, energia e netto.' },
  claimPaid: { what: (job, amount) => `La rivendicazione per il lavoro ${job} è stata pagata: ${amount}.`, next: 'Qui non c’è nulla da fare.' },
  transactionFailed: { what: (name, reason) => `La catena ha rifiutato una transazione del nodo (${name}). ${reason}`, next: 'Si riprova. Se continua, nel registro c’è di più.' },
  caseOpened: { what: (job) => `Un verificatore ha respinto la ricevuta del lavoro ${job}, e se ne estraggono altri.`, next: 'Lo ricalcolano. Se ti danno ragione, vale; altrimenti costa stake.' },
  caseEnded: { accepted: (job) => `Altri verificatori hanno ricalcolato il lavoro ${job} e trovato giusta la sua ricevuta.`, unproven: (job) => `Il caso sul lavoro ${job} è finito senza una maggioranza.`, next: 'La ricevuta è pagata come prima.' },
  auditMissed: { what: (reason) => `Questo nodo non ha votato in tempo su una ricevuta per cui era estratto. ${reason}`, next: 'Quel voto non gli è pagato. Tieni Hearth acceso, o lascia i seggi.' },
  auditPaid: { what: (amount) => `Pagato per i voti come verificatore: ${amount}.`, next: 'Qui non c’è nulla da fare.' },
  rowsEvicted: { what: (job) => `Le righe del lavoro ${job} sono state cancellate per fare posto.`, next: 'A un suo audit non si può più rispondere. Lascia più spazio sul disco.' },
  stakeFull: { what: (used, limit) => `Quasi tutto ciò che lo stake permette è in lavori aperti: ${used} di ${limit}.`, next: 'Altre ricevute attendono finché queste non sono pagate. Più stake ne lascia passare di più.' },
  stakeReady: { what: (amount) => `Lo stake chiesto indietro si può liberare: ${amount}.`, next: 'Fino ad allora non rende nulla, e resta a rischio.' },
  deviceTested: { sound: (device) => `Provato: ${device} calcola correttamente.`, wrong: (device) => `Provato: ${device} calcola in modo sbagliato.`, unproven: (device) => `Provato: per ${device} non c’era nulla con cui confrontare.`, next: 'La sua velocità è in Dispositivi.' },
  modelDamaged: { what: (model, reason) => `Il modello ${model} non si può aprire. ${reason}`, next: 'Nessun ordine per esso è accettato. Installalo di nuovo.' },
  downloadDone: { what: (model) => `${model} è scaricato e controllato.`, next: 'Da ora viene offerto.' },
  downloadEnded: { what: (model, reason) => `Lo scaricamento di ${model} si è fermato. ${reason}`, next: 'Apri i modelli per riprenderlo o lasciarlo.' },
  pauseEnded: { what: (device) => `La pausa di ${device} è finita.`, next: 'Accetta di nuovo lavoro.' },
  gaveBackSlowly: { what: (device, span) => `Restituire la memoria di ${device} ha richiesto ${span}.`, next: 'Sono promessi due secondi. Se continua, scegli un modo che lavora meno.' },
  chainRewound: { what: (block) => `La catena ha annullato i suoi blocchi dopo ${block}.`, next: 'Ciò che vi era pagato viene riesaminato.' },
  practiceRestarted: { what: 'La rete di prova era terminata ed è stata riavviata.', next: 'La sua catena conserva il suo stato. I lavori proseguono.' },
  voteOpened: { what: (title, until) => `Un voto è aperto fino a ${until}: ${title}.`, next: 'Vi hai dei voti.' },
  voteEnds: { what: (title, span) => `Un voto finisce tra ${span} e manca il tuo: ${title}.`, ended: (title) => `Un voto in cui manca il tuo sta per finire: ${title}.`, next: 'Vota, o lascialo passare.' },
  voteMissed: { what: (title) => `Un voto è finito senza il tuo: ${title}.`, next: 'Aprilo per il risultato.' },
  proposalExecuted: { what: (title) => `Una proposta è entrata in vigore: ${title}.`, next: 'Aprila per vedere che cosa cambia qui.' },
  updated: { what: (version, before) => `Hearth è ora alla versione ${version}; prima era ${before}.`, next: 'Qui non c’è nulla da fare.' },
  diskFull: { what: (path) => `Il disco di ${path} è pieno.`, next: 'Nessun nuovo ordine è accettato. Fai posto: il lavoro prosegue da solo.' },
  diskHasRoom: { what: 'Il disco accetta di nuovo dati.', next: 'Gli ordini sono di nuovo accettati.' },
  walletLocked: { what: 'Il portafoglio si è bloccato, perché da un po’ non gli si chiede nulla.', next: 'Lavori, ricevute e pagamenti continuano. Sbloccalo per inviare, mettere in stake o votare.' },
  backupDue: { what: 'È ora di confrontare la frase di recupero del portafoglio con la tua copia.', next: 'Apri il portafoglio e scrivi le parole richieste. Una copia mai riletta forse non è una copia.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Prima ricevuta', jobFailed: 'Un lavoro è fallito', jobRetried: 'Un lavoro riparte', orderRefused: 'Un ordine è stato rifiutato', clientSilent: 'Un cliente tace', firstPayment: 'Primo pagamento', dayEarned: 'Quanto ha reso un giorno', claimPaid: 'Una rivendicazione è stata pagata', transactionFailed: 'Una transazione è fallita',
  slashed: 'Stake confiscato', voided: 'Una ricevuta è stata respinta', disputed: 'Una ricevuta è contestata', disputeEnded: 'Una disputa è finita', caseOpened: 'Un verificatore ha respinto una ricevuta', caseEnded: 'Un caso è finito', auditMissed: 'Un audit è stato mancato', auditPaid: 'I voti sono stati pagati', rowsEvicted: 'Righe cancellate', stakeFull: 'Lo stake è esaurito', stakeReady: 'Lo stake si può liberare',
  deviceSetAside: 'Un dispositivo è stato messo da parte', deviceTested: 'Un dispositivo è stato provato', workerRestarted: 'Un processo di lavoro è stato riavviato', modelDamaged: 'Un modello è danneggiato', downloadDone: 'Un modello è installato', downloadEnded: 'Uno scaricamento si è fermato', ruleStopped: 'Una regola ha preso un dispositivo', ruleEnded: 'Una regola ha reso un dispositivo', pauseEnded: 'Una pausa è finita', gaveBackSlowly: 'Memoria restituita lentamente', woke: 'Il computer è stato in sospensione',
  chainGone: 'La catena tace', chainBack: 'La catena è tornata', chainDoubt: 'Dati della catena in dubbio', chainSound: 'Dati della catena di nuovo affidabili', rpcSetAside: 'Un indirizzo della catena messo da parte', chainRewound: 'La catena ha annullato blocchi', practiceRestarted: 'La rete di prova è ripartita',
  voteOpened: 'Un voto è aperto', voteEnds: 'Un voto finisce presto', voteMissed: 'Un voto è finito senza il tuo', proposalExecuted: 'Una proposta è entrata in vigore', providerRestarted: 'Hearth è terminato inaspettatamente', signerRestarted: 'Il firmatario è ripartito', updated: 'Un’altra versione', diskFull: 'Il disco è pieno', diskHasRoom: 'Il disco ha spazio', cheating: 'Imbroglio di proposito',
  walletLocked: 'Il portafoglio si è bloccato', backupDue: 'La frase va confrontata',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Avvisi', bell: 'Avvisi', bellUnread: (n) => `Avvisi, ${n} non letti`, waiting: 'In attesa degli avvisi.', empty: 'Non è ancora successo nulla.', emptyNext: 'Ciò che dovresti sapere è conservato qui, con il motivo e il passo successivo.',
  filter: 'Gravità', filters: { all: 'Tutti', unread: 'Non letti', attention: 'Attenzione', failure: 'Errori', info: 'Informazioni' }, none: 'Nessuno di questi.', showAll: 'Mostra tutti',
  readAll: 'Segna tutti come letti', clearAll: 'Cancella tutti', cleared: { one: 'avviso cancellato.', other: 'avvisi cancellati.' }, undo: 'Annulla', choose: 'Che cosa si avvisa',
  unread: 'Non letto', markRead: 'Segna come letto', markUnread: 'Segna come non letto', clear: 'Cancella', times: (n, since) => `${n} volte da ${since}`, mute: 'Non avvisarmi più di questo', muted: (title) => `Non si avvisa più: ${title}.`,
  today: 'Oggi', yesterday: 'Ieri', all: 'Tutti gli avvisi',
  actions: { job: 'Apri il lavoro', jobs: 'Mostra i lavori', earnings: 'Apri Guadagni', devices: 'Apri Dispositivi', rules: 'Apri Regole', network: 'Apri Rete', staking: 'Apri Staking', wallet: 'Apri il portafoglio', proposal: 'Apri il voto', audits: 'Apri Audit', models: 'Apri Modelli', settings: 'Apri Impostazioni', log: 'Apri il registro', about: 'Informazioni su questo Hearth' },
  settings: {
    title: 'Avvisi', why: 'Ciò che è disattivato non è conservato né mostrato. Di ciò che costa denaro o danneggia il computer si avvisa sempre.', waiting: 'Lettura di ciò che si avvisa.', native: 'Mostra sul desktop', nativeWhy: 'Quando la finestra non si vede, il sistema mostra ciò che richiede attenzione.',
    quiet: 'Ore di silenzio', quietWhy: 'In esse il desktop mostra solo ciò che costa denaro o danneggia il computer. Qui è conservato tutto.', from: 'Dalle', to: 'Alle', same: 'Le ore di silenzio richiedono un inizio e una fine diversa.', always: 'Si avvisa sempre', tell: (title) => `Avvisa: ${title}`,
    groups: { jobs: 'Lavori', money: 'Denaro', devices: 'Dispositivi', guest: 'Come ospite', chain: 'Catena', votes: 'Voti', hearth: 'Hearth stesso' }, on: 'Attivo', off: 'Disattivato', count: (on, all) => `${on} di ${all} attivi`,
  },
};
