import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Auditorías', waiting: 'Esperando las auditorías.',
  intro: 'La cadena sortea qué recibos se recalculan y quién lo hace. Los recálculos se hacen entre tarea y tarea, y ceden el paso a ellas y a tus reglas.',
  seats: 'Puestos', seatsWaiting: 'Todavía no se ha preguntado a la cadena por los puestos.', seatsNone: 'Aún no hay ningún puesto. Un puesto bloquea parte del stake; en la red de práctica se ocupa automáticamente.',
  seatOf: (held, of) => `${held} de ${of}`,
  earned: 'Pagado por votos',
  seatedTitle: 'Como verificador', seatedEmpty: 'Aún no ha salido en ningún sorteo.', seatedNext: 'Un nodo con puesto sale sorteado para recibos de otros nodos, según el azar y el stake.',
  ownTitle: 'De mis recibos', ownEmpty: 'Todavía no hay ningún recibo en la cadena.', ownNext: 'Todos los recibos de un nodo nuevo se auditan; los posteriores, al azar.',
  head: { receipt: 'Recibo', node: 'Nodo', state: 'Estado', vote: 'Voto', pay: 'Pago', job: 'Tarea', committee: 'Comité', due: 'Tiempo restante' },
  verdict: { accepted: 'aceptado', rejected: 'rechazado' }, none: 'ninguno', standing: (stage, rejects, accepts) => `${stage}, en contra: ${rejects}, a favor: ${accepts}`, verifiers: (count) => `verificadores: ${count}`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'Por recalcular', voted: 'Voto firmado', committed: 'Voto en la cadena', missed: 'Perdido' };
export const payWords: Pack['payWords'] = { none: 'todavía no', waiting: 'espera su ronda', paid: 'pagado', unpaid: 'no pagado' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Espera el sorteo', notDrawn: 'No sorteado', drawn: 'Sorteado', stands: 'Es válido', contested: 'Impugnado', accepted: 'Aceptado', rejected: 'Rechazado, tarea nula', unproven: 'No demostrado, es válido' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'en curso', accepted: 'cerrado: aceptado', rejected: 'cerrado: rechazado, la tarea es nula', unproven: 'cerrado: no demostrado' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'abierto', waiting: 'espera su ronda', second: 'segundo comité', final: 'último comité', closed: 'cerrado' };
