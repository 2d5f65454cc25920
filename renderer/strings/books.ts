import { localized } from './localized.ts';

/** Words of the statement: what came, what it cost, and what is left. */
export const bookWords = localized('bookWords', {
  title: 'What is left', waiting: 'Reading the books.', gross: 'Paid by clients', shares: 'Shares of the network', arrived: 'Arrived', energy: 'Energy', net: 'Left',
  measured: (wattHours: string, percent: string) => `${wattHours}, ${percent} of the time measured`, noMeter: 'unknown: no power meter of a device can be read here', energyNoPrice: 'price unknown',
  range: (least: string, most: string) => `${least} to ${most}`, estimated: 'estimated: some payments are older than the first rate',
  unknown: { noMeter: 'unknown, since no device tells its power', noTariff: 'unknown, since nobody has said what power costs', noRate: 'unknown, since nobody has said what a coin is worth', twoCurrencies: 'unknown, since power and coins are counted in two currencies' },
  returns: 'By model and device', returnsNone: 'Nothing is paid yet in this time.', head: { model: 'Model', device: 'Device', jobs: 'Jobs', paid: 'Paid', perHour: 'A GPU-hour', perKilowattHour: 'A kWh', net: 'Left of an hour' }, notKnown: 'unknown',
  projection: (coins: string, days: string) => `At the pace of the last ${days}: ${coins} a day.`, projectionLast: (said: string, was: string) => `Yesterday this said ${said}, and ${was} came.`, projectionNone: 'What a day brings is said after a day of own figures.', days: { one: 'day', other: 'days' },
  setPrices: 'Set prices', pricesTitle: 'What power costs and a coin is worth', currency: 'Currency, three letters', power: 'A kilowatt-hour', coin: 'A coin', feeCoin: 'A coin of the fee currency', keep: 'empty: as it is', save: 'Save', cancel: 'Cancel',
  otherTariff: 'Power is counted by a list or program that was set on the command line. A figure here replaces it.', otherRate: 'The rate comes from a file or program that was set on the command line. A figure here replaces it.', wrongCurrency: 'Three capital letters, such as EUR.', wrongNumber: 'A number, please.',
  csv: 'Save as CSV', csvWhy: 'One row for each receipt, each payout and each hour of energy; the sums are those of this page.',
});
