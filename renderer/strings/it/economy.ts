import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Domanda al firmatario e alla catena su che cosa farebbe.',
  account: (name) => `Firmato da ${name}.`,
  sent: 'Inviato. Conta quando è in un blocco; fino ad allora qui non cambia nulla.',
  transactions: 'Transazioni', transactionsEmpty: 'Non è ancora stato inviato nulla.', transactionsEmptyNext: 'Ciò che firmi qui è elencato in attesa finché non è in un blocco.', transactionsWaiting: 'Lettura delle transazioni.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Autotest e velocità', run: 'Prova ora', again: 'Prova di nuovo', cancel: 'Annulla', waits: 'Attende il suo turno e il permesso delle regole.', none: 'Non ancora provato.', noneNext: 'Un dispositivo nuovo viene provato da solo quando è libero di lavorare.',
  steps: { load: 'caricamento di', check: 'confronto di', prefill: 'lettura di testi con', decode: 'scrittura con', classify: 'classificazione con' }, step: (what, model, done, of) => `${what} ${model}, ${done} di ${of}`,
  progress: 'Avanzamento della prova',
  verdict: { sound: 'Calcola correttamente.', wrong: 'Ha calcolato qualcosa di diverso da ciò che è corretto.', unproven: 'Qui non si è potuto confrontare nulla.' },
  failed: (reason) => `La prova non è terminata: ${reason}.`,
  check: { integers: 'Prodotti a 8 bit', sevenBits: 'Prodotti a 8 bit con pesi a 7 bit', output: 'Uscita, bit per bit', sketches: 'Schizzi rispetto al processore', tokens: 'Token rispetto al processore', vectors: 'Vettori rispetto al processore' },
  state: { passed: 'Superato', failed: 'Fallito', notChecked: 'Non controllato' },
  integersOnly: 'Non accetta modelli a interi.', sevenBitsOnly: 'Dei modelli a interi accetta quelli con pesi a 7 bit.', noMeter: 'sconosciuta: nessun misuratore', head: { model: 'Modello', prefill: 'Ingresso', decode: 'Uscita', energy: 'Energia' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'token/s' : 'elementi/s'}`, joules: (joules, kind) => `${joules} J per ${kind === 'generate' ? 'token' : 'elemento'}`,
  with: (when, driver, runtime) => `Provato ${when}, ${driver === null ? 'driver non indicato' : `driver ${driver}`}, motore ${runtime}.`, checks: 'Tutti i controlli',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Staking', staked: 'In stake', waiting: 'Lettura dello stake dalla catena.', unbound: 'Questo nodo non è ancora legato a nessun operatore.', unboundNext: 'Un operatore lo lega una volta, per sempre; poi si può mettere stake per lui. Sulla rete di prova Hearth lo fa da solo in pochi secondi.',
  allows: (limit, used) => `Permette che lavori per ${limit} attendano insieme il pagamento. Ora attendono ${used}.`, allowsNothing: 'Non c’è nulla in stake, quindi nessun lavoro può attendere il pagamento e nessuno è accettato.',
  age: (age) => `I dati della catena sono di ${age} fa. Non decidere su di essi; ciò che puoi firmare è disattivato finché non sono aggiornati.`,
  figures: {
    required: 'Richiesto ora', requiredWhy: 'deve restare per i lavori aperti e i seggi', surplus: 'Libero da ritirare', surplusWhy: 'in stake e non richiesto', inFlight: 'In lavori aperti', inFlightWhy: (share) => `${share} di ciò che lo stake permette`,
    unbonding: 'In restituzione', unbondingNone: 'nulla in restituzione', atRisk: 'A rischio ora', atRiskWhy: (percent) => `una colpa dimostrata prende il ${percent}`, slashed: 'Confiscato finora', slashedNever: 'mai', slashedTimes: { one: 'volta', other: 'volte' },
  },
  unbonding: { running: (left) => `pronto tra ${left}`, ready: 'pronto da liberare', until: (when) => `il ${when}`, free: 'Libera', freeSentence: (amount) => `Libera ${amount}: si può di nuovo inviare.` },
  operator: { title: 'Chi può agire', is: 'Operatore', none: 'Nessun conto', noKey: 'La sua chiave non è in questo portafoglio, quindi qui non si può firmare nulla.', noKeyPractice: 'Sulla rete di prova è un conto creato da Hearth. Importa la sua chiave di prova nel portafoglio (si trova in practice/keys.json nella cartella dei dati, sotto operator) e agisci qui, oppure usa hearth stake in un terminale.', toWallet: 'Al portafoglio', waiting: 'In attesa del firmatario, che custodisce le chiavi.' },
  acts: { stake: 'Aggiungi stake', unstake: 'Ritira', amount: 'Importo', review: 'Rivedi', cancel: 'Annulla', bad: 'Un importo è fatto di cifre, con un punto e fino ad altre 18.', zero: 'L’importo è zero.', tooMuch: (has) => `In stake c’è solo ${has}.`, stakeGo: 'Firma e aggiungi', unstakeGo: 'Firma e ritira', withdrawGo: 'Firma e libera' },
  preview: {
    title: 'Che cosa cambia', now: 'Ora', after: 'Dopo', staked: 'In stake', limit: 'Può attendere insieme', free: 'Libero da ritirare', worst: 'Una colpa dimostrata prende', worstWhy: (percent) => `il ${percent} di tutto ciò che è in stake o in restituzione, e di nuovo con la colpa successiva: nel caso peggiore va via tutto`,
    lock: (span) => `Riaverlo richiede ${span} dal giorno in cui lo chiedi, e fino ad allora può essere confiscato.`,
    buysNothing: 'Oggi non rende nulla di più: non è lo stake a limitarti.', buysUnknown: 'Quanto renderebbe non si sa: questo computer non ha ancora un giorno intero di pagamenti.', buys: (most) => `Può rendere tra nulla e ${most} in più al giorno, se ci sono ordini per tutto.`,
  },
  warnings: {
    inactive: (models) => `In stake non resterebbe nulla. Il nodo non accetta più ordini, per tutti i suoi ${models}.`, models: { one: 'modello', other: 'modelli' }, belowRequired: 'Resterebbe meno di quanto richiedono i lavori aperti. Nessun nuovo lavoro è accettato finché non sono pagati.', seats: 'I seggi di un verificatore richiedono questo stake. La catena rifiuta finché non li lasci.',
    restarts: (wait) => `Una parte è già in restituzione. Questa si aggiunge e il conto alla rovescia riparte: tutto attende di nuovo ${wait}.`, slashable: 'Smette subito di contare, e può essere confiscato finché non è liberato.',
  },
  stakeSentence: (amount) => `Blocca ${amount} delle monete dell’operatore a garanzia di questo nodo.`, unstakeSentence: (amount, span) => `Toglie ${amount} dallo stake. Puoi liberarlo dopo ${span}.`,
  slashes: {
    title: 'Che cosa è stato confiscato', empty: 'Non è mai stato confiscato nulla.', emptyNext: 'Una confisca comparirebbe qui con il motivo, la ricevuta di cui si tratta e le prove per controllarla di persona.',
    why: { fault: 'Colpa dimostrata', dispute: 'Disputa persa', vote: 'Due voti diversi', refund: 'Rimborso deciso da un tribunale', unknown: 'Confiscato da un tribunale' },
    job: 'Il suo lavoro', noJob: 'nessun lavoro di questo computer è noto per questo', subject: 'Hash delle prove', by: 'Mostrato da', at: 'Quando', tx: 'Transazione', rule: 'Regola',
    rules: { fault: 'Chiunque può mostrare alla catena una ricevuta che è falsa per i suoi stessi byte.', dispute: 'Un altro nodo ha ricalcolato il lavoro e indicato l’operazione sbagliata.', vote: 'Un verificatore firma un solo voto per ricevuta.', refund: 'Un cliente il cui lavoro è stato giudicato falso viene rimborsato con lo stake.', unknown: 'La transazione non indica nessuna regola che questa versione conosca.' },
    final: 'Sulla catena non c’è appello: il contratto giudica una prova subito e in via definitiva. Con il pacchetto puoi controllarla tu, e anche altri.', export: 'Crea il pacchetto di prove',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Quota di ricevute sottoposte ad audit', what: 'almeno questa quota delle ricevute di ogni nodo passa un audit' },
  FirstJobsAudited: { title: 'Primi lavori sottoposti ad audit', what: 'questo numero di primi lavori di un nodo nuovo, tutti' },
  FirstCommittee: { title: 'Primo comitato', what: 'verificatori che guardano per primi' },
  SecondCommittee: { title: 'Secondo comitato', what: 'verificatori che guardano quando i primi non sono d’accordo' },
  FinalCommittee: { title: 'Ultimo comitato', what: 'verificatori che hanno l’ultima parola' },
  CommitSeconds: { title: 'Tempo per depositare un voto', what: 'un verificatore in ritardo perde il voto' },
  RevealSeconds: { title: 'Tempo per rivelare un voto', what: 'un verificatore in ritardo perde il voto' },
  ResponseSeconds: { title: 'Tempo per rispondere a una disputa', what: 'un nodo accusato che tace più a lungo perde' },
  DisputeBondWei: { title: 'Cauzione minima di una disputa', what: 'la versa chi apre una disputa, e la riceve chi vince' },
  RejectBondWei: { title: 'Cauzione di un rifiuto', what: 'la versa chi chiede un comitato' },
  VerifierPayWei: { title: 'Compenso di un verificatore', what: 'per una ricevuta esaminata' },
  VerifierPayMaxBps: { title: 'Compenso massimo di un verificatore', what: 'del prezzo del lavoro' },
  FaultSlashBps: { title: 'Confisca per una colpa dimostrata', what: 'di tutto ciò che è in stake e in restituzione' },
  SilenceSlashBps: { title: 'Confisca per il silenzio', what: 'di tutto ciò che è in stake e in restituzione, quando a una disputa non si risponde in tempo' },
  VerifierSlashBps: { title: 'Confisca per due voti diversi', what: 'dello stake di un verificatore' },
  UnbondingSeconds: { title: 'Tempo per ritirare', what: 'quanto attende lo stake chiesto indietro' },
  ClaimSeconds: { title: 'Tempo prima che una rivendicazione sia pagata', what: 'per questo tempo un cliente può opporsi' },
  SeatStakeWei: { title: 'Stake per un seggio di verificatore', what: 'quanto richiede ogni nuovo seggio' },
  RegistrationSeconds: { title: 'Attesa dopo la registrazione di un modello', what: 'prima che guadagni royalty' },
  SnapshotAgeSeconds: { title: 'Età dell’elenco dei verificatori', what: 'un comitato è estratto dall’elenco com’era questo tempo fa' },
  DisputeBondBps: { title: 'Cauzione di una disputa secondo lo stake', what: 'di tutto ciò che l’accusato ha in stake e in restituzione; una disputa chiede questo, e almeno la cauzione minima' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Governance', waiting: 'Lettura delle proposte dalla catena.', back: 'Tutte le proposte',
  votes: 'I tuoi voti', noWallet: 'Senza un conto nel portafoglio non c’è con che votare. Le proposte si possono leggere lo stesso.',
  accountLine: { self: 'vota da sé', nobody: 'nessuno vota con queste monete finché non deleghi', given: 'i voti li ha', holds: (amount) => `ha ${amount}`, watch: 'osservato, la sua chiave non è qui' },
  delegate: { go: 'Delega', toSelf: 'Voto io con queste', back: 'Riprendili', title: 'Chi vota con queste monete', to: 'Conto che vota', toHint: '0x e 40 cifre esadecimali. Le monete restano dove sono; vanno solo i loro voti. Puoi riprenderli in ogni momento.', review: 'Rivedi', sign: 'Firma e delega', cancel: 'Annulla', noExpiry: 'La catena non prevede una data di fine: vale finché non li riprendi.', bad: 'Non è un indirizzo.', sentence: (to) => `Dà i voti di tutte le monete di questo conto, anche quelle in stake, a ${to}.`, sentenceSelf: 'Il conto vota con le proprie monete, anche quelle in stake.' },
  proposals: 'Proposte', filter: { label: 'Mostra', open: 'Aperte', upcoming: 'In arrivo', closed: 'Chiuse' },
  empty: { open: 'Nessuna proposta è aperta.', upcoming: 'Nessuna proposta sta per aprirsi.', closed: 'Nessuna proposta è mai stata decisa.' }, emptyNext: 'Chi ha voti a sufficienza può farne una.', notAll: (shown, total) => `Sono mostrate le ${shown} più recenti di ${total}.`,
  state: { pending: 'Si apre presto', active: 'Aperta', canceled: 'Ritirata', defeated: 'Respinta', succeeded: 'Accettata, da mettere in coda', queued: 'Accettata, attende il suo tempo', expired: 'Accettata e mai eseguita', executed: 'Eseguita' },
  support: { for: 'A favore', against: 'Contro', abstain: 'Astensione' },
  ends: (left, when) => `termina tra ${left}, ${when}`, opens: (left, when) => `si apre tra ${left}, ${when}`, ended: (when) => `terminata ${when}`, executable: (left) => `eseguibile tra ${left}`, executableNow: 'eseguibile ora',
  votedFor: (how, weight) => `Hai votato: ${how}, con ${weight}.`, youHave: (weight) => `Qui hai ${weight}.`, noPower: 'Quando si è aperta non avevi voti, quindi su questa non puoi votare.', noPowerYet: 'Per come stanno le cose, su questa non avrai voti. Delega prima che si apra.',
  quorum: (now, needed) => `hanno partecipato ${now} dei ${needed} necessari`, bar: (f, a, n) => `${f} a favore, ${a} contro, ${n} astensioni`,
  effect: 'Che cosa cambia per il tuo nodo', description: 'Che cosa dice chi propone', descriptionWhy: 'Scritto da un estraneo, mostrato come testo semplice. Hearth non apre nessun indirizzo che contiene, e nessuno di Hearth vi parla.', cut: 'È più lungo; il testo intero è sulla catena.', noDescription: 'Nulla.', raw: 'Le chiamate come stanno sulla catena', target: 'Chiama', value: 'Invia', proposer: 'Proposta da', id: 'Proposta', moreActions: (n) => `Fa ${n} chiamate; sono mostrate solo le prime dieci.`,
  timeline: 'A che punto è', result: 'Voti finora',
  vote: { title: 'Il tuo voto', account: 'Vota con', how: 'Come', reason: 'Motivo, se vuoi', reasonHint: 'Resta sulla catena per sempre, sotto questo conto, leggibile da tutti.', left: (n) => `restano ${n} caratteri`, review: 'Rivedi', sign: 'Firma e vota', final: 'Un voto non si può cambiare.', sentence: (how, weight) => `Vota ${how} con ${weight}.`, reasonShown: 'Con il motivo', stored: 'Il tuo motivo, come lo conserva la catena', closed: 'Il voto è finito.', noKey: 'La chiave del conto con i voti non è in questo portafoglio.' },
  queue: { go: 'Metti in coda', sentence: 'Consegna la proposta accettata al blocco a tempo; può farlo chiunque, e costa solo la commissione.', sign: 'Firma e metti in coda' },
  execute: { go: 'Esegui', sentence: 'Esegue la proposta; può farlo chiunque, e costa solo la commissione.', sign: 'Firma ed esegui' },
  propose: {
    go: 'Proponi un cambiamento', title: 'Proponi un cambiamento', what: 'Che cosa', kinds: { setParameter: 'Un numero governato', grant: 'Una sovvenzione' }, parameter: 'Numero', value: 'Nuovo valore', bounds: (low, high) => `Da ${low} a ${high}.`, to: 'A', amount: 'Importo', held: (amount) => `La tesoreria ha ${amount}.`,
    why: 'Perché', whyHint: 'La prima riga è il titolo. Resta sulla catena per sempre.', review: 'Rivedi', sign: 'Firma e proponi', cancel: 'Annulla', threshold: (needed, has) => `Una proposta richiede ${needed} voti; questo conto ne ha ${has}.`, badValue: 'Non è un valore adatto.', outOfBounds: 'Il contratto rifiuta un valore fuori dai suoi limiti.', badAddress: 'Non è un indirizzo.', same: 'È già il valore attuale.',
    unit: { Wei: 'in monete', Bps: 'in percentuale', Seconds: 'in secondi', count: 'un numero intero' }, sentence: (change) => `Propone: ${change}`,
  },
  treasury: { title: 'Tesoreria', held: 'Ha', due: 'Da riscuotere per essa', pool: 'Fondo dei verificatori', issued: 'Nuove monete create', issuedOf: (cap) => `su un massimo di ${cap}`, split: 'Di ogni pagamento', splitWords: (node, verifiers, app, treasury) => `${node} al nodo, ${verifiers} ai verificatori, ${app} all’applicazione, ${treasury} alla tesoreria; le royalty vengono dalla parte del nodo.` },
  notFound: 'La catena non ha questa proposta.',
  effects: {
    set: (title, now, then) => `${title}: ${now} → ${then}.`,
    seatShort: (short) => `Un nuovo seggio richiederebbe più di quanto hai libero: ti mancherebbero ${short}.`, seatEnough: 'Ciò che hai libero basterebbe per un nuovo seggio.', seatsHeld: (n) => `I seggi che hai (${n}) mantengono lo stake con cui sono stati presi.`,
    fault: (then, now) => `Una colpa dimostrata di questo nodo prenderebbe ${then}; ora prende ${now}.`, silence: (then, now) => `Una disputa a cui questo nodo non risponde prenderebbe ${then}; ora prende ${now}.`,
    unbonding: (then) => `Lo stake che chiedi indietro dopo attende ${then}. Ciò che è già in viaggio mantiene la sua data.`, audits: (then, now) => `Passerebbe un audit circa ${then} delle tue ricevute; ora ${now}.`,
    none: (what) => `Nulla di tuo si muove: ${what}.`, treasury: (amount, share) => `${amount} lasciano la tesoreria, ${share} di ciò che ha. Nulla di tuo si muove.`, treasuryShort: (amount) => `Concede ${amount}, più di quanto ha la tesoreria: fallirebbe.`, unknown: 'Questa versione di Hearth non sa dire che cosa fa. Leggi le chiamate qui sotto, o vota solo se sai leggerle.', noStake: 'Hearth non conosce ora lo stake di questo nodo, quindi non può dire che cosa significa in monete.',
  },
};
