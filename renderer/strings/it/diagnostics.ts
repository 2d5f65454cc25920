import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Rete', waiting: 'Esame della rete.', none: 'Hearth è senza rete.', noneNext: 'Le ricevute sono fatte e controllate su questo computer, e non si paga nulla.',
    reach: {
      nothing: 'Nessuno può ancora raggiungere questo nodo.', thisMachine: 'Possono raggiungere questo nodo i programmi di questo computer, e nessun altro.', homeNetwork: 'La tua rete di casa può raggiungere questo nodo.', internet: 'Questo nodo è in ascolto a un indirizzo di internet.', direct: 'Altre case raggiungono questo nodo direttamente.', relay: 'Altre case raggiungono questo nodo attraverso un relay.', closed: 'Altre case non possono raggiungere questo nodo.', untried: 'Nessuno ha ancora provato se altre case raggiungono questo nodo.',
    },
    reachWhy: {
      nothing: 'Non è in ascolto da nessuna parte. Lo sarà appena avviato.', thisMachine: 'Alla rete di prova non serve altro: anche il suo cliente e i suoi verificatori girano qui. Nel router non c’è nulla da aprire.', homeNetwork: 'Chi non viene da un indirizzo di casa tua viene respinto. Un firewall su questo computer può ancora tenere fuori la tua casa.', internet: 'Se un firewall lascia entrare altri non si vede dall’interno.', direct: 'Ad alcuni peer è stato chiesto di chiamarlo, e sono entrati.', relay: 'Il tuo router non lascia entrare nessuno, perciò gli altri passano da nodi che fanno da relay. È più lento, e una connessione porta al massimo 16 MiB in 10 minuti.', closed: 'Ad alcuni peer è stato chiesto di chiamarlo e non sono entrati, e nessun relay ha ancora posto. Può comunque chiamare gli altri, e gli viene offerto meno lavoro.', untried: 'È in ascolto, e chiede ai primi peer che incontra di chiamarlo.',
    },
    forward: (port) => `Per una linea diretta, inoltra nel router la porta TCP ${port} a questo computer, o lascia che Hearth la chieda al router.`,
    peers: 'connessi ora', peersWhy: { one: 'peer', other: 'peer' }, listens: 'In ascolto su', peerId: 'ID del peer', node: 'Indirizzo del nodo', chain: 'Catena', block: 'Blocco più recente', blockAge: (age) => `di ${age} fa`, rpc: 'Interrogata su', windowLength: 'Una finestra dura', fresh: 'La catena risponde ed è aggiornata.', old: (age) => `La catena risponde, ma il suo blocco più recente è di ${age} fa. Su di esso non si decide nulla.`, gone: 'La catena non risponde. Le ricevute attendono qui e sono pagate quando torna.', connecting: 'La catena non ha ancora risposto.', noChain: 'Non c’è una catena.', strangers: 'Nomi e indirizzi altrui sono mostrati come testo semplice. Hearth non ne apre nessuno.',
    listen: {
      title: 'Chi può raggiungere questo nodo', waiting: 'Leggo la tua scelta.', scope: { thisMachine: 'Questa macchina', homeNetwork: 'Rete di casa', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Solo i programmi di questa macchina possono connettersi. Non si apre nulla.', homeNetwork: 'Possono connettersi anche le macchine con un indirizzo di casa tua. Tutte le altre sono respinte.', internet: 'Chiunque può connettersi: una porta TCP di questa macchina è aperta a tutti.' },
      port: 'Porta', portHint: 'Da 1024. Vuoto: 7413.', relay: 'Relay per altri', relayWhy: 'I nodi che nessuno raggiunge si raggiungono attraverso questo: al massimo 32, e 16 MiB in 10 minuti per connessione.', router: 'Chiedi al router', routerWhy: 'Si chiede al router di inoltrare la porta a questa macchina (UPnP).', region: 'Paese', regionHint: 'Due lettere, come IT, per chi compra in base al paese. Vuoto: agli altri non si dice nulla.',
      save: 'Salva e riavvia il fornitore', saving: 'Il fornitore si riavvia.', saveWhy: 'I lavori in corso continuano dopo.', runs: (running) => `La tua scelta vale dal prossimo avvio del fornitore. Fino ad allora funziona così: ${running}.`, portOf: (port) => `porta ${port}`,
    },
    data: {
      title: 'Limiti di dati', waiting: 'Lettura dei limiti.',
      what: 'Ciò che questo nodo invia a internet e ne riceve, modelli compresi. A un limite non si accetta nessun ordine e nessun modello viene dato o scaricato finché il suo giorno o mese non è finito; i lavori in corso finiscono. Il traffico in casa tua e quello della catena non contano.',
      names: { sentDay: 'Inviati in un giorno', sentMonth: 'Inviati in un mese', receivedDay: 'Ricevuti in un giorno', receivedMonth: 'Ricevuti in un mese' }, hint: 'In GiB. Vuoto: nessun limite.', used: (used) => `${used} finora`, save: 'Salva i limiti', saved: 'Salvato. Valgono da subito.',
    },
    networks: {
      title: 'Reti', waiting: 'Leggo le reti.', own: 'Rete di prova di questo Hearth', only: 'Qui c’è solo la rete di prova di questo Hearth.', join: 'Per entrare in un’altra, dai il file di quella rete a questo comando:', real: 'denaro vero', current: 'Attuale', switch: 'Cambia', switchTo: (name) => `Passa a ${name}`,
      ask: (name) => `Passare a ${name}?`, why: 'Prima si finiscono i lavori in corso, poi il fornitore si riavvia lì. Stake, guadagni e ricevute di ogni rete restano con essa.', yes: 'Cambia', no: 'Resta qui', going: 'Il cambio è in corso: prima si finiscono i lavori in corso, poi il fornitore si riavvia.',
      receipts: { one: 'ricevuta di questo nodo può ancora essere verificata qui.', other: 'ricevute di questo nodo possono ancora essere verificate qui.' }, until: (moment) => `Al più tardi fino al ${moment}.`, untilUnknown: 'Fino a quando non si sa ancora.', costs: 'I verificatori che qui non trovano nessuno possono dirlo sulla catena, e questo costa stake.', whenClear: 'Cambia quando non ne resta nessuna', waits: (name) => `Non si accettano più ordini. Il passaggio a ${name} segue appena nessuna ricevuta attende una verifica.`, now: 'Cambia ora',
    },
  },
  logs: {
    title: 'Registro', waiting: 'Lettura del registro.', empty: 'Non è ancora stato scritto nulla.', emptyNext: 'Ogni programma scrive qui che cosa fa e che cosa ha rifiutato.', none: 'Nessuna riga lo contiene.', noneNext: 'Prova con meno testo.', filter: 'Solo righe con', count: { one: 'riga', other: 'righe' }, cut: 'le precedenti sono nel file', follow: 'Segui', export: 'Salva queste righe', exportWhy: 'Così come sono, con indirizzi e percorsi. Per altre persone usa il pacchetto di diagnosi in Informazioni: è ripulito.',
  },
  about: {
    title: 'Informazioni', version: 'Hearth', lead: 'Licenza MIT. Contiene opere altrui, ognuna con la propria.', licences: 'Di che cosa è fatto', works: { one: 'opera altrui', other: 'opere altrui' }, licenceHead: { name: 'Opera', licence: 'Licenza' },
    guard: 'Nessuno ti chiederà la tua frase', guardWhy: 'Non Hearth, non chi lo fa, non un cliente, non l’assistenza, non questa pagina. Chi chiede la tua frase di recupero, la tua password o la tua chiave vuole il tuo denaro. Hearth mostra il testo che arriva dalla rete come testo semplice e mai come istruzione.',
    bundle: 'Pacchetto di diagnosi', bundleWhy: 'Per chi ti aiuta a trovare un guasto: versioni, dispositivi, stati e registro. Conti, impronte, indirizzi, percorsi e i nomi tuo e di questo computer sono tolti prima che tu lo veda.', make: 'Crealo e guardalo', making: 'Creazione', save: 'Salvalo', size: (size) => `${size}. Prima leggilo: è tutto quello che contiene.`, nothingSent: 'Non viene inviato nulla da nessuna parte.',
  },
};
