import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'Quanto resta', waiting: 'Lettura dei conti.', gross: 'Pagato dai clienti', shares: 'Quote della rete', arrived: 'Arrivato', energy: 'Energia', net: 'Resta',
  measured: (wattHours, percent) => `${wattHours}, misurata per il ${percent} del tempo`, noMeter: 'sconosciuta: qui non si può leggere il consumo di nessun dispositivo', energyNoPrice: 'prezzo sconosciuto',
  range: (least, most) => `da ${least} a ${most}`, estimated: 'stimato: alcuni pagamenti sono precedenti al primo cambio',
  unknown: { noMeter: 'sconosciuto, perché nessun dispositivo indica il consumo', noTariff: 'sconosciuto, perché nessuno ha detto quanto costa la corrente', noRate: 'sconosciuto, perché nessuno ha detto quanto vale una moneta', twoCurrencies: 'sconosciuto, perché corrente e monete sono contate in due valute' },
  returns: 'Per modello e dispositivo', returnsNone: 'In questo periodo non è ancora stato pagato nulla.', head: { model: 'Modello', device: 'Dispositivo', jobs: 'Lavori', paid: 'Pagato', perHour: 'Per ora di GPU', perKilowattHour: 'Per kWh', net: 'Resta per ora' }, notKnown: 'sconosciuto',
  projection: (coins, days) => `Al ritmo recente (${days}): ${coins} al giorno.`, projectionLast: (said, was) => `Ieri qui c’era scritto ${said}, e sono arrivati ${was}.`, projectionNone: 'Quanto rende un giorno si dice dopo un giorno di dati propri.', days: { one: 'giorno', other: 'giorni' },
  setPrices: 'Imposta i prezzi', pricesTitle: 'Quanto costa la corrente e quanto vale una moneta', currency: 'Valuta, tre lettere', power: 'Un kilowattora', coin: 'Una moneta', feeCoin: 'Una moneta delle commissioni', keep: 'vuoto: invariato', save: 'Salva', cancel: 'Annulla',
  otherTariff: 'La corrente è contata da una lista o un programma indicato nella riga di comando. Un numero qui li sostituisce.', otherRate: 'Il cambio viene da un file o programma indicato nella riga di comando. Un numero qui li sostituisce.', wrongCurrency: 'Tre lettere maiuscole, come EUR.', wrongNumber: 'Inserisci un numero.',
  csv: 'Salva come CSV', csvWhy: 'Una riga per ricevuta, per versamento e per ora di energia; le somme sono quelle di questa pagina.',
  tariff: {
    title: 'Corrente', kinds: { flat: 'Un prezzo', dayNight: 'Giorno e notte', csv: 'Ora per ora' }, day: 'Un kWh di giorno', night: 'Un kWh di notte', dayFrom: 'Il giorno comincia', nightFrom: 'La notte comincia', path: 'Listino, un file su questa macchina',
    pathWhy: 'Una riga per ogni cambio di prezzo, con lo scarto orario; ogni prezzo vale fino alla riga seguente:', now: (price) => `Ora ${price} al kilowattora.`, nowUnknown: (reason) => `Il prezzo di adesso non è noto: ${reason}.`, savedUnknown: (reason) => `Salvato, ma il prezzo di adesso non è noto: ${reason}.`,
    bothPrices: 'Inserisci un prezzo di giorno e uno di notte.', sameHours: 'Il giorno e la notte cominciano a due ore diverse.', wrongPath: 'Il percorso intero del file, dalla radice del disco.',
  },
  check: {
    title: 'Le ricevute davanti alla catena', why: 'Tutto ciò che questa macchina ha firmato, confrontato con tutto ciò che la catena ha pagato, qualunque periodo sia scelto sopra.', empty: 'Nulla è ancora firmato, e nulla è stato pagato.', signed: 'Firmato per',
    waiting: { voucher: 'Attende il buono di pagamento del cliente', anchor: 'Attende il prossimo ancoraggio', window: 'Attende la chiusura della finestra' }, missing: 'Segnato come pagato, ma nessun pagamento è arrivato', notBooked: 'Pagato, ma nessuna ricevuta qui dice per che cosa',
    payments: { one: 'pagamento', other: 'pagamenti' }, more: (n) => `e altri ${n}`, whole: 'Ogni moneta è spiegata.', broken: 'I conti non tornano.', brokenNext: 'Apri ciò che è segnato: ogni transazione si può cercare sulla catena.',
  },
};
