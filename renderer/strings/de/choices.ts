import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'Was angenommen wird', why: 'Bestellungen für Abgeschaltetes werden abgelehnt, und es wird nicht angeboten. Schon angenommene Aufträge werden erledigt.', waiting: 'Lese deine Auswahl.', kinds: 'Arten von Aufträgen', models: 'Modelle', take: (name) => `${name} annehmen`,
  clients: 'Abgelehnte Kunden', clientsNone: 'Kein Kunde wird abgelehnt.', client: 'Adresse eines Kunden', add: 'Ablehnen', addWrong: 'Eine Adresse ist 0x und 40 Zeichen.', remove: (address) => `${address} wieder annehmen`, removeShort: 'Wieder annehmen',
};
