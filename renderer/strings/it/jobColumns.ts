import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Tipo', device: 'Dispositivo', attempts: 'Tentativi', unitsIn: 'Unità in ingresso', unitsOut: 'Unità in uscita', speed: 'Unità al secondo', energy: 'Energia', meanPower: 'Potenza media', mostPower: 'Potenza massima', mostHeat: 'Temperatura massima', load: 'Carico del dispositivo', memory: 'Picco di memoria', received: 'Byte ricevuti', sent: 'Byte inviati', stop: 'Finito per', numericClass: 'Classe numerica', runtime: 'Motore', failure: 'Errore',
    startedAt: 'Iniziato', finishedAt: 'Finito', wait: 'Attesa', firstUnit: 'Prima unità dopo', compute: 'Calcolo', duration: 'Dalla presa alla fine',
    modelId: 'Id del modello', app: 'Applicazione', tier: 'Livello', auditPolicy: 'Regola di controllo', deadline: 'Scadenza', unitsInMax: 'Ingresso massimo', unitsMax: 'Uscita massima', temperature: 'Temperatura', topK: 'Top-k', topP: 'Top-p', sampler: 'Campionatore', seed: 'Seme',
    receipt: 'Ricevuta', receiptNumber: 'Numero della ricevuta', epoch: 'Epoca', evidenceBytes: 'Prove', verdict: 'Verificatori', votes: 'Voti favorevoli', audit: 'Controllo',
    price: 'Prezzo', priceIn: 'Prezzo per unità in ingresso', priceOut: 'Prezzo per unità in uscita', shares: 'Quote di altri', paidAt: 'Pagato il', reservation: 'Prenotazione', voucher: 'Numero del buono', voucherTotal: 'Totale del buono',
    batch: 'Lotto', batchPlace: 'Posto nel lotto', anchorTx: 'Ancora', anchorBlock: 'Blocco dell’ancora', windowEnds: 'Fine della finestra', claimTx: 'Richiesta', claimableAt: 'Richiesta pagabile', paymentTx: 'Pagamento', paymentBlock: 'Blocco del pagamento',
  },
  order: 'Ordine', earlier: 'Su', later: 'Giù', earlierOf: (column) => `Sposta ${column} su`, laterOf: (column) => `Sposta ${column} giù`, place: (column, place, count) => `${column} è ora la colonna ${place} di ${count}`,
  orderHint: 'Con il mouse, trascina l’intestazione di una colonna al suo posto.',
  open: 'Colonne', title: 'Colonne di questo elenco', reset: 'Come all’inizio', groups: { row: 'Nella riga', run: 'L’esecuzione', times: 'Tempi', order: 'L’ordine', evidence: 'Prove', money: 'Denaro', chain: 'Sulla catena' },
  stops: { stopToken: 'un token di arresto', maxNewTokens: 'la sua lunghezza', maxContext: 'il contesto del modello' }, policies: { open: 'aperta', named: 'verificatori nominati', client: 'solo il cliente' }, none: 'nessuna', noLimit: 'senza',
  falling: (column) => `Lavori per ${column}, in ordine decrescente. Le frecce vanno di riga in riga.`, rising: (column) => `Lavori per ${column}, in ordine crescente. Le frecce vanno di riga in riga.`, sortBy: (column) => `Ordina per ${column}`, scrolls: 'Elenco dei lavori, scorre di lato',
};
