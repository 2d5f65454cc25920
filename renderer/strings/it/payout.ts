import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'Che cosa riscuotere, e quando', waiting: 'Si chiede alla catena che cosa attende e quanto costerebbe.', unsigned: 'Si interroga il firmatario del portafoglio.',
  places: { onWay: 'In viaggio', onWayNote: 'buoni, ancoraggi e finestre', settle: 'Pronto da liquidare', settleNote: 'il nodo lo fa da sé', held: 'Trattenuto', heldNote: 'dal tuo limite sulle commissioni', collect: 'Nei contratti', collectNote: 'da riscuotere', payout: 'All’indirizzo dei guadagni', float: 'La riserva del nodo', floatNote: 'paga ancoraggi e liquidazioni' },
  kinds: { account: 'Paga e rimborsi di un account', royalty: 'Royalty di un modello', issuance: 'Monete nuove di questo nodo' },
  fee: (fee) => `commissione ora ${fee}`, share: (percent) => `${percent} dell’importo`, above: (percent) => `più del ${percent}`, feeUnknown: 'la catena non dice quanto costerebbe',
  recommend: {
    nothing: 'Non c’è nulla da riscuotere. Ciò che pagano i lavori arriva da sé all’indirizzo dei guadagni.',
    collect: (amount, percent) => `Riscuoti ora: ci sono ${amount}, e le commissioni ne prendono il ${percent}.`,
    wait: (amount, limit) => `Aspetta: di ${amount} le commissioni prenderebbero più del tuo limite del ${limit}. La commissione non cresce con l’importo.`,
    settle: (percent, limit) => `Aspetta: liquidare ora costerebbe il ${percent} di ciò che è pronto, e il tuo limite è il ${limit}.`,
    settleDays: (amount, days) => `Conviene da ${amount} in su; al ritmo dei tuoi lavori ci vogliono ${days}.`, settleFrom: (amount) => `Conviene da ${amount} in su.`,
    unknown: (amount) => `Si possono riscuotere ${amount}. Indica in «Imposta i prezzi», in una sola valuta, quanto valgono un EMBER e una moneta delle commissioni, e la commissione sarà valutata.`,
  },
  advice: { collect: 'conviene ora', from: (amount) => `conviene da ${amount} in su`, unknown: 'non valutato' }, days: { one: 'giorno', many: 'di giorni', other: 'giorni' },
  collect: 'Riscuoti', collectGo: 'Firma e riscuoti', collectSentence: (amount, holder) => `Invia ${amount} a ${holder}. Chi firma paga la commissione; nessuno può inviarlo altrove.`,
  anyway: 'Prendilo a qualunque costo', overruled: (when) => `Il tuo limite sulle commissioni è sospeso fino alle ${when}.`, noAccount: 'Per riscuotere serve un account del portafoglio: la sua chiave firma, ed esso paga la commissione.', toWallet: 'Al portafoglio',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Pubblicalo', title: 'Pubblica un modello', why: 'Registra il modello con le sue radici, per sempre. Ogni suo lavoro pagato tramite i contratti della rete paga poi la tua royalty.', noAccount: 'Per pubblicare serve un account del portafoglio: la sua chiave firma, ed esso paga le commissioni.',
  account: 'Editore', royalty: 'Royalty, in percento del prezzo di un lavoro', royaltyMost: (percent) => `Questa rete paga al massimo il ${percent}. Dopo non si può cambiare.`,
  contributors: 'Quote di chi ha contribuito', contributorsHint: 'Una per riga: un indirizzo e la sua percentuale della royalty. Il resto resta all’editore.', uri: 'Dove è descritto', uriHint: 'Resta sulla catena, leggibile da tutti. Può restare vuoto.',
  bad: { royalty: 'Una percentuale da 0 a 100, con al massimo due decimali.', line: (n) => `La riga ${n} non è un indirizzo con una percentuale.`, twice: 'Un indirizzo ha due quote.', over: 'Le quote superano insieme il 100 percento.' },
  plan: 'Avanti', planning: 'Calcolo dell’hash di ogni file', cancel: 'Annulla',
  list: 'Le tue pubblicazioni', forget: 'Dimentica', keeps: (percent) => `${percent} della royalty all’editore`, asks: (percent) => `royalty ${percent}`,
  state: {
    planned: 'Passo 1 di 2: annuncialo. L’annuncio non dice di quale modello si tratta, quindi nessuno può registrarlo prima di te.', announced: (left) => `Annunciato. Si potrà registrare tra ${left}.`, ready: (until) => `Passo 2 di 2: registralo, entro ${until}.`,
    expired: 'L’annuncio è scaduto. Annuncialo di nuovo.', registered: 'Registrato. Ciò che guadagna è qui sotto.', taken: 'Qualcun altro ha registrato questo modello. Qui non c’è più nulla da fare.',
  },
  announce: 'Annuncia', announceGo: 'Firma e annuncia', announceSentence: 'Annuncia una registrazione senza nominare il modello.', register: 'Registra', registerGo: 'Firma e registra', registerSentence: (title, percent) => `Registra ${title} con una royalty del ${percent}. Non si può cambiare né annullare.`,
  yours: (percent) => `il ${percent} è tuo`,
};
