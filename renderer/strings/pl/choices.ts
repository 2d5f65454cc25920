import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'Co jest przyjmowane', why: 'Zamówienia na to, co wyłączone, są odrzucane i nie jest to ogłaszane. Zadania już przyjęte zostaną wykonane.', waiting: 'Odczyt twoich wyborów.', kinds: 'Rodzaje zadań', models: 'Modele', take: (name) => `Przyjmuj ${name}`,
  clients: 'Odrzucani klienci', clientsNone: 'Żaden klient nie jest odrzucany.', client: 'Adres klienta', add: 'Odrzucaj', addWrong: 'Adres to 0x i 40 znaków.', remove: (address) => `Znów przyjmuj ${address}`, removeShort: 'Znów przyjmuj',
};
