import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Zadania, od najnowszych. Strzałki przechodzą między wierszami.', proposals: 'Propozycje, od najnowszych. Strzałki przechodzą między nimi.', reading: 'odczyt',
  runningOn: (device) => `Zadania na ${device}`, moreJobs: (n) => `i jeszcze ${n}`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'Nigdy nie przyjmuj tego modelu', client: 'Zablokuj tego klienta', modelAgain: 'Znów przyjmuj ten model', clientAgain: 'Znów przyjmuj tego klienta',
  modelRefused: (model) => `Zamówienia na ${model} są odtąd odrzucane. Zadania już przyjęte zostaną wykonane.`, clientRefused: (client) => `Zamówienia klienta ${client} są odtąd odrzucane. Zadania już przyjęte zostaną wykonane.`,
  modelTaken: (model) => `Zamówienia na ${model} są znów przyjmowane.`, clientTaken: (client) => `Zamówienia klienta ${client} są znów przyjmowane.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'usunięto ukryte znaki', mixed: 'jedno słowo łączy alfabety', lookalike: 'litery, które tylko wyglądają na łacińskie', links: (hosts) => `Linki nie są tu otwierane. Prowadzą do: ${hosts}.`,
};
