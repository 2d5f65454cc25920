import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Flotta', waiting: 'Interrogo i nodi.', alone: 'Per ora un nodo: questo.', nodes: { one: 'nodo', other: 'nodi' }, allAnswer: (nodes) => `Rispondono ${nodes}.`, someAnswer: (answering, all) => `Rispondono ${answering} nodi su ${all}.`, together: (nodes) => `Insieme: ${nodes}`,
  today: 'Pagato oggi', waits: 'In attesa', total: 'Pagato in tutto', network: 'Rete',
  head: { node: 'Nodo', state: 'Stato', devices: 'Dispositivi', today: 'Pagato oggi', stake: 'Stake', version: 'Versione', page: 'Pagina' },
  own: 'Questo Hearth', devicesOf: (ready, all) => `${ready} su ${all} pronti`, asking: 'Interrogato; ancora nessuna risposta.', silentSince: (when) => `Non risponde da ${when}`, heard: (when) => `Ultima risposta: ${when}.`, neverHeard: 'Mai sentito da qui.',
  open: 'Apri la sua pagina', copyAddress: 'Copia l’indirizzo della sua pagina', inWindow: 'La sua pagina è la finestra su quel computer.', samePort: 'La sua pagina ha la porta di questa: avvialo con un altro --port.', remove: 'Togli', removeNode: (name) => `Togli ${name}`,
  add: 'Aggiungi un nodo', folder: 'La sua cartella dei dati', folderHint: 'Il percorso intero, qui o a questo capo di un tunnel.', addIt: 'Aggiungi',
  tunnel: 'Un nodo su un altro computer non apre porte per questo: porta qui il suo socket di controllo, e la porta della sua pagina se vuoi aprirla. Chi li ha può fare tutto ciò che può la sua pagina.',
};
