import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Leyendo lo comprado.', spentIn: { 7: 'Gastado en 7 días', 30: 'Gastado en 30 días', 365: 'Gastado en un año' }, days: { 7: '7 días', 30: '30 días', 365: '1 año' }, time: 'Periodo',
  empty: 'Ninguna aplicación ha comprado aquí todavía.',
  emptyNext: 'Una pasarela en este equipo compra respuestas de otros nodos para tus aplicaciones, por la interfaz que ya hablan. Crea una clave para una e inicia la pasarela; lo que compre aparecerá aquí.',
  quiet: 'No se compró nada en este periodo.', requests: 'Peticiones', answers: 'Respuestas', answersCount: { one: 'respuesta', other: 'respuestas' }, unitsIn: 'Tokens de entrada', unitsOut: 'Tokens de salida', replayed: 'Recalculadas', none: 'ninguna',
  refunded: 'Reembolsado', refundedWhy: 'Por las tareas que un tribunal anuló, el precio volvió del stake del proveedor.',
  checked: 'Antes de pagar cada respuesta se comprobaron sus hashes y firmas. Las recalculadas se volvieron a calcular en este equipo. En un clasificador, cada elemento cuenta como token.',
  byTime: 'Gastado por fecha', day: 'Día (UTC)', month: 'Mes (UTC)', spent: 'Gastado', share: 'Parte', byWhat: 'Dividir por',
  by: { key: 'Por clave', model: 'Por modelo', provider: 'Por proveedor' }, ways: { key: 'Clave', model: 'Modelo', provider: 'Proveedor' },
  providersNone: 'En este periodo no se anotó quién respondió.', providersWhy: 'Lo que costó un segundo proveedor preguntado a la vez figura solo en las claves y los modelos.',
  budgets: 'Presupuestos', budget: 'Presupuesto', left: 'Queda', noLimit: 'sin límite', spentEver: 'Gastado en total', usedUp: 'Consumido', replays: 'Recálculo',
  policy: { all: 'todas las respuestas', adaptive: 'según el historial del proveedor' }, keysNone: 'Ahora no hay ninguna clave válida. Crea una:',
  clouds: 'Los mismos tokens en una nube', cloudsNone: 'No se compraron tokens de un tipo que vendan estas nubes.',
  cloudsWhy: 'Precios de lista de otros modelos, con otros tokenizadores: lo que cuestan allí los tokens, no lo que costaría una respuesta igual de buena. Aquí se gastó dinero de prueba, que no tiene cambio en dólares.',
  cloudHead: { model: 'Modelo', tokens: 'Tokens', price: 'Un millón de tokens', cost: 'Coste' }, tokensIn: (count) => `${count} de entrada`, tokensInOut: (came, went) => `${came} de entrada, ${went} de salida`,
  priceUnknown: 'sin precio con fuente', costUnknown: 'desconocido', readOn: (day) => `leído el ${day}`,
};
