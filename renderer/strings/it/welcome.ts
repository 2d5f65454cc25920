import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Ti diamo il benvenuto', 'Questo computer', 'Come si comporta', 'Portafoglio', 'Prima ricevuta'],
  progress: (step, steps, name) => `Passo ${step} di ${steps}: ${name}`, waiting: 'Un momento.',
  next: 'Continua', back: 'Indietro', leave: 'Lascia per dopo', leaveWhy: 'Dalle impostazioni puoi tornare al punto in cui eri.', done: 'Alla panoramica', skip: 'Per ora salta il portafoglio',
  again: 'Introduzione', againWhy: 'Che cos’è Hearth, questo computer, le sue regole, un portafoglio e una prima ricevuta.', takeUp: (step) => `Riprendi dal passo ${step}`, show: 'Mostrala di nuovo',
  hello: {
    title: 'Fai guadagnare un computer a riposo.', lead: 'Hearth esegue lavori di IA per altri su questo computer quando non ti serve. Ogni lavoro lascia una ricevuta che chiunque può controllare.',
    promises: [
      { title: 'Si fa da parte', text: 'Si ferma per i tuoi giochi, i tuoi programmi e i tuoi orari, e dice che cosa l’ha fermato.' },
      { title: 'Le tue chiavi restano qui', text: 'Le custodisce un programma a parte. Per guardarsi intorno non servono né conto, né stake, né indirizzo.' },
      { title: 'Nulla gira senza controllo', text: 'Solo modelli in cui ogni file corrisponde al suo hash, in un processo senza rete e senza chiavi.' },
    ],
    restore: 'Avevi già un Hearth? Ripristina il suo portafoglio',
    questions: 'Prima di cominciare',
    answers: [
      { ask: 'È denaro vero?', answer: 'Per ora no. Sei sulla rete di prova: lavori veri, ricevute vere, una catena vera su questo computer, e monete che fuori di qui non valgono nulla. Ogni importo lo dice.' },
      { ask: 'Che cosa eseguono qui gli estranei?', answer: 'Modelli che hai installato tu, su dati che mandano loro. Non possono mandare programmi. Ciò che chiedono e ciò che ottengono non viene conservato qui; solo i suoi hash e le dimensioni.' },
      { ask: 'Che cosa posso rifiutare?', answer: 'Qualsiasi modello, dispositivo, ora. Gli ordini che rifiuti vanno a qualcun altro, e rifiutare non costa nulla.' },
      { ask: 'E se semplicemente lo spengo?', answer: 'Non si rompe nulla. Un lavoro non concluso torna al suo cliente e non è pagato. Quelli conclusi restano sul disco e sono pagati quando torni. Costa stake solo una ricevuta dimostrata falsa.' },
    ],
  },
  machine: { title: 'Che cosa può lavorare qui', lead: 'Disattiva ciò che Hearth deve lasciare in pace. Un processore basta.', checks: 'Controllato ora', disk: 'Disco libero', diskFine: (free) => `Liberi: ${free}.`, diskLow: (free) => `Liberi solo ${free}. Fai un po’ di posto, o aggiungi la regola del disco.`, diskUnknown: 'Il sistema non dice quanto è libero.', chain: 'Rete', chainFine: 'La catena di prova risponde.', chainNone: 'Nessuna catena. Le ricevute restano su questo computer, e qui tutto funziona lo stesso.', chainGone: 'La catena non risponde ancora. Qui nulla la attende.', device: 'Qualcosa con cui calcolare', deviceFine: 'Pronto.', deviceNone: 'Nulla di ciò che è stato trovato può calcolare con questo motore. Il motivo di ciascuno è in Dispositivi.', deviceOff: 'Tutti i dispositivi sono disattivati. Attivane uno per lavorare.' },
  behaviour: { title: 'Quando può lavorare', lead: 'Tre modi con tutti i loro numeri. Ogni numero si può cambiare più tardi, in Regole.' },
  wallet: { title: 'Dove vanno i guadagni', lead: 'Senza portafoglio vanno a una chiave che questo Hearth ha creato per sé, il che va bene su una rete di prova. I segreti vanno da questa pagina direttamente al firmatario; nessun’altra parte di Hearth li vede.', has: 'Qui c’è un portafoglio.', toWallet: 'Guardalo' },
  receipt: {
    title: 'La tua prima ricevuta', waiting: 'In attesa del primo lavoro. Bastano pochi secondi quando la rete è pronta.', paused: 'Ora non gira nulla, per le tue regole o perché tutti i dispositivi sono disattivati. Riprendi, o torna più tardi.', order: 'Chiedine uno ora',
    made: (model, units, took) => `${model} ha fatto ${units} in ${took} su questo computer.`, units: { one: 'risultato', other: 'risultati' }, checking: 'Controllo, qui e ora.', holds: 'La tua prima ricevuta è corretta.', fails: 'La ricevuta non è corretta.', checks: 'Ricalcolati qui: i suoi hash, le sue firme e il modello stesso.', look: 'Guarda il suo percorso', again: 'Controllala di nuovo',
  },
};
