import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Attende il buono del cliente.',
    voucherUntil: (when) => `Attende il buono del cliente. Se non arriva entro ${when}, il prezzo viene rivendicato.`,
    dispute: 'Attende la fine della disputa che lo riguarda.',
    window: (when) => `Attende la finestra del suo ancoraggio, che si chiude alle ${when}.`,
    claim: (when) => `Il prezzo è rivendicato. Viene pagato dalle ${when}, salvo che un tribunale annulli il lavoro.`,
    chain: 'Attende la catena, che non risponde o è in dubbio.',
    network: 'Appartiene a un’altra rete ed è pagato solo mentre Hearth è su quella.',
    fee: (percent, limit) => `Attende commissioni più basse: la commissione prenderebbe ${percent} del prezzo, e il tuo limite è ${limit}.`,
    feeAbove: (percent) => `più di ${percent}`,
    refused: (error) => `Il contratto ha rifiutato la rivendicazione: ${error}.`,
    again: (when) => `Nuovo tentativo alle ${when}.`,
  },
  lapse: { from: (when) => `Se nessuno può pagarla, la rivendicazione scade il ${when}; allora chiunque può chiuderla.`, lapsed: 'Nessuno ha potuto pagare questa rivendicazione, ed è scaduta.', end: 'Chiudi la rivendicazione', endGo: 'Firma e chiudi', endSentence: (amount) => `Restituisce ${amount} alla prenotazione del cliente. Questo lavoro non sarà più pagato.` },
  fees: {
    title: 'Commissioni', waiting: 'Lettura del limite.', limit: 'Parte massima di un pagamento per la sua commissione, in percento', save: 'Salva', wrong: 'Una percentuale da 0,1 a 100.',
    why: 'Liquidazioni, rivendicazioni e paga dei verificatori attendono finché la commissione prenderebbe più di così. Ciò che un cliente potrebbe presto riprendersi viene incassato finché vale più della sua commissione.',
    notWeighed: 'Non si pesa ancora nulla: serve il valore di un EMBER e di una moneta delle commissioni, nella stessa valuta. Imposta entrambi in Guadagni.',
  },
};
