import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Vai alla pagina', menu: 'Schermate' },
  screens: { dashboard: 'Panoramica', jobs: 'Lavori', job: 'Lavoro', audits: 'Audit', earnings: 'Guadagni', devices: 'Dispositivi', rules: 'Regole', wallet: 'Portafoglio', settings: 'Impostazioni', staking: 'Staking', governance: 'Governance', proposal: 'Proposta', welcome: 'Introduzione', network: 'Rete', models: 'Modelli', usage: 'Consumo', fleet: 'Flotta', log: 'Registro', about: 'Informazioni' },
  notReported: 'non indicato',
  test: { tag: 'denaro di prova', network: 'Rete di prova', explain: 'Questa è la rete di prova. La sua moneta non ha alcun valore fuori di essa.' },
  chain: { block: (n) => `blocco ${n}`, connecting: 'connessione alla catena', reachable: 'la catena risponde', doubtful: 'dati della catena non affidabili', gone: 'la catena non risponde', none: 'nessuna catena: le ricevute restano su questo computer' },
  link: {
    waiting: 'In attesa di Hearth.',
    lost: (age) => `Hearth non risponde. Ciò che vedi è di ${age} fa.`,
    never: 'Hearth non risponde.',
    nextTry: (wait) => `Prossimo tentativo tra ${wait}.`,
    tryNow: 'Prova ora',
    refused: 'Questa pagina non ha la chiave di questo Hearth.',
    refusedNext: 'Apri l’indirizzo che Hearth ha mostrato all’avvio; ogni avvio ha il suo.',
  },
  dashboard: {
    ready: 'Pronto', readyOf: (ready, allowed) => `${ready} su ${allowed} che le regole permettevano`, readyNone: 'Finora le regole hanno permesso meno di un minuto', stake: 'Stake', stakeUsed: (share) => `${share} in uso`, stakeFull: (share) => `${share} in uso, quasi pieno`, stakeNone: 'ancora nessuno stake', waits: 'Attende il pagamento',
    today: 'Guadagnato oggi', accepted: 'accettati', rejected: 'respinti', settledToday: 'pagati oggi',
    waitsNone: 'Nulla attende il pagamento.',
    waitsFor: { voucher: 'il buono di pagamento del cliente', anchor: 'il prossimo ancoraggio', window: 'la chiusura della finestra' },
    tokens: (rate) => `${rate} token al secondo`,
    jobs: 'Lavori', jobsAll: 'Tutti i lavori', jobsEmpty: 'Ancora nessun lavoro.', jobsEmptyNext: 'Compaiono qui appena un cliente ne ordina uno.', jobsEmptyPractice: 'Il cliente di prova ne manda alcuni; il suo ritmo è nelle impostazioni.', jobsWaiting: 'In attesa dell’elenco dei lavori.',
    devices: 'Dispositivi', devicesEmpty: 'Nessun dispositivo è stato trovato.', devicesEmptyNext: 'Hearth cerca di nuovo all’avvio. Un processore basta.', devicesWaiting: 'Ricerca dei dispositivi.',
    earnings: 'Guadagni', notices: 'Avvisi', noticesEmpty: 'Nulla richiede la tua attenzione.', noticesWaiting: 'In attesa degli avvisi.', more: (n) => `altri ${n}`,
  },
  device: {
    unknown: 'Dispositivo sconosciuto', unknownWhy: 'Il sistema non indica né il produttore né un nome.', cannotRun: 'nulla che questo motore possa usare',
    kind: { cpu: 'Processore', gpu: 'Grafica' }, on: 'Attivo', off: 'Disattivato', use: (name) => `Usa ${name} per i lavori`,
    state: { working: 'Al lavoro', ready: 'Pronto', off: 'Disattivato', unusable: 'Inutilizzabile', setAside: 'Messo da parte' }, statePaused: 'In pausa',
  },
  jobs: {
    title: 'Lavori', search: 'Cerca', searchHint: 'ID, cliente o modello', filter: { all: 'Tutti', live: 'In corso', settled: 'Pagati', failed: 'Falliti' }, filterLabel: 'Mostra',
    head: { job: 'Lavoro', model: 'Modello', stage: 'Fase', units: 'Fatto', client: 'Cliente', at: 'Accettato', paid: 'Pagato' },
    waiting: 'Lettura dei lavori.', empty: 'Ancora nessun lavoro.', emptyNext: 'Ogni ordine che questo nodo accetta è elencato qui, con la sua ricevuta.', none: 'Nessun lavoro corrisponde.', noneNext: 'Prova una ricerca più corta o un altro filtro.', clear: 'Mostra tutti i lavori',
    shown: (shown, total) => `${shown} di ${total}`, failed: 'Non è stato possibile leggere i lavori.', notYet: 'non ancora', nothing: 'nulla',
  },
  job: {
    back: 'Tutti i lavori', waiting: 'Lettura del lavoro.', verify: 'Verifica di nuovo', verifying: 'Controllo', exportReceipt: 'Esporta la ricevuta', showLog: 'Mostra il suo registro', report: 'Segnala un problema', copyId: 'Copia l’impronta', cancel: 'Annulla il lavoro',
    cancelAsk: 'Annullare questo lavoro?', cancelWhy: 'Si ferma ora. Il cliente non riceve nulla e non si paga nulla.', cancelYes: 'Annulla il lavoro', cancelNo: 'Lascialo andare',
    path: 'Il percorso di questo lavoro', pathHint: 'Dall’ordine al pagamento, ogni hash e ciò in cui è fissato. Le frecce della tastiera lo percorrono.', nothingYet: 'Ancora nulla.', pathEmpty: 'Il percorso compare man mano che il lavoro avanza.',
    checks: 'Controlli', timeline: 'Cronologia', facts: 'Dati', noReceipt: 'La ricevuta viene firmata quando il lavoro è concluso.', committedIn: 'Fissato in', holds: 'Contiene', transaction: 'Transazione', digest: 'Impronta', noDigest: 'ancora nessuna impronta', receiptFile: 'File della ricevuta',
    checkedBy: 'Che cosa è stato controllato', notCovered: 'Nessun controllo lo copre ancora.', paid: 'Pagato', offered: 'Prezzo',
    mark: { passed: 'Superato', failed: 'Fallito', notChecked: 'Non controllato', partly: 'Controllato in parte' },
    verdictAll: 'Tutti i controlli superati, qui e ora.', verdictFailed: (failed) => `Non superati: ${failed}. Non fidarti di questa ricevuta.`, failedChecks: { one: 'controllo', other: 'controlli' }, passedChecks: { one: 'controllo superato', other: 'controlli superati' }, openChecks: { one: 'non controllato qui', other: 'non controllati qui' },
    workOf: (kind, model, units) => `${kind} con ${model}, ${units}`, verdictNotOk: 'Si è potuto controllare troppo poco per fidarsi di questa ricevuta.', verdictSome: (passed, open) => `Nulla è fallito. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Guadagni', range: 'Periodo', ranges: { '24h': '24 h', '7d': '7 giorni', '30d': '30 giorni', '1y': '1 anno', 'all': 'Tutto' },
    paidIn: { '24h': 'Pagato nelle ultime 24 ore', '7d': 'Pagato negli ultimi 7 giorni', '30d': 'Pagato negli ultimi 30 giorni', '1y': 'Pagato nell’ultimo anno', 'all': 'Pagato dal primo lavoro' },
    waiting: 'Lettura dei guadagni.', empty: 'In questo periodo non è stato pagato nulla.', emptyNext: 'Un lavoro è pagato quando la sua finestra sulla catena si è chiusa.', chart: 'Pagamenti nel tempo', table: 'Come tabella', head: { from: 'Da', jobs: 'Lavori', paid: 'Pagato' },
    forJobs: (jobs) => `per ${jobs}`, total: 'Pagato in tutto', today: 'Pagato oggi', statement: 'Rendiconto', waits: 'In attesa',
  },
  settings: {
    title: 'Impostazioni', language: 'Lingua', languageSystem: (name) => `Come il sistema: ${name}`, theme: 'Aspetto', themes: { system: 'Come il sistema', light: 'Chiaro', dark: 'Scuro' }, textSize: 'Dimensione del testo', practice: 'Cliente di prova', practiceRate: 'Ordini al minuto', practiceOff: 'fermo', practiceWhy: 'Manda lavori veri per denaro di prova, così puoi vedere funzionare l’intero percorso.',
    practiceNone: 'Su questa rete non c’è un cliente di prova.', models: 'Modelli', modelsWaiting: 'Lettura dei modelli.', modelsEmpty: 'Nessun modello è installato.', modelsEmptyNext: 'Senza un modello non si può accettare nessun ordine.',
    addresses: { title: 'Indirizzi della catena', why: 'Hearth chiede a questi nodi che cosa c’è sulla catena. Con più di uno vede quando uno resta indietro, mente o tace, e non decide nulla finché due non concordano.', waiting: 'Lettura degli indirizzi.', given: 'fornito con la catena', added: 'aggiunto da te', inUse: 'in uso', states: { unknown: 'non ancora interrogato', answers: 'risponde', resting: 'vuole meno richieste', silent: 'tace', refused: 'escluso' }, another: 'Altro indirizzo', add: 'Aggiungi', checking: 'Controllo', remove: 'Togli' },
    modelState: { ready: 'Pronto', corrupt: 'Non utilizzabile', off: 'Disattivato' }, unitPrices: (paidIn, paidOut) => `${paidIn} in ingresso, ${paidOut} in uscita, per unità`, numericClass: 'Classe numerica',
    programs: 'Programmi', programsWaiting: 'In attesa dei programmi.', programsEmpty: 'Nessun programma è indicato.', programHead: { name: 'Programma', state: 'Stato', memory: 'Memoria', restarts: 'Riavvii', pid: 'Processo' }, programState: { starting: 'In avvio', running: 'In funzione', restarting: 'In riavvio', stopped: 'Fermo' },
    about: 'Questo Hearth', version: 'Versione', folder: 'Cartella dei dati', started: 'Avviato', runtime: 'Motore', platform: 'Sistema', node: 'Nodo', address: 'Indirizzo del nodo', peer: 'ID del peer', chain: 'Catena', stake: 'Stake', inFlight: 'In lavori aperti',
    stop: 'Ferma Hearth', stopAsk: 'Fermare Hearth?', stopWhy: 'I lavori non conclusi sono ripresi al prossimo avvio. Nulla va perso.', stopYes: 'Ferma', stopNo: 'Lascialo acceso',
    reset: {
      title: 'Ripristino', why: 'Che cosa c’è nella cartella dei dati, per tipo. Scegli tu che cosa va via; il portafoglio e la chiave del nodo restano, se non dici altro.', open: 'Scegli che cosa va via', waiting: 'Misuro la cartella dei dati.', nothing: 'Non c’è nulla',
      parts: {
        app: { name: 'Dati dell’app', gone: 'Lavori, ricevute, impostazioni, prezzi, registri e la rete di prova. Le ricevute che nessuna àncora contiene ancora non sono pagate a nessuno.' }, models: { name: 'Modelli', gone: 'L’elenco delle cartelle che hai aggiunto, e ciò che di esse sta nella cartella dei dati.' },
        node: { name: 'Chiave del nodo', gone: 'Va via con i dati dell’app. Il prossimo avvio è un nodo nuovo: lo stake resta legato al vecchio, e nessuno può più riscuotere per lui.' }, wallet: { name: 'Portafoglio', gone: 'Senza la sua frase di recupero, un file di chiave o il backup nessuno può spendere ciò che i suoi conti contengono.' },
      },
      type: (typed) => `Digita ${typed} per lasciar andare il portafoglio`, elsewhere: 'Le cartelle di modelli altrove sono dimenticate, mai cancellate:', others: 'Non si tocca, qualunque cosa vada via:', go: 'Ferma Hearth e cancella', going: 'Hearth si ferma. Ciò che hai scelto va via subito dopo.',
    },
  },
  jobsCount: { one: 'lavoro', other: 'lavori' }, progress: (stage, done, most) => `${stage}, ${done} di ${most}`,
  copy: (digest) => `Copia ${digest}`, copied: 'Copiato', close: 'Chiudi', retry: 'Riprova', unknownScreen: 'Questa pagina non esiste.', toDashboard: 'Alla panoramica',
};

export const statusText: Pack['statusText'] = {
  noName: 'un dispositivo senza nome', jobs: { one: 'lavoro', other: 'lavori' },
  waiting: { one: 'lavoro concluso attende il pagamento.', other: 'lavori conclusi attendono il pagamento.' },
  starting: 'Si accende il fuoco.', startingWhy: 'Hearth si sta avviando. Bastano pochi secondi.', startingStep: (step) => `Hearth si sta avviando: ${step}. Bastano pochi secondi.`,
  working: (jobs) => `Al lavoro: ${jobs}.`, workingOn: (jobs, device) => `Al lavoro: ${jobs} su ${device}.`,
  forOne: 'Per un cliente.', forMany: 'Per più clienti.', forOneAt: (rate) => `Per un cliente, a ${rate} token al secondo.`, forManyAt: (rate) => `Per più clienti, a ${rate} token al secondo.`,
  ready: 'Pronto. Al momento nessun ordine.', readyDone: (jobs) => `Pronto. Nell’ultimo minuto: ${jobs}.`, readyWhy: 'Il prossimo ordine parte subito; non c’è nulla da fare.',
  paused: 'In pausa finché non riprendi.', pausedWhy: 'L’hai messo in pausa. Nessun nuovo ordine è accettato.', pauseOver: 'La pausa è finita.', pauseOverWhy: 'Tra un momento Hearth accetta di nuovo ordini.',
  pausedUntil: (clock) => `In pausa fino alle ${clock}.`, pausedUntilWhy: (span) => `L’hai messo in pausa. Riprende da solo tra ${span}.`,
  ruled: 'In pausa per una delle tue regole.', ruledWhy: 'Riprende da solo quando la regola lo permette.',
  chainGone: 'Al lavoro, ma la catena non risponde.', theChain: 'La catena', silent: (chain, span) => `${chain} non risponde da ${span}.`, nothingLost: 'Nulla va perso.',
  receiptsWait: { one: 'ricevuta attende qui e sarà pagata quando torna.', other: 'ricevute attendono qui e saranno pagate quando torna.' },
  chainOld: (age) => `Al lavoro, ma i dati della catena sono di ${age} fa.`, chainOldWhy: (address) => `${address} non mostra un blocco più recente. Su dati vecchi non si decide nulla: nessun nuovo ordine, nessun pagamento, finché non arriva un nuovo blocco.`,
  chainsDiffer: 'Al lavoro, ma due indirizzi della catena non concordano.', chainsDifferWhy: (address, other, block) => `${address} e ${other} hanno un blocco ${block} diverso. Non si decide nulla su nessuno dei due finché non concordano.`,
  noDevice: 'Nulla con cui lavorare: nessun dispositivo è attivo.', noDeviceWhy: 'Hearth accetta ordini appena ce n’è uno.',
  workerLost: 'Un lavoro ha perso il suo processo di lavoro; ne subentra uno nuovo.', workerLostWhy: 'Il programma che lo eseguiva è terminato senza avviso. Il lavoro riparte dall’inizio; è pagato una volta sola.', workerLostAgain: (times) => `Il programma che lo eseguiva è terminato senza avviso, finora ${times} volte. Il lavoro riparte dall’inizio; è pagato una volta sola.`,
  cheating: (kind) => `Imbroglia di proposito: ${kind}.`, someWay: 'in qualche modo', cheatingWhy: 'Questo nodo è stato avviato con --cheat, che solo la rete di prova permette. Le sue ricevute false non sono pagate, e ciò che si può dimostrare gli costa stake.',
  diskFull: 'Fermo: il disco è pieno.', theFolder: 'la cartella dei dati', diskFullWhy: (path) => `Non c’è spazio in ${path}. Liberane un po’ e Hearth prosegue da solo; nulla va perso.`,
  leaving: (name) => `Passaggio a ${name}: qui niente più ordini.`, leavingHome: 'Ritorno alla rete di prova: qui niente più ordini.', leavingThen: 'Poi il passaggio avviene da sé.', leavingNow: 'Prima si finiscono i lavori in corso, poi il fornitore riparte di là.',
  disconnected: 'Hearth non risponde.', disconnectedWhy: (span) => `Da ${span}; ciò che vedi è di allora. La pagina continua a provare. Se hai fermato Hearth, avvialo di nuovo.`,
  unknownIncident: 'non indicato',
};
export const statusActions: Pack['statusActions'] = { pause: 'Pausa', resume: 'Riprendi ora', showJobs: 'Mostra i lavori', enableDevice: 'Scegli un dispositivo', showNetworks: 'Mostra le reti', retry: 'Riprova' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Per 15 minuti', 60: 'Per 1 ora', 240: 'Per 4 ore', untilResumed: 'Finché non riprendo' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'In coda', loading: 'Caricamento', running: 'In esecuzione', proving: 'Raccolta prove', waiting: 'In attesa di pagamento', settled: 'Pagato' };
export const stageWords: Pack['stageWords'] = {
  queued: 'In coda', loading: 'Caricamento del modello', running: 'In esecuzione', proving: 'Raccolta prove', delivered: 'Attende il buono', acknowledged: 'Attende l’ancoraggio', anchored: 'Attende la finestra', settled: 'Pagato', failed: 'Fallito', cancelled: 'Annullato', slashed: 'Stake confiscato', voided: 'Nullo',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'In coda. Parte quando il dispositivo è libero.', loading: 'Il modello viene caricato sul dispositivo.', running: 'In esecuzione su questo computer.', proving: 'Calcolato. Le sue prove vengono ridotte a hash e firmate.',
  delivered: 'Consegnato. Attende il buono di pagamento del cliente.', acknowledged: 'Il cliente l’ha confermato. La sua ricevuta va sulla catena con il prossimo lotto.', anchored: 'Sulla catena. È pagato quando si chiude la finestra di disputa.', settled: 'Pagato.',
  failed: 'Fallito. Non si paga nulla.', cancelled: 'Annullato. Non si paga nulla.', slashed: 'La sua ricevuta è stata dimostrata falsa sulla catena. Non si paga nulla, ed è costato stake.', voided: 'Un comitato di verificatori l’ha ricalcolato e ha respinto la sua ricevuta. Non si paga nulla.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Classificare', one: 'immagine', other: 'immagini' }, embed: { title: 'Vettori di testo', one: 'vettore', other: 'vettori' }, generate: { title: 'Generare', one: 'token', other: 'token' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Accettato dai verificatori', rejected: 'Respinto dai verificatori' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Ordine', what: 'Ciò che il cliente ha chiesto, firmato dal cliente.' },
  model: { title: 'Modello', what: 'Ogni file del modello, in un solo hash.' },
  inputRoot: { title: 'Radice dell’ingresso', what: 'L’ingresso, tagliato in pezzi e ridotto a una radice. L’ingresso stesso non è conservato.' },
  outputRoot: { title: 'Radice dell’uscita', what: 'L’uscita, ridotta allo stesso modo.' },
  rowRoot: { title: 'Radice delle righe', what: 'Una voce per ogni passo della generazione: il token, la sua posizione e la sua estrazione casuale.' },
  sketchRoot: { title: 'Radice degli schizzi', what: 'Brevi impronte dello stato interno del modello, che un altro computer può confrontare.' },
  tapRoot: { title: 'Radice dei prelievi', what: 'Valori interni in punti scelti, per guardare da vicino in una disputa.' },
  bundle: { title: 'Prove', what: 'Tutte le prove dell’esecuzione in un solo hash.' },
  receipt: { title: 'Ricevuta', what: 'La promessa firmata di questo nodo: questo ordine, questo modello, questi risultati.' },
  anchor: { title: 'Ancoraggio', what: 'La radice di un lotto di ricevute, scritta sulla catena.' },
  voucher: { title: 'Buono', what: 'La promessa di pagamento firmata dal cliente, sommata su tutti i suoi lavori.' },
  payment: { title: 'Pagamento', what: 'Il trasferimento sulla catena, dopo la finestra.' },
  claim: { title: 'Rivendicazione', what: 'Il cliente non ha mandato un buono, quindi questo nodo ha rivendicato il prezzo da ciò che il cliente aveva riservato.' },
  dispute: { title: 'Disputa', what: 'Qualcuno ha versato una cauzione e ha detto che questa ricevuta è falsa. La catena lo decide su una sola operazione.' },
  vote: { title: 'Voto', what: 'Ciò che un altro computer ha trovato controllando la ricevuta.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Offerto', admitted: 'Ordine accettato', accepted: 'Ordine accettato', queued: 'In coda', loading: 'Caricamento del modello', modelReady: 'Modello pronto', started: 'Iniziato', running: 'In esecuzione', retried: 'Iniziato di nuovo',
  computed: 'Calcolato', proving: 'Raccolta prove', signing: 'Calcolato, inviato al firmatario', signed: 'Ricevuta firmata', delivered: 'Consegnato al cliente', acknowledged: 'Buono ricevuto', batched: 'Messo in un lotto', anchored: 'Ancorato sulla catena', unanchored: 'Ancoraggio annullato', unsettled: 'Pagamento annullato', claimed: 'Rivendicato dalla riserva', unclaimed: 'Rivendicazione finita', slashed: 'Dimostrato falso, stake confiscato', unslashed: 'Confisca annullata', voided: 'Respinto da un comitato, nullo', unvoided: 'Nullità annullata', refunded: 'Rimborsato al cliente', unrefunded: 'Rimborso annullato',
  verified: 'Controllato dai verificatori', voted: 'Controllato dai verificatori', settled: 'Pagato', paid: 'Pagato', failed: 'Fallito', cancelled: 'Annullato', workerLost: 'Processo di lavoro perso',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Energia', 'mean power': 'Potenza media', 'most power': 'Potenza massima', 'highest temperature': 'Temperatura massima', 'device load': 'Carico del dispositivo', 'memory peak': 'Picco di memoria', 'bytes received': 'Byte ricevuti', 'bytes sent': 'Byte inviati',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Seme', 'first draw': 'Prima estrazione', 'void': 'Nullo', 'penalty': 'Penale', 'void in': 'Nullo in', 'client had paid': 'Il cliente aveva pagato', 'refunded': 'Rimborsato', 'refunded in': 'Rimborsato in', 'opened by': 'Aperta da', 'bond': 'Cauzione', 'dispute': 'Disputa', 'dispute stands': 'Stato della disputa', 'taken of the stake': 'Preso dallo stake',
  'job': 'Lavoro', 'kind': 'Tipo', 'model': 'Modello', 'model id': 'ID del modello', 'client': 'Cliente', 'app': 'Applicazione', 'reservation': 'Riserva', 'tier': 'Livello', 'audit policy': 'Regola di audit', 'deadline': 'Scadenza', 'most units in': 'Unità in ingresso, al massimo', 'most units out': 'Unità in uscita, al massimo',
  'price per unit in': 'Prezzo per unità in ingresso', 'price per unit out': 'Prezzo per unità in uscita', 'attempts': 'Tentativi', 'temperature': 'Temperatura', 'device': 'Dispositivo', 'units in': 'Unità in ingresso', 'units out': 'Unità in uscita', 'numeric class': 'Classe numerica', 'queue wait': 'Attesa in coda', 'first unit after': 'Prima unità dopo',
  'compute': 'Calcolo', 'receipt number': 'Numero della ricevuta', 'epoch': 'Epoca', 'previous receipt': 'Ricevuta precedente', 'slashed': 'Confiscato', 'slashed for': 'Confiscato per', 'slashed in': 'Confiscato in', 'name': 'Nome', 'units': 'Unità', 'verifier': 'Verificatore', 'verdict': 'Verdetto', 'rows': 'Righe', 'sketches': 'Schizzi', 'node': 'Nodo',
  'number': 'Numero', 'receipts': 'Ricevute', 'state': 'Stato', 'all together': 'Tutto insieme', 'paid': 'Pagato', 'received': 'Ricevuto, dopo le quote di altri', 'block': 'Blocco',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Fornitore di esecuzione', 'runtime device': 'Hardware', 'runtime driver': 'Driver', 'runtime os': 'Sistema operativo', 'runtime arch': 'Architettura', 'runtime optLevel': 'Ottimizzazione del grafo', 'runtime threads': 'Thread', 'runtime appVersion': 'Versione di Hearth', 'amount': 'Importo', 'payable from': 'Pagabile dal',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'aperta', 'not measured': 'non misurato', 'named verifiers': 'verificatori nominati', 'client only': 'solo il cliente', 'not reported': 'non indicato', 'off': 'senza', 'accepted': 'accettato', 'rejected': 'rifiutato', 'on its way': 'in arrivo', 'rejected by a committee of verifiers': 'rifiutato da un comitato di verificatori' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Firma dell’ordine', receiptSignature: 'Firma della ricevuta', orderHash: 'Hash dell’ordine', node: 'Nodo', model: 'Modello', inputRoot: 'Radice dell’ingresso', outputRoot: 'Radice dell’uscita', decodeHash: 'Hash delle regole di generazione', numericClass: 'Classe numerica', nonce: 'Nonce', seed: 'Seme', units: 'Unità', stopReason: 'Motivo dell’arresto', deadline: 'Scadenza',
  sketchRoot: 'Radice degli schizzi', bundleHash: 'Hash delle prove', runtime: 'Motore', votes: 'Voti', voucher: 'Buono', anchor: 'Ancoraggio', payment: 'Pagamento', modelFiles: 'File del modello', replayRows: 'Righe ricalcolate', replaySketches: 'Schizzi ricalcolati', replayTokens: 'Token ricalcolati', replayClass: 'Classe ricalcolata', chain: 'Catena', chainAnchor: 'Ancoraggio sulla catena', chainPayment: 'Pagamento sulla catena', rows: 'Righe', canonicalTrace: 'Traccia canonica', thresholds: 'Soglie', registry: 'Registro',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'un dispositivo', theDevice: 'il dispositivo', noReason: 'Non è stato dato un motivo.', ruleHolds: 'Vale una delle tue regole', yourRules: 'Le tue regole', someKind: 'in un modo che nessuno ha nominato',
  workerRestarted: { what: (device) => `Il processo di lavoro su ${device} è terminato senza avviso.`, next: 'Ne è in funzione uno nuovo; il lavoro prosegue.' },
  jobRetried: { what: (job) => `Il lavoro ${job} ha perso il suo processo di lavoro e riparte.`, next: 'È comunque pagato una volta sola, quando è concluso.' },
  jobFailed: { what: (job, reason) => `Il lavoro ${job} è fallito. ${reason}`, next: 'Non si paga nulla.' },
  chainGone: { what: 'La catena ha smesso di rispondere.', whatAt: (address) => `La catena su ${address} ha smesso di rispondere.`, next: 'I lavori proseguono. Le ricevute attendono e sono liquidate quando torna.' },
  woke: { what: (span) => `Il computer è stato in sospensione per ${span}.`, next: 'I clienti hanno saputo subito che è tornato. Un lavoro la cui scadenza è passata nel frattempo è tornato al suo cliente e non conta come fallimento.' },
  chainBack: { what: 'La catena risponde di nuovo.', next: 'Le ricevute in attesa vengono liquidate.' },
  chainDoubt: {
    old: (address, age) => `I dati della catena sono di ${age} fa: ${address} non mostra un blocco più recente.`,
    differ: (address, other, block) => `Due indirizzi della catena non concordano sul blocco ${block}: ${address} e ${other}.`,
    next: 'Su di essi non si decide nulla. Ordini e pagamenti attendono finché la catena non è di nuovo affidabile.',
  },
  chainSound: { what: 'I dati della catena sono di nuovo aggiornati, e tutti gli indirizzi concordano.', next: 'Gli ordini sono accettati e le ricevute in attesa liquidate.' },
  rpcSetAside: { what: (address, reason) => `L’indirizzo della catena ${address} non è usato. ${reason}`, next: 'Gli altri sì, se ce ne sono. Toglilo dal file dei contratti, o sistemalo.' },
  providerRestarted: { what: 'Hearth era terminato inaspettatamente ed è stato riavviato.', next: 'I lavori non conclusi sono stati ripresi da dove li aveva lasciati il diario.' },
  signerRestarted: { what: 'Il firmatario era terminato ed è stato riavviato.', next: 'Il suo libro è integro; nulla è stato firmato due volte.' },
  firstReceipt: { what: 'Prima ricevuta firmata.', whatFor: (job) => `Prima ricevuta firmata, per il lavoro ${job}.`, next: 'Apri il lavoro per controllarla su questo computer.' },
  deviceSetAside: { what: (device) => `Messo da parte dopo ripetuti errori: ${device}.`, next: 'Disattivalo e riattivalo per dargli un’altra possibilità.' },
  ruleStopped: { what: (cause, device) => `${cause}; restituito: ${device}.`, next: 'Il lavoro prosegue da solo quando la regola lo permette.' },
  ruleEnded: { what: (rule, device) => `${rule}: di nuovo in ordine, ${device} continua a lavorare.`, next: 'Qui non c’è nulla da fare.' },
  voided: { what: (job, reason) => `Lavoro ${job}: ${reason}`, next: 'Apri il lavoro per la transazione. La sua ricevuta si può ricalcolare con hearth verify.' },
  slashed: { what: (job, reason) => `Lavoro ${job}: ${reason}`, next: 'Apri il lavoro per la transazione. Un nodo con meno stake può avere meno lavoro aperto.' },
  disputed: { what: (job) => `Qualcuno ha versato una cauzione e contesta la ricevuta del lavoro ${job}.`, next: 'Hearth ricalcola il lavoro e risponde da solo. Lascialo acceso: il silenzio costa stake.' },
  disputeEnded: {
    won: (job) => `La disputa sul lavoro ${job} è vinta: la risposta ha retto, e metà della cauzione dell’avversario è di questo nodo.`,
    lost: (job) => `La disputa sul lavoro ${job} è persa.`,
    unproven: (job) => `La disputa sul lavoro ${job} è finita senza una dimostrazione, e tutte le cauzioni sono state restituite.`,
    next: 'Apri il lavoro per vedere com’è andata.',
  },
  cheating: { what: (kind) => `Questo nodo imbroglia di proposito: ${kind}.`, next: 'È stato avviato con --cheat, sulla rete di prova. Senza, è onesto.' },
  orderRefused: { what: (reason) => `Un ordine è stato rifiutato. ${reason}`, next: 'Qui non c’è nulla da fare.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Per tua informazione', attention: 'Attenzione', failure: 'Errore' };
