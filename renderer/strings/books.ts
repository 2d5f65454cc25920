import { localized } from './localized.ts';

/** Words of the statement: what came, what it cost, and what is left. */
export const bookWords = localized('bookWords', {
  title: 'What is left', waiting: 'Reading the books.', gross: 'Paid by clients', shares: 'Shares of the network', arrived: 'Arrived', energy: 'Energy', net: 'What is left',
  measured: (wattHours: string, percent: string) => `${wattHours}, ${percent} of the time measured`, noMeter: 'unknown: no power meter of a device can be read here', energyNoPrice: 'price unknown',
  range: (least: string, most: string) => `${least} to ${most}`, estimated: 'estimated: some payments are older than the first rate',
  unknown: { noMeter: 'unknown, since no device tells its power', noTariff: 'unknown, since nobody has said what power costs', noRate: 'unknown, since nobody has said what a coin is worth', twoCurrencies: 'unknown, since power and coins are counted in two currencies' },
  returns: 'By model and device', returnsNone: 'Nothing is paid yet in this time.', head: { model: 'Model', device: 'Device', jobs: 'Jobs', paid: 'Paid', perHour: 'A GPU-hour', perKilowattHour: 'A kWh', net: 'Left of an hour' }, notKnown: 'unknown',
  projection: (coins: string, days: string) => `At the pace of the last ${days}: ${coins} a day.`, projectionLast: (said: string, was: string) => `Yesterday this said ${said}, and ${was} came.`, projectionNone: 'What a day brings is said after a day of own figures.', days: { one: 'day', other: 'days' },
  setPrices: 'Set prices', pricesTitle: 'What power costs and a coin is worth', currency: 'Currency, three letters', power: 'A kilowatt-hour', coin: 'A coin', feeCoin: 'A coin of the fee currency', keep: 'empty: as it is', save: 'Save', cancel: 'Cancel',
  otherTariff: 'Power is counted by a list or program that was set on the command line. A figure here replaces it.', otherRate: 'The rate comes from a file or program that was set on the command line. A figure here replaces it.', wrongCurrency: 'Three capital letters, such as EUR.', wrongNumber: 'A number, please.',
  csv: 'Save as CSV', csvWhy: 'One row for each receipt, each payout and each hour of energy; the sums are those of this page.',
  tariff: {
    title: 'Power', kinds: { flat: 'One price', dayNight: 'Day and night', csv: 'By the hour' }, day: 'A kWh by day', night: 'A kWh by night', dayFrom: 'Day begins', nightFrom: 'Night begins', path: 'Price list, a file on this machine',
    pathWhy: 'One line for each change of price, with the offset of its time; each price holds until the next line:', now: (price: string) => `Now ${price} a kilowatt-hour.`, nowUnknown: (reason: string) => `The price now is unknown: ${reason}.`, savedUnknown: (reason: string) => `Saved, but the price now is unknown: ${reason}.`,
    bothPrices: 'A price by day and one by night, please.', sameHours: 'Day and night begin at two different times.', wrongPath: 'The whole path of the file, from the root of the disk.',
  },
  check: {
    title: 'Receipts against the chain', why: 'All that this machine signed for, held against all that the chain paid, whatever time is chosen above.', empty: 'Nothing is signed yet, and nothing was paid.', signed: 'Signed for',
    waiting: { voucher: 'Waits for the client’s voucher', anchor: 'Waits for the next anchor', window: 'Waits for the window to close' }, missing: 'Booked as paid, but no payment was heard', notBooked: 'Paid, but no receipt here says for what',
    payments: { one: 'payment', other: 'payments' }, more: (n: string) => `and ${n} more`, whole: 'Every coin is accounted for.', broken: 'The books do not agree.', brokenNext: 'Open what is marked: each transaction can be looked up on the chain.',
  },
});
