import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'L’ordine non è stato accettato. Qui non c’è nulla da fare.';
const unpaid = 'Per questo lavoro non si paga nulla.';
const refused: Readonly<Record<string, string>> = { kind: 'questo tipo di lavoro', model: 'questo modello', client: 'questo cliente' };

export const fieldWords: Pack['fieldWords'] = { missing: 'Compila questo campo.', number: 'Scrivi un numero.', least: (least) => `Almeno ${least}.`, most: (most) => `Al massimo ${most}.`, shape: 'Non è scritto nella forma prevista.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'due ricevute con un solo numero', order: 'contraddice il suo ordine', plan: 'un altro piano di audit', seed: 'un altro seme da quello estratto dal cliente', class: 'un’altra classe numerica da quella ordinata',
  stop: 'viola la regola di arresto', dispute: 'una disputa è stata persa', foreignAnchor: 'ha ancorato la ricevuta di un altro nodo',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `È successo qualcosa per cui questa pagina non ha parole (${code}).`, next: 'Nulla è andato perso. Se succede di nuovo, nel registro c’è di più.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Qualcosa dentro Hearth è andato storto (incidente ${incident}).`, next: 'È nel registro con questo numero.' }),
  'usage.invalid': ({ reason }) => ({ what: `Non si può fare: ${reason}.`, next: 'Nulla è stato cambiato.' }),

  'bridge.malformed': () => ({ what: 'La pagina e Hearth non si sono capiti.', next: 'Ricarica la pagina; possono essere di versioni diverse.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Questo Hearth non conosce «${command}».`, next: 'Ricarica la pagina; può essere più recente di Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth non risponde.', next: 'La pagina continua a provare. Se hai fermato Hearth, avvialo di nuovo.' }),
  'bridge.forbidden': () => ({ what: 'Questa pagina non ha la chiave di questo Hearth.', next: 'Apri l’indirizzo che Hearth ha mostrato all’avvio; ogni avvio ha il suo.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Un altro Hearth usa già ${dataFolder}.`, next: 'Usa quello, o avvia questo con un’altra cartella dei dati.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `Nessun Hearth è in esecuzione su ${dataFolder}.`, next: 'Prima avvialo.' }),
  'host.portBusy': ({ port }) => ({ what: `La porta ${port} è occupata da un altro programma.`, next: 'Scegli un’altra porta, o ometti il numero e Hearth ne trova una.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `Il programma ${program} non si è avviato: ${reason}.`, next: 'Hearth riprova.' }),
  'host.pageMissing': ({ folder }) => ({ what: `La pagina non è stata costruita in ${folder}.`, next: 'Costruiscila con npm run build:page.' }),
  'update.off': () => ({ what: 'Questo Hearth non si aggiorna da solo.', next: 'Le impostazioni dicono perché.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `Non si può leggere ${path}: ${reason}.`, next: 'Hearth non l’ha toccato. Rimetti una copia, o scegli un’altra cartella dei dati.' }),
  'storage.diskFull': ({ path }) => ({ what: `Il disco di ${path} è pieno.`, next: 'Nessun nuovo ordine è accettato finché non c’è spazio. Il lavoro in corso è conservato.' }),
  'storage.locked': ({ path }) => ({ what: `Un altro programma tiene aperto ${path}.`, next: 'Chiudilo e riprova.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} è stato scritto da un Hearth più recente (versione ${found}; questo conosce la ${known}).`, next: 'Aggiorna Hearth. Nulla è stato cambiato.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `Non si può leggere ${path}: ${reason === 'missing' ? 'questo file non esiste' : reason === 'folder' ? 'è una cartella' : reason === 'denied' ? 'non hai il permesso di leggerlo' : reason}.`, next: 'Non è cambiato nulla. Controlla il percorso, o collega il disco su cui si trova, e indica il file stesso.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `Le impostazioni in ${path} non hanno senso: ${reason}.`, next: 'Correggi il file, o toglilo per ripartire dai valori predefiniti.' }),

  'model.notFound': ({ folder }) => ({ what: `In ${folder} non c’è un modello.`, next: 'Controlla la cartella.' }),
  'model.corrupt': ({ file }) => ({ what: `Il file di modello ${file} non è quello che dovrebbe: il suo hash è diverso.`, next: 'Hearth non lo esegue. Installa di nuovo il modello.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `Non si può leggere il file di modello ${file}: ${reason}.`, next: 'Correggi il file o installa di nuovo il modello.' }),
  'model.unsupported': ({ reason }) => ({ what: `Questo modello non può girare qui: ${reason}.`, next: 'Scegli un altro modello.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} serve qui: questo nodo ha un seggio tra i suoi verificatori.` : model === '' ? 'Ci sono lavori che usano i modelli.' : `${model} serve qui: un ordine lo attende.`, next: use === 'seat' ? 'Lascia prima il seggio.' : 'Non è cambiato nulla. Riprova a lavoro finito, oppure metti in pausa.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `Non c’è spazio: mancano ${formatBytes(shortBytes)} anche se va via tutto ciò che può.` : neededBytes === 0 ? `Per questo limite si eliminerebbero: ${wouldGo}.` : `Per altri ${formatBytes(neededBytes)} si eliminerebbero: ${wouldGo}.`, next: wouldGo === '' ? 'Alza il limite, sblocca o elimina un modello, o sposta i modelli su un disco più grande.' : 'Non è stato eliminato nulla. Acconsenti, o alza il limite.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `I modelli non possono spostarsi in ${folder}: ${reason}.`, next: 'Sono dov’erano. Indica una cartella nuova o vuota.' }),
  'model.unknown': () => ({ what: 'L’ordine indica un modello che questo nodo non ha.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Da questo indirizzo non si scarica nulla: ${url}.`, next: reason === 'scheme' ? 'Deve iniziare con https.' : reason === 'plain' ? 'http è solo per questa macchina. Usa https.' : reason === 'credentials' ? 'Togli nome e password.' : 'Scrivilo come https://host/cartella/, senza ? e #.' }),
  'download.dataLimit': () => ({ what: 'Lo scaricamento si è fermato: il tuo limite di dati è raggiunto.', next: 'Ciò che è arrivato resta. Continua da solo quando il giorno o il mese del limite è finito, o quando lo alzi nella schermata Rete.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} non risponde come dovrebbe: ${reason}.`, next: 'Ciò che è arrivato resta. Continua quando risponde, o indica un altro indirizzo.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} non può dimostrare di essere chi dice: il suo certificato qui non vale (${reason}).`, next: 'Ciò che è arrivato resta. Indica un altro indirizzo; per un mirror tuo, avvia Hearth con NODE_EXTRA_CA_CERTS=FILE, il certificato della tua autorità.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} non ha un modello per noi (HTTP ${status}).`, next: 'Controlla l’indirizzo. Deve contenere hearth-list.json o manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} rimanda altrove: ${to}.`, next: 'Da lì non è stato preso nulla. Se ti fidi di quel posto, indicalo tu.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} risponde compresso (${encoding}), benché non richiesto.`, next: 'Non ne è rimasto nulla. Usa un altro indirizzo.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} non dà quasi nulla: ${bytesPerSecond} byte al secondo.`, next: 'Ciò che è arrivato resta. Continua più tardi, o indica un altro indirizzo.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `Ciò che dà ${url} supera ${formatBytes(limitBytes)}.`, next: 'Non ne è rimasto nulla. Usa un altro indirizzo.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} dà un’altra lunghezza rispetto all’elenco: ${found} invece di ${formatBytes(expectedBytes)}.`, next: 'Non ne è rimasto nulla. Usa un altro indirizzo.' }),
  'download.wrongBytes': ({ file }) => ({ what: `Ciò che è arrivato per ${file} non è quello indicato: l’hash è diverso.`, next: 'Non ne è rimasto nulla. Usa un altro indirizzo.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Questo indirizzo ha un altro modello: ${found} invece di ${expected}.`, next: 'Non ne è rimasto nulla. Controlla hash e indirizzo.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `L’elenco dei file di ${url} non ha senso: ${reason}.`, next: 'Non ne è rimasto nulla. Usa un altro indirizzo.' }),

  'input.malformed': ({ reason }) => ({ what: `L’ingresso dell’ordine non ha senso: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `Troppo grande nell’ordine: ${what}, ${found}, al massimo ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `L’ingresso dell’ordine ha la forma ${found}; il modello accetta ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `L’ordine non ha senso: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'L’ordine non è firmato dal cliente che indica.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'L’ordine è per un altro nodo.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'L’ordine indica un modello diverso da quello della sua richiesta.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `L’ordine chiede la classe numerica ${asked}; questo nodo calcola in ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'L’ingresso non è quello per cui l’ordine è stato firmato.', next: theirRequest }),
  'order.expired': () => ({ what: 'L’ordine è arrivato dopo la sua stessa scadenza.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'L’ordine offre meno di quanto chiede questo nodo.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'Il cliente non ha accantonato denaro a sufficienza per l’ordine.', next: 'Può rimandarlo appena l’ha fatto.' }),
  'order.duplicate': () => ({ what: 'Questo ordine è già stato accettato.', next: 'È eseguito e pagato una volta sola.' }),
  'order.notTaken': ({ what }) => ({ what: `Il proprietario di questo nodo non accetta ${Object.hasOwn(refused, what) ? refused[what]! : what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `L’ordine richiede qui ${neededSeconds} s, e la sua scadenza ne lascia ${leftSeconds}.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `L’ordine chiede ${found} unità; questo nodo ne fa al massimo ${limit}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'Il lavoro è stato annullato.', next: unpaid }),
  'job.deadline': () => ({ what: 'Il lavoro non è finito prima della scadenza.', next: `${unpaid} Il dispositivo è di nuovo libero.` }),
  'job.notFound': () => ({ what: 'Qui non c’è questo lavoro.', next: 'Può appartenere a un’altra cartella dei dati.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `Il programma che eseguiva il lavoro è terminato senza avviso ${attempts === 1 ? 'una volta' : `${attempts} volte`}: ${signal}.`, next: 'Il lavoro è stato abbandonato dopo l’ultimo tentativo. Il dispositivo continua ad accettarne altri.' }),
  'job.handedBack': ({ rule }) => ({ what: `Il lavoro è stato restituito: la regola «${rule}» del proprietario ha preso il dispositivo.`, next: 'Va a un altro fornitore. Nessuno ha sbagliato.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Nessuno ha risposto in tempo a una disputa sulla ricevuta. Ciò' : `La ricevuta è stata dimostrata falsa sulla catena (${faultTitle(fault)}), e ciò`} è costato ${coinsOf(slashedWei)} di stake.`, next: `${unpaid} Lo stake confiscato non torna.` }),
  'job.voided': ({ penaltyWei }) => ({ what: `Un comitato di verificatori ha ricalcolato il lavoro e respinto la sua ricevuta: il lavoro è nullo${penaltyWei === '0' ? '' : `, ed è costato ${coinsOf(penaltyWei)} di stake`}.`, next: `${unpaid} Per un po’ ogni ricevuta di questo nodo passa un audit.` }),
  'job.busy': ({ running, limit }) => ({ what: `Tutti i posti sono occupati: sono in esecuzione ${running} lavori su ${limit}.`, next: 'Il cliente può chiedere di nuovo.' }),
  'job.paused': () => ({ what: 'Hearth era in pausa quando è arrivato l’ordine.', next: 'Il cliente può chiedere di nuovo.' }),

  'worker.lost': ({ signal }) => ({ what: `Il programma che eseguiva il lavoro è terminato senza avviso: ${signal}.`, next: 'Ne subentra uno nuovo.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `Il modello non si è caricato: ${reason}.`, next: 'Il dispositivo non usa questo modello fino al riavvio di Hearth.' }),
  'worker.runFailed': ({ reason }) => ({ what: `Il modello è fallito durante l’esecuzione: ${reason}.`, next: unpaid }),
  'worker.timeout': ({ stage }) => ({ what: `Il lavoro ha richiesto troppo tempo (${stage}).`, next: 'È stato fermato e il dispositivo liberato.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} non è una traccia: ${reason}.`, next: 'Chi l’ha fatta perde con essa una disputa.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `Il modello è ${found}; la ricevuta indica ${expected}.`, next: 'Indica la cartella del modello che la ricevuta nomina.' }),
  'evidence.nonFinite': () => ({ what: 'Il modello ha prodotto un valore che non è un numero.', next: 'Non è stata fatta nessuna ricevuta, quindi non si paga nulla. Se si ripete, il dispositivo o il suo driver è difettoso.' }),

  'audit.notServed': ({ what, reason }) => ({ what: `Non consegnato: ${what}, ${reason}.`, next: 'Viene richiesto di nuovo finché non finisce il tempo per votare.' }),
  'guard.notChosen': () => ({ what: 'Questo nodo non risponde alle contestazioni per quello.', next: 'Il suo proprietario lo accetta con hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'L’estrazione non ha dato a questo verificatore un seggio per quella ricevuta.', next: 'Solo chi è stato estratto riceve il pacchetto di un lavoro.' }),
  'rows.unavailable': ({ reason }) => ({ what: `Le righe richieste non si possono aprire: ${reason}.`, next: 'Un lavoro le cui righe sono trattenute non è pagato.' }),

  'receipt.malformed': ({ reason }) => ({ what: `Non è una ricevuta: ${reason}.`, next: 'Controlla il file.' }),
  'receipt.tooLarge': () => ({ what: 'Il file è più grande di quanto può essere una ricevuta.', next: 'Controlla il file.' }),
  'receipt.notFound': () => ({ what: 'Questo lavoro non ha ancora una ricevuta.', next: 'Viene firmata quando il lavoro è concluso.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `La ricevuta non è corretta: ${check}, ${reason}.`, next: 'Non fidarti.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `Il firmatario si è rifiutato di firmare: ${reason}.`, next: isOwnLimit(rule) ? 'Il limite si cambia nel portafoglio, sotto «Limiti».' : 'Le sue regole non si possono cambiare da questa pagina.' }),
  'signer.secondCommitment': () => ({ what: 'Per lo stesso lavoro stava per essere firmato un secondo risultato, diverso. Il firmatario ha rifiutato.', next: 'Vale la prima firma.' }),
  'signer.secondVote': () => ({ what: 'Sulla stessa ricevuta stava per essere firmato un secondo voto, diverso. Il firmatario ha rifiutato.', next: 'Vale il primo voto.' }),
  'signer.unavailable': () => ({ what: 'Il firmatario non risponde.', next: 'Il lavoro concluso attende e viene firmato quando torna.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `Il libro del firmatario ${path} è danneggiato alla riga ${line}.`, next: 'Non firma nulla finché il libro non è ripristinato da una copia.' }),

  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} non è un token che si possa inviare: ${reason}.`, next: 'Confronta l’indirizzo con quello pubblicato da chi lo ha fatto.' }),
  'wallet.addressInvalid': ({ reason }) => ({ what: `Non è un indirizzo: ${reason}.`, next: 'Copialo di nuovo da dove viene, per intero.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `Non è un backup di un portafoglio: ${reason}.`, next: 'Scegli il file che Hearth ha scritto. Nulla è stato cambiato.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Manca ancora una cosa: ${what}.`, next: 'Nulla è stato firmato.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Troppe password sbagliate. Il prossimo tentativo è tra ${Math.ceil(waitMs / 1000)} s.`, next: 'Attendi; riavviare non accorcia l’attesa.' }),
  'wallet.exists': ({ what }) => ({ what: `Il portafoglio ha già: ${what}.`, next: 'Nulla è stato cambiato.' }),
  'wallet.keyInvalid': () => ({ what: 'Non è una chiave privata: ha 64 cifre esadecimali.', next: 'Controllala. Nulla è stato conservato.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Questo file di chiave non si può aprire: ${reason} (${field}).`, next: 'Non è la password. Esporta di nuovo il file da dove viene.' }),
  'wallet.locked': () => ({ what: 'Il portafoglio è bloccato.', next: 'Sbloccalo con la sua password. Intanto lavori e ricevute proseguono.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Qui c’era un portafoglio (${addresses}), e il suo file non c’è più o è danneggiato.`, next: 'Ripristinalo dal file di backup o dalla frase di recupero, o indica che ne vuoi uno nuovo.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Questo nome non va bene: ${reason}.`, next: 'Scegline un altro.' }),
  'wallet.noChain': () => ({ what: 'Hearth è senza rete, quindi non c’è una catena da interrogare.', next: 'Il portafoglio conserva le sue chiavi; saldi e invii richiedono una rete.' }),
  'wallet.noPhrase': () => ({ what: 'Questo conto non ha una frase di recupero: è stato importato come chiave singola.', next: 'Conserva il suo file di chiave o il backup.' }),
  'wallet.notFound': ({ what }) => ({ what: `Il portafoglio non ha: ${what}.`, next: 'Guarda l’elenco dei conti.' }),
  'wallet.notPending': () => ({ what: 'Questa transazione non è più in attesa.', next: 'Guarda il suo stato.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} non è un percorso di derivazione.`, next: "Uno comune è m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Una frase di recupero ha 12, 15, 18, 21 o 24 parole.' : reason === 'word' ? `La parola ${position} non è in nessun elenco.` : 'Sono parole di un elenco, ma insieme non sono una frase di recupero: la somma di controllo è sbagliata.',
    next: 'Confronta con ciò che hai scritto. Nulla è stato conservato.',
  }),
  'wallet.watchOnly': () => ({ what: 'Questo conto è solo osservato: la sua chiave non è qui.', next: 'Firma dove si trova la sua chiave.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `Questa password è troppo facile da indovinare. ${warning}`, next: 'Quattro o più parole senza legame tra loro vanno bene.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'Questa password non lo apre.', next: waitMs > 0 ? `Il prossimo tentativo è tra ${Math.ceil(waitMs / 1000)} s.` : 'Riprova.' }),
  'wallet.wrongWords': () => ({ what: 'Non sono le parole richieste.', next: 'Guarda ciò che hai scritto e riprova.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `La catena su ${rpcUrl} non risponde.`, next: 'Le ricevute attendono e sono liquidate quando torna.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `Questa è la catena ${found}; a Hearth è stata indicata la ${expected}.`, next: 'Non le viene inviato nulla. Controlla l’indirizzo della catena.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `Il contratto ${contract} sulla catena non è quello che Hearth conosce.`, next: 'Non gli viene inviato nulla.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `I dati della catena sono di ${formatSpan(ageSeconds * 1000)} fa: ${rpcUrl} non mostra un blocco più recente.`, next: 'Su di essi non si decide nulla. Se altri computer vedono blocchi più recenti, controlla l’orologio di questo e l’indirizzo.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Questo indirizzo della catena non si usa qui: ${rpcUrl}.`, next: reason === 'scheme' ? 'Deve iniziare con https.' : reason === 'plain' ? 'http vale solo per questo computer: sulla strada verso un altro chiunque potrebbe rispondere. Usa https.' : reason === 'credentials' ? 'Togli nome e password; i nodi accettano una chiave nel percorso.' : reason === 'known' ? 'C’è già.' : reason === 'many' ? 'Se ne possono aggiungere otto. Prima togline uno.' : reason === 'silent' ? 'Non risponde. Controllalo, o aggiungilo quando risponde; nulla è stato cambiato.' : 'Scrivilo come https://host/percorso.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Due indirizzi della catena non concordano sul blocco ${blockNumber}: ${rpcUrl} e ${otherUrl}.`, next: 'Non si decide nulla finché non concordano. Se dura, togli l’indirizzo di cui ti fidi meno.' }),
  'chain.reverted': ({ call, error }) => ({ what: `La catena ha rifiutato ${call}: ${error}.`, next: 'Nessun denaro si è mosso.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `L’elenco dei contratti in ${path} non ha senso: ${reason}.`, next: 'Rimetti il file.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `Manca ${tool}: ${reason}.`, next: 'Senza, la rete di prova non può avviarsi.' }),

  'chain.gasMissing': () => ({ what: 'Il conto che scrive sulla catena non può pagare la commissione.', next: 'Le ricevute attendono finché non ha un saldo.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call} è stato annullato: ${reason}.`, next: 'Non è stato fatto nulla; è pagata solo la commissione.' }),
  'chain.nonceTaken': () => ({ what: 'Un altro programma invia dallo stesso conto.', next: 'Ferma l’altro; due programmi non possono condividere un conto.' }),

  'network.unreachable': ({ address }) => ({ what: `Non si può raggiungere ${address}.`, next: 'Hearth riprova.' }),
  'network.malformed': () => ({ what: 'Un peer ha inviato qualcosa che non ha senso.', next: 'La sua connessione è stata chiusa.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `Il file di rete ${from} non viene accettato: ${reason}.`, next: 'Chiedi a chi gestisce la rete il suo file e il relativo sha256.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `La rete ${name} parla ${found}; questo Hearth parla ${expected}.`, next: 'Usa la versione di Hearth indicata da chi la gestisce.' }),
  'network.unknown': ({ name }) => ({ what: `Questo Hearth non è entrato in nessuna rete chiamata ${name}.`, next: 'Vedi hearth networks; entra in una con hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `L’orologio di questo computer e la catena di quella rete differiscono di ${seconds} s.`, next: 'Regola l’orologio di questo computer, poi entra di nuovo.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Ora nessun fornitore accetta un lavoro per ${modelId}.`, next: 'Chiedi di nuovo tra un momento, o permetti un prezzo più alto.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `Il budget della chiave non copre i ${neededWei} wei che questo può costare.`, next: 'Aumentalo con hearth gateway-key, o chiedi meno token.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `In ${dataFolder} non c’è una rete di prova.`, next: 'Esegui prima hearth start con questa cartella dei dati; per ora il gateway acquista solo su una rete di prova.' }),
  'devnet.failed': ({ reason }) => ({ what: `La rete di prova non si è avviata: ${reason}.`, next: 'Hearth riprova.' }),
  'test.missing': ({ what, install }) => ({ what: `Manca ${what}.`, next: `Installa: ${install}` }),
};
