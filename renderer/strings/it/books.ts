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
};
