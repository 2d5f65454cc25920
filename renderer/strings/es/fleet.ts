import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Flota', waiting: 'Preguntando a los nodos.', alone: 'Un nodo por ahora: este.', nodes: { one: 'nodo', other: 'nodos' }, allAnswer: (nodes) => `Responden ${nodes}.`, someAnswer: (answering, all) => `Responden ${answering} de ${all} nodos.`, together: (nodes) => `Juntos: ${nodes}`,
  today: 'Pagado hoy', waits: 'En espera', total: 'Pagado en total', network: 'Red',
  head: { node: 'Nodo', state: 'Estado', devices: 'Dispositivos', today: 'Pagado hoy', stake: 'Stake', version: 'Versión', page: 'Página' },
  own: 'Este Hearth', devicesOf: (ready, all) => `${ready} de ${all} listos`, asking: 'Preguntado; aún sin respuesta.', silentSince: (when) => `No responde desde ${when}`, heard: (when) => `Última respuesta: ${when}.`, neverHeard: 'Nunca ha respondido desde aquí.',
  open: 'Abrir su página', copyAddress: 'Copiar la dirección de su página', inWindow: 'Su página es la ventana de ese equipo.', samePort: 'Su página usa el puerto de esta: inícialo con otro --port.', remove: 'Quitar', removeNode: (name) => `Quitar ${name}`,
  add: 'Añadir un nodo', folder: 'Su carpeta de datos', folderHint: 'La ruta completa, aquí o en este extremo de un túnel.', addIt: 'Añadir',
  tunnel: 'Un nodo en otro equipo no abre ningún puerto para esto: trae aquí su socket de control, y el puerto de su página si quieres abrirla. Quien los tenga puede hacer todo lo que puede su página.',
};
