import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Tareas, las más recientes primero. Las flechas van de fila en fila.', proposals: 'Propuestas, las más recientes primero. Las flechas van de una a otra.', reading: 'leyendo',
  runningOn: (device) => `Tareas en ${device}`, moreJobs: (n) => `y ${n} más`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'No aceptar nunca este modelo', client: 'Bloquear a este cliente', modelAgain: 'Volver a aceptar este modelo', clientAgain: 'Volver a aceptar a este cliente',
  modelRefused: (model) => `Los pedidos de ${model} se rechazan desde ahora. Las tareas ya aceptadas se terminan.`, clientRefused: (client) => `Los pedidos de ${client} se rechazan desde ahora. Las tareas ya aceptadas se terminan.`,
  modelTaken: (model) => `Los pedidos de ${model} se vuelven a aceptar.`, clientTaken: (client) => `Los pedidos de ${client} se vuelven a aceptar.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'se quitaron caracteres ocultos', mixed: 'una palabra mezcla alfabetos', lookalike: 'letras que solo parecen latinas', links: (hosts) => `Aquí no se abren enlaces. Llevan a ${hosts}.`,
};
