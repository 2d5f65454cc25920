import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'Che cosa si accetta', why: 'Gli ordini per ciò che è disattivato vengono rifiutati, e non viene annunciato. I lavori già accettati vengono conclusi.', waiting: 'Lettura delle tue scelte.', kinds: 'Tipi di lavoro', models: 'Modelli', take: (name) => `Accetta ${name}`,
  clients: 'Clienti rifiutati', clientsNone: 'Nessun cliente è rifiutato.', client: 'Indirizzo di un cliente', add: 'Rifiuta', addWrong: 'Un indirizzo è 0x e 40 caratteri.', remove: (address) => `Accetta di nuovo ${address}`, removeShort: 'Accetta di nuovo',
};
